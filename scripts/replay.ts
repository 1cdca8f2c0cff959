// `npm run replay -- --thresholds proposed.yaml --since 30d`: a change of the thresholds, tried on the business's own past.

import { access, readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { readConfig } from '../config.js';
import { businessInvalid } from '../data/business-faults.js';
import { dayIn } from '../data/calendar.js';
import { RapportError } from '../data/errors.js';
import { type ReplayReport, reportOf } from '../escalation/replay/index.js';
import type { Thresholds } from '../escalation/thresholds.js';
import { type Folder, loadFolder } from '../service/load-folder.js';
import { doubtsInWords, readThresholds } from '../service/load-thresholds.js';
import { type ReplayOptions, readOptions } from './replay/options.js';
import { asPage } from './replay/page.js';
import { FromWorker, type PastSource } from './replay/run.js';
import { asTable } from './replay/table.js';
import { tallyOfPast } from './replay/tally-of-past.js';
import { thresholdsInForce } from './replay/thresholds-in-force.js';
import { type StoreName, storeNamed } from './store-transfer/open.js';
import { Refusal } from './store-transfer/refusal.js';

const SHIPPED = 'data/business';
const { env } = process;
const STORE_ENV = { DATA_DIR: env.DATA_DIR, DATABASE_URL: env.DATABASE_URL };
const stop = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort());

try {
  await replay(readOptions(process.argv.slice(2)));
} catch (error) {
  const said = error instanceof RapportError || error instanceof FromWorker;
  console.error(stop.signal.aborted ? 'Interrupted. Nothing was written.' : said ? error.message : error);
  process.exitCode = stop.signal.aborted ? 130 : error instanceof Refusal ? 2 : 1;
}

async function replay(options: ReplayOptions): Promise<void> {
  const clock = new Date();
  const shipped = resolve(SHIPPED);
  const { businessDir } = readConfig({ BUSINESS_DIR: env.BUSINESS_DIR });
  const folder = await loadFolder(businessDir, shipped, (zone) => dayIn(clock, zone));
  const { business } = folder;
  const now =
    options.against === undefined
      ? await nowInForce(folder, options)
      : await thresholdsOf(options.against, folder, false);
  const proposed = await thresholdsOf(options.thresholds, folder, true);

  const { tally, madeUp: generated } = await tallyOfPast({
    source: await sourceOf(options),
    folder,
    clock,
    span: options.span,
    now,
    proposed,
    mayMakeUp: mayMakeUp(folder, options),
    onMakingUp: () =>
      console.error(
        'The store holds no decisions of this time: a made-up past of the demo business is used instead.',
      ),
    progress: tellingProgress(),
    signal: stop.signal,
  });
  const madeUp = generated || options.history !== undefined;
  const places =
    options.places ?? [...business.agents.values()].reduce((sum, { capacity }) => sum + capacity, 0);
  const { profile } = business;
  const report = reportOf({ tally, now, proposed, madeUp, profile, places, minutes: options.minutes });
  await show(report, options, profile.name);
}

async function show(report: ReplayReport, options: ReplayOptions, business: string): Promise<void> {
  if (options.html !== undefined) {
    await writeFile(options.html, asPage(report, business));
    console.error(`${options.html}: the report as a page that can be mailed.`);
  }
  console.log(options.json ? JSON.stringify(report, null, 2) : asTable(report));
}

/** @throws Refusal BUSINESS_INVALID with every fault and its line. */
async function thresholdsOf(file: string, { business }: Folder, told: boolean): Promise<Thresholds> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new Refusal('NOT_FOUND', `${file} can't be read.`, 'Name a file like thresholds.yaml.', { cause });
  });
  const read = readThresholds(text, file);
  if (!read.ok) throw Refusal.because(businessInvalid(file, read.faults));
  if (told) for (const doubt of doubtsInWords(read.value, text, business, file)) console.error(doubt);
  return read.value;
}

/** A past from a file belongs to no store. */
async function nowInForce(folder: Folder, { history }: ReplayOptions): Promise<Thresholds> {
  return history === undefined ? thresholdsInForce(folder, ownStore(), STORE_ENV) : folder.thresholds;
}

function ownStore(): StoreName {
  return storeNamed(env.STORE || (env.DATABASE_URL ? 'postgres' : 'lowdb'), 'STORE');
}

async function sourceOf({ history }: ReplayOptions): Promise<PastSource> {
  if (history === undefined) {
    return { kind: 'store', store: ownStore(), env: STORE_ENV };
  }
  const file = resolve(history);
  await access(file).catch((cause: unknown) => {
    throw new Refusal(
      'NOT_FOUND',
      `there is no file ${file}.`,
      'Write one with npm run generate -- --history.',
      {
        cause,
      },
    );
  });
  return { kind: 'file', file };
}

/** The demo business has no customers who could be misled by it. */
function mayMakeUp({ business }: Folder, { history }: ReplayOptions): boolean {
  return history === undefined && business.folder === resolve(SHIPPED);
}

/** A word a second: how long it will take is not known before all was read. */
function tellingProgress(): (decisions: number) => void {
  let last = performance.now();
  return (decisions) => {
    if (performance.now() - last < 1000) return;
    last = performance.now();
    console.error(`replaying: ${decisions.toLocaleString('en-GB')} decisions so far`);
  };
}
