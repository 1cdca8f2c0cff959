// Messages of the bot's own accord, told as conversations: consent first, one message a moment, calm hours, and one way out of each.

import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { toTeamsActivity } from '../channels/teams/outgoing.js';
import type { CustomerRecord } from '../data/customer.js';
import type { CustomerId } from '../data/ids.js';
import { createMemoryStores } from '../data/memory/memory-stores.js';
import type { Stores } from '../data/ports.js';
import { type Customer, understanderFor } from './conversation.js';
import { testFolder } from './lowdb-folder.js';
import { openStores, postgresServer } from './postgres-server.js';
import { type LiveWorld, liveWorld, orderOf } from './proactive-fixture.js';

const KETTLE = 'kitchen-kettle';
const LAMP = 'lamp-ember';
const MAYA = 'c-1002';

beforeAll(async () => {
  await (await understanderFor()).ready;
}, 120_000);

let worlds: LiveWorld[] = [];
afterEach(async () => {
  for (const world of worlds) await world.stop();
  worlds = [];
});

async function create(changes: Parameters<typeof liveWorld>[0] = {}): Promise<LiveWorld> {
  const world = await liveWorld(changes);
  worlds.push(world);
  return world;
}

async function meet(world: LiveWorld, id = MAYA, options: Parameters<LiveWorld['customer']>[1] = {}) {
  const customer = world.customer(id, options);
  await customer.arrives();
  await customer.heard();
  return customer;
}

/** What the bot said since the last call. */
async function answers(customer: Customer): Promise<readonly string[]> {
  return (await customer.heard()).filter((line) => !line.startsWith('customer: '));
}

const OFFER =
  'bot: Shall I tell you here when the Heron stove kettle is back in stock? [Yes, please | No, thank you]';
const PROMISE =
  "bot: I'll write to you here when the Heron stove kettle is back in stock. Say “stop these messages” if you change your mind.";
const BACK =
  "bot: Robin here, the bot of Fennel & Fir, as you asked: The Heron stove kettle is back in stock, at €66. Say “stop” if you'd rather not get these messages. {Heron stove kettle}";
const CHEAPER =
  "bot: Robin here, the bot of Fennel & Fir, as you asked: The Ember table lamp now costs €50 instead of €59. Say “stop” if you'd rather not get these messages. {Ember table lamp}";
const NOTHING_TO_STOP =
  "bot: I have nothing to write to you about of my own accord, so there's nothing to stop.";

