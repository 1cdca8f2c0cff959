// Colleagues around one conversation: who reads along, what they may say and to whom, and what never reaches the customer.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ActivityId } from '../data/ids.js';
import type { HandoffKey } from '../handoff/desk.js';
import type { ConsoleEvent } from '../handoff/views.js';
import { type Agent, type Customer, createWorld, type World } from './conversation.js';

let world: World;
let maya: Customer;
let jonas: Agent;
let priya: Agent;
let aisling: Agent;
let key: HandoffKey;

beforeEach(async () => {
  world = await createWorld();
  [jonas, priya, aisling] = [world.agent('a-jonas'), world.agent('a-priya'), world.agent('a-aisling')];
  for (const agent of [jonas, priya, aisling]) await agent.comesOnline();
  maya = world.customer('c-1002');
  await maya.arrives();
  await maya.says('talk to a human');
  await jonas.claims(maya);
  await jonas.says(maya, 'Hello Maya');
  await maya.heard();
  key = await jonas.key(maya);
});
afterEach(() => world.stop());

const desk = () => world.service.desk;
const words = (text: string, clientId = text) => ({ clientId, text });
const viewOf = (agent: Agent) => desk().view(agent.id, key);
const notesOf = async (agent: Agent) =>
  (await viewOf(agent))?.notes.map(({ name, kind, text }) => `${name}, ${kind}: ${text}`);

describe('a listener', () => {
  test('is invited by the owner, reads along and whispers; the customer hears nothing of it', async () => {
    expect(await viewOf(priya)).toBeUndefined();
    expect(await desk().whisper(priya.id, key, words('psst'))).toBe('not-allowed');
    expect(await desk().invite(jonas.id, key, 1, priya.id)).toBe('done');
    expect(await desk().invite(jonas.id, key, 1, priya.id)).toBe('done');
    await maya.says('The lamp flickers.');
    expect(await desk().whisper(priya.id, key, words('Ask for the model.'))).toBe('done');
    expect(await jonas.says(maya, 'Which lamp is it?')).toBe('done');
    expect(await maya.heard()).toEqual(['customer: The lamp flickers.', 'Jonas Weber: Which lamp is it?']);
    const view = await viewOf(priya);
    expect(view).toMatchObject({ watching: 'listener', mine: false, claimable: false });
    expect(view?.transcript.at(-1)?.text).toBe('Which lamp is it?');
    expect((await viewOf(jonas))?.watchers).toEqual([{ name: 'Priya Nair', as: 'listener' }]);
    expect(await notesOf(jonas)).toEqual(['Priya Nair, whisper: Ask for the model.']);
  });

  test('owns nothing: what they do as an owner would is refused', async () => {
    await desk().invite(jonas.id, key, 1, priya.id);
    expect(await priya.says(maya, 'Hello')).toBe('stale');
    expect(await priya.returns(maya)).toBe('stale');
    expect(await desk().snooze(priya.id, key, 1)).toBe('stale');
    expect(await desk().read(priya.id, key, 1)).toBe('stale');
    expect(await desk().invite(priya.id, key, 1, aisling.id)).toBe('stale');
    expect(await maya.heard()).toEqual([]);
  });

  test('leaves, and reads no more', async () => {
    await desk().invite(jonas.id, key, 1, priya.id);
    expect(await desk().leave(priya.id, key)).toBe('done');
    expect(await desk().leave(priya.id, key)).toBe('not-allowed');
    expect(await viewOf(priya)).toBeUndefined();
    expect((await maya.record()).handoff).not.toHaveProperty('watchers');
  });

  test.each([
    ['away', 'away'],
    ['offline', 'offline'],
  ] as const)('who is %s is not there to be invited', async (_name, presence) => {
    await desk().setPresence(priya.id, presence);
    expect(await desk().invite(jonas.id, key, 1, priya.id)).toBe('not-there');
    expect(await desk().invite(jonas.id, key, 1, jonas.id)).toBe('not-there');
  });
});

describe('a supervisor', () => {
  test('comes by themselves, whispers and leaves; others are refused', async () => {
    expect(await viewOf(aisling)).toBeUndefined();
    expect(await desk().watch(priya.id, key)).toBe('not-allowed');
    expect(await desk().watch(aisling.id, key)).toBe('done');
    expect(await desk().whisper(aisling.id, key, words('Offer a refund.'))).toBe('done');
    expect(await viewOf(aisling)).toMatchObject({ watching: 'supervisor', mine: false });
    expect(await notesOf(jonas)).toEqual(['Aisling Quinn, whisper: Offer a refund.']);
    expect(await desk().leave(aisling.id, key)).toBe('done');
    expect(await viewOf(aisling)).toBeUndefined();
    expect(await maya.heard()).toEqual([]);
    await jonas.closes(maya);
    for (const outcome of [
      await desk().watch(aisling.id, key),
      await desk().leave(aisling.id, key),
      await desk().whisper(aisling.id, key, words('too late')),
    ])
      expect(outcome).toBe('gone');
  });

  test('who takes over reads along no more, and the others still do', async () => {
    await desk().watch(aisling.id, key);
    await desk().invite(jonas.id, key, 1, priya.id);
    await desk().takeOver(aisling.id, key);
    const view = await viewOf(aisling);
    expect(view).toMatchObject({ mine: true, watchers: [{ name: 'Priya Nair', as: 'listener' }] });
    expect(view).not.toHaveProperty('watching');
  });
});

