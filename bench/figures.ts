// What a benchmark reports: figures with their bounds, as a table for people or one object for programs. Measures nothing.

/** How an area is asked for its figures. */
export interface BenchOptions {
  /** Under a minute, with fewer rounds; the figures are coarser. */
  readonly short: boolean;
  /** A line about what is being done; it goes to stderr, so that stdout stays for the figures. */
  readonly progress: (text: string) => void;
}

/** A number with the bound that it has to keep, where it has one. */
export interface Figure {
  /** Dotted, from the general to the special: `turns.cpu.over-stock`. */
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly min?: number;
  readonly max?: number;
}

/** @returns whether the bounds hold; `undefined` for a figure without one. A value that is no number keeps none. */
export function isMet({ value, min, max }: Figure): boolean | undefined {
  if (min === undefined && max === undefined) return undefined;
  return value >= (min ?? -Infinity) && value <= (max ?? Infinity);
}

export function asJson(figures: readonly Figure[]): string {
  return JSON.stringify({ figures: figures.map((figure) => ({ ...figure, met: isMet(figure) })) }, null, 2);
}

/** One line a figure, the values below each other. */
export function asTable(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.name,
    shown(figure.value),
    figure.unit,
    boundOf(figure),
    { true: 'met', false: 'NOT MET', undefined: '' }[String(isMet(figure))] ?? '',
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const pad = (row: readonly string[]) =>
    row.map((cell, column) =>
      column === 1 ? cell.padStart(widths[1] ?? 0) : cell.padEnd(widths[column] ?? 0),
    );
  return rows.map((row) => pad(row).join('  ').trimEnd()).join('\n');
}

function boundOf({ min, max }: Figure): string {
  return [min === undefined ? '' : `≥ ${min}`, max === undefined ? '' : `≤ ${max}`]
    .filter(Boolean)
    .join(', ');
}

function shown(value: number): string {
  if (Number.isInteger(value)) return String(value);
  return value.toFixed(Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2);
}
