// Short messages that mean something only after what was said before; and those that mean nothing, which are asked about.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { retold } from '../understanding/follow-up.js';
import { type Customer, createWorld, type World } from './conversation.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.stop());

async function meet(id: string): Promise<Customer> {
  const customer = world.customer(id);
  await customer.arrives();
  await customer.heard();
  return customer;
}

/** Says the lines one after the other and gives back what the bot said to each, joined where it said more. */
async function answers(customer: Customer, ...lines: readonly string[]): Promise<readonly string[]> {
  const said: string[] = [];
  for (const line of lines) {
    await customer.says(line);
    said.push((await customer.heard()).slice(1).join('\n'));
  }
  return said;
}

const COUNTRIES =
  'bot: We deliver to all of Ireland, Great Britain, France, Belgium, the Netherlands, Luxembourg and Germany. Furniture goes to Ireland and Northern Ireland only. Other countries will follow when we can do it well.\n\n*Source: Delivery*';
const DELIVERY_COST =
  'bot: Parcels within Ireland cost €4.95, and nothing from €60. Large furniture is brought by two people for €39, wherever you live on the island.\n\n*Source: Delivery*';
const WINDOW =
  'bot: You have 30 days from the day it arrived. It should be unused and, if possible, in its own packaging.\n\n*Source: Returns*';
const THROW =
  'bot: Order 10302 (Dune cotton throw) is on its way. We expect it to reach you on Friday, 20 November.';
const TABLE =
  'bot: Order 10307 (Leaf side table and Reed bud vase) is being packed. We expect it to reach you on Tuesday, 24 November. [Tell me when it ships]';
const EMBER = 'bot: Yes: we have 24 of the Ember table lamp in stock, at €59.';
const LARK = 'bot: Yes: we have 18 of the Lark reading lamp in stock, at €74.';
const PUZZLED = "bot: I didn't get that. Could you put it in other words?";

describe('the same question for something else', () => {
  test('another country, another price, another thing to return', async () => {
    const guest = await meet('guest-1');
    expect(
      await answers(
        guest,
        'do you ship to France?',
        'and to Belgium?',
        'what does it cost?',
        'how long do I have to return lamps?',
        'and for shoes?',
      ),
    ).toEqual([COUNTRIES, COUNTRIES, DELIVERY_COST, WINDOW, WINDOW]);
  });

  test('another store', async () => {
    const guest = await meet('guest-1');
    const desk = '\n\nPeople answer here: round the clock.';
    const sunday = (store: string, hours: string) =>
      `bot: Our stores on Sunday, 22 November:\n${store}: ${hours}.${desk}`;
    expect(
      await answers(guest, 'are you open on sunday in dublin?', 'and in cork?', 'what about galway?'),
    ).toEqual([
      sunday('Dublin, Lantern Row', '12:00–17:00'),
      sunday('Cork, Marsh Lane', 'closed'),
      `bot: Our stores:\nGalway, Quay House: Tuesday to Friday 10:00–18:00, Saturday 10:00–17:00, Sunday 13:00–17:00, closed on Monday.${desk}`,
    ]);
  });

  test('another day', async () => {
    const guest = await meet('guest-1');
    const [week, today, tomorrow, sunday] = await answers(
      guest,
      'what are your opening hours in Cork?',
      'are you open today in cork?',
      'and tomorrow?',
      'and on Sunday?',
    );
    expect(week).toContain('Cork, Marsh Lane: Monday to Friday 09:30–18:00, Saturday');
    expect(today).toContain('today (Wednesday, 18 November):\nCork, Marsh Lane: 09:30–18:00.');
    expect(tomorrow).toContain('on Thursday, 19 November:\nCork, Marsh Lane: 09:30–18:00.');
    expect(sunday).toContain('on Sunday, 22 November:\nCork, Marsh Lane: closed.');
  });

  test('"it" that is open is a shop, not the kettle before', async () => {
    const guest = await meet('guest-1');
    const [, open] = await answers(guest, 'is the Ember table lamp in stock?', 'is it open today in Cork?');
    expect(open).toContain('today (Wednesday, 18 November):\nCork, Marsh Lane: 09:30–18:00.');
  });

  test('another product', async () => {
    const guest = await meet('guest-1');
    expect(await answers(guest, 'is the Ember table lamp in stock?', 'and the Lark lamp?')).toEqual([
      EMBER,
      LARK,
    ]);
  });

  test('what is a subject of its own is taken as that', async () => {
    const guest = await meet('guest-1');
    const [, cards] = await answers(guest, 'do you ship to France?', 'what about gift cards?');
    expect(cards).toContain('*Source: Gifts*');
  });

  test('with nothing before it, it is asked about', async () => {
    const guest = await meet('guest-1');
    expect(await answers(guest, 'and for shoes?')).toEqual([PUZZLED]);
  });

  test.each([
    ['do you ship to France?', 'to belgium', 'do you ship to belgium'],
    ['when are you open in Dublin on Sunday?', 'in cork', 'when are you open in cork on Sunday'],
    ['how long do I have to return lamps', 'for shoes', 'how long do I have to return lamps for shoes'],
    ['are you open in Dublin on Sunday?', 'tomorrow', 'are you open in Dublin tomorrow'],
    ['are you open today in Dublin?', 'on next saturday', 'are you open on next saturday in Dublin'],
    ['how do I wash a wool throw?', 'a rug', 'how do I wash a wool throw a rug'],
  ])('%s … %s', (question, change, whole) => {
    expect(retold(question, change)).toBe(whole);
  });
});

