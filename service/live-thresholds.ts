// The thresholds in force while the product runs: taken from thresholds.yaml when it changes, kept as versions in the store.

import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { BusinessInvalidError, type Fault, faultInWords } from '../data/business-faults.js';
import { RapportError } from '../data/errors.js';
import type { Clock } from '../data/ids.js';
import type { Collection, Stores } from '../data/ports.js';
import { type Given, nextVersion, type Thresholds, type ThresholdsVersion } from '../escalation/index.js';
import type { Folder } from './load-folder.js';
import { readThresholds, THRESHOLDS_FILE } from './load-thresholds.js';

/** How soon a change of the file, or of another process, is seen. */
const LOOK_EVERY_MS = 2000;

/** What decisions need of it. */
export interface ThresholdsInForce {
  readonly current: Thresholds;
  /** @returns those of a version; of one that is not known any more, those in force. */
  at(version: number): Thresholds;
}

/** @returns thresholds that stay as they are. */
export function constant(thresholds: Thresholds): ThresholdsInForce {
  return { current: thresholds, at: () => thresholds };
}

type Signature = Pick<Given, 'author' | 'comment'>;

export interface LiveThresholds extends ThresholdsInForce {
  /** Oldest first. */
  versions(): Promise<readonly ThresholdsVersion[]>;
  /**
   * Puts a text in force as a new version, from the next turn on.
   * @throws RapportError BUSINESS_INVALID that lists every fault; the thresholds in force stay.
   */
  apply(text: string, by: Signature): Promise<ThresholdsVersion>;
  /** The same, if `newest` is still in force; else nothing is done. */
  applyOver(newest: number, text: string, by: Signature): Promise<ThresholdsVersion | 'stale'>;
  /** Looks at the file and at the store now; a timer does it too. */
  look(): Promise<void>;
  close(): Promise<void>;
}

export interface LiveParts {
  readonly folder: Pick<Folder, 'business' | 'thresholds'>;
  readonly stores: Pick<Stores, 'collection' | 'sharing'>;
  readonly clock: Clock;
  /** A changed file that can't be taken, once a change. */
  readonly onRefused: (error: unknown) => void;
  readonly onTaken: (version: ThresholdsVersion) => void;
}

interface Known {
  readonly version: ThresholdsVersion;
  readonly thresholds: Thresholds;
}

/** Reads what is stored, and takes the file where it was changed since. */
export async function openLiveThresholds(parts: LiveParts): Promise<LiveThresholds> {
  const live = new Live(parts);
  await live.open();
  return live;
}

class Live implements LiveThresholds {
  readonly #parts: LiveParts;
  readonly #collection: Collection<ThresholdsVersion>;
  readonly #file: string;
  readonly #known = new Map<number, Known>();
  #newest: Known | undefined;
  /** The file as it was when it was last looked at. */
  #seen = '';
  #stamp = '';
  #looking: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;

  constructor(parts: LiveParts) {
    this.#parts = parts;
    this.#collection = parts.stores.collection<ThresholdsVersion>('thresholds');
    this.#file = join(parts.folder.business.folder, THRESHOLDS_FILE);
  }

