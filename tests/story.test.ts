// The story of the product, told as conversations: a visitor, a returning customer, her wishes, and one whose delivery is late.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ProductId } from '../data/ids.js';
import { type Customer, createWorld, type World } from './conversation.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.stop());

/** A customer who has opened the chat and read the greeting. */
async function meet(id: string): Promise<Customer> {
  const customer = world.customer(id);
  await customer.arrives();
  await customer.heard();
  return customer;
}

const ANYTHING_ELSE =
  'bot: Until then you can go on asking me, or say “cancel” if you no longer need a person.';

describe('a new visitor', () => {
  test('hears that this is a bot and what it can do, and gets the return window with its source', async () => {
    const visitor = world.customer('guest-1');
    await visitor.arrives();
    await visitor.taps('How long do I have to send something back?');
    await visitor.says('thanks');
    await visitor.says('bye');
    await visitor.says('4');
    expect(await visitor.transcript()).toEqual([
      "bot: Hello! I'm Robin, the bot of Fennel & Fir. I can answer questions about delivery, returns and our products, suggest something for your home, or pass you on to a person. What can I do for you? [How long do I have to send something back? | Recommend something | Talk to a person]",
      'customer: How long do I have to send something back?',
      'bot: You have 30 days from the day it arrived. It should be unused and, if possible, in its own packaging.\n\n*Source: Returns*',
      'customer: thanks',
      "bot: You're welcome.",
      'customer: bye',
      'bot: Goodbye, and thank you for your visit.',
      "bot: Before you go: how satisfied were you with my help, from 1 (not at all) to 5 (very)? You needn't answer. {Your rating, 1 to 5}",
      'customer: 4',
      "bot: Thank you, I'm glad: I've noted 4 out of 5. If you'd like to say why, just write it.",
    ]);
    expect((await visitor.record()).satisfaction).toMatchObject([{ score: 4, about: 'bot' }]);
  });

  test('opens the page twice and is greeted once', async () => {
    const visitor = world.customer('guest-1');
    await visitor.arrives();
    await visitor.arrives();
    expect(await visitor.transcript()).toHaveLength(1);
  });
});

