// What a console is told as things happen: its own, and nothing that it would only throw away.

import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AgentId } from '../data/ids.js';
import type { ConsoleEvent } from '../handoff/views.js';
import { createWorld, type World } from './conversation.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.stop());

/** Longer than a console's queue is held back. */
const HELD_MS = 60;
const held = () => new Promise((done) => setTimeout(done, HELD_MS));

test('rows are sent to whoever sees them change, and to nobody else', async () => {
  const maya = world.customer('c-1002');
  const [lena, marco] = [world.agent('a-lena'), world.agent('a-marco')];
  await lena.comesOnline();
  await marco.comesOnline();
  await maya.arrives();
  await maya.says('talk to a human');
  await lena.claims(maya);
  await held();
  const events = { lena: [] as ConsoleEvent[], marco: [] as ConsoleEvent[] };
  const ends = [
    world.service.desk.follow('a-lena' as AgentId, (event) => events.lena.push(event)),
    world.service.desk.follow('a-marco' as AgentId, (event) => events.marco.push(event)),
  ];
  const kinds = (of: readonly ConsoleEvent[]) => of.map(({ type }) => type);
  expect([kinds(events.lena), kinds(events.marco)]).toEqual([['queue'], ['queue']]);
  await maya.says('are you there?');
  await expect.poll(() => kinds(events.lena).filter((type) => type === 'queue').length).toBe(2);
  expect(kinds(events.lena)).toContain('lines');
  await held();
  expect(kinds(events.marco)).toEqual(['queue']);
  await lena.returns(maya);
  await expect.poll(() => kinds(events.marco)).toEqual(['queue', 'queue']);
  for (const end of ends) end();
});
