// The list of wishes: the card with its rows, what comes back of it, and the same by text. Told as conversations.

import { afterEach, describe, expect, test } from 'vitest';
import { toTeamsActivity } from '../channels/teams/outgoing.js';
import type { AttachmentContent } from '../data/conversation.js';
import type { Preference } from '../data/customer.js';
import type { ActivityId, AgentId, OrderNumber } from '../data/ids.js';
import { type Customer, createWorld, type World } from './conversation.js';

const MAYA = 'c-1002';

let world: World;
afterEach(() => world.stop());

async function meet(options: { channel?: 'web' | 'msteams' } = {}): Promise<Customer> {
  world = await createWorld();
  const maya = world.customer(MAYA, options);
  await maya.arrives();
  return maya;
}

async function told(...wishes: readonly string[]): Promise<Customer> {
  const maya = await meet();
  for (const wish of wishes) await maya.says(wish);
  await maya.says('what do you know about me?');
  await maya.heard();
  return maya;
}

interface Element {
  readonly type: string;
  readonly id?: string;
  readonly text?: string;
  readonly label?: string;
  readonly value?: string;
  readonly title?: string;
  readonly tooltip?: string;
  readonly isVisible?: boolean;
  readonly items?: readonly Element[];
  readonly columns?: readonly Element[];
  readonly actions?: readonly Element[];
  readonly body?: readonly Element[];
  readonly data?: Readonly<Record<string, unknown>>;
}

async function attachment(customer: Customer): Promise<AttachmentContent> {
  const { transcript } = await customer.conversation();
  const found = transcript.findLast(({ activity }) => (activity.attachments ?? []).length > 0);
  const [card] = found?.activity.attachments ?? [];
  if (!card) throw new Error('no card was shown');
  return card;
}

async function card(customer: Customer): Promise<Element> {
  return (await attachment(customer)).content as Element;
}

function all(element: Element): readonly Element[] {
  const inside = [
    ...(element.columns ?? []),
    ...(element.body ?? []),
    ...(element.items ?? []),
    ...(element.actions ?? []),
  ];
  return [element, ...inside.flatMap(all)];
}

const inputs = (shown: Element) => all(shown).filter(({ type }) => type.startsWith('Input.'));
const texts = (shown: Element) =>
  all(shown).flatMap(({ type, text }) => (type === 'TextBlock' && text ? [text] : []));

/** Presses a button as Web Chat and Teams do: with its data and what stands in every field. */
async function presses(
  customer: Customer,
  button: string,
  typed: Readonly<Record<string, string>> = {},
  on?: Element,
): Promise<void> {
  const shown = on ?? (await card(customer));
  const action = all(shown).find(({ title, tooltip }) => tooltip === button || title === button);
  if (!action?.data) throw new Error(`no button "${button}"`);
  const fields = Object.fromEntries(
    inputs(shown).map(({ id = '', label = '', value = '' }) => [id, typed[label] ?? value]),
  );
  await customer.says('', { value: { ...fields, ...action.data } });
}

const said = async (customer: Customer) =>
  (await customer.heard()).at(-1)?.replace(/^bot: | \{.*\}$/g, '') ?? '';
const wishes = async (customer: Customer) => {
  const { preferences, notedWishes = [] } = await customer.record();
  return [
    ...preferences.map(
      ({ subject, strength }) => `${strength} ${JSON.stringify(Object.values(subject).slice(1))}`,
    ),
    ...notedWishes.map(({ kind, what, for: who }) => `${who}: ${kind} ${what}`),
  ];
};