describe('back in stock', () => {
  test('Maya asks for a kettle that is sold out, says yes, and is told once when it is back', async () => {
    const world = await create();
    const maya = await meet(world);
    await maya.says('do you have the Heron stove kettle?');
    await maya.taps('Yes, please');
    await world.settle();
    world.product(KETTLE, { stock: 3 });
    await world.settle();
    world.product(KETTLE, { stock: 0 });
    await world.settle();
    world.wait({ days: 8 });
    world.product(KETTLE, { stock: 5 });
    await world.settle();
    expect(await maya.heard()).toEqual([
      'customer: do you have the Heron stove kettle?',
      "bot: I'm sorry, the Heron stove kettle (€66) is out of stock at the moment.",
      OFFER,
      'customer: Yes, please',
      PROMISE,
      BACK,
    ]);
    expect(world.audit).toEqual([
      {
        customerId: MAYA,
        kind: 'back-in-stock',
        about: KETTLE,
        outcome: 'sent',
        consent: { at: '2026-11-18T11:00:00.000Z', words: 'Yes, please' },
      },
    ]);
  });

  test('put on the wish list while it is sold out, it is offered; a no is not asked about again for a month', async () => {
    const world = await create();
    const maya = await meet(world);
    await maya.says('add the Heron stove kettle to my wish list');
    await maya.says('no');
    await maya.says('remove the Heron stove kettle from my wish list');
    await maya.says('put the Heron stove kettle on my wish list');
    expect(await answers(maya)).toEqual([
      'bot: The Heron stove kettle is on your wish list.',
      OFFER,
      "bot: All right, I won't. You can ask me at any time.",
      'bot: The Heron stove kettle is off your wish list.',
      'bot: The Heron stove kettle is on your wish list.',
    ]);
    world.product(KETTLE, { stock: 3 });
    await world.settle();
    expect(await answers(maya)).toEqual([]);
    world.product(KETTLE, { stock: 0 });
    world.wait({ days: 31 });
    await maya.says('do you have the Heron stove kettle?');
    expect((await answers(maya)).at(-1)).toBe(OFFER);
  });

  test('asked for in so many words, with "it" for what was talked about', async () => {
    const world = await create();
    const maya = await meet(world);
    await maya.says('do you have the Heron stove kettle?');
    await maya.says("let me know when it's back");
    await maya.says('let me know when the Ember table lamp is back in stock');
    expect((await answers(maya)).slice(2)).toEqual([
      PROMISE,
      'bot: Good news: the Ember table lamp is in stock now.',
    ]);
  });

  test('a new order of it meanwhile: the news has served, and the business can read why', async () => {
    const world = await create();
    const maya = await meet(world);
    await maya.says('let me know when the Heron stove kettle is back');
    const order = orderOf(world, MAYA, '10307');
    const bought = { ...order.lines[0]!, productId: KETTLE as never };
    await world.shopTells(
      { ...order, number: '20001' as never, placedOn: '2026-11-18', lines: [bought] },
      'processing',
    );
    world.product(KETTLE, { stock: 3 });
    await world.settle();
    expect(await answers(maya)).toEqual([PROMISE]);
    expect(world.audit).toMatchObject([{ outcome: 'ended', why: 'bought', about: KETTLE }]);
  });

  test('all of the wish list at once', async () => {
    const world = await create();
    const maya = await meet(world);
    await maya.says('add the Heron stove kettle to my wish list');
    await maya.says('tell me when anything on my wish list is back in stock');
    world.product(KETTLE, { stock: 3 });
    await world.settle();
    world.product(KETTLE, { stock: 0 });
    await world.settle();
    world.wait({ days: 1 });
    world.product(KETTLE, { stock: 1 });
    await world.settle();
    const told = (await answers(maya)).filter((line) => line === BACK);
    expect(told).toHaveLength(2);
  });
});

describe('a lower price', () => {
  test('is told from the share on that the business names, and again only when it falls as much again', async () => {
    const world = await create();
    const maya = await meet(world);
    await maya.says('tell me when the Ember table lamp gets cheaper');
    await answers(maya);
    for (const { price, told } of [
      { price: 54, told: [] },
      { price: 50, told: [CHEAPER] },
      { price: 46, told: [] },
      { price: 45, told: [CHEAPER.replace('€59', '€50').replace('costs €50', 'costs €45')] },
      { price: 59, told: [] },
    ]) {
      world.wait({ days: 2 });
      world.product(LAMP, { price });
      await world.settle();
      expect([price, await answers(maya)]).toEqual([price, told]);
    }
  });

  test('falling again on the same day, it waits for the next', async () => {
    const world = await create();
    const maya = await meet(world);
    await maya.says('tell me when the Ember table lamp gets cheaper');
    world.product(LAMP, { price: 50 });
    await world.settle();
    await answers(maya);
    world.product(LAMP, { price: 40 });
    await world.settle();
    expect(await answers(maya)).toEqual([]);
    expect(world.audit.at(-1)).toMatchObject({ outcome: 'waits', why: 'day' });
    world.wait({ hours: 24 });
    await world.settle();
    expect(await answers(maya)).toHaveLength(1);
  });
});

