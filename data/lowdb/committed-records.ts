// The customers' records as last committed, for as long as memory allows, so that a turn parses and serialises only what it
// changed. Knows no files; it must never hold what is not durable.

import type { TranscriptEntry } from '../conversation.js';
import type { CustomerRecord } from '../customer.js';
import type { Stored } from '../ports.js';
import { type Addition, changeText } from './record-change.js';

/** Characters of JSON that are kept over all records, some thousand conversations of twenty messages; parsed they take about twice as much. */
const KEPT_CHARACTERS = 52 * 1024 * 1024;

/** A record as it is about to be written, made at once, so that later changes to it do not reach what is written. */
export interface Draft {
  /** The record without the entries of its transcripts, as JSON. */
  readonly rest: string;
  readonly transcripts: Transcripts;
  /** What the log needs to make the file of `version` from the one before, or without it when the draft was made of another. */
  change(name: string, version: number): string;
}

/** One a conversation, in the record's order; the entries are frozen and shared by everybody who reads them. */
type Transcripts = readonly (readonly TranscriptEntry[])[];

interface Committed {
  readonly version: number;
  /** Of the file that it was written to or read from. */
  readonly stamp: string | undefined;
  readonly rest: string;
  readonly transcripts: Transcripts;
  readonly characters: number;
}

export class CommittedRecords {
  /** The least recently used first. */
  readonly #records = new Map<string, Committed>();
  /** The entries that are shared, with their length as JSON. */
  readonly #lengths = new WeakMap<TranscriptEntry, number>();
  /** Of entries that were logged and lie in no file yet, as JSON: what was said in the last seconds need not be written out again. */
  readonly #texts = new WeakMap<TranscriptEntry, string>();
  #characters = 0;

  constructor(private readonly limit = KEPT_CHARACTERS) {}

  /**
   * @param stamp of the file as it is now; what was kept of another content is forgotten.
   * @returns a copy of the caller's own; only the entries of transcripts are shared, and can't be changed.
   */
  get(name: string, stamp: string | undefined): Stored<CustomerRecord> | undefined {
    const committed = this.#fresh(name, stamp);
    if (!committed) return undefined;
    this.#records.delete(name);
    this.#records.set(name, committed);
    return { value: recordOf(committed), version: committed.version };
  }

