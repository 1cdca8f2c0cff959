// Which other sites may speak Direct Line from their own pages, over HTTP and over sockets. Credentials travel in headers only.

import type { IncomingMessage } from 'node:http';
import type { Request, Response, Server } from './http.js';

const PATHS = '/v3/directline/';
/** What Direct Line's clients send beyond the simple headers. */
const HEADERS = 'Authorization, Content-Type, x-ms-bot-agent, X-Requested-With';
/** Seconds that a browser may remember the answer. */
const MAX_AGE = '600';

/** @param origins of sites that embed the chat, for example `https://shop.example`. */
export function allowEmbedders(server: Server, origins: readonly string[]): void {
  server.pre(function allowEmbedder(req: Request, res: Response, next: (stop?: false) => void): void {
    if (!req.url?.startsWith(PATHS)) {
      next();
      return;
    }
    const origin = req.headers.origin;
    res.setHeader('Vary', 'Origin');
    if (origin !== undefined && origins.includes(origin)) {
      res.setHeader('Access-Control-Allow-Origin', origin);
      res.setHeader('Access-Control-Allow-Headers', HEADERS);
      res.setHeader('Access-Control-Allow-Methods', 'GET, POST');
      res.setHeader('Access-Control-Max-Age', MAX_AGE);
    }
    if (req.method === 'OPTIONS') {
      res.send(204);
      next(false);
    } else next();
  });
}

/**
 * Browsers name the page that opens a socket; programs name none, and need a token all the same.
 * @returns whether it is a page of ours (the same host, or the public address) or of an embedder.
 */
export function mayOpenSocket(
  { headers }: Pick<IncomingMessage, 'headers'>,
  publicUrl: string,
  origins: readonly string[],
): boolean {
  const { origin, host } = headers;
  if (origin === undefined) return true;
  if (origins.includes(origin)) return true;
  if (!URL.canParse(origin)) return false;
  return origin === new URL(publicUrl).origin || new URL(origin).host === host;
}
