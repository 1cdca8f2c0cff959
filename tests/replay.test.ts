// Thresholds tried on the past, and thresholds that change while the product runs.

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TurnContext } from 'botbuilder';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SilentAdapter } from '../bots/silent-adapter.js';
import { createChangeFeed } from '../data/change-feed.js';
import type { ConversationId, CustomerId } from '../data/ids.js';
import { createMemoryStores } from '../data/memory/memory-stores.js';
import type { Stores } from '../data/ports.js';
import { differenceInWords, differences } from '../escalation/difference.js';
import {
  accept,
  type Decision,
  decide,
  type Facts,
  type Thresholds,
  thresholdsSchema,
} from '../escalation/index.js';
import { compare } from '../escalation/replay/compare.js';
import {
  add,
  newTally,
  type PastConversation,
  pairOf,
  type ReplayReport,
  reportOf,
  sumOf,
  type Tally,
} from '../escalation/replay/index.js';
import { capacityOf, expected, loadOf } from '../escalation/replay/staffing.js';
import { madeUpConversations } from '../scripts/generate/history.js';
import { purchaseDays, seasonOn } from '../scripts/generate/purchases.js';
import { createRandom } from '../scripts/generate/random.js';
import { historyInput, writeHistory } from '../scripts/generate/write-history.js';
import { readOptions } from '../scripts/replay/options.js';
import { asPage } from '../scripts/replay/page.js';
import { conversationsOf, pastOfStore } from '../scripts/replay/past-of-store.js';
import { runReplay } from '../scripts/replay/run.js';
import { asTable } from '../scripts/replay/table.js';
import { signed } from '../scripts/thresholds/signed.js';
import { createCustomerService } from '../service/customer-service.js';
import { openLiveThresholds } from '../service/live-thresholds.js';
import type { Folder } from '../service/load-folder.js';
import { createWorld, demoFolder, NOON, understanderFor } from './conversation.js';

let folder: Folder;
let now: Thresholds;
let place: string;
beforeAll(async () => {
  folder = await demoFolder();
  now = folder.thresholds;
  place = await mkdtemp(join(tmpdir(), 'replay-test-'));
});
afterAll(() => rm(place, { recursive: true, force: true }));

const withDefaults = (rules: Partial<Thresholds['defaults']>, more: object = {}): Thresholds =>
  thresholdsSchema.parse({ ...now, ...more, defaults: { ...now.defaults, ...rules } });

const calm: Facts = {
  now: '2026-11-18T11:00:00.000Z',
  meaning: { kind: 'intent', intent: 'order-status' },
  confidence: 0.9,
  evidence: [],
  anger: 'calm',
  languageServed: true,
  kind: 'known',
  level: 2,
  consent: 'open',
  lateOrders: 0,
  failures: 0,
  repeated: 1,
  openHandoff: false,
  desk: { open: true, anyoneOnline: true },
};

/** A conversation as the thresholds of now would have decided it; `yes` accepts the offer before it. */
function past(...messages: readonly (Partial<Facts> | 'yes')[]): PastConversation {
  let before: Decision | undefined;
  const decisions = messages.map((message, i) => {
    const at = new Date(NOON.getTime() + i * 60_000).toISOString();
    const facts: Facts = {
      ...calm,
      now: at,
      ...(message === 'yes' ? { meaning: { kind: 'affirm' } } : message),
    };
    const decision = message === 'yes' ? accept(before?.reason.rule ?? '', facts, now) : decide(facts, now);
    before = decision;
    return { at, kind: decision.kind, reason: decision.reason, facts, words: `message ${i + 1}` };
  });
  return { id: 'c-1/1', decisions, handled: [], unreadable: 0 };
}

