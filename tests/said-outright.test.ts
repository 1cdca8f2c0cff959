// What a few words say outright: impatience with the bot's questions, accusations, which orders are asked for, that something is to be said
// again, and corrections of what a task is about to do.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { asksToSayAgain } from '../bots/say-again.js';
import { accuses } from '../understanding/accusation.js';
import { isImpatient } from '../understanding/impatience.js';
import { asksForNewestOrder, namesNewestOrder } from '../understanding/newest-order.js';
import { asksForOrders } from '../understanding/orders-listed.js';
import { refusesReturn } from '../understanding/refused-return.js';
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

async function says(customer: Customer, ...lines: readonly string[]): Promise<void> {
  for (const line of lines) await customer.says(line);
}

const SORRY = "bot: I'm sorry, I'll keep it short. You can also say “cancel”, or ask for a person.";

describe('impatience', () => {
  test('whoever finds that it takes too long is neither read as late nor as having answered, and goes on', async () => {
    const maya = await meet('c-1002');
    const which = 'bot: Which item of order 10231 is it? [Ember table lamp | Fjord linen cushion]';
    await says(maya, 'I want to return something', 'this is taking too long', 'the lamp', 'hurry up!!');
    const why =
      "bot: The Ember table lamp from order 10231 can come back until Sunday, 6 December. Why would you like to send it back? [It's damaged | It's not what I ordered | It doesn't suit me | I changed my mind]";
    expect(await maya.heard()).toEqual([
      'customer: I want to return something',
      which,
      'customer: this is taking too long',
      SORRY,
      'bot: Back to your return:',
      which,
      'customer: the lamp',
      why,
      'customer: hurry up!!',
      SORRY,
      'bot: Back to your return:',
      why,
    ]);
  });

  test('it is no product', async () => {
    const guest = await meet('guest-1');
    const which =
      'bot: Which product do you mean? [Ember table lamp | Lark reading lamp | Tern floor lamp | Moth clip lamp | Harbour pendant]';
    await says(guest, 'is the lamp in stock?', 'this takes forever');
    expect((await guest.heard()).slice(1)).toEqual([
      which,
      'customer: this takes forever',
      SORRY,
      'bot: Back to your question about a product:',
      which,
    ]);
  });

  test('where nothing was asked, it is about a delivery', async () => {
    const maya = await meet('c-1002');
    await says(maya, 'delivery is taking far too long');
    expect((await maya.heard()).at(-1)).toMatch(/^bot: Which order do you mean\?/);
  });

  test.each([
    'this is taking too long',
    'Why is this taking so long??',
    'come on',
    "I haven't got all day",
    "I don't have time for this",
    "you're too slow",
    'so many questions',
    'can we speed this up please',
  ])('it is: %s', (text) => {
    expect(isImpatient(text)).toBe(true);
  });

  test.each([
    'it took too long to arrive',
    'my order is taking forever',
    'how long does this take',
    'this lamp is too long',
    'I changed my mind',
    'come on Friday',
  ])('it is not: %s', (text) => {
    expect(isImpatient(text)).toBe(false);
  });
});

describe('accusations', () => {
  test('one is taken seriously, with one offer of a person, and no word about safe payment', async () => {
    const maya = await meet('c-1002');
    await says(maya, 'this is a scam', 'no', 'is it safe to pay on your site?', 'you scammed me');
    const serious =
      "bot: I'm sorry that it has come to this, and I take it seriously. A person should look into what happened: would you like to talk to one? [Yes, please | No, thank you]";
    expect(await maya.heard()).toEqual([
      'customer: this is a scam',
      serious,
      'customer: no',
      'bot: All right. What else can I do for you?',
      'customer: is it safe to pay on your site?',
      'bot: Yes. Payments go through our bank over an encrypted connection, and we never see or keep your card number.\n\n*Source: Privacy*',
      'customer: you scammed me',
      serious,
    ]);
  });

  test('at the level of a personal contact it brings one, as any anger does', async () => {
    const tom = await meet('c-1005');
    await says(tom, 'you are scammers');
    expect((await tom.heard()).slice(0, 3)).toEqual([
      'customer: you are scammers',
      '<handoff.initiate>',
      "bot: I'm sorry about this, Tom.",
    ]);
  });

  test.each([
    "you're scammers",
    'this whole shop is a scam',
    'scammers!',
    "I've been ripped off",
    'you stole my money',
    'you are liars',
    'what a rip off',
  ])('it is: %s', (text) => {
    expect(accuses(text)).toBe(true);
  });

  test.each([
    'is this a scam?',
    'are you scammers?',
    'my card was stolen',
    'somebody stole my parcel',
    'I got a scam mail from someone',
    'how do I know this is not a scam',
    "I'm not saying this is a scam",
  ])('it is not: %s', (text) => {
    expect(accuses(text)).toBe(false);
  });
});

