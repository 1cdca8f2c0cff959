// `npm run chaos -- --store lowdb|postgres [--conversations 50] [--seed 1] [--json]`: faults under load, then an audit.
// `[--kills 200]`: kill -9 of the process, or with `--processes 3` of one of three on one database; `--stops 20`: PostgreSQL itself.
// PostgreSQL is taken from DATABASE_URL, which must be on this machine; without it a server is started for the run.

import type { RunDatabase } from './chaos/database.js';
import { figuresOf } from './chaos/figures.js';
import { type ChaosReport, type Plan, runChaos } from './chaos/index.js';
import { type ChaosPlan, readPlan } from './chaos/plan.js';
import { polyfillBrowser } from './chaos/polyfill.js';
import { build } from './running-bot.js';

/** As a shell says it of a command that Ctrl-C has ended. */
const INTERRUPTED = 130;

const asked = readPlan(process.argv.slice(2), process.env);
if (typeof asked === 'string') {
  console.error(asked);
  process.exit(2);
}
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());
try {
  process.exit(print(await run(asked), asked));
} catch (error) {
  if (!stop.signal.aborted) throw error;
  console.error('\ninterrupted; nothing was audited, and nothing is left behind.');
  process.exit(INTERRUPTED);
}

async function run({ store, fault, times, processes, conversations, seed }: ChaosPlan): Promise<ChaosReport> {
  await build();
  stop.signal.throwIfAborted();
  polyfillBrowser();
  const given = process.env.DATABASE_URL;
  let own: RunDatabase | undefined;
  try {
    if (store === 'postgres' && !given) {
      const { startRunDatabase } = await import('./chaos/database.js');
      own = await startRunDatabase();
      stop.signal.throwIfAborted();
    }
    const begun = Date.now();
    return await runChaos({
      plan: planOf(fault, times, processes, own),
      conversations,
      seed,
      env: { STORE: store, ...(store === 'postgres' ? { DATABASE_URL: own?.url ?? given ?? '' } : {}) },
      signal: stop.signal,
      onProgress(done, of) {
        const left = Math.round((((Date.now() - begun) / done) * (of - done)) / 1000);
        const what = fault === 'stop-database' ? 'stop' : 'kill';
        process.stderr.write(`\r${what} ${done} of ${of}, about ${left} s left   ${done === of ? '\n' : ''}`);
      },
    });
  } finally {
    await own?.end();
  }
}

function planOf(
  kind: ChaosPlan['fault'],
  times: number,
  processes: number,
  database: RunDatabase | undefined,
): Plan {
  switch (kind) {
    case 'kill':
      return { kind, times };
    case 'kill-one-of-several':
      return { kind, times, processes };
    case 'stop-database':
      if (!database) throw new Error('a server of our own was not started');
      return { kind, times, database };
    default:
      return kind satisfies never;
  }
}

/** @returns the exit code. */
function print(report: ChaosReport, plan: ChaosPlan): number {
  const figures = figuresOf(report, plan.fault);
  if (plan.json) console.log(JSON.stringify({ figures }));
  else {
    const done = {
      kill: `${report.faults} kills of -9`,
      'kill-one-of-several': `${report.faults} kills of -9, each of one of ${plan.processes} processes`,
      'stop-database': `${report.faults} immediate stops of PostgreSQL`,
    }[plan.fault];
    console.log(`${done}, ${plan.conversations} conversations, store ${plan.store}, seed ${plan.seed}`);
    console.table(figures);
  }
  for (const finding of report.findings) console.error(finding);
  return figures.every(({ met }) => met) ? 0 : 1;
}
