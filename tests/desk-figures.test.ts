// The desk's figures: a short simulation over the real desk that finds nothing wrong, and an audit that does find what is wrong.

import { beforeAll, describe, expect, test } from 'vitest';
import { claimOn } from '../bench/desk/claims.js';
import { readDemo } from '../bench/desk/made-up-desk.js';
import { answerLimits } from '../bench/desk/simulated.js';
import { type Audit, audit } from '../bench/desk/simulation/audit.js';
import { firstCome } from '../bench/desk/simulation/first-come.js';
import type { Logs, Seen } from '../bench/desk/simulation/logs.js';
import type { Plan } from '../bench/desk/simulation/plan.js';
import { FIRST_DAY, type Simulated, simulate } from '../bench/desk/simulation/simulation.js';
import { toldTime } from '../bench/desk/simulation/told-time.js';
import type { LevelNumber } from '../data/customer.js';
import type { AgentId } from '../data/ids.js';
import { createMemoryStores } from '../data/memory/memory-stores.js';
import type { Stores } from '../data/ports.js';
import type { Folder } from '../service/load-folder.js';
import type { Understander } from '../understanding/index.js';
import { understanderFor } from './conversation.js';

let demo: Folder;
let understander: Understander;
let simulated: Simulated;
beforeAll(async () => {
  demo = await readDemo(FIRST_DAY);
  understander = await understanderFor();
  simulated = await simulate({ seed: 7, handoffs: 30, agents: 4 }, demo, understander, () => undefined);
}, 120_000);

const SOUND = {
  withoutEnd: [],
  twoOwners: [],
  lost: [],
  doubled: [],
  outOfOrder: [],
  notTold: [],
  inLimbo: [],
  leftUnanswered: [],
};
const limits = (level: LevelNumber) => answerLimits(demo, level);

describe('a morning at the desk, with everything that goes wrong', () => {
  test('customers came, agents answered, the server was killed three times', () => {
    const { counts, errors, agents } = simulated.logs;
    expect(errors).toEqual([]);
    expect(counts.get('kills of the server')).toBe(3);
    expect(counts.get('pages reloaded')).toBeGreaterThan(0);
    expect(counts.get('pages closed')).toBeGreaterThan(0);
    expect(counts.get('customers forgotten by their agent')).toBeGreaterThan(0);
    expect(agents.filter(({ kind }) => kind === 'sent').length).toBeGreaterThan(60);
  });

  test('every handoff ended, with one owner at a time, a time told, and no message lost, doubled or out of order', () => {
    const { courses, ...faults } = audit(simulated.logs, limits);
    expect(courses.length).toBeGreaterThanOrEqual(30);
    expect(faults).toEqual(SOUND);
  });
});

