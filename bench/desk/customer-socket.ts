// A visitor's page without a browser: a conversation over Direct Line 3.0 with its socket, and what arrives on it, when. Knows no desk.

import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import { decodeJwt } from 'jose';
import { WebSocket } from 'ws';
import { createHttpClient } from '../http-client.js';

export interface Arrival {
  readonly text: string;
  readonly from: 'user' | 'bot';
  /** `performance.now()` when its frame came in. */
  readonly at: number;
}

export interface CustomerSocket {
  readonly customerId: string;
  /** Resolves when the server has it. */
  say(text: string): Promise<void>;
  /** The first message with this text, if need be a later one. @throws when it has not come after the limit. */
  arrival(text: string): Promise<Arrival>;
  close(): Promise<void>;
}

/** Milliseconds until a message counts as lost. */
const LIMIT = 30_000;

interface Frame {
  readonly activities: readonly {
    readonly text?: string;
    readonly from: { readonly role: 'user' | 'bot' };
  }[];
}

/** @param visitor a number of its own, so that each visitor has an address of its own: sessions are limited by address. */
export async function openCustomerSocket(url: string, visitor: number): Promise<CustomerSocket> {
  const address = `10.200.${(visitor >> 8) & 255}.${visitor & 255}`;
  const http = createHttpClient(1);
  const base = `${url}/v3/directline`;
  const as = (bearer?: string) => ({
    'X-Forwarded-For': address,
    ...(bearer === undefined ? {} : { Authorization: `Bearer ${bearer}` }),
  });
  const begun = await http.post(`${base}/tokens/generate`, {}, as());
  const { token, conversationId } = begun as { token: string; conversationId: string };
  const { streamUrl } = (await http.post(`${base}/conversations`, {}, as(token))) as { streamUrl: string };

  const seen = new Map<string, Arrival>();
  const awaited = new Map<string, (arrival: Arrival) => void>();
  const socket = new WebSocket(streamUrl, { headers: as() });
  socket.on('message', (data) => {
    const at = performance.now();
    const { activities = [] } = JSON.parse(String(data) || '{}') as Partial<Frame>;
    for (const { text = '', from } of activities) {
      const arrival = { text, from: from.role, at };
      if (!seen.has(text)) seen.set(text, arrival);
      awaited.get(text)?.(arrival);
      awaited.delete(text);
    }
  });
  await once(socket, 'message');

  return {
    // The token names the visitor as Direct Line wants it, with `dl_` before.
    customerId: String(decodeJwt(token).user).replace(/^dl_/, ''),
    async say(text) {
      const activity = { type: 'message', text, channelData: { clientActivityID: text } };
      await http.post(`${base}/conversations/${conversationId}/activities`, activity, as(token));
    },
    arrival(text) {
      const there = seen.get(text);
      if (there) return Promise.resolve(there);
      return new Promise((done, fail) => {
        const late = setTimeout(() => fail(new Error(`"${text}" did not reach the customer`)), LIMIT);
        awaited.set(text, (arrival) => {
          clearTimeout(late);
          done(arrival);
        });
      });
    },
    async close() {
      socket.close();
      await once(socket, 'close');
      http.close();
    },
  };
}
