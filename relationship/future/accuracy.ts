// How good predicted probabilities are: calibration and ranking. Knows nothing of what was predicted.

/**
 * The expected calibration error: ten bins of equal count by predicted probability, the mean of |predicted − observed| by count.
 * @param happened 1 or 0, in the order of `predicted`. @returns 0 to 1; NaN of nothing.
 */
export function calibrationError(
  predicted: ArrayLike<number>,
  happened: ArrayLike<number>,
  bins = 10,
): number {
  const order = Uint32Array.from({ length: predicted.length }, (_, i) => i);
  order.sort((a, b) => (predicted[a] ?? 0) - (predicted[b] ?? 0));
  let error = 0;
  for (let bin = 0; bin < bins; bin++) {
    const from = Math.floor((bin * order.length) / bins);
    const to = Math.floor(((bin + 1) * order.length) / bins);
    let difference = 0;
    for (const i of order.subarray(from, to)) difference += (predicted[i] ?? 0) - (happened[i] ?? 0);
    error += Math.abs(difference);
  }
  return error / order.length;
}

/**
 * The probability that one to whom it happened scored higher than one to whom it did not (area under the ROC curve); ties count half.
 * @returns 0.5 is chance; NaN where it happened to all or none.
 */
export function rankingQuality(scores: ArrayLike<number>, happened: ArrayLike<number>): number {
  const order = Uint32Array.from({ length: scores.length }, (_, i) => i);
  order.sort((a, b) => (scores[a] ?? 0) - (scores[b] ?? 0));
  let rankSum = 0;
  let positives = 0;
  for (let start = 0; start < order.length; ) {
    let end = start + 1;
    while (end < order.length && scores[order[end] ?? 0] === scores[order[start] ?? 0]) end++;
    const rank = (start + 1 + end) / 2;
    for (const i of order.subarray(start, end))
      if (happened[i]) {
        rankSum += rank;
        positives++;
      }
    start = end;
  }
  const pairs = positives * (order.length - positives);
  return pairs === 0 ? Number.NaN : (rankSum - (positives * (positives + 1)) / 2) / pairs;
}

export function mean(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i] ?? 0;
  return total / values.length;
}
