// Several questions in one message, each answered; and the messages that are one question, however long they are.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DecisionRecord } from '../data/decision.js';
import { partsOf } from '../understanding/several-questions.js';
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

const STATUS =
  'bot: Order 10302 (Dune cotton throw) is on its way. We expect it to reach you on Friday, 20 November.';
const WINDOW =
  'bot: You have 30 days from the day it arrived. It should be unused and, if possible, in its own packaging.\n\n*Source: Returns*';
const COUNTRIES =
  'bot: We deliver to all of Ireland, Great Britain, France, Belgium, the Netherlands, Luxembourg and Germany. Furniture goes to Ireland and Northern Ireland only. Other countries will follow when we can do it well.\n\n*Source: Delivery*';
const DOGS =
  'bot: Yes, on a lead. There is water at the door and usually a biscuit at the till.\n\n*Source: Our stores*';
const SUNDAY = [
  'bot: Our stores on Sunday, 22 November:',
  'Dublin, Lantern Row: 12:00–17:00.',
  'Cork, Marsh Lane: closed.',
  'Galway, Quay House: 13:00–17:00.',
  '',
  'People answer here: round the clock.',
].join('\n');
const DELIVERY_COST =
  'bot: Parcels within Ireland cost €4.95, and nothing from €60. Large furniture is brought by two people for €39, wherever you live on the island.\n\n*Source: Delivery*';
const REASON =
  "bot: The Ember table lamp from order 10231 can come back until Sunday, 6 December. Why would you like to send it back? [It's damaged | It's not what I ordered | It doesn't suit me | I changed my mind]";

