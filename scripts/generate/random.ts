// Random choices that come out the same for the same seed. For made-up data only, never for secrets.

export interface Random {
  /** From 0 up to, not including, 1. */
  unit(): number;
  /** From 0 to `below` − 1. */
  whole(below: number): number;
  /** @throws for an empty list. */
  of<T>(list: readonly T[]): T;
  /** True in this share of cases. */
  chance(share: number): boolean;
}

/** Mulberry32, 32 bits of state: plenty for test data. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (below: number): number => Math.floor(next() * below);
  return {
    unit: next,
    whole,
    of(list) {
      const picked = list[whole(list.length)];
      if (picked === undefined) throw new Error('there is nothing to choose from');
      return picked;
    },
    chance: (share) => next() < share,
  };
}
