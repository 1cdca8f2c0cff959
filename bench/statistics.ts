// The few numbers that sum up many. Pure.

/** @param share 0 to 1; nearest rank. @returns NaN of nothing. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** @returns the least-squares line's change over all values, which lie evenly, as a share of their mean. */
export function relativeSlope(values: readonly number[]): number {
  const n = values.length;
  const middle = (n - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const slope =
    values.reduce((sum, value, index) => sum + (index - middle) * (value - mean), 0) /
    values.reduce((sum, _value, index) => sum + (index - middle) ** 2, 0);
  return (slope * (n - 1)) / mean;
}
