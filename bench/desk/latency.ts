// From the agent's message to the customer's screen: the real server in a process of its own, every agent's console and every
// customer's page with their open streams, each conversation at people's pace.

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { readConfig } from '../../config.js';
import type { AgentId } from '../../data/ids.js';
import { findSecrets } from '../../service/secrets.js';
import type { Figure } from '../figures.js';
import { writeLargerBusiness } from '../larger-business.js';
import { type MeasuredProcess, measure } from '../measured-process.js';
import { percentile } from '../statistics.js';
import { type ConsoleClient, type OpenRow, openConsole } from './console-client.js';
import { type CustomerSocket, openCustomerSocket } from './customer-socket.js';
import { openPages } from './key-press.js';

const READY = /Agent console\s+(http:\S+)\/agent/;
const SECRET = 'the secret of the server in a benchmark';
const WISH = 'talk to a human';
const CONVERSATIONS = 200;
/** Four conversations each, as many as agents of live chat are commonly given. */
const AGENTS = 50;
/** Milliseconds from one message of a person to their next: both sides write, so a conversation has a message every ten seconds. */
const PACE = 20_000;
/** Whose console is open in a browser. */
const TYPIST = 'a-bench-typist' as AgentId;
/** Messages typed there while each of the others writes one, so that they fill the same time. */
const PRESSES = 8;

interface Talk {
  readonly console: ConsoleClient;
  readonly row: OpenRow;
  readonly epoch: number;
  readonly customer: CustomerSocket;
}

