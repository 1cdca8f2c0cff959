// What an agent has at hand in a conversation: ready replies, suggestions, and a bot that does what it is asked to, and no more.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fillReply } from '../handoff/fill-reply.js';
import type { AskedAction } from '../handoff/tools.js';
import type { TextTree } from '../texts/index.js';
import { type Agent, type Customer, createWorld, demoFolder, type World } from './conversation.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.stop());

/** A customer in the hands of Jonas, everything so far heard. */
async function inTalk(id: string, ...said: readonly string[]): Promise<{ customer: Customer; jonas: Agent }> {
  const customer = world.customer(id);
  const jonas = world.agent('a-jonas');
  await jonas.comesOnline();
  await customer.arrives();
  for (const text of said) await customer.says(text);
  await customer.says('talk to a human');
  await jonas.claims(customer);
  await customer.heard();
  return { customer, jonas };
}

let asks = 0;
async function ask(
  agent: Agent,
  customer: Customer,
  kind: AskedAction['kind'],
  more: Partial<AskedAction> = {},
): Promise<string> {
  const epoch = (await customer.record()).handoff?.epoch ?? -1;
  return world.service.tools.act(agent.id, await agent.key(customer), {
    ...{ kind, epoch, clientId: `ask-${++asks}` },
    ...more,
  });
}

const MAYA = 'c-1002';
const RETURN =
  "bot: Jonas asked me to register your return. I'm Robin, the bot: I ask a few short questions, and Jonas reads along.";
const ITEM = 'bot: Which item of order 10231 is it? [Ember table lamp | Fjord linen cushion]';
const REASON =
  "bot: The Ember table lamp from order 10231 can come back until Sunday, 6 December. Why would you like to send it back? [It's damaged | It's not what I ordered | It doesn't suit me | I changed my mind]";
const CONFIRM =
  "bot: Shall I register the return of the Ember table lamp from order 10231? Your reason: “It's damaged” [Yes | No]";
const DONE =
  'bot: Done. Your return number is R-10231-1. Please write it on the parcel with the Ember table lamp.';