describe('where two sets of thresholds part', () => {
  const angry: Partial<Facts> = { anger: 'angry' };
  const furious: Partial<Facts> = { anger: 'furious' };
  test.each<[string, readonly Partial<Facts>[], () => Thresholds, string]>([
    ['the same thresholds', [angry, furious], () => now, 'nothing'],
    [
      'angry now calls',
      [{}, angry, {}],
      () => withDefaults({ anger: 'angry', offer_anger: 'annoyed' }),
      'newly-passed by anger',
    ],
    [
      'annoyed now offers',
      [{ anger: 'annoyed' }],
      () => withDefaults({ offer_anger: 'annoyed' }),
      'newly-offered by anger',
    ],
    [
      'angry no longer offers',
      [angry],
      () => withDefaults({ offer_anger: 'never' }),
      'no-longer-offered by anger',
    ],
    [
      'furious no longer calls',
      [furious],
      () => withDefaults({ anger: 'never', offer_anger: 'never' }),
      'no-longer-passed by anger',
    ],
    ['furious only offers', [furious], () => withDefaults({ anger: 'never' }), 'offered-instead by anger'],
    [
      'the bot asks first',
      [{ confidence: 0.5, evidence: [{ title: 'A', target: 'answer:a', score: 0.5 }] }],
      () => withDefaults({ clarify_below: 0.6 }),
      'answered-otherwise by confidence',
    ],
    [
      'a surer change of subject in a task',
      [{ confidence: 0.75, openDialog: { id: 'return-item', accepts: 'free-text' } }],
      () => withDefaults({ change_above: 0.8 }),
      'answered-otherwise by confidence',
    ],
    [
      'a wish, whatever they say',
      [{ meaning: { kind: 'wish-for-person' } }],
      () => withDefaults({ anger: 'never' }),
      'nothing',
    ],
    [
      'one failure fewer, just at it',
      [{ failures: 2, meaning: { kind: 'out-of-scope' } }],
      () => withDefaults({ failed_answers: 2 }),
      'newly-offered by failed-answers',
    ],
    [
      'one failure fewer, just below',
      [{ failures: 1, meaning: { kind: 'out-of-scope' } }],
      () => withDefaults({ failed_answers: 2 }),
      'nothing',
    ],
    [
      'a shorter span for late orders, at level 4',
      [
        {
          level: 4,
          meaning: { kind: 'intent', intent: 'late-delivery' },
          lateOrders: 2,
          lateOrderAges: [80, 10],
        },
      ],
      () => withDefaults({ late_within_days: 60 }),
      'no-longer-passed by late-deliveries',
    ],
  ])('%s', (_, messages, proposed, outcome) => {
    const { parting } = compare(past(...messages), pairOf(now, proposed()));
    expect(parting ? `${parting.change} by ${parting.rule}` : 'nothing').toBe(outcome);
  });

  test('a conversation is followed to its first change and no further', () => {
    const proposed = withDefaults({ anger: 'angry', offer_anger: 'never' });
    const compared = compare(past({}, { anger: 'angry' }, { anger: 'furious' }, {}), pairOf(now, proposed));
    expect(compared).toMatchObject({ replayed: 2, unknown: 2, drifted: 0 });
    expect(compared.now).toHaveLength(1);
    expect(compared.proposed).toHaveLength(1);
  });

  test('an offer that was accepted counts until the offer would not have been made', () => {
    const conversation = past({ anger: 'angry' }, 'yes');
    expect(compare(conversation, pairOf(now, now))).toMatchObject({ offers: 1, accepted: 1 });
    expect(compare(conversation, pairOf(now, now)).proposed).toHaveLength(1);
    expect(compare(conversation, pairOf(now, withDefaults({ offer_anger: 'never' }))).proposed).toHaveLength(
      0,
    );
  });

  test('whoever asks for a person by themselves after a change still does', () => {
    const conversation = past({ anger: 'angry' }, { meaning: { kind: 'wish-for-person' } });
    expect(compare(conversation, pairOf(now, withDefaults({ offer_anger: 'never' }))).proposed).toHaveLength(
      1,
    );
  });

  test('a topic with other words is looked for in what was written', () => {
    const conversation = past({});
    const proposed = withDefaults({}, { topics: { numbers: { words: ['message 1'], person: 'call' } } });
    expect(compare(conversation, pairOf(now, proposed)).parting).toMatchObject({
      change: 'newly-passed',
      value: 'numbers',
    });
  });

  test('decisions of an older version are told apart from the change', () => {
    const conversation = past({ anger: 'angry' });
    const stricter = withDefaults({ anger: 'angry', offer_anger: 'never' });
    expect(compare(conversation, pairOf(stricter, stricter))).toMatchObject({ drifted: 1 });
    expect(compare(conversation, pairOf(stricter, stricter)).parting).toBeUndefined();
  });
});

