// A closed loop of load: so many conversations, each sends when it has its reply. Measures what the customers see and what the process uses.

import { performance } from 'node:perf_hooks';
import type { Line } from './lines.js';
import type { MeasuredProcess } from './measured-process.js';

/** One conversation as its customer's client sees it. */
export interface Talk {
  /** Sends, and resolves when the reply is there. @throws when none came in time. */
  say(line: Line): Promise<void>;
  /** What was lost, doubled, out of order or somebody else's, one sentence each; empty where all is well. */
  audit(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** What is said in one conversation. */
export interface Script {
  readonly talk: Talk;
  readonly lines: readonly Line[];
}

export interface Round {
  readonly turns: number;
  /** Microseconds of all threads of the loaded process, a turn. */
  readonly cpuPerTurn: number;
  readonly turnsPerSecond: number;
  /** Milliseconds from sending to the reply, one a turn, in no order. */
  readonly latencies: readonly number[];
  /** 99th percentile, milliseconds. */
  readonly delayP99: number;
}

export interface LoadOptions {
  /** Milliseconds from one message of a conversation to its next; the conversations begin evenly within it. 0: as fast as replies come. */
  readonly pace?: number;
  /** Told after each turn. */
  readonly onTurn?: (turns: number) => void;
}

/** Says all lines of each script in its conversation, all conversations at once. */
export async function load(
  subject: MeasuredProcess,
  scripts: readonly Script[],
  { pace = 0, onTurn }: LoadOptions = {},
): Promise<Round> {
  const latencies: number[] = [];
  await subject.reset();
  const before = await subject.usage();
  const begun = performance.now();
  await Promise.all(
    scripts.map(async ({ talk, lines }, index) => {
      if (pace > 0) await sleep((pace * index) / scripts.length);
      for (const line of lines) {
        const sent = performance.now();
        await talk.say(line);
        latencies.push(performance.now() - sent);
        onTurn?.(latencies.length);
        if (pace > 0) await sleep(Math.max(0, pace - (performance.now() - sent)));
      }
    }),
  );
  const seconds = (performance.now() - begun) / 1000;
  const after = await subject.usage();
  return {
    turns: latencies.length,
    cpuPerTurn: (after.cpu - before.cpu) / latencies.length,
    turnsPerSecond: latencies.length / seconds,
    latencies,
    delayP99: after.delayP99,
  };
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}