describe('"it"', () => {
  test('is the product talked about last', async () => {
    const guest = await meet('guest-1');
    expect(
      await answers(
        guest,
        'do you have the Ember table lamp?',
        'how much is it?',
        'does it come in white?',
        'does it come in cream?',
        'and is it in stock?',
      ),
    ).toEqual([
      EMBER,
      EMBER,
      "bot: I don't find the Ember table lamp in that colour. It comes in terracotta and cream.",
      EMBER,
      EMBER,
    ]);
  });

  test('is the order talked about last', async () => {
    const maya = await meet('c-1002');
    expect(await answers(maya, 'where is order 10302?', 'and when will it arrive?')).toEqual([THROW, THROW]);
  });

  test('"cancel it" is that order where nothing else can be cancelled, and the line where somebody waits in it', async () => {
    const maya = await meet('c-1002');
    const [nothing, , offer, , withdrawn] = await answers(
      maya,
      'cancel it',
      'where is order 10307?',
      'I want to cancel it',
      'yes',
      'cancel it',
    );
    expect(nothing).toBe("bot: There's nothing to stop just now. What can I do for you?");
    expect(offer).toMatch(/^bot: I can't cancel an order by myself, but my colleagues can\./);
    expect(withdrawn).toContain("I've taken you out of the line.");
  });

  test('is never another order', async () => {
    const maya = await meet('c-1002');
    expect(await answers(maya, 'where is order 10307?', 'can I return it?')).toEqual([
      TABLE,
      "bot: Order 10307 is yours, but it isn't one that I can do this for.",
    ]);
  });

  test('is what the last answer was about', async () => {
    const guest = await meet('guest-1');
    const [circle, cost, end] = await answers(
      guest,
      'what is the Fir Circle?',
      'how much is it?',
      'how do I end it?',
    );
    expect(circle).toContain('It is our circle of members');
    expect(cost).toContain('€20 a year');
    expect(end).toContain('It ends by itself after a year.');
  });

  test('with nothing before it, the customer is asked what is meant', async () => {
    const guest = await meet('guest-1');
    const [asked] = await answers(guest, 'how much is it?');
    expect(asked).toMatch(/^bot: Which of these do you mean\? \[.+ \| None of these\]$/);
    expect(asked).toContain('What does delivery cost?');
  });

  test('after a list of several, the customer is asked which', async () => {
    const guest = await meet('guest-1');
    await answers(guest, 'do you have the Ember table lamp?');
    const [shown = '', asked] = await answers(guest, 'recommend me a rug', 'is it in stock?');
    const names = /\{(.+)\}/.exec(shown)?.[1];
    expect(asked).toBe(`bot: Which product do you mean? [${names}]`);
  });
});

describe('one of a list', () => {
  test('by its place, among the products shown', async () => {
    const guest = await meet('guest-1');
    const [, second, again, first, other] = await answers(
      guest,
      'is the lamp in stock?',
      'the second',
      'the 2nd one pls',
      'how much is the first one?',
      'what about the other one?',
    );
    expect([second, again, first]).toEqual([LARK, LARK, EMBER]);
    // There are five: which is the other?
    expect(other).toMatch(/^bot: Which product do you mean\?/);
  });

  test('the other of two orders', async () => {
    const maya = await meet('c-1002');
    const [, second, other, that] = await answers(
      maya,
      "where's my order?",
      'the second',
      'and the other one?',
      'and that one?',
    );
    expect([second, other, that]).toEqual([THROW, TABLE, TABLE]);
  });

  test('an order that is named is the one that is told of, though it came long ago; and the other of two such', async () => {
    const siobhan = await meet('c-1004');
    const [named, other] = await answers(siobhan, 'where is order 10155?', 'and 10183?');
    expect(named).toMatch(/^bot: Order 10155 .+ was delivered/);
    expect(other).toMatch(/^bot: Order 10183 .+ was delivered/);
    const [others] = await answers(siobhan, 'and the other one?');
    expect(others).toMatch(/^bot: .+\[#10232 .+ \| #10155 /);
    const [second] = await answers(siobhan, 'the second');
    expect(second).toMatch(/^bot: Order 10155 /);
    const [newest] = await answers(siobhan, "where's my order?");
    expect(newest).toMatch(/^bot: Order 10232 /);
  });

  test('what can be no edit of it is asked about', async () => {
    const guest = await meet('guest-1');
    const [, shoes] = await answers(guest, 'recommend me a lamp', 'and for shoes?');
    expect(shoes).toBe(PUZZLED);
  });

  test('with nothing shown, it is asked about', async () => {
    const guest = await meet('guest-1');
    const [asked] = await answers(guest, 'what about the other one?');
    expect(asked).toBe("bot: I haven't shown you anything yet. What are you looking for?");
  });

  test('an edit of the list stays an edit', async () => {
    const guest = await meet('guest-1');
    const [, black] = await answers(guest, 'recommend me a lamp', 'in black');
    expect(black).toMatch(/^bot: Here.+ that fits? \(.*black.*\)/);
  });
});

describe('yes and no', () => {
  const READINGS = /^bot: Which of these do you mean\? \[.+ \| None of these\]$/;

  test('yes to "which of these?" picks none, so it is asked again; a place picks one', async () => {
    const guest = await meet('guest-1');
    const [asked = '', again] = await answers(guest, 'how much is it?', 'yes');
    expect(asked).toMatch(READINGS);
    expect(again).toBe(asked);
    const place = asked.replace(/^.*\[/, '').split(' | ').indexOf('What does delivery cost?');
    const [picked] = await answers(guest, `the ${['first', 'second', 'third'][place]}`);
    expect(picked).toBe(DELIVERY_COST);
  });

  test('"anything else?" is answered by both', async () => {
    const tom = await meet('c-1005');
    expect(await answers(tom, 'thanks', 'no', 'thanks', 'yes')).toEqual([
      "bot: You're very welcome, Tom. Anything else?",
      "bot: All right. I'm here if you need me.",
      "bot: You're very welcome, Tom. Anything else?",
      'bot: Good. What is it?',
    ]);
  });
});

describe('an open task', () => {
  test('takes what it asked for, whatever was talked about before', async () => {
    const maya = await meet('c-1002');
    const [, , asked, second] = await answers(
      maya,
      'is the lamp in stock?',
      'the second',
      "where's my order?",
      'the second',
    );
    expect(asked).toContain('Which order do you mean?');
    expect(second).toBe(THROW);
  });
});

describe('what is remembered', () => {
  test('is within bounds, and starting over forgets it', async () => {
    const guest = await meet('guest-1');
    await guest.says(`do you ship to France? ${'We live there. '.repeat(40)}`);
    const { focus } = await guest.conversation();
    expect(focus.question?.text.length).toBeLessThanOrEqual(200);
    await guest.says('start over');
    expect((await guest.conversation()).focus).toEqual({});
    await guest.heard();
    expect(await answers(guest, 'and for shoes?')).toEqual([PUZZLED]);
  });

  test('a record from before there was any is read as it is', async () => {
    const guest = await meet('guest-1');
    await answers(guest, 'do you have the Ember table lamp?');
    const stored = await world.stores.customers.get(guest.id);
    if (!stored) throw new Error('nothing is stored');
    const [conversation] = stored.value.conversations;
    if (conversation) delete conversation.focus.question;
    await world.stores.customers.save(stored.value, stored.version);
    expect(await answers(guest, 'how much is it?')).toEqual([EMBER]);
  });
});
