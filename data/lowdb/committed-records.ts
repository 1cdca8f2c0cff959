// The customers' records as last committed, for as long as memory allows, so that a turn parses and serialises only what it
// changed. Knows no files; it must never hold what is not on the disk.

import type { Conversation, TranscriptEntry } from '../conversation.js';
import type { CustomerRecord } from '../customer.js';
import type { Stored } from '../ports.js';

/** Characters of JSON that are kept over all records, some 400 conversations of twenty messages; the parsed entries take about as much again. */
const KEPT_CHARACTERS = 16 * 1024 * 1024;

/** What is about to be written: `text` is the whole file for a version. Made at once, so that later changes to the record do not reach it. */
export interface Draft {
  text(version: number): string;
  /** The record without the entries of its transcripts, as JSON. */
  readonly rest: string;
  readonly transcripts: readonly (readonly Written[])[];
}

interface Written {
  readonly entry: TranscriptEntry;
  readonly text: string;
}

interface Committed {
  readonly version: number;
  /** Of the file that it was written to or read from. */
  readonly stamp: string | undefined;
  readonly rest: string;
  /** One a conversation, in the record's order; the entries are frozen and shared by everybody who reads them. */
  readonly transcripts: readonly (readonly TranscriptEntry[])[];
  readonly characters: number;
}

export class CommittedRecords {
  /** The least recently used first. */
  readonly #records = new Map<string, Committed>();
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
    return copyOf(committed);
  }

  /** @returns what is kept, without a copy. */
  peek(
    name: string,
    stamp: string | undefined,
  ): { readonly version: number; readonly text: () => string } | undefined {
    const committed = this.#fresh(name, stamp);
    return (
      committed && {
        version: committed.version,
        text: () => this.draftOf(copyOf(committed).value).text(committed.version),
      }
    );
  }

  draftOf(record: CustomerRecord): Draft {
    const transcripts = record.conversations.map(({ transcript }) =>
      transcript.map((entry) => ({ entry, text: this.#texts.get(entry) ?? JSON.stringify(entry) })),
    );
    const pieces = textAround(record);
    const filled = pieces.map((piece, index) => {
      const entries = transcripts[index]?.map(({ text }) => text).join() ?? '';
      return piece + entries;
    });
    const full = filled.join('');
    return {
      text: (version) => `{"version":${version},"record":${full}}`,
      rest: pieces.join(''),
      transcripts,
    };
  }

  /** Takes note that the draft is on the disk. */
  keep(name: string, draft: Draft, version: number, stamp: string | undefined): void {
    this.#keep(name, draft, { version, stamp }, (written) => this.#shared(written));
  }

  /** Takes note of what was read from the disk; of `stored`, the entries of transcripts are shared from now on. */
  adopt(name: string, { value, version }: Stored<CustomerRecord>, stamp: string | undefined): void {
    this.#keep(name, this.draftOf(value), { version, stamp }, ({ entry, text }) => {
      this.#texts.set(entry, text);
      return frozen(entry);
    });
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

  #keep(
    name: string,
    draft: Draft,
    at: Pick<Committed, 'version' | 'stamp'>,
    shared: (written: Written) => TranscriptEntry,
  ): void {
    this.forget(name);
    const { rest } = draft;
    const characters = draft.transcripts.flat().reduce((sum, { text }) => sum + text.length, rest.length);
    const transcripts = draft.transcripts.map((written) => written.map(shared));
    this.#records.set(name, { ...at, rest, transcripts, characters });
    this.#characters += characters;
    for (const oldest of this.#records.keys()) {
      if (this.#characters <= this.limit) break;
      this.forget(oldest);
    }
  }

  /** Read back from its text, so that it is what the disk would give, and nobody else's to change. */
  #shared({ entry, text }: Written): TranscriptEntry {
    if (this.#texts.has(entry)) return entry;
    const shared: TranscriptEntry = frozen(JSON.parse(text));
    this.#texts.set(shared, text);
    return shared;
  }
}

function copyOf({ rest, transcripts, version }: Committed): Stored<CustomerRecord> {
  const value: CustomerRecord = JSON.parse(rest);
  value.conversations.forEach((conversation, index) => {
    conversation.transcript = [...(transcripts[index] ?? [])];
  });
  return { value, version };
}

/** @returns the record as JSON in pieces: after each but the last belong the entries of one transcript, in order. */
function textAround(record: CustomerRecord): readonly string[] {
  const pieces = [''];
  const add = (text: string) => {
    pieces[pieces.length - 1] += text;
  };
  addObject<CustomerRecord>(record, 'conversations', add, () => {
    add('[');
    record.conversations.forEach((conversation, index) => {
      if (index > 0) add(',');
      addObject<Conversation>(conversation, 'transcript', add, () => {
        add('[');
        pieces.push(']');
      });
    });
    add(']');
  });
  return pieces;
}

/** Adds the object as JSON, one field in its own way. */
function addObject<T extends object>(
  object: T,
  field: keyof T,
  add: (text: string) => void,
  addField: () => void,
): void {
  let before = '{';
  for (const [key, value] of Object.entries(object)) {
    const text = key === field ? '' : JSON.stringify(value);
    if (text === undefined) continue;
    add(`${before}${JSON.stringify(key)}:${text}`);
    if (key === field) addField();
    before = ',';
  }
  add('}');
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(frozen);
    Object.freeze(value);
  }
  return value;
}
