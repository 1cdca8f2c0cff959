// A few faults under load, as `npm run chaos` does them by the hundred: what was acknowledged is there, once and in order.

import { beforeAll, describe, expect, it, test } from 'vitest';
import type { ClientLog, SentMessage } from '../scripts/chaos/client.js';
import { runChaos } from '../scripts/chaos/index.js';
import { recoveriesOf, takeoversOf } from '../scripts/chaos/interrupted.js';
import { readPlan } from '../scripts/chaos/plan.js';
import { polyfillBrowser } from '../scripts/chaos/polyfill.js';
import { build } from '../scripts/running-bot.js';
import { postgresServer } from './postgres-server.js';

const LONG = { timeout: 240_000 };
const NOTHING_WRONG = { lost: 0, duplicated: 0, outOfOrder: 0, crossed: 0, exits: 0, findings: [] };
const postgres = postgresServer();
const onProgress = () => undefined;
const onPostgres = async () => ({ STORE: 'postgres', DATABASE_URL: await postgres.fresh() });

beforeAll(async () => {
  await build();
  polyfillBrowser();
}, 240_000);

test('five kills under the load of ten conversations lose, double and disorder nothing', LONG, async () => {
  const report = await runChaos({
    plan: { kind: 'kill', times: 5 },
    conversations: 10,
    seed: 7,
    env: { STORE: 'lowdb' },
    onProgress,
  });
  expect(report).toMatchObject({ ...NOTHING_WRONG, faults: 5, corruptFiles: 0 });
  expect(report.acknowledged).toBeGreaterThan(10);
  expect(report.received).toBeGreaterThan(20);
});

test('two kills among three processes lose nothing, and the others finish what was begun', LONG, async () => {
  const report = await runChaos({
    plan: { kind: 'kill-one-of-several', times: 2, processes: 3 },
    conversations: 9,
    seed: 3,
    env: await onPostgres(),
    onProgress,
  });
  expect(report).toMatchObject({ ...NOTHING_WRONG, faults: 2 });
  expect(report.acknowledged).toBeGreaterThan(9);
  expect(report.takeovers.underWay).toBeGreaterThan(0);
  expect(report.takeovers.slowest).toBeLessThan(15_000);
});

test('two stops of PostgreSQL lose nothing, end no process, and need no restart of it', LONG, async () => {
  const report = await runChaos({
    plan: { kind: 'stop-database', times: 2, database: postgres.server },
    conversations: 9,
    seed: 3,
    env: await onPostgres(),
    onProgress,
  });
  expect(report).toMatchObject({ ...NOTHING_WRONG, faults: 2 });
  expect(report.acknowledged).toBeGreaterThan(9);
  expect(report.recoveries.underWay).toBeGreaterThan(0);
  expect(report.recoveries.slowest).toBeLessThan(10_000);
});

/** A customer's one message, sent at 100, acknowledged and answered when and where the row says. */
function logOf(
  sentTo: string,
  acknowledgedAt: number | undefined,
  answer?: { at: number; url: string },
): ClientLog {
  const message: SentMessage = {
    id: 'm1',
    text: 'm1',
    attempts: [{ at: 100, url: sentTo }],
    acknowledged: acknowledgedAt === undefined ? undefined : { at: acknowledgedAt, url: sentTo },
  };
  const received: ClientLog['received'] = answer
    ? [
        { id: '1', ...answer, from: 'bot' },
        { id: '2', ...answer, from: 'user', messageId: 'm1' },
        { id: '3', ...answer, from: 'bot' },
      ]
    : [];
  return { name: 'client1', conversationId: 'c1', token: 't', messages: [message], received };
}

describe('what a kill of A at 200 interrupted', () => {
  it.each([
    { what: 'a message that A had', log: logOf('A', 300, { at: 500, url: 'B' }), found: [1, 0, 300] },
    { what: 'one acknowledged by A', log: logOf('A', 150, { at: 500, url: 'B' }), found: [1, 1, 300] },
    { what: 'one never answered', log: logOf('A', 150), found: [1, 1, Number.POSITIVE_INFINITY] },
    { what: 'nothing: it was answered', log: logOf('A', 150, { at: 199, url: 'A' }), found: [0, 0, 0] },
    { what: 'nothing: B had it', log: logOf('B', 300, { at: 500, url: 'B' }), found: [0, 0, 0] },
  ])('is $what', ({ log, found }) => {
    const { underWay, acknowledged, slowest } = takeoversOf([log], [{ at: 200, url: 'A' }]);
    expect([underWay, acknowledged, slowest]).toEqual(found);
  });
});

describe('what a database that was down from 150 to 200 held up', () => {
  it.each([
    { what: 'what was acknowledged after it', log: logOf('A', 250), found: [1, 50] },
    { what: 'what never was', log: logOf('A', undefined), found: [1, Number.POSITIVE_INFINITY] },
    { what: 'nothing that was acknowledged before', log: logOf('A', 199), found: [0, 0] },
  ])('is $what', ({ log, found }) => {
    const { underWay, slowest } = recoveriesOf([log], [{ from: 150, until: 200 }]);
    expect([underWay, slowest]).toEqual(found);
  });
});

describe('what is asked of the command', () => {
  it.each([
    { args: '', env: {}, fault: 'kill', times: 200 },
    { args: '--store postgres --kills 20', env: {}, fault: 'kill', times: 20 },
    {
      args: '--store postgres --processes 3 --kills 20',
      env: { DATABASE_URL: 'postgresql://u:p@127.0.0.1:5432/d' },
      fault: 'kill-one-of-several',
      times: 20,
    },
    { args: '--store postgres --stops 20', env: {}, fault: 'stop-database', times: 20 },
  ])('$args is $times × $fault', ({ args, env, fault, times }) => {
    expect(readPlan(args.split(' ').filter(Boolean), env)).toMatchObject({ fault, times });
  });

  it.each([
    { args: '--kills 0', env: {}, why: /whole number from 1 to 1000/ },
    { args: '--store postgres --processes 9', env: {}, why: /whole number from 1 to 8/ },
    { args: '--processes 2', env: {}, why: /serves one process/ },
    { args: '--stops 2', env: {}, why: /with --store postgres/ },
    { args: '--store postgres --stops 2 --kills 2', env: {}, why: /a run of their own/ },
    {
      args: '--store postgres --stops 2',
      env: { DATABASE_URL: 'postgresql://u:p@127.0.0.1:5432/d' },
      why: /unset DATABASE_URL/,
    },
    {
      args: '--store postgres',
      env: { DATABASE_URL: 'postgresql://u:p@db.example:5432/d' },
      why: /must be on this machine/,
    },
  ])('$args is refused', ({ args, env, why }) => {
    expect(readPlan(args.split(' '), env)).toMatch(why);
  });
});
