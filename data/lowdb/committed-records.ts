// The customers' records as last committed, for as long as memory allows, so that a turn parses and serialises only what it
// changed. Knows no files; it must never hold what is not durable.

import type { TranscriptEntry } from '../conversation.js';
import type { CustomerRecord, LevelReview, Preference } from '../customer.js';
import type { Stored } from '../ports.js';
import { jsonCopy } from './json-copy.js';
import { type Addition, loggedChange } from './record-change.js';
import { wholeFile, withLists } from './record-text.js';
import { type Keep, letGo, type SharedEntries, sharedEntries, writtenFrom } from './shared-entries.js';

/** Of JSON over all records, some thousand conversations of twenty messages; parsed it takes about twice as much. */
const KEPT_BYTES = 52 * 1024 * 1024;

/** A record in two parts: what may be anything, and the lists whose entries stay as they are. */
interface Parts {
  /** The record with those lists empty, as JSON. */
  readonly rest: string;
  /** The same, parsed: to copy it is quicker than to parse it again. */
  readonly record: CustomerRecord;
  readonly preferences: SharedEntries<Preference, string>;
  readonly reviews: SharedEntries<LevelReview, string>;
  /** One a conversation, in the record's order. */
  readonly transcripts: readonly Transcript[];
}

/** As bytes, which go as they are into the log and later into the file. */
type Transcript = SharedEntries<TranscriptEntry, Uint8Array>;

const asText: Keep<string> = (json) => json;
const asBytes: Keep<Uint8Array> = (json) => Buffer.from(json);

/** A record as it is about to be written, made at once, so that later changes to it do not reach what is written. */
export interface Draft extends Parts {
  /** What the log needs to make the file of `version` from the one before, or without it when the draft was made of another; in pieces. */
  change(name: string, version: number): readonly Uint8Array[];
}

interface Committed extends Parts {
  readonly version: number;
  /** Of the file that it was written to or read from. */
  readonly stamp: string | undefined;
  readonly bytes: number;
}

export class CommittedRecords {
  /** The least recently used first. */
  readonly #records = new Map<string, Committed>();
  #bytes = 0;

  constructor(private readonly limit = KEPT_BYTES) {}

  /**
   * @param stamp of the file as it is now; what was kept of another content is forgotten.
   * @returns a copy of the caller's own; only entries of transcripts, preferences and reviews are shared, and can't be changed.
   */
  get(name: string, stamp: string | undefined): Stored<CustomerRecord> | undefined {
    const committed = this.#fresh(name, stamp);
    if (!committed) return undefined;
    this.#records.delete(name);
    this.#records.set(name, committed);
    return { value: recordOf(committed), version: committed.version };
  }

