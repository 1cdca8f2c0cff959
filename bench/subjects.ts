// What is measured side by side: the product on each store, the stock echo bot, and the same echo on our Direct Line.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ConnectorStandIn, startConnector } from './connector-client.js';
import { openDirectLine } from './direct-line-client.js';
import { type Known, writeLargerBusiness } from './larger-business.js';
import { type Line, repeated } from './lines.js';
import type { Script } from './load.js';
import { type MeasuredProcess, measure } from './measured-process.js';

const READY = /Agent console\s+(http:\S+)\/agent/;
const LISTENING = /listening on (http:\S+)/;
/** The demo has some 40 customers with orders; no customer may send more than 60 messages a minute. */
const COPIES = 120;
const IDENTITY_SECRET = 'the secret of the site in a benchmark';

export interface Subject {
  readonly name: string;
  readonly process: MeasuredProcess;
  /** Begins that many conversations, each to say so many of the lines. */
  begin(conversations: number, lines: readonly Line[], messages: number): Promise<readonly Script[]>;
}

export interface Subjects {
  readonly stock: Subject;
  readonly echo: Subject;
  /** The embedded store first; PostgreSQL where `DATABASE_URL` names one. */
  readonly product: readonly [Subject, ...Subject[]];
  /** Starts the product with the demo business in a fresh folder, and stops it. @returns milliseconds until it was ready. */
  startDemo(): Promise<number>;
  /** Stops all and removes what they stored. */
  stop(): Promise<void>;
}

/** @param short leaves the memory store out. @param databaseUrl of an empty PostgreSQL database. */
export async function startSubjects({
  short,
  databaseUrl,
}: {
  readonly short: boolean;
  readonly databaseUrl: string | undefined;
}): Promise<Subjects> {
  const folder = await mkdtemp(join(tmpdir(), 'rapport-bench-'));
  const businessDir = join(folder, 'business');
  const known = await writeLargerBusiness(businessDir, COPIES);
  const connector = await startConnector();
  const started: MeasuredProcess[] = [];

  async function start(...call: Parameters<typeof measure>): Promise<MeasuredProcess> {
    const process = await measure(...call);
    started.push(process);
    return process;
  }

  async function product(store: string): Promise<Subject> {
    const process = await start('dist/index.js', READY, {
      STORE: store,
      BUSINESS_DIR: businessDir,
      TRUST_PROXY: 'true',
      ...demoEnvironment(join(folder, store)),
      ...(store === 'postgres' && databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
    });
    return overDirectLine(store, process, known);
  }

  return {
    stock: stockSubject(await start('bench/stock-echo.mjs', LISTENING), connector),
    echo: echoing(
      overDirectLine('echo', await start('bench/our-echo.mjs', LISTENING, { IDENTITY_SECRET }), known),
    ),
    product: [
      await product('lowdb'),
      ...(short ? [] : [await product('memory')]),
      ...(databaseUrl ? [await product('postgres')] : []),
    ],
    async startDemo() {
      const process = await start('dist/index.js', READY, demoEnvironment(join(folder, `${started.length}`)));
      await process.stop();
      return process.readyAfter;
    },
    async stop() {
      await Promise.all(started.map((process) => process.stop()));
      await connector.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function demoEnvironment(dataDir: string): Readonly<Record<string, string>> {
  return {
    PORT: '0',
    LOG_LEVEL: 'warn',
    DATA_DIR: dataDir,
    SECRET: 'the secret of the server in a benchmark',
    IDENTITY_SECRET,
  };
}

function overDirectLine(name: string, process: MeasuredProcess, known: readonly Known[]): Subject {
  let begun = 0;
  return {
    name,
    process,
    begin(conversations, lines, messages) {
      return inTens(conversations, async () => {
        const customer = known[begun % known.length];
        begun += 1;
        if (!customer) throw new Error('the business of the benchmark has no customers');
        const talk = await openDirectLine(process.url, { customer, identitySecret: IDENTITY_SECRET });
        return { talk, lines: repeated(lines, messages, customer.order) };
      });
    },
  };
}

/** The same lines, with what an echo answers to them. */
function echoing(subject: Subject): Subject {
  return {
    ...subject,
    begin: (conversations, lines, messages) =>
      subject.begin(
        conversations,
        lines.map(({ text }) => ({ text, reply: /^Echo: / })),
        messages,
      ),
  };
}

function stockSubject(process: MeasuredProcess, connector: ConnectorStandIn): Subject {
  return {
    name: 'stock',
    process,
    begin: (conversations, lines, messages) =>
      inTens(conversations, async () => ({
        talk: await connector.open(process.url),
        lines: repeated(lines, messages, '10001'),
      })),
  };
}

/** Ten at a time: a thousand at once would be an attack, not a load. */
async function inTens<T>(count: number, make: () => Promise<T>): Promise<readonly T[]> {
  const made: T[] = [];
  while (made.length < count) {
    const batch = Array.from({ length: Math.min(10, count - made.length) }, make);
    made.push(...(await Promise.all(batch)));
  }
  return made;
}
