// A record's file put together from the JSON of its parts is what JSON.stringify writes, whatever is in it.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wholeFile, withLists } from '../data/lowdb/record-text.js';

const texts = (list: readonly unknown[]) => list.map((each) => JSON.stringify(each));

describe('a record put together from its parts', () => {
  it.each([
    ['nothing in the lists', { id: 'a', preferences: [], reviews: [], conversations: [] }],
    [
      'one list before the other',
      { reviews: [{ level: 1 }], id: 'a', preferences: [{ id: 'p1' }, { id: 'p2' }], conversations: [] },
    ],
    [
      'a list of that name deeper down',
      { before: { reviews: [] }, preferences: [], reviews: [{ level: 1 }], conversations: [] },
    ],
    [
      'words that look like a list',
      {
        id: '"reviews":[]',
        preferences: [{ id: '"reviews":[]' }],
        reviews: [{ level: 2 }],
        conversations: [],
      },
    ],
  ])('has its keys in their order: %s', (_what, record) => {
    const rest = JSON.stringify({ ...record, preferences: [], reviews: [] });
    const lists = { preferences: texts(record.preferences), reviews: texts(record.reviews) };
    expect(withLists(rest, lists)).toBe(JSON.stringify(record));
  });

  it('has what was said in each conversation', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({ about: fc.object({ withNullPrototype: false }), transcript: fc.array(fc.string()) }),
        ),
        fc.string(),
        (made, name) => {
          const conversations = made.map(({ about, transcript }) => ({
            about: { ...about, transcript: [] as string[] },
            transcript,
          }));
          const record = JSON.parse(JSON.stringify({ name, conversations }));
          const bare = JSON.stringify({
            ...record,
            conversations: record.conversations.map((each: object) => ({ ...each, transcript: [] })),
          });
          const said = record.conversations.map(({ transcript }: { transcript: string[] }) =>
            texts(transcript).map((text) => Buffer.from(text)),
          );
          expect(Buffer.concat(wholeFile(3, bare, said)).toString()).toBe(
            JSON.stringify({ version: 3, record }),
          );
        },
      ),
    );
  });
});