describe('the card', () => {
  test('has a numbered row for each wish with where it came from, labels on every field, and one Save', async () => {
    const maya = await told("I'm vegan, no wool, and nothing over 80 euros", 'my mother hates lavender');
    const shown = await card(maya);
    expect(shown).toMatchObject({ type: 'AdaptiveCard', version: '1.5' });
    expect(texts(shown)).toEqual([
      'Your wishes, to change or forget',
      '1\\. vegan only',
      expect.stringMatching(/^you said “.*vegan” on Wednesday, 18 November$/),
      '2\\. no wool',
      expect.stringMatching(/^you said “.*wool” on Wednesday, 18 November$/),
      '3\\. nothing over €80',
      expect.stringMatching(/^you said “.*80 euros” on Wednesday, 18 November$/),
      '4\\. for your mother: rather not lavender',
      expect.stringMatching(/^you said “.*lavender” on Wednesday, 18 November$/),
    ]);
    expect(inputs(shown).every(({ label }) => label !== undefined && label !== '')).toBe(true);
    const labels = inputs(shown).map(({ label }) => label);
    expect(new Set(labels).size).toBe(labels.length);
    expect(all(shown).filter(({ title }) => title === 'Save')).toHaveLength(1);
    expect(all(shown).flatMap(({ tooltip }) => tooltip ?? [])).toContain(
      'Forget 4: for your mother: rather not lavender',
    );
  });

  test('what an order or an agent told says so', async () => {
    const maya = await meet();
    const record = await world.stores.customers.get(maya.id);
    if (!record) throw new Error('no record');
    const wish = (id: string, value: string, source: Preference['source']): Preference => ({
      ...{ id, source, strength: 'like', at: '2026-11-03T12:00:00.000Z' },
      subject: { kind: 'attribute', attribute: 'material', value },
    });
    const preferences = [
      wish('a', 'oak', { kind: 'order', order: '10231' as OrderNumber }),
      wish('b', 'linen', { kind: 'agent', agentId: 'a-lena' as AgentId }),
      wish('c', 'glass', { kind: 'said', activityId: 'x' as ActivityId, words: '**glass** <b>' }),
    ];
    await world.stores.customers.save({ ...record.value, preferences }, record.version);
    await maya.says('my preferences');
    expect(
      texts(await card(maya))
        .filter((_, at) => at % 2 === 0)
        .slice(1),
    ).toEqual([
      'from order 10231',
      'noted by Lena Okafor on Tuesday, 3 November',
      'you said “\\*\\*glass\\*\\* \\<b\\>” on Tuesday, 3 November',
    ]);
  });

  test('on Teams keeps its form: the buttons send their data, none writes words', async () => {
    const maya = await told('no wool');
    const { transcript } = await maya.conversation();
    const entry = transcript.findLast(({ activity }) => (activity.attachments ?? []).length > 0);
    if (!entry) throw new Error('no card');
    const teams = toTeamsActivity(entry, { personal: true, userId: 'u', client: 'teams' });
    expect(teams?.attachments?.[0]?.content).toEqual((await attachment(maya)).content);
  });

  test('fifty wishes come in pages that fit, and each number stays the same', async () => {
    const maya = await meet();
    const stored = await world.stores.customers.get(maya.id);
    if (!stored) throw new Error('no record');
    const notedWishes = Array.from({ length: 50 }, (_, i) => ({
      id: `00000000-0000-4000-8000-0000000000${10 + i}`,
      kind: 'dislike' as const,
      what: `thing ${'x'.repeat(60)}${i}`,
      for: 'mother',
      source: { kind: 'said' as const, activityId: 'x' as ActivityId, words: 'w'.repeat(100) },
      at: '2026-11-03T12:00:00.000Z',
    }));
    await world.stores.customers.save({ ...stored.value, notedWishes }, stored.version);
    await maya.says('my wishes');
    const pages: number[] = [];
    for (;;) {
      const shown = await card(maya);
      pages.push(texts(shown).filter((text) => /^\d+\\\./.test(text)).length);
      const fields = Object.fromEntries(inputs(shown).map(({ id = '', value = '' }) => [id, value]));
      const save = all(shown).find(({ title }) => title === 'Save')?.data;
      // What Direct Line takes of a submitted card, and Teams of a card.
      expect(Buffer.byteLength(JSON.stringify({ ...fields, ...save }))).toBeLessThan(4_000);
      expect(Buffer.byteLength(JSON.stringify(shown))).toBeLessThan(28_000);
      if (!all(shown).some(({ title }) => title === 'Show the next')) break;
      await presses(maya, 'Show the next');
    }
    expect(pages).toEqual([8, 8, 8, 8, 8, 8, 2]);
    await maya.says('forget 49 and 50');
    expect((await maya.record()).notedWishes).toHaveLength(48);
  });

  test('what was typed is saved before the page turns; what can not be, keeps its page', async () => {
    const maya = await meet();
    const stored = await world.stores.customers.get(maya.id);
    if (!stored) throw new Error('no record');
    const notedWishes = Array.from({ length: 10 }, (_, i) => ({
      id: `00000000-0000-4000-8000-0000000000${10 + i}`,
      kind: 'dislike' as const,
      what: `thing ${i}`,
      for: 'mother',
      source: { kind: 'said' as const, activityId: 'x' as ActivityId, words: 'w' },
      at: '2026-11-03T12:00:00.000Z',
    }));
    await world.stores.customers.save({ ...stored.value, notedWishes }, stored.version);
    await maya.says('my wishes');
    await maya.heard();
    await presses(maya, 'Show the next', { 'Wish 2: what': 'lavender', 'Add a wish': 'no wool' });
    expect(await said(maya)).toBe('Saved: for your mother: rather not lavender and no wool.');
    expect(texts(await card(maya))).toContain('9 to 11 of 11');
    await presses(maya, 'Show the ones before', { 'Add a wish': 'blorp fnord quux' });
    expect(await said(maya)).toMatch(/blorp fnord quux/);
    expect(texts(await card(maya))).toContain('9 to 11 of 11');
    await presses(maya, 'Show the ones before', { 'Add a wish': '' });
    expect(await said(maya)).toBe('Here you are.');
    expect(texts(await card(maya))).toContain('1 to 8 of 11');
  });
});

