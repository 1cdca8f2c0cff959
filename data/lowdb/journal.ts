// Makes changed files durable by adding them to one log, many changes with one flush, and puts them in their places later. Knows no records.

import { isUtf8 } from 'node:buffer';
import { join } from 'node:path';
import { RapportError } from '../errors.js';
import type { Disk } from './disk.js';
import type { DurableFiles, HeldFiles, Newest } from './durable-files.js';
import { type FileChange, HeldChanges } from './held-changes.js';
import { framesOf } from './journal-frames.js';
import { LogFile } from './log-file.js';
import { journalFolder, logNames, readLogs } from './logs.js';
import { Placing } from './placing.js';

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
/** The same before anybody is served. */
const AT_ONCE_AT_START = 16;
/** Milliseconds until the disk is tried again. */
const RETRY = 1_000;

/**
 * @param placed what lies in the file's place, @param logged its changes in their order, also such as lie there already.
 * @returns the file that they lead to; `undefined` when it lies there already.
 * @throws Error when the changes do not go on what lies there.
 */
export type Replay = (placed: string | undefined, logged: readonly string[]) => string | undefined;

interface Waiting extends FileChange {
  readonly file: string;
  readonly done: () => void;
  readonly failed: (fault: unknown) => void;
}

/** A log whose changes are on their way to their places. */
interface Leaving {
  readonly paths: readonly string[];
  readonly changes: HeldChanges;
}

/** @param file absolute, inside the data folder. */
export type OnFiled = (file: string) => void;

/** Told of a log in which acknowledged changes can't be read, or do not fit what lies in their place, for it to be set aside. */
export type OnDamaged = (log: string, reason: string) => Promise<void>;

/**
 * Holds what was added until it lies in its own file: the changes alone, since the rest of a long conversation lies there. Whoever reads
 * a file asks here first (`newest`). Callers keep two changes of one file apart.
 */
export class Journal implements HeldFiles {
  readonly #folder: string;
  readonly #files: DurableFiles;
  #held = new HeldChanges();
  readonly #placing: Placing;
  #leaving: Leaving | undefined;
  #filing: Promise<void> | undefined;
  #waiting: Waiting[] = [];
  #writing: Promise<void> | undefined;
  /** The batch that is being added now; never rejects. */
  #adding: Promise<void> | undefined;
  #log: LogFile | undefined;
  /** Full logs, the oldest first. */
  #full: string[] = [];
  #number = 0;
  /** Why the files could not be put in their places the last time. */
  #lastFault: unknown;
  #timer: NodeJS.Timeout | undefined;
  #closing = false;
  #onFiled: OnFiled = () => undefined;
  #onDamaged: OnDamaged = () => Promise.resolve();

