// A change of the thresholds tried on a past that is kept on a real PostgreSQL server, from the console and from the command line.

import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { PostgresStores } from '../data/postgres/postgres-stores.js';
import type { TrialReport } from '../data/thresholds-desk.js';
import type { ReplayReport } from '../escalation/replay/index.js';
import { runReplay } from '../scripts/replay/run.js';
import { openLiveThresholds } from '../service/live-thresholds.js';
import type { Folder } from '../service/load-folder.js';
import { readThresholds } from '../service/load-thresholds.js';
import { createTrials } from '../service/threshold-trials.js';
import { createThresholdsDesk } from '../service/thresholds-desk.js';
import { createWorld } from './conversation.js';
import { LENA, overlapTrainer, overlapUnderstander, smallFolder } from './learning-world.js';
import { openStores, postgresServer } from './postgres-server.js';

const ROOT = join(import.meta.dirname, '..');
const SINCE_EVER = '5200w';
const CUSTOMERS = 7;
const server = postgresServer();
let folder: Folder;
let place: string;
let text: string;

beforeAll(async () => {
  folder = await smallFolder();
  place = await mkdtemp(join(tmpdir(), 'replay-postgres-'));
  text = await readFile(join(folder.business.folder, 'thresholds.yaml'), 'utf8');
});
afterAll(() => rm(place, { recursive: true, force: true }));

/** Customers of whom each was not understood twice in a row. */
async function past(stores: PostgresStores) {
  const world = await createWorld({
    folder,
    stores,
    understander: await overlapUnderstander(folder),
    trainer: overlapTrainer(),
  });
  for (let i = 0; i < CUSTOMERS; i++) {
    const guest = world.customer(`guest-${i}`);
    await guest.says('who won the football cup');
    await guest.says('what about the weather on mars');
  }
  await world.stop();
  return world;
}

/** The console's desk, as app.ts wires it. */
async function deskOver(databaseUrl: string) {
  const stores = await openStores(databaseUrl);
  const world = await past(stores);
  const faults: unknown[] = [];
  const live = await openLiveThresholds({
    folder,
    stores,
    clock: world.now,
    onRefused: (error) => faults.push(error),
    onTaken: () => undefined,
  });
  onTestFinished(() => live.close());
  const desk = createThresholdsDesk({
    folder,
    thresholds: live,
    clock: world.now,
    tryOnPast: createTrials({
      folder,
      stores,
      store: 'postgres',
      dataDir: '',
      databaseUrl,
      mayMakeUp: false,
    }),
    onAudit: () => undefined,
    onError: (error) => faults.push(error),
  });
  return { desk, faults };
}

const eager = () => text.replace('\n  failed_answers: 3\n', '\n  failed_answers: 2\n');

async function tried(desk: Awaited<ReturnType<typeof deskOver>>['desk']): Promise<TrialReport> {
  const told: number[] = [];
  const progress = (decisions: number) => told.push(decisions);
  const outcome = await desk.tryOnPast(eager(), 7, progress, new AbortController().signal, LENA);
  if (outcome.kind !== 'report') throw new Error(`no report: ${outcome.kind}`);
  expect(told.at(-1)).toBe(2 * CUSTOMERS);
  return outcome.report;
}

async function replayed(databaseUrl: string, ...more: readonly string[]) {
  const proposed = join(place, 'proposed.yaml');
  await writeFile(proposed, eager());
  const args = ['scripts/replay.ts', '--thresholds', proposed, '--since', SINCE_EVER, '--json', ...more];
  return promisify(execFile)(process.execPath, ['--import', 'tsx', ...args], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, STORE: 'postgres', DATABASE_URL: databaseUrl },
  });
}

describe('on a PostgreSQL server', { timeout: 120_000 }, () => {
  it('the console and the command line find the same', async () => {
    const databaseUrl = await server.fresh();
    const { desk, faults } = await deskOver(databaseUrl);
    const report = await tried(desk);
    expect(report.changes).toEqual([
      { name: 'newly offered a person', short: '+ offered', count: CUSTOMERS },
    ]);
    expect(report.madeUp).toBe(false);

    const found = JSON.parse((await replayed(databaseUrl)).stdout) as ReplayReport;
    expect(found.history).toMatchObject({
      kind: 'own',
      conversations: CUSTOMERS,
      decisions: 2 * CUSTOMERS,
      unreadable: 0,
    });
    expect(found.changes).toMatchObject({ 'newly-offered': CUSTOMERS, 'newly-passed': 0 });

    // What the console put in force is what the command line compares with from then on.
    expect(await desk.put(eager(), 'sooner', 1, LENA)).toEqual({ kind: 'done', version: 2 });
    const same = JSON.parse((await replayed(databaseUrl)).stdout) as ReplayReport;
    expect(same.changes).toMatchObject({ 'newly-offered': 0 });
    expect(faults).toEqual([]);
  });

  it('one worker and three find the same', async () => {
    const databaseUrl = await server.fresh();
    await deskOver(databaseUrl);
    const proposed = readThresholds(eager());
    if (!proposed.ok) throw new Error('the file is whole');
    const source = { kind: 'store', store: 'postgres', env: { DATABASE_URL: databaseUrl } } as const;
    const run = (workers: number) =>
      runReplay(
        { source, since: '', now: folder.thresholds, proposed: proposed.value },
        workers,
        () => undefined,
      );
    const [one, three] = [await run(1), await run(3)];
    expect(one.conversations).toBe(CUSTOMERS);
    expect({ ...three, examples: [] }).toEqual({ ...one, examples: [] });
  });

  it('a server that is not there is said as such', async () => {
    const nowhere = 'postgresql://rapport@127.0.0.1:1/nowhere';
    const failed = await replayed(nowhere).catch((error: { stderr: string; code: number }) => error);
    expect('code' in failed && failed.code).not.toBe(0);
    expect(failed.stderr).toMatch(/^[A-Z_]+: .*127\.0\.0\.1:1/);
  });
});
