// Whether the endpoint may be asked now: a circuit breaker, and a limit of requests at a time. Knows nothing of what is asked.

/** Failures in a row after which nobody waits for it any more. */
const FAILURES = 5;
/** Milliseconds of rest then. */
const REST = 30_000;
/** The longest rest that an endpoint may ask for. */
const LONGEST_REST = 10 * 60_000;

export interface Gate {
  /** `busy`: as many are under way as may be. `resting`: it failed, or asked for a rest. */
  enter(): 'entered' | 'busy' | 'resting';
  /** Ends what `enter` began. */
  worked(): void;
  /** @param wait milliseconds that it asked for. @returns milliseconds of rest that begin now; `undefined`: none. */
  failed(wait?: number): number | undefined;
}

/**
 * Opens after five failures in a row and lets one request through when the rest is over: if that fails too, the next rest begins.
 * @param now in milliseconds.
 */
export function createGate(concurrent: number, now: () => number): Gate {
  let underWay = 0;
  let failures = 0;
  let restsUntil = 0;
  return {
    enter() {
      if (now() < restsUntil) return 'resting';
      // Once it has failed for good, one is tried before all the others are let wait.
      if (underWay >= (failures >= FAILURES ? 1 : concurrent))
        return underWay >= concurrent ? 'busy' : 'resting';
      underWay += 1;
      return 'entered';
    },
    worked() {
      underWay -= 1;
      failures = 0;
    },
    failed(wait) {
      underWay -= 1;
      failures += 1;
      if (wait === undefined && failures < FAILURES) return undefined;
      const rest = Math.min(wait ?? REST, LONGEST_REST);
      // Those that were under way when it broke down begin no rest of their own.
      const begins = now() >= restsUntil;
      restsUntil = Math.max(restsUntil, now() + rest);
      return begins ? rest : undefined;
    },
  };
}
