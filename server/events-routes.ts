// `POST /api/events`, where the business's shop tells what customers do there. Knows the key and the request's shape, not what events mean.

import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { RapportError } from '../data/errors.js';
import { MOST_EVENTS, type TakenEvents } from '../data/take-shop-events.js';
import { bearerOf, bodyOf, type Server } from './http.js';

const body = z.strictObject({ events: z.array(z.unknown()).min(1).max(MOST_EVENTS) });

export interface EventsDependencies {
  /** What the shop sends as a bearer token; empty: no events are taken. */
  readonly key: string;
  readonly take: (events: readonly unknown[]) => Promise<TakenEvents>;
}

/**
 * Body: `{ events: [...] }`. Answers 200 with how many were taken and each that was refused, with its place and why. 401 without the
 * key, 400 for a body of another shape, 503 when the store fails: sent again, what was taken counts once.
 */
export function registerEvents(server: Server, { key, take }: EventsDependencies): void {
  server.post('/api/events', async (req, res) => {
    if (key === '') {
      throw new RapportError(
        'CHANNEL_OFF',
        'events of a shop are not taken.',
        'Set EVENTS_KEY, and restart.',
      );
    }
    if (!isSame(bearerOf(req) ?? '', key)) {
      throw new RapportError(
        'TOKEN_INVALID',
        'the key is missing or wrong.',
        'Send EVENTS_KEY as a bearer token.',
      );
    }
    res.setHeader('Cache-Control', 'no-store');
    res.send(200, await take(bodyOf(req, body).events));
  });
}

/** Takes as long for a near miss as for a wild guess. */
function isSame(given: string, key: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(key));
}
