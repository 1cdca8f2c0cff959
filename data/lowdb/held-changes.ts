// What is durable in the logs and not in its place yet, by file. Knows neither disks nor records.

import { sep } from 'node:path';

/** A change of one file. */
export interface FileChange {
  /** What is to stand in the log: UTF-8, in pieces. */
  readonly log: readonly Uint8Array[];
  /**
   * The file that it leads to, or a newer one that is durable, where somebody still knows it by heart; `undefined`: nobody does, and it
   * is made from what lies in its place and the log.
   */
  readonly whole: () => Uint8Array | undefined;
}

/** What a file's place lacks. */
interface Held {
  /** In their order. Bytes, because as text they would weigh on the heap: a busy hour holds thousands. */
  readonly logged: Uint8Array[];
  whole: FileChange['whole'];
}

/** By file, absolute. */
export class HeldChanges {
  readonly #held = new Map<string, Held>();

  has(file: string): boolean {
    return this.#held.has(file);
  }

  /** The files; one that is forgotten while they are gone through is left out. */
  files(): IterableIterator<string> {
    return this.#held.keys();
  }

  /** @returns paths relative to the folder. */
  *below(folder: string): Iterable<string> {
    const start = folder + sep;
    for (const file of this.#held.keys()) if (file.startsWith(start)) yield file.slice(start.length);
  }

  loggedOf(file: string): readonly Uint8Array[] {
    return this.#held.get(file)?.logged ?? [];
  }

  /** @returns the file as it will be, where somebody knows it by heart. */
  wholeOf(file: string): Uint8Array | undefined {
    return this.#held.get(file)?.whole();
  }

  /** @param change.logged its text in the log, UTF-8. */
  add(file: string, { logged, whole }: Pick<FileChange, 'whole'> & { readonly logged: Uint8Array }): void {
    const held = this.#held.get(file);
    if (!held) this.#held.set(file, { logged: [logged], whole });
    else {
      held.logged.push(logged);
      held.whole = whole;
    }
  }

  /** Takes over what was held after this. */
  addAll(later: HeldChanges): void {
    for (const [file, { logged, whole }] of later.#held) {
      const held = this.#held.get(file);
      this.#held.set(file, { logged: [...(held?.logged ?? []), ...logged], whole });
    }
  }

  forget(file: string): void {
    this.#held.delete(file);
  }
}
