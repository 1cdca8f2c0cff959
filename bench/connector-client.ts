// The Bot Framework service as a bot sees it: posts activities to it and takes its replies, as the connector would. Knows no bot.

import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHttpClient } from './http-client.js';
import type { Talk } from './load.js';

/** Of the service to a bot; more than conversations are measured with it. */
const CONNECTIONS = 100;

export interface ConnectorStandIn {
  open(botUrl: string): Promise<Talk>;
  close(): Promise<void>;
}

interface Line {
  readonly sent: string[];
  readonly replies: string[];
  replied: (() => void) | undefined;
}

/** Listens on loopback for the replies of any number of conversations. */
export async function startConnector(): Promise<ConnectorStandIn> {
  const lines = new Map<string, Line>();
  const http = createHttpClient(CONNECTIONS);
  const server = createServer((request, response) => void take(request, response));
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const serviceUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const activity = JSON.parse((await request.toArray()).join('')) as {
      text?: string;
      conversation: { id: string };
    };
    const line = lines.get(activity.conversation.id);
    line?.replies.push(activity.text ?? '');
    response.writeHead(201, { 'Content-Type': 'application/json' });
    response.end('{"id":"1"}');
    line?.replied?.();
  }

  return {
    async open(botUrl) {
      const id = `conversation-${lines.size + 1}`;
      const line: Line = { sent: [], replies: [], replied: undefined };
      lines.set(id, line);
      return {
        async say({ text }) {
          line.sent.push(text);
          const replied = new Promise<void>((done) => {
            line.replied = done;
          });
          await http.post(`${botUrl}/api/messages`, {
            type: 'message',
            id: `${id}-${line.sent.length}`,
            timestamp: new Date().toISOString(),
            channelId: 'test',
            serviceUrl,
            from: { id: `user of ${id}`, name: 'User' },
            recipient: { id: 'bot', name: 'Bot' },
            conversation: { id },
            text,
            locale: 'en-IE',
          });
          await replied;
        },
        async audit() {
          const expected = line.sent.map((text) => `Echo: ${text}`).join();
          return line.replies.join() === expected ? [] : [`${id}: ${line.replies.length} replies`];
        },
        async close() {},
      };
    },
    async close() {
      http.close();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