describe('Maya, who orders now and then', () => {
  const WHICH =
    'bot: Which order do you mean? These are the open ones: [#10307 · Leaf side table and Reed bud vase | #10302 · Dune cotton throw]';
  const STATUS =
    'bot: Order 10302 (Dune cotton throw) is on its way. We expect it to reach you on Friday, 20 November.';

  test('is greeted briefly, by name', async () => {
    const maya = world.customer('c-1002');
    await maya.arrives();
    expect(await maya.transcript()).toEqual([
      "bot: Hello Maya. Robin here, the bot of Fennel & Fir: orders, returns, products, or a person. What do you need? [Where's my order? | Recommend something | Talk to a person]",
    ]);
  });

  test.each([
    { how: 'by its place', answer: 'the second one' },
    { how: 'by a bare number', answer: '2' },
    { how: 'by its number', answer: '10302' },
    { how: 'by what is in it', answer: 'the throw' },
  ])('asks where her order is and picks it $how', async ({ answer }) => {
    const maya = await meet('c-1002');
    await maya.says("where's my order?");
    await maya.says(answer);
    expect(await maya.heard()).toEqual(["customer: where's my order?", WHICH, `customer: ${answer}`, STATUS]);
  });

  test('asks where her order is and taps it', async () => {
    const maya = await meet('c-1002');
    await maya.says("where's my order?");
    await maya.taps('#10302 · Dune cotton throw');
    expect(await maya.heard()).toEqual(["customer: where's my order?", WHICH, 'customer: #10302', STATUS]);
  });

  test('names the order at once and is not asked which', async () => {
    const maya = await meet('c-1002');
    await maya.says('where is order 10302?');
    expect(await maya.heard()).toEqual(['customer: where is order 10302?', STATUS]);
  });

  const REASON =
    "bot: The Ember table lamp from order 10231 can come back until Sunday, 6 December. Why would you like to send it back? [It's damaged | It's not what I ordered | It doesn't suit me | I changed my mind]";

  test('returns the lamp, asks something else on the way, and finds the return where it was', async () => {
    const maya = await meet('c-1002');
    await maya.says('I want to return the lamp');
    await maya.says('actually, what are your opening hours?');
    await maya.taps("It doesn't suit me");
    await maya.taps('Yes');
    expect(await maya.heard()).toEqual([
      'customer: I want to return the lamp',
      REASON,
      'customer: actually, what are your opening hours?',
      [
        'bot: Our stores:',
        'Dublin, Lantern Row: Monday to Wednesday 09:30–18:00, Thursday 09:30–20:00, Friday 09:30–18:00, Saturday 10:00–18:00, Sunday 12:00–17:00.',
        'Cork, Marsh Lane: Monday to Friday 09:30–18:00, Saturday 10:00–17:00, closed on Sunday.',
        'Galway, Quay House: Tuesday to Friday 10:00–18:00, Saturday 10:00–17:00, Sunday 13:00–17:00, closed on Monday.',
        '',
        'People answer here: round the clock.',
      ].join('\n'),
      'bot: Back to your return:',
      REASON,
      "customer: It doesn't suit me",
      "bot: Shall I register the return of the Ember table lamp from order 10231? Your reason: “It doesn't suit me” [Yes | No]",
      'customer: Yes',
      'bot: Done. Your return number is R-10231-1. Please write it on the parcel with the Ember table lamp.',
    ]);
    expect((await maya.record()).returns).toMatchObject([
      {
        number: 'R-10231-1',
        order: '10231',
        product: 'lamp-ember',
        quantity: 1,
        reason: "It doesn't suit me",
      },
    ]);
  });

  test('hears an answer from the knowledge in the middle of a return, with its source, and goes on', async () => {
    const maya = await meet('c-1002');
    await maya.says('I want to return the lamp');
    await maya.says('How long do I have to send something back?');
    expect((await maya.heard()).slice(2)).toEqual([
      'customer: How long do I have to send something back?',
      'bot: You have 30 days from the day it arrived. It should be unused and, if possible, in its own packaging.\n\n*Source: Returns*',
      'bot: Back to your return:',
      REASON,
    ]);
  });

  test('asks where her order is in the middle of a return: one task in the other', async () => {
    const maya = await meet('c-1002');
    await maya.says('I want to return the lamp');
    await maya.says("where's my order?");
    await maya.says('the second one');
    await maya.says('I changed my mind');
    expect((await maya.heard()).slice(2)).toEqual([
      "customer: where's my order?",
      WHICH,
      'customer: the second one',
      STATUS,
      'bot: Back to your return:',
      REASON,
      'customer: I changed my mind',
      'bot: Shall I register the return of the Ember table lamp from order 10231? Your reason: “I changed my mind” [Yes | No]',
    ]);
  });

  test('cancels in the middle, and nothing was done', async () => {
    const maya = await meet('c-1002');
    await maya.says('I want to return the lamp');
    await maya.says('It arrived with a crack');
    await maya.says('cancel');
    await maya.says('cancel');
    expect(await maya.heard()).toEqual([
      'customer: I want to return the lamp',
      REASON,
      'customer: It arrived with a crack',
      'bot: Shall I register the return of the Ember table lamp from order 10231? Your reason: “It arrived with a crack” [Yes | No]',
      'customer: cancel',
      "bot: All right, I've stopped that. Nothing was changed.",
      'customer: cancel',
      "bot: There's nothing to stop just now. What can I do for you?",
    ]);
    expect((await maya.record()).returns).toEqual([]);
  });

  test('says no at the end, and nothing was done', async () => {
    const maya = await meet('c-1002');
    await maya.says('I want to return the lamp');
    await maya.says('It arrived with a crack');
    await maya.says('no');
    expect((await maya.heard()).slice(-2)).toEqual([
      'customer: no',
      "bot: All right, I haven't registered a return.",
    ]);
    expect((await maya.record()).returns).toEqual([]);
  });

  test('is in a hurry: fragments and thumbs do', async () => {
    const maya = await meet('c-1002');
    await maya.says('return lamp');
    await maya.says('thanks');
    await maya.says('too small');
    await maya.says('👍');
    expect(await maya.heard()).toEqual([
      'customer: return lamp',
      REASON,
      'customer: thanks',
      "bot: You're welcome.",
      'bot: Back to your return:',
      REASON,
      'customer: too small',
      'bot: Shall I register the return of the Ember table lamp from order 10231? Your reason: “too small” [Yes | No]',
      'customer: 👍',
      'bot: Done. Your return number is R-10231-1. Please write it on the parcel with the Ember table lamp.',
    ]);
  });

  test('leaves in the middle of a return and finds it the same evening', async () => {
    const maya = await meet('c-1002');
    await maya.says('I want to return the lamp');
    await maya.says('bye');
    world.wait({ hours: 8 });
    await maya.says('hello');
    expect((await maya.heard()).slice(2)).toEqual([
      'customer: bye',
      'bot: Goodbye, and thank you for your visit.',
      'customer: hello',
      'bot: Hello!',
      'bot: Back to your return:',
      REASON,
    ]);
  });
});

