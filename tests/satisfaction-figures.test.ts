// The figures of satisfaction: counted once, by week and by whom, with the words of those who are still there.

import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AgentCard } from '../data/business.js';
import { changeCustomer } from '../data/change-customer.js';
import { createChangeFeed } from '../data/change-feed.js';
import { type CustomerRecord, newCustomer } from '../data/customer.js';
import type { AgentId, ConversationId, CustomerId, Day } from '../data/ids.js';
import { createMemoryStores } from '../data/memory/memory-stores.js';
import type { ChangeFeed, Stores } from '../data/ports.js';
import {
  createSatisfactionBook,
  type SatisfactionBook,
  type SatisfactionNews,
} from '../data/satisfaction-book.js';
import type { SatisfactionView } from '../data/satisfaction-desk.js';
import { createSatisfactionFigures } from '../data/satisfaction-figures.js';
import { createSatisfactionListener, type SatisfactionListener } from '../data/satisfaction-listener.js';
import { createLoginLimit } from '../server/agent-login.js';
import { registerBusinessRoutes } from '../server/business-routes.js';
import { createServer, type RunningServer } from '../server/create-server.js';
import { satisfactionCounters } from '../server/metrics.js';
import { createSessions, hashPassword } from '../server/sessions.js';
import { testFolder } from './lowdb-folder.js';

const ZONE = 'Europe/Dublin';
/** A Wednesday. */
const NOW = new Date('2026-11-18T11:00:00Z');

let stores: Stores;
let feed: ChangeFeed;
let book: SatisfactionBook;
let ears: SatisfactionListener;
let news: SatisfactionNews[];
/** Today. */
let day: Day;

function listener(): SatisfactionListener {
  return createSatisfactionListener({
    customers: stores.customers,
    feed,
    book,
    timeZone: ZONE,
    onNews: (each) => news.push(each),
    onError: (error) => {
      throw error;
    },
  });
}

beforeEach(() => {
  stores = createMemoryStores();
  feed = createChangeFeed((error) => {
    throw error;
  });
  day = '2026-11-18';
  book = createSatisfactionBook(stores.collection('satisfaction'), () => day);
  news = [];
  ears = listener();
  ears.start();
});
afterEach(() => ears.stop());

const view = (weeks = 12, clock = () => NOW) =>
  createSatisfactionFigures({ customers: stores.customers, book, clock, timeZone: ZONE }).view(weeks);

function change(id: string, by: (record: CustomerRecord) => void): Promise<void> {
  return changeCustomer(stores, feed, id as CustomerId, async (stored) => {
    const record = stored ?? newCustomer(id as CustomerId, 'guest', NOW.toISOString());
    by(record);
    return { record, result: undefined };
  });
}

const ask = (id: string, at: string, about: 'bot' | 'agent' = 'bot') =>
  change(id, (record) => {
    record.satisfactionAsked = { id: `ask ${id} ${at}`, at, about, conversationId: 'web' as ConversationId };
  });

/** Answers the last question a minute after it. */
const answer = (id: string, score: number, comment?: string, minutes = 1) =>
  change(id, (record) => {
    const asked = record.satisfactionAsked;
    if (!asked) throw new Error('nothing was asked');
    const at = new Date(Date.parse(asked.at) + minutes * 60_000).toISOString();
    const given = { at, score, about: asked.about, asked: { id: asked.id, at: asked.at } };
    record.satisfaction = [
      ...record.satisfaction.filter((each) => each.asked?.id !== asked.id),
      comment === undefined ? given : { ...given, comment },
    ];
  });

