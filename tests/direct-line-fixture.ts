// A running Direct Line with an echo in place of the bot, on the memory store; and the few ways in which tests speak to it.

import { once } from 'node:events';
import { createServer as createNetServer } from 'node:net';
import { pino } from 'pino';
import { WebSocket } from 'ws';
import {
  createDirectLine,
  createTokens,
  type DirectLineDependencies,
  signIdentity,
  verifyIdentity,
} from '../channels/direct-line/index.js';
import type { TurnHandler, TurnResult } from '../channels/turn.js';
import { changeCustomer } from '../data/change-customer.js';
import { createChangeFeed } from '../data/change-feed.js';
import type { ActivityContent, Conversation, Speaker } from '../data/conversation.js';
import { newCustomer } from '../data/customer.js';
import type { ActivityId, AgentId, ConversationId, CustomerId } from '../data/ids.js';
import { createMemoryStores } from '../data/memory/memory-stores.js';
import type { ChangeFeed, Stores } from '../data/ports.js';
import { allowEmbedders } from '../server/cors.js';
import { createServer } from '../server/create-server.js';
import { registerDirectLine } from '../server/direct-line-routes.js';
import type { DirectLineLimits, SharedRateLimit } from '../server/rate-limits.js';
import { serveStreams } from '../server/upgrade.js';

export const SECRET = 'a secret of the server, 32 characters and more';
export const SITE_SECRET = 'a secret of the site, 32 characters and more';
export const EMBEDDER = 'https://shop.example';
/** The business knows these two. */
export const MAYA = 'c-1002' as CustomerId;
export const TOM = 'c-1005' as CustomerId;

export const silent = pino({ level: 'silent' });

/** A clock that the test moves. It stands near the real time: a client decodes our tokens with its own clock. */
export function testClock() {
  let now = Date.now();
  return {
    clock: () => new Date(now),
    pass(minutes: number) {
      now += minutes * 60_000;
    },
  };
}

export function say(
  conversation: Conversation,
  from: Speaker,
  activity: ActivityContent,
  id: string,
  at: string,
): void {
  const sequence = (conversation.transcript.at(-1)?.sequence ?? 0) + 1;
  conversation.transcript.push({ id: id as ActivityId, sequence, at, from, activity });
  conversation.lastActivityAt = at;
}

/**
 * Greets, and answers every message with `Echo: …`; keeps what the real turn keeps. Never "You said: …": so Web Chat announces
 * the visitor's own message to screen readers, before it has even left.
 */
export function echoTurn(
  stores: Stores,
  feed: ChangeFeed,
  clock: () => Date,
  newId: () => string,
): TurnHandler {
  return ({ activity }, sender) =>
    changeCustomer<TurnResult>(stores, feed, sender.customerId, async (stored) => {
      const at = clock().toISOString();
      const record = stored ?? newCustomer(sender.customerId, sender.kind, at);
      const activityId = activity.id as ActivityId;
      let conversation = record.conversations.find(({ id }) => id === sender.conversationId);
      if (!conversation) {
        const { conversationId: id, channel } = sender;
        conversation = {
          id,
          channel,
          startedAt: at,
          lastActivityAt: at,
          transcript: [],
          handled: [],
          focus: {},
          counters: { failures: 0, recentQuestions: [] },
          outbox: [],
        };
        record.conversations.push(conversation);
      }
      if (conversation.handled.includes(activityId)) return { result: { activityId, duplicate: true } };
      conversation.handled.push(activityId);
      if (activity.type === 'conversationUpdate') {
        say(
          conversation,
          { role: 'bot' },
          { type: 'message', text: `Hello ${sender.name ?? 'there'}` },
          newId(),
          at,
        );
      } else {
        const { type, text, attachments, channelData, name, value } = activity;
        const content = { type, text, attachments, channelData, name, value } as ActivityContent;
        say(conversation, { role: 'customer' }, content, activityId, at);
        const files = attachments?.length ? ` with ${attachments.length} file(s)` : '';
        const reply = { type: 'message', text: `Echo: ${text ?? name}${files}` };
        say(conversation, { role: 'bot' }, reply, newId(), at);
      }
      return { record, result: { activityId, duplicate: false } };
    });
}

/** An agent speaks, without a turn of the customer. */
export function agentSays(bot: Running, customerId: CustomerId, text: string): Promise<void> {
  return changeCustomer(bot.stores, bot.feed, customerId, async (record) => {
    const from = { role: 'agent', agentId: 'a-lena' as AgentId, name: 'Lena Okafor' } as const;
    const content = { type: 'message', text, channelData: { clientId: 'console-1' } };
    say(record!.conversations[0]!, from, content, bot.newId(), bot.clock().toISOString());
    return { record, result: undefined };
  });
}

export type Running = Awaited<ReturnType<typeof startDirectLine>>;

export interface Setting {
  readonly port?: number;
  readonly stores?: Stores;
  readonly time?: ReturnType<typeof testClock>;
  readonly limits?: Partial<DirectLineLimits>;
  readonly socketLimit?: SharedRateLimit;
  readonly turn?: TurnHandler;
  readonly join?: (guest: CustomerId, customer: CustomerId) => Promise<boolean>;
  readonly heartbeatMilliseconds?: number;
  readonly signs?: DirectLineDependencies['signs'];
  readonly typingFeed?: DirectLineDependencies['typingFeed'];
}

