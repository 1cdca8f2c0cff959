// What one process commits is heard in another: at once by a hint, and without it by looking. Nothing is missed and nothing told twice.

import { describe, expect, it } from 'vitest';
import { appendEntry } from '../data/append-entry.js';
import { changeCustomer } from '../data/change-customer.js';
import { newCustomer } from '../data/customer.js';
import type { OpenHandoff } from '../data/handoff.js';
import type { ActivityId, ConversationId, CustomerId } from '../data/ids.js';
import type { CustomerChange } from '../data/ports.js';
import type { PostgresStores } from '../data/postgres/postgres-stores.js';
import { createTypingFeed, type Typing } from '../handoff/typing-feed.js';
import { asOperator, openStores, postgresServer } from './postgres-server.js';
import { AT, conversation } from './store-contract.js';

const MARA = 'mara' as CustomerId;
const NOEL = 'noel' as CustomerId;
const handoff = { status: 'waiting' } as OpenHandoff;
const test = postgresServer();
const WAIT = { timeout: 10_000 };
/** Looking is too late to be what brought it. */
const HINTS_ALONE = { lookEveryMs: 600_000 };
const LOOKING_ALONE = { hints: false, lookEveryMs: 100 };

function say(stores: PostgresStores, text: string, id = MARA, open?: OpenHandoff): Promise<void> {
  return changeCustomer(stores, stores.feed, id, async (stored) => {
    const record = stored ?? newCustomer(id, 'known', AT);
    const chat = record.conversations[0] ?? { ...conversation('c1'), channel: 'web' as const };
    record.conversations = [chat];
    const activity = { type: 'message', text };
    appendEntry(chat, { id: text as ActivityId, at: new Date(AT), from: { role: 'customer' }, activity });
    if (open) record.handoff = open;
    return { record, result: undefined };
  });
}

/** Drops what it has heard before and keeps the rest by its sequence, as every listener does. */
function listen(stores: PostgresStores, id?: CustomerId) {
  const lines = new Map<number, string>();
  const changes: CustomerChange[] = [];
  const end = stores.feed.subscribe((change) => {
    changes.push(change);
    for (const { sequence, activity } of change.conversations.flatMap(({ entries }) => entries)) {
      lines.set(sequence, activity.text ?? '');
    }
  }, id);
  return {
    changes,
    end,
    get heard() {
      return [...lines].sort(([a], [b]) => a - b).map(([, text]) => text);
    },
  };
}

describe.each([
  ['by hints alone', HINTS_ALONE],
  ['by looking alone', LOOKING_ALONE],
])('a customer followed here who speaks there, heard %s', (_, how) => {
  it('is heard whole, in order', async () => {
    const url = await test.fresh();
    const [here, there] = [await openStores(url, how), await openStores(url, how)];
    await say(there, 'before');
    const mara = listen(here, MARA);
    const lines = Array.from({ length: 20 }, (_unused, n) => `line ${n}`);
    // A hint may come before somebody listens for it: the first lines go on until one was heard.
    await expect
      .poll(async () => {
        await say(there, 'warming up');
        return mara.heard.length;
      }, WAIT)
      .toBeGreaterThan(0);
    for (const line of lines) await say(there, line);
    await expect.poll(() => mara.heard.at(-1), WAIT).toBe('line 19');
    expect(mara.heard.filter((line) => line.startsWith('line'))).toEqual(lines);
  });

  it('is heard in order when both processes take turns', async () => {
    const url = await test.fresh();
    const [here, there] = [await openStores(url, how), await openStores(url, how)];
    const mara = listen(here, MARA);
    const all: string[] = [];
    for (let n = 0; n < 20; n++) {
      all.push(`line ${n}`);
      await say(n % 2 === 0 ? there : here, `line ${n}`);
    }
    await say(here, 'the end');
    await expect.poll(() => mara.heard, WAIT).toEqual([...all, 'the end']);
  });

  it('is heard at the desk when a handoff opens, and until it ends', async () => {
    const url = await test.fresh();
    const [here, there] = [await openStores(url, how), await openStores(url, how)];
    const desk = listen(here);
    await expect
      .poll(async () => {
        await say(there, 'I want a person', MARA, handoff);
        return desk.changes.length;
      }, WAIT)
      .toBeGreaterThan(0);
    expect(desk.changes[0]).toMatchObject({ customerId: MARA, handoffChanged: true });
    await say(there, 'are you there?');
    await expect.poll(() => desk.heard.at(-1), WAIT).toBe('are you there?');
    const before = desk.changes.length;
    await changeCustomer(there, there.feed, MARA, async (record) => {
      delete record!.handoff;
      return { record, result: undefined };
    });
    await expect
      .poll(() => desk.changes.slice(before).some((change) => change.handoffChanged), WAIT)
      .toBe(true);
  });
});

