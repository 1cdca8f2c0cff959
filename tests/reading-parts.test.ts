import { describe, expect, test } from 'vitest';
import { addCompactScores, compacted } from '../understanding/compact-weights.js';
import { addScores } from '../understanding/logistic-regression.js';
import { openMeaning } from '../understanding/meaning.js';
import { createRecent } from '../understanding/recent.js';
import type { ScoredReading } from '../understanding/scored-reading.js';
import { speller } from '../understanding/spelling.js';
import { stemOf } from '../understanding/stems.js';
import { fitGate, isSure, type Seconded } from '../understanding/vector-gate.js';
import { fitMatches, openMatches } from '../understanding/word-match.js';

const table = fitMatches(
  [
    { words: 'how long does delivery take', label: 0, from: 'question' },
    { words: 'delivery is free', label: 0, from: 'answer' },
    { words: 'how can i pay', label: 1, from: 'question' },
  ],
  3,
);
const matcher = openMatches(table, (word) => word === 'oak');

describe('the match with all that is said of a subject', () => {
  test.each([
    ['a word of one subject', 'delivery', [true, false, false]],
    ['a word of both', 'how', [true, true, false]],
    ['another form of one', 'deliveries', [true, false, false]],
    ['an unknown word', 'weather', [false, false, false]],
  ])('%s', (_, words, matched) => {
    expect([...matcher.read(words).scores].map((score) => score > 0)).toEqual(matched);
  });

  test('a word said again counts once, and a rare one more than a common one', () => {
    const scores = (words: string) => matcher.read(words).scores;
    expect(scores('delivery delivery')).toEqual(scores('delivery'));
    expect(scores('pay')[1]).toBeGreaterThan(scores('how')[1] ?? 0);
  });

  test.each([
    ['all known', 'how long', 1],
    ['named by the catalogue', 'oak', 1],
    ['one of two unknown', 'how weather', 1 - 1 / 5],
    ['all of two unknown', 'moon weather', 1 - 2 / 5],
  ])('familiarity: %s', (_, words, familiarity) => {
    expect(matcher.read(words).familiarity).toBeCloseTo(familiarity, 10);
  });

  test('all of a question may stand with its subject, half, or nothing', () => {
    const coverage = (words: string) => matcher.read(words).coverage(0) ?? Number.NaN;
    expect(coverage('free delivery')).toBe(1);
    expect(coverage('delivery weather')).toBeGreaterThan(0);
    expect(coverage('delivery weather')).toBeLessThan(coverage('delivery how'));
    expect(coverage('weather')).toBe(0);
  });

  test('where nothing is told of a subject, words that its examples lack say nothing', () => {
    expect(matcher.read('pay weather').coverage(1)).toBeUndefined();
  });
});

describe('the words without their endings', () => {
  test.each([
    ['washes washed washing wash', 'wash'],
    ['carries carried carry', 'carry'],
    ['wrapped wraps wrap', 'wrap'],
    ['fills filling fill', 'fill'],
    ['charges charged charge', 'charg'],
    ['glass', 'glass'],
    ['ring', 'ring'],
  ])('%s', (forms, stem) => {
    expect(new Set(forms.split(' ').map(stemOf))).toEqual(new Set([stem]));
  });
});

describe('a word that is not known here', () => {
  const known = new Map(['farms', 'mites', 'club', 'return', 'wrapped'].map((word) => [word, 1]));
  const english = new Set(['firm', 'bite', 'club', 'wrap']);
  const { repair } = speller(known, new Map(), (word) => english.has(word));
  test.each([
    ['firms', 'firms', 'a form of an English word is no slip of another'],
    ['bites', 'bites', 'nor is one that lost its e'],
    ['clubs', 'club', 'it may be another form of what is known'],
    ['wraped', 'wrapped', 'also with a slip in it'],
    ['retrun', 'return', 'what is no word is a slip'],
  ])('%s is read as %s: %s', (typed, meant) => {
    expect(repair([typed])).toEqual([meant]);
  });
});

describe('weights in few steps', () => {
  // Five features of three classes; the last feature says nothing.
  const full = {
    classes: 3,
    weights: Float32Array.of(1, -2, 0.5, 0.1, 0.02, -0.1, 4, 3, -4, -1, 0, 1, 0, 0, 0),
  };
  const scoresOf = (indices: readonly number[], add: typeof addScores, weights: typeof full) => {
    const scores = new Float64Array(full.classes);
    add(
      { indices: Int32Array.from(indices), values: new Float64Array(indices.length).fill(0.5) },
      weights,
      scores,
    );
    return scores;
  };

  test.each([
    ['one feature', [1]],
    ['four at once', [0, 1, 2, 3]],
    ['four and one more', [0, 1, 2, 3, 4]],
    ['none', []],
  ])('score as those in full: %s', (_, indices) => {
    const few = new Float64Array(full.classes);
    addCompactScores(
      { indices: Int32Array.from(indices), values: new Float64Array(indices.length).fill(0.5) },
      compacted(full),
      few,
    );
    for (const [label, score] of scoresOf(indices, addScores, full).entries()) {
      expect(Math.abs(score - (few[label] ?? 0))).toBeLessThan((0.5 * indices.length * 4) / 254 + 1e-6);
    }
  });

  test('no weights are none', () => {
    expect(compacted({ classes: 0, weights: new Float32Array() }).steps).toHaveLength(0);
  });
});

describe('whether a vector is asked for', () => {
  const row = (fromLimit: number, changed: boolean): Seconded => ({
    signs: [fromLimit, 1, 1],
    changed,
    gains: [Number(changed), Number(changed)],
    weight: 1,
  });
  // Near the limit of scope every other reading changes; far from it none does.
  const rows = Array.from({ length: 200 }, (_, at) => row(at / 20, at < 20 && at % 2 === 0));
  const gate = fitGate(rows);

  test('not far from the limit of scope, where held-out sentences show no gain', () => {
    expect(isSure([9, 1, 1], gate)).toBe(true);
    expect(isSure([1.5, 1, 1], gate)).toBe(true);
  });

  test('near the limit, for they do there', () => {
    expect(isSure([0.1, 1, 1], gate)).toBe(false);
  });

  test('always, where nothing could be held out', () => {
    expect(isSure([9, 9, 9], fitGate([]))).toBe(false);
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
    answered: 2,
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

  test.each([
    ['how much is it', 2],
    ['what does that do', 2],
    ['how much is delivery', 0],
    ['where are you', 0],
  ])('a question that names nothing is a guess, however likely its reading: %s', async (text, rivals) => {
    const likely = [0.9, 0.05].map((probability, label) => ({ label, probability }));
    const reading = { likely, confidence: 0.9, inScope: true, sure: true };
    const subjects = ['x', 'y'].map((name) => ({ target: `intent:${name}`, title: name }));
    const model = { projection, read: () => ({ ...reading, withVector: () => reading }) };
    const meaning = openMeaning({ ...lesson, subjects }, model, async () => undefined);
    expect((await meaning.read(text)).rivals).toHaveLength(rivals);
  });
});
