// The sentences that customers read: by tone, in a business's own words, and none that is missing.

import { beforeAll, describe, expect, test } from 'vitest';
import { toneOf } from '../relationship/index.js';
import { createTexts, type TextTree, unknownKeys } from '../texts/index.js';
import { createWorld, demoFolder } from './conversation.js';

const OURS: TextTree = {
  hello: {
    guest: 'Hello!',
    known: 'Hello {{name}}.',
    known_short: 'Hi {{name}}.',
    known_warm: 'Dear {{name}}!',
  },
  bye: 'Goodbye.',
  found_one: '{{count}} lamp',
  found_other: '{{count}} lamps',
  found_warm_one: 'your {{count}} lamp',
  found_warm_other: 'your {{count}} lamps',
};

describe('a sentence', () => {
  const texts = createTexts(OURS, {}, 'en');

  test.each([
    ['hello.known', 'plain', 'Hello Maya.'],
    ['hello.known', 'short', 'Hi Maya.'],
    ['hello.known', 'warm', 'Dear Maya!'],
    ['bye', 'short', 'Goodbye.'],
    ['bye', 'plain', 'Goodbye.'],
    ['bye', 'warm', 'Goodbye.'],
  ] as const)('%s, %s: %s', (key, tone, said) => {
    expect(texts.say(key, tone, { name: 'Maya' })).toBe(said);
  });

  test.each([
    [1, 'plain', '1 lamp'],
    [2, 'plain', '2 lamps'],
    [0, 'plain', '0 lamps'],
    [1, 'short', '1 lamp'],
    [1, 'warm', 'your 1 lamp'],
    [2, 'warm', 'your 2 lamps'],
    [1000, 'plain', '1000 lamps'],
  ] as const)('%i, %s: %s', (count, tone, said) => {
    expect(texts.say('found', tone, { count })).toBe(said);
  });

  test.each(['hello.nobody', 'hello', 'nothing.at.all', ''])(
    '"%s" is missing, and the fault says where to add it',
    (key) => {
      expect(() => texts.say(key, 'plain')).toThrow(
        /^TEXT_MISSING: no text for ".*"\. Add it to texts\/en\.yaml/,
      );
    },
  );

  test('what a value holds is shown as it stands: no markup is escaped, nothing in it is filled in or followed', () => {
    const name = '<b>{{bye}}</b> $t(bye) & Söhne';
    expect(texts.say('hello.known', 'plain', { name, bye: 'filled' })).toBe(`Hello ${name}.`);
  });
});

describe("a business's own sentence", () => {
  test.each(['short', 'plain', 'warm'] as const)('replaces ours in every tone: %s', (tone) => {
    const texts = createTexts(
      OURS,
      { hello: { known: 'Moin {{name}}.' }, found_one: 'eine', found_other: 'viele' },
      'en',
    );
    expect(texts.say('hello.known', tone, { name: 'Maya' })).toBe('Moin Maya.');
    expect(texts.say('hello.guest', tone)).toBe('Hello!');
  });

  test('in one tone leaves the others as they are', () => {
    const texts = createTexts(OURS, { hello: { known_warm: 'Moin, moin!' } }, 'en');
    expect(texts.say('hello.known', 'warm', { name: 'Maya' })).toBe('Moin, moin!');
    expect(texts.say('hello.known', 'plain', { name: 'Maya' })).toBe('Hello Maya.');
  });

  test('is heard by customers at every level', async () => {
    const folder = await demoFolder();
    const own = { greeting: { known: 'Moin {{name}}, {{bot}} here.' } };
    const world = await createWorld({ folder: { ...folder, texts: { ...folder.texts, own } } });
    for (const id of ['c-1001', 'c-1003', 'c-1005']) {
      const customer = world.customer(id);
      await customer.arrives();
      expect((await customer.transcript())[0]).toMatch(/^bot: Moin \w+, Robin here\. \[/);
    }
    await world.stop();
  });

  test('under a key that nothing says is reported, with its whole path', () => {
    expect(unknownKeys(OURS, { hello: { knwon: 'Hi', known: 'Hi' }, by: 'Bye', bye_warm: 'Bye!' })).toEqual([
      'hello.knwon',
      'by',
    ]);
  });
});

describe('the tone grows with the level', () => {
  test.each([
    ['c-1001', 0, 'Hello Sean. Robin here'],
    ['c-1006', 1, 'Hello Declan. Robin here'],
    ['c-1002', 2, 'Hello Maya. Robin here'],
    ['c-1003', 3, "Hello Ciara, I'm Robin"],
    ['c-1004', 4, 'Hello Siobhan, good to see you again.'],
    ['c-1005', 5, 'Hello Tom, good to see you again.'],
    ['c-1012', 6, 'Hello Nuala, good to see you again.'],
  ])('%s, level %i: %s', async (id, level, greeting) => {
    const world = await createWorld();
    const customer = world.customer(id);
    await customer.arrives();
    expect((await customer.record()).reviews.at(-1)?.level).toBe(level);
    expect((await customer.transcript())[0]).toContain(`bot: ${greeting}`);
    await world.stop();
  });

  test('and is always that of the rules', async () => {
    const { levels } = await demoFolder();
    const tones = ([0, 1, 2, 3, 4, 5, 6] as const).map((level) => toneOf(level, levels));
    expect(tones).toEqual(['short', 'short', 'short', 'plain', 'warm', 'warm', 'warm']);
  });
});

describe('the sentences that we ship', () => {
  let ours: TextTree;
  beforeAll(async () => {
    ours = (await demoFolder()).texts.defaults;
  });

  test('hold no markup, no double space, no straight quotation mark around words', () => {
    const sentences = leaves(ours);
    for (const [key, text] of sentences) {
      expect(text, key).not.toMatch(/ {2}|<[a-z]|"| $|^ /);
      expect(text, key).not.toMatch(/\{\{[^}]*[^a-zA-Z}][^}]*\}\}|\{\{\}\}|(?<!\{)\{(?!\{)/);
    }
  });
});

function leaves(tree: TextTree, prefix = ''): readonly (readonly [string, string])[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${prefix}${key}`, value] as const] : leaves(value, `${prefix}${key}.`),
  );
}
