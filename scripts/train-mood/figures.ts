// What training of the mood is judged by, and the numbers it draws. Knows no sentences.

/** Area under the ROC curve: the share of pairs in which the positive one has the higher score; ties count half. */
export function areaUnderCurve(scores: readonly number[], positive: readonly boolean[]): number {
  const ranked = scores.map((score, at) => ({ score, positive: positive[at] === true }));
  ranked.sort((a, b) => a.score - b.score);
  let ranks = 0;
  for (let from = 0; from < ranked.length; ) {
    let to = from;
    while (ranked[to]?.score === ranked[from]?.score && to < ranked.length) to++;
    const shared = (from + to + 1) / 2;
    for (let at = from; at < to; at++) if (ranked[at]?.positive) ranks += shared;
    from = to;
  }
  const positives = ranked.filter((row) => row.positive).length;
  return (ranks - (positives * (positives + 1)) / 2) / (positives * (ranked.length - positives));
}

/** Expected calibration error over ten bins of equal count. */
export function calibrationError(probabilities: readonly number[], positive: readonly boolean[]): number {
  const sorted = probabilities.map((p, at) => ({ p, y: Number(positive[at]) })).sort((a, b) => a.p - b.p);
  let error = 0;
  for (let bin = 0; bin < 10; bin++) {
    const rows = sorted.slice((bin * sorted.length) / 10, ((bin + 1) * sorted.length) / 10);
    error += Math.abs(rows.reduce((sum, { p, y }) => sum + p - y, 0));
  }
  return error / sorted.length;
}

/** Numbers from 0 to 1 that look random and are always the same (a linear congruential generator, constants of Numerical Recipes). */
export function mixer(): () => number {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A copy in mixed order. */
export function shuffled<T>(rows: readonly T[], next: () => number): T[] {
  const mixed = [...rows];
  for (let at = mixed.length - 1; at > 0; at--) {
    const other = Math.floor(next() * (at + 1));
    [mixed[at], mixed[other]] = [mixed[other] as T, mixed[at] as T];
  }
  return mixed;
}

/** To whole steps of the largest weight's 127th part. */
export function quantise(weights: Float64Array): { readonly weights: Int8Array; readonly step: number } {
  const largest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
  const step = Number((largest / 127 || 1).toPrecision(6));
  return { weights: Int8Array.from(weights, (weight) => Math.round(weight / step)), step };
}