  async open(): Promise<void> {
    for (const version of await this.versions()) this.#take(version);
    const fromFile = [...this.#known.values()].findLast(({ version }) => version.source === 'file');
    this.#seen = fromFile?.version.text ?? '';
    await this.look();
    this.#timer = setInterval(() => void this.look().catch(this.#parts.onRefused), LOOK_EVERY_MS);
    this.#timer.unref();
  }

  get current(): Thresholds {
    return this.#newest?.thresholds ?? this.#parts.folder.thresholds;
  }

  at(version: number): Thresholds {
    return this.#known.get(version)?.thresholds ?? this.current;
  }

  async versions(): Promise<readonly ThresholdsVersion[]> {
    const all = (await this.#collection.list()).map(({ stored }) => stored.value);
    return all.sort((a, b) => a.version - b.version);
  }

  async apply(text: string, by: Signature): Promise<ThresholdsVersion> {
    return this.#put(text, { ...by, source: 'command' });
  }

  async applyOver(newest: number, text: string, by: Signature): Promise<ThresholdsVersion | 'stale'> {
    return this.#put(text, { ...by, source: 'command' }, newest);
  }

  /** One look at a time: a slow disk must not take one change twice. */
  look(): Promise<void> {
    this.#looking = this.#looking.catch(() => undefined).then(() => this.#lookNow());
    return this.#looking;
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#looking.catch(() => undefined);
  }

  async #lookNow(): Promise<void> {
    await this.#takeNewer();
    const { mtimeMs, size } = await stat(this.#file);
    const stamp = `${mtimeMs} ${size}`;
    if (stamp === this.#stamp) return;
    const text = await readFile(this.#file, 'utf8');
    this.#stamp = stamp;
    if (text === this.#seen) return;
    this.#seen = text;
    if (this.#isCopyOfOld(text)) return;
    try {
      await this.#put(text, { author: THRESHOLDS_FILE, comment: '', source: 'file' });
    } catch (error) {
      if (!(error instanceof RapportError)) throw error;
      this.#parts.onRefused(error);
    }
  }

  /** Several processes may each have a copy of the folder: one that lags behind is no wish to go back. */
  #isCopyOfOld(text: string): boolean {
    return (
      this.#parts.stores.sharing !== undefined &&
      [...this.#known.values()].some(({ version }) => version.text === text)
    );
  }

  #put(text: string, by: Signature & Pick<Given, 'source'>): Promise<ThresholdsVersion>;
  #put(
    text: string,
    by: Signature & Pick<Given, 'source'>,
    over: number,
  ): Promise<ThresholdsVersion | 'stale'>;
  async #put(
    text: string,
    by: Signature & Pick<Given, 'source'>,
    over?: number,
  ): Promise<ThresholdsVersion | 'stale'> {
    const read = readThresholds(text);
    if (!read.ok) throw this.#refused(read.faults);
    const { changed } = read.value;
    const given = {
      ...by,
      // A file says for itself who changed it.
      ...(by.source === 'file' && changed ? { author: changed.by, comment: changed.comment } : {}),
      text,
      thresholds: read.value,
      at: this.#parts.clock().toISOString(),
    };
    for (;;) {
      if (over !== undefined && this.current.version !== over) return 'stale';
      const version = nextVersion(given, this.#newest);
      if ((await this.#collection.save(keyOf(version.version), version, 0)) === 'saved') {
        this.#take(version);
        this.#parts.onTaken(version);
        return version;
      }
      // Another process was quicker: its version comes first, ours after it.
      if (!(await this.#takeNewer())) throw lost(version.version);
    }
  }

  #refused(faults: readonly Fault[]): RapportError {
    return new BusinessInvalidError(
      `the changed thresholds are not taken:\n${faults.map((fault) => `  ${faultInWords(fault)}`).join('\n')}\n`,
      `Correct them and save again; version ${this.current.version} stays in force.`,
      faults,
    );
  }

  /** @returns whether there was any. */
  async #takeNewer(): Promise<boolean> {
    let found = false;
    for (;;) {
      const next = this.#newest ? this.#newest.version.version + 1 : this.#parts.folder.thresholds.version;
      const stored = await this.#collection.get(keyOf(next));
      if (!stored || !this.#take(stored.value)) return found;
      found = true;
    }
  }

  /** @returns whether it can be read: one of a newer program may hold what this one does not know. */
  #take(version: ThresholdsVersion): boolean {
    const read = readThresholds(version.text, `version ${version.version} of ${THRESHOLDS_FILE}`);
    if (!read.ok) {
      this.#parts.onRefused(this.#refused(read.faults));
      return false;
    }
    const known = { version, thresholds: { ...read.value, version: version.version } };
    this.#known.set(version.version, known);
    this.#newest = known;
    return true;
  }
}

/** Keys sort like numbers. */
export function keyOf(version: number): string {
  return String(version).padStart(6, '0');
}

function lost(version: number): RapportError {
  return new RapportError(
    'STORE_CONFLICT',
    `version ${version} of the thresholds is there already, and can't be read.`,
    'A newer Rapport wrote it: update this one.',
  );
}
