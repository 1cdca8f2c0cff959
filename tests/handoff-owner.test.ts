// One owner at a time: who gets a conversation, how it is passed on by hand, and what becomes of those who had it before.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openLowdbStores } from '../data/lowdb/lowdb-stores.js';
import { createMemoryStores } from '../data/memory/memory-stores.js';
import type { Stores } from '../data/ports.js';
import type { Folder } from '../service/load-folder.js';
import { type Agent, type Customer, createWorld, demoFolder, type World } from './conversation.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.stop());

async function meet(id: string, where = world): Promise<Customer> {
  const customer = where.customer(id);
  await customer.arrives();
  await customer.heard();
  return customer;
}

const epochOf = async (customer: Customer) => (await customer.record()).handoff?.epoch ?? -1;

/** Maya has asked for a person, and Jonas has her. */
async function mayaWithJonas(where = world): Promise<{ maya: Customer; jonas: Agent }> {
  const jonas = where.agent('a-jonas');
  await jonas.comesOnline();
  const maya = await meet('c-1002', where);
  await maya.says('talk to a human');
  await jonas.claims(maya);
  await jonas.says(maya, 'Hello Maya');
  await maya.heard();
  return { maya, jonas };
}

async function transfer(
  customer: Customer,
  from: Agent,
  to: { agent: string } | { team: string },
  { note = '', epoch, where = world }: { note?: string; epoch?: number; where?: World } = {},
) {
  return where.service.desk.transfer(from.id, await from.key(customer), {
    epoch: epoch ?? (await epochOf(customer)),
    to: 'agent' in to ? { agent: where.agent(to.agent).id } : to,
    note,
  });
}

