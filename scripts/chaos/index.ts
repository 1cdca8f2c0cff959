// Does faults to the product at random points under load, then audits. `runChaos` is used by the command and by the tests.

import { type RunningBot, runBot } from '../running-bot.js';
import { type Audit, audit } from './audit.js';
import { type ChaosClient, type ClientLog, type Pace, startClient } from './client.js';
import {
  killOneOfSeveral,
  killTheOne,
  type Run,
  type StoppableDatabase,
  stopDatabase,
  until,
} from './faults.js';
import { answerTo, type Recoveries, recoveriesOf, type Takeovers, takeoversOf } from './interrupted.js';
import { createChoices } from './random.js';

/** What is done to the product, and how often. */
export type Plan =
  | { readonly kind: 'kill'; readonly times: number }
  | { readonly kind: 'kill-one-of-several'; readonly times: number; readonly processes: number }
  | { readonly kind: 'stop-database'; readonly times: number; readonly database: StoppableDatabase };

export interface ChaosOptions {
  readonly plan: Plan;
  readonly conversations: number;
  readonly seed: number;
  /** Environment of the product: STORE and what belongs to it. */
  readonly env: Readonly<Record<string, string>>;
  readonly onProgress: (done: number, of: number) => void;
  /** Ends the run at once: nothing is audited. */
  readonly signal?: AbortSignal;
}

export interface ChaosReport extends Audit {
  readonly faults: number;
  /** Times that a process ended by itself. */
  readonly exits: number;
  /** Milliseconds from the start of a process to its being ready, slowest of all. */
  readonly slowestReady: number;
  readonly takeovers: Takeovers;
  readonly recoveries: Recoveries;
}

/** A process that is killed every second forgets its limits; so nobody is held up by them. */
const HURRIED: Pace = { reading: { least: 20, most: 400 }, again: { least: 150, most: 150 } };
/** A process that stays alive takes 60 messages a minute of one customer. */
const PATIENT: Pace = { reading: { least: 500, most: 3500 }, again: { least: 500, most: 2000 } };
/** Milliseconds for the last answers to come on sockets that have to be opened again. */
const DELIVERY_LIMIT_MS = 30_000;
/** The same for all processes of one installation. */
const SECRET = 'the same secret for all processes of the chaos run';

/** @throws Error when a process does not start, or a client gets no acknowledgement for a minute; AbortError when interrupted. */
export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const { plan, conversations, seed, signal = new AbortController().signal } = options;
  const bots: RunningBot[] = [];
  const clients: ChaosClient[] = [];
  const choices = createChoices(seed, 0);
  const run: Run = { bots, clients, choices, signal, kills: [], outages: [], starts: [] };
  try {
    await startBots(plan.kind === 'kill-one-of-several' ? plan.processes : 1, options.env, bots);
    const urls = bots.map(({ url }) => url);
    const pace = plan.kind === 'kill' ? HURRIED : PATIENT;
    for (let n = 1; n <= conversations; n++) {
      const home = urls[n % urls.length] ?? '';
      const own = { name: `client${n}`, home, choices: createChoices(seed, n) };
      clients.push(await startClient({ ...own, urls, pace, signal }));
    }
    for (let done = 0; done < plan.times; ) {
      await fault(plan, run);
      options.onProgress(++done, plan.times);
    }
    await Promise.all(clients.map((client) => client.stop()));
    const logs = clients.map((client) => client.log());
    await until(() => logs.every(isAnswered), DELIVERY_LIMIT_MS, signal);
    return {
      faults: plan.times,
      exits: bots.reduce((sum, { exits }) => sum + exits, 0),
      slowestReady: Math.max(0, ...run.starts),
      // A process that is alone takes over from itself.
      takeovers: takeoversOf(logs, plan.kind === 'kill-one-of-several' ? run.kills : []),
      recoveries: recoveriesOf(logs, run.outages),
      ...(await audit(urls, logs, options.env.STORE === 'lowdb' ? bots[0]?.folder : undefined)),
    };
  } finally {
    for (const client of clients) client.end();
    // Nobody needs an orderly end of what may have lost its database.
    await Promise.all(bots.map((bot) => bot.kill().then(() => bot.stop())));
  }
}

/** Puts those that have started into `bots`, also when another has not. */
async function startBots(
  count: number,
  env: Readonly<Record<string, string>>,
  bots: RunningBot[],
): Promise<void> {
  const starting = Array.from({ length: count }, () => runBot({ SECRET, ...env, TRUST_PROXY: 'true' }));
  const started = await Promise.allSettled(starting);
  for (const result of started) if (result.status === 'fulfilled') bots.push(result.value);
  for (const result of started) if (result.status === 'rejected') throw result.reason;
}

function fault(plan: Plan, run: Run): Promise<void> {
  switch (plan.kind) {
    case 'kill':
      return killTheOne(run);
    case 'kill-one-of-several':
      return killOneOfSeveral(run);
    case 'stop-database':
      return stopDatabase(run, plan.database);
    default:
      return plan satisfies never;
  }
}

function isAnswered(log: ClientLog): boolean {
  const last = log.messages.at(-1);
  return last === undefined || answerTo(last, log) !== undefined;
}