describe('an order on its way', () => {
  test('is told when the shop says so, and not a second time when it is out for delivery', async () => {
    const world = await create();
    const maya = await meet(world);
    await maya.says('let me know when my order ships');
    const order = orderOf(world, MAYA, '10307');
    await world.shopTells(order, 'shipped');
    await world.settle();
    world.wait({ days: 1 });
    await world.shopTells(order, 'out-for-delivery');
    await world.settle();
    expect(await answers(maya)).toEqual([
      "bot: I'll write to you here when order 10307 is on its way. Say “stop these messages” if you change your mind.",
      "bot: Robin here, the bot of Fennel & Fir, as you asked: Order 10307 (Leaf side table and Reed bud vase) is on its way. We expect it to reach you on Tuesday, 24 November. Say “stop” if you'd rather not get these messages. {Order 10307}",
    ]);
  });

  test('is offered below how an order stands that is not sent yet, until it was agreed to', async () => {
    const world = await create();
    const maya = await meet(world);
    await maya.says('where is order 10307?');
    await maya.taps('Tell me when it ships');
    await maya.says("what's the status of order 10307?");
    expect(await maya.heard()).toEqual([
      'customer: where is order 10307?',
      'bot: Order 10307 (Leaf side table and Reed bud vase) is being packed. We expect it to reach you on Tuesday, 24 November. [Tell me when it ships]',
      'customer: Tell me when order 10307 ships',
      "bot: I'll write to you here when order 10307 is on its way. Say “stop these messages” if you change your mind.",
      "customer: what's the status of order 10307?",
      'bot: Order 10307 (Leaf side table and Reed bud vase) is being packed. We expect it to reach you on Tuesday, 24 November.',
    ]);
  });

  test('delivered before anything could be said, it is no news any more', async () => {
    const world = await create();
    const maya = await meet(world);
    await maya.says('let me know when order 10307 ships');
    await answers(maya);
    world.wait({ hours: 10 });
    const order = orderOf(world, MAYA, '10307');
    await world.shopTells(order, 'shipped');
    await world.settle();
    await world.shopTells(order, 'delivered');
    world.wait({ hours: 12 });
    await world.settle();
    expect(await answers(maya)).toEqual([]);
    expect(world.audit.map(({ outcome, why }) => `${outcome}: ${why}`)).toEqual([
      'waits: quiet-hours',
      'ended: delivered',
      'dropped: not so any more, or not wanted any more',
    ]);
  });

  test('of somebody who is not signed in nothing can be told', async () => {
    const world = await create();
    const guest = await meet(world, 'guest-1');
    await guest.says('tell me when my order ships');
    expect((await answers(guest)).at(-1)).toMatch(/^bot: I can only see orders when I know who you are\./);
  });
});

test('several news of one moment are one message', async () => {
  const world = await create();
  const maya = await meet(world);
  await maya.says('let me know when the Heron stove kettle is back');
  await maya.says('tell me when the Heron stove kettle gets cheaper');
  await maya.says('tell me when the Ember table lamp gets cheaper');
  await maya.says('tell me when order 10307 ships');
  await answers(maya);
  world.product(KETTLE, { stock: 2, price: 55 });
  world.product(LAMP, { price: 50 });
  await world.shopTells(orderOf(world, MAYA, '10307'), 'shipped');
  await world.settle();
  expect(await answers(maya)).toEqual([
    [
      'bot: Robin here, the bot of Fennel & Fir, as you asked:',
      '• Order 10307 (Leaf side table and Reed bud vase) is on its way. We expect it to reach you on Tuesday, 24 November.',
      '• The Heron stove kettle is back in stock, and now costs €55 instead of €66.',
      '• The Ember table lamp now costs €50 instead of €59.',
      "Say “stop” if you'd rather not get these messages. {Order 10307 | Heron stove kettle | Ember table lamp}",
    ].join('\n'),
  ]);
});

test('on the day of a sale ten things are told, and the others are counted', async () => {
  const world = await create();
  const maya = await meet(world);
  const products = [...world.folder.business.products.values()].filter(({ stock }) => stock > 0).slice(0, 12);
  for (const { name } of products) await maya.says(`add the ${name} to my wish list`);
  await maya.says('tell me when anything on my wish list gets cheaper');
  await answers(maya);
  for (const { id, price } of products) world.product(id, { price: price / 2 });
  await world.settle();
  const [told, ...others] = await answers(maya);
  expect(others).toEqual([]);
  expect(told?.match(/^• .* now costs /gm)).toHaveLength(10);
  expect(told).toContain('\n• 2 more things\n');
  world.wait({ days: 2 });
  await world.settle();
  expect(await answers(maya)).toEqual([]);
});

