// Two processes on one database, as behind a load balancer: a customer's socket on one, an agent's console on the other, and
// then one of them dies.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { createOutbox } from '../channels/teams/outbox.js';
import { appendEntry } from '../data/append-entry.js';
import { changeCustomer } from '../data/change-customer.js';
import type { ActivityId, AgentId, Clock } from '../data/ids.js';
import { createMemoryStores } from '../data/memory/memory-stores.js';
import type { Stores } from '../data/ports.js';
import type { PostgresStores } from '../data/postgres/postgres-stores.js';
import { createPresence } from '../handoff/presence.js';
import type { ConsoleEvent, QueueRow } from '../handoff/views.js';
import { ask, get, listen, post, silent, TOM } from './direct-line-fixture.js';
import { openStores, postgresServer } from './postgres-server.js';
import { AT, conversation, customer } from './store-contract.js';

const ROOT = join(import.meta.dirname, '..');
const WAIT = { timeout: 20_000 };
const test = postgresServer();
const folders: string[] = [];
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

interface Process {
  readonly url: string;
  readonly welcome: string;
  /** As a power cut would. */
  kill(): Promise<void>;
}

async function startProcess(databaseUrl: string): Promise<Process> {
  const folder = await mkdtemp(join(tmpdir(), 'rapport-process-'));
  folders.push(folder);
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', 'index.ts'], {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      STORE: 'postgres',
      DATABASE_URL: databaseUrl,
      DATA_DIR: folder,
      SECRET: 'the same secret for all processes of one installation',
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const welcome = new Promise<string>((ready, fail) => {
    child.stdout?.on('data', (text) => {
      output += text;
      if (output.includes('Log-ins')) setImmediate(() => ready(output));
    });
    child.stderr?.on('data', (text) => {
      output += text;
    });
    child.once('exit', (code) => fail(new Error(`it ended with ${code}: ${output}`)));
  });
  async function kill(): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  onTestFinished(kill);
  const said = await welcome;
  return { url: /Agent console\s+(\S+)\/agent/.exec(said)?.[1] ?? '', welcome: said, kill };
}