describe('what is counted', () => {
  test('questions, answers and their mean, by whom they are about', async () => {
    await ask('g-1', '2026-11-18T09:00:00.000Z');
    await ask('g-2', '2026-11-18T09:00:00.000Z');
    await answer('g-2', 5);
    await ask('g-3', '2026-11-17T09:00:00.000Z', 'agent');
    await answer('g-3', 2);
    await ask('g-4', '2026-11-17T09:00:00.000Z', 'agent');
    await answer('g-4', 5);
    await ears.settled();
    const { all, bot, agent } = await view();
    expect(bot).toEqual({ asked: 2, answered: 1, mean: 5, scores: [0, 0, 0, 0, 1] });
    expect(agent).toEqual({ asked: 2, answered: 2, mean: 3.5, scores: [0, 1, 0, 0, 1] });
    expect(all).toEqual({ asked: 4, answered: 3, mean: 4, scores: [0, 1, 0, 0, 2] });
  });

  test('nothing yet: no mean is made up', async () => {
    const { all, weeks, comments } = await view(2);
    expect(all).toEqual({ asked: 0, answered: 0, scores: [0, 0, 0, 0, 0] });
    expect(weeks.map(({ from }) => from)).toEqual(['2026-11-16', '2026-11-09']);
    expect(comments).toEqual([]);
  });

  test.each([
    ['on Sunday, a minute before midnight in Dublin', '2026-11-15T23:59:00.000Z', [0, 1, 0]],
    ['on Monday at midnight', '2026-11-16T00:00:00.000Z', [1, 0, 0]],
    ['on the first Monday shown', '2026-11-02T00:00:00.000Z', [0, 0, 1]],
    ['a minute before', '2026-11-01T23:59:00.000Z', [0, 0, 0]],
  ])('%s: in its week', async (_when, at, asked) => {
    day = at.slice(0, 10);
    await ask('g-1', at);
    await ears.settled();
    day = '2026-11-18';
    expect((await view(3)).weeks.map(({ bot }) => bot.asked)).toEqual(asked);
  });

  test('in summer a day begins an hour earlier', async () => {
    day = '2026-07-06';
    await ask('g-1', '2026-07-05T23:30:00.000Z');
    await ears.settled();
    const { weeks } = await view(2, () => new Date('2026-07-08T11:00:00Z'));
    expect(weeks.map(({ bot }) => bot.asked)).toEqual([1, 0]);
  });

  test('once, whoever tells it and however often; another mind takes the place of the first', async () => {
    const other = listener();
    other.start();
    await ask('g-1', '2026-11-18T09:00:00.000Z');
    await answer('g-1', 2);
    await Promise.all([ears.settled(), other.settled()]);
    await answer('g-1', 4, 'better than I thought', 2);
    await change('g-1', (record) => {
      record.name = 'Ann';
    });
    await Promise.all([ears.settled(), other.settled()]);
    await other.stop();
    expect((await view()).bot).toEqual({ asked: 1, answered: 1, mean: 4, scores: [0, 0, 0, 1, 0] });
    expect(news).toEqual([{ about: 'bot' }, { about: 'bot', score: 2 }]);
  });

  test('an older reading of another process does not replace a newer one', async () => {
    const entry = { about: 'bot', at: '2026-11-18T09:02:00.000Z', score: 5 } as const;
    await book.note('2026-11-18', new Map([['q', entry]]));
    const late = { about: 'bot', at: '2026-11-18T09:01:00.000Z', score: 2 } as const;
    expect(await book.note('2026-11-18', new Map([['q', late]]))).toEqual([]);
    expect(await book.note('2026-11-18', new Map([['q', { about: 'bot' }]]))).toEqual([]);
    expect((await book.of('2026-11-18')).bot).toEqual({ asked: 1, scores: [0, 0, 0, 0, 1] });
  });

  test('fifteen processes that note at once lose nothing', async () => {
    const all = Array.from({ length: 15 }, (_, n) => new Map([[`q${n}`, { about: 'bot' } as const]]));
    await Promise.all(all.map((entries) => book.note('2026-11-18', entries)));
    expect((await book.of('2026-11-18')).bot.asked).toBe(15);
  });

  test('a visitor who signs in is not counted a second time', async () => {
    await ask('g-1', '2026-11-18T09:00:00.000Z');
    await answer('g-1', 4, 'clear and quick');
    await ears.settled();
    const guest = await stores.customers.get('g-1' as CustomerId);
    await change('c-1', (record) => {
      record.satisfaction = guest?.value.satisfaction ?? [];
      record.satisfactionAsked = guest?.value.satisfactionAsked;
    });
    await stores.customers.erase('g-1' as CustomerId, NOW.toISOString());
    await ears.settled();
    const { all, comments } = await view();
    expect(all).toMatchObject({ asked: 1, answered: 1 });
    expect(comments).toMatchObject([{ text: 'clear and quick', score: 4 }]);
  });

  test.each([
    ['on the third day after', '2026-11-21', 1],
    ['on the fourth', '2026-11-22', 0],
  ])('an answer %s', async (_when, later, answered) => {
    await ask('g-1', '2026-11-18T09:00:00.000Z');
    await ears.settled();
    day = later;
    await answer('g-1', 4);
    await ears.settled();
    expect((await view()).all).toMatchObject({ asked: 1, answered });
  });

  test('a day that is over is kept as what it comes to, and still finds its remarks', async () => {
    await ask('g-1', '2026-11-18T09:00:00.000Z');
    await answer('g-1', 4, 'clear');
    await ask('g-2', '2026-11-18T10:00:00.000Z', 'agent');
    await ears.settled();
    const before = await view();
    day = '2026-11-23';
    await ask('g-3', '2026-11-23T09:00:00.000Z');
    await ears.settled();
    expect((await stores.collection('satisfaction').get('2026-11-18'))?.value).toEqual({
      totals: {
        bot: { asked: 1, scores: [0, 0, 0, 1, 0] },
        agent: { asked: 1, scores: [0, 0, 0, 0, 0] },
        remarks: [{ ask: 'ask g-1 2026-11-18T09:00:00.000Z', of: 'g-1', at: '2026-11-18T09:01:00.000Z' }],
      },
    });
    expect(await view()).toEqual(before);
    expect(await view()).toEqual(before);
  });

  test('a turn without either costs no reading', async () => {
    const told: (boolean | undefined)[] = [];
    feed.subscribe(({ satisfactionChanged }) => told.push(satisfactionChanged));
    await change('g-1', (record) => {
      record.name = 'Ann';
    });
    await ask('g-1', '2026-11-18T09:00:00.000Z');
    await change('g-1', (record) => {
      record.name = 'Anne';
    });
    expect(told).toEqual([undefined, true, undefined]);
  });
});

