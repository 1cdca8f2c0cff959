// The customers' records as last committed, for as long as memory allows, so that a turn parses and serialises only what it
// changed. Knows no files; it must never hold what is not durable.

import type { TranscriptEntry } from '../conversation.js';
import type { CustomerRecord } from '../customer.js';
import type { Stored } from '../ports.js';
import { freezeJson, jsonCopy } from './json-copy.js';
import { type Addition, changeText } from './record-change.js';

/** Characters of JSON that are kept over all records, some thousand conversations of twenty messages; parsed they take about twice as much. */
const KEPT_CHARACTERS = 52 * 1024 * 1024;

/** A record as it is about to be written, made at once, so that later changes to it do not reach what is written. */
export interface Draft {
  /** The record without the entries of its transcripts, as JSON. */
  readonly rest: string;
  /** The same, parsed. */
  readonly record: CustomerRecord;
  readonly transcripts: readonly Transcript[];
  /** What the log needs to make the file of `version` from the one before, or without it when the draft was made of another. */
  change(name: string, version: number): string;
}

/** One a conversation, in the record's order. */
interface Transcript {
  /** Frozen, and shared by everybody who reads them. */
  readonly entries: readonly TranscriptEntry[];
  /** Of the entries as JSON. */
  readonly characters: number;
}

interface Committed extends Pick<Draft, 'rest' | 'record' | 'transcripts'> {
  readonly version: number;
  /** Of the file that it was written to or read from. */
  readonly stamp: string | undefined;
  readonly characters: number;
}

export class CommittedRecords {
  /** The least recently used first. */
  readonly #records = new Map<string, Committed>();
  /** The entries that are shared, with their length as JSON. */
  readonly #lengths = new WeakMap<TranscriptEntry, number>();
  /** Of the other lists, what is shared in the same way. */
  readonly #shared = new WeakSet<object>();
  readonly #isShared = (value: object) => this.#shared.has(value);
  /** Of entries that were logged and lie in no file yet, as JSON: what was said in the last seconds need not be written out again. */
  readonly #texts = new WeakMap<TranscriptEntry, string>();
  #characters = 0;

  constructor(private readonly limit = KEPT_CHARACTERS) {}

