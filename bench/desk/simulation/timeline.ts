// The virtual clock of a simulation: what happens when, in order. What falls into the same tenth of a second happens at once.

import type { Clock } from '../../../data/ids.js';

/** Milliseconds: short beside any person's doing, long enough that two of them now and then do something at the same moment. */
const TICK = 100;
const TICKS_A_SECOND = 1000 / TICK;

type Work = () => void | Promise<void>;

export interface Timeline {
  readonly clock: Clock;
  /** Milliseconds since the epoch. */
  now(): number;
  /** @param delay milliseconds from now; at least until the next tick. */
  after(delay: number, work: Work): void;
  /** @param time milliseconds since the epoch; a time that has gone is the next tick. */
  at(time: number, work: Work): void;
  /** Time stands still until this is done: what a machine does takes no time beside what people do. */
  during<T>(work: Promise<T>): Promise<T>;
  /** Runs until `done` says so. @param everySecond is called at each full second, together with what else happens then. */
  run(everySecond: Work, done: () => boolean): Promise<void>;
}

export function createTimeline(start: Date): Timeline {
  const begun = start.getTime();
  const planned = new Map<number, Work[]>();
  const under = new Set<Promise<unknown>>();
  let tick = 0;

  function put(at: number, work: Work): void {
    const due = planned.get(at);
    if (due) due.push(work);
    else planned.set(at, [work]);
  }
  const now = () => begun + tick * TICK;

  /** Listeners hear of a commit after it, and begin things of their own. */
  async function settle(): Promise<void> {
    do {
      await Promise.allSettled(under);
      await new Promise(setImmediate);
    } while (under.size > 0);
  }

  return {
    now,
    clock: () => new Date(now()),
    after: (delay, work) => put(tick + Math.max(1, Math.ceil(delay / TICK)), work),
    at: (time, work) => put(Math.max(tick + 1, Math.ceil((time - begun) / TICK)), work),
    async during(work) {
      under.add(work);
      try {
        return await work;
      } finally {
        under.delete(work);
      }
    },
    async run(everySecond, done) {
      for (; !done(); tick++) {
        const due = planned.get(tick) ?? [];
        planned.delete(tick);
        const second = tick % TICKS_A_SECOND === 0;
        if (due.length === 0 && !second) continue;
        await Promise.all([...due, ...(second ? [everySecond] : [])].map((work) => work()));
        await settle();
      }
    },
  };
}