describe('what Maya likes', () => {
  const LIMITS = "I'm vegan, no wool, and nothing over 80 euros";

  interface Card {
    readonly speak: string;
  }

  /** The products of the newest list, with what their cards read out. */
  async function shown(customer: Customer) {
    const { transcript } = await customer.conversation();
    const cards = transcript.findLast(({ activity }) => activity.attachments)?.activity.attachments ?? [];
    return cards.map(({ name, content }) => {
      const product = [...world.folder.business.products.values()].find((each) => each.name === name);
      if (!product) throw new Error(`the catalogue has no "${name}"`);
      return { product, speak: (content as Card).speak };
    });
  }

  test('is said back, kept to, and each suggestion has its reason', async () => {
    const maya = await meet('c-1002');
    await maya.says(LIMITS);
    await maya.says('What would suit my living room?');
    const suggestions = await shown(maya);
    expect(await maya.heard()).toEqual([
      `customer: ${LIMITS}`,
      'bot: Noted: vegan only, no wool and nothing over €80.',
      'customer: What would suit my living room?',
      `bot: Here are 4 that fit (for the living room, vegan only, no wool and nothing over €80): {${suggestions.map(({ product }) => product.name).join(' | ')}} [Something cheaper | Show me others]`,
    ]);
    expect(suggestions).toHaveLength(4);
    const owned = world.folder.business
      .ordersOf(maya.id)
      .flatMap(({ lines }) => lines.map(({ productId }) => productId));
    for (const { product, speak } of suggestions) {
      expect(product).toMatchObject({ vegan: true });
      expect(product.materials).not.toContain('wool');
      expect(product.price).toBeLessThanOrEqual(80);
      expect(product.rooms).toContain('living room');
      expect(owned).not.toContain(product.id);
      expect(speak).toMatch(/(Because you bought the|Because you said “|Popular with|Fits what) ?.+\.$/);
    }
  });

  test('"something cheaper" shows cheaper ones within the same limits, and "go back" the list before', async () => {
    const maya = await meet('c-1002');
    await maya.says(LIMITS);
    await maya.says('What would suit my living room?');
    const first = await shown(maya);
    await maya.taps('Something cheaper');
    const cheaper = await shown(maya);
    const dearest = (list: typeof first) => Math.max(...list.map(({ product }) => product.price));
    expect(dearest(cheaper)).toBeLessThan(dearest(first));
    for (const { product } of cheaper) {
      expect(product).toMatchObject({ vegan: true });
      expect(product.materials).not.toContain('wool');
      expect(product.rooms).toContain('living room');
    }
    await maya.says('go back');
    expect(await shown(maya)).toEqual(first);
  });

  test('others are others', async () => {
    const maya = await meet('c-1002');
    await maya.says('What would suit my living room?');
    const ids = (list: Awaited<ReturnType<typeof shown>>) => list.map(({ product }) => product.id);
    const first = ids(await shown(maya));
    await maya.taps('Show me others');
    const others: readonly ProductId[] = ids(await shown(maya));
    expect(others).toHaveLength(4);
    expect(others.filter((id) => first.includes(id))).toEqual([]);
  });

  test('is told with its source when she asks what is known of her, and forgotten on a word', async () => {
    const maya = await meet('c-1002');
    await maya.says(LIMITS);
    await maya.says('what do you know about me?');
    await maya.says('forget the wool thing');
    await maya.says('what do you know about me?');
    const known = (wishes: readonly string[], lines: number) =>
      [
        'bot: This is everything I have about you:',
        "• Your name: Maya Byrne (from Fennel & Fir's customer account or the channel you write on)",
        '• Your e-mail address maya.byrne@mail.example and your address 51 Riverside Rise, Limerick (from your account with Fennel & Fir)',
        '• 3 orders: #10307, #10302 and #10231 (from the shop)',
        '• How close we are, worked out from your orders and what you told us; ask “what is my status with you?”',
        `• This conversation, ${lines} lines so far`,
        `Your ${wishes.length} wishes:`,
        ...wishes.map((wish, at) => `${at + 1}. ${wish}`),
        '',
        'You can change your wishes on the card, or say “forget 1”, “change 1 to oak” or “forget everything you know about me”. {Your wishes, to change or forget}',
      ].join('\n');
    const vegan = "vegan only (you said “I'm vegan” on Wednesday, 18 November)";
    const wool = 'no wool (you said “no wool” on Wednesday, 18 November)';
    const price = 'nothing over €80 (you said “nothing over 80 euros” on Wednesday, 18 November)';
    expect(await maya.heard()).toEqual([
      `customer: ${LIMITS}`,
      'bot: Noted: vegan only, no wool and nothing over €80.',
      'customer: what do you know about me?',
      known([vegan, wool, price], 4),
      'customer: forget the wool thing',
      'bot: Forgotten: no wool.',
      'customer: what do you know about me?',
      known([vegan, price], 8),
    ]);
    expect((await maya.record()).preferences.map(({ subject }) => subject.kind)).toEqual([
      'vegan',
      'max-price',
    ]);
  });

  test('nothing passes: the limit to relax is named', async () => {
    const maya = await meet('c-1002');
    await maya.says('vegan, no wool, nothing over 1 euro');
    await maya.says('What would suit my living room?');
    expect((await maya.heard()).at(-1)).toMatch(
      /^bot: I'm sorry, nothing fits all of that\. Without “nothing over €1” there would be \d+, for example the .+\.$/,
    );
  });
});

