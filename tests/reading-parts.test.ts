import { describe, expect, test } from 'vitest';
import { openMeaning } from '../understanding/meaning.js';
import { createRecent } from '../understanding/recent.js';
import type { ScoredReading } from '../understanding/scored-reading.js';
import { fitMatches, openMatches } from '../understanding/word-match.js';

const table = fitMatches(
  [
    { words: 'how long does delivery take', label: 0 },
    { words: 'delivery is free', label: 0 },
    { words: 'how can i pay', label: 1 },
  ],
  3,
);
const matcher = openMatches(table, (word) => word === 'oak');

describe('the match with all that is said of a subject', () => {
  test.each([
    ['a word of one subject', 'delivery', [true, false, false]],
    ['a word of both', 'how', [true, true, false]],
    ['an unknown word', 'weather', [false, false, false]],
  ])('%s', (_, words, matched) => {
    expect([...matcher.scores(words)].map((score) => score > 0)).toEqual(matched);
  });

  test('a word said again counts once, and a rare one more than a common one', () => {
    expect(matcher.scores('delivery delivery')).toEqual(matcher.scores('delivery'));
    expect(matcher.scores('pay')[1]).toBeGreaterThan(matcher.scores('how')[1] ?? 0);
  });

  test.each([
    ['all known', 'how long', 1],
    ['named by the catalogue', 'oak', 1],
    ['one of two unknown', 'how weather', 1 - 1 / 5],
    ['all of two unknown', 'moon weather', 1 - 2 / 5],
  ])('familiarity: %s', (_, words, familiarity) => {
    expect(matcher.familiarity(words)).toBeCloseTo(familiarity, 10);
  });
});

describe('what was made of texts seen lately', () => {
  test('the one unused for longest goes first', () => {
    const recent = createRecent<number>(2);
    recent.set('a', 1);
    recent.set('b', 2);
    recent.get('a');
    recent.set('c', 3);
    expect(['a', 'b', 'c'].map((text) => recent.get(text))).toEqual([1, undefined, 3]);
  });

  const read = (sure: boolean): ScoredReading => ({
    likely: [{ label: 0, probability: 1 }],
    confidence: 0.9,
    inScope: true,
    sure,
  });
  const forms = { kinds: 'x', words: 'x' };
  const lesson = {
    subjects: [{ target: 'intent:x', title: 'X' }],
    intents: 1,
    examples: [],
    asWritten: new Map(),
    formsOf: () => forms,
    isNamed: () => false,
  };
  const projection = { views: [] };

  test.each([
    ['words that are sure', true, undefined, true],
    ['a vector where they are not', false, new Float32Array(1), true],
    ['no vector where one was wanted', false, undefined, false],
  ])('a reading is complete: %s', async (_, sure, vector, complete) => {
    const model = { projection, read: () => ({ ...read(sure), withVector: () => read(true) }) };
    const meaning = openMeaning(lesson, model, async () => vector);
    expect((await meaning.read('x')).complete).toBe(complete);
  });
});
