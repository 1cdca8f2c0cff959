// Puts many files in their places, a few at once. What they hold is durable elsewhere until then. Knows no log.

import type { Disk } from './disk.js';
import type { DurableFiles } from './durable-files.js';

/** Files at once where the rest falls behind: in a rush of a thousand customers, each step of a file waits for its turn. */
const MOST_AT_ONCE = 64;

export interface PlacingOptions {
  /** Few, since turns use the same disk. */
  readonly atOnce: number;
  /** Whether more is to be placed already than is good; then it takes more at once. */
  readonly isBehind?: () => boolean;
}

export class Placing {
  readonly #moving = new Map<string, Promise<void>>();

  constructor(
    private readonly files: DurableFiles,
    private readonly disk: Disk,
  ) {}

  /** Resolves when nothing is being done to the file. */
  async settled(file: string): Promise<void> {
    await this.#moving.get(file);
  }

  /**
   * @param files looked at as it goes, so one that is taken out meanwhile stays as it is.
   * @param newest what is to lie there; `undefined` when it does already. What it throws, but for the system's faults, makes a misfit.
   * @returns the misfits, with the reason; the others lie in their places, durably.
   */
  async all(
    files: IterableIterator<string>,
    newest: (file: string) => Promise<string | Uint8Array | undefined>,
    { atOnce, isBehind = () => false }: PlacingOptions,
  ): Promise<ReadonlyMap<string, string>> {
    const folders = new Set<string>();
    const misfits = new Map<string, string>();
    let fault: { readonly cause: unknown } | undefined;
    let hands = 0;

    const place = async (file: string): Promise<void> => {
      try {
        const content = await newest(file);
        if (content !== undefined) folders.add(await this.files.place(file, content));
      } catch (cause) {
        if (cause instanceof Error && !('code' in cause)) misfits.set(file, `${file}: ${cause.message}`);
        else fault ??= { cause };
      }
    };

    const work = async (): Promise<void> => {
      hands += 1;
      const others: Promise<void>[] = [];
      for (const file of files) {
        if (fault) break;
        const moving = place(file);
        this.#moving.set(file, moving);
        await moving;
        this.#moving.delete(file);
        if (hands < MOST_AT_ONCE && isBehind()) others.push(work());
      }
      await Promise.all(others);
    };

    await Promise.all(Array.from({ length: atOnce }, work));
    if (fault) throw fault.cause;
    for (const folder of folders) await this.disk.syncFolder(folder);
    return misfits;
  }
}
