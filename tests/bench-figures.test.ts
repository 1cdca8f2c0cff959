// The arithmetic behind the benchmarks: whether a bound holds is computed, and these rows are what it must say.

import { expect, it } from 'vitest';
import { asJson, asTable, isMet } from '../bench/figures.js';
import { percentile, relativeSlope } from '../bench/statistics.js';

const figure = (value: number, bounds: { min?: number; max?: number }) => ({
  name: 'a',
  value,
  unit: '',
  ...bounds,
});

it.each([
  { value: 1, bounds: { max: 1 }, met: true },
  { value: 1.001, bounds: { max: 1 }, met: false },
  { value: 1, bounds: { min: 1 }, met: true },
  { value: 0.999, bounds: { min: 1 }, met: false },
  { value: Number.NaN, bounds: { max: 1 }, met: false },
  { value: 5, bounds: {}, met: undefined },
])('$value within $bounds is met: $met', ({ value, bounds, met }) => {
  expect(isMet(figure(value, bounds))).toBe(met);
  expect(JSON.parse(asJson([figure(value, bounds)])).figures[0].met).toBe(met);
  expect(asTable([figure(value, bounds)]).includes('NOT MET')).toBe(met === false);
});

it.each([
  { share: 0.5, of: [4, 1, 3, 2], is: 2 },
  { share: 0.99, of: Array.from({ length: 100 }, (_, n) => n + 1), is: 99 },
  { share: 0.99, of: [7], is: 7 },
  { share: 0.5, of: [], is: Number.NaN },
])('the percentile $share of $of is $is', ({ share, of, is }) => {
  expect(percentile(of, share)).toBe(is);
});

it.each([
  { values: [5, 5, 5, 5], slope: 0 },
  { values: [90, 100, 110], slope: 0.2 },
  { values: [110, 100, 90], slope: -0.2 },
])('the slope over $values is $slope of their mean', ({ values, slope }) => {
  expect(relativeSlope(values)).toBeCloseTo(slope, 12);
});
