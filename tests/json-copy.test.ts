// A copy without the way through a text gives what that way would, or says that it can't.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonCopy } from '../data/lowdb/json-copy.js';

describe('a copy as JSON would give it back', () => {
  it('is equal for whatever is JSON, and shares nothing', () => {
    fc.assert(
      fc.property(fc.object({ withNullPrototype: false }), (value) => {
        const copy = jsonCopy(value);
        if (copy === undefined) return;
        expect(copy).toStrictEqual(JSON.parse(JSON.stringify(value)));
        for (const key of Object.keys(copy)) {
          const own = (copy as Record<string, unknown>)[key];
          if (typeof own === 'object' && own !== null)
            expect(own).not.toBe((value as Record<string, unknown>)[key]);
        }
      }),
    );
  });

  it('leaves out what JSON leaves out, a sign of nought too', () => {
    const copy = jsonCopy({ a: undefined, b: { c: undefined, d: [{ e: undefined }, -0], f: -0 } });
    expect(copy).toStrictEqual({ b: { d: [{}, 0], f: 0 } });
  });

  it.each([
    ['a date', { at: new Date(0) }],
    ['no number', { a: [Number.NaN] }],
    ['endless', { a: Number.POSITIVE_INFINITY }],
    ['a hole', { a: [1, undefined] }],
    ['a class', { a: new Map() }],
    ['a function', { toJSON: () => 1 }],
    ['a name that would change what it is', JSON.parse('{"a":{"__proto__":{"b":1}}}')],
  ])('gives up on %s', (_what, value) => {
    expect(jsonCopy(value)).toBeUndefined();
  });

  it('of something frozen can be changed', () => {
    const value = { a: { b: [1] } };
    Object.freeze(value.a.b);
    jsonCopy(value)?.a.b.push(2);
    expect(value.a.b).toEqual([1]);
  });
});
