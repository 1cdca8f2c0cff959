// What the bot says, failure after failure, to what it does not understand: other words, then a pick, then a person.

import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWorld, type World } from './conversation.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.stop());

const GUEST_PICKS = '[How long do I have to send something back? | Recommend something | Talk to a person]';
const STILL =
  "bot: Sorry, I still don't get it. Is it one of these? If not, a word or two is enough, like “return” or “delivery”.";
const NO_ANSWER = "bot: I have no answer to that, and I'd rather not guess. You can also ask for a person.";
const OTHER_WORDS = "bot: I didn't get that. Could you put it in other words?";

test('a visitor is asked for other words, shown what there is, and offered a person', async () => {
  const visitor = world.customer('guest-1');
  await visitor.arrives();
  await visitor.heard();
  await visitor.says('blorp fizz');
  await visitor.says('zzzz qq');
  await visitor.says('asdf kjh');
  expect(await visitor.heard()).toEqual([
    'customer: blorp fizz',
    OTHER_WORDS,
    'customer: zzzz qq',
    `${STILL} ${GUEST_PICKS}`,
    'customer: asdf kjh',
    "bot: I don't seem to be able to help you with this. Would you like to talk to a person? [Yes, please | No, thank you]",
  ]);
});

test('a pick is answered, and the next failure is a first one again', async () => {
  const visitor = world.customer('guest-1');
  await visitor.arrives();
  await visitor.says('blorp fizz');
  await visitor.says('zzzz qq');
  await visitor.heard();
  await visitor.says('How long do I have to send something back?');
  await visitor.says('asdf kjh');
  expect(await visitor.heard()).toEqual([
    'customer: How long do I have to send something back?',
    'bot: You have 30 days from the day it arrived. It should be unused and, if possible, in its own packaging.\n\n*Source: Returns*',
    'customer: asdf kjh',
    OTHER_WORDS,
  ]);
});

test('where the business says that it has no answer, the bot says so and asks for no other words', async () => {
  const visitor = world.customer('guest-1');
  await visitor.arrives();
  await visitor.heard();
  await visitor.says('do you rent out furniture?');
  await visitor.says('will you match the price of another shop?');
  await visitor.says('who won the football last night?');
  expect(await visitor.heard()).toEqual([
    'customer: do you rent out furniture?',
    NO_ANSWER,
    'customer: will you match the price of another shop?',
    `${NO_ANSWER} ${GUEST_PICKS}`,
    'customer: who won the football last night?',
    "bot: I don't seem to be able to help you with this. Would you like to talk to a person? [Yes, please | No, thank you]",
  ]);
});

test('a customer who is known is shown their own picks', async () => {
  const maya = world.customer('c-1002');
  await maya.arrives();
  await maya.heard();
  await maya.says('blorp fizz');
  await maya.says('zzzz qq');
  expect((await maya.heard()).at(-1)).toMatch(/\[Where's my order\? \| .+ \| Talk to a person\]$/);
});

test('in the middle of a task its own question stands, without other things to begin', async () => {
  const maya = world.customer('c-1002');
  await maya.arrives();
  await maya.says('I want to return something');
  await maya.heard();
  await maya.says('blorp fizz');
  await maya.says('zzzz qq');
  const retry =
    "bot: I didn't catch which item. Please tap one, or type its name. [Ember table lamp | Fjord linen cushion]";
  expect(await maya.heard()).toEqual(['customer: blorp fizz', retry, 'customer: zzzz qq', retry]);
});