describe('a note', () => {
  test('is written once, by the owner or who reads along, and stays when the conversation changes hands', async () => {
    const note = () => desk().note(jonas.id, key, words('Likes oak.', 'n-1'));
    expect(await Promise.all([note(), note()])).toEqual(['done', 'done']);
    await desk().watch(aisling.id, key);
    expect(await desk().note(aisling.id, key, words('Same id, another agent.', 'n-1'))).toBe('done');
    expect(await desk().note(priya.id, key, words('Not mine.'))).toBe('not-allowed');
    await desk().transfer(jonas.id, key, { epoch: 1, to: { agent: priya.id }, note: '' });
    await priya.claims(maya);
    expect(await notesOf(priya)).toEqual([
      'Jonas Weber, note: Likes oak.',
      'Aisling Quinn, note: Same id, another agent.',
    ]);
    const { transcript } = await maya.conversation();
    expect(JSON.stringify(transcript)).not.toContain('oak');
  });

  test('ends in the past handoff, with the reason and the last words for colleagues', async () => {
    await desk().note(jonas.id, key, words('Likes oak.'));
    await desk().close(jonas.id, key, { epoch: 1, note: 'Sent a new lamp.', reason: 'repaired' });
    expect((await maya.record()).pastHandoffs).toMatchObject([
      { outcome: 'completed', note: 'Sent a new lamp.', wrapUp: 'repaired', notes: [{ text: 'Likes oak.' }] },
    ]);
  });
});

describe('what the owner has not read', () => {
  const unread = async (agent: Agent) => (await viewOf(agent))?.unread;

  test('is counted from the claim, and ends with reading or answering', async () => {
    expect(await unread(jonas)).toBe(0);
    await maya.says('One.');
    await maya.says('Two.');
    await expect.poll(() => unread(jonas)).toBe(2);
    const last = (await maya.conversation()).transcript.at(-1)?.sequence ?? 0;
    expect(await desk().read(jonas.id, key, last - 1)).toBe('done');
    await expect.poll(() => unread(jonas)).toBe(1);
    expect(await desk().read(jonas.id, key, 1)).toBe('done');
    expect(await desk().read(jonas.id, key, last + 1000)).toBe('done');
    await expect.poll(() => unread(jonas)).toBe(0);
    await maya.says('Three.');
    await expect.poll(() => unread(jonas)).toBe(1);
    await jonas.says(maya, 'I see.');
    await expect.poll(() => unread(jonas)).toBe(0);
  });
});

describe('signs', () => {
  function watch(agent: Agent) {
    const events: ConsoleEvent[] = [];
    const end = desk().follow(agent.id, (event) => events.push(event));
    return { events, end, typing: () => events.filter(({ type }) => type === 'typing').length };
  }

  test("the customer's typing reaches whoever has or watches the conversation, and nobody else", async () => {
    await desk().invite(jonas.id, key, 1, priya.id);
    await expect.poll(() => desk().queue(priya.id)).toMatchObject([{ watching: 'listener' }]);
    const [owner, listener, other] = [watch(jonas), watch(priya), watch(aisling)];
    const { id } = await maya.conversation();
    desk().signs.typing(maya.id, id);
    desk().signs.typing(maya.id, 'another conversation' as typeof id);
    expect([owner.typing(), listener.typing(), other.typing()]).toEqual([1, 1, 0]);
    expect(owner.events.at(-1)).toEqual({ type: 'typing', ...key });
    for (const { end } of [owner, listener, other]) end();
    desk().signs.typing(maya.id, id);
    expect(owner.typing()).toBe(1);
  });

  test("the owner's typing is told of the customer's conversation, under their name; a stale one's is not", async () => {
    const told: unknown[] = [];
    const end = desk().typingFeed.listenTo(maya.id, ({ from }) => told.push(from));
    await desk().typing(jonas.id, key, 0);
    await desk().typing(priya.id, key, 1);
    expect(told).toEqual([]);
    await desk().typing(jonas.id, key, 1);
    expect(told).toEqual([{ agentName: 'Jonas Weber' }]);
    end();
    await desk().typing(jonas.id, key, 1);
    expect(told).toHaveLength(1);
  });

  test('how far the customer has read is kept, forward only, and told to the owner', async () => {
    const { id, transcript } = await maya.conversation();
    const [first, last] = [transcript[0], transcript.at(-1)];
    const read = (line: ActivityId | undefined) => desk().signs.read(maya.id, id, line as ActivityId);
    const told = watch(jonas);
    await read(last?.id);
    expect(told.events).toContainEqual(
      expect.objectContaining({ type: 'lines', lines: [], changed: true, handoffId: key.handoffId }),
    );
    await read(first?.id);
    await read('nothing of theirs' as ActivityId);
    expect((await viewOf(jonas))?.customerRead).toBe(last?.sequence);
    told.end();
  });

  test('nothing is stored of them while no person has the conversation', async () => {
    await jonas.closes(maya);
    await expect.poll(() => desk().queue(jonas.id)).toEqual([]);
    const before = await world.stores.customers.get(maya.id);
    const { id, transcript } = await maya.conversation();
    desk().signs.typing(maya.id, id);
    await desk().signs.read(maya.id, id, transcript.at(-1)?.id as ActivityId);
    expect((await world.stores.customers.get(maya.id))?.version).toBe(before?.version);
  });
});