describe('the way out', () => {
  /** Maya, who was just told that the lamp is cheaper, and still waits for the kettle. */
  async function told(world: LiveWorld): Promise<Customer> {
    const maya = await meet(world);
    await maya.says('let me know when the Heron stove kettle is back');
    await maya.says('tell me when the Ember table lamp gets cheaper');
    world.product(LAMP, { price: 50 });
    await world.settle();
    expect((await answers(maya)).at(-1)).toBe(CHEAPER);
    return maya;
  }

  /** The words of a button on the newest card. */
  async function button(customer: Customer, title: string): Promise<string> {
    const { transcript } = await customer.conversation();
    const card = transcript.findLast(({ activity }) => activity.attachments)?.activity.attachments?.[0];
    const content = card?.content as { actions: { title: string; data: string }[] } | undefined;
    return content?.actions.find((each) => each.title === title)?.data ?? '';
  }

  const STOPPED = [
    "bot: Done: I won't write to you about lower prices any more. You can ask me to again at any time.",
    "bot: I'll still tell you when the Heron stove kettle is back in stock.",
  ];

  test.each([
    { how: 'one tap on the message', words: (maya: Customer) => button(maya, 'Stop these messages') },
    { how: '"stop" in answer to it', words: () => 'stop' },
    { how: 'what it is about', words: () => 'no more messages about prices' },
    { how: '"stop these messages"', words: () => 'stop these messages please', all: true },
  ])('$how', async ({ words, all }) => {
    const world = await create({ settings: { mostPerDay: 9 } });
    const maya = await told(world);
    await maya.says(await words(maya));
    expect(await answers(maya)).toEqual(
      all
        ? [
            "bot: Done: I won't write to you about things back in stock or lower prices any more. You can ask me to again at any time.",
          ]
        : STOPPED,
    );
    world.product(LAMP, { price: 10 });
    world.product(KETTLE, { stock: 1 });
    await world.settle();
    expect(await answers(maya)).toEqual(all ? [] : [BACK]);
  });

  test('"stop" that answers something else does not take it back', async () => {
    const world = await create();
    const maya = await told(world);
    await maya.says('what are your opening hours?');
    await maya.says('stop');
    expect((await answers(maya)).at(-1)).toBe(
      "bot: There's nothing to stop just now. What can I do for you?",
    );
    expect((await maya.record()).notices?.consents).toHaveLength(2);
  });

  test('holds while a person has the conversation, and the bot says nothing', async () => {
    const world = await create();
    const maya = await told(world);
    const lena = world.agent('a-lena');
    await lena.comesOnline();
    await maya.says('talk to a person');
    await lena.claims(maya);
    await answers(maya);
    await maya.says('and no more messages about prices');
    expect(await answers(maya)).toEqual([]);
    expect((await maya.record()).notices?.consents.map(({ kind }) => kind)).toEqual(['back-in-stock']);
  });

  test('where nothing was agreed to, there is nothing to stop', async () => {
    const world = await create();
    const maya = await meet(world);
    await maya.says('stop messaging me');
    expect(await answers(maya)).toEqual([NOTHING_TO_STOP]);
  });

  test('"forget everything" takes every consent back', async () => {
    const world = await create();
    const maya = await told(world);
    await maya.says('forget everything you know about me');
    expect(await answers(maya)).toContain("bot: I won't write to you of my own accord any more.");
    expect((await maya.record()).notices?.consents).toEqual([]);
  });

  test('"See it" shows the product, and the card says why it was sent', async () => {
    const world = await create();
    const maya = await told(world);
    const { transcript } = await maya.conversation();
    expect(JSON.stringify(transcript.at(-1)?.activity.attachments)).toContain(
      'You asked for this on Wednesday, 18 November: “tell me when the Ember table lamp gets cheaper”.',
    );
    await maya.says(await button(maya, 'See it'));
    await maya.says('add it to my wish list');
    expect(await answers(maya)).toEqual([
      'bot: Here is the Ember table lamp: {Ember table lamp}',
      'bot: The Ember table lamp is on your wish list.',
    ]);
  });

  test('"what do you know about me?" tells what was agreed to, when and in which words', async () => {
    const world = await create();
    const maya = await told(world);
    await maya.says('do you have the Nest of two tables?');
    await maya.says('yes');
    await answers(maya);
    await maya.says('what do you know about me?');
    const lines = (await answers(maya)).join('\n').split('\n');
    expect(lines.filter((line) => /want to be told|accord/.test(line))).toEqual([
      '• You want to be told when the Heron stove kettle is back in stock (you said “let me know when the Heron stove kettle is back” on Wednesday, 18 November)',
      '• You want to be told when the Ember table lamp gets cheaper (you said “tell me when the Ember table lamp gets cheaper” on Wednesday, 18 November)',
      '• You want to be told when the Nest of two tables is back in stock (you said “yes” on Wednesday, 18 November, when I asked “Shall I tell you here when the Nest of two tables is back in stock?”)',
      '• 1 message that I wrote of my own accord, on Wednesday, 18 November',
    ]);
  });
});