  /**
   * @param stamp of the file as it is now; what was kept of another content is forgotten.
   * @returns a copy of the caller's own; only entries of transcripts, preferences and reviews are shared, and can't be changed.
   */
  get(name: string, stamp: string | undefined): Stored<CustomerRecord> | undefined {
    const committed = this.#fresh(name, stamp);
    if (!committed) return undefined;
    this.#records.delete(name);
    this.#records.set(name, committed);
    return { value: this.#recordOf(committed), version: committed.version };
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
    const transcripts = record.conversations.map(({ transcript }, index) => {
      const { addition, grown } = this.#addition(transcript, base, index);
      additions.push(addition);
      return grown;
    });
    const bare = withoutTranscripts(record);
    const rest = JSON.stringify(bare);
    for (const list of SHARED_LISTS) for (const entry of record[list]) this.#share(entry);
    return {
      rest,
      record: jsonCopy(bare, this.#isShared) ?? JSON.parse(rest),
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
  keep(name: string, { rest, record, transcripts }: Draft, version: number, stamp: string | undefined): void {
    this.forget(name);
    const characters = transcripts.reduce((sum, transcript) => sum + transcript.characters, rest.length);
    this.#records.set(name, { version, stamp, rest, record, transcripts, characters });
    this.#characters += characters;
    for (const oldest of this.#records.keys()) {
      if (this.#characters <= this.limit) break;
      this.forget(oldest);
    }
  }

  /** Takes note of what was read from the disk; what it shares of `stored` can't be changed from now on. */
  adopt(name: string, { value, version }: Stored<CustomerRecord>, stamp: string | undefined): void {
    for (const entry of value.conversations.flatMap(({ transcript }) => transcript)) {
      this.#lengths.set(entry, JSON.stringify(entry).length);
      freezeJson(entry);
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
    index: number,
  ): { readonly addition: Addition; readonly grown: Transcript } {
    const before = base && transcriptWith(transcript[0], base.transcripts, index);
    const kept = before ? sameFrom(before.entries, before.skip, transcript) : 0;
    // Anything but old ones followed by new ones is written in full.
    const grows = before !== undefined && before.skip + kept === before.entries.length;
    const from = grows ? kept : 0;
    const texts: string[] = [];
    const entries = transcript.slice(0, from);
    let characters = grows ? before.characters - this.#lengthOf(before.entries.slice(0, before.skip)) : 0;
    for (const entry of transcript.slice(from)) {
      const text = JSON.stringify(entry);
      texts.push(text);
      entries.push(this.#lengths.has(entry) ? entry : this.#sharedEntry(entry, text));
      characters += text.length;
    }
    const addition = grows ? { from: before.at, skip: before.skip, texts } : { texts };
    return { addition, grown: { entries, characters } };
  }

  #lengthOf(entries: readonly TranscriptEntry[]): number {
    return entries.reduce((sum, entry) => sum + (this.#lengths.get(entry) ?? 0), 0);
  }

  #recordOf({ record, transcripts }: Committed): CustomerRecord {
    // It came from JSON, so that it can be copied.
    const copy = jsonCopy(record, this.#isShared) as CustomerRecord;
    copy.conversations.forEach((conversation, index) => {
      conversation.transcript = transcripts[index]?.entries.slice() ?? [];
    });
    return copy;
  }

  #share(entry: object): void {
    if (!this.#shared.has(entry) && freezeJson(entry)) this.#shared.add(entry);
  }

  #textOnce(entry: TranscriptEntry): string {
    const text = this.#texts.get(entry);
    this.#texts.delete(entry);
    return text ?? JSON.stringify(entry);
  }

  /** What the disk would give: the entry itself, or where JSON says it differently, what is read back from its text. */
  #sharedEntry(entry: TranscriptEntry, text: string): TranscriptEntry {
    let shared = entry;
    if (!freezeJson(shared)) {
      shared = JSON.parse(text);
      freezeJson(shared);
    }
    this.#lengths.set(shared, text.length);
    this.#texts.set(shared, text);
    return shared;
  }
}

/** Lists whose entries nobody changes once they are there. */
const SHARED_LISTS = ['preferences', 'reviews'] as const;

/** @returns the transcript that this one goes on, looked for where it was before; `skip`: its first entries that are gone. */
function transcriptWith(
  first: TranscriptEntry | undefined,
  transcripts: readonly Transcript[],
  index: number,
): (Transcript & { readonly at: number; readonly skip: number }) | undefined {
  if (!first) return undefined;
  const holds = (transcript: Transcript | undefined) => transcript?.entries.includes(first) ?? false;
  const at = holds(transcripts[index]) ? index : transcripts.findIndex(holds);
  const found = transcripts[at];
  return found && { ...found, at, skip: found.entries.indexOf(first) };
}

/** @returns how many entries of `transcript` are those of `before` after the first `skip`. */
function sameFrom(
  before: readonly TranscriptEntry[],
  skip: number,
  transcript: readonly TranscriptEntry[],
): number {
  let same = 0;
  while (skip + same < before.length && before[skip + same] === transcript[same]) same += 1;
  return same;
}

/** How a transcript without entries stands in a record's JSON; inside a text its marks would be escaped. */
const EMPTY = '"transcript":[]';

function wholeText(
  { rest, transcripts }: Pick<Draft, 'rest' | 'transcripts'>,
  version: number,
  textOf: (entry: TranscriptEntry) => string,
): string {
  const parts = rest.split(EMPTY);
  if (parts.length !== transcripts.length + 1) return slowly(rest, transcripts, version);
  const filled = parts.map((part, at) => {
    const transcript = transcripts[at];
    return transcript ? `${part}"transcript":[${transcript.entries.map(textOf).join()}]` : part;
  });
  return `{"version":${version},"record":${filled.join('')}}`;
}

/** Where the business's or the customer's own words look like an empty transcript. */
function slowly(rest: string, transcripts: readonly Transcript[], version: number): string {
  const record: CustomerRecord = JSON.parse(rest);
  record.conversations.forEach((conversation, index) => {
    conversation.transcript = [...(transcripts[index]?.entries ?? [])];
  });
  return JSON.stringify({ version, record });
}

function withoutTranscripts(record: CustomerRecord): CustomerRecord {
  return {
    ...record,
    conversations: record.conversations.map((conversation) => ({ ...conversation, transcript: [] })),
  };
}
