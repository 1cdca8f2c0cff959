// One customer of the chaos run: the real Direct Line client, which writes one message after the other and logs what became of each.

import { setTimeout as pause } from 'node:timers/promises';
import { DirectLine } from 'botframework-directlinejs';
import { heldSocket } from '../../web/chat/held-socket.js';
import { firstValueFrom, type Subscribable } from './observable.js';
import { type Arrival, addressFor, arrivalsOf } from './polyfill.js';
import type { Choices, Span } from './random.js';

/** A moment, in milliseconds of `performance.now()`, and the process that it has to do with. */
export interface Moment {
  readonly at: number;
  readonly url: string;
}

export interface SentMessage {
  /** The client's own name for it, the same at every attempt. */
  readonly id: string;
  readonly text: string;
  readonly attempts: readonly Moment[];
  readonly acknowledged?: Moment;
}

/** What the client knows: only what was acknowledged to it, and what reached it. */
export interface ClientLog {
  readonly name: string;
  readonly conversationId: string;
  readonly token: string;
  /** In the order in which they were sent; the next is sent when the one before was acknowledged. */
  readonly messages: readonly SentMessage[];
  /** Everything received on sockets, in order. */
  readonly received: readonly Arrival[];
}

/** How hurried a customer is, in milliseconds. */
export interface Pace {
  /** Between two messages. */
  readonly reading: Span;
  /** Before a message is sent again: twice as long each time, up to `most`. */
  readonly again: Span;
}

export interface ChaosClient {
  log(): ClientLog;
  /** The process at which a message waits for its acknowledgement just now. */
  underWayAt(): string | undefined;
  /** Stops writing when the message under way is acknowledged. @throws Error when that takes longer than a minute. */
  stop(): Promise<void>;
  /** Hangs up. */
  end(): void;
}

export interface ClientOptions {
  readonly name: string;
  /** The processes. Each attempt goes to any of them, as behind a load balancer without sticky sessions, so also when one is dead. */
  readonly urls: readonly string[];
  /** Where the first socket is. */
  readonly home: string;
  readonly pace: Pace;
  readonly choices: Choices;
  readonly signal: AbortSignal;
}

/** Milliseconds that the client's own requests take at most, and that it waits before it tries again to open its socket. */
const PATIENCE_MS = 5_000;
const STOP_LIMIT_MS = 60_000;

/** @returns when its first message was acknowledged. @throws AbortError, or Error when that takes longer than a minute. */
export async function startClient(options: ClientOptions): Promise<ChaosClient> {
  const { name, urls, home, pace, choices } = options;
  const ending = new AbortController();
  const signal = AbortSignal.any([options.signal, ending.signal]);

  /** Again and again, until it works: the server may be down for a while. */
  async function persist<T>(work: () => Promise<T>): Promise<T> {
    for (let delay = pace.again.least; ; delay = Math.min(2 * delay, pace.again.most)) {
      signal.throwIfAborted();
      try {
        return await work();
      } catch {
        await pause(delay, undefined, { signal });
      }
    }
  }

  const started = await persist(() => post(`${home}/v3/directline/tokens/generate`));
  const { token, conversationId } = started as { token: string; conversationId: string };
  /** Where the client opens its socket. */
  let socketUrl = home;

  /** As on our own page: a lost socket is opened again when a process has said that the session holds. */
  async function findLiveProcess(): Promise<void> {
    let at = urls.indexOf(socketUrl);
    await persist(async () => {
      at = (at + 1) % urls.length;
      const candidate = urls[at] ?? home;
      await readSession(candidate, conversationId, token);
      socketUrl = candidate;
      Object.assign(client, { domain: domainOf(candidate) });
    }).catch(() => undefined);
  }

  const services: object = {
    WebSocket: heldSocket({ opened: () => undefined, lost: findLiveProcess }),
    // The client then opens it after 3 s, as on our own page, rather than after up to 15.
    random: () => 0,
  };
  const client = new DirectLine({
    token,
    domain: domainOf(home),
    webSocket: true,
    timeout: PATIENCE_MS,
    ...services,
  });
  client.activity$.subscribe(
    () => undefined,
    () => undefined,
  );

  const messages: Writable<SentMessage>[] = [];
  let underWayAt: string | undefined;
  let last = home;

  /** What is tried again is tried elsewhere. */
  function nextUrl(isFirst: boolean): string {
    if (messages.length === 1) return home;
    const others = urls.length > 1 && !isFirst ? urls.filter((url) => url !== last) : urls;
    last = choices.oneOf(others) ?? home;
    return last;
  }

  async function write(n: number): Promise<void> {
    const id = `${name}-${n}`;
    const text = `how long do I have to send something back? ${id}`;
    const attempts: Moment[] = [];
    const message: Writable<SentMessage> = { id, text, attempts };
    messages.push(message);
    // Like somebody who presses "retry": the same message with the same id, until it is acknowledged.
    await persist(async () => {
      const url = nextUrl(attempts.length === 0);
      attempts.push({ at: performance.now(), url });
      underWayAt = url;
      Object.assign(client, { domain: domainOf(url) });
      try {
        const posting = client.postActivity({
          type: 'message',
          text,
          from: { id: 'ignored' },
          channelData: { clientActivityID: id },
        });
        const answer = await firstValueFrom(posting as unknown as Subscribable<string>);
        if (answer === 'retry') throw new Error('not acknowledged');
        message.acknowledged = { at: performance.now(), url };
      } finally {
        underWayAt = undefined;
        Object.assign(client, { domain: domainOf(socketUrl) });
      }
    });
  }

  let stopping = false;
  async function writeOn(): Promise<void> {
    for (let n = 2; !stopping; n++) {
      await pause(choices.between(pace.reading), undefined, { signal });
      await write(n);
    }
  }

  function end(): void {
    ending.abort();
    client.end();
  }

  async function within(work: Promise<void>): Promise<void> {
    const late = setTimeout(() => ending.abort(new Error(`${name} got no acknowledgement`)), STOP_LIMIT_MS);
    try {
      await work;
    } finally {
      clearTimeout(late);
    }
  }

  try {
    await within(write(1));
  } catch (error) {
    end();
    throw error;
  }
  const writing = writeOn();
  // Whoever stops hears of it; until then it is nobody's.
  writing.catch(() => undefined);
  return {
    log: () => ({ name, conversationId, token, messages, received: arrivalsOf(conversationId) }),
    underWayAt: () => underWayAt,
    async stop() {
      stopping = true;
      await within(writing);
    },
    end,
  };
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

function domainOf(url: string): string {
  return `${url}/v3/directline`;
}

/** @throws Error when no process is there, or it does not know the session. */
async function readSession(url: string, conversationId: string, token: string): Promise<void> {
  const address = `${domainOf(url)}/conversations/${conversationId}`;
  const response = await fetch(address, {
    headers: { Authorization: `Bearer ${token}`, 'X-Forwarded-For': addressFor(address) },
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  if (!response.ok) throw new Error(`${response.status}`);
}

async function post(url: string): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': addressFor(url) },
    body: '{}',
  });
  if (!response.ok) throw new Error(`${response.status}`);
  return response.json();
}
