// The door for WebSockets: who may open a stream, and the heartbeat that notices who left. Knows nothing of what is streamed.

import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import { type WebSocket, WebSocketServer } from 'ws';
import type { DirectLine, Session } from '../channels/direct-line/index.js';
import type { CustomerId } from '../data/ids.js';
import { mayOpenSocket } from './cors.js';
import { errorResponse } from './error-responses.js';
import { addressOf, type Server } from './http.js';
import { type SharedRateLimit, socketLimit } from './rate-limits.js';

const STREAM = /^\/v3\/directline\/conversations\/([^/%]+)\/stream$/;
/** Bytes. Clients send empty pings and nothing else. */
const MAX_PAYLOAD = 1024;
const HEARTBEAT_MILLISECONDS = 20_000;
/** Open at once for one customer: room for tabs and devices, and for sockets that died unnoticed. */
const SOCKETS_PER_CUSTOMER = 10;
/** RFC 6455: the server goes away. Clients come back by themselves. */
const GOING_AWAY = 1001;

export interface StreamOptions {
  readonly directLine: Pick<DirectLine, 'authorise' | 'openStream'>;
  readonly publicUrl: string;
  readonly embedOrigins: readonly string[];
  readonly log: Logger;
  /** A proxy of ours stands in front and writes X-Forwarded-For. */
  readonly trustProxy?: boolean;
  /** New sockets; in place of the usual limit. */
  readonly limit?: SharedRateLimit;
  /** Between pings; one that was not answered by the next ends the socket. */
  readonly heartbeatMilliseconds?: number;
}

/**
 * Serves `/v3/directline/conversations/{id}/stream?t=&watermark=` and refuses every other upgrade.
 * @returns a function that says goodbye to all sockets and takes no more; call it before the server closes.
 */
export function serveStreams(server: Server, options: StreamOptions): () => void {
  const {
    directLine,
    log,
    publicUrl,
    embedOrigins,
    trustProxy = false,
    limit = socketLimit(),
    heartbeatMilliseconds = HEARTBEAT_MILLISECONDS,
  } = options;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_PAYLOAD, perMessageDeflate: false });
  const answered = new WeakSet<WebSocket>();
  const openFor = new Map<CustomerId, number>();

  function count(customerId: CustomerId, change: 1 | -1): void {
    const open = (openFor.get(customerId) ?? 0) + change;
    if (open > 0) openFor.set(customerId, open);
    else openFor.delete(customerId);
  }

  const heartbeat = setInterval(() => {
    for (const socket of sockets.clients) {
      if (!answered.has(socket)) socket.terminate();
      answered.delete(socket);
      socket.ping();
    }
  }, heartbeatMilliseconds).unref();

  async function upgrade(req: IncomingMessage, raw: Duplex, head: Buffer): Promise<void> {
    const target = `http://localhost${req.url ?? '/'}`;
    const url = URL.canParse(target) ? new URL(target) : undefined;
    const conversationId = STREAM.exec(url?.pathname ?? '')?.[1];
    if (!url || conversationId === undefined) return refuse(raw, 404);
    if (!mayOpenSocket(req, publicUrl, embedOrigins)) return refuse(raw, 403);
    if ((await limit.address.take(addressOf(req, trustProxy))) !== undefined) return refuse(raw, 429);
    let session: Session;
    try {
      session = await directLine.authorise(url.searchParams.get('t') ?? undefined, conversationId);
    } catch (error) {
      return refuse(raw, errorResponse(error).status);
    }
    const { customerId } = session;
    if ((await limit.customer.take(customerId)) !== undefined) return refuse(raw, 429);
    if ((openFor.get(customerId) ?? 0) >= SOCKETS_PER_CUSTOMER) return refuse(raw, 429);
    sockets.handleUpgrade(req, raw, head, (socket) => {
      count(customerId, 1);
      socket.on('close', () => count(customerId, -1));
      answered.add(socket);
      socket.on('pong', () => answered.add(socket));
      socket.on('error', (error) => log.debug({ err: error }, 'a socket broke'));
      directLine.openStream(socket, session, url.searchParams.get('watermark') ?? undefined);
    });
  }

  const onUpgrade = (req: IncomingMessage, raw: Duplex, head: Buffer) => {
    const onError = () => raw.destroy();
    raw.on('error', onError);
    upgrade(req, raw, head).catch((error: unknown) => {
      log.error({ err: error }, 'an upgrade failed');
      raw.destroy();
    });
  };
  server.server.on('upgrade', onUpgrade);

  return () => {
    clearInterval(heartbeat);
    server.server.off('upgrade', onUpgrade);
    server.server.on('upgrade', (_req: IncomingMessage, raw: Duplex) => refuse(raw, 503));
    for (const socket of sockets.clients) socket.close(GOING_AWAY);
    sockets.close();
  };
}

const REASONS: Readonly<Record<number, string>> = {
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  429: 'Too Many Requests',
  503: 'Service Unavailable',
};

/** There is no response object on an upgrade: the few lines are written by hand. */
function refuse(raw: Duplex, status: number): void {
  raw.end(
    `HTTP/1.1 ${status} ${REASONS[status] ?? 'Error'}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
  );
}
