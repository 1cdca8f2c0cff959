// Makes changed files durable by adding them to one log, many changes with one flush, and puts them in their places later. Knows no records.

import { readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { AppendFile, Disk } from './disk.js';
import type { DurableFiles, HeldFiles } from './durable-files.js';
import { frameOf, readFrames } from './journal-frames.js';

export interface JournalLimits {
  /** Milliseconds that a change stays in the log alone. A customer who writes several times meanwhile costs one file. */
  readonly fileAfter: number;
  /** Bytes of a log from which its changes are put in their places. Two such logs are at most read at the next start. */
  readonly logBytes: number;
}

const LIMITS: JournalLimits = { fileAfter: 10_000, logBytes: 16 * 1024 * 1024 };
/** Logs that may wait while the disk takes them but refuses to put the files in their places. */
const WAITING_LOGS = 4;
/** Files put in their places at once: few, since turns use the same disk. */
const AT_ONCE = 4;
/** Milliseconds until the disk is tried again. */
const RETRY = 1_000;

/** A change of one file. */
export interface FileChange {
  /** What stands in the log. */
  readonly log: string;
  /** The file that it leads to. */
  readonly whole: () => string;
}

/**
 * @param placed what lies in the file's place, @param logged its changes in their order.
 * @returns the file that they lead to; `undefined` when it lies there already.
 */
export type Replay = (placed: string | undefined, logged: readonly string[]) => string | undefined;

interface Waiting extends FileChange {
  readonly file: string;
  readonly done: () => void;
  readonly failed: (fault: unknown) => void;
}

interface OpenLog {
  readonly path: string;
  readonly disk: AppendFile;
  /** Bytes that are known to be whole. */
  length: number;
  /** After a fault, something may stand after them that was never acknowledged. */
  torn: boolean;
}

/** A log whose changes are on their way to their places. */
interface Leaving {
  readonly paths: readonly string[];
  readonly texts: Texts;
}

/** By file. */
type Texts = Map<string, () => string>;

/** @param file absolute, inside the data folder. */
export type OnFiled = (file: string) => void;

/**
 * Holds what was added until it lies in its own file. Whoever reads a file asks here first (`text`).
 * Callers keep two changes of one file apart.
 */
export class Journal implements HeldFiles {
  readonly #folder: string;
  readonly #files: DurableFiles;
  readonly #texts: Texts = new Map();
  readonly #moving = new Map<string, Promise<void>>();
  #leaving: Leaving | undefined;
  #filing: Promise<void> | undefined;
  #waiting: Waiting[] = [];
  #writing: Promise<void> | undefined;
  /** The batch that is being added now; never rejects. */
  #adding: Promise<void> | undefined;
  #log: OpenLog | undefined;
  /** Full logs, the oldest first. */
  #full: string[] = [];
  #number = 0;
  /** Why the files could not be put in their places the last time. */
  #lastFault: unknown;
  #timer: NodeJS.Timeout | undefined;
  #closing = false;
  #onFiled: OnFiled = () => undefined;

  /** @param files with this journal as what it holds. */
  constructor(
    root: string,
    files: (held: HeldFiles) => DurableFiles,
    private readonly disk: Disk,
    private readonly limits: JournalLimits = LIMITS,
  ) {
    this.#folder = journalFolder(root);
    this.#files = files(this);
  }

  get files(): DurableFiles {
    return this.#files;
  }

  /** Told of each file that now lies in its place and is held no more. */
  set onFiled(told: OnFiled) {
    this.#onFiled = told;
  }

  /**
   * Puts what an ended process left in its logs into their places; before anything else, and under the folder's lock.
   * @param isGone whether a file was removed for good since its changes were logged.
   * @param onDamaged told of a log in which acknowledged changes can't be read, for it to be set aside.
   */
  async recover(
    replay: Replay,
    isGone: (file: string) => boolean,
    onDamaged: (log: string, reason: string) => Promise<void>,
  ): Promise<void> {
    await this.#files.makeFolder(this.#folder);
    const names = logNames(await this.#files.names(this.#folder));
    const { logged, damaged } = await this.#read(names);
    const texts: Texts = new Map();
    for (const [file, changes] of logged) {
      if (isGone(file)) continue;
      try {
        const text = replay((await this.#files.read(file))?.toString('utf8'), changes);
        if (text !== undefined) texts.set(file, () => text);
      } catch (error) {
        if (!(error instanceof Error) || 'code' in error) throw error;
        // All logs are kept: which of them lacks something is not known.
        for (const name of names) damaged.set(join(this.#folder, name), `${file}: ${error.message}`);
      }
    }
    await this.#place(texts, 16);
    for (const [path, reason] of damaged) await onDamaged(path, reason);
    for (const name of names) {
      const path = join(this.#folder, name);
      if (!damaged.has(path)) await this.disk.remove(path);
    }
    if (names.length > 0) await this.disk.syncFolder(this.#folder);
  }

  /** @returns the changes by file, in their order, and which logs are damaged, with the reason. */
  async #read(
    names: readonly string[],
  ): Promise<{ readonly logged: Map<string, string[]>; readonly damaged: Map<string, string> }> {
    const logged = new Map<string, string[]>();
    const damaged = new Map<string, string>();
    for (const name of names) {
      const path = join(this.#folder, name);
      const { frames, isDamaged } = readFrames(await readFile(path));
      for (const { name: of, text } of frames) {
        const file = join(this.#files.root, of);
        const changes = logged.get(file);
        if (changes) changes.push(text);
        else logged.set(file, [text]);
      }
      if (isDamaged) damaged.set(path, 'its sums do not add up');
      this.#number = Math.max(this.#number, Number.parseInt(name, 10));
    }
    return { logged, damaged };
  }

  text(file: string): string | undefined {
    return this.#made(file)?.();
  }

  /** One for all: what is held changes by the hands of this process alone, and they know. */
  stamp(file: string): string | undefined {
    return this.#made(file) && 'held';
  }

  #made(file: string): (() => string) | undefined {
    return this.#texts.get(file) ?? this.#leaving?.texts.get(file);
  }

  *heldBelow(folder: string): Iterable<string> {
    if (this.#texts.size === 0 && !this.#leaving) return;
    const start = folder + sep;
    for (const texts of [this.#texts, this.#leaving?.texts ?? []]) {
      for (const [file] of texts) if (file.startsWith(start)) yield file.slice(start.length);
    }
  }

  /** Durable when it resolves; when it rejects, nothing was changed. */
  add(file: string, change: FileChange): Promise<void> {
    return new Promise((done, failed) => {
      this.#waiting.push({ ...change, file, done, failed });
      this.#writing ??= this.#write().finally(() => {
        this.#writing = undefined;
      });
    });
  }

  /** Lets go of a file that its caller is about to remove, after whatever is being done to it. */
  async forget(file: string): Promise<void> {
    this.#texts.delete(file);
    this.#leaving?.texts.delete(file);
    await this.#moving.get(file);
  }

  /** Puts all that is held in its place, and resolves when nothing is held any more. Nothing may be added from then on. */
  async close(): Promise<void> {
    this.#closing = true;
    clearTimeout(this.#timer);
    await this.#writing;
    while (this.#filing || this.#log || this.#full.length > 0) {
      await this.#startFiling();
      if (this.#lastFault) return this.#giveUp();
    }
  }

  /** Another process has the folder: nothing is touched any more. */
  async abandon(): Promise<void> {
    this.#closing = true;
    clearTimeout(this.#timer);
    await this.#writing;
    await this.#giveUp();
  }

  /** What could not be put in its place stays in the log, for the next start. */
  async #giveUp(): Promise<void> {
    await this.#log?.disk.close().catch(() => undefined);
    this.#log = undefined;
  }

  async #write(): Promise<void> {
    // A moment's wait lets those join who are about to commit as well.
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      if (this.#full.length >= WAITING_LOGS && !this.#lastFault) await this.#filing;
      const batch = this.#waiting;
      this.#waiting = [];
      this.#adding = this.#append(batch).then(
        () => this.#hold(batch),
        (fault: unknown) => {
          for (const { failed } of batch) failed(fault);
        },
      );
      await this.#adding;
    }
  }

  #hold(batch: readonly Waiting[]): void {
    for (const { file, whole, done } of batch) {
      this.#texts.set(file, whole);
      done();
    }
    if (this.#log && this.#log.length >= this.limits.logBytes) void this.#startFiling();
    else if (!this.#closing) this.#timer ??= this.#later(this.limits.fileAfter);
  }

  async #append(batch: readonly Waiting[]): Promise<void> {
    if (this.#full.length >= WAITING_LOGS && this.#lastFault) throw this.#lastFault;
    const log = await this.#openLog();
    if (log.torn) await this.#mend(log);
    const bytes = Buffer.concat(
      batch.flatMap(({ file, log }) => frameOf({ name: file.slice(this.#files.root.length + 1), text: log })),
    );
    try {
      await log.disk.append(bytes);
    } catch (fault) {
      log.torn = true;
      await this.#mend(log).catch(() => undefined);
      throw fault;
    }
    log.length += bytes.length;
  }

  /** Cuts off what was never acknowledged; while that fails, nothing new is taken. */
  async #mend(log: OpenLog): Promise<void> {
    await log.disk.cut(log.length);
    log.torn = false;
  }

  async #openLog(): Promise<OpenLog> {
    if (this.#log) return this.#log;
    await this.#files.makeFolder(this.#folder);
    this.#number += 1;
    const path = join(this.#folder, `${String(this.#number).padStart(9, '0')}.log`);
    const disk = await this.disk.openLog(path);
    try {
      await this.disk.syncFolder(this.#folder);
    } catch (fault) {
      await disk.close().catch(() => undefined);
      await this.disk.remove(path).catch(() => undefined);
      throw fault;
    }
    this.#log = { path, disk, length: 0, torn: false };
    return this.#log;
  }

  #later(milliseconds: number): NodeJS.Timeout {
    return setTimeout(() => {
      this.#timer = undefined;
      void this.#startFiling();
    }, milliseconds).unref();
  }

  #startFiling(): Promise<void> {
    this.#filing ??= this.#file()
      .then(
        () => {
          this.#lastFault = undefined;
        },
        (fault: unknown) => {
          this.#lastFault = fault;
          // The changes are durable where they are; only their places wait.
          if (!this.#closing) this.#timer ??= this.#later(RETRY);
        },
      )
      .finally(() => {
        this.#filing = undefined;
        // What was added meanwhile found no timer to wait for; without this, the last of a rush would be held until somebody writes again.
        if (this.#log && !this.#closing) this.#timer ??= this.#later(this.limits.fileAfter);
      });
    return this.#filing;
  }

  async #file(): Promise<void> {
    await this.#turnOver();
    if (!this.#leaving) return;
    const { paths, texts } = this.#leaving;
    await this.#place(texts, AT_ONCE);
    this.#leaving = undefined;
    for (const file of texts.keys()) if (!this.#texts.has(file)) this.#onFiled(file);
    for (const path of paths) await this.disk.remove(path);
    this.#full = this.#full.filter((path) => !paths.includes(path));
    // A log that a power loss brought back would put old texts over newer ones.
    await this.disk.syncFolder(this.#folder);
  }

  /** Ends the log in use; its changes join those that leave. */
  async #turnOver(): Promise<void> {
    const log = this.#log;
    if (log) {
      // From here on the next batch opens another; the one that is being added may still be for this.
      this.#log = undefined;
      this.#full.push(log.path);
      await this.#adding;
      await log.disk.close();
    }
    if (this.#full.length === 0) return;
    const texts = new Map([...(this.#leaving?.texts ?? []), ...this.#texts]);
    this.#leaving = { paths: [...this.#full], texts };
    this.#texts.clear();
  }

  async #place(texts: Texts, atOnce: number): Promise<void> {
    const left = texts.entries();
    const folders = new Set<string>();
    let fault: { readonly cause: unknown } | undefined;
    const work = async (): Promise<void> => {
      for (const [file, text] of left) {
        if (fault) return;
        const moving = this.#files.place(file, text()).then(
          (folder) => {
            folders.add(folder);
          },
          (cause: unknown) => {
            fault ??= { cause };
          },
        );
        this.#moving.set(file, moving);
        await moving;
        this.#moving.delete(file);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    if (fault) throw fault.cause;
    for (const folder of folders) await this.disk.syncFolder(folder);
  }
}

export function journalFolder(root: string): string {
  return join(root, 'journal');
}

/** @returns those of logs, the oldest first. */
export function logNames(names: readonly string[]): readonly string[] {
  return names.filter((name) => name.endsWith('.log')).sort();
}