describe('what comes back of the card', () => {
  test('several edits at once: changed, given to somebody, forgotten and added, each said', async () => {
    const maya = await told('I love green', 'no wool', 'nothing over 80 euros');
    await presses(maya, 'Forget 2: no wool', {
      'Wish 1: what': 'blue',
      'Wish 3: the most you want to pay': '60,50',
      'Add a wish': 'my mother hates lavender',
    });
    expect(await said(maya)).toBe(
      'Saved: you like blue, nothing over €60.50 and for your mother: rather not lavender.\nForgotten: no wool.',
    );
    expect(await wishes(maya)).toEqual(['like ["colour","blue"]', 'must [60.5]', 'mother: dislike lavender']);
    const { transcript } = await maya.conversation();
    const sent = transcript.findLast(({ from }) => from.role === 'customer');
    const [blue] = (await maya.record()).preferences;
    expect(blue?.source).toEqual({ kind: 'said', activityId: sent?.id, words: 'you like blue' });
  });

  test('a wish given to my sister is hers, and one taken back is mine', async () => {
    const maya = await told('I love green');
    await presses(maya, 'Save', { 'Wish 1: for whom (“me”, or for example “mother”)': 'my sister Anna' });
    expect(await wishes(maya)).toEqual(['sister Anna: like green']);
    await presses(maya, 'Save', { 'Wish 1: for whom (“me”, or for example “mother”)': 'me' });
    expect(await wishes(maya)).toEqual(['like ["colour","green"]']);
  });

  test('sent twice it has effect once, and says nothing twice', async () => {
    const maya = await told('I love green');
    const shown = await card(maya);
    const typed = { 'Add a wish': 'my mother hates lavender' };
    await presses(maya, 'Save', typed, shown);
    await maya.heard();
    await presses(maya, 'Save', typed, shown);
    expect((await maya.heard()).filter((line) => line.startsWith('bot'))).toEqual([]);
    expect((await maya.record()).notedWishes).toHaveLength(1);
  });

  test('an old card is told to be old, changes nothing, and the new list comes', async () => {
    const maya = await told('I love green');
    const old = await card(maya);
    await maya.says('no wool');
    await maya.heard();
    await presses(maya, 'Save', { 'Wish 1: what': 'blue' }, old);
    expect(await said(maya)).toMatch(
      /^Your wishes have changed since that card was shown, so I changed nothing\. This is how they stand now:\n1\. you like green .+\n2\. no wool/,
    );
    expect(await wishes(maya)).toEqual(['like ["colour","green"]', 'must-not ["material","wool"]']);
    expect(texts(await card(maya))).toContain('2\\. no wool');
  });

  test.each<[string, string, string, RegExp]>([
    [
      'a colour that the catalogue lacks',
      'Wish 1: what',
      'mauve',
      /^1: “mauve” is nothing that our products are.+ What would do: .*blue/,
    ],
    ['nothing', 'Wish 1: what', ' ', /^1: Nothing is left of it\./],
    [
      'a budget below nothing',
      'Wish 2: the most you want to pay',
      '-5',
      /^2: “-5” is no amount to pay\. What would do: a number above 0/,
    ],
    ['a budget of nothing', 'Wish 2: the most you want to pay', '0', /^2: “0” is no amount/],
    ['a budget in letters', 'Wish 2: the most you want to pay', 'lots', /^2: “lots” is no amount/],
    [
      'for nobody',
      'Wish 1: for whom (“me”, or for example “mother”)',
      '12!',
      /^1: I can't tell who “12!” is\./,
    ],
    ['a word to add that is no wish', 'Add a wish', 'qwertz', /^I couldn't read a wish in “qwertz”/],
  ])('%s is answered with the row and what would do', async (_name, field, typed, expected) => {
    const maya = await told('I love green', 'nothing over 80 euros');
    const before = await wishes(maya);
    await presses(maya, 'Save', { [field]: typed });
    expect(await said(maya)).toMatch(expected);
    expect(await wishes(maya)).toEqual(before);
    // The new card has what was typed, opened.
    const field2 = inputs(await card(maya)).find(({ label }) => label === field);
    expect(field2?.value?.trim()).toBe(typed.trim() || undefined ? typed : field2?.value?.trim());
  });

  test('what is right is saved beside what is not', async () => {
    const maya = await told('I love green', 'nothing over 80 euros');
    await presses(maya, 'Save', { 'Wish 1: what': 'mauve', 'Wish 2: the most you want to pay': '50' });
    expect(await said(maya)).toMatch(/^Saved: nothing over €50\.\n1: “mauve” is nothing/);
    expect(await wishes(maya)).toEqual(['like ["colour","green"]', 'must [50]']);
    const row = all(await card(maya)).find(({ id }) => id?.startsWith('edit-'));
    expect(row?.isVisible).toBe(true);
  });

  test('nothing changed says so', async () => {
    const maya = await told('I love green');
    await presses(maya, 'Save');
    expect(await said(maya)).toBe('Nothing was changed.');
  });

  test('a made-up form changes nothing that is not the customer’s own', async () => {
    const maya = await told('I love green');
    const { data } = all(await card(maya)).find(({ title }) => title === 'Save') ?? {};
    await maya.says('', { value: { ...data, 'what-nobody': 'blue', forget: 'nobody', page: 99, add: 7 } });
    expect(await wishes(maya)).toEqual(['like ["colour","green"]']);
    await maya.says('', { value: { wishes: 1, card: null } });
    expect(await wishes(maya)).toEqual(['like ["colour","green"]']);
  });

  test('while a person has the conversation it is done, and the bot says nothing', async () => {
    const maya = await told('I love green');
    const shown = await card(maya);
    const lena = world.agent('a-lena');
    await lena.comesOnline();
    await maya.says('I want to talk to a person');
    await lena.claims(maya);
    await maya.heard();
    await presses(maya, 'Forget 1: you like green', {}, shown);
    expect((await maya.heard()).filter((line) => line.startsWith('bot'))).toEqual([]);
    expect(await wishes(maya)).toEqual([]);
  });
});

describe('the same by text', () => {
  test.each<[string, string, readonly string[]]>([
    ['forget 2', 'Forgotten: no wool.', ['like ["colour","green"]', 'must [80]', 'mother: dislike lavender']],
    [
      'please forget 1 and 3',
      'Forgotten: you like green and nothing over €80.',
      ['must-not ["material","wool"]', 'mother: dislike lavender'],
    ],
    [
      'change 2 to oak',
      'Changed: instead of “no wool” I go by “no oak” now.',
      ['like ["colour","green"]', 'must-not ["material","oak"]', 'must [80]', 'mother: dislike lavender'],
    ],
    [
      'change 1 to no cotton',
      'Changed: instead of “you like green” I go by “no cotton” now.',
      [
        'must-not ["material","cotton"]',
        'must-not ["material","wool"]',
        'must [80]',
        'mother: dislike lavender',
      ],
    ],
    [
      'change 3 to 50 euros',
      'Changed: instead of “nothing over €80” I go by “nothing over €50” now.',
      ['like ["colour","green"]', 'must-not ["material","wool"]', 'must [50]', 'mother: dislike lavender'],
    ],
    [
      'change 4 to roses',
      'Changed: instead of “for your mother: rather not lavender” I go by “for your mother: rather not roses” now.',
      ['like ["colour","green"]', 'must-not ["material","wool"]', 'must [80]', 'mother: dislike roses'],
    ],
  ])('%s', async (text, expected, left) => {
    const maya = await told('I love green', 'no wool', 'nothing over 80 euros', 'my mother hates lavender');
    await maya.says(text);
    expect(await said(maya)).toBe(expected);
    expect(await wishes(maya)).toEqual(left);
  });

  test.each([
    ['forget 9', /^There is no 9 on the list\. This is how your wishes stand now:\n1\. you like green/],
    ['change 3 to -5', /^3: “-5” is no amount to pay/],
    ['change 1 to mauve', /^1: “mauve” is nothing that our products are/],
  ])('%s: says what would do', async (text, expected) => {
    const maya = await told('I love green', 'no wool', 'nothing over 80 euros');
    const before = await wishes(maya);
    await maya.says(text);
    expect(await said(maya)).toMatch(expected);
    expect(await wishes(maya)).toEqual(before);
  });

  test('the numbers are those of the list that was shown, whatever was forgotten since', async () => {
    const maya = await told('I love green', 'no wool', 'nothing over 80 euros');
    await maya.says('forget 1');
    await maya.says('forget 2');
    expect(await wishes(maya)).toEqual(['must [80]']);
  });
});

describe('with the relationship declined', () => {
  test('it says that nothing is kept and how to change that, with nothing to edit; a card of before is an old one', async () => {
    const maya = await told('I love green');
    const old = await card(maya);
    await maya.says("I'd rather not be tracked");
    await maya.heard();
    await presses(maya, 'Save', { 'Wish 1: what': 'blue' }, old);
    expect(await wishes(maya)).toEqual([]);
    await maya.heard();
    await maya.says('what do you know about me?');
    const answer = (await maya.heard()).at(-1) ?? '';
    expect(answer).toContain('You asked me not to remember you, so I keep none of your wishes');
    expect(answer).toMatch(/\[Remember me\]$/);
    expect(answer).not.toContain('{Your wishes');
    await maya.taps('Remember me');
    expect((await maya.record()).consent.relationship).toBe('open');
  });
});
