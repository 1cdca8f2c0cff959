// `POST /api/desk/events`, where an outside desk answers. Knows the signature and the request's shape, not what events do.

import { RapportError } from '../data/errors.js';
import type { Clock } from '../data/ids.js';
import {
  type DeskEvent,
  isSigned,
  readDeskEvent,
  SIGNATURE_HEADER,
  type Taken,
} from '../handoff/outside/index.js';
import type { Request, Server } from './http.js';
import { rawBodyOf } from './read-body.js';

export interface DeskEventsDependencies {
  /** What both sides sign with. */
  readonly secret: string;
  readonly clock: Clock;
  /** Absent: our own desk answers, and none are taken. */
  readonly take: ((event: DeskEvent) => Promise<Taken>) | undefined;
}

/**
 * Body: one Bot Framework activity. Answers 200 `{ status: 'taken' | 'duplicate', epoch? }`; 401 without the signature, 400 for another
 * shape, 409 from whoever does not own the conversation or ahead of its turn, 410 when it has ended, 503 when the store fails.
 */
export function registerDeskEvents(server: Server, { secret, clock, take }: DeskEventsDependencies): void {
  server.post('/api/desk/events', async (req, res) => {
    if (!take) {
      throw new RapportError(
        'CHANNEL_OFF',
        'no outside desk stands in for ours.',
        'Set DESK=outside, and restart.',
      );
    }
    requireSignature(req, secret, clock());
    const read = readDeskEvent(req.body);
    if ('fault' in read) {
      throw new RapportError('BAD_REQUEST', `${read.fault}.`, 'Send a Bot Framework activity.');
    }
    const taken = await take(read.event);
    res.setHeader('Cache-Control', 'no-store');
    res.send(200, answerFor(taken));
  });
}

function requireSignature(req: Request, secret: string, now: Date): void {
  const header = req.headers[SIGNATURE_HEADER];
  if (typeof header === 'string' && isSigned(header, rawBodyOf(req), secret, now)) return;
  throw new RapportError(
    'TOKEN_INVALID',
    'the signature is missing, wrong or too old.',
    'Sign the time and the body with DESK_SECRET, and check your clock.',
  );
}

function answerFor(taken: Taken): { readonly status: 'taken' | 'duplicate'; readonly epoch?: number } {
  switch (taken.outcome) {
    case 'taken':
      return { status: 'taken', ...(taken.epoch === undefined ? {} : { epoch: taken.epoch }) };
    case 'duplicate':
      return { status: 'duplicate' };
    case 'stale':
      throw new RapportError(
        'HANDOFF_STALE',
        'its sender does not own this conversation; nothing was done.',
        'Accept it first, then send again.',
      );
    case 'early':
      throw new RapportError(
        'HANDOFF_EARLY',
        `event ${taken.expected} of this handoff has not come yet; nothing was done.`,
        'Send them in order.',
      );
    case 'gone':
      throw new RapportError('HANDOFF_GONE', 'this handoff has ended.', 'Send nothing more for it.');
    default:
      return taken satisfies never;
  }
}
