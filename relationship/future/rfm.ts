// RFM, the marketer's yardstick: recency, frequency and monetary value in fifths of the customers. The models are measured against it.

/** How one customer stands; 5 is best. */
export interface RfmScore {
  readonly recency: 1 | 2 | 3 | 4 | 5;
  readonly frequency: 1 | 2 | 3 | 4 | 5;
  readonly monetary: 1 | 2 | 3 | 4 | 5;
  /** The sum, 3 to 15. */
  readonly total: number;
}

export interface RfmInput {
  readonly daysSinceOrder: number;
  readonly orders: number;
  readonly value: number;
}

/** Fifths among these customers; equal values get equal scores. @returns in the order of the customers. */
export function rfmScores(customers: readonly RfmInput[]): readonly RfmScore[] {
  const recency = fifths(customers.map((c) => -c.daysSinceOrder));
  const frequency = fifths(customers.map((c) => c.orders));
  const monetary = fifths(customers.map((c) => c.value));
  return customers.map((_, i) => {
    const [r, f, m] = [recency[i] ?? 1, frequency[i] ?? 1, monetary[i] ?? 1];
    return { recency: r, frequency: f, monetary: m, total: r + f + m };
  });
}

type Fifth = RfmScore['recency'];

function fifths(values: readonly number[]): Fifth[] {
  const sorted = Float64Array.from(values).sort();
  const places = new Map<number, Fifth>();
  for (let start = 0; start < sorted.length; ) {
    const value = sorted[start] ?? 0;
    let end = start + 1;
    while (end < sorted.length && sorted[end] === value) end++;
    // The middle of those who are equal decides, so that a crowd of one-time buyers is not split by chance.
    places.set(value, (1 + Math.floor((5 * ((start + end - 1) / 2)) / sorted.length)) as Fifth);
    start = end;
  }
  return values.map((value) => places.get(value) ?? 1);
}