describe('what nobody here needs', () => {
  it('is not read: a customer without a listener and without open work', async () => {
    const url = await test.fresh();
    const here = await openStores(url, { lookEveryMs: 50 });
    const there = await openStores(url);
    const { changes } = listen(here);
    const followed = listen(here, NOEL);
    for (let n = 0; n < 5; n++) await say(there, `line ${n}`, MARA);
    await say(there, 'the end', NOEL);
    await expect.poll(() => followed.heard, WAIT).toEqual(['the end']);
    expect(changes.map(({ customerId }) => customerId)).not.toContain(MARA);
  });

  it('is not told to a listener that has ended', async () => {
    const url = await test.fresh();
    const [here, there] = [await openStores(url), await openStores(url)];
    const left = listen(here, MARA);
    const stays = listen(here, MARA);
    left.end();
    left.end();
    await say(there, 'hello');
    await expect.poll(() => stays.heard, WAIT).toEqual(['hello']);
    expect(left.heard).toEqual([]);
  });
});

describe('our own commits', () => {
  it('are told once, at once, and not read again', async () => {
    const url = await test.fresh();
    const [here, there] = [await openStores(url, { lookEveryMs: 20 }), await openStores(url)];
    const mara = listen(here, MARA);
    await say(here, 'first');
    expect(mara.heard).toEqual(['first']);
    // The first look reads the record, for it can't know what came before it; from then on it knows.
    await expect.poll(() => mara.changes.length, WAIT).toBe(2);
    for (let n = 0; n < 10; n++) await say(here, `line ${n}`);
    await say(there, 'from elsewhere');
    await expect.poll(() => mara.heard.at(-1), WAIT).toBe('from elsewhere');
    expect(mara.changes).toHaveLength(13);
  });

  it('are not mixed up with those of the same customer in another database', async () => {
    const [here, other] = [await openStores(await test.fresh()), await openStores(await test.fresh())];
    const mara = listen(here, MARA);
    await say(other, 'elsewhere');
    await say(here, 'here');
    await expect.poll(() => mara.changes.length, WAIT).toBe(2);
    expect(mara.heard).toEqual(['here']);
  });
});

describe('the listening connection', () => {
  it('ended by the server: looking delivers meanwhile, and hints come again', async () => {
    const url = await test.fresh();
    const [here, there] = [await openStores(url, { lookEveryMs: 200 }), await openStores(url)];
    const mara = listen(here, MARA);
    await say(there, 'before');
    await expect.poll(() => mara.heard.at(-1), WAIT).toBe('before');
    const hintLines = () =>
      asOperator(url, async (operator) => {
        const { rowCount } = await operator.query(
          "SELECT pid FROM pg_stat_activity WHERE application_name = 'rapport hints' AND query LIKE 'LISTEN%'",
        );
        return rowCount;
      });
    await asOperator(url, (operator) =>
      operator.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'rapport hints'",
      ),
    );
    await say(there, 'while it is down');
    await expect.poll(() => mara.heard.at(-1), WAIT).toBe('while it is down');
    await expect.poll(hintLines, { timeout: 10_000 }).toBeGreaterThanOrEqual(1);
    await say(there, 'after');
    await expect.poll(() => mara.heard.at(-1), WAIT).toBe('after');
    expect(mara.heard).toEqual(['before', 'while it is down', 'after']);
  });
});

describe('who types, told from process to process', () => {
  it('is heard in the others, and never comes back; nothing of it is stored', async () => {
    const url = await test.fresh();
    const [here, there] = [await openStores(url), await openStores(url)];
    const [own, other] = [createTypingFeed(here.signs), createTypingFeed(there.signs)];
    const heard: Record<'own' | 'other', Typing[]> = { own: [], other: [] };
    own.listen((typing) => heard.own.push(typing));
    other.listen((typing) => heard.other.push(typing));
    const typing: Typing = { customerId: MARA, conversationId: 'c1' as ConversationId, from: 'customer' };
    // The lines may not listen yet.
    await expect
      .poll(() => {
        own.tell(typing);
        return heard.other.length;
      }, WAIT)
      .toBeGreaterThan(0);
    expect(heard.other[0]).toEqual({ ...typing, elsewhere: true });
    expect(heard.own.filter(({ elsewhere }) => elsewhere)).toEqual([]);
    there.signs?.send({ typing: { from: 3 } });
    there.signs?.send('?');
    other.tell({ ...typing, from: { agentName: 'Lena' } });
    await expect.poll(() => heard.own.at(-1)?.elsewhere, WAIT).toBe(true);
    expect(heard.own.filter(({ elsewhere }) => elsewhere)).toEqual([
      { ...typing, from: { agentName: 'Lena' }, elsewhere: true },
    ]);
  });
});