describe('Tom, whose delivery is late for the second time', () => {
  test('is passed on to Lena, who has what he wrote; when she is done, the bot goes on', async () => {
    const tom = await meet('c-1005');
    const lena = world.agent('a-lena');
    await lena.comesOnline();
    await tom.says("this is the second time my delivery is late, I'm fed up");
    expect((await tom.record()).handoff).toMatchObject({
      status: 'waiting',
      route: { kind: 'dedicated', agentId: 'a-lena' },
      promisedBy: '2026-11-18T11:15:00.000Z',
      reason: { rule: 'late-deliveries', value: 2, threshold: 2 },
      brief: {
        customerName: 'Tom Kelleher',
        said: ["this is the second time my delivery is late, I'm fed up"],
        levelSentence: expect.stringContaining('Level 5'),
        facts: expect.arrayContaining([
          'Order 10298 (Basket reading chair and Dusk soy candle): shipped, expected on Thursday, 19 November, late: promised for Saturday, 14 November',
        ]),
      },
    });
    await tom.says('hello?');
    expect(await lena.claims(tom)).toEqual({ outcome: 'claimed', epoch: 1 });
    await lena.says(tom, "I'm so sorry, Tom. It reaches you tomorrow, and I've refunded the delivery.");
    await tom.says('Thank you, that helps.');
    expect(await lena.returns(tom)).toBe('done');
    await tom.says('where is my order?');
    expect(await tom.heard()).toEqual([
      "customer: this is the second time my delivery is late, I'm fed up",
      '<handoff.initiate>',
      "bot: I'm sorry about this, Tom.",
      "bot: I'm passing you on to Lena Okafor, your personal contact. Lena has what you wrote, so you don't have to repeat it. You'll have an answer here by 11:15.",
      ANYTHING_ELSE,
      'customer: hello?',
      "bot: You're in line for a person: somebody will answer you here by 11:15. [I'll wait | Call me back | Leave a message]",
      '<handoff.status>',
      "bot: Lena Okafor is here now. You're talking to a person.",
      "Lena Okafor: I'm so sorry, Tom. It reaches you tomorrow, and I've refunded the delivery.",
      'customer: Thank you, that helps.',
      '<handoff.status>',
      'bot: Lena Okafor has handed you back to me, Robin, the bot.',
      'bot: What else can I do for you?',
      'customer: where is my order?',
      "bot: I'm sorry, Tom, order 10298 (Basket reading chair and Dusk soy candle) is late: we promised it for Saturday, 14 November. It's on its way now, and we expect it to reach you on Thursday, 19 November.",
    ]);
    expect((await tom.record()).pastHandoffs).toMatchObject([{ outcome: 'returned', agentId: 'a-lena' }]);
  });

  test('asks afterwards why he was passed on, and gets the reason', async () => {
    const tom = await meet('c-1005');
    await tom.says("this is the second time my delivery is late, I'm fed up");
    await world.agent('a-lena').claims(tom);
    await world.agent('a-lena').returns(tom);
    await tom.heard();
    await tom.says('why was I passed on?');
    expect(await tom.heard()).toEqual([
      'customer: why was I passed on?',
      'bot: Because a delivery of yours was late more than once, and a person should look into it.',
    ]);
  });
});

