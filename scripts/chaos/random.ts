// Seeded choices of moments and places. Every chooser has a row of its own, so that one's number of choices does not shift another's.

export interface Span {
  readonly least: number;
  readonly most: number;
}

export interface Choices {
  between(span: Span): number;
  /** Mostly short, seldom long. */
  mostlyShort(span: Span): number;
  oneOf<T>(items: readonly T[]): T | undefined;
}

/** @param row of this chooser, from 0. */
export function createChoices(seed: number, row: number): Choices {
  const random = mulberry32(seed * 1009 + row);
  return {
    between: ({ least, most }) => least + random() * (most - least),
    mostlyShort: ({ least, most }) => least + random() ** 2 * (most - least),
    oneOf: (items) => items[Math.floor(random() * items.length)],
  };
}

/** Small, seeded, good enough to choose moments. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