describe('the desk', () => {
  const week = { from: '09:00', to: '17:00' };
  const profile = { deskHours: { monday: week, tuesday: week }, holidays: [], timeZone: 'UTC' };
  const desk = { profile, places: 2, minutes: 10 };
  const monday = (time: string) => Date.parse(`2026-11-16T${time}:00Z`);

  test('two places, ten minutes each: the third waits, the fourth behind it', () => {
    const arrivals = ['10:00', '10:01', '10:02', '10:03'].map(monday);
    const load = loadOf(arrivals, desk, monday('00:00'), monday('23:59'));
    expect(load).toMatchObject({ arrivals: 4, minutes: 40, peak: 2, longestWait: 8 });
    expect(load.hours[10]).toEqual({ hour: 10, arrivals: 4, minutes: 40, peak: 2 });
    expect(load.hours[11]?.peak).toBe(0);
  });

  test('who comes before the opening waits for it', () => {
    const load = loadOf([monday('08:30')], desk, monday('00:00'), monday('23:59'));
    expect(load).toMatchObject({ peak: 1, longestWait: 30 });
  });

  test('capacity is the open hours, over the days', () => {
    const capacity = capacityOf(desk, monday('00:00'), monday('00:00') + 2 * 86_400_000);
    expect(capacity[8]).toBe(0);
    expect(capacity[9]).toBe(120);
    expect(capacity[17]).toBe(0);
  });

  test('of those who may come, the expected share does, by no dice', () => {
    expect(expected([5], [1, 2, 3, 4], 0.5)).toEqual([2, 4, 5]);
    expect(expected([], [1, 2, 3], 0)).toEqual([]);
    expect(expected([], [1, 2, 3], 1)).toEqual([1, 2, 3]);
  });
});

function reportFor(
  conversations: readonly PastConversation[],
  proposed: Thresholds,
  madeUp = false,
): ReplayReport {
  const tally = newTally();
  for (const conversation of conversations) add(tally, conversation, pairOf(now, proposed));
  return report(sumOf([tally]), proposed, madeUp);
}
function report(tally: Tally, proposed: Thresholds, madeUp: boolean): ReplayReport {
  return reportOf({ tally, now, proposed, madeUp, profile: folder.business.profile, places: 3 });
}

