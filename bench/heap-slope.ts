// How steeply a heap grows under an even load. Measures nothing itself.

import type { Figure } from './figures.js';
import { relativeSlope } from './statistics.js';

/** The embedded store holds what was changed for ten seconds before it puts it in its place: the heap rises and falls with that. */
const TIDE_MS = 10_000;

export interface HeapReading {
  readonly at: number;
  readonly heapUsed: number;
}

/** By the low water of each tide, so that its height does not count as growth. */
export function slopeFigure(name: string, readings: readonly HeapReading[]): Figure {
  const tides = new Map<number, number>();
  for (const { at, heapUsed } of readings) {
    const tide = Math.floor(at / TIDE_MS);
    tides.set(tide, Math.min(tides.get(tide) ?? Number.POSITIVE_INFINITY, heapUsed));
  }
  return { name, value: 100 * relativeSlope([...tides.values()]), unit: '%', max: 1 };
}