describe('a return that the agent asks for', () => {
  test('the bot takes the answers to its own questions, then is silent again', async () => {
    const { customer: maya, jonas } = await inTalk(MAYA);
    await maya.says('My lamp is broken');
    await jonas.says(maya, 'I am sorry. Robin takes the return down.');
    expect(await ask(jonas, maya, 'start-return', { choice: '10231' })).toBe('done');
    await maya.taps('Ember table lamp');
    await maya.taps("It's damaged");
    await maya.taps('Yes');
    await maya.says('Where is order 10302?');
    expect(await maya.heard()).toEqual([
      'customer: My lamp is broken',
      'Jonas Weber: I am sorry. Robin takes the return down.',
      '<agent.action>',
      RETURN,
      ITEM,
      'customer: Ember table lamp',
      REASON,
      "customer: It's damaged",
      CONFIRM,
      'customer: Yes',
      DONE,
      'customer: Where is order 10302?',
    ]);
    expect((await maya.record()).returns).toMatchObject([{ number: 'R-10231-1', reason: "It's damaged" }]);
  });

  test.each([
    ['a question of the knowledge', 'How long do I have to return something?'],
    ['another task', 'where is my order 10302'],
    ['a wish for the person', 'can I talk to a human please'],
    ['thanks', 'thank you'],
    ['words of despair', 'blorp fnord'],
  ])('%s is for the agent: the bot does not answer, and waits', async (_what, text) => {
    const { customer: maya, jonas } = await inTalk(MAYA);
    await ask(jonas, maya, 'start-return', { choice: '10231' });
    await maya.taps('Ember table lamp');
    await maya.taps("It's damaged");
    await maya.heard();
    await maya.says(text);
    expect(await maya.heard()).toEqual([`customer: ${text}`]);
    await maya.says('yes');
    expect((await maya.heard()).at(-1)).toBe(DONE);
  });

  test.each([
    'How long do I have to send something back?',
    'where is my order 10302?',
    'can I talk to a human please',
    'thank you',
  ])('so is %j, though any words would do for the reason', async (text) => {
    const { customer: maya, jonas } = await inTalk(MAYA);
    await ask(jonas, maya, 'start-return', { choice: '10231' });
    await maya.taps('Ember table lamp');
    await maya.heard();
    await maya.says(text);
    expect(await maya.heard()).toEqual([`customer: ${text}`]);
    await maya.says('it arrived broken');
    expect((await maya.heard()).at(-1)).toContain('Your reason: “it arrived broken”');
  });

  test('a card’s button says nothing to a bot that was not asked', async () => {
    const { customer: maya, jonas } = await inTalk(MAYA, 'recommend me a lamp');
    await ask(jonas, maya, 'book-visit');
    await maya.heard();
    const cards = (await maya.conversation()).transcript.flatMap(
      ({ activity }) => activity.attachments ?? [],
    );
    const { actions } = cards[0]!.content as { actions: readonly { data: string }[] };
    await maya.says(actions[0]!.data);
    expect(await maya.heard()).toHaveLength(1);
  });

  test('as soon as the agent writes the bot is silent; asked again it goes on where it was', async () => {
    const { customer: maya, jonas } = await inTalk(MAYA);
    await ask(jonas, maya, 'start-return', { choice: '10231' });
    await maya.taps('Ember table lamp');
    await maya.taps("It's damaged");
    await jonas.says(maya, 'Would a new one do?');
    await maya.heard();
    await maya.says('yes');
    expect(await maya.heard()).toEqual(['customer: yes']);
    expect(await actionsOf(maya, jonas)).toContain('start-return paused');
    await jonas.says(maya, 'Sold out, sorry.');
    await ask(jonas, maya, 'start-return');
    await maya.says('yes');
    expect(await maya.heard()).toEqual([
      'Jonas Weber: Sold out, sorry.',
      '<agent.action>',
      'bot: Back to your return:',
      CONFIRM,
      'customer: yes',
      DONE,
    ]);
  });

  test('the customer may cancel it', async () => {
    const { customer: maya, jonas } = await inTalk(MAYA);
    await ask(jonas, maya, 'start-return', { choice: '10231' });
    await maya.heard();
    await maya.says('cancel');
    await maya.says('yes');
    expect(await maya.heard()).toEqual([
      'customer: cancel',
      "bot: All right, I've stopped that. Nothing was changed.",
      'customer: yes',
    ]);
    expect(await actionsOf(maya, jonas)).toContain('start-return');
  });

  test('one that the customer had begun with the bot goes on where it was', async () => {
    const { customer: maya, jonas } = await inTalk(MAYA, 'I want to return the lamp', "It's damaged");
    await ask(jonas, maya, 'start-return');
    await maya.says('yes');
    expect(await maya.heard()).toEqual([
      '<agent.action>',
      RETURN,
      'bot: Back to your return:',
      CONFIRM,
      'customer: yes',
      DONE,
    ]);
    await jonas.returns(maya);
    expect((await maya.heard()).at(-1)).toBe('bot: What else can I do for you?');
  });

  test('is the bot’s own when the agent gives the customer back in the middle', async () => {
    const { customer: maya, jonas } = await inTalk(MAYA);
    await ask(jonas, maya, 'start-return', { choice: '10231' });
    await jonas.returns(maya);
    expect((await maya.heard()).at(-1)).toBe('bot: Shall we finish your return? [Yes | No]');
    await maya.says('yes');
    expect((await maya.heard()).at(-1)).toBe(ITEM);
    for (const answer of ['the lamp', "It's damaged", 'yes']) await maya.says(answer);
    expect((await maya.heard()).at(-1)).toBe(DONE);
  });

  test('one that the agent has paused is not begun anew by the bot afterwards', async () => {
    const { customer: maya, jonas } = await inTalk(MAYA);
    await ask(jonas, maya, 'start-return', { choice: '10231' });
    await jonas.says(maya, 'I have done it for you.');
    await jonas.returns(maya);
    expect((await maya.heard()).at(-1)).toBe('bot: What else can I do for you?');
    expect((await maya.conversation()).asked).toBeUndefined();
  });

  test('when it breaks, the customer’s words are the agent’s to answer', async () => {
    await world.stop();
    const folder = await demoFolder();
    const { reason: _gone, ...others } = folder.texts.own['return-item'] as TextTree;
    const texts = { ...folder.texts.own, 'return-item': others };
    world = await createWorld({ folder: { ...folder, texts: { defaults: texts, own: texts } } });
    const { customer: maya, jonas } = await inTalk(MAYA);
    await ask(jonas, maya, 'start-return', { choice: '10231' });
    await maya.heard();
    await maya.says('the lamp');
    expect(await maya.heard()).toEqual(['customer: the lamp']);
    expect(world.faults.splice(0)).toHaveLength(1);
  });

  test('ends with the talk', async () => {
    const { customer: maya, jonas } = await inTalk(MAYA);
    await ask(jonas, maya, 'start-return', { choice: '10231' });
    await jonas.closes(maya);
    expect((await maya.conversation()).asked).toBeUndefined();
  });
});

