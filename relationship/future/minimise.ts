// Finds the lowest point of a smooth function of a few variables. Knows nothing of what the function means.

export interface Minimum {
  readonly at: readonly number[];
  readonly value: number;
  /** The slope is flat there; otherwise the rounds ran out. */
  readonly converged: boolean;
}

const MAX_ROUNDS = 200;
/** Of the largest slope, beside the value: as flat as differences in double precision can tell. */
const FLAT = 1e-8;
/** Cube root of double precision, the usual step of central differences. */
const STEP = 6e-6;

/**
 * BFGS (Nocedal & Wright 2006, chapter 6) with slopes by central differences and a line search that backtracks (Armijo).
 * Where the function is not a number it counts as infinitely high, so a start must be at a finite place.
 */
export function minimise(f: (at: readonly number[]) => number, start: readonly number[]): Minimum {
  const height = (at: readonly number[]) => {
    const value = f(at);
    return Number.isFinite(value) ? value : Infinity;
  };
  let at = [...start];
  let value = height(at);
  let slope = slopeAt(height, at);
  let inverse = identity(at.length);
  for (let round = 0; round < MAX_ROUNDS; round++) {
    if (isFlat(slope, value)) return { at, value, converged: true };
    let direction = inverse.map((row) => -dot(row, slope));
    if (dot(direction, slope) >= 0) {
      inverse = identity(at.length);
      direction = slope.map((s) => -s);
    }
    const moved = lineSearch(height, at, value, slope, direction);
    if (!moved) {
      // No way down along a direction that leads down: as far as the precision goes, or a bad curvature.
      if (isIdentity(inverse)) return { at, value, converged: isNearlyFlat(slope, value) };
      inverse = identity(at.length);
      continue;
    }
    const nextSlope = slopeAt(height, moved.at);
    inverse = updated(
      inverse,
      moved.at.map((v, i) => v - (at[i] ?? 0)),
      nextSlope.map((v, i) => v - (slope[i] ?? 0)),
    );
    ({ at, value } = moved);
    slope = nextSlope;
  }
  return { at, value, converged: isNearlyFlat(slope, value) };
}

/** The best of several starts: likelihoods of purchase models have ridges on which a poor start ends. */
export function minimiseFrom(
  f: (at: readonly number[]) => number,
  starts: readonly (readonly number[])[],
): Minimum {
  const ranked = starts
    .map((start) => ({ start, value: f(start) }))
    .filter(({ value }) => Number.isFinite(value));
  ranked.sort((a, b) => a.value - b.value);
  const minima = ranked.slice(0, 2).map(({ start }) => minimise(f, start));
  const best = minima.reduce<Minimum | undefined>(
    (low, m) => (low && low.value <= m.value ? low : m),
    undefined,
  );
  return best ?? { at: starts[0] ?? [], value: Infinity, converged: false };
}

function slopeAt(f: (at: readonly number[]) => number, at: readonly number[]): number[] {
  return at.map((v, i) => {
    const step = STEP * Math.max(1, Math.abs(v));
    const up = f(at.with(i, v + step));
    const down = f(at.with(i, v - step));
    const difference = (up - down) / (2 * step);
    return Number.isFinite(difference) ? difference : 0;
  });
}

/** Longest change of one variable in one step: on log-parameters a factor of about 7. */
const LONGEST_STEP = 2;

function lineSearch(
  f: (at: readonly number[]) => number,
  at: readonly number[],
  value: number,
  slope: readonly number[],
  direction: readonly number[],
): { at: number[]; value: number } | undefined {
  const longest = Math.max(...direction.map(Math.abs));
  let length = Math.min(1, LONGEST_STEP / longest);
  const descent = dot(slope, direction);
  for (let halving = 0; halving < 40; halving++) {
    const there = at.map((v, i) => v + length * (direction[i] ?? 0));
    const reached = f(there);
    if (reached <= value + 1e-4 * length * descent && reached < value) return { at: there, value: reached };
    length /= 2;
  }
  return undefined;
}

function updated(
  inverse: readonly (readonly number[])[],
  step: readonly number[],
  change: readonly number[],
): number[][] {
  const curvature = dot(step, change);
  if (curvature <= 1e-12) return inverse.map((row) => [...row]);
  const hy = inverse.map((row) => dot(row, change));
  const scale = (1 + dot(change, hy) / curvature) / curvature;
  return inverse.map((row, i) =>
    row.map(
      (v, j) =>
        v +
        scale * (step[i] ?? 0) * (step[j] ?? 0) -
        ((hy[i] ?? 0) * (step[j] ?? 0) + (step[i] ?? 0) * (hy[j] ?? 0)) / curvature,
    ),
  );
}

function identity(size: number): number[][] {
  return Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => (i === j ? 1 : 0)));
}

function isIdentity(matrix: readonly (readonly number[])[]): boolean {
  return matrix.every((row, i) => row.every((v, j) => v === (i === j ? 1 : 0)));
}

function isFlat(slope: readonly number[], value: number): boolean {
  return slope.every((s) => Math.abs(s) <= FLAT * Math.max(1, Math.abs(value)));
}

function isNearlyFlat(slope: readonly number[], value: number): boolean {
  return slope.every((s) => Math.abs(s) <= 1e-5 * Math.max(1, Math.abs(value)));
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, v, i) => sum + v * (b[i] ?? 0), 0);
}
