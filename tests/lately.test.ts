// What was made of the last few texts is made once, and no more than those are kept.

import { expect, test } from 'vitest';
import { lately } from '../understanding/lately.js';

test('a text is worked on once, and again when four others came since', () => {
  const made: string[] = [];
  const upper = lately((text) => {
    made.push(text);
    return text.toUpperCase();
  });
  for (const text of ['a', 'b', 'a', 'c', 'd', 'a', 'e', 'a']) expect(upper(text)).toBe(text.toUpperCase());
  expect(made.join('')).toBe('abcdea');
});