  /** @param files with this journal as what it holds. */
  constructor(
    root: string,
    files: (held: HeldFiles) => DurableFiles,
    private readonly replay: Replay,
    private readonly disk: Disk,
    private readonly limits: JournalLimits = LIMITS,
  ) {
    this.#folder = journalFolder(root);
    this.#files = files(this);
    this.#placing = new Placing(this.#files, disk);
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
   * @param onDamaged told now or later, whenever that comes to light.
   */
  async recover(isGone: (file: string) => boolean, onDamaged: OnDamaged): Promise<void> {
    this.#onDamaged = onDamaged;
    await this.#files.makeFolder(this.#folder);
    const names = logNames(await this.#files.names(this.#folder));
    const { logged, damaged } = await readLogs(this.#files.root, this.#folder, names);
    this.#number = Math.max(0, ...names.map((name) => Number.parseInt(name, 10)));
    const files = [...logged.keys()].filter((file) => !isGone(file));
    const newest = (file: string) => this.#replayed(file, logged.get(file) ?? []);
    const misfits = await this.#placing.all(files.values(), newest, { atOnce: AT_ONCE_AT_START });
    // All logs are kept: which of them lacks something is not known.
    for (const reason of misfits.values())
      for (const name of names) damaged.set(join(this.#folder, name), reason);
    for (const [path, reason] of damaged) await onDamaged(path, reason);
    for (const name of names) {
      const path = join(this.#folder, name);
      if (!damaged.has(path)) await this.disk.remove(path);
    }
    if (names.length > 0) await this.disk.syncFolder(this.#folder);
  }

  newest(file: string): Newest | undefined {
    if (!this.#holds(file)) return undefined;
    const changes = [...(this.#leaving?.changes.loggedOf(file) ?? []), ...this.#held.loggedOf(file)];
    return (placed) => {
      try {
        return this.replay(placed && textOf(placed), changes.map(textOf));
      } catch (cause) {
        throw misfit(file.slice(this.#files.root.length + 1), cause);
      }
    };
  }

  /** One for all: what is held changes by the hands of this process alone, and they know. */
  stamp(file: string): string | undefined {
    return this.#holds(file) ? 'held' : undefined;
  }

  #holds(file: string): boolean {
    return this.#held.has(file) || (this.#leaving?.changes.has(file) ?? false);
  }

  *heldBelow(folder: string): Iterable<string> {
    yield* this.#held.below(folder);
    if (this.#leaving) yield* this.#leaving.changes.below(folder);
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
    this.#held.forget(file);
    this.#leaving?.changes.forget(file);
    await this.#placing.settled(file);
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
    await this.#log?.close().catch(() => undefined);
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
        (logged) => this.#hold(batch, logged),
        (fault: unknown) => {
          for (const { failed } of batch) failed(fault);
        },
      );
      await this.#adding;
    }
  }

  #hold(batch: readonly Waiting[], logged: readonly Uint8Array[]): void {
    batch.forEach(({ file, whole, done }, at) => {
      this.#held.add(file, { logged: logged[at] ?? NOTHING, whole });
      done();
    });
    if (this.#isFull) void this.#startFiling();
    else if (!this.#closing) this.#timer ??= this.#later(this.limits.fileAfter);
  }

  /** @returns the texts of the changes as they stand in the log. */
  async #append(batch: readonly Waiting[]): Promise<readonly Uint8Array[]> {
    if (this.#full.length >= WAITING_LOGS && this.#lastFault) throw this.#lastFault;
    const log = await this.#openLog();
    const { bytes, texts } = framesOf(
      batch.map(({ file, log: text }) => ({ name: file.slice(this.#files.root.length + 1), text })),
    );
    await log.append(bytes);
    return texts;
  }

  get #isFull(): boolean {
    return this.#log !== undefined && this.#log.length >= this.limits.logBytes;
  }

  async #openLog(): Promise<LogFile> {
    if (this.#log) return this.#log;
    await this.#files.makeFolder(this.#folder);
    this.#number += 1;
    const path = join(this.#folder, `${String(this.#number).padStart(9, '0')}.log`);
    this.#log = await LogFile.open(path, this.disk);
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
    const { paths, changes } = this.#leaving;
    const newest = async (file: string) =>
      changes.wholeOf(file) ?? this.#replayed(file, changes.loggedOf(file).map(textOf));
    const misfits = await this.#placing.all(changes.files(), newest, {
      atOnce: AT_ONCE,
      isBehind: () => this.#isFull,
    });
    this.#leaving = undefined;
    for (const file of changes.files()) {
      if (!this.#held.has(file) && !misfits.has(file)) this.#onFiled(file);
    }
    const [reason] = misfits.values();
    for (const path of paths) {
      if (reason === undefined) await this.disk.remove(path);
      else await this.#onDamaged(path, reason);
      this.#full = this.#full.filter((full) => full !== path);
    }
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
      await log.close();
    }
    if (this.#full.length === 0) return;
    const changes = this.#leaving?.changes ?? new HeldChanges();
    changes.addAll(this.#held);
    this.#leaving = { paths: [...this.#full], changes };
    this.#held = new HeldChanges();
  }

  async #replayed(file: string, logged: readonly string[]): Promise<string | undefined> {
    const placed = await this.#files.placed(file);
    return this.replay(placed && textOf(placed), logged);
  }
}

const NOTHING = new Uint8Array();

function textOf(bytes: Uint8Array): string {
  // Decoding would silently put replacement characters in the place of damaged bytes.
  if (!isUtf8(bytes)) throw new Error('it is not UTF-8');
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}

function misfit(file: string, cause: unknown): RapportError {
  return new RapportError(
    'RECORD_BROKEN',
    `what was logged of ${file} does not go on what lies there.`,
    'Restore that file from a backup; what was logged is set aside when it is to be filed.',
    { cause },
  );
}
