// One customer of the chaos run: the real Direct Line client, which writes one message after the other and logs what became of each.

import { setTimeout as pause } from 'node:timers/promises';
import { DirectLine } from 'botframework-directlinejs';
import { firstValueFrom, type Subscribable } from './observable.js';
import { addressFor, arrivals } from './polyfill.js';

/** What the client knows: only what was acknowledged to it, and what reached it. */
export interface ClientLog {
  readonly name: string;
  readonly conversationId: string;
  readonly token: string;
  /** Texts in the order in which they were sent; the next is sent when the one before was acknowledged. */
  readonly acknowledged: readonly string[];
  /** Ids of everything received on the socket, in order. */
  readonly received: readonly string[];
}

export interface ChaosClient {
  log(): ClientLog;
  /** Stops writing when the message under way is acknowledged. */
  stop(): Promise<void>;
}

const AGAIN_MS = 150;

/**
 * @param pauseMs between two messages; a customer reads before writing on.
 */
export async function startClient(url: string, name: string, pauseMs: () => number): Promise<ChaosClient> {
  const started = await persist(() => post(`${url}/v3/directline/tokens/generate`));
  const { token, conversationId } = started as { token: string; conversationId: string };
  const client = new DirectLine({ token, domain: `${url}/v3/directline`, webSocket: true });
  const acknowledged: string[] = [];
  client.activity$.subscribe(
    () => undefined,
    () => undefined,
  );

  let stopping = false;
  const writing = (async () => {
    for (let n = 1; !stopping; n++) {
      const text = `how long do I have to send something back? ${name}-${n}`;
      const activity = {
        type: 'message' as const,
        text,
        from: { id: 'ignored' },
        channelData: { clientActivityID: `${name}-${n}` },
      };
      // Like somebody who presses "retry": the same message with the same id, until it is acknowledged.
      await persist(async () => {
        const id = await firstValueFrom(client.postActivity(activity) as unknown as Subscribable<string>);
        if (id === 'retry') throw new Error('not acknowledged');
      });
      acknowledged.push(text);
      await pause(pauseMs());
    }
  })();

  return {
    log: () => ({ name, conversationId, token, acknowledged, received: arrivals.get(conversationId) ?? [] }),
    async stop() {
      stopping = true;
      await writing;
      client.end();
    },
  };
}

/** Again and again, until it works: the server may be down for a while. */
async function persist<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch {
      await pause(AGAIN_MS);
    }
  }
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
