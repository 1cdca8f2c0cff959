// What every store must do, run against each of them with a fresh store for each test. Knows none of them.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Conversation, OutboxEntry } from '../data/conversation.js';
import { type CustomerRecord, newCustomer } from '../data/customer.js';
import type { OpenHandoff } from '../data/handoff.js';
import type { ActivityId, ConversationId, CustomerId } from '../data/ids.js';
import type { Erasure, Stores } from '../data/ports.js';

/** One fresh store. `reopen` closes it and opens the same data again; `dispose` closes it and deletes its data. */
export interface StoreUnderTest {
  readonly stores: Stores;
  reopen(): Promise<Stores>;
  dispose(): Promise<void>;
}

export const AT = '2026-03-02T09:00:00.000Z';
const MARA = 'mara' as CustomerId;
const NOEL = 'noel' as CustomerId;

export function customer(id: string): CustomerRecord {
  return newCustomer(id as CustomerId, 'known', AT);
}

export function conversation(id: string, states: readonly OutboxEntry['state'][] = []): Conversation {
  return {
    id: id as ConversationId,
    channel: 'msteams',
    startedAt: AT,
    lastActivityAt: AT,
    transcript: [],
    handled: [],
    focus: {},
    counters: { failures: 0, recentQuestions: [] },
    outbox: states.map((state, n) => ({ entry: `entry-${n}` as ActivityId, state, attempts: 0 })),
  };
}

/** Ids that have broken stores before; each must stay a customer of its own. */
export const STRANGE_IDS: readonly string[] = [
  '../x',
  '..',
  '.',
  '/etc/passwd',
  'a/b',
  'a\\b',
  'con',
  'CON',
  'lpt1',
  'x'.repeat(300),
  `${'x'.repeat(300)}y`,
  '🦊',
  '🦊🦊',
  'Ann',
  'ann',
  'Änne',
  'A\u0308nne',
  'a b',
  'a=20b',
  'a b ',
  'ann.json',
  '__proto__',
  '~',
  '%2e%2e',
];

