// The other end of the handoff events: a desk, or a business's own system, on loopback, that speaks the protocol as docs/desk.md has
// it. It signs and checks by itself and knows nothing of the product's code.

import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Activity, EventFactory } from 'botbuilder';

/** How one request is met; `reset` drops the connection unanswered, `lose` takes the event and drops the answer. */
export type Reaction =
  | 'take'
  | 'reset'
  | 'lose'
  | { readonly status: number; readonly headers?: Record<string, string> };

export interface Arrival {
  readonly activity: Activity;
  readonly headers: IncomingMessage['headers'];
  readonly signed: boolean;
  readonly reaction: Reaction;
}

export interface Answer {
  readonly status: number;
  readonly body: {
    readonly status?: string;
    readonly epoch?: number;
    readonly error?: { code: string; message: string };
  };
}

export interface OutsideDeskStandIn {
  readonly url: string;
  readonly secret: string;
  /** Every request, whatever became of it. */
  readonly arrivals: readonly Arrival[];
  /** What it took, each id once, as a receiver does that has read the documentation. */
  readonly taken: readonly Activity[];
  /** The handoff that was opened last, by its conversation's id. */
  conversation(): string;
  /** One line a taken activity: `<handoff.initiate>`, `<handoff.status failed>`, `Maya Byrne: …`. */
  heard(): readonly string[];
  /** Reactions to the next requests, in order; after them each is taken. */
  react(...reactions: readonly Reaction[]): void;
  /** Until it is called again with something else, how all requests are met. */
  alwaysReact(reaction: Reaction): void;
  /** Resolves once it has seen so many requests, or taken so many events. */
  arrived(count: number): Promise<void>;
  took(count: number): Promise<void>;
  /** Sends an activity as it is. */
  send(
    activity: object,
    changes?: { readonly secret?: string; readonly at?: Date; readonly body?: string },
  ): Promise<Answer>;
  accepts(agent?: string, more?: object): Promise<Answer>;
  completes(agent?: string, value?: object): Promise<Answer>;
  fails(message?: string): Promise<Answer>;
  says(agent: string, text: string, more?: object): Promise<Answer>;
  close(): Promise<void>;
}

/** @param answersAt where the bot takes the desk's events, once it is known. */
export async function startOutsideDesk(
  now: () => Date,
  answersAt: () => string = () => '',
): Promise<OutsideDeskStandIn> {
  const secret = 'a secret between two desks, 32 characters and more';
  const arrivals: Arrival[] = [];
  const taken: Activity[] = [];
  const script: Reaction[] = [];
  let otherwise: Reaction = 'take';
  let sent = 0;
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = Buffer.concat(await request.toArray());
    const reaction = script.shift() ?? otherwise;
    const activity = JSON.parse(body.toString()) as Activity;
    arrivals.push({ activity, headers: request.headers, signed: isSigned(request, body), reaction });
    const takes = reaction === 'take' || reaction === 'lose';
    if (takes && !taken.some(({ id }) => id === activity.id)) taken.push(activity);
    server.emit('arrival');
    if (reaction === 'reset' || reaction === 'lose') return void request.socket.destroy();
    response.writeHead(
      reaction === 'take' ? 204 : reaction.status,
      reaction === 'take' ? {} : reaction.headers,
    );
    response.end();
  }

  function isSigned({ headers }: IncomingMessage, body: Buffer): boolean {
    const [, t = '', v1 = ''] =
      /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['x-rapport-signature'])) ?? [];
    return macOf(t, body, secret) === v1 && Math.abs(now().getTime() / 1000 - Number(t)) <= 300;
  }

  const conversation = () => taken.findLast(({ name }) => name === 'handoff.initiate')?.conversation.id ?? '';

  const send: OutsideDeskStandIn['send'] = async (activity, changes = {}) => {
    const body = JSON.stringify(activity);
    const t = String(Math.floor((changes.at ?? now()).getTime() / 1000));
    const signature = `t=${t},v1=${macOf(t, body, changes.secret ?? secret)}`;
    const answered = await fetch(`${answersAt()}/api/desk/events`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-rapport-signature': signature },
      body: changes.body ?? body,
    });
    return { status: answered.status, body: (await answered.json()) as Answer['body'] };
  };

  const named = (agent: string | undefined) =>
    agent ? { from: { id: agent.toLowerCase(), name: agent } } : {};
  const status = (state: string, message?: string) =>
    EventFactory.createHandoffStatus({ id: conversation() } as Activity['conversation'], state, message);

  return {
    url,
    secret,
    arrivals,
    taken,
    conversation,
    heard: () => taken.map(lineOf),
    react: (...reactions) => void script.push(...reactions),
    alwaysReact(reaction) {
      otherwise = reaction;
    },
    async arrived(count) {
      while (arrivals.length < count) await once(server, 'arrival');
    },
    async took(count) {
      while (taken.length < count) await once(server, 'arrival');
    },
    send,
    accepts: (agent, more) => send({ ...status('accepted'), ...named(agent), ...more }),
    completes: (agent, value) => {
      const completed = status('completed');
      return send({ ...completed, ...named(agent), value: { ...completed.value, ...value } });
    },
    fails: (message) => send(status('failed', message)),
    says: (agent, text, more) => {
      sent += 1;
      return send({
        ...{ type: 'message', id: `m-${sent}`, text, conversation: { id: conversation() } },
        ...named(agent),
        ...more,
      });
    },
    async close() {
      // A request that was just cut off by the other side may still be on its way in.
      await sleep(0);
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function macOf(t: string, body: string | Buffer, secret: string): string {
  return createHmac('sha256', secret).update(`${t}.`).update(body).digest('hex');
}

function lineOf({ type, name, value, from, text }: Activity): string {
  if (type !== 'event') return `${from.name}: ${text ?? ''}`;
  const { state, outcome } = (value ?? {}) as { state?: string; outcome?: string };
  return `<${[name, state, outcome].filter(Boolean).join(' ')}>`;
}
