// Reads what the command line asks for, and refuses what makes no sense together. Starts nothing.

import { parseArgs } from 'node:util';

export interface ChaosPlan {
  readonly store: 'lowdb' | 'postgres';
  readonly fault: 'kill' | 'kill-one-of-several' | 'stop-database';
  readonly times: number;
  readonly processes: number;
  readonly conversations: number;
  readonly seed: number;
  readonly json: boolean;
}

const DEFAULT_KILLS = 200;
/** Of processes, because each takes up to eleven connections, and PostgreSQL allows a hundred. */
const MOST = { stops: 1000, kills: 1000, processes: 8, conversations: 200, seed: 2 ** 31 };

/** @returns the plan, or a sentence that says what does not fit. */
export function readPlan(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): ChaosPlan | string {
  const { values } = parseArgs({
    args: [...args],
    options: {
      store: { type: 'string', default: 'lowdb' },
      kills: { type: 'string' },
      stops: { type: 'string' },
      processes: { type: 'string' },
      conversations: { type: 'string' },
      seed: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const { store, json } = values;
  if (store !== 'lowdb' && store !== 'postgres') return `--store ${store}: use lowdb or postgres.`;
  const numbers = { stops: 0, kills: 0, processes: 1, conversations: 50, seed: 1 };
  for (const [name, most] of Object.entries(MOST) as [keyof typeof MOST, number][]) {
    const given = values[name];
    if (given === undefined) continue;
    numbers[name] = Number(given);
    if (!Number.isInteger(numbers[name]) || numbers[name] < 1 || numbers[name] > most)
      return `--${name} ${given}: use a whole number from 1 to ${most}.`;
  }
  const { stops, kills, ...rest } = numbers;
  const refusal = refusalOf(store, numbers, env.DATABASE_URL);
  if (refusal !== undefined) return refusal;
  if (stops > 0) return { store, fault: 'stop-database', times: stops, ...rest, json };
  const fault = numbers.processes > 1 ? 'kill-one-of-several' : 'kill';
  return { store, fault, times: kills || DEFAULT_KILLS, ...rest, json };
}

function refusalOf(
  store: ChaosPlan['store'],
  { stops, kills, processes }: Readonly<Record<'stops' | 'kills' | 'processes', number>>,
  databaseUrl: string | undefined,
): string | undefined {
  if (store === 'lowdb') {
    if (stops > 0) return '--stops stops PostgreSQL: use it with --store postgres.';
    if (processes > 1) return 'The embedded store serves one process: use --processes with --store postgres.';
    return undefined;
  }
  if (stops > 0 && (kills > 0 || processes > 1))
    return '--stops keeps one process alive: use --kills and --processes in a run of their own.';
  if (stops > 0 && databaseUrl)
    return '--stops needs a server that it may stop: unset DATABASE_URL, and one is started for the run.';
  if (databaseUrl && !isLocal(databaseUrl))
    return 'DATABASE_URL must be on this machine: the run kills and floods.';
  return undefined;
}

function isLocal(databaseUrl: string): boolean {
  const host = URL.canParse(databaseUrl) ? new URL(databaseUrl).hostname : '';
  return ['localhost', '127.0.0.1', '[::1]'].includes(host);
}
