// `npm run chaos -- --store lowdb|postgres [--kills 200] [--conversations 50] [--seed 1] [--json]`: kill -9 under load, then an audit.
// PostgreSQL is taken from DATABASE_URL, which must be on this machine; without it a server is started for the run.

import { parseArgs } from 'node:util';
import { runChaos } from './chaos/index.js';
import { polyfillBrowser } from './chaos/polyfill.js';
import { build } from './running-bot.js';

const { values } = parseArgs({
  options: {
    store: { type: 'string', default: 'lowdb' },
    kills: { type: 'string', default: '200' },
    conversations: { type: 'string', default: '50' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
});
const kills = whole('kills', values.kills, 1000);
const conversations = whole('conversations', values.conversations, 200);
const seed = whole('seed', values.seed, 2 ** 31);
if (values.store !== 'lowdb' && values.store !== 'postgres')
  fail(`--store ${values.store}: use lowdb or postgres.`);

const stop = new AbortController();
process.once('SIGINT', () => stop.abort());

await build();
polyfillBrowser();
const database = values.store === 'postgres' ? await databaseForRun() : undefined;
const begun = Date.now();
const report = await runChaos({
  kills,
  conversations,
  seed,
  files: values.store === 'lowdb',
  env: database ? { STORE: 'postgres', DATABASE_URL: database.url } : { STORE: 'lowdb' },
  signal: stop.signal,
  onProgress(done, of) {
    const left = Math.round((((Date.now() - begun) / done) * (of - done)) / 1000);
    process.stderr.write(`\rkill ${done} of ${of}, about ${left} s left   `);
  },
});
process.stderr.write('\n');
await database?.stop();

const figures = [
  figure('acknowledged', report.acknowledged, 'messages', { min: 1 }),
  figure('received on sockets', report.received, 'activities', { min: 1 }),
  figure('lost', report.lost, 'messages', { max: 0 }),
  figure('duplicated', report.duplicated, 'messages', { max: 0 }),
  figure('out of order', report.outOfOrder, 'messages', { max: 0 }),
  figure('crossed', report.crossed, 'messages', { max: 0 }),
  figure('corrupt files', report.corruptFiles, 'files', { max: 0 }),
  figure('slowest start to ready', Math.round(report.slowestReady), 'ms', { max: 5000 }),
];
if (values.json) console.log(JSON.stringify({ figures }));
else {
  console.log(
    `${report.kills} kills of -9, ${conversations} conversations, store ${values.store}, seed ${seed}`,
  );
  console.table(figures);
}
for (const finding of report.findings) console.error(finding);
process.exit(figures.every(({ met }) => met) ? 0 : 1);

function figure(name: string, value: number, unit: string, bound: { min: number } | { max: number }) {
  return { name, value, unit, ...bound, met: 'min' in bound ? value >= bound.min : value <= bound.max };
}

function whole(name: string, text: string, most: number): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > most)
    fail(`--${name} ${text}: use a whole number from 1 to ${most}.`);
  return number;
}

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}

async function databaseForRun(): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const given = process.env.DATABASE_URL;
  if (given) {
    const host = URL.canParse(given) ? new URL(given).hostname : '';
    if (!['localhost', '127.0.0.1', '[::1]'].includes(host))
      fail('DATABASE_URL must be on this machine: the run kills and floods.');
    return { url: given, stop: async () => undefined };
  }
  const { startPostgres } = await import('./postgres.js');
  return startPostgres();
}