  /** @returns the whole file of that version or a newer one; `undefined` when none of them is kept. */
  fileOf(name: string, version: number): Uint8Array | undefined {
    const committed = this.#records.get(name);
    if (!committed || committed.version < version) return undefined;
    const file = Buffer.concat(fileWith(committed, committed.version));
    // It is about to lie there, and is written out again only when more was said.
    for (const transcript of committed.transcripts) letGo(transcript);
    return file;
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
      const before = base && transcriptWith(transcript[0], base.transcripts, index);
      const entries = sharedEntries(transcript, asBytes, before);
      additions.push(additionTo(before, entries));
      return entries;
    });
    const bare = withoutEntries(record);
    const rest = JSON.stringify(bare);
    const parts: Parts = {
      rest,
      record: jsonCopy(bare) ?? JSON.parse(rest),
      preferences: sharedEntries(record.preferences, asText, base?.preferences),
      reviews: sharedEntries(record.reviews, asText, base?.reviews),
      transcripts,
    };
    return {
      ...parts,
      change: (of, version) =>
        base && base === this.#records.get(of) && base.version + 1 === version
          ? loggedChange({ version, base: base.version, rest: restOf(parts), additions })
          : fileWith(parts, version),
    };
  }

  /** Takes note that the draft is durable. */
  keep(
    name: string,
    { rest, record, preferences, reviews, transcripts }: Parts,
    version: number,
    stamp: string | undefined,
  ): void {
    this.forget(name);
    const lists = [preferences, reviews, ...transcripts];
    const bytes = lists.reduce((sum, list) => sum + list.length, rest.length);
    this.#records.set(name, { version, stamp, rest, record, preferences, reviews, transcripts, bytes });
    this.#bytes += bytes;
    for (const oldest of this.#records.keys()) {
      if (this.#bytes <= this.limit) break;
      this.forget(oldest);
    }
  }

  /** Takes note of what was read from the disk; what it shares of `stored` can't be changed from now on. */
  adopt(name: string, { value, version }: Stored<CustomerRecord>, stamp: string | undefined): void {
    const draft = this.draftOf(name, value);
    // They lie in a file, and nobody will want their JSON before there is more to say.
    for (const transcript of draft.transcripts) letGo(transcript);
    this.keep(name, draft, version, stamp);
  }

  /** To be called before anything that may change the file. */
  forget(name: string): void {
    this.#bytes -= this.#records.get(name)?.bytes ?? 0;
    this.#records.delete(name);
  }

  #fresh(name: string, stamp: string | undefined): Committed | undefined {
    const committed = this.#records.get(name);
    if (committed && committed.stamp === stamp) return committed;
    this.forget(name);
    return undefined;
  }
}

function recordOf({ record, preferences, reviews, transcripts }: Parts): CustomerRecord {
  // It came from JSON, so that it can be copied.
  const copy = jsonCopy(record) as CustomerRecord;
  copy.preferences = preferences.entries.slice();
  copy.reviews = reviews.entries.slice();
  copy.conversations.forEach((conversation, index) => {
    conversation.transcript = transcripts[index]?.entries.slice() ?? [];
  });
  return copy;
}

/** @returns the record with empty transcripts, as JSON. */
function restOf({ rest, preferences, reviews }: Parts): string {
  return withLists(rest, {
    preferences: writtenFrom(preferences, asText),
    reviews: writtenFrom(reviews, asText),
  });
}

function fileWith(parts: Parts, version: number): readonly Uint8Array[] {
  return wholeFile(
    version,
    restOf(parts),
    parts.transcripts.map((entries) => writtenFrom(entries, asBytes)),
  );
}

function withoutEntries(record: CustomerRecord): CustomerRecord {
  return {
    ...record,
    preferences: [],
    reviews: [],
    conversations: record.conversations.map((conversation) => ({ ...conversation, transcript: [] })),
  };
}

/** The transcript that one goes on, in its base. */
type Before = Transcript & {
  /** Which of the base's. */
  readonly at: number;
  /** Its first entries that are gone. */
  readonly skip: number;
};

/** @returns the transcript that this one goes on, looked for where it was before. */
function transcriptWith(
  first: TranscriptEntry | undefined,
  transcripts: readonly Transcript[],
  index: number,
): Before | undefined {
  if (!first) return undefined;
  const holds = (transcript: Transcript | undefined) => transcript?.entries.includes(first) ?? false;
  const at = holds(transcripts[index]) ? index : transcripts.findIndex(holds);
  const found = transcripts[at];
  return found && { ...found, at, skip: found.entries.indexOf(first) };
}

/** What is new in a transcript; anything but old entries followed by new ones is written in full. */
function additionTo(before: Before | undefined, grown: Transcript): Addition {
  if (!before) return { added: writtenFrom(grown, asBytes) };
  const { entries, at, skip } = before;
  const grows = entries.every((entry, index) => index < skip || entry === grown.entries[index - skip]);
  return grows
    ? { from: at, skip, added: writtenFrom(grown, asBytes, entries.length - skip) }
    : { added: writtenFrom(grown, asBytes) };
}