describe('the last order', () => {
  const NEWEST =
    'bot: Order 10307 (Leaf side table and Reed bud vase) is being packed. We expect it to reach you on Tuesday, 24 November. [Tell me when it ships]';

  test('what was in it is told, whichever are still open', async () => {
    const maya = await meet('c-1002');
    await says(maya, 'what did I order last time?', 'where is my order?', 'my last order');
    expect(await maya.heard()).toEqual([
      'customer: what did I order last time?',
      NEWEST,
      'customer: where is my order?',
      'bot: Which order do you mean? These are the open ones: [#10307 · Leaf side table and Reed bud vase | #10302 · Dune cotton throw]',
      'customer: my last order',
      NEWEST,
    ]);
  });

  test('of a return it is the last that can come back', async () => {
    const maya = await meet('c-1002');
    await says(maya, 'I want to send back something from my last order');
    expect((await maya.heard()).slice(1)).toEqual([
      'bot: Which item of order 10231 is it? [Ember table lamp | Fjord linen cushion]',
    ]);
  });

  test('a visitor is told how to be recognised', async () => {
    const guest = await meet('guest-1');
    await says(guest, 'what did I order last time?');
    expect((await guest.heard()).slice(1)).toEqual([
      'bot: I can only see orders when I know who you are. Please sign in on our site and open the chat there; or ask for a person.',
    ]);
  });

  test.each([
    'what did I order last time?',
    'what was in my last order',
    'what did I buy last',
    'show me my latest order',
    'when did I last order something',
    'remind me what I ordered last time',
  ])('it is asked for: %s', (text) => {
    expect(asksForNewestOrder(text)).toBe(true);
  });

  test.each([
    'what did I order last year',
    'what did I buy last christmas',
    'what did I buy last time, I want it again',
    'same as last time',
    'cancel my last order',
    'repeat my last purchase',
    'the last one',
  ])('it is not: %s', (text) => {
    expect(asksForNewestOrder(text)).toBe(false);
  });

  test('it is named, for whatever is to be done with it', () => {
    expect(
      ['cancel my last order', 'the last one', 'what I ordered last week'].map(namesNewestOrder),
    ).toEqual([true, false, false]);
  });
});

describe('orders as a list', () => {
  test('all of them, those of a kind, and what one cost, as lines to read aloud', async () => {
    const maya = await meet('c-1002');
    const [table, throws, lamp] = [
      '• #10307 of Tuesday, 17 November: Leaf side table and Reed bud vase, €87, being packed',
      '• #10302 of Saturday, 14 November: Dune cotton throw, €45, on its way',
      '• #10231 of Monday, 2 November: Ember table lamp and Fjord linen cushion, €123, delivered',
    ];
    await says(maya, 'Please list my orders one by one.', 'which of my orders have been delivered?');
    await says(
      maya,
      'how much did I pay for order 10302?',
      'what did my last order cost',
      'how much was order 99999?',
    );
    await says(maya, 'which of my orders were cancelled');
    expect(await maya.heard()).toEqual([
      'customer: Please list my orders one by one.',
      `bot: Your 3 orders, the newest first:\n${table}\n${throws}\n${lamp}`,
      'customer: which of my orders have been delivered?',
      `bot: Your order:\n${lamp}`,
      'customer: how much did I pay for order 10302?',
      `bot: Your order:\n${throws}`,
      'customer: what did my last order cost',
      `bot: Your order:\n${table}`,
      'customer: how much was order 99999?',
      "bot: I don't find an order 99999 among yours. Please check the number on your confirmation.",
      'customer: which of my orders were cancelled',
      'bot: None of your orders is like that.',
    ]);
  });

  test('one that is named by what is in it needs no number', async () => {
    const maya = await meet('c-1002');
    await says(maya, 'did the throw ship?');
    expect((await maya.heard()).slice(1)).toEqual([
      'bot: Order 10302 (Dune cotton throw) is on its way. We expect it to reach you on Friday, 20 November.',
    ]);
  });

  test.each([
    'show me my orders',
    'which orders are on their way',
    'how much was my last order',
    'a list of my orders',
  ])('they are asked for: %s', (text) => {
    expect(asksForOrders(text)).toBe(true);
  });

  test.each([
    'where is my order',
    'where can I see my orders',
    'cancel my orders',
    'how much did I pay for delivery',
    'what do orders cost to deliver',
    'my order is late',
  ])('they are not: %s', (text) => {
    expect(asksForOrders(text)).toBe(false);
  });
});

describe('saying it again', () => {
  test('the last words come again as they were, with their answers, and stay asked', async () => {
    const maya = await meet('c-1002');
    const which = 'bot: Which item of order 10231 is it? [Ember table lamp | Fjord linen cushion]';
    await says(maya, 'I want to return something', 'what were the options?', 'the lamp');
    const [, ...heard] = await maya.heard();
    expect(heard.slice(0, 4)).toEqual([
      which,
      'customer: what were the options?',
      which,
      'customer: the lamp',
    ]);
    expect(heard[4]).toMatch(/^bot: The Ember table lamp from order 10231 can come back/);
  });

  test.each([
    'say that again please',
    'can you repeat that?',
    'Please read me the options again.',
    'pardon?',
  ])('it is asked for: %s', (text) => {
    expect(asksToSayAgain(text)).toBe(true);
  });

  test.each(['order it again', 'the same again', 'what are my options for delivery', 'what is that made of'])(
    'it is not: %s',
    (text) => {
      expect(asksToSayAgain(text)).toBe(false);
    },
  );
});

