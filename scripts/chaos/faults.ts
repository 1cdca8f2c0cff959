// What is done to the product: a process killed with -9, or the database stopped at once, each in the middle of turns. Audits nothing.

import { setTimeout as pause } from 'node:timers/promises';
import type { RunningBot } from '../running-bot.js';
import type { ChaosClient, Moment } from './client.js';
import { isOpenAt, type Outage } from './interrupted.js';
import type { Choices } from './random.js';

export interface StoppableDatabase {
  /** As a crash would: no goodbye to clients, no last write. */
  stopImmediately(): Promise<void>;
  /** Resolves when it takes connections. */
  start(): Promise<void>;
}

/** A run under way: what faults are done to, and what they note. */
export interface Run {
  readonly bots: readonly RunningBot[];
  readonly clients: readonly ChaosClient[];
  readonly choices: Choices;
  readonly signal: AbortSignal;
  readonly kills: Moment[];
  readonly outages: Outage[];
  /** Milliseconds from each start of a process to its being ready. */
  readonly starts: number[];
}

/** Milliseconds between one fault's end and the next. */
const LIFE = { least: 50, most: 1500 };
/** Milliseconds that one process of several stays dead. */
const DEAD = { least: 100, most: 3000 };
/** Milliseconds that the database stays down: mostly a moment, at times longer than the product waits for it (5 s). */
const DOWN = { least: 100, most: 7000 };
/** Milliseconds to wait for a turn to be in the middle of. */
const TURN_LIMIT_MS = 3_000;
/** Milliseconds after which the next stop does not wait for the messages of the one before. */
const RECOVERY_LIMIT_MS = 30_000;
const LOOK_MS = 2;

/** The only process is killed at any moment, and started again at once. */
export async function killTheOne({ bots: [bot], choices, kills, starts, signal }: Run): Promise<void> {
  if (!bot) return;
  await pause(choices.between(LIFE), undefined, { signal });
  kills.push({ at: performance.now(), url: bot.url });
  await bot.kill();
  starts.push(await timeToStart(bot));
}

/** One of several is killed in the middle of a turn, and started again after a while, in which the others have its work. */
export async function killOneOfSeveral(run: Run): Promise<void> {
  const { bots, clients, choices, kills, starts, signal } = run;
  const bot = choices.oneOf(bots);
  if (!bot) return;
  await pause(choices.between(LIFE), undefined, { signal });
  await until(() => clients.some((client) => client.underWayAt() === bot.url), TURN_LIMIT_MS, signal);
  kills.push({ at: performance.now(), url: bot.url });
  await bot.kill();
  await pause(choices.between(DEAD), undefined, { signal });
  starts.push(await timeToStart(bot));
}

/** The next stop comes when what this one held up is done, so that each recovery is seen for itself. */
export async function stopDatabase(run: Run, database: StoppableDatabase): Promise<void> {
  const { clients, choices, outages, signal } = run;
  await pause(choices.between(LIFE), undefined, { signal });
  await until(() => clients.some((client) => client.underWayAt() !== undefined), TURN_LIMIT_MS, signal);
  const from = performance.now();
  await database.stopImmediately();
  await pause(choices.mostlyShort(DOWN), undefined, { signal });
  await database.start();
  const ready = performance.now();
  outages.push({ from, until: ready });
  const heldUp = clients.flatMap((client) => client.log().messages.at(-1) ?? []);
  const isOver = () => heldUp.every((message) => message.acknowledged || !isOpenAt(message, ready));
  await until(isOver, RECOVERY_LIMIT_MS, signal);
}

/** Waits for what may be true at any moment, and goes on in time if it never is. @throws AbortError. */
export async function until(condition: () => boolean, limitMs: number, signal: AbortSignal): Promise<void> {
  const end = performance.now() + limitMs;
  while (!condition() && performance.now() < end) await pause(LOOK_MS, undefined, { signal });
}

async function timeToStart(bot: RunningBot): Promise<number> {
  const began = performance.now();
  await bot.startAgain();
  return performance.now() - began;
}
