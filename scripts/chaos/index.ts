// Kills the product with -9 at random points under load, then audits. `runChaos` is used by the command and by the tests.

import { setTimeout as pause } from 'node:timers/promises';
import { runBot } from '../running-bot.js';
import { type Audit, audit } from './audit.js';
import { type ChaosClient, startClient } from './client.js';

export interface ChaosOptions {
  readonly kills: number;
  readonly conversations: number;
  readonly seed: number;
  /** Environment of the product: STORE and what belongs to it. */
  readonly env: Readonly<Record<string, string>>;
  /** The embedded store leaves files to look at. */
  readonly files: boolean;
  readonly onProgress: (done: number, of: number) => void;
  /** Ends the run early, with an audit of what was done. */
  readonly signal?: AbortSignal;
}

export interface ChaosReport extends Audit {
  readonly kills: number;
  /** Milliseconds from the start of the process to its being ready, slowest of all. */
  readonly slowestReady: number;
}

/** Milliseconds that the product lives between being ready and being killed. */
const LIFE = { least: 50, most: 1500 };
/** Milliseconds between two messages of one customer. */
const READING = { least: 20, most: 400 };

export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const random = seeded(options.seed);
  const between = ({ least, most }: { least: number; most: number }) => least + random() * (most - least);
  const bot = await runBot({ ...options.env, TRUST_PROXY: 'true' });
  let slowestReady = 0;
  let kills = 0;
  const clients: ChaosClient[] = [];
  try {
    for (let n = 1; n <= options.conversations; n++) {
      clients.push(await startClient(bot.url, `client${n}`, () => between(READING)));
    }
    while (kills < options.kills && !options.signal?.aborted) {
      await pause(between(LIFE));
      await bot.kill();
      const started = performance.now();
      await bot.startAgain();
      slowestReady = Math.max(slowestReady, performance.now() - started);
      options.onProgress(++kills, options.kills);
    }
    await Promise.all(clients.map((client) => client.stop()));
    const logs = clients.map((client) => client.log());
    return { kills, slowestReady, ...(await audit(bot.url, logs, options.files ? bot.folder : undefined)) };
  } finally {
    await bot.stop();
  }
}

/** Mulberry32: small, seeded, good enough to choose moments. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