  /** @returns the whole file of that version or a newer one; `undefined` when none of them is kept. */
  textOf(name: string, version: number): string | undefined {
    const committed = this.#records.get(name);
    if (!committed || committed.version < version) return undefined;
    return wholeText(committed, committed.version, (entry) => this.#textOnce(entry));
  }

  /** @returns the version that is kept. */
  versionOf(name: string, stamp: string | undefined): number | undefined {
    return this.#fresh(name, stamp)?.version;
  }

  /** Takes note that the same content lies elsewhere now. */
  restamp(name: string, stamp: string | undefined): void {
    const committed = this.#records.get(name);
    if (committed) this.#records.set(name, { ...committed, stamp });
  }

  draftOf(name: string, record: CustomerRecord): Draft {
    const base = this.#records.get(name);
    const additions: Addition[] = [];
    const transcripts = record.conversations.map(({ transcript }) => {
      const { addition, entries } = this.#addition(transcript, base);
      additions.push(addition);
      return entries;
    });
    const rest = JSON.stringify(withTranscripts(record, () => []));
    return {
      rest,
      transcripts,
      change: (of, version) =>
        base && base === this.#records.get(of) && base.version + 1 === version
          ? changeText({ version, base: base.version, rest, additions })
          : wholeText(
              { rest, transcripts },
              version,
              (entry) => this.#texts.get(entry) ?? JSON.stringify(entry),
            ),
    };
  }

  /** Takes note that the draft is durable. */
  keep(name: string, { rest, transcripts }: Draft, version: number, stamp: string | undefined): void {
    this.forget(name);
    const characters = transcripts
      .flat()
      .reduce((sum, entry) => sum + (this.#lengths.get(entry) ?? 0), rest.length);
    this.#records.set(name, { version, stamp, rest, transcripts, characters });
    this.#characters += characters;
    for (const oldest of this.#records.keys()) {
      if (this.#characters <= this.limit) break;
      this.forget(oldest);
    }
  }

  /** Takes note of what was read from the disk; of `stored`, the entries of transcripts are shared from now on. */
  adopt(name: string, { value, version }: Stored<CustomerRecord>, stamp: string | undefined): void {
    for (const entry of value.conversations.flatMap(({ transcript }) => transcript)) {
      this.#lengths.set(entry, JSON.stringify(entry).length);
      frozen(entry);
    }
    this.keep(name, this.draftOf(name, value), version, stamp);
  }

  /** To be called before anything that may change the file. */
  forget(name: string): void {
    this.#characters -= this.#records.get(name)?.characters ?? 0;
    this.#records.delete(name);
  }

  #fresh(name: string, stamp: string | undefined): Committed | undefined {
    const committed = this.#records.get(name);
    if (committed && committed.stamp === stamp) return committed;
    this.forget(name);
    return undefined;
  }

  /** What is new in a transcript, and all of it as it will be shared. */
  #addition(
    transcript: readonly TranscriptEntry[],
    base: Committed | undefined,
  ): { readonly addition: Addition; readonly entries: readonly TranscriptEntry[] } {
    const known = transcript.findIndex((entry) => !this.#lengths.has(entry));
    const kept = known < 0 ? transcript.length : known;
    const from = base?.transcripts.findIndex((entries) => entries.includes(transcript[0] as TranscriptEntry));
    const before = from === undefined || from < 0 ? undefined : base?.transcripts[from];
    const skip = before?.indexOf(transcript[0] as TranscriptEntry) ?? 0;
    // Anything but old ones followed by new ones is written in full.
    const grows =
      before !== undefined &&
      before.length - skip === kept &&
      before.every((entry, index) => index < skip || entry === transcript[index - skip]);
    const texts: string[] = [];
    const entries = transcript.map((entry, index) => {
      if (grows && index < kept) return entry;
      const text = JSON.stringify(entry);
      texts.push(text);
      return this.#lengths.has(entry) ? entry : this.#shared(entry, text);
    });
    return { addition: grows ? { from: from as number, skip, texts } : { texts }, entries };
  }

  #textOnce(entry: TranscriptEntry): string {
    const text = this.#texts.get(entry);
    this.#texts.delete(entry);
    return text ?? JSON.stringify(entry);
  }

  /** What the disk would give: the entry itself, or where JSON says it differently, what is read back from its text. */
  #shared(entry: TranscriptEntry, text: string): TranscriptEntry {
    const shared: TranscriptEntry = frozen(isJson(entry) ? entry : JSON.parse(text));
    this.#lengths.set(shared, text.length);
    this.#texts.set(shared, text);
    return shared;
  }
}

/** How a transcript without entries stands in a record's JSON; inside a text its marks would be escaped. */
const EMPTY = '"transcript":[]';

function wholeText(
  { rest, transcripts }: Pick<Draft, 'rest' | 'transcripts'>,
  version: number,
  textOf: (entry: TranscriptEntry) => string,
): string {
  const parts = rest.split(EMPTY);
  if (parts.length !== transcripts.length + 1)
    return JSON.stringify({ version, record: recordOf({ rest, transcripts }) });
  const filled = parts.map((part, at) => {
    const entries = transcripts[at];
    return entries ? `${part}"transcript":[${entries.map(textOf).join()}]` : part;
  });
  return `{"version":${version},"record":${filled.join('')}}`;
}

function recordOf({ rest, transcripts }: Pick<Draft, 'rest' | 'transcripts'>): CustomerRecord {
  const record: CustomerRecord = JSON.parse(rest);
  record.conversations.forEach((conversation, index) => {
    conversation.transcript = [...(transcripts[index] ?? [])];
  });
  return record;
}

function withTranscripts(record: CustomerRecord, of: () => TranscriptEntry[]): CustomerRecord {
  return {
    ...record,
    conversations: record.conversations.map((conversation) => ({ ...conversation, transcript: of() })),
  };
}

/** Whether reading the value back from its JSON would give the same. */
function isJson(value: unknown): boolean {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return true;
    case 'number':
      return Number.isFinite(value);
    case 'object': {
      if (value === null) return true;
      if (Array.isArray(value)) return value.every(isJson);
      if (Object.getPrototypeOf(value) !== Object.prototype) return false;
      for (const key in value) if (!isJson((value as Readonly<Record<string, unknown>>)[key])) return false;
      return true;
    }
    default:
      return false;
  }
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    for (const key in value) frozen(value[key]);
    Object.freeze(value);
  }
  return value;
}