describe('an agent passes a conversation on to a colleague', () => {
  test('who takes it with a note that the customer never reads; the first one is refused from then on', async () => {
    const { maya, jonas } = await mayaWithJonas();
    const priya = world.agent('a-priya');
    await priya.comesOnline();
    expect(await transfer(maya, jonas, { agent: 'a-priya' }, { note: ' Wants an outdoor lamp. ' })).toBe(
      'done',
    );
    expect((await maya.record()).handoff).toMatchObject({
      status: 'waiting',
      route: { kind: 'colleague', agentId: 'a-priya' },
      first: true,
      epoch: 2,
    });
    expect(await jonas.says(maya, 'one more thing', { epoch: 1 })).toBe('stale');
    expect(await jonas.returns(maya)).toBe('stale');
    expect(await world.agent('a-marco').claims(maya)).toEqual({ outcome: 'not-yours' });
    expect(await priya.claims(maya)).toEqual({ outcome: 'claimed', epoch: 3 });
    await priya.says(maya, 'Hello Maya, Priya here.');
    expect(await jonas.says(maya, 'me too', { epoch: 3 })).toBe('stale');
    expect(await maya.heard()).toEqual([
      '<handoff.route>',
      "bot: Jonas Weber has passed you on to Priya Nair, with everything you've written. Priya Nair or a colleague will answer you here by 11:15.",
      '<handoff.status>',
      "bot: Priya Nair is here now. You're talking to a person.",
      'Priya Nair: Hello Maya, Priya here.',
    ]);
    const view = await world.service.desk.view(priya.id, await priya.key(maya));
    expect(view?.notes).toEqual([
      expect.objectContaining({ name: 'Jonas Weber', text: 'Wants an outdoor lamp.', kind: 'transfer' }),
    ]);
    expect(await world.service.desk.view(jonas.id, await jonas.key(maya))).toBeUndefined();
  });

  test('who does not come: everybody is asked, and the time stays', async () => {
    const { maya, jonas } = await mayaWithJonas();
    await world.agent('a-priya').comesOnline();
    await transfer(maya, jonas, { agent: 'a-priya' });
    await maya.heard();
    const { previous } = (await demoFolder()).thresholds.defaults.patience_seconds;
    world.wait({ seconds: previous - 1 });
    await world.service.desk.sweep();
    expect(await maya.heard()).toEqual([]);
    world.wait({ seconds: 1 });
    await world.service.desk.sweep();
    expect(await maya.heard()).toEqual([
      '<handoff.route>',
      expect.stringMatching(/^bot: .*whole team; the time stays 11:15\.$/),
    ]);
    expect((await maya.record()).handoff).toMatchObject({ status: 'waiting', first: true });
    expect(await world.agent('a-marco').claims(maya)).toMatchObject({ outcome: 'claimed' });
  });

  test('or takes it back before anybody came', async () => {
    const { maya, jonas } = await mayaWithJonas();
    await world.agent('a-priya').comesOnline();
    await transfer(maya, jonas, { agent: 'a-priya' });
    expect(await jonas.claims(maya)).toEqual({ outcome: 'claimed', epoch: 3 });
  });

  test.each([
    ['online', 'done'],
    ['busy', 'done'],
    ['away', 'not-there'],
    ['offline', 'not-there'],
  ] as const)('who is %s: %s', async (presence, outcome) => {
    const { maya, jonas } = await mayaWithJonas();
    await world.service.desk.setPresence(world.agent('a-priya').id, presence);
    expect(await transfer(maya, jonas, { agent: 'a-priya' })).toBe(outcome);
    const status = outcome === 'done' ? 'waiting' : 'assigned';
    expect((await maya.record()).handoff?.status).toBe(status);
    if (outcome === 'not-there') expect(await maya.heard()).toEqual([]);
  });

  test.each(['a-jonas', 'a-nobody'])('%s is nobody to pass it to', async (id) => {
    const { maya, jonas } = await mayaWithJonas();
    expect(await transfer(maya, jonas, { agent: id })).toBe('not-there');
    expect((await maya.record()).handoff?.status).toBe('assigned');
  });

  test('only its owner does, under the newest epoch, and once', async () => {
    const { maya, jonas } = await mayaWithJonas();
    for (const id of ['a-priya', 'a-marco']) await world.agent(id).comesOnline();
    expect(await transfer(maya, world.agent('a-marco'), { agent: 'a-priya' })).toBe('stale');
    expect(await transfer(maya, jonas, { agent: 'a-priya' }, { epoch: 0 })).toBe('stale');
    const both = [
      transfer(maya, jonas, { agent: 'a-priya' }, { epoch: 1 }),
      transfer(maya, jonas, { agent: 'a-marco' }, { epoch: 1 }),
    ];
    expect((await Promise.all(both)).sort()).toEqual(['done', 'stale']);
  });
});

describe('to a team', () => {
  async function withTeams(): Promise<Folder> {
    const folder = await demoFolder();
    const day = { from: '09:00', to: '17:00' };
    const team = { hours: { wednesday: day }, holidays: [], timeZone: 'Europe/Dublin' };
    const teams = [
      { ...team, id: 'outdoor', name: 'Outdoor' },
      { ...team, id: 'night', name: 'Night', hours: { wednesday: { from: '20:00', to: '23:00' } } },
    ];
    const agents = new Map(
      [...folder.business.agents].map(([id, card]) => [
        id,
        id === 'a-priya' ? { ...card, team: 'outdoor' } : card,
      ]),
    );
    return {
      ...folder,
      business: { ...folder.business, agents, profile: { ...folder.business.profile, teams } },
    };
  }

  test('that works: those of the team may take it; one that is closed or unknown is not there', async () => {
    const where = await createWorld({ folder: await withTeams() });
    const { maya, jonas } = await mayaWithJonas(where);
    await where.agent('a-priya').comesOnline();
    expect(await transfer(maya, jonas, { team: 'night' }, { where })).toBe('not-there');
    expect(await transfer(maya, jonas, { team: 'moon' }, { where })).toBe('not-there');
    expect(await transfer(maya, jonas, { team: 'outdoor' }, { where })).toBe('done');
    expect(await maya.heard()).toEqual([
      '<handoff.route>',
      "bot: Jonas Weber has passed you on to our team Outdoor, with everything you've written. Somebody will answer you here by 11:15.",
    ]);
    expect((await maya.record()).handoff).toMatchObject({
      route: { kind: 'pool', team: 'outdoor' },
      first: true,
    });
    expect(await where.agent('a-priya').claims(maya)).toMatchObject({ outcome: 'claimed' });
    await where.stop();
  });
});