describe('calm', () => {
  test('in quiet hours nothing comes; in the morning it does, if it is still so', async () => {
    const world = await create();
    const maya = await meet(world);
    await maya.says('let me know when the Heron stove kettle is back');
    await maya.says('tell me when the Ember table lamp gets cheaper');
    await answers(maya);
    world.wait({ hours: 12 });
    world.product(KETTLE, { stock: 1 });
    world.product(LAMP, { price: 50 });
    await world.settle();
    world.product(KETTLE, { stock: 0 });
    await world.settle();
    expect(await answers(maya)).toEqual([]);
    world.wait({ hours: 8, minutes: 50 });
    await world.settle();
    expect(await answers(maya)).toEqual([]);
    world.wait({ minutes: 5 });
    await world.settle();
    expect(await answers(maya)).toEqual([CHEAPER]);
    expect(world.audit.map(({ about, outcome, why, until }) => [about, outcome, why, until])).toEqual([
      [KETTLE, 'waits', 'quiet-hours', '2026-11-19T08:00:00.000Z'],
      [LAMP, 'waits', 'quiet-hours', '2026-11-19T08:00:00.000Z'],
      [KETTLE, 'dropped', 'not so any more, or not wanted any more', undefined],
      [LAMP, 'sent', undefined, undefined],
    ]);
  });

  test('the hours are those where the customer is', async () => {
    const world = await create();
    const maya = await meet(world);
    await maya.says('let me know when the Heron stove kettle is back', { localTimezone: 'Asia/Tokyo' });
    await answers(maya);
    world.product(KETTLE, { stock: 1 });
    world.wait({ hours: 2 });
    await world.settle();
    expect(world.audit).toMatchObject([{ why: 'quiet-hours', until: '2026-11-18T23:00:00.000Z' }]);
    await maya.says('what do you know about me?');
    expect((await answers(maya)).join()).toContain('Your time zone, Asia/Tokyo, so that I don');
    await maya.says('stop these messages', { localTimezone: 'not a zone' });
    expect((await maya.record()).notices?.timeZone).toBeUndefined();
  });

  test('a task that is open, and a person, are not spoken into', async () => {
    const world = await create();
    const maya = await meet(world);
    const lena = world.agent('a-lena');
    await lena.comesOnline();
    await maya.says('let me know when the Heron stove kettle is back');
    await maya.says('I want to return the lamp');
    await answers(maya);
    world.product(KETTLE, { stock: 1 });
    await world.settle();
    await maya.says('talk to a person');
    await lena.claims(maya);
    await world.settle();
    await lena.says(maya, 'Hello Maya');
    await lena.returns(maya);
    await maya.says('no');
    expect((await answers(maya)).filter((line) => line === BACK)).toEqual([]);
    await world.settle();
    expect(await answers(maya)).toEqual([BACK]);
    expect(world.audit.map(({ outcome, why }) => [outcome, why])).toEqual([
      ['waits', 'task'],
      ['waits', 'person'],
      ['sent', undefined],
    ]);
  });

  test('a task that was left a day ago is over; the message does not bring it back', async () => {
    const world = await create();
    const maya = await meet(world);
    await maya.says('let me know when the Heron stove kettle is back');
    await maya.says('I want to return the lamp');
    await answers(maya);
    world.product(KETTLE, { stock: 1 });
    world.wait({ hours: 25 });
    await world.settle();
    expect(await answers(maya)).toEqual([BACK]);
    await maya.says('it is damaged');
    expect((await answers(maya)).join()).not.toContain('return of the Ember');
  });
});