async function actionsOf(customer: Customer, agent: Agent): Promise<readonly string[]> {
  const offered = await world.service.tools.actions(agent.id, await agent.key(customer));
  return (offered ?? []).map(({ kind, state }) => (state ? `${kind} ${state}` : kind));
}

describe('what the bot can be asked for', () => {
  test.each([
    ['a guest', 'guest-1', ['book-visit', 'recommend']],
    [
      'a customer with something to return',
      MAYA,
      ['look-up-order', 'start-return', 'book-visit', 'recommend'],
    ],
    ['a customer without orders', 'c-1001', ['book-visit', 'recommend']],
  ])('%s', async (_who, id, kinds) => {
    const { customer, jonas } = await inTalk(id);
    expect(await actionsOf(customer, jonas)).toEqual(kinds);
  });

  test('orders are chosen from the customer’s own', async () => {
    const { customer: maya, jonas } = await inTalk(MAYA);
    const [orders] = (await world.service.tools.actions(jonas.id, await jonas.key(maya))) ?? [];
    expect(orders?.choices?.map(({ id }) => id)).toEqual(['10307', '10302', '10231']);
    expect(orders?.choices?.[2]?.title).toMatch(/^10231 · Ember table lamp and Fjord linen cushion · /);
  });

  test('an order is shown as a card', async () => {
    const { customer: maya, jonas } = await inTalk(MAYA);
    expect(await ask(jonas, maya, 'look-up-order', { choice: '10231' })).toBe('done');
    expect(await maya.heard()).toEqual([
      '<agent.action>',
      'bot: Jonas asked me to show you this order:',
      'bot: Order 10231 (Ember table lamp and Fjord linen cushion) was delivered on Friday, 6 November. {Order 10231}',
    ]);
    await maya.says('and the other one?');
    expect(await maya.heard()).toEqual(['customer: and the other one?']);
  });

  test('recommendations come as cards without buttons that nobody would hear', async () => {
    const { customer: maya, jonas } = await inTalk(MAYA);
    expect(await ask(jonas, maya, 'recommend')).toBe('done');
    const shown = (await maya.conversation()).transcript.at(-1)?.activity;
    expect(shown?.text).toBe('Jonas asked me to show you what could suit you:');
    expect(shown?.suggestedActions).toBeUndefined();
    expect(shown?.attachments?.length).toBeGreaterThan(1);
    expect(shown?.attachments?.map(({ content }) => (content as { actions: unknown }).actions)).toEqual(
      shown?.attachments?.map(() => []),
    );
  });

  test('a visit is booked by the customer’s answers', async () => {
    const { customer, jonas } = await inTalk('guest-1');
    await ask(jonas, customer, 'book-visit');
    await customer.says('Dublin');
    await customer.says('tomorrow');
    await customer.says('14:30');
    await customer.says('yes');
    expect((await customer.heard()).at(-1)).toMatch(/^bot: Booked: /);
    expect((await customer.record()).visits).toHaveLength(1);
  });

  test.each<[string, AskedAction['kind'], Partial<AskedAction>, string]>([
    ['an order of somebody else', 'look-up-order', { choice: '10001' }, 'not-offered'],
    ['no order named', 'look-up-order', {}, 'not-offered'],
    ['an order that can’t come back', 'start-return', { choice: '10302' }, 'not-offered'],
    ['a choice where there is none', 'recommend', { choice: 'x' }, 'not-offered'],
    ['an older epoch', 'recommend', { epoch: 0 }, 'stale'],
  ])('%s: nothing is said', async (_what, kind, more, outcome) => {
    const { customer: maya, jonas } = await inTalk(MAYA);
    expect(await ask(jonas, maya, kind, more)).toBe(outcome);
    expect(await maya.heard()).toEqual([]);
  });

  test('a colleague may neither ask nor read', async () => {
    const { customer: maya, jonas } = await inTalk(MAYA);
    const priya = world.agent('a-priya');
    const key = await jonas.key(maya);
    expect(await ask(priya, maya, 'recommend')).toBe('stale');
    const { tools } = world.service;
    expect(await tools.actions(priya.id, key)).toBeUndefined();
    expect(await tools.replies(priya.id, key)).toBeUndefined();
    expect(await tools.suggestions(priya.id, key)).toBeUndefined();
  });

  test('asked twice under one id, it is done once', async () => {
    const { customer: maya, jonas } = await inTalk(MAYA);
    expect(await ask(jonas, maya, 'recommend', { clientId: 'same' })).toBe('done');
    expect(await ask(jonas, maya, 'recommend', { clientId: 'same' })).toBe('done');
    expect(await maya.heard()).toHaveLength(2);
  });

  test('after the end it is gone', async () => {
    const { customer: maya, jonas } = await inTalk(MAYA);
    const key = await jonas.key(maya);
    await jonas.returns(maya);
    const asked = { epoch: 1, clientId: 'late', kind: 'recommend' } as const;
    expect(await world.service.tools.act(jonas.id, key, asked)).toBe('gone');
  });

  test('the agent reads who asked for what, the customer does not', async () => {
    const { customer: maya, jonas } = await inTalk(MAYA);
    await ask(jonas, maya, 'recommend');
    const view = await world.service.desk.view(jonas.id, await jonas.key(maya));
    expect(view?.transcript.map(({ text }) => text)).toContain(
      'Jonas Weber asked the bot: Send recommendations',
    );
  });
});

