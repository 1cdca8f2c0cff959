// Lists that everybody shares: each entry is written out once, and nobody can change it.

import { describe, expect, it } from 'vitest';
import { letGo, sharedEntries, writtenFrom } from '../data/lowdb/shared-entries.js';

interface Line {
  readonly said: string;
}
const line = (said: string): Line => ({ said });
const asText = (json: string) => json;
const text = (said: string) => JSON.stringify({ said });

describe('entries that are shared', () => {
  it('keep what is known of those that stay, wherever they stand now', () => {
    const known = sharedEntries(['one', 'two', 'three'].map(line), asText);
    const [one, two, three] = known.entries;
    letGo(known);
    const grown = sharedEntries([three!, one!, line('four')], asText, known);
    expect(grown.entries).toEqual([three, one, line('four')]);
    expect(grown.entries[0]).toBe(three);
    // Only how long a text is was kept of those that lie in a file.
    expect(grown.written).toEqual([text('three').length, text('one').length, text('four')]);
    expect(writtenFrom(grown, asText, 1)).toEqual([text('one'), text('four')]);
    expect(known.entries).toEqual([one, two, three]);
  });

  it('know how much they say', () => {
    const known = sharedEntries([line('one')], asText);
    letGo(known);
    const { length } = sharedEntries([...known.entries, line('two')], asText, known);
    expect(length).toBe(text('one').length + text('two').length);
  });

  it('are what would be read back, and frozen', () => {
    const odd = { said: 'now', at: new Date(0), left: undefined };
    const { entries } = sharedEntries([odd as object, line('plain')], asText);
    expect(entries).toStrictEqual([{ said: 'now', at: '1970-01-01T00:00:00.000Z' }, line('plain')]);
    expect(() => {
      (entries[0] as { said: string }).said = 'never';
    }).toThrow(TypeError);
  });
});
