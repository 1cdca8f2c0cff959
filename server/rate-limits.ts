// How much one asker may ask. Generous for people, closed to loops. Counts in memory: a restart forgives.

import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

export interface RateLimit {
  /** @returns `undefined` when it may pass; else after how many seconds to try again. */
  take(key: string): Promise<number | undefined>;
}

/** @param points how many within each span of `seconds`. */
export function createRateLimit(points: number, seconds: number): RateLimit {
  const limiter = new RateLimiterMemory({ points, duration: seconds });
  return {
    async take(key) {
      try {
        await limiter.consume(key);
        return undefined;
      } catch (refused) {
        if (!(refused instanceof RateLimiterRes)) throw refused;
        return Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
      }
    },
  };
}

export interface DirectLineLimits {
  /** New and refreshed sessions, by address. */
  readonly tokens: RateLimit;
  /** Messages, by customer. */
  readonly posts: RateLimit;
  /** Uploads, by customer. */
  readonly uploads: RateLimit;
}

/** An office behind one address opens well under two chats a second; nobody types a message a second for a minute. */
export function directLineLimits(): DirectLineLimits {
  return {
    tokens: createRateLimit(120, 60),
    posts: createRateLimit(60, 60),
    uploads: createRateLimit(12, 60),
  };
}
