// A program in a process of its own whose use of the machine can be asked for. Knows nothing of what it serves.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';

export const ROOT = join(import.meta.dirname, '..');
/** What `npm start` tells Node, so that the product is measured as it is run. */
function flagsOf(program: string): readonly string[] {
  if (!program.startsWith('dist/')) return [];
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    scripts: { start: string };
  };
  return scripts.start.split(' ').filter((word) => word.startsWith('--'));
}

/** Milliseconds; a busy machine takes its time to load the Bot Framework. */
const START_LIMIT = 60_000;

export interface Usage {
  /** Microseconds of all threads since the start. */
  readonly cpu: number;
  /** 99th percentile of the event loop's delay since the last `reset`, milliseconds. */
  readonly delayP99: number;
}

export interface MeasuredProcess {
  readonly url: string;
  readonly pid: number;
  /** Milliseconds from the start to its saying that it is ready. */
  readonly readyAfter: number;
  usage(): Promise<Usage>;
  reset(): Promise<void>;
  /** Bytes, after a full garbage collection. */
  memory(): Promise<{ readonly rss: number; readonly heapUsed: number }>;
  /** Samples the CPU from now on. @returns a function that writes what was sampled, for Chrome's tools. */
  profile(): Promise<(file: string) => Promise<void>>;
  stop(): Promise<void>;
}

/**
 * @param program relative to the repository; @param ready finds the address in what it prints when it is ready.
 * @throws when it ends, or says nothing within a minute.
 */
export async function measure(
  program: string,
  ready: RegExp,
  env: Readonly<Record<string, string>> = {},
): Promise<MeasuredProcess> {
  const begun = performance.now();
  const child = spawn(
    process.execPath,
    ['--expose-gc', ...flagsOf(program), '--import', join(import.meta.dirname, 'probe.mjs'), program],
    {
      cwd: ROOT,
      env: { PATH: process.env.PATH, NODE_ENV: 'production', ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  );
  const url = await addressOf(child, ready);
  const readyAfter = performance.now() - begun;
  const ask = asking(child);
  return {
    url,
    pid: child.pid ?? 0,
    readyAfter,
    usage: () => ask('usage'),
    memory: () => ask('memory'),
    async reset() {
      await ask('reset');
    },
    async profile() {
      await ask('profile', { interval: 200 });
      return async (file) => {
        await ask('writeProfile', { file });
      };
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

function addressOf(child: ChildProcess, ready: RegExp): Promise<string> {
  let output = '';
  return new Promise((found, fail) => {
    const late = setTimeout(() => {
      child.kill('SIGKILL');
      fail(new Error(`not ready in time: ${output}`));
    }, START_LIMIT);
    const take = (text: Buffer) => {
      output += text;
      const [, address] = ready.exec(output) ?? [];
      if (address === undefined) return;
      clearTimeout(late);
      found(address);
    };
    child.stdout?.on('data', take);
    child.stderr?.on('data', take);
    child.once('exit', (code) => {
      clearTimeout(late);
      fail(new Error(`${child.spawnargs.at(-1)} ended with ${code}: ${output}`));
    });
  });
}

function asking(child: ChildProcess) {
  const waiting = new Map<number, { done: (answer: never) => void; fail: (error: Error) => void }>();
  let asked = 0;
  child.on('message', ({ id, answer }: { id: number; answer: never }) => {
    waiting.get(id)?.done(answer);
    waiting.delete(id);
  });
  child.once('exit', (code) => {
    for (const { fail } of waiting.values()) fail(new Error(`the measured process ended with ${code}`));
  });
  return <T>(ask: string, more: object = {}): Promise<T> =>
    new Promise((done, fail) => {
      asked += 1;
      waiting.set(asked, { done, fail });
      child.send({ ask, id: asked, ...more });
    });
}