export async function startDirectLine(setting: Setting = {}) {
  const port = setting.port ?? (await freePort());
  const time = setting.time ?? testClock();
  const { clock } = time;
  const stores = setting.stores ?? createMemoryStores();
  const feed = createChangeFeed(() => undefined);
  const newId = () => crypto.randomUUID();
  const newKey = () => crypto.randomUUID() + crypto.randomUUID();
  const publicUrl = `http://127.0.0.1:${port}`;
  const tokens = createTokens({ secret: SECRET, clock });
  const knownCustomer = (id: CustomerId) => id === MAYA || id === TOM;
  const identify = (jwt: string) => verifyIdentity(jwt, { secret: SITE_SECRET, clock, knownCustomer });
  const turn = setting.turn ?? echoTurn(stores, feed, clock, newId);
  const directLine = createDirectLine({
    ...(setting.join ? { join: setting.join } : {}),
    ...(setting.signs ? { signs: setting.signs } : {}),
    ...(setting.typingFeed ? { typingFeed: setting.typingFeed } : {}),
    stores,
    feed,
    turn,
    tokens,
    identify,
    clock,
    newId,
    newKey,
    log: silent,
    publicUrl,
    botName: 'Robin',
  });
  const { server, close } = createServer({ log: silent, production: false });
  allowEmbedders(server, [EMBEDDER]);
  registerDirectLine(server, { directLine, trustProxy: false, limits: setting.limits });
  const closeStreams = serveStreams(server, {
    directLine,
    publicUrl,
    embedOrigins: [EMBEDDER],
    log: silent,
    limit: setting.socketLimit,
    heartbeatMilliseconds: setting.heartbeatMilliseconds,
  });
  server.listen(port, '127.0.0.1');
  await once(server.server, 'listening');
  return {
    port,
    time,
    clock,
    stores,
    feed,
    newId,
    tokens,
    directLine,
    publicUrl,
    base: `${publicUrl}/v3/directline`,
    async stop() {
      closeStreams();
      await close();
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createNetServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, 'close');
  return port;
}

export function identityOf(bot: Running, customerId: CustomerId, name?: string): Promise<string> {
  return signIdentity({ customerId, name }, { secret: SITE_SECRET, clock: bot.clock });
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: the body is what the test is about.
  readonly body: any;
}

/** One request with JSON; the body of the answer is parsed where it is JSON. */
export async function ask(
  url: string,
  init: RequestInit & { json?: unknown; bearer?: string } = {},
): Promise<Answer> {
  const { json, bearer, ...rest } = init;
  const headers = new Headers(rest.headers);
  if (json !== undefined) headers.set('Content-Type', 'application/json');
  if (bearer !== undefined) headers.set('Authorization', `Bearer ${bearer}`);
  const body = json === undefined ? rest.body : JSON.stringify(json);
  const response = await fetch(url, { ...rest, headers, body });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json');
  return {
    status: response.status,
    headers: response.headers,
    body: isJson && text ? JSON.parse(text) : text,
  };
}

export const post = (url: string, bearer?: string, json: unknown = {}) =>
  ask(url, { method: 'POST', bearer, json });
export const get = (url: string, bearer?: string) => ask(url, { bearer });

/** A session with its conversation begun. */
export async function begin(bot: Running, credentials?: string) {
  const generated = await post(`${bot.base}/tokens/generate`, credentials);
  const { token, conversationId, resume } = generated.body as {
    token: string;
    conversationId: string;
    resume?: string;
  };
  const started = await post(`${bot.base}/conversations`, token);
  const url = `${bot.base}/conversations/${conversationId}`;
  return {
    token,
    conversationId: conversationId as ConversationId,
    resume,
    started,
    url,
    streamUrl: started.body.streamUrl as string,
  };
}

/** `from: text` of each activity, as they came. */
export interface Heard {
  readonly lines: string[];
  readonly activities: {
    id: string;
    text?: string;
    from: { id: string; name?: string };
    [field: string]: unknown;
  }[];
  watermark: string;
  /** Resolves when that many lines came. */
  until(count: number): Promise<string[]>;
  readonly socket: WebSocket;
}

export async function listen(streamUrl: string, headers: Record<string, string> = {}): Promise<Heard> {
  const socket = new WebSocket(streamUrl, { headers });
  const waiting = new Set<() => void>();
  const heard: Heard = {
    lines: [],
    activities: [],
    watermark: '',
    socket,
    until: (count) =>
      new Promise((resolve) => {
        const check = () => {
          if (heard.lines.length < count) return;
          waiting.delete(check);
          resolve(heard.lines);
        };
        waiting.add(check);
        check();
      }),
  };
  socket.on('message', (data) => {
    const set = JSON.parse(String(data)) as { activities: Heard['activities']; watermark: string };
    heard.watermark = set.watermark;
    for (const activity of set.activities) {
      heard.activities.push(activity);
      heard.lines.push(lineOf(activity));
    }
    for (const check of [...waiting]) check();
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve());
    socket.once('error', reject);
  });
  return heard;
}

export function lineOf({ from, text }: { from: { id: string; name?: string }; text?: string }): string {
  return `${from.id.startsWith('dl_') ? 'customer' : from.name}: ${text}`;
}