describe('the audit finds what is wrong', () => {
  const isEnd = ({ boundary }: Seen) => boundary?.state === 'ended';
  const isJoin = ({ boundary }: Seen) => boundary?.state === 'accepted';
  const isAgents = ({ from }: Seen) => from === 'agent';
  const isTold = ({ from, text }: Seen) => from === 'bot' && /\d\d:\d\d/.test(text);

  /** The log of the first customer who saw such a line, changed from there. */
  function where(is: (line: Seen) => boolean, change: (seen: Seen[], at: number) => Seen[]) {
    return (logs: Logs): Logs => {
      const victim = logs.customers.findIndex(({ seen }) => seen.some(is));
      const customers = logs.customers.map((customer, n) =>
        n === victim
          ? { ...customer, seen: change([...customer.seen], customer.seen.findIndex(is)) }
          : customer,
      );
      return { ...logs, customers };
    };
  }

  test.each<readonly [string, keyof Audit, (logs: Logs) => Logs]>([
    ['a handoff without an end', 'withoutEnd', where(isEnd, (seen, at) => seen.toSpliced(at, 1))],
    ['a message of an agent that never came', 'lost', where(isAgents, (seen, at) => seen.toSpliced(at, 1))],
    [
      'a message of a customer that never came',
      'lost',
      (logs) => {
        const [first, ...others] = logs.customers;
        if (!first) throw new Error('nobody came');
        const said = [...first.said, { id: 'gone', at: 0, acknowledged: true }];
        return { ...logs, customers: [{ ...first, said }, ...others] };
      },
    ],
    [
      'a message of a customer that a console never showed',
      'lost',
      (logs) => ({
        ...logs,
        agents: logs.agents.map((entry) =>
          entry.kind === 'shown' && entry.lines.length > 2
            ? { ...entry, lines: entry.lines.toSpliced(1, 1) }
            : entry,
        ),
      }),
    ],
    [
      'a message that came twice',
      'doubled',
      where(isAgents, (seen, at) => seen.toSpliced(at, 0, ...seen.slice(at, at + 1))),
    ],
    [
      'two lines the wrong way round',
      'outOfOrder',
      where(isAgents, (seen, at) => seen.toSpliced(at - 1, 2, ...seen.slice(at - 1, at + 1).reverse())),
    ],
    [
      'two agents who were both told that it is theirs',
      'twoOwners',
      (logs) => {
        const owned = logs.agents.find(({ kind }) => kind === 'owned');
        if (owned?.kind !== 'owned') throw new Error('nobody owned anything');
        return { ...logs, agents: [...logs.agents, { ...owned, agentId: 'a-else' as AgentId }] };
      },
    ],
    [
      'a message that was refused and came all the same',
      'twoOwners',
      (logs) => ({
        ...logs,
        agents: logs.agents.map((entry) =>
          entry.kind === 'sent' && entry.outcome === 'done' ? { ...entry, outcome: 'stale' } : entry,
        ),
      }),
    ],
    [
      'a customer who was not told until when',
      'notTold',
      where(isTold, (seen, at) => seen.toSpliced(at, 1, { ...(seen[at] as Seen), text: 'Soon.' })),
    ],
    [
      'a time that was told and passed in silence',
      'inLimbo',
      where(isJoin, (seen, at) =>
        seen.map((line, n) => (n < at ? line : { ...line, at: line.at + 20 * 3_600_000 })),
      ),
    ],
    [
      'a customer whose agent never said a word',
      'leftUnanswered',
      where(isAgents, (seen, at) =>
        seen.map((line, n) => (n < at ? line : { ...line, at: line.at + 20 * 60_000 })),
      ),
    ],
  ])('%s', (_what, kind, broken) => {
    expect(audit(broken(simulated.logs), limits)[kind]).not.toEqual([]);
  });
});

test.each([
  ['Somebody will answer you here by 11:15.', '11:15:59.999'],
  ['The time stays 23:59.', '23:59:59.999'],
  ['Somebody will answer you here by Thursday, 19 November, 13:00.', '2026-11-19T13:00:59.999'],
  ['Somebody will answer you here by Thursday 19 November, 13:00.', '2026-11-19T13:00:59.999'],
  ['Somebody will answer soon.', undefined],
])('the time in “%s”', (text, expected) => {
  const told = toldTime(text, Date.parse('2026-11-18T11:00:00Z'));
  const iso = told === undefined ? undefined : new Date(told).toISOString();
  expect(iso).toBe(expected && `${expected.includes('T') ? '' : '2026-11-18T'}${expected}Z`);
});

test('the plain queue: in the order of coming, as many at once as there are places', () => {
  const minute = 60_000;
  const talk = { agentTakes: [10 * minute], customerTakes: [], reaction: 0, kind: 'guest' } as const;
  const cases = [0, 1, 2, 3, 4].map((at, number) => ({
    ...talk,
    ...{ number, at: at * minute, customerId: `guest-${number}` as Plan['cases'][number]['customerId'] },
  }));
  const agents = [{ agentId: 'a-01' as AgentId, shifts: [{ from: 0, to: 600 * minute }], lost: [] }];
  const waits = firstCome({ start: 0, cases, agents, kills: [] });
  expect([...waits.values()].map((wait) => wait / minute)).toEqual([0, 0, 0, 7, 7]);
});

describe('forty agents claim one handoff', () => {
  const open = (stores: Stores) => ({ stores: [stores], close: () => stores.close() });

  test('exactly one has it', async () => {
    const { faults, times } = await claimOn(open(createMemoryStores()), 5, demo, understander);
    expect(faults).toEqual([]);
    expect(times).toHaveLength(5);
  });

  test('a store without a lock and versions is found out', async () => {
    const { customers, ...stores } = createMemoryStores();
    const careless: Stores = {
      ...stores,
      exclusively: (_id, work) => work(),
      customers: {
        ...customers,
        async save(record) {
          const version = (await customers.get(record.id))?.version ?? 0;
          return (await customers.save(record, version)) === 'saved' ? 'saved' : this.save(record, version);
        },
      },
    };
    expect((await claimOn(open(careless), 2, demo, understander)).faults).not.toEqual([]);
  });
});