describe('a declined relationship', () => {
  test('takes every consent back, and nothing is told', async () => {
    const world = await create();
    const maya = await meet(world);
    await maya.says('let me know when the Heron stove kettle is back');
    await maya.says("please don't keep track of me");
    if ((await maya.record()).consent.relationship === 'open') await maya.says('yes');
    expect((await maya.record()).consent.relationship).toBe('declined');
    expect((await maya.record()).notices).toBeUndefined();
    await answers(maya);
    world.product(KETTLE, { stock: 1 });
    await world.settle();
    await maya.says('let me know when the Nest of two tables is back');
    expect(await answers(maya)).toEqual([
      "bot: You asked me not to keep anything about you, so I don't write of my own accord. Say “you may remember me again” if you change your mind.",
    ]);
    expect((await maya.record()).notices).toBeUndefined();
  });

  test('whatever stands in the record: declined, nothing is told', async () => {
    const world = await create();
    const maya = await meet(world);
    await maya.says('let me know when the Heron stove kettle is back');
    const stored = await world.stores.customers.get(MAYA as CustomerId);
    const declined: CustomerRecord = { ...stored!.value, consent: { relationship: 'declined' } };
    await world.stores.customers.save(declined, stored!.version);
    await answers(maya);
    world.product(KETTLE, { stock: 1 });
    await world.settle();
    expect(await answers(maya)).toEqual([]);
  });
});

describe('where it is told', () => {
  test('a visitor is told in their browser, and keeps the consent when they sign in', async () => {
    const world = await create();
    const guest = await meet(world, 'guest-1');
    await guest.says('do you have the Heron stove kettle?');
    await guest.says('yes please');
    expect((await answers(guest)).slice(-2)).toEqual([
      PROMISE,
      "bot: You're not signed in, so you'll find it in this browser only.",
    ]);
    const maya = await meet(world);
    expect(await world.service.join(guest.id, maya.id)).toBe('joined');
    world.product(KETTLE, { stock: 1 });
    await world.settle();
    expect(await answers(maya)).toEqual([BACK]);
  });

  test('who comes back to a new conversation is told again what is still so', async () => {
    const world = await create({ settings: { mostPerDay: 9 } });
    const maya = await meet(world);
    await maya.says('let me know when the Heron stove kettle is back');
    await maya.says('tell me when the Ember table lamp gets cheaper');
    world.product(LAMP, { price: 50 });
    await world.settle();
    world.product(KETTLE, { stock: 1 });
    await world.settle();
    world.product(LAMP, { price: 55 });
    world.wait({ days: 2 });
    const again = world.customer(MAYA, { visit: 2 });
    await again.arrives();
    expect(await again.heard()).toEqual([
      'bot: Hello Maya. Robin here, the bot of Fennel & Fir: orders, returns, products, or a person. What do you need?',
      "bot: Since you were last here I wrote to you: The Heron stove kettle is back in stock, at €66. [Where's my order? | Recommend something | Talk to a person]",
    ]);
    world.wait({ days: 2 });
    const third = world.customer(MAYA, { visit: 3 });
    await third.arrives();
    expect(await third.heard()).toHaveLength(1);
  });

  test('who answered it is not told again', async () => {
    const world = await create();
    const maya = await meet(world);
    await maya.says('let me know when the Heron stove kettle is back');
    world.product(KETTLE, { stock: 1 });
    await world.settle();
    await maya.says('thanks');
    world.wait({ days: 2 });
    const again = world.customer(MAYA, { visit: 2 });
    await again.arrives();
    expect(await again.heard()).toHaveLength(1);
  });

  test('on Teams it goes into the outbox, with buttons that Teams can draw', async () => {
    const world = await create();
    await meet(world);
    const maya = await meet(world, MAYA, { channel: 'msteams' });
    world.wait({ minutes: 1 });
    await maya.says('let me know when the Heron stove kettle is back');
    await maya.heard();
    world.product(KETTLE, { stock: 1 });
    await world.settle();
    expect(await maya.heard()).toEqual([BACK]);
    const { outbox, transcript } = await maya.conversation();
    const entry = transcript.at(-1)!;
    expect(outbox.at(-1)).toEqual({ entry: entry.id, state: 'pending', attempts: 0 });
    const sent = toTeamsActivity(entry, { personal: true, userId: 'u', client: 'teams' });
    expect(sent?.attachments?.[0]?.content).toMatchObject({
      version: '1.5',
      actions: [
        { title: 'See it', data: { msteams: { type: 'imBack', value: 'Show me the Heron stove kettle' } } },
        {
          title: 'Stop these messages',
          data: { msteams: { type: 'imBack', value: 'Stop messages about things back in stock' } },
        },
      ],
    });
  });
});

test('a business that tells nothing offers nothing, and says so when asked', async () => {
  const world = await create({ settings: { kinds: [] } });
  const maya = await meet(world);
  await maya.says('do you have the Heron stove kettle?');
  await maya.says("tell me when it's back");
  expect(await answers(maya)).toEqual([
    "bot: I'm sorry, the Heron stove kettle (€66) is out of stock at the moment.",
    "bot: I can't write to you about that by myself. Ask me at any time, and I'll look.",
  ]);
});

