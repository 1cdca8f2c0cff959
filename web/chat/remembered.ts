// What this browser remembers between visits. A browser that forbids storage forgets, and the chat works all the same.

export interface Remembered {
  read(): string | undefined;
  write(value: string): void;
  forget(): void;
}

function remembered(storage: () => Storage, key: string): Remembered {
  let inMemory: string | undefined;
  const quietly = <T>(work: () => T): T | undefined => {
    try {
      return work();
    } catch {
      // Third-party frames and private windows may throw on every access to storage: memory has to do then.
      return undefined;
    }
  };
  return {
    read: () => quietly(() => storage().getItem(key)) ?? inMemory,
    write(value) {
      inMemory = value;
      quietly(() => storage().setItem(key, value));
    },
    forget() {
      inMemory = undefined;
      quietly(() => storage().removeItem(key));
    },
  };
}

/** Brings a returning guest back to its own record. */
export const resumeToken = remembered(() => localStorage, 'rapport.resume');

/** Demo: the customer id that was chosen in this tab. */
export const demoChoice = remembered(() => sessionStorage, 'rapport.demo.customer');
