// What is frozen stands for its own JSON, or it is said that it does not.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freezeJson } from '../data/lowdb/freeze-json.js';

describe('what is frozen', () => {
  it('would be read back the same, wherever that is said', () => {
    fc.assert(
      fc.property(fc.object({ withNullPrototype: false }), (value) => {
        if (freezeJson(value)) expect(JSON.parse(JSON.stringify(value))).toStrictEqual(value);
      }),
    );
  });

  it('can be changed nowhere', () => {
    const value = { a: { b: [1] } };
    expect(freezeJson(value)).toBe(true);
    expect(() => value.a.b.push(2)).toThrow(TypeError);
  });

  it.each([
    ['a date', { at: new Date(0) }],
    ['no number', { a: [Number.NaN] }],
    ['endless', { a: Number.POSITIVE_INFINITY }],
    ['less than nothing by a sign alone', { a: -0 }],
    ['left open', { a: [1, undefined] }],
    ['a class', { a: new Map() }],
    ['a function', { toJSON: () => 1 }],
  ])('does not stand for its JSON: %s', (_what, value) => {
    expect(freezeJson(value)).toBe(false);
  });
});
