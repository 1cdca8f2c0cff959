// Puts the JSON of a record together from the JSON of its parts. Pure; knows neither versions' order nor files.

import type { CustomerRecord } from '../customer.js';

/** How an empty list stands in a record's JSON; inside a text its marks would be escaped. */
function emptyList(key: string): string {
  return `"${key}":[]`;
}

/**
 * @param rest a record with these lists empty, as JSON.
 * @param lists by key, each entry as JSON.
 * @returns the record with them, as JSON, its keys in their order.
 */
export function withLists(rest: string, lists: Readonly<Record<string, readonly string[]>>): string {
  const places = Object.entries(lists)
    .filter(([, texts]) => texts.length > 0)
    .map(([key, texts]) => ({ key, texts, at: rest.indexOf(emptyList(key)) }))
    .sort((a, b) => a.at - b.at);
  // Where a part of the record has such a list too, only reading it tells which is which.
  if (places.some(({ key, at }) => at < 0 || rest.includes(emptyList(key), at + 1)))
    return listsSlowly(rest, lists);
  let filled = '';
  let from = 0;
  for (const { key, texts, at } of places) {
    filled += `${rest.slice(from, at)}"${key}":[${texts.join()}]`;
    from = at + emptyList(key).length;
  }
  return filled + rest.slice(from);
}

function listsSlowly(rest: string, lists: Readonly<Record<string, readonly string[]>>): string {
  const record: Record<string, unknown> = JSON.parse(rest);
  for (const [key, texts] of Object.entries(lists)) record[key] = JSON.parse(`[${texts.join()}]`);
  return JSON.stringify(record);
}

const EMPTY = emptyList('transcript');

/**
 * @param rest the record with empty transcripts, as JSON.
 * @param transcripts one a conversation, in their order, each entry as JSON.
 * @returns the file, in pieces.
 */
export function wholeFile(
  version: number,
  rest: string,
  transcripts: readonly (readonly Uint8Array[])[],
): Uint8Array[] {
  const parts = rest.split(EMPTY);
  if (parts.length !== transcripts.length + 1) return slowly(version, rest, transcripts);
  const pieces: Uint8Array[] = [];
  let open = `{"version":${version},"record":`;
  for (const [at, entries] of transcripts.entries()) {
    pieces.push(Buffer.from(`${open}${parts[at]}"transcript":[`));
    pushList(pieces, entries);
    open = ']';
  }
  pieces.push(Buffer.from(`${open}${parts.at(-1)}}`));
  return pieces;
}

const COMMA = Buffer.from(',');

/** Adds the entries with a comma between any two. */
export function pushList(pieces: Uint8Array[], entries: readonly Uint8Array[]): void {
  for (const [at, entry] of entries.entries()) {
    if (at > 0) pieces.push(COMMA);
    pieces.push(entry);
  }
}

/** Where the business's or the customer's own words look like an empty transcript. */
function slowly(
  version: number,
  rest: string,
  transcripts: readonly (readonly Uint8Array[])[],
): Uint8Array[] {
  const record: CustomerRecord = JSON.parse(rest);
  record.conversations.forEach((conversation, index) => {
    conversation.transcript = (transcripts[index] ?? []).map((entry) =>
      JSON.parse(Buffer.from(entry).toString('utf8')),
    );
  });
  return [Buffer.from(JSON.stringify({ version, record }))];
}
