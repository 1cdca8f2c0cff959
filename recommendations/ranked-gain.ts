// How good a ranked list is, by what was bought afterwards: nDCG and hits. Knows no models.

/** @returns the places of the highest scores, best first; of equals the first. Those at −∞ are never among them. */
export function bestPlaces(scores: ArrayLike<number>, count: number): readonly number[] {
  const best: number[] = [];
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i] ?? -Infinity;
    const last = best.at(-1);
    if (score === -Infinity) continue;
    if (best.length === count && last !== undefined && score <= (scores[last] ?? -Infinity)) continue;
    let at = best.length;
    while (at > 0 && score > (scores[best[at - 1] ?? 0] ?? -Infinity)) at--;
    best.splice(at, 0, i);
    if (best.length > count) best.pop();
  }
  return best;
}

/**
 * nDCG@k with binary relevance (Järvelin & Kekäläinen 2002), the ideal being min(k, relevant) hits at the top.
 * @param relevant not empty.
 */
export function ndcg(ranked: readonly number[], relevant: ReadonlySet<number>, k: number): number {
  let [gained, ideal] = [0, 0];
  for (let i = 0; i < k; i++) {
    const gain = 1 / Math.log2(i + 2);
    if (i < relevant.size) ideal += gain;
    const place = ranked[i];
    if (place !== undefined && relevant.has(place)) gained += gain;
  }
  return gained / ideal;
}