describe('a supervisor', () => {
  test('takes a conversation over from its owner, who is refused from then on', async () => {
    const { maya, jonas } = await mayaWithJonas();
    const aisling = world.agent('a-aisling');
    const { desk } = world.service;
    const key = await jonas.key(maya);
    expect(await desk.takeOver(world.agent('a-marco').id, key)).toEqual({ outcome: 'not-allowed' });
    expect(await desk.takeOver(aisling.id, key)).toEqual({ outcome: 'claimed', epoch: 2 });
    expect(await desk.takeOver(aisling.id, key)).toEqual({ outcome: 'claimed', epoch: 2 });
    expect(await jonas.says(maya, 'still here', { epoch: 1 })).toBe('stale');
    await aisling.says(maya, 'Hello, I am Aisling.');
    expect(await maya.heard()).toEqual([
      '<handoff.status>',
      "bot: Aisling Quinn is here now and takes over from Jonas Weber, with everything you've written.",
      'Aisling Quinn: Hello, I am Aisling.',
    ]);
    await aisling.closes(maya);
    expect(await desk.takeOver(aisling.id, key)).toEqual({ outcome: 'gone' });
  });

  test('takes one that waits for somebody else', async () => {
    const tom = await meet('c-1005');
    await world.agent('a-lena').comesOnline();
    await tom.says('talk to a human');
    const aisling = world.agent('a-aisling');
    const key = await aisling.key(tom);
    expect(await aisling.claims(tom)).toEqual({ outcome: 'not-yours' });
    expect((await world.service.desk.view(aisling.id, key))?.customerName).toBe('Tom Kelleher');
    expect(await world.service.desk.takeOver(aisling.id, key)).toEqual({ outcome: 'claimed', epoch: 1 });
  });

  test('of an owner and a supervisor who act at the same time, one comes first', async () => {
    const { maya, jonas } = await mayaWithJonas();
    const key = await jonas.key(maya);
    const [said, taken] = await Promise.all([
      jonas.says(maya, 'just a second', { epoch: 1 }),
      world.service.desk.takeOver(world.agent('a-aisling').id, key),
    ]);
    expect(taken).toEqual({ outcome: 'claimed', epoch: 2 });
    const lines = await maya.heard();
    expect(lines.includes('Jonas Weber: just a second')).toBe(said === 'done');
    expect(await jonas.says(maya, 'and now', { epoch: 1 })).toBe('stale');
  });

  test('gives it to somebody else, whoever has or awaits it', async () => {
    const { maya, jonas } = await mayaWithJonas();
    const [aisling, priya] = [world.agent('a-aisling'), world.agent('a-priya')];
    await priya.comesOnline();
    const { desk } = world.service;
    const pass = { to: { agent: priya.id }, note: 'Jonas has to leave.' };
    const key = await jonas.key(maya);
    expect(await desk.reassign(jonas.id, key, pass)).toBe('not-allowed');
    expect(await desk.reassign(aisling.id, key, { ...pass, to: { agent: world.agent('a-marco').id } })).toBe(
      'not-there',
    );
    expect(await desk.reassign(aisling.id, key, { ...pass, to: { agent: jonas.id } })).toBe('done');
    expect(await maya.heard()).toEqual([]);
    expect(await desk.reassign(aisling.id, key, pass)).toBe('done');
    world.wait({ minutes: 1 });
    expect(await desk.reassign(aisling.id, key, pass)).toBe('done');
    expect(await maya.heard()).toEqual([
      '<handoff.route>',
      "bot: I've asked Priya Nair to go on with this. You'll have an answer here by 11:15.",
      '<handoff.route>',
      "bot: I've asked Priya Nair to go on with this. You'll have an answer here by 11:15.",
    ]);
    expect(await priya.claims(maya)).toMatchObject({ outcome: 'claimed' });
    await priya.closes(maya);
    expect(await desk.reassign(aisling.id, key, pass)).toBe('gone');
  });

  test('sees the whole desk; others do not', async () => {
    const { maya, jonas } = await mayaWithJonas();
    const tom = await meet('c-1005');
    await tom.says('talk to a human');
    const { desk } = world.service;
    const aisling = world.agent('a-aisling').id;
    expect(await desk.overview(jonas.id)).toBeUndefined();
    const before = await desk.overview(aisling);
    expect(before).toMatchObject({ waiting: 1, assigned: 1, atRisk: [], promises: { kept: 1, broken: 0 } });
    expect(before?.agents.find(({ id }) => id === 'a-jonas')).toMatchObject({
      presence: 'online',
      load: 1,
      capacity: 5,
    });
    world.wait({ seconds: 675 });
    expect((await desk.overview(aisling))?.atRisk).toEqual([]);
    world.wait({ seconds: 1 });
    expect((await desk.overview(aisling))?.atRisk).toEqual([
      {
        customerId: 'c-1005',
        handoffId: (await tom.record()).handoff?.id,
        promisedBy: '2026-11-18T11:15:00.000Z',
      },
    ]);
    await jonas.closes(maya);
    world.wait({ days: 2 });
    expect((await desk.overview(aisling))?.promises).toEqual({ kept: 0, broken: 0 });
  });
});

