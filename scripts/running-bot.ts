// The product as a newcomer runs it: its own process on a free port and a folder of its own, which tests and chaos kill and start again.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPackages } from './build-packages.js';
import { buildWeb } from './build-web.js';
import { freePort } from './free-port.js';
import { learnDemo } from './learn-demo.js';

const ROOT = join(import.meta.dirname, '..');
/** Milliseconds; a busy machine takes its time to load the Bot Framework. */
const START_LIMIT = 60_000;

export interface RunningBot {
  readonly url: string;
  /** Its data. */
  readonly folder: string;
  /** What it printed at the start. */
  readonly welcome: string;
  /** How often it ended without being told to. */
  readonly exits: number;
  /** E-mail and password of a demo agent, from the welcome. */
  login(name: string): { readonly email: string; readonly password: string };
  /** As a power cut would: no signal that could be handled. */
  kill(): Promise<void>;
  startAgain(): Promise<void>;
  stop(): Promise<void>;
}

/** Builds what `npm start` builds. */
export async function build(): Promise<void> {
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
  const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.json'], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('the build failed; see above');
  await buildPackages();
  await buildWeb();
  await learnDemo();
}

/** @param env over the demo's defaults. */
export async function runBot(env: Readonly<Record<string, string>> = {}): Promise<RunningBot> {
  const folder = await mkdtemp(join(tmpdir(), 'rapport-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  let welcome = '';
  let exits = 0;
  let told = false;

  /** However this process ends, the other does not outlive it. */
  function endWithUs(): void {
    child?.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }

  async function start(): Promise<void> {
    const started = spawn(process.execPath, ['dist/index.js'], {
      cwd: ROOT,
      env: { PATH: process.env.PATH, PORT: String(port), DATA_DIR: folder, LOG_LEVEL: 'warn', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child = started;
    told = false;
    started.once('exit', () => {
      if (!told) exits += 1;
    });
    let output = '';
    started.stderr.on('data', (text) => {
      output += text;
    });
    await new Promise<void>((ready, fail) => {
      const late = setTimeout(() => fail(new Error(`not ready in time: ${output}`)), START_LIMIT);
      started.stdout.on('data', (text) => {
        output += text;
        if (!output.includes('Agent console')) return;
        clearTimeout(late);
        ready();
      });
      started.once('exit', (code) => fail(new Error(`it ended with ${code}: ${output}`)));
    });
    welcome = output;
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    const ending = child;
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return;
    told = true;
    ending.kill(signal);
    await once(ending, 'exit');
  }

  async function clear(): Promise<void> {
    process.removeListener('exit', endWithUs);
    await rm(folder, { recursive: true, force: true });
  }

  process.once('exit', endWithUs);
  try {
    await start();
  } catch (error) {
    await end('SIGKILL');
    await clear();
    throw error;
  }
  return {
    url,
    folder,
    get welcome() {
      return welcome;
    },
    get exits() {
      return exits;
    },
    login(name) {
      const [, email, password] = new RegExp(`${name}\\s+(\\S+@\\S+)\\s+(\\S+)`).exec(welcome) ?? [];
      if (!email || !password) throw new Error(`no log-in of ${name} in: ${welcome}`);
      return { email, password };
    },
    kill: () => end('SIGKILL'),
    startAgain: start,
    async stop() {
      await end('SIGTERM');
      await clear();
    },
  };
}