describe('what customers wrote', () => {
  beforeEach(async () => {
    for (const [id, day, score, words] of [
      ['g-1', '16', 2, 'slow'],
      ['g-2', '17', 5, 'friendly'],
      ['g-3', '18', 4, 'clear'],
    ] as const) {
      await ask(id, `2026-11-${day}T09:00:00.000Z`, 'agent');
      await answer(id, score, words);
    }
    await ears.settled();
  });
  const words = async () => (await view()).comments.map(({ score, text }) => `${score} ${text}`);

  test('newest first', async () => {
    expect(await words()).toEqual(['4 clear', '5 friendly', '2 slow']);
  });

  test('goes with the customer; the number stays', async () => {
    await stores.customers.erase('g-2' as CustomerId, NOW.toISOString());
    expect(await words()).toEqual(['4 clear', '2 slow']);
    expect((await view()).all.answered).toBe(3);
    expect(JSON.stringify(await stores.collection('satisfaction').list())).not.toContain('friendly');
  });

  test('with the customer goes whose it was, from days that are over too; a second time does nothing', async () => {
    day = '2026-11-23';
    await ask('g-4', '2026-11-23T09:00:00.000Z');
    await answer('g-4', 1, 'rude');
    await ears.settled();
    await ears.stop();
    const all = async () => JSON.stringify(await stores.collection('satisfaction').list());
    expect(await all()).toMatch(/"g-2".*"g-4"/);
    for (const id of ['g-2', 'g-4']) await stores.customers.erase(id as CustomerId, NOW.toISOString());
    ears.start();
    await ears.settled();
    const kept = await all();
    expect(kept).not.toMatch(/"g-2"|"g-4"/);
    expect(kept).toContain('"g-1"');
    const { all: counted } = await view(12, () => new Date('2026-11-23T11:00:00Z'));
    expect(counted).toMatchObject({ answered: 4, scores: [1, 1, 0, 1, 1] });
    await book.forget(new Set(['g-2', 'g-4'] as CustomerId[]));
    expect(await all()).toBe(kept);
  });

  test('is forgotten on disk as well', async () => {
    const folder = await testFolder();
    let onDisk = await folder.open();
    const entry = (of: string) => ({ about: 'bot', at: day, score: 2, commentOf: of as CustomerId }) as const;
    const entries = new Map([
      ['q1', entry('g-2')],
      ['q2', entry('g-3')],
    ]);
    await createSatisfactionBook(onDisk.collection('satisfaction'), () => day).note(day, entries);
    const again = createSatisfactionBook(onDisk.collection('satisfaction'), () => day);
    await again.forget(new Set(['g-2' as CustomerId]));
    onDisk = await folder.reopen(onDisk);
    expect((await onDisk.collection('satisfaction').list()).map(({ stored }) => stored.value)).toEqual([
      { entries: { q1: { about: 'bot', at: day, score: 2 }, q2: entry('g-3') } },
    ]);
  });

  test('is not shown of whoever declined the relationship', async () => {
    await change('g-3', (record) => {
      record.consent = { relationship: 'declined' };
    });
    expect(await words()).toEqual(['5 friendly', '2 slow']);
  });
});

