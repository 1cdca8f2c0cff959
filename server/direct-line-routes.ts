// The addresses of Direct Line 3.0: parse, authorise, call one function, send. Decides nothing about conversations.

import { z } from 'zod';
import { type DirectLine, readUpload, type Session, UPLOAD_LIMIT } from '../channels/direct-line/index.js';
import { addressOf, bearerOf, bodyOf, queryOf, type Request, type Response, type Server } from './http.js';
import { type DirectLineLimits, directLineLimits, type SharedRateLimit } from './rate-limits.js';
import { readBody } from './read-body.js';

export interface DirectLineRoutes {
  readonly directLine: DirectLine;
  /** A proxy of ours stands in front and writes X-Forwarded-For. */
  readonly trustProxy: boolean;
  /** In place of the usual ones. */
  readonly limits?: Partial<DirectLineLimits>;
}

const BASE = '/v3/directline';
const CONVERSATION = `${BASE}/conversations/:conversationId`;

const generateBody = z.object({
  user: z.object({ id: z.string().nullish() }).nullish(),
  guest: z.string().max(2_000).nullish(),
});
const startBody = z.object({ locale: z.string().max(35).nullish() });

export function registerDirectLine(
  server: Server,
  { directLine, trustProxy, limits }: DirectLineRoutes,
): void {
  const { guests, tokens, starts, posts, uploads, reads } = { ...directLineLimits(), ...limits };

  const sessionOf = (req: Request): Promise<Session> =>
    directLine.authorise(bearerOf(req), req.params.conversationId);

  /** Counts the address before anything is looked at, and the customer once it is known who that is. */
  const within =
    (
      limit: SharedRateLimit,
      tooMany: TooMany,
      handler: (req: Request, res: Response, session: Session) => Promise<void>,
    ) =>
    async (req: Request, res: Response) => {
      const crowd = await limit.address.take(addressOf(req, trustProxy));
      if (crowd !== undefined) return askToWait(res, tooMany, crowd);
      const session = await sessionOf(req);
      const own = await limit.customer.take(session.customerId);
      if (own !== undefined) return askToWait(res, tooMany, own);
      await handler(req, res, session);
    };

  server.post(`${BASE}/tokens/generate`, async (req, res) => {
    const address = addressOf(req, trustProxy);
    const wait = await tokens.take(address);
    if (wait !== undefined) return askToWait(res, 429, wait);
    const { user, guest } = bodyOf(req, generateBody);
    const { isNewGuest, answer } = await directLine.generate({
      credentials: bearerOf(req),
      claimedUser: user?.id ?? undefined,
      guest: guest ?? undefined,
    });
    // A guest who is turned away here leaves nothing behind.
    const crowd = isNewGuest ? await guests.take(address) : undefined;
    if (crowd !== undefined) return askToWait(res, 429, crowd);
    sendFresh(res, 200, answer);
  });

  server.post(`${BASE}/tokens/refresh`, async (req, res) => {
    const wait = await tokens.take(addressOf(req, trustProxy));
    if (wait !== undefined) return askToWait(res, 429, wait);
    sendFresh(res, 200, await directLine.refresh(await sessionOf(req)));
  });

  server.post(
    `${BASE}/conversations`,
    within(starts, 429, async (req, res, session) => {
      const { isNew, answer } = await directLine.start(session, bodyOf(req, startBody).locale ?? undefined);
      sendFresh(res, isNew ? 201 : 200, answer);
    }),
  );

  server.get(
    CONVERSATION,
    within(reads, 429, async (req, res, session) => {
      sendFresh(res, 200, await directLine.reconnect(session, queryOf(req, 'watermark')));
    }),
  );

  server.get(
    `${CONVERSATION}/activities`,
    within(reads, 429, async (req, res, session) => {
      sendFresh(res, 200, await directLine.activitiesSince(session, queryOf(req, 'watermark')));
    }),
  );

  server.post(
    `${CONVERSATION}/activities`,
    within(posts, 503, async (req, res, session) => {
      sendFresh(res, 200, await directLine.post(session, req.body));
    }),
  );

  server.post(
    `${CONVERSATION}/upload`,
    within(uploads, 503, async (req, res, session) => {
      const contentType = req.headers['content-type'] ?? '';
      const contentDisposition = req.headers['content-disposition'];
      const upload = await readUpload({ contentType, contentDisposition }, await readBody(req, UPLOAD_LIMIT));
      sendFresh(res, 200, await directLine.upload(session, upload));
    }),
  );

  server.get(`${BASE}/attachments/:key`, async (req, res) => {
    const wait = await reads.address.take(addressOf(req, trustProxy));
    if (wait !== undefined) return askToWait(res, 429, wait);
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

/** Of a post it is told by 503: some clients of Direct Line take a 429 or 502 there for success. */
type TooMany = 429 | 503;

function askToWait(res: Response, status: TooMany, seconds: number): void {
  res.setHeader('Retry-After', String(seconds));
  const message = `Too many requests at once. Try again in ${seconds} s.`;
  res.send(status, { error: { code: 'TOO_MANY_REQUESTS', message } });
}

function disposition(name: string, contentType: string): string {
  const kind = contentType.startsWith('image/') ? 'inline' : 'attachment';
  const plain = name.replace(/[^\x20-\x7e]/g, '_');
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`;
}
