// Lists whose entries nobody changes once they are there: frozen, shared by everybody who reads them, and written out as JSON only once.
// Knows no records.

import { freezeJson } from './freeze-json.js';

/** `W`: how an entry is kept written, as text or as bytes. */
export interface SharedEntries<T extends object, W extends Written = Written> {
  /** Frozen, each with all that is in it. */
  readonly entries: readonly T[];
  /** Each entry as JSON, or only how long that is, where nobody will want it soon. */
  readonly written: (W | number)[];
  /** Of all entries as JSON. */
  readonly length: number;
}

export type Written = string | Uint8Array;

/** How JSON is kept. */
export type Keep<W extends Written> = (json: string) => W;

/**
 * @param list what is to be shared from now on; entries of `known` are taken for what they are known to be.
 * @returns the same entries; where JSON says one differently, what would be read back.
 */
export function sharedEntries<T extends object, W extends Written>(
  list: readonly T[],
  keep: Keep<W>,
  known?: SharedEntries<T, W>,
): SharedEntries<T, W> {
  const entries: T[] = [];
  const written: (W | number)[] = [];
  let length = 0;
  // Most lists are the known one and more, so that each entry is looked for where its neighbour was.
  let next = 0;
  for (const entry of list) {
    const at = known && known.entries[next] === entry ? next : (known?.entries.indexOf(entry) ?? -1);
    let json = known?.written[at];
    if (json === undefined) {
      const text = JSON.stringify(entry);
      json = keep(text);
      entries.push(frozen(entry, text));
    } else {
      next = at + 1;
      entries.push(entry);
    }
    written.push(json);
    length += lengthOf(json);
  }
  return { entries, written, length };
}

/** @returns the entries from there on as JSON. */
export function writtenFrom<T extends object, W extends Written>(
  { entries, written }: SharedEntries<T, W>,
  keep: Keep<W>,
  from = 0,
): W[] {
  return entries.slice(from).map((entry, index) => {
    const json = written[from + index];
    return json === undefined || typeof json === 'number' ? keep(JSON.stringify(entry)) : json;
  });
}

/** Only the entries are kept; whoever wants their JSON has it made again. */
export function letGo<T extends object, W extends Written>({ written }: SharedEntries<T, W>): void {
  for (const [at, json] of written.entries()) written[at] = lengthOf(json);
}

function lengthOf(json: Written | number): number {
  return typeof json === 'number' ? json : json.length;
}

function frozen<T extends object>(entry: T, text: string): T {
  if (freezeJson(entry)) return entry;
  const read: T = JSON.parse(text);
  freezeJson(read);
  return read;
}