export function describeStoreContract(name: string, create: () => Promise<StoreUnderTest>): void {
  describe(`${name} keeps the contract`, () => {
    let under: StoreUnderTest;
    let stores: Stores;

    beforeEach(async () => {
      under = await create();
      stores = under.stores;
    });
    afterEach(() => under.dispose());

    async function reopen(): Promise<void> {
      stores = await under.reopen();
    }

    /** Saves over whatever is there. */
    async function put(record: CustomerRecord): Promise<void> {
      const version = (await stores.customers.get(record.id))?.version ?? 0;
      expect(await stores.customers.save(record, version)).toBe('saved');
    }

    describe('customers', () => {
      it('has nothing of a customer who was never saved', async () => {
        expect(await stores.customers.get(MARA)).toBeUndefined();
      });

      it('returns what was saved, and grows the version by one with every save', async () => {
        const record = { ...customer(MARA), name: 'Mara', conversations: [conversation('c1', ['refused'])] };
        expect(await stores.customers.save(record, 0)).toBe('saved');
        expect(await stores.customers.get(MARA)).toEqual({ value: record, version: 1 });
        expect(await stores.customers.save({ ...record, name: 'Mara L.' }, 1)).toBe('saved');
        expect(await stores.customers.get(MARA)).toEqual({
          value: { ...record, name: 'Mara L.' },
          version: 2,
        });
      });

      it.each([
        { present: 0, expected: 0, outcome: 'saved' },
        { present: 0, expected: 1, outcome: 'conflict' },
        { present: 2, expected: 0, outcome: 'conflict' },
        { present: 2, expected: 1, outcome: 'conflict' },
        { present: 2, expected: 2, outcome: 'saved' },
        { present: 2, expected: 3, outcome: 'conflict' },
      ])('answers a save over version $present expecting $expected with $outcome', async (row) => {
        for (let n = 0; n < row.present; n++) await put({ ...customer(MARA), name: 'before' });
        const before = await stores.customers.get(MARA);
        expect(await stores.customers.save({ ...customer(MARA), name: 'after' }, row.expected)).toBe(
          row.outcome,
        );
        const after = await stores.customers.get(MARA);
        if (row.outcome === 'saved') expect(after?.value.name).toBe('after');
        else expect(after).toEqual(before);
      });

      it.each([0, 1])('lets one of twenty concurrent writers win over version %i', async (version) => {
        if (version === 1) await put(customer(MARA));
        const writers = Array.from({ length: 20 }, (_, n) => `writer ${n}`);
        const outcomes = await Promise.all(
          writers.map((name) => stores.customers.save({ ...customer(MARA), name }, version)),
        );
        expect(outcomes.filter((o) => o === 'saved')).toHaveLength(1);
        const stored = await stores.customers.get(MARA);
        expect(stored?.version).toBe(version + 1);
        expect(stored?.value.name).toBe(writers[outcomes.indexOf('saved')]);
      });

      it('keeps fields that this version does not know', async () => {
        const unknown = { loyaltyCard: { number: '77', stamps: [1, 2] } };
        const chat = { ...conversation('c1'), futureField: 'kept' };
        await put({ ...customer(MARA), ...unknown, conversations: [chat] });
        await reopen();
        const stored = await stores.customers.get(MARA);
        expect(stored?.value).toMatchObject({ ...unknown, conversations: [{ futureField: 'kept' }] });
      });

      it('gives the caller a copy of its own', async () => {
        await put({ ...customer(MARA), conversations: [conversation('c1')] });
        const first = (await stores.customers.get(MARA))!;
        first.value.name = 'changed';
        first.value.conversations[0]!.handled.push('a1');
        const second = (await stores.customers.get(MARA))!;
        expect(second.value.name).toBeUndefined();
        expect(second.value.conversations[0]!.handled).toEqual([]);
      });

      it('saves what was given, not what the caller made of it afterwards', async () => {
        const record = { ...customer(MARA), name: 'as given' };
        const saving = stores.customers.save(record, 0);
        record.name = 'changed at once';
        await saving;
        record.name = 'changed later';
        expect((await stores.customers.get(MARA))?.value.name).toBe('as given');
      });

      it('keeps customers with strange ids apart, over a reopening', async () => {
        for (const id of STRANGE_IDS) await put({ ...customer(id), name: `name of ${id}` });
        await reopen();
        for (const id of STRANGE_IDS) {
          const stored = await stores.customers.get(id as CustomerId);
          expect(stored?.version, JSON.stringify(id)).toBe(1);
          expect(stored?.value.id, JSON.stringify(id)).toBe(id);
        }
      });
    });

    describe('all customers', () => {
      async function everybody(): Promise<readonly string[]> {
        const ids: string[] = [];
        for await (const id of stores.customers.each()) ids.push(id);
        return ids.sort();
      }
      async function tombstones(): Promise<readonly object[]> {
        const found: Erasure[] = [];
        for await (const erasure of stores.customers.erased()) found.push(erasure);
        return found.sort((a, b) => (a.id < b.id ? -1 : 1));
      }

      it('are nobody at first', async () => {
        expect(await everybody()).toEqual([]);
        expect(await tombstones()).toEqual([]);
      });

      it('are named once each, also strange ones, after a change and a reopening', async () => {
        for (const id of STRANGE_IDS) await put(customer(id));
        await put(customer('ann'));
        await reopen();
        expect(await everybody()).toEqual([...STRANGE_IDS].sort());
      });

      it('are named by the hundreds', async () => {
        const ids = Array.from({ length: 1200 }, (_, n) => `c-${n}`);
        await Promise.all(ids.map((id) => stores.customers.save(customer(id), 0)));
        expect(await everybody()).toEqual(ids.sort());
      });

      it('are without the erased, whose tombstones are listed with the time of the first erasure', async () => {
        for (const id of STRANGE_IDS) await put(customer(id));
        const erased = STRANGE_IDS.filter((_, n) => n % 2 === 0).sort();
        for (const id of erased) await stores.customers.erase(id as CustomerId, AT);
        await stores.customers.erase(NOEL, AT);
        await stores.customers.erase(NOEL, '2027-01-01T00:00:00.000Z');
        await reopen();
        expect(await everybody()).toEqual(STRANGE_IDS.filter((_, n) => n % 2 === 1).sort());
        expect(await tombstones()).toEqual([...erased, NOEL].sort().map((id) => ({ id, at: AT })));
      });
    });

    describe('leases', () => {
      it('go to the first who asks, and stay with them', async () => {
        expect(await stores.leases.take('sweep', 'a', 60)).toBe(true);
        expect(await stores.leases.take('sweep', 'b', 60)).toBe(false);
        expect(await stores.leases.take('sweep', 'a', 60)).toBe(true);
        expect(await stores.leases.take('another job', 'b', 60)).toBe(true);
      });

      it('go to one of twenty who ask at once', async () => {
        const taken = await Promise.all(
          Array.from({ length: 20 }, (_, n) => stores.leases.take('sweep', `owner ${n}`, 60)),
        );
        expect(taken.filter(Boolean)).toHaveLength(1);
      });

      it('are free for others once released, by their owner alone', async () => {
        await stores.leases.take('sweep', 'a', 60);
        await stores.leases.release('sweep', 'b');
        expect(await stores.leases.take('sweep', 'b', 60)).toBe(false);
        await stores.leases.release('sweep', 'a');
        await stores.leases.release('sweep', 'a');
        expect(await stores.leases.take('sweep', 'b', 60)).toBe(true);
        expect(await stores.leases.take('sweep', 'a', 60)).toBe(false);
      });

      it('run out', async () => {
        await stores.leases.take('sweep', 'a', 0.2);
        expect(await stores.leases.take('sweep', 'b', 60)).toBe(false);
        await expect.poll(() => stores.leases.take('sweep', 'b', 60), { timeout: 5000 }).toBe(true);
        expect(await stores.leases.take('sweep', 'a', 60)).toBe(false);
      });
    });

    describe('erasure', () => {
      it('leaves nothing to get, and no way to save again', async () => {
        await put({ ...customer(MARA), conversations: [conversation('c1', ['pending'])] });
        await put(customer(NOEL));
        await stores.customers.erase(MARA, AT);
        expect(await stores.customers.get(MARA)).toBeUndefined();
        expect(await stores.customers.withOpenWork()).toEqual([]);
        for (const version of [0, 1, 2]) {
          expect(await stores.customers.save(customer(MARA), version)).toBe('conflict');
        }
        expect(await stores.customers.get(MARA)).toBeUndefined();
        expect((await stores.customers.get(NOEL))?.version).toBe(1);
      });

      it('may be asked for again', async () => {
        await put(customer(MARA));
        await stores.customers.erase(MARA, AT);
        await stores.customers.erase(MARA, AT);
        expect(await stores.customers.save(customer(MARA), 0)).toBe('conflict');
      });

      it('holds for a customer who was never there', async () => {
        await stores.customers.erase(MARA, AT);
        expect(await stores.customers.save(customer(MARA), 0)).toBe('conflict');
      });

      it('holds over a reopening', async () => {
        await put(customer(MARA));
        await stores.customers.erase(MARA, AT);
        await reopen();
        expect(await stores.customers.get(MARA)).toBeUndefined();
        expect(await stores.customers.save(customer(MARA), 0)).toBe('conflict');
      });

      it('tells strange ids apart', async () => {
        for (const id of STRANGE_IDS) await put(customer(id));
        await stores.customers.erase('Ann' as CustomerId, AT);
        const left = await Promise.all(STRANGE_IDS.map((id) => stores.customers.get(id as CustomerId)));
        expect(STRANGE_IDS.filter((_, n) => left[n] === undefined)).toEqual(['Ann']);
      });
    });

    describe('open work', () => {
      const handoff = { status: 'waiting' } as OpenHandoff;
      it.each([
        { what: 'nothing', record: customer(MARA), open: false },
        { what: 'a conversation with an empty outbox', record: withOutbox(), open: false },
        { what: 'a pending reply', record: withOutbox('pending'), open: true },
        { what: 'a reply being sent', record: withOutbox('sending'), open: true },
        { what: 'an ambiguous reply', record: withOutbox('ambiguous'), open: false },
        { what: 'a refused reply', record: withOutbox('refused'), open: false },
        { what: 'a refused and a pending reply', record: withOutbox('refused', 'pending'), open: true },
        { what: 'an outsider to be told', record: withUntold(), open: true },
        { what: 'a handoff', record: { ...customer(MARA), handoff }, open: true },
      ])('with $what: $open', async ({ record, open }) => {
        await put(record);
        expect(await stores.customers.withOpenWork()).toEqual(open ? [MARA] : []);
      });

      function withOutbox(...states: OutboxEntry['state'][]): CustomerRecord {
        return { ...customer(MARA), conversations: [conversation('c1'), conversation('c2', states)] };
      }

      function withUntold(): CustomerRecord {
        return { ...customer(MARA), conversations: [{ ...conversation('c1'), told: { webhook: 3 } }] };
      }

      it('is named while it lasts, also after a reopening', async () => {
        await put(withOutbox('pending'));
        await put({ ...customer(NOEL), handoff });
        await put(customer('nobody'));
        expect([...(await stores.customers.withOpenWork())].sort()).toEqual([MARA, NOEL]);
        await reopen();
        expect([...(await stores.customers.withOpenWork())].sort()).toEqual([MARA, NOEL]);
        await put(withOutbox('refused'));
        expect(await stores.customers.withOpenWork()).toEqual([NOEL]);
        await put(customer(NOEL));
        expect(await stores.customers.withOpenWork()).toEqual([]);
        await put(withOutbox('sending'));
        expect(await stores.customers.withOpenWork()).toEqual([MARA]);
      });

      it('names strange ids as they are', async () => {
        for (const id of STRANGE_IDS) await put({ ...customer(id), handoff });
        await reopen();
        expect([...(await stores.customers.withOpenWork())].sort()).toEqual([...STRANGE_IDS].sort());
      });

      it('is not closed by a save in conflict', async () => {
        await put({ ...customer(MARA), handoff });
        expect(await stores.customers.save(customer(MARA), 0)).toBe('conflict');
        expect(await stores.customers.withOpenWork()).toEqual([MARA]);
      });
    });

    describe('exclusively', () => {
      it('runs one work at a time for a customer, in the order of the calls', async () => {
        const events: string[] = [];
        const works = Array.from({ length: 50 }, (_, n) =>
          stores.exclusively(MARA, async () => {
            events.push(`begin ${n}`);
            await stores.customers.get(MARA);
            events.push(`end ${n}`);
            return n;
          }),
        );
        expect(await Promise.all(works)).toEqual(works.map((_, n) => n));
        expect(events).toEqual(works.flatMap((_, n) => [`begin ${n}`, `end ${n}`]));
      });

      it('loses no update of two thousand that wait at once', async () => {
        let count = 0;
        const add = async (): Promise<void> => {
          const read = count;
          await Promise.resolve();
          count = read + 1;
        };
        await Promise.all(Array.from({ length: 2000 }, () => stores.exclusively(MARA, add)));
        expect(count).toBe(2000);
      });

      it('lets different customers work at the same time', async () => {
        const done = await stores.exclusively(MARA, () => stores.exclusively(NOEL, async () => 'both'));
        expect(done).toBe('both');
      });

      it('goes on after a work that throws, which its own caller hears of', async () => {
        const failing = stores.exclusively(MARA, async () => {
          throw new Error('no luck');
        });
        const next = stores.exclusively(MARA, async () => 'next');
        await expect(failing).rejects.toThrow('no luck');
        expect(await next).toBe('next');
      });

      it('takes a work that has a parameter of its own', async () => {
        const work = async (greeting?: string): Promise<string> => greeting ?? 'hello';
        expect(await stores.exclusively(MARA, work)).toBe('hello');
      });
    });

    describe('archive', () => {
      it('returns the ended conversations of a customer, oldest first', async () => {
        const later = { ...conversation('a'), startedAt: '2026-03-02T10:00:00.000Z' };
        await stores.archive.add(MARA, later);
        await stores.archive.add(MARA, conversation('c'));
        await stores.archive.add(MARA, conversation('b'));
        await stores.archive.add(NOEL, conversation('b'));
        const all = await stores.archive.of(MARA);
        expect(all).toEqual([conversation('b'), conversation('c'), later]);
        expect(await stores.archive.of('nobody' as CustomerId)).toEqual([]);
      });

      it('replaces a conversation that is added again', async () => {
        await stores.archive.add(MARA, conversation('c1'));
        await stores.archive.add(MARA, { ...conversation('c1'), handled: ['a1'] });
        expect(await stores.archive.of(MARA)).toEqual([{ ...conversation('c1'), handled: ['a1'] }]);
      });

      it('forgets one customer alone, as often as it is asked to', async () => {
        for (const id of STRANGE_IDS) await stores.archive.add(id as CustomerId, conversation(`c of ${id}`));
        await stores.archive.erase('ann' as CustomerId);
        await stores.archive.erase('ann' as CustomerId);
        await reopen();
        for (const id of STRANGE_IDS) {
          const left = await stores.archive.of(id as CustomerId);
          expect(left.map((c) => c.id)).toEqual(id === 'ann' ? [] : [`c of ${id}`]);
        }
        await stores.archive.add('ann' as CustomerId, conversation('new'));
        expect(await stores.archive.of('ann' as CustomerId)).toHaveLength(1);
      });

      it('gives copies, and keeps fields that it does not know', async () => {
        const ended: Conversation = { ...conversation('c1'), ...{ mood: 'fine' } };
        await stores.archive.add(MARA, ended);
        ended.handled.push('a1');
        const [first] = await stores.archive.of(MARA);
        first!.handled.push('a2');
        expect(await stores.archive.of(MARA)).toEqual([{ ...conversation('c1'), mood: 'fine' }]);
      });
    });

    describe('collections', () => {
      interface Session {
        readonly agent: string;
        readonly roles: string[];
      }
      const session: Session = { agent: 'ida', roles: ['agent'] };

      it('versions values like customers', async () => {
        const sessions = stores.collection<Session>('sessions');
        expect(await sessions.get('s1')).toBeUndefined();
        expect(await sessions.save('s1', session, 0)).toBe('saved');
        expect(await sessions.save('s1', session, 0)).toBe('conflict');
        expect(await sessions.save('s1', { ...session, agent: 'bo' }, 1)).toBe('saved');
        expect(await sessions.get('s1')).toEqual({ value: { ...session, agent: 'bo' }, version: 2 });
      });

      it('lets one of twenty concurrent writers win', async () => {
        const visits = stores.collection<number>('visits');
        const outcomes = await Promise.all(Array.from({ length: 20 }, (_, n) => visits.save('slot', n, 0)));
        expect(outcomes.filter((o) => o === 'saved')).toHaveLength(1);
        expect((await visits.get('slot'))?.value).toBe(outcomes.indexOf('saved'));
      });

      it('begins afresh with a removed key, and removes what is not there', async () => {
        const sessions = stores.collection<Session>('sessions');
        await sessions.save('s1', session, 0);
        await sessions.remove('s1');
        await sessions.remove('s1');
        expect(await sessions.get('s1')).toBeUndefined();
        expect(await sessions.save('s1', session, 0)).toBe('saved');
      });

      it('lists every key with its value, also strange ones and after a reopening', async () => {
        for (const key of STRANGE_IDS)
          await stores.collection<string>('uploads').save(key, `value of ${key}`, 0);
        await reopen();
        const listed = await stores.collection<string>('uploads').list();
        expect(listed.map((l) => l.key).sort()).toEqual([...STRANGE_IDS].sort());
        for (const { key, stored } of listed) expect(stored.version, key).toBe(1);
        expect(listed.find((l) => l.key === 'Ann')?.stored.value).toBe('value of Ann');
      });

      it('keeps its name apart from the others, and is the same each time it is asked for', async () => {
        await stores.collection<Session>('sessions').save('k', session, 0);
        expect(await stores.collection<Session>('sessions').get('k')).toEqual({ value: session, version: 1 });
        expect(await stores.collection<Session>('presence').get('k')).toBeUndefined();
        expect(await stores.collection<Session>('presence').list()).toEqual([]);
      });

      it('gives copies', async () => {
        const sessions = stores.collection<Session>('sessions');
        await sessions.save('s1', session, 0);
        (await sessions.get('s1'))!.value.roles.push('admin');
        (await sessions.list())[0]!.stored.value.roles.push('admin');
        expect((await sessions.get('s1'))?.value).toEqual(session);
      });
    });

    it('keeps everything over a reopening', async () => {
      await put({ ...customer(MARA), name: 'Mara' });
      await put({ ...customer(MARA), name: 'Mara L.' });
      await stores.archive.add(MARA, conversation('c0'));
      await stores.collection<number>('visits').save('v', 7, 0);
      await reopen();
      expect(await stores.customers.get(MARA)).toEqual({
        value: { ...customer(MARA), name: 'Mara L.' },
        version: 2,
      });
      expect(await stores.archive.of(MARA)).toEqual([conversation('c0')]);
      expect(await stores.collection<number>('visits').get('v')).toEqual({ value: 7, version: 1 });
    });

    it('finishes what was begun before it closes, and closes as often as it is asked to', async () => {
      const events: string[] = [];
      let release = (): void => undefined;
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      const work = stores.exclusively(MARA, async () => {
        await held;
        events.push(await stores.customers.save(customer(MARA), 0));
      });
      const closing = [stores.close(), stores.close()].map((close) =>
        close.then(() => events.push('closed')),
      );
      release();
      await Promise.all([work, ...closing]);
      expect(events).toEqual(['saved', 'closed', 'closed']);
      await reopen();
      expect((await stores.customers.get(MARA))?.version).toBe(1);
    });
  });
}