describe('ready replies', () => {
  test.each([
    ['Hello {{customer}}', { customer: 'Maya' }, 'Hello Maya'],
    ['Hello {{customer}}', {}, 'Hello [customer]'],
    ['Hello {{customer}}', { customer: '' }, 'Hello [customer]'],
    ['{{order}} and {{order}}', { order: '10302' }, '10302 and 10302'],
    ['{{bot}} of {{business}}', { bot: 'Robin', business: '$&' }, 'Robin of $&'],
    ['No {placeholder}', {}, 'No {placeholder}'],
  ])('%s with %j', (text, values, filled) => {
    expect(fillReply({ id: 'r', title: 'R', text }, values).text).toBe(filled);
  });

  test('of the demo are filled for this customer, this agent and the order talked about', async () => {
    const { customer: maya, jonas } = await inTalk(MAYA, 'where is order 10302?');
    const replies = await world.service.tools.replies(jonas.id, await jonas.key(maya));
    expect(replies?.find(({ id }) => id === 'greeting-order')?.text).toBe(
      'Hello Maya, this is Jonas from Fennel & Fir. I have order 10302 in front of me. Give me a moment.',
    );
  });

  test('for a guest what is not known stays to be seen', async () => {
    const { customer, jonas } = await inTalk('guest-1');
    const replies = await world.service.tools.replies(jonas.id, await jonas.key(customer));
    expect(replies?.find(({ id }) => id === 'greeting-order')?.text).toBe(
      'Hello [customer], this is Jonas from Fennel & Fir. I have order [order] in front of me. Give me a moment.',
    );
  });

  test('the demo has a dozen, and reasons to end with', () => {
    const { replies, reasons } = world.service.tools.words();
    expect(replies.length).toBeGreaterThanOrEqual(12);
    expect(reasons.length).toBeGreaterThanOrEqual(6);
  });
});

