// What purchase models read of a customer: three numbers, in typed arrays for many customers at once. Knows no dates.

/**
 * Customers as recency and frequency. All times on one clock of any unit, begun at the customer's first purchase.
 * Customers with the same three numbers stand once, with their count as weight.
 */
export interface Summaries {
  /** Repeat purchases: the first one is not counted. */
  readonly x: Float64Array;
  /** Time of the last purchase; 0 where there is no repeat. */
  readonly tx: Float64Array;
  /** How long the customer was observed. */
  readonly T: Float64Array;
  readonly weight: Float64Array;
}

export interface Summary {
  readonly x: number;
  readonly tx: number;
  readonly T: number;
}

/** Equal rows become one with a weight: fitting costs as much as there are different rows. */
export function summaries(rows: Iterable<Summary>): Summaries {
  const counts = new Map<string, { row: Summary; weight: number }>();
  for (const row of rows) {
    const key = `${row.x} ${row.tx} ${row.T}`;
    const known = counts.get(key);
    if (known) known.weight++;
    else counts.set(key, { row, weight: 1 });
  }
  const distinct = [...counts.values()];
  const column = (read: (entry: { row: Summary; weight: number }) => number) =>
    Float64Array.from(distinct, read);
  return {
    x: column(({ row }) => row.x),
    tx: column(({ row }) => row.tx),
    T: column(({ row }) => row.T),
    weight: column(({ weight }) => weight),
  };
}