describe('corrections of what is about to be done', () => {
  test('a street without its town is no address, and another address takes the place of the one read back', async () => {
    const maya = await meet('c-1002');
    await says(maya, 'change the address of order 10307', '12 Mill Road', '12 Mill Road, Limerick');
    await says(maya, 'no, 14 Mill Road, Limerick, V94 XY12', 'y');
    expect(await maya.heard()).toEqual([
      'customer: change the address of order 10307',
      "bot: What's the new delivery address for order 10307? Please write it in one message, with street, town and postcode.",
      'customer: 12 Mill Road',
      "bot: That doesn't look like a full address. Please write street and number, town and postcode in one message.",
      'customer: 12 Mill Road, Limerick',
      'bot: Shall I send order 10307 to this address? “12 Mill Road, Limerick” [Yes | No]',
      'customer: no, 14 Mill Road, Limerick, V94 XY12',
      'bot: Shall I send order 10307 to this address? “14 Mill Road, Limerick, V94 XY12” [Yes | No]',
      'customer: y',
      'bot: Done. Order 10307 will go to: 14 Mill Road, Limerick, V94 XY12.',
    ]);
    expect((await maya.record()).addressChanges).toHaveLength(1);
  });

  test('whoever keeps it after all returns nothing', async () => {
    const maya = await meet('c-1002');
    await says(maya, 'I want to return the lamp');
    await maya.heard();
    await says(maya, "actually no, I'll keep it");
    expect(await maya.heard()).toEqual([
      "customer: actually no, I'll keep it",
      "bot: All right, I've stopped that. Nothing was changed.",
    ]);
    expect((await maya.record()).returns).toEqual([]);
  });

  test('another reason takes the place of the one read back', async () => {
    const maya = await meet('c-1002');
    await says(maya, 'I want to return the lamp', 'too bright');
    await maya.heard();
    await says(maya, 'no, wrong reason, it came broken', 'yes, register it');
    expect(await maya.heard()).toEqual([
      'customer: no, wrong reason, it came broken',
      'bot: Shall I register the return of the Ember table lamp from order 10231? Your reason: “it came broken” [Yes | No]',
      'customer: yes, register it',
      'bot: Done. Your return number is R-10231-1. Please write it on the parcel with the Ember table lamp.',
    ]);
  });

  test('who is offered a person in the middle of a task answers that first, and only that', async () => {
    const maya = await meet('c-1002');
    await says(maya, 'I want to return the lamp', 'too bright');
    await maya.heard();
    await says(maya, 'your driver was rude and the box was crushed', 'no', 'yes');
    expect(await maya.heard()).toEqual([
      'customer: your driver was rude and the box was crushed',
      "bot: I'm sorry to hear that. If you want to send something back, I can start the return now: just say so. Or would you like to talk to a person about it? [Yes, please | No, thank you]",
      'customer: no',
      'bot: All right.',
      'bot: Back to your return:',
      'bot: Shall I register the return of the Ember table lamp from order 10231? Your reason: “too bright” [Yes | No]',
      'customer: yes',
      'bot: Done. Your return number is R-10231-1. Please write it on the parcel with the Ember table lamp.',
    ]);
  });

  test('a return that is refused is not begun, and one that is registered is no order to cancel', async () => {
    const maya = await meet('c-1002');
    await says(maya, "I don't want a return, I want a new one", 'no', 'can you cancel my return?');
    expect(await maya.heard()).toEqual([
      "customer: I don't want a return, I want a new one",
      "bot: I'm sorry about that. You needn't send it back to have it looked into: would you like to talk to a person about it? [Yes, please | No, thank you]",
      'customer: no',
      'bot: All right. What else can I do for you?',
      'customer: can you cancel my return?',
      "bot: I can't take back a return that is registered, but my colleagues can. Would you like to talk to a person? [Yes, please | No, thank you]",
    ]);
  });

  test.each([
    "I don't want to return it, I want it repaired",
    'no return please, I would rather not send it back',
  ])('it refuses a return: %s', (text) => {
    expect(refusesReturn(text)).toBe(true);
  });

  test.each(['I want to return it', "I don't want it, return it", "why don't you return my call"])(
    'it refuses none: %s',
    (text) => {
      expect(refusesReturn(text)).toBe(false);
    },
  );
});

describe('sums and words that only sound like others', () => {
  test('what is said about a price narrows what is shown, "back" is no "black", and "quiet" no "quilt"', async () => {
    const guest = await meet('guest-1');
    await says(guest, "I'm looking for a quiet reading lamp", 'about 60 euro', 'nobody calls me back');
    const heard = await guest.heard();
    expect(heard[1]).toMatch(/^bot: Here are 4 that fit \(only lamps\):/);
    expect(heard[3]).toMatch(/^bot: Here .* fit \(only lamps and nothing over €60\):/);
    expect((await guest.record()).preferences).toEqual([]);
    expect((await guest.record()).notedWishes ?? []).toEqual([]);
  });
});