describe('suggested answers', () => {
  const suggested = async (customer: Customer, agent: Agent) =>
    (await world.service.tools.suggestions(agent.id, await agent.key(customer))) ?? [];

  test('are entries of the knowledge for what was said since the agent’s last word', async () => {
    const { customer: maya, jonas } = await inTalk(MAYA);
    await maya.says('How long do I have to send something back?');
    const [first, ...others] = await suggested(maya, jonas);
    const entry = world.folder.business.knowledge.find(({ id }) => id === first?.entryId);
    expect(first).toEqual({
      entryId: entry?.id,
      title: entry?.question,
      answer: entry?.answer,
      source: entry?.title,
      confidence: first?.confidence,
    });
    expect(first?.entryId).toMatch(/^returns#/);
    expect(first?.confidence).toBeGreaterThan(0.5);
    expect(others.length).toBeLessThanOrEqual(2);
    expect(others.every(({ confidence }) => confidence <= (first?.confidence ?? 0))).toBe(true);
  });

  test('follow the newest question', async () => {
    const { customer: maya, jonas } = await inTalk(MAYA);
    await maya.says('How long do I have to send something back?');
    await jonas.says(maya, 'Thirty days.');
    await maya.says('Do you deliver to France?');
    expect((await suggested(maya, jonas))[0]?.entryId).not.toMatch(/^returns#/);
  });

  test.each(['hello', 'blorp fnord grix', '👍'])('%s has none', async (text) => {
    const { customer: maya, jonas } = await inTalk(MAYA);
    await maya.says(text);
    expect(await suggested(maya, jonas)).toEqual([]);
  });
});

describe('the customer beside the conversation', () => {
  test('past talks with their notes, what was registered here, and what was said of the last talk', async () => {
    const { customer: maya, jonas } = await inTalk(MAYA);
    await ask(jonas, maya, 'start-return', { choice: '10231' });
    for (const answer of ['the lamp', "It's damaged", 'yes']) await maya.says(answer);
    const { epoch = -1 } = (await maya.record()).handoff ?? {};
    const ending = { epoch, note: 'Sends the lamp back.', reason: 'return' };
    await world.service.desk.close(jonas.id, await jonas.key(maya), ending);
    await maya.says('4');
    await maya.says('talk to a human');
    await jonas.claims(maya);
    const view = await world.service.desk.view(jonas.id, await jonas.key(maya));
    expect(view?.customer.pastHandoffs).toMatchObject([
      {
        agentName: 'Jonas Weber',
        outcome: 'completed',
        note: 'Sends the lamp back.',
        wrapUp: 'Return or exchange',
      },
    ]);
    expect(view?.customer.registered).toMatchObject([
      { text: "Return R-10231-1: Ember table lamp of order 10231 (“It's damaged”)" },
    ]);
    expect(view?.customer.satisfaction).toMatchObject([{ text: '4 of 5, about a person' }]);
  });

  test('wishes with where they came from, for whom they hold too', async () => {
    const { customer: maya, jonas } = await inTalk(MAYA, 'I never buy wool', 'my mother hates green');
    const view = await world.service.desk.view(jonas.id, await jonas.key(maya));
    const wishes = view?.customer.preferences.map(({ text }) => text).join(' | ');
    expect(wishes).toMatch(/wool/);
    expect(wishes).toMatch(/mother.*green|green.*mother/);
    expect(view?.customer.preferences.every(({ source }) => source.includes('“'))).toBe(true);
  });

  test('what they agreed to be told, and nothing where they agreed to nothing', async () => {
    const asked = 'tell me when the Ember table lamp gets cheaper';
    const { customer: maya, jonas } = await inTalk(MAYA, asked);
    const told = await world.service.desk.view(jonas.id, await jonas.key(maya));
    expect(told?.customer.agreed).toEqual([
      { at: '2026-11-18T11:00:00.000Z', text: 'May be told when the Ember table lamp gets cheaper' },
    ]);
    const { customer: ben } = await inTalk('c-1007');
    const nothing = await world.service.desk.view(jonas.id, await jonas.key(ben));
    expect(nothing?.customer.agreed).toBeUndefined();
  });

  test('since when the relationship is declined, and no scores then', async () => {
    const { customer: maya, jonas } = await inTalk(MAYA, "I'd rather not be tracked");
    const { customer } = (await world.service.desk.view(jonas.id, await jonas.key(maya))) ?? {};
    expect(customer).toMatchObject({ consent: 'declined', consentSince: '2026-11-18T11:00:00.000Z' });
    expect(customer?.satisfaction).toBeUndefined();
  });
});

test('the bot’s part stands in a few lines, each with its place', async () => {
  const { customer: maya, jonas } = await inTalk(MAYA, 'where is my order 10302?', 'blorp fnord');
  await maya.says('Are you there?');
  const view = await world.service.desk.view(jonas.id, await jonas.key(maya));
  const { summary, transcript = [] } = view ?? {};
  expect(summary?.points.map(({ kind, text }) => `${kind}: ${text}`)).toEqual([
    'asked: where is my order 10302?',
    'asked: talk to a human',
    'tried: Order 10302 (Dune cotton throw) is on its way. We expect it to reach you on Friday, 20 November.',
    'failed: blorp fnord',
    'mentioned: order 10302',
  ]);
  for (const { kind, text, sequence } of summary?.points ?? [])
    if (kind !== 'mentioned') expect(transcript.find((line) => line.sequence === sequence)?.text).toBe(text);
});
