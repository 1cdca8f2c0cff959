// The addresses of Direct Line 3.0: parse, authorise, call one function, send. Decides nothing about conversations.

import { z } from 'zod';
import { type DirectLine, readUpload, type Session, UPLOAD_LIMIT } from '../channels/direct-line/index.js';
import { RapportError } from '../data/errors.js';
import { addressOf, bearerOf, bodyOf, queryOf, type Request, type Response, type Server } from './http.js';
import { type DirectLineLimits, directLineLimits, type RateLimit } from './rate-limits.js';
import { readBody } from './read-body.js';

export interface DirectLineRoutes {
  readonly directLine: DirectLine;
  /** A proxy of ours stands in front and writes X-Forwarded-For. */
  readonly trustProxy: boolean;
  readonly limits?: DirectLineLimits;
}

const BASE = '/v3/directline';
const CONVERSATION = `${BASE}/conversations/:conversationId`;

const generateBody = z.object({ user: z.object({ id: z.string().nullish() }).nullish() });
const startBody = z.object({ locale: z.string().max(35).nullish() });

export function registerDirectLine(
  server: Server,
  { directLine, trustProxy, limits }: DirectLineRoutes,
): void {
  const { tokens, posts, uploads } = limits ?? directLineLimits();

  const sessionOf = (req: Request): Promise<Session> =>
    directLine.authorise(bearerOf(req), req.params.conversationId);

  server.post(`${BASE}/tokens/generate`, async (req, res) => {
    await limitAddress(tokens, addressOf(req, trustProxy), res);
    const claimedUser = bodyOf(req, generateBody).user?.id ?? undefined;
    sendFresh(res, 200, await directLine.generate({ credentials: bearerOf(req), claimedUser }));
  });

  server.post(`${BASE}/tokens/refresh`, async (req, res) => {
    await limitAddress(tokens, addressOf(req, trustProxy), res);
    sendFresh(res, 200, await directLine.refresh(await sessionOf(req)));
  });

  server.post(`${BASE}/conversations`, async (req, res) => {
    const session = await sessionOf(req);
    const { isNew, answer } = await directLine.start(session, bodyOf(req, startBody).locale ?? undefined);
    sendFresh(res, isNew ? 201 : 200, answer);
  });

  server.get(CONVERSATION, async (req, res) => {
    sendFresh(res, 200, await directLine.reconnect(await sessionOf(req), queryOf(req, 'watermark')));
  });

  server.get(`${CONVERSATION}/activities`, async (req, res) => {
    sendFresh(res, 200, await directLine.activitiesSince(await sessionOf(req), queryOf(req, 'watermark')));
  });

  server.post(`${CONVERSATION}/activities`, async (req, res) => {
    const session = await sessionOf(req);
    if (await overloaded(posts, session, res)) return;
    sendFresh(res, 200, await directLine.post(session, req.body));
  });

  server.post(`${CONVERSATION}/upload`, async (req, res) => {
    const session = await sessionOf(req);
    if (await overloaded(uploads, session, res)) return;
    const contentType = req.headers['content-type'] ?? '';
    const contentDisposition = req.headers['content-disposition'];
    const upload = await readUpload({ contentType, contentDisposition }, await readBody(req, UPLOAD_LIMIT));
    sendFresh(res, 200, await directLine.upload(session, upload));
  });

  server.get(`${BASE}/attachments/:key`, async (req, res) => {
    const { name, contentType, base64 } = await directLine.attachment(req.params.key);
    const bytes = Buffer.from(base64, 'base64');
    res.setHeader('Content-Type', contentType);
    res.setHeader('Content-Length', String(bytes.length));
    res.setHeader('Content-Disposition', disposition(name, contentType));
    res.setHeader('Content-Security-Policy', "default-src 'none'; sandbox");
    // Pages of embedders show these images too; whoever has the address may read the file anyway.
    res.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
    res.setHeader('Cache-Control', 'private, max-age=86400, immutable');
    res.sendRaw(200, bytes);
  });
}

/** Every answer holds a token or what was said: no cache keeps it. */
function sendFresh(res: Response, status: number, body: unknown): void {
  res.setHeader('Cache-Control', 'no-store');
  res.send(status, body);
}

async function limitAddress(limit: RateLimit, address: string, res: Response): Promise<void> {
  const seconds = await limit.take(address);
  if (seconds === undefined) return;
  res.setHeader('Retry-After', String(seconds));
  throw new RapportError(
    'TOO_MANY_REQUESTS',
    'too many sessions from one address.',
    `Try again in ${seconds} s.`,
  );
}

/** Overload of a post is told by 503: some clients of Direct Line take a 429 or 502 there for success. @returns whether it was. */
async function overloaded(limit: RateLimit, session: Session, res: Response): Promise<boolean> {
  const seconds = await limit.take(session.customerId);
  if (seconds === undefined) return false;
  res.setHeader('Retry-After', String(seconds));
  const message = `Too many messages at once. Try again in ${seconds} s.`;
  res.send(503, { error: { code: 'TOO_MANY_REQUESTS', message } });
  return true;
}

function disposition(name: string, contentType: string): string {
  const kind = contentType.startsWith('image/') ? 'inline' : 'attachment';
  const plain = name.replace(/[^\x20-\x7e]/g, '_');
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`;
}