/** An agent's console at one process; its session is in the database. */
async function signIn({ url, welcome }: Process, name: string) {
  const [, email, password] = new RegExp(`${name}\\s+(\\S+@\\S+)\\s+(\\S+)`).exec(welcome) ?? [];
  const login = await ask(`${url}/api/agent/login`, {
    method: 'POST',
    json: { email, password },
    headers: { Origin: url },
  });
  expect(login.status).toBe(200);
  return (login.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}

async function openConsole({ url }: Process, cookie: string) {
  const events: ConsoleEvent[] = [];
  const leaving = new AbortController();
  onTestFinished(() => leaving.abort());
  const response = await fetch(`${url}/api/agent/events`, { headers: { cookie }, signal: leaving.signal });
  void read(response.body as AsyncIterable<Uint8Array> | null).catch(() => undefined);
  async function read(body: AsyncIterable<Uint8Array> | null): Promise<void> {
    let text = '';
    for await (const chunk of body ?? []) {
      text += Buffer.from(chunk).toString('utf8');
      const frames = text.split('\n\n');
      text = frames.pop() ?? '';
      for (const frame of frames) {
        if (frame.startsWith('data: ')) events.push(JSON.parse(frame.slice('data: '.length)));
      }
    }
  }
  return {
    queue: (): readonly QueueRow[] => events.findLast((event) => event.type === 'queue')?.rows ?? [],
    lines: () => [
      ...new Set(
        events.flatMap((event) => (event.type === 'lines' ? event.lines.map(({ text }) => text) : [])),
      ),
    ],
    send: (path: string, json: unknown) =>
      ask(`${url}/api/agent/handoffs/${path}`, { method: 'POST', json, headers: { cookie, Origin: url } }),
  };
}

describe('a conversation over two processes', () => {
  it('goes both ways, and on after the customer’s process was killed', async () => {
    const databaseUrl = await test.fresh();
    const [a, b] = await Promise.all([startProcess(databaseUrl), startProcess(databaseUrl)]);

    // Tom's socket is at A.
    const { identity } = (await post(`${a.url}/demo/identity`, undefined, { customerId: 'c-1005' })).body;
    const { token, conversationId } = (await post(`${a.url}/v3/directline/tokens/generate`, identity)).body;
    const { streamUrl } = (await post(`${a.url}/v3/directline/conversations`, token)).body;
    const tom = await listen(streamUrl);
    const says = (at: Process, text: string) =>
      post(`${at.url}/v3/directline/conversations/${conversationId}/activities`, token, {
        type: 'message',
        text,
      });

    // Lena's console is at B; that she is online is known at A.
    const cookie = await signIn(b, 'Lena Okafor');
    const lena = await openConsole(b, cookie);
    await says(a, 'I want to talk to a person');
    await expect.poll(() => lena.queue().length, WAIT).toBe(1);
    const [row] = lena.queue();
    const path = `${row!.customerId}/${row!.handoffId}`;
    const { epoch } = (await lena.send(`${path}/claim`, {})).body;
    await expect.poll(() => tom.lines.join('\n'), WAIT).toContain('Lena Okafor is here now');

    await lena.send(`${path}/messages`, { clientId: 'm1', text: 'Hello Tom, this is Lena.', epoch });
    await expect.poll(() => tom.lines.at(-1), WAIT).toBe('Lena Okafor: Hello Tom, this is Lena.');
    await says(a, 'Hello Lena');
    await expect.poll(() => lena.lines(), WAIT).toContain('Hello Lena');

    // A dies. The client comes back to B with its watermark, and misses nothing.
    const { watermark } = tom;
    await a.kill();
    await lena.send(`${path}/messages`, { clientId: 'm2', text: 'Are you still there?', epoch });
    const again = await get(
      `${b.url}/v3/directline/conversations/${conversationId}?watermark=${watermark}`,
      token,
    );
    expect(again.status).toBe(200);
    const tomAgain = await listen(again.body.streamUrl);
    expect(await tomAgain.until(1)).toEqual(['Lena Okafor: Are you still there?']);
    await says(b, 'Yes, I am');
    await expect.poll(() => lena.lines().at(-1), WAIT).toBe('Yes, I am');
    await lena.send(`${path}/messages`, { clientId: 'm3', text: 'Good.', epoch });
    expect(await tomAgain.until(3)).toEqual([
      'Lena Okafor: Are you still there?',
      'customer: Yes, I am',
      'Lena Okafor: Good.',
    ]);
  }, 120_000);

  it('does twenty messages that come to both at once, each once, and none crosses another', async () => {
    const databaseUrl = await test.fresh();
    const [a, b] = await Promise.all([startProcess(databaseUrl), startProcess(databaseUrl)]);
    const { token, conversationId } = (await post(`${a.url}/v3/directline/tokens/generate`)).body;
    const { streamUrl } = (await post(`${a.url}/v3/directline/conversations`, token)).body;
    const visitor = await listen(streamUrl);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        post(`${(n % 2 ? a : b).url}/v3/directline/conversations/${conversationId}/activities`, token, {
          type: 'message',
          text: `opening hours? (${n})`,
        }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    const asked = () => visitor.lines.filter((line) => line.startsWith('customer: '));
    await expect.poll(() => asked().length, WAIT).toBe(20);
    expect(new Set(asked()).size).toBe(20);
    const { activities } = (
      await get(`${b.url}/v3/directline/conversations/${conversationId}/activities`, token)
    ).body;
    await expect
      .poll(() => visitor.activities.map(({ id }) => id), WAIT)
      .toEqual(activities.map(({ id }: { id: string }) => id));
  }, 120_000);
});

describe('delivery to Teams by two processes', () => {
  it('is by the one that began first, each reply once, and by the other when that has closed', async () => {
    const databaseUrl = await test.fresh();
    const sent: string[] = [];
    async function start(name: string) {
      const stores = await openStores(databaseUrl);
      const outbox = createOutbox({
        stores,
        feed: stores.feed,
        owner: name,
        async send(_reference, { text }) {
          sent.push(`${name} sent ${text}`);
          return { outcome: 'sent' };
        },
        toActivity: ({ activity }) => ({ type: 'message', text: activity.text }),
        log: silent,
        random: () => 0,
      });
      await outbox.start();
      onTestFinished(() => outbox.close());
      return { stores, outbox };
    }
    /** A turn at one of them, with a reply. */
    const reply = ({ stores }: { stores: PostgresStores }, text: string) =>
      changeCustomer(stores, stores.feed, TOM, async (stored) => {
        const record = stored ?? customer(TOM);
        const chat = record.conversations[0] ?? conversation('teams-tom');
        record.conversations = [chat];
        const activity = { type: 'message', text };
        appendEntry(chat, { id: text as ActivityId, at: new Date(AT), from: { role: 'bot' }, activity });
        return { record, result: undefined };
      });

    const a = await start('a');
    const b = await start('b');
    for (let n = 1; n <= 5; n++) await reply(n % 2 ? a : b, `reply ${n}`);
    await expect.poll(() => sent, WAIT).toEqual([1, 2, 3, 4, 5].map((n) => `a sent reply ${n}`));
    await a.outbox.close();
    await reply(a, 'reply 6');
    await expect.poll(() => sent.at(-1), WAIT).toBe('b sent reply 6');
    expect(sent).toHaveLength(6);
  }, 60_000);
});

describe('who is at the desk', () => {
  const LENA = 'a-lena' as AgentId;
  let time = Date.parse('2026-11-18T11:00:00Z');
  const clock: Clock = () => new Date(time);
  const pass = (seconds: number) => {
    time += seconds * 1000;
  };

  function desks() {
    const memory = createMemoryStores();
    const stores: Stores = { ...memory, sharing: { attempts: 1, pause: async () => undefined } };
    const onError = (error: unknown) => expect.unreachable(String(error));
    const desk = (owner: string) => createPresence({ stores, owner, clock, onError });
    return { stores, a: desk('a'), b: desk('b'), desk };
  }

  it('is known to the other process after its next look', async () => {
    const { a, b } = desks();
    await a.set(LENA, 'online');
    expect(a.of(LENA)).toBe('online');
    expect(b.of(LENA)).toBe('offline');
    await b.refresh();
    expect(b.of(LENA)).toBe('online');
    await a.set(LENA, 'offline');
    await b.refresh();
    expect(b.of(LENA)).toBe('offline');
  });

  it.each([
    { silent: 20, presence: 'online' },
    { silent: 21, presence: 'offline' },
  ])('is $presence $silent s after the last sign of their process', async ({ silent, presence }) => {
    const { a, b } = desks();
    await a.set(LENA, 'online');
    await b.refresh();
    pass(15);
    await a.refresh();
    await b.refresh();
    pass(silent);
    await b.refresh();
    expect(b.of(LENA)).toBe(presence);
  });

  it('is what the agent chose last, at whichever process', async () => {
    const { a, b } = desks();
    await a.set(LENA, 'online');
    pass(1);
    await b.set(LENA, 'away');
    await Promise.all([a.refresh(), b.refresh()]);
    expect([a.of(LENA), b.of(LENA)]).toEqual(['away', 'away']);
    await b.set(LENA, 'offline');
    await a.refresh();
    expect(a.of(LENA)).toBe('online');
  });

  it('is forgotten with a dead process, and known again when that was only asleep', async () => {
    const { a, b, stores } = desks();
    await a.set(LENA, 'online');
    await b.refresh();
    pass(61);
    await b.refresh();
    expect(await stores.collection('presence').list()).toEqual([]);
    await a.refresh();
    await b.refresh();
    expect(b.of(LENA)).toBe('online');
  });

  it('survives the restart of the only process for as long as a reload takes', async () => {
    const { a, desk } = desks();
    await a.set(LENA, 'away');
    await a.close();
    const restarted = desk('c');
    await restarted.start();
    expect(restarted.of(LENA)).toBe('away');
    pass(21);
    expect(restarted.of(LENA)).toBe('offline');
    await restarted.close();
  });
});
