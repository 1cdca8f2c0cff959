// Conversations that once went wrong, each named by what the customer or the agent met; each test was seen to fail without its cure.

import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWorld, type World } from './conversation.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.stop());

test('a lamp whose return is registered is no reason for a suggestion, and no suggestion', async () => {
  const maya = world.customer('c-1002');
  await maya.says('what would suit my living room?');
  expect(JSON.stringify((await maya.conversation()).transcript)).toContain(
    'Because you bought the Ember table lamp',
  );
  for (const text of ['I want to return the lamp', 'it is too bright', 'yes']) await maya.says(text);
  const before = (await maya.conversation()).transcript.length;
  await maya.says('what would suit my living room?');
  const shown = (await maya.conversation()).transcript.slice(before);
  expect(shown.some(({ activity }) => (activity.attachments?.length ?? 0) > 0)).toBe(true);
  expect(JSON.stringify(shown)).not.toContain('Ember table lamp');
});

test('a colleague sees that Tom waits for Lena, but not what he wrote', async () => {
  const tom = world.customer('c-1005');
  await world.agent('a-lena').comesOnline();
  await tom.says('talk to a human');
  const { desk } = world.service;
  const [seenByLena] = await desk.queue(world.agent('a-lena').id);
  const [seenByJonas] = await desk.queue(world.agent('a-jonas').id);
  expect(seenByLena?.lastMessage).toBeDefined();
  expect(seenByJonas).toMatchObject({ customerName: 'Tom Kelleher', claimable: false });
  expect(seenByJonas?.lastMessage).toBeUndefined();
});

test('"forget the wool thing, that’s all" forgets the wool and nothing else', async () => {
  const maya = world.customer('c-1002');
  await maya.says("I'm vegan, no wool, and nothing over 80 euros");
  await maya.says("forget the wool thing, that's all");
  expect((await maya.record()).preferences.map(({ subject }) => subject.kind)).toEqual([
    'vegan',
    'max-price',
  ]);
});

test('an offer that was open when a person came is settled with them: a later yes opens nothing', async () => {
  const maya = world.customer('c-1002');
  await maya.says('talk to a human');
  await maya.says('cancel my order');
  const lena = world.agent('a-lena');
  await lena.claims(maya);
  await lena.returns(maya);
  await maya.says('yes');
  expect((await maya.record()).handoff).toBeUndefined();
});

test('a visit asked for in one sentence is not booked for a day on which the store is closed', async () => {
  const maya = world.customer('c-1002');
  for (const text of ['book a visit next sunday', 'Cork', 'sunday', '10:00', 'yes']) await maya.says(text);
  expect((await maya.record()).visits).toEqual([]);
  expect((await maya.transcript()).some((line) => /Cork, Marsh Lane is closed on Sunday/.test(line))).toBe(
    true,
  );
});
