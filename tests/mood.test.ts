// The mood of a message from its text, and what the course of the conversation adds to it.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SIGNALS, signalsOf } from '../understanding/mood/signals.js';
import { LEARNT } from '../understanding/mood/weights.js';
import { frustrationOf, moodOf } from '../understanding/mood.js';
import { normalise } from '../understanding/normalise.js';

const fresh = { channel: 'web', recentQuestions: [], failures: 0 } as const;
const frustration = (text: string) => frustrationOf(text, normalise(text));
const anger = (text: string, context: Partial<Parameters<typeof moodOf>[2]> = {}) =>
  moodOf(text, normalise(text), { ...fresh, ...context }).anger;

describe('frustration without a strong word', () => {
  test.each([
    'Great, I took a day off and nobody came. Again.',
    'I have explained this to two of your colleagues already.',
    'So nobody knows anything. Good to know.',
    'Do you people ever read what we send you?',
    'Fine. Keep it. I will buy the bench elsewhere.',
    'You promised Monday, then Wednesday, and it is Friday.',
    'All I get is the same automatic reply over and over.',
  ])('%s', (text) => {
    expect(frustration(text)).toBeGreaterThan(0.8);
    expect(anger(text)).not.toBe('calm');
  });
});

describe('a problem told calmly is no frustration', () => {
  test.each([
    'The bench arrived with a crack in one leg, could you send me another leg?',
    'My card was declined, which other ways of paying are there?',
    'I lost the invoice, is it possible to get a copy?',
    'The parcel has not arrived yet, could you check where it is please?',
    'Great, that solved it, thank you!',
    'How many times can I use the voucher?',
    'Is it still possible to change the address?',
  ])('%s', (text) => {
    expect(frustration(text)).toBeLessThan(0.5);
    expect(anger(text)).toBe('calm');
  });
});

test('the same wish is more frustrated the more signs it shows', () => {
  const steps = [
    'Could you please check where my order is?',
    'Where is my order',
    'Where is my order, I asked last week already',
    'Where is my order?? I asked THREE times already and nobody answers',
  ].map(frustration);
  expect(steps).toEqual([...steps].sort((a, b) => a - b));
});

describe('the course of the conversation', () => {
  const question = 'When does my oak bench arrive?';
  test.each([
    ['fresh', {}, 'calm'],
    ['the same again', { recentQuestions: ['when does my oak bench arrive'] }, 'annoyed'],
    [
      'the same but for fillers',
      { recentQuestions: ['so when does the oak bench of my arrive please'] },
      'calm',
    ],
    ['the same in another order', { recentQuestions: ['please, my oak bench, when does it arrive'] }, 'calm'],
    [
      'the same with a greeting',
      { recentQuestions: ['hello, when does my oak bench arrive now'] },
      'annoyed',
    ],
    ['another thing', { recentQuestions: ['when does my oak table arrive'] }, 'calm'],
    ['one failed answer', { failures: 1 }, 'calm'],
    ['two', { failures: 2 }, 'annoyed'],
    ['two and said again', { failures: 2, recentQuestions: ['when does my oak bench arrive'] }, 'angry'],
  ] as const)('%s → %s', (_, context, expected) => {
    expect(anger(question, context)).toBe(expected);
  });

  test('no signal makes anybody furious who used no strong word', () => {
    expect(
      anger('WHEN DOES MY BENCH ARRIVE?!!!', { failures: 9, recentQuestions: ['when does my bench arrive'] }),
    ).toBe('angry');
  });
});

describe('worry and hurry, apart from anger', () => {
  test.each([
    [
      'I am worried about the smell of burning, there was smoke',
      { anger: 'calm', worried: true, urgent: false },
    ],
    ['I need it by Friday', { anger: 'calm', worried: false, urgent: true }],
    ['the lamp does not fit', { anger: 'calm', worried: false, urgent: false }],
  ])('%s', (text, expected) => {
    expect(moodOf(text, normalise(text), fresh)).toEqual(expected);
  });
});

test('there is a weight for each signal', () => {
  expect(signalsOf('x', 'x')).toHaveLength(SIGNALS.length);
  expect(LEARNT.signals).toHaveLength(SIGNALS.length);
});

test('any text has a frustration from 0 to 1', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), (text) => {
      const score = frustration(text);
      expect(score).toBeGreaterThanOrEqual(0);
      expect(score).toBeLessThanOrEqual(1);
    }),
    { numRuns: 50 },
  );
});
