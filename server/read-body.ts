// Bodies of requests, with a limit on every byte read. Knows JSON, and nothing of what it says.

import { RapportError } from '../data/errors.js';
import type { Request, Server } from './http.js';

/** 256 KB: a message of 100,000 characters fits in any script. */
const JSON_LIMIT = 256 * 1024;

/**
 * @param limit bytes; nothing is kept beyond.
 * @throws RapportError TOO_LARGE beyond the limit, BAD_REQUEST when the sender went away in the middle.
 */
export async function readBody(req: Request, limit: number): Promise<Buffer<ArrayBuffer>> {
  if (Number(req.headers['content-length'] ?? 0) > limit) throw tooLarge(limit);
  // Nothing is left of a body that was parsed as JSON.
  if (req.readableEnded) return Buffer.alloc(0);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    // Beyond the limit the rest still flows, into nothing: the refusal can be read only by a sender that got rid of its body.
    req.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else reject(tooLarge(limit));
    });
    req.once('end', () => resolve(Buffer.concat(chunks)));
    req.once('close', () => {
      if (!req.readableEnded)
        reject(new RapportError('BAD_REQUEST', 'the body ended before it was complete.', 'Send it again.'));
    });
    req.once('error', () => undefined);
  });
}

const raw = new WeakMap<Request, Buffer>();

/** @returns the bytes of a JSON body as they came, for whoever checks a signature over them. */
export function rawBodyOf(req: Request): Buffer {
  return raw.get(req) ?? Buffer.alloc(0);
}

/**
 * Puts the JSON of a request into `req.body`. A body of another type is left unread for its route (an upload) and is no body to
 * the others, so that a form of another site, which cannot send JSON, has no effect.
 */
export function parseJsonBodies(server: Server): void {
  server.use(async (req: Request) => {
    req.body = undefined;
    if (!/^application\/json\b/i.test(req.headers['content-type'] ?? '')) return;
    const body = await readBody(req, JSON_LIMIT);
    raw.set(req, body);
    if (body.length > 0) req.body = parsed(body);
  });
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(utf8.decode(body));
  } catch (error) {
    throw new RapportError(
      'BAD_REQUEST',
      'the body is not JSON in UTF-8.',
      'Check the body and its encoding.',
      {
        cause: error,
      },
    );
  }
}

function tooLarge(limit: number): RapportError {
  return new RapportError(
    'TOO_LARGE',
    `the body is larger than ${Math.floor(limit / 1024)} KB.`,
    'Send less at once, or send a file as an upload.',
  );
}