describe('several questions', () => {
  test.each([
    {
      what: 'an order and the return window',
      said: 'where is my order 10302? and how long do I have to return it',
      heard: [STATUS, WINDOW],
    },
    {
      what: 'three without a question mark, one of them leaning on the one before',
      said: 'do you ship to france and what does it cost, also are you open on sunday',
      heard: [COUNTRIES, DELIVERY_COST, SUNDAY],
    },
    {
      what: 'a numbered list',
      said: '1. where is my order 10302\n2. do you ship to france\n3. can I bring my dog',
      heard: [STATUS, COUNTRIES, DOGS],
    },
    {
      what: 'lines of a pasted e-mail',
      said: 'Hello,\n\nI bought a lamp last week and am\nnot sure about it.\nHow long do I have to return it?\nAre you open on Sunday?\n\nKind regards,\nMaya\n\n> On 12 November Fennel & Fir wrote:\n> Do you ship to France?',
      heard: [WINDOW, SUNDAY],
    },
    {
      what: 'the same task about two orders',
      said: 'where is order 10302 and where is order 10307?',
      heard: [
        STATUS,
        'bot: Order 10307 (Leaf side table and Reed bud vase) is being packed. We expect it to reach you on Tuesday, 24 November.',
      ],
    },
    {
      what: 'one question about two orders',
      said: 'where are 10302 and 10307?',
      heard: [
        STATUS,
        'bot: Order 10307 (Leaf side table and Reed bud vase) is being packed. We expect it to reach you on Tuesday, 24 November.',
      ],
    },
    {
      what: 'two things of one question',
      said: "what's your phone number and e-mail address?",
      heard: [
        'bot: You reach us at 020 917 0142. Waiting here in the chat is usually shorter.\n\n*Source: Contact and complaints*',
        'bot: Write to hello@fennelandfir.example. We answer within one working day.\n\n*Source: Contact and complaints*',
      ],
    },
    {
      what: 'a wish to be noted and a question',
      said: 'I love oak. I hate green. do you ship to france?',
      heard: ['bot: Noted: you like oak and rather not green.', COUNTRIES],
    },
  ])('$what', async ({ said, heard }) => {
    const maya = await meet('c-1002');
    await maya.says(said);
    expect(await maya.heard()).toEqual([`customer: ${said}`, ...heard]);
  });

  test('each decision is kept with the message, and the message did not fail', async () => {
    const maya = await meet('c-1002');
    await maya.says('do you ship to france? are you open on sunday? can I bring my dog?');
    const { transcript, counters } = await maya.conversation();
    const decision = transcript.find(({ from }) => from.role === 'customer')?.decision;
    const kinds = ({ kind, others = [] }: DecisionRecord) => [kind, ...others.map((other) => other.kind)];
    expect(decision && kinds(decision)).toEqual(['answer', 'start-dialog', 'answer']);
    expect(counters).toMatchObject({
      failures: 0,
      recentQuestions: ['do you ship to france?', 'are you open on sunday?', 'can i bring my dog?'],
    });
  });

  test('whoever declines to be remembered leaves no facts of any of them', async () => {
    const maya = await meet('c-1002');
    await maya.says('do you ship to france? are you open on sunday?');
    await maya.says("I'd rather not be tracked");
    const { transcript } = await maya.conversation();
    const decision = transcript.find(({ from }) => from.role === 'customer')?.decision;
    expect([decision, ...(decision?.others ?? [])].map((each) => each?.facts)).toEqual([
      undefined,
      undefined,
    ]);
  });

  test('a wish and what to do with it: the suggestions come after the note', async () => {
    const maya = await meet('c-1002');
    await maya.says('I love oak. can you recommend a lamp?');
    const [, noted, shown] = await maya.heard();
    expect(noted).toBe('bot: Noted: you like oak.');
    expect(shown).toMatch(/^bot: Here are 4 that fit \(only lamps\): \{/);
  });

  test('what asks back comes last', async () => {
    const maya = await meet('c-1002');
    await maya.says('I want to return the lamp and do you ship to France?');
    await maya.says('It was too big. And I have no use for two.');
    expect(await maya.heard()).toEqual([
      'customer: I want to return the lamp and do you ship to France?',
      COUNTRIES,
      REASON,
      'customer: It was too big. And I have no use for two.',
      'bot: Shall I register the return of the Ember table lamp from order 10231? Your reason: “It was too big. And I have no use for two.” [Yes | No]',
    ]);
  });

  test('an offer comes after what only tells something', async () => {
    const maya = await meet('c-1002');
    await maya.says('My lamp arrived broken. Also, do you ship to France?');
    await maya.says('no');
    expect(await maya.heard()).toEqual([
      'customer: My lamp arrived broken. Also, do you ship to France?',
      COUNTRIES,
      "bot: I'm sorry to hear that. If you want to send something back, I can start the return now: just say so. Or would you like to talk to a person about it? [Yes, please | No, thank you]",
      'customer: no',
      'bot: All right. What else can I do for you?',
    ]);
  });

  test('two tasks are done one after the other', async () => {
    const maya = await meet('c-1002');
    await maya.says("I want to return the lamp. I'd also like to change the address of my order.");
    await maya.says('too big');
    await maya.says('yes');
    await maya.says('12 Hill Street, Dublin 8');
    await maya.says('yes');
    expect((await maya.heard()).slice(1)).toEqual([
      REASON,
      'customer: too big',
      'bot: Shall I register the return of the Ember table lamp from order 10231? Your reason: “too big” [Yes | No]',
      'customer: yes',
      'bot: Done. Your return number is R-10231-1. Please write it on the parcel with the Ember table lamp.',
      'bot: Back to your change of address:',
      "bot: What's the new delivery address for order 10307? Please write it in one message, with street, town and postcode.",
      'customer: 12 Hill Street, Dublin 8',
      'bot: Shall I send order 10307 to this address? “12 Hill Street, Dublin 8” [Yes | No]',
      'customer: yes',
      'bot: Done. Order 10307 will go to: 12 Hill Street, Dublin 8.',
    ]);
  });

  test('an answer to the open question and another question: both are heard', async () => {
    const maya = await meet('c-1002');
    await maya.says("where's my order?");
    await maya.says('the second one. also do you ship to france?');
    expect((await maya.heard()).slice(2)).toEqual([
      'customer: the second one. also do you ship to france?',
      COUNTRIES,
      STATUS,
    ]);
  });

  test('two questions in the middle of a task: it asks again once', async () => {
    const maya = await meet('c-1002');
    await maya.says("where's my order?");
    const [, which] = await maya.heard();
    await maya.says('can I bring my dog? are you open on sunday?');
    expect(await maya.heard()).toEqual([
      'customer: can I bring my dog? are you open on sunday?',
      DOGS,
      SUNDAY,
      'bot: Back to your order:',
      which,
    ]);
  });

  test('three are answered, and that there was more is said', async () => {
    const maya = await meet('c-1002');
    await maya.says(
      '- where is my order 10302\n- do you ship to france\n- can I bring my dog\n- do you wrap gifts',
    );
    expect((await maya.heard()).slice(1)).toEqual([
      STATUS,
      COUNTRIES,
      DOGS,
      'bot: You asked more than I can answer at once. Please ask me the rest again.',
    ]);
  });

  test('what was not understood is named', async () => {
    const maya = await meet('c-1002');
    await maya.says("where's my order 10302 and what's the weather tomorrow?");
    expect((await maya.heard()).slice(1)).toEqual([
      STATUS,
      "bot: What I didn't understand is “what's the weather tomorrow?”. Could you put that in other words?",
    ]);
  });

  test('the same asked twice is answered once', async () => {
    const maya = await meet('c-1002');
    await maya.says('do you ship to france? hello, do you deliver to Belgium?');
    expect((await maya.heard()).slice(1)).toEqual([COUNTRIES]);
  });
});

describe('a person comes first', () => {
  const PASSED = [
    '<handoff.initiate>',
    "bot: I've passed this on to our team, with what it is about. Nobody is at the desk this minute; you'll have an answer here by 11:15.",
    "bot: Until then you can go on asking me, or say “cancel” if you no longer need a person. [I'll wait | Call me back | Leave a message]",
  ];

  test.each([
    ['a wish for one', 'do you ship to france and can I talk to a person?'],
    ['a sensitive topic', 'are you open on sunday? the lamp caught fire. do you ship to france?'],
  ])('%s, anywhere in the message', async (_what, said) => {
    const guest = await meet('guest-1');
    await guest.says(said);
    expect(await guest.heard()).toEqual([`customer: ${said}`, ...PASSED]);
    expect((await guest.record()).handoff?.brief.said).toEqual([said]);
  });

  test('a late delivery beside a question goes to the dedicated person', async () => {
    const tom = await meet('c-1005');
    await world.agent('a-lena').comesOnline();
    await tom.says("do you ship to france? also this is the second time my delivery is late, I'm fed up");
    expect((await tom.record()).handoff).toMatchObject({ route: { kind: 'dedicated', agentId: 'a-lena' } });
    expect(await tom.heard()).toHaveLength(5);
  });
});

describe('one question', () => {
  test.each([
    ['I ordered a lamp and it came broken', 'complaint'],
    ['Hello! Do you have gift cards? Thanks', 'gifts#do-you-have-gift-cards'],
    ['hi there, hope you are well. where is my order', 'order-status'],
    [
      `${'We moved last week and the boxes are everywhere. '.repeat(15)}Do you carry furniture upstairs?`,
      'delivery#do-you-carry-furniture-upstairs',
    ],
    [
      'We moved last week. The sofa is coming on Friday. My husband is away and the stairs are steep. Do you carry furniture upstairs?',
      'delivery#do-you-carry-furniture-upstairs',
    ],
    ['Where is my order? It should have been here on Monday. What is going on?', undefined],
    ['my parcel is late! why is that?', 'late-delivery'],
    ['Do you ship to France? I live in Lyon.', 'delivery#which-countries-do-you-deliver-to'],
    [
      "if it doesn't suit me, how long do I have to return it?",
      'returns#how-long-do-i-have-to-send-something-back',
    ],
    ['I want to return the lamp and get my money back', 'return-item'],
    ['how much is shipping? how much is delivery?!', 'delivery#what-does-delivery-cost'],
    ['is the Ember table lamp in stock and how much is it?', 'product-availability'],
    ['do you have a salt and pepper mill', 'out-of-scope'],
    ['what is the meaning of life? who won the match?', 'out-of-scope'],
    ['I paid 12.50 for delivery. Is that right?', undefined],
  ])('%s', async (said, expected) => {
    const guest = await meet('guest-1');
    await guest.says(said);
    const { transcript } = await guest.conversation();
    const { decision } = transcript.find(({ from }) => from.role === 'customer') ?? {};
    const { meaning } = (decision?.facts ?? { meaning: {} }) as { meaning: Record<string, string> };
    if (expected) expect(meaning.intent ?? meaning.entryId ?? meaning.kind).toBe(expected);
    expect(decision?.others).toBeUndefined();
    expect((await guest.heard()).join('\n')).not.toContain("What I didn't understand");
  });
});

describe('where a message is cut', () => {
  test.each<[string, readonly string[]]>([
    ['where is my order', []],
    ['do you have the Beeswax wraps, set of three, in stock', []],
    ['tell me how and when I get my refund', []],
    ['I ordered a lamp and a rug but only the rug came', []],
    ['do you ship to france and are you open', ['do you ship to france', 'are you open']],
    ['recommend a rug, also tell me when you open', ['recommend a rug', 'tell me when you open']],
    ['1) do you wrap gifts 2) can I pay later', ['do you wrap gifts', 'can I pay later']],
    [
      'Two things: where is my parcel? And can I add a mug?',
      ['Two things', 'where is my parcel?', 'can I add a mug?'],
    ],
    [
      'where is the parcel that was\npromised for Monday\ncan I still cancel it',
      ['where is the parcel that was promised for Monday', 'can I still cancel it'],
    ],
  ])('%s', (text, parts) => {
    expect(partsOf(text).map((part) => part.text)).toEqual(parts);
  });

  test.each(['and ', 'do you ', ', and do you ', '? ', 'a? b ', '\n- ', 'what are a b c d and '])(
    'two thousand characters of "%s" take no time',
    (words) => {
      const text = words.repeat(2000 / words.length);
      const start = performance.now();
      partsOf(text);
      expect(performance.now() - start).toBeLessThan(50);
    },
  );
});
