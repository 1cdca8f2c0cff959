// What a customer of a made-up business says, whatever its size. Knows no protocol.

import { questionsAt } from '../scripts/generate/business.js';
import type { Line } from './lines.js';

const ANY = /\S/;

/**
 * A usual talk: two questions of the knowledge, one in other words, orders, a wish, a search and something out of scope.
 * @param first number of a made-up question; @param second of another.
 */
export function linesFor(first: number, second: number): readonly Line[] {
  const [question] = questionsAt(first);
  const [, , third] = questionsAt(second);
  return [
    'where is my order',
    question,
    `hello, ${third.toLowerCase()}`,
    'what would suit my living room under 80 euros?',
    'something cheaper',
    'I love oak, but no wool please',
    'do you have a reading lamp in stock?',
    'who won the football last night?',
  ].map((text) => ({ text, reply: ANY }));
}
