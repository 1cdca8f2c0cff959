// An agent's console without a browser: signs in, keeps its stream of events open, claims and writes. Knows no customers' side.

import { request as httpRequest } from 'node:http';
import { createHttpClient } from '../http-client.js';
import { openEventStream } from './event-stream.js';

export interface ConsoleClient {
  readonly agentId: string;
  queue(): Promise<readonly OpenRow[]>;
  /** @returns the epoch. @throws for any refusal. */
  claim(row: OpenRow): Promise<number>;
  /** Resolves when the server has it. */
  say(row: OpenRow, words: { readonly text: string; readonly epoch: number }): Promise<void>;
  /** Bytes that came on the stream of events so far. */
  received(): number;
  close(): void;
}

export interface OpenRow {
  readonly customerId: string;
  readonly handoffId: string;
  readonly status: 'waiting' | 'assigned';
}

export async function openConsole(
  url: string,
  login: { readonly agentId: string; readonly email: string; readonly password: string },
): Promise<ConsoleClient> {
  const http = createHttpClient(2);
  const origin = { Origin: new URL(url).origin };
  const headers = { ...origin, Cookie: await signIn(url, login, origin) };
  const of = ({ customerId, handoffId }: OpenRow) =>
    `${url}/api/agent/handoffs/${encodeURIComponent(customerId)}/${encodeURIComponent(handoffId)}`;
  const stream = await openEventStream(`${url}/api/agent/events`, headers);
  let sent = 0;
  return {
    agentId: login.agentId,
    queue: async () => (await http.get(`${url}/api/agent/queue`, headers)) as readonly OpenRow[],
    claim: async (row) =>
      ((await http.post(`${of(row)}/claim`, {}, headers)) as { readonly epoch: number }).epoch,
    async say(row, words) {
      sent += 1;
      await http.post(`${of(row)}/messages`, { clientId: `${login.agentId}-${sent}`, ...words }, headers);
    },
    received: stream.received,
    close() {
      stream.close();
      http.close();
    },
  };
}

/** @returns the cookie of the session. */
function signIn(
  url: string,
  { email, password }: { readonly email: string; readonly password: string },
  origin: Readonly<Record<string, string>>,
): Promise<string> {
  return new Promise((done, fail) => {
    const asking = httpRequest(
      `${url}/api/agent/login`,
      { method: 'POST', headers: { 'Content-Type': 'application/json', ...origin } },
      (response) => {
        response.resume();
        const cookie = response.headers['set-cookie']?.[0]?.split(';')[0];
        if (cookie === undefined) fail(new Error(`${email} could not sign in: ${response.statusCode}`));
        else done(cookie);
      },
    );
    asking.on('error', fail);
    asking.end(JSON.stringify({ email, password }));
  });
}