/** @param rounds messages of each agent in each conversation. Needs a build. */
export async function latencyFigures(
  rounds: number,
  progress: (text: string) => void,
): Promise<readonly Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'rapport-desk-'));
  let server: MeasuredProcess | undefined;
  const ends: (() => unknown)[] = [];
  try {
    const businessDir = join(folder, 'business');
    await writeLargerBusiness(businessDir, 1);
    const agents = await addAgents(join(businessDir, 'agents.csv'));
    server = await measure('dist/index.js', READY, {
      PORT: '0',
      LOG_LEVEL: 'warn',
      TRUST_PROXY: 'true',
      BUSINESS_DIR: businessDir,
      DATA_DIR: join(folder, 'data'),
      SECRET,
    });
    const talks = await openTalks(server.url, agents, ends);
    progress(`${talks.length} conversations are open with ${agents.length} agents`);
    const pages = await openPages(server.url, await loginOf(TYPIST));
    ends.push(() => pages.close());
    await server.reset();
    const before = await server.usage();
    const bytesBefore = receivedBy(talks);
    const begun = performance.now();
    const [pressed, ...posted] = await Promise.all([
      pages.press(PRESSES * rounds),
      ...talks.map((talk, n) => converse(talk, rounds, (PACE * n) / talks.length)),
    ]);
    const times = posted.flat();
    const seconds = (performance.now() - begun) / 1000;
    const after = await server.usage();
    const bytes = receivedBy(talks) - bytesBefore;
    progress(`${times.length} messages in ${seconds.toFixed(0)} s`);
    const name = `desk.latency.${CONVERSATIONS}-open.from-post`;
    return [
      ...pressFigures(pressed),
      { name: `${name}.p50`, value: percentile(times, 0.5), unit: 'ms' },
      { name: `${name}.p95`, value: percentile(times, 0.95), unit: 'ms', max: 150 },
      { name: `${name}.max`, value: Math.max(...times), unit: 'ms' },
      {
        name: `desk.latency.${CONVERSATIONS}-open.cpu`,
        value: (after.cpu - before.cpu) / 1e4 / seconds,
        unit: '% of a core',
      },
      {
        name: `desk.latency.${CONVERSATIONS}-open.loop-delay`,
        value: after.delayP99,
        unit: 'ms p99',
      },
      {
        name: `desk.latency.${CONVERSATIONS}-open.to-consoles`,
        value: bytes / 1e6 / seconds,
        unit: 'MB/s',
      },
    ];
  } finally {
    for (const end of ends) await end();
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Both pages paint on this machine too, beside the server and all others. */
function pressFigures(times: readonly number[]): readonly Figure[] {
  const name = `desk.latency.${CONVERSATIONS}-open.key-to-screen`;
  return [
    { name: `${name}.p50`, value: percentile(times, 0.5), unit: 'ms' },
    { name: `${name}.p95`, value: percentile(times, 0.95), unit: 'ms', max: 150 },
    { name: `${name}.max`, value: Math.max(...times), unit: 'ms' },
  ];
}

async function loginOf(agentId: AgentId) {
  const { demoPassword } = await findSecrets(readConfig({ SECRET, STORE: 'memory' }));
  if (!demoPassword) throw new Error('outside the demo, agents have passwords of their own');
  return { agentId, email: emailOf(agentId), password: demoPassword(agentId) };
}

/** Bytes on the streams of all consoles so far. */
function receivedBy(talks: readonly Talk[]): number {
  const consoles = new Set(talks.map((talk) => talk.console));
  return [...consoles].reduce((sum, { received }) => sum + received(), 0);
}

async function openTalks(
  url: string,
  agents: readonly AgentId[],
  ends: (() => unknown)[],
): Promise<readonly Talk[]> {
  const consoles = await inTens(agents.length, async (n) => {
    const opened = await openConsole(url, await loginOf(agents[n] ?? TYPIST));
    ends.push(() => opened.close());
    return opened;
  });
  return inTens(CONVERSATIONS, async (n) => {
    const opened = consoles[n % consoles.length];
    if (!opened) throw new Error('nobody is at the desk');
    const customer = await openCustomerSocket(url, n);
    ends.push(() => customer.close());
    await customer.say(WISH);
    await customer.arrival(WISH);
    const row = await rowOf(customer.customerId, opened);
    return { customer, row, console: opened, epoch: await opened.claim(row) };
  });
}

/** The queue follows the store a moment later. */
async function rowOf(customerId: string, { queue }: ConsoleClient): Promise<OpenRow> {
  for (let tries = 0; tries < 100; tries++) {
    const row = (await queue()).find((each) => each.customerId === customerId);
    if (row) return row;
    await sleep(50);
  }
  throw new Error(`${customerId} is not in the queue`);
}

/** Both sides in turn. @returns milliseconds from the agent's sending to the customer's socket, one a message. */
async function converse(talk: Talk, rounds: number, begin: number): Promise<readonly number[]> {
  const times: number[] = [];
  await sleep(begin);
  for (let round = 0; round < rounds; round++) {
    await talk.customer.say(`And what about number ${round}?`);
    await sleep(PACE / 2);
    const text = `Let me look at number ${round} for you: it is on its way.`;
    const arrival = talk.customer.arrival(text);
    const sent = performance.now();
    await talk.console.say(talk.row, { text, epoch: talk.epoch });
    times.push((await arrival).at - sent);
    await sleep(PACE / 2);
  }
  return times;
}

/** The demo's agents stay, because its customers name them. @returns the ids of those who were added. */
async function addAgents(file: string): Promise<readonly AgentId[]> {
  const ids = Array.from({ length: AGENTS }, (_, n) => `a-bench-${n}` as AgentId);
  const all = [...ids, TYPIST];
  const [header = '', ...rows] = (await readFile(file, 'utf8')).trimEnd().split('\n');
  const made = all.map((id, n) => {
    const cells = { id, name: `Colleague ${n}`, email: emailOf(id), languages: 'en', capacity: '6' };
    return header.split(',').map((column) => cells[column as keyof typeof cells] ?? '');
  });
  await writeFile(file, `${[header, ...rows, ...made.map((cells) => cells.join(','))].join('\n')}\n`);
  return ids;
}

function emailOf(agent: AgentId): string {
  return `${agent}@example.test`;
}

async function inTens<T>(count: number, make: (n: number) => Promise<T>): Promise<readonly T[]> {
  const made: T[] = [];
  while (made.length < count) {
    const first = made.length;
    const batch = Array.from({ length: Math.min(10, count - first) }, (_, n) => make(first + n));
    made.push(...(await Promise.all(batch)));
  }
  return made;
}