describe('what is shown', () => {
  const mean = '<script>alert("1")</script> & more';
  const shown = () => {
    const conversation = past({ anger: 'annoyed' });
    const said = conversation.decisions.map((decision) => ({ ...decision, words: mean }));
    return reportFor([{ ...conversation, decisions: said }], withDefaults({ offer_anger: 'annoyed' }), true);
  };

  test('the table says what differs, who is affected, and what is not known', () => {
    const table = asTable(shown());
    expect(table).toMatch(/^MADE-UP HISTORY/);
    expect(table).toContain('defaults.offer_anger: angry → annoyed');
    expect(table).toMatch(/1 {2}newly offered a person/);
    expect(table).toContain('is not known');
    expect(table).toContain('supposed: too few to measure');
  });

  test('the page loads nothing, runs nothing, and has a table for each chart', () => {
    const page = asPage(shown(), 'Fennel & Fir');
    expect(page).not.toMatch(/<script|<link|<img|src=|@import|url\(/);
    expect(page).toContain('&#60;script&#62;alert(&#34;1&#34;)&#60;/script&#62; &#38; more');
    const figures = page.split('<figure>').slice(1);
    expect(figures).toHaveLength(5);
    for (const figure of figures)
      expect(figure.split('</figure>')[0]).toMatch(/<svg[\s\S]*role="img"[\s\S]*<desc[\s\S]*<table>/);
    expect(page).toContain('prefers-color-scheme: dark');
    expect(page).toContain('MADE-UP HISTORY');
  });

  test('nothing that changes, and nothing at all, are said as such', () => {
    expect(asTable(reportFor([past({})], now))).toContain('Nothing would have changed');
    expect(asTable(reportFor([], now))).toContain('There is nothing to replay');
    expect(asPage(reportFor([], now), 'X')).toContain('There is nothing to replay');
  });
});

describe('a past of one’s own', () => {
  const nobody = { id: 'guest-1' as CustomerId, kind: 'guest' } as const;

  test('what customers lived through is decided again as it was, and otherwise by other thresholds', async () => {
    const world = await createWorld();
    const maya = world.customer('c-1001');
    const guest = world.customer('guest-1');
    await maya.arrives();
    await maya.says('where is my order');
    await guest.says('asdf qwer');
    await guest.says('zxcv uiop');
    await guest.says('can I talk to a person');
    const records = await Promise.all([maya.record(), guest.record()]);
    const conversations = records.flatMap((record) => conversationsOf(record, [], ''));
    await world.stop();

    const same = reportFor(conversations, now);
    expect(same.history).toMatchObject({ conversations: 2, decisions: 4, unreadable: 0, kind: 'own' });
    expect(same.drifted).toBe(0);
    expect(asTable(same)).toContain('Nothing would have changed');
    const eager = reportFor(conversations, withDefaults({ failed_answers: 2 }));
    expect(eager.changes['newly-offered']).toBe(1);
    expect(eager.examples[0]).toMatchObject({ words: 'zxcv uiop', rule: 'failed-answers', value: 2 });
  });

  test('segments are put together once, in order, and what is before the span is left out', () => {
    const { decisions } = past({}, { anger: 'angry' }, {});
    const line = (i: number) => ({
      id: `a-${i}`,
      sequence: i + 1,
      at: decisions[i]?.at ?? '',
      from: { role: 'customer' },
      activity: { type: 'message', text: `t${i}` },
      decision: decisions[i],
    });
    const conversation = (id: string, lines: number[], segmentOf?: string) =>
      ({ id, transcript: lines.map(line), ...(segmentOf ? { segmentOf } : {}) }) as never;
    const read = (since: string) =>
      conversationsOf(
        { ...nobody, conversations: [conversation('x', [1, 2])] },
        [conversation('x~1', [0, 1], 'x')],
        since,
      );
    expect(read('').map(({ id, decisions: found }) => [id, found.map(({ words }) => words)])).toEqual([
      ['x', ['t0', 't1', 't2']],
    ]);
    expect(read(decisions[2]?.at ?? '')[0]?.decisions).toHaveLength(1);
    expect(read('2027')).toEqual([]);
  });

  test('each customer is in one share, also when others come between one worker’s reading and the next', async () => {
    const ids = Array.from({ length: 40 }, (_, i) => `c-${i}` as CustomerId);
    const [decision] = past({}).decisions;
    const transcript = [{ sequence: 1, at: NOON.toISOString(), activity: {}, decision }];
    const readerOf = (present: readonly CustomerId[]) =>
      ({
        customers: {
          async *each() {
            yield* present;
          },
          get: async (id: string) => ({ value: { conversations: [{ id, transcript }] } }),
        },
        archive: { of: async () => [] },
      }) as never;
    const found: string[] = [];
    for (const [part, present] of [ids.slice(1), ids, ids.toReversed()].entries())
      for await (const { id } of pastOfStore(readerOf(present), '', { part, parts: 3 })) found.push(id);
    const late = ids.slice(0, 1);
    const missed = ids.filter((id) => !found.includes(id));
    expect(new Set(found).size).toBe(found.length);
    expect(late).toEqual(expect.arrayContaining(missed));
  });

  test('facts that were erased are counted and not guessed', () => {
    const [decision] = past({}).decisions;
    const transcript = [
      { sequence: 1, at: NOON.toISOString(), activity: {}, decision: { ...decision, facts: undefined } },
    ];
    const [found] = conversationsOf({ ...nobody, conversations: [{ id: 'x', transcript }] as never }, [], '');
    expect(found).toMatchObject({ decisions: [], unreadable: 1 });
  });
});

describe('a made-up past', () => {
  const span = { from: NOON.getTime() - 30 * 86_400_000, to: NOON.getTime() };
  const some = (seed: number, count: number) => {
    const made = madeUpConversations(historyInput(folder, span, seed));
    return Array.from({ length: count }, () => made.next().value);
  };

  test('the same seed makes the same past, another another', () => {
    expect(some(1, 50)).toEqual(some(1, 50));
    expect(some(1, 50)).not.toEqual(some(2, 50));
  });

  test('everything in it was decided by the thresholds, and by nobody of the business', () => {
    const conversations = some(1, 500);
    const { drifted, history, changes } = reportFor(conversations, now, true);
    expect([drifted, history.unreadable, changes['newly-passed']]).toEqual([0, 0, 0]);
    expect(history.from >= new Date(span.from).toISOString()).toBe(true);
    expect(conversations.every(({ id }) => id.startsWith('made-up-'))).toBe(true);
  });

  test('one worker and three find the same, wherever the file is cut', async () => {
    const file = join(place, 'history.jsonl');
    await writeHistory(file, historyInput(folder, span, 3), 1500);
    const proposed = withDefaults({ anger: 'angry', offer_anger: 'annoyed' });
    const run = (workers: number) =>
      runReplay({ source: { kind: 'file', file }, since: '', now, proposed }, workers, () => undefined);
    const [one, three] = [await run(1), await run(3)];
    expect(one.decisions).toBeGreaterThanOrEqual(1500);
    expect(report(three, proposed, true)).toEqual({
      ...report(one, proposed, true),
      desk: {
        ...report(one, proposed, true).desk,
        minutesEach: expect.anything(),
        now: expect.anything(),
        proposed: expect.anything(),
      },
    });
    expect(three.arrivals).toEqual(one.arrivals);
  });

  test('a file that is none is said with its line', async () => {
    const file = join(place, 'broken.jsonl');
    await writeFile(file, 'this is no history\n');
    const source = { kind: 'file', file } as const;
    await expect(runReplay({ source, since: '', now, proposed: now }, 1, () => undefined)).rejects.toThrow(
      /BAD_REQUEST: a line of .*broken\.jsonl is no conversation: this is no history/,
    );
  });

  test('customers buy by BG/NBD with a season: the first day stands, few buy often, December is fuller than January', () => {
    const from = Date.parse('2022-01-01') / 86_400_000;
    const to = Date.parse('2026-01-01') / 86_400_000;
    const all = Array.from({ length: 3000 }, (_, i) => purchaseDays(createRandom(i), from, to));
    expect(all.every(([first]) => first === from)).toBe(true);
    const again = all.flatMap((days) => days.slice(1));
    const inMonth = (month: string) =>
      again.filter((day) => new Date(day * 86_400_000).toISOString().startsWith(month)).length;
    // Customers become fewer with time, so each December is held against the Januaries on both sides of it.
    const decembers = 2 * (inMonth('2022-12') + inMonth('2023-12') + inMonth('2024-12'));
    const januaries = ['2022-01', '2023-01', '2023-01', '2024-01', '2024-01', '2025-01'].map(inMonth);
    expect(decembers).toBeGreaterThan(1.1 * januaries.reduce((sum, count) => sum + count, 0));
    expect(all.filter((days) => days.length === 1).length).toBeGreaterThan(900);
    expect(seasonOn(from)).toBeLessThan(1);
  });
});

describe('what replay is asked for', () => {
  test.each<[string, readonly string[], RegExp]>([
    ['no thresholds', [], /--thresholds is missing/],
    ['a span of nothing', ['--thresholds', 'a', '--since', '0d'], /--since is "0d"/],
    ['a span without a unit', ['--thresholds', 'a', '--since', '30'], /write 12h, 30d or 8w/],
    ['no places', ['--thresholds', 'a', '--places', '0'], /--places is "0"/],
    ['an unknown option', ['--treshold', 'a'], /Usage/],
  ])('%s', (_, args, message) => {
    expect(() => readOptions(args)).toThrow(message);
  });
  test('a month unless said otherwise', () => {
    expect(readOptions(['--thresholds', 'a']).span).toBe(30 * 86_400_000);
    expect(readOptions(['--thresholds', 'a', '--since', '2w']).span).toBe(14 * 86_400_000);
  });
});

describe('thresholds that change while it runs', () => {
  async function opened(stores: Pick<Stores, 'collection' | 'sharing'> = createMemoryStores()) {
    const dir = await mkdtemp(join(place, 'business-'));
    const file = join(dir, 'thresholds.yaml');
    const text = await readFile('data/business/thresholds.yaml', 'utf8');
    await writeFile(file, text);
    const refusals: unknown[] = [];
    const parts = {
      folder: { business: { ...folder.business, folder: dir }, thresholds: now },
      stores,
      clock: () => NOON,
      onRefused: (error: unknown) => refusals.push(error),
      onTaken: () => undefined,
    };
    return {
      live: await openLiveThresholds(parts),
      file,
      text,
      refusals,
      again: () => openLiveThresholds(parts),
    };
  }
  const angrier = (text: string) => text.replace('anger: furious', 'anger: angry # since March');

  test('a saved file is the next version, with its author, what differs, and its comments', async () => {
    const { live, file, text } = await opened();
    expect(live.current.version).toBe(1);
    await writeFile(file, signed(angrier(text), 2, { author: 'Lena', comment: 'Too late' }));
    await live.look();
    await live.look();
    expect(live.current).toMatchObject({ version: 2, defaults: { anger: 'angry' } });
    expect(live.at(1).defaults.anger).toBe('furious');
    expect((await live.versions()).at(-1)).toMatchObject({
      ...{ version: 2, author: 'Lena', comment: 'Too late', at: NOON.toISOString() },
      ...{ differences: ['defaults.anger: furious → angry'], text: expect.stringContaining('# since March') },
    });
    await live.close();
  });

  test('a file with a fault is refused with its line, once, and what was in force stays', async () => {
    const { live, file, text, refusals } = await opened();
    await writeFile(file, `${text}\nspeed: 3\n`);
    await live.look();
    await live.look();
    expect(refusals).toHaveLength(1);
    expect(String(refusals[0])).toMatch(
      /thresholds\.yaml:\d+: "speed" is not known here.*version 1 stays in force/s,
    );
    expect(live.current.version).toBe(1);
    await live.close();
  });

  test('after a restart the versions are there, the file is no news, and a version given by command stays over it', async () => {
    const { live, text, again } = await opened();
    await live.apply(angrier(text), { author: 'Lena', comment: '' });
    await live.close();
    const later = await again();
    expect(later.current).toMatchObject({ version: 2, defaults: { anger: 'angry' } });
    expect((await later.versions()).map(({ version }) => version)).toEqual([1, 2]);
    await expect(later.apply('version: 1\n', { author: 'Lena', comment: '' })).rejects.toThrow(
      /BUSINESS_INVALID/,
    );
    await later.close();
  });

  test('of several processes each takes what another was given; a copy of the folder that lags behind changes nothing', async () => {
    const memory = createMemoryStores();
    const stores = { collection: memory.collection, sharing: { attempts: 3, pause: async () => undefined } };
    const [one, two] = [await opened(stores), await opened(stores)];
    await one.live.apply(angrier(one.text), { author: 'Lena', comment: '' });
    await two.live.look();
    expect(two.live.current.version).toBe(2);
    await writeFile(two.file, one.text);
    await two.live.look();
    expect(two.live.current).toMatchObject({ version: 2, defaults: { anger: 'angry' } });
    await Promise.all(
      [one.live, two.live].map((live, i) => live.apply(one.text, { author: `${i}`, comment: '' })),
    );
    await one.live.look();
    expect([one.live.current.version, two.live.current.version].sort()).toContain(4);
    expect(await one.live.versions()).toHaveLength(4);
    await Promise.all([one.live.close(), two.live.close()]);
  });

  test('signing keeps the comments and names the author once', () => {
    const twice = signed(
      signed('# ours\nversion: 1\ndefaults: {} # all\n', 2, { author: 'A', comment: 'x' }),
      3,
      { author: 'B', comment: 'y' },
    );
    expect(twice).toBe('# ours\nversion: 3\nchanged:\n  by: B\n  comment: y\ndefaults: {} # all\n');
  });

  test('a conversation goes by the new thresholds from its next turn on', async () => {
    let thresholds = now;
    const stores = createMemoryStores();
    const errors: unknown[] = [];
    let ids = 0;
    const service = createCustomerService({
      folder,
      stores,
      thresholds: {
        get current() {
          return thresholds;
        },
        at: () => now,
      },
      feed: createChangeFeed((error) => errors.push(error)),
      clock: () => NOON,
      newId: () => `id-${++ids}`,
      onError: (error) => errors.push(error),
      understander: await understanderFor(),
    });
    const says = (text: string) =>
      service.bot.turn(
        new TurnContext(new SilentAdapter(), {
          ...{
            type: 'message',
            id: `m-${++ids}`,
            text,
            channelId: 'web',
            serviceUrl: 'https://example.test',
          },
          conversation: { id: 'v', isGroup: false, conversationType: 'personal', name: '' },
          ...{ from: { id: 'u', name: '' }, recipient: { id: 'bot', name: 'bot' } },
        }),
        {
          ...{ customerId: 'g' as CustomerId, kind: 'guest', channel: 'web' },
          conversationId: 'v' as ConversationId,
        },
      );
    await says('asdf qwer');
    thresholds = { ...withDefaults({ failed_answers: 2 }), version: 2 };
    await says('zxcv uiop');
    const record = (await stores.customers.get('g' as CustomerId))?.value;
    const decisions = record?.conversations[0]?.transcript.flatMap(({ decision }) => decision ?? []) ?? [];
    expect(decisions.map(({ kind, reason }) => [kind, reason.thresholdsVersion])).toEqual([
      ['decline', 1],
      ['offer-person', 2],
    ]);
    expect(errors).toEqual([]);
    await service.stop();
  });
});

test('a difference names what came, went and changed, and neither version nor author', () => {
  const before = withDefaults({}, { topics: {} });
  const after = {
    ...withDefaults(
      { anger: 'angry' },
      { topics: { gifts: { words: ['gift', 'present'], person: 'call' } } },
    ),
    version: 9,
  };
  expect(differences(before, after).map(differenceInWords)).toEqual([
    'defaults.anger: furious → angry',
    'topics.gifts.words: nothing → gift, present',
    'topics.gifts.person: nothing → call',
  ]);
});