test('a message whose answer was lost is told as sent, also after the talk has ended; another one is not', async () => {
  const { maya, jonas } = await mayaWithJonas();
  const { desk } = world.service;
  const key = await jonas.key(maya);
  const words = { clientId: 'm-1', text: 'All done.', epoch: 1 };
  expect(await desk.say(jonas.id, key, words)).toBe('done');
  await jonas.closes(maya);
  expect(await desk.say(jonas.id, key, words)).toBe('done');
  expect(await desk.say(jonas.id, key, { ...words, clientId: 'm-2' })).toBe('gone');
  expect(await desk.say(world.agent('a-marco').id, key, words)).toBe('gone');
  expect((await maya.heard()).filter((line) => line === 'Jonas Weber: All done.')).toHaveLength(1);
});

describe('of forty agents who claim at once, exactly one has it', () => {
  const log = pino({ level: 'silent' });
  const folders: string[] = [];
  afterEach(async () => {
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
  });
  const STORES: Readonly<Record<string, () => Promise<Stores>>> = {
    memory: async () => createMemoryStores(),
    lowdb: async () => {
      const folder = await mkdtemp(join(tmpdir(), 'rapport-owner-'));
      folders.push(folder);
      return openLowdbStores(folder, { log, onLockLost: () => undefined });
    },
  };

  test.each(Object.keys(STORES))('%s', async (name) => {
    const folder = await demoFolder();
    const stores = await (STORES[name] as () => Promise<Stores>)();
    const [one] = folder.business.agents.values();
    if (!one) throw new Error('the demo has no agents');
    const ids = Array.from({ length: 40 }, (_, i) => `a-${i}`);
    const agents = new Map(
      ids.map((id) => [world.agent(id).id, { ...one, id: world.agent(id).id, name: id }]),
    );
    const where = await createWorld({
      folder: { ...folder, business: { ...folder.business, agents } },
      stores,
    });
    for (let round = 0; round < 5; round++) {
      const visitor = await meet(`guest-${round}`, where);
      await visitor.says('talk to a human');
      const outcomes = await Promise.all(ids.map((id) => where.agent(id).claims(visitor)));
      const claimed = ids.filter((_, i) => outcomes[i]?.outcome === 'claimed');
      expect(claimed).toHaveLength(1);
      expect(outcomes.filter(({ outcome }) => outcome === 'taken')).toEqual(
        Array(39).fill({ outcome: 'taken', by: claimed[0] }),
      );
      expect((await visitor.record()).handoff).toMatchObject({ agentId: claimed[0], epoch: 1 });
      expect((await visitor.heard()).filter((line) => line.includes('is here now'))).toHaveLength(1);
    }
    await where.stop();
    await stores.close();
  });
});
