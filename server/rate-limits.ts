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

/** For what a customer asks: each alone, and all behind one address together. */
export interface SharedRateLimit {
  readonly customer: RateLimit;
  readonly address: RateLimit;
}

/** @param points of one customer and of all behind one address, within each span of `seconds`. */
export function createSharedRateLimit(
  points: { readonly customer: number; readonly address: number },
  seconds: number,
): SharedRateLimit {
  return {
    customer: createRateLimit(points.customer, seconds),
    address: createRateLimit(points.address, seconds),
  };
}

export interface DirectLineLimits {
  /** Guests whom nobody has seen before, by address: each becomes a record. */
  readonly guests: RateLimit;
  /** New and refreshed sessions, by address. */
  readonly tokens: RateLimit;
  readonly starts: SharedRateLimit;
  readonly posts: SharedRateLimit;
  readonly uploads: SharedRateLimit;
  readonly reads: SharedRateLimit;
}

/**
 * An office of some tens of customers behind one address opens well under two chats a second; nobody types a message a second
 * for a minute; clients without a socket ask for news once a second.
 */
export function directLineLimits(): DirectLineLimits {
  return {
    guests: createRateLimit(30, 60),
    tokens: createRateLimit(120, 60),
    starts: createSharedRateLimit({ customer: 30, address: 120 }, 60),
    posts: createSharedRateLimit({ customer: 60, address: 600 }, 60),
    uploads: createSharedRateLimit({ customer: 12, address: 120 }, 60),
    reads: createSharedRateLimit({ customer: 300, address: 3_000 }, 60),
  };
}

/** New sockets: a client whose network comes and goes opens one every few seconds; after a restart, a whole office opens all. */
export function socketLimit(): SharedRateLimit {
  return createSharedRateLimit({ customer: 60, address: 300 }, 60);
}