describe('Maya in a bad mood', () => {
  const WHICH =
    'bot: Which order do you mean? These are the open ones: [#10307 · Leaf side table and Reed bud vase | #10302 · Dune cotton throw]';
  const OFFER =
    "bot: I don't seem to be able to help you with this. Would you like to talk to a person? [Yes, please | No, thank you]";

  test('is offered a person, declines, and the task is where it was, without a second question', async () => {
    const maya = await meet('c-1002');
    await maya.says("where's my order?");
    await maya.says('this is useless');
    await maya.says('no');
    await maya.says('hello??');
    await maya.says('the second one');
    expect(await maya.heard()).toEqual([
      "customer: where's my order?",
      WHICH,
      'customer: this is useless',
      OFFER,
      'customer: no',
      'bot: All right.',
      'bot: Back to your order:',
      WHICH,
      'customer: hello??',
      'bot: Hello!',
      'bot: Back to your order:',
      WHICH,
      'customer: the second one',
      'bot: Order 10302 (Dune cotton throw) is on its way. We expect it to reach you on Friday, 20 November.',
    ]);
  });

  test('accepts: a word of regret comes before the person does', async () => {
    const maya = await meet('c-1002');
    await maya.says('this is useless');
    await maya.says('yes');
    expect(await maya.heard()).toEqual([
      'customer: this is useless',
      OFFER,
      'customer: yes',
      '<handoff.initiate>',
      "bot: I'm sorry about this.",
      "bot: I've passed this on to our team, with what it is about. Nobody is at the desk this minute; you'll have an answer here by 11:15.",
      `${ANYTHING_ELSE} [I'll wait | Call me back | Leave a message]`,
    ]);
  });
});
