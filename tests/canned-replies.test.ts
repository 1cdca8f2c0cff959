// replies.yaml: what agents have ready, and every way in which the file can be wrong, with its line and what to do.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadBusiness } from '../data/load-business.js';
import { withTinyBusiness } from './tiny-business.js';

const REPLIES = `replies:
  - id: hello
    title: Hello
    text: "Hello {{customer}}, {{agent}} here."
  - id: bye
    title: Goodbye
    text: Bye
reasons:
  - id: solved
    title: Solved
`;

const load = (replies = REPLIES) =>
  withTinyBusiness({}, async (folder) => {
    await writeFile(join(folder, 'replies.yaml'), replies);
    return loadBusiness(folder, { today: '2026-06-01' });
  });

/** One place changed; the old text must be there, so that a test can't change nothing. */
function edit(from: string, to: string): string {
  if (!REPLIES.includes(from)) throw new Error(`there is no ${JSON.stringify(from)}`);
  return REPLIES.replace(from, () => to);
}

describe('a right file', () => {
  test('becomes replies and reasons', async () => {
    expect((await load()).deskWords).toEqual({
      replies: [
        { id: 'hello', title: 'Hello', text: 'Hello {{customer}}, {{agent}} here.' },
        { id: 'bye', title: 'Goodbye', text: 'Bye' },
      ],
      reasons: [{ id: 'solved', title: 'Solved' }],
    });
  });

  test('may have only one of the two', async () => {
    const [replies = ''] = REPLIES.split('reasons:');
    expect((await load(replies)).deskWords).toMatchObject({ reasons: [] });
  });

  test('may be missing', async () => {
    const business = await withTinyBusiness({}, (folder) => loadBusiness(folder, { today: '2026-06-01' }));
    expect(business.deskWords).toBeUndefined();
  });

  test.each(['customer', 'agent', 'order', 'bot', 'business'])('knows {{%s}}', async (name) => {
    const { deskWords } = await load(edit('text: Bye', `text: "{{${name}}}"`));
    expect(deskWords?.replies[1]?.text).toBe(`{{${name}}}`);
  });
});

describe('a fault', () => {
  test.each([
    [
      'an unknown placeholder',
      edit('text: Bye', 'text: "Bye {{custommer}}"'),
      'replies.yaml:7: replies.1.text "Bye {{custommer}}" has {{custommer}}, which is not known. Use {{customer}}, {{agent}}, {{order}}, {{bot}}, {{business}}.',
    ],
    [
      'a placeholder with spaces',
      edit('text: Bye', 'text: "{{ customer }}"'),
      'replies.yaml:7: replies.1.text "{{ customer }}" has {{ customer }}, which is not known.',
    ],
    [
      'half a placeholder',
      edit('text: Bye', 'text: "Bye {{customer"'),
      'replies.yaml:7: replies.1.text "Bye {{customer" has braces without their other half. Write a placeholder as {{customer}}.',
    ],
    [
      'the same id twice',
      edit('id: bye', 'id: hello'),
      'replies.yaml:5: replies.1.id "hello" stands twice. Give each an id of its own.',
    ],
    [
      'an id that is none',
      edit('id: solved', 'id: "Solved it"'),
      'replies.yaml:9: reasons.0.id "Solved it" is not an id. Write small letters, digits and single hyphens, such as late-delivery.',
    ],
    ['no title', edit('    title: Goodbye\n', ''), 'replies.yaml:5: replies.1.title is missing. Add it.'],
    ['an empty text', edit('text: Bye', 'text: ""'), 'replies.yaml:7: replies.1.text is empty. Fill it in.'],
    ['an unknown key', edit('reasons:', 'raisons:'), 'replies.yaml:8: "raisons" is not known here.'],
  ])('%s', async (_what, changes, told) => {
    await expect(load(changes)).rejects.toThrow(told);
  });

  test.each([
    [4_000, true],
    [4_001, false],
  ])('a text of %i characters is taken: %s', async (length, taken) => {
    const loaded = load(edit('text: Bye', `text: ${'x'.repeat(length)}`));
    if (taken) expect((await loaded).deskWords?.replies[1]?.text).toHaveLength(length);
    else await expect(loaded).rejects.toThrow('Use at most 4000.');
  });
});