test('metrics count questions and first answers', async () => {
  const registry = new Registry();
  const count = satisfactionCounters(registry);
  for (const each of [{ about: 'bot' }, { about: 'agent' }, { about: 'agent', score: 4 }] as const)
    count(each);
  const lines = (await registry.metrics()).split('\n').filter((line) => line.startsWith('rapport'));
  expect(lines).toEqual([
    'rapport_satisfaction_asked_total{about="bot"} 1',
    'rapport_satisfaction_asked_total{about="agent"} 1',
    'rapport_satisfaction_answered_total{about="agent",score="4"} 1',
  ]);
});

describe('over HTTP', () => {
  let running: RunningServer;
  let origin: string;

  beforeEach(async () => {
    const passwordHash = await hashPassword('correct horse');
    const agent = (id: string, roles: AgentCard['roles']): [AgentId, AgentCard] => [
      id as AgentId,
      {
        ...{
          id: id as AgentId,
          name: id,
          email: `${id}@shop.example`,
          skills: [],
          languages: [],
          capacity: 1,
        },
        roles,
        passwordHash,
      },
    ];
    running = createServer({ log: pino({ level: 'silent' }), production: false });
    registerBusinessRoutes(running.server, {
      sessions: createSessions({
        stores,
        clock: () => NOW,
        newToken: () => randomBytes(32).toString('base64url'),
        agents: new Map([agent('super', ['supervisor']), agent('tom', [])]),
      }),
      loginLimit: createLoginLimit(),
      learning: {} as never,
      satisfaction: createSatisfactionFigures({
        customers: stores.customers,
        book,
        clock: () => NOW,
        timeZone: ZONE,
      }),
      businessName: 'Shop',
    });
    await new Promise<void>((listening) => {
      running.server.listen(0, '127.0.0.1', () => listening());
    });
    origin = `http://127.0.0.1:${(running.server.address() as unknown as AddressInfo).port}`;
  });
  afterEach(() => running.close());

  const read = (query: string, cookie?: string) =>
    fetch(`${origin}/api/business/satisfaction${query}`, cookie ? { headers: { Cookie: cookie } } : {});
  async function signedIn(): Promise<string> {
    const answered = await fetch(`${origin}/api/business/login`, {
      method: 'POST',
      headers: { Origin: origin, 'Content-Type': 'application/json' },
      body: JSON.stringify({ email: 'super@shop.example', password: 'correct horse' }),
    });
    return answered.headers.get('set-cookie')?.split(';')[0] ?? '';
  }

  test('a supervisor reads it; nobody else does', async () => {
    await ask('g-1', '2026-11-18T09:00:00.000Z');
    await answer('g-1', 5, 'quick');
    await ears.settled();
    const answered = await read('', await signedIn());
    expect(answered.headers.get('cache-control')).toBe('no-store');
    const shown = (await answered.json()) as SatisfactionView;
    expect(shown.weeks).toHaveLength(12);
    expect(shown.comments).toEqual([
      { at: '2026-11-18T09:01:00.000Z', about: 'bot', score: 5, text: 'quick' },
    ]);
    expect((await read('')).status).toBe(401);
  });

  test.each([
    ['?weeks=1', 200],
    ['?weeks=53', 200],
    ['?weeks=54', 400],
    ['?weeks=0', 400],
    ['?weeks=1.5', 400],
    ['?weeks=all', 400],
    ['?weeks=', 400],
  ])('%s is %i', async (query, status) => {
    expect((await read(query, await signedIn())).status).toBe(status);
  });
});