describe('whom the rounds look at', () => {
  test('whoever took the last consent back is forgotten; a mark that was lost is set again', async () => {
    const world = await create();
    const marked = async () =>
      (await world.stores.collection<object>('watchers').list()).map(({ key }) => key);
    const maya = await meet(world);
    const tom = await meet(world, 'c-1005');
    await maya.says('let me know when the Heron stove kettle is back');
    await tom.says('let me know when the Heron stove kettle is back');
    expect((await marked()).sort()).toEqual([MAYA, 'c-1005']);
    await world.stores.collection<object>('watchers').remove('c-1005');
    await maya.says('stop these messages');
    world.wait({ minutes: 16 });
    await world.settle();
    expect(await marked()).toEqual(['c-1005']);
  });

  test('after a fault of the store they are looked at again', async () => {
    const world = await create();
    const maya = await meet(world);
    await maya.says('let me know when the Heron stove kettle is back');
    const { customers } = world.stores;
    const { get } = customers;
    customers.get = () => Promise.reject(new Error('down'));
    world.product(KETTLE, { stock: 1 });
    await world.settle();
    customers.get = get;
    expect(world.faults.splice(0).map(String)).toEqual(['Error: down']);
    await answers(maya);
    world.wait({ seconds: 31 });
    await world.rounds.round();
    expect(await answers(maya)).toEqual([BACK]);
  });
});

describe('exactly once', () => {
  const database = postgresServer();
  const kinds: readonly { store: string; open: () => Promise<() => Promise<Stores>> }[] = [
    {
      store: 'memory',
      open: async () => {
        const stores = createMemoryStores();
        return async () => stores;
      },
    },
    {
      store: 'lowdb',
      open: async () => {
        const folder = await testFolder();
        let stores: Stores | undefined;
        return async () => {
          stores = stores ? await folder.reopen(stores) : await folder.open();
          return stores;
        };
      },
    },
    {
      store: 'postgres',
      open: async () => {
        const url = await database.fresh();
        return () => openStores(url);
      },
    },
  ];

  describe.each(kinds)('on $store', ({ open }) => {
    test('a process that dies before it is told, and one that dies after', async () => {
      const reopened = await open();
      const first = await create({ stores: await reopened() });
      const maya = await meet(first);
      await maya.says('let me know when the Heron stove kettle is back');
      first.product(KETTLE, { stock: 1 });
      // It has decided, and dies before it could save.
      first.wait({ minutes: 2 });
      const { customers } = first.stores;
      const { save } = customers;
      customers.save = () => Promise.reject(new Error('killed'));
      await first.rounds.round();
      customers.save = save;
      expect(first.faults.splice(0).map(String)).toEqual(['Error: killed']);
      await first.rounds.close();
      worlds = [];

      for (const start of ['second', 'third']) {
        const next = await create({ stores: await reopened(), now: first.now() });
        const again = next.customer(MAYA);
        // A catalogue that is read again at the start.
        next.product(KETTLE, { stock: 1 });
        await next.settle();
        const told = (await again.transcript()).filter((line) => line === BACK);
        expect([start, told]).toEqual([start, [BACK]]);
        await next.rounds.close();
        worlds = [];
      }
    });
  });

  test.each([
    { store: 'memory', open: kinds[0]!.open },
    { store: 'postgres', open: kinds[2]!.open },
  ])('two processes look at the same time, on $store', async ({ open }) => {
    const reopened = await open();
    const one = await create({ stores: await reopened() });
    const maya = await meet(one);
    await maya.says('let me know when the Heron stove kettle is back');
    one.product(KETTLE, { stock: 1 });
    one.wait({ minutes: 2 });
    const two = await create({ stores: await reopened(), now: one.now() });
    two.product(KETTLE, { stock: 1 });
    const { bot } = one.service;
    const outcomes = await Promise.all(
      [bot, two.service.bot, bot, two.service.bot].map((each) => each.writeNotices(maya.id)),
    );
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['nobody', 'nobody', 'nobody', 'written']);
    expect((await maya.transcript()).filter((line) => line === BACK)).toEqual([BACK]);
  });
});
