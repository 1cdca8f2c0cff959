// What is found through an index is what looking at each would find; and a large business is understood as well as a small one.

import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { IntentExamples, KnowledgeEntry, Product } from '../data/business.js';
import type { CustomerId, ProductId } from '../data/ids.js';
import { loadBusiness } from '../data/load-business.js';
import { fitEase } from '../recommendations/index.js';
import { byScore, type Scored } from '../recommendations/rank.js';
import { chosen } from '../recommendations/variety.js';
import { questionsAt } from '../scripts/generate/business.js';
import { createUnderstander, matchCatalogue, vocabularyOf } from '../understanding/index.js';
import { bestOf } from '../understanding/scored-reading.js';
import { SentenceIndex } from '../understanding/sentence-index.js';
import { meantAs, SpellingIndex } from '../understanding/spelling.js';
import { WordIndex } from '../understanding/word-index.js';
import { sameWord } from '../understanding/words.js';

/** Few letters, so that words a slip apart come up often. */
const word = fc.string({ unit: fc.constantFrom('a', 'b', 's', 'e'), minLength: 1, maxLength: 7 });
const words = fc.array(word, { maxLength: 20 });

describe('an index finds what looking at each would find', () => {
  test('words that a typed one may be meant as', () => {
    fc.assert(
      fc.property(words, word, (known, typed) => {
        const expected = [...new Set(known)].filter((each) => meantAs(typed, each)).sort();
        expect([...new SpellingIndex(known).meant(typed)].sort()).toEqual(expected);
      }),
      { numRuns: 2000 },
    );
  });

  test('names by a word in singular or plural, with a slip', () => {
    fc.assert(
      fc.property(fc.array(fc.array(word, { maxLength: 3 }), { maxLength: 12 }), word, (names, typed) => {
        const index = new WordIndex(names);
        const found = new Set(index.meant(typed).flatMap((each) => index.having(each)));
        const expected = names.flatMap((name, i) => (name.some((each) => sameWord(typed, each)) ? [i] : []));
        expect([...found].sort((a, b) => a - b)).toEqual(expected);
      }),
      { numRuns: 2000 },
    );
  });

  test('the best of many scores', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 9 })),
        fc.integer({ min: 1, max: 5 }),
        (scores, count) => {
          const expected = scores
            .map((score, place) => ({ score, place }))
            .sort((a, b) => b.score - a.score || a.place - b.place)
            .slice(0, count)
            .map(({ place }) => place);
          expect(bestOf(Float64Array.from(scores), count)).toEqual(expected);
        },
      ),
    );
  });

  test('the sentences nearest to one', () => {
    const feature = fc.tuple(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 1, max: 9 }));
    const vector = fc
      .uniqueArray(feature, { selector: ([index]) => index, minLength: 1 })
      .map((features) => ({
        indices: Int32Array.from(features, ([index]) => index),
        values: Float64Array.from(features, ([, value]) => value),
      }));
    fc.assert(
      fc.property(fc.array(vector, { maxLength: 30 }), vector, (known, asked) => {
        const dot = (row: (typeof known)[number]) =>
          [...row.indices].reduce((sum, index, k) => {
            const at = asked.indices.indexOf(index);
            return sum + (at < 0 ? 0 : row.values[k]! * asked.values[at]!);
          }, 0);
        const expected = known
          .map((row, i) => ({ row: i, similarity: dot(row) }))
          .filter(({ similarity }) => similarity > 0)
          .sort((a, b) => b.similarity - a.similarity || a.row - b.row)
          .slice(0, 5);
        expect(new SentenceIndex(known, 9).nearest(asked, 5)).toEqual(expected);
      }),
    );
  });

  test('the products to show, two of a category among the first four', () => {
    const scored = fc.array(
      fc.tuple(fc.constantFrom('lamps', 'rugs', 'chairs'), fc.integer({ min: 0, max: 5 })),
    );
    fc.assert(
      fc.property(scored, fc.integer({ min: 1, max: 6 }), (rows, limit) => {
        const all: Scored[] = rows.map(([category, score], i) => ({
          product: { id: `p-${String(i).padStart(2, '0')}`, category } as unknown as Product,
          score,
        }));
        const ranked = all.toSorted(byScore);
        const first: Scored[] = [];
        for (const each of ranked) {
          const alike = first.filter(({ product }) => product.category === each.product.category).length;
          if (first.length < 4 && alike < 2) first.push(each);
        }
        const expected = [...first, ...ranked.filter((each) => !first.includes(each))].slice(0, limit);
        expect(chosen(all, limit, true)).toEqual(expected);
        expect(chosen(all, limit, false)).toEqual(ranked.slice(0, limit));
      }),
    );
  });
});

test('the model of companions knows the products with the most customers', () => {
  const baskets = ['u1 a', 'u1 b', 'u2 a', 'u2 b', 'u3 a', 'u3 c', 'u4 d', 'u4 c'].map((row) => {
    const [customerId, productId] = row.split(' ') as [CustomerId, ProductId];
    return { customerId, productId };
  });
  expect(fitEase(baskets, { lambda: 1, most: 3 }).items).toEqual(['a', 'b', 'c']);
  expect(fitEase(baskets, { lambda: 1 }).items).toEqual(['a', 'b', 'c', 'd']);
});

describe('some thousand knowledge entries and products', async () => {
  const demo = await loadBusiness(new URL('../data/business', import.meta.url).pathname, {
    today: '2026-11-18',
  });
  const many: readonly KnowledgeEntry[] = Array.from({ length: 1500 }, (_, i) => {
    const [question, ...alternatives] = questionsAt(i);
    return {
      id: `many#${i}`,
      question,
      alternatives,
      answer: 'An answer.',
      title: 'A page',
      source: 'many.md:1',
    };
  });
  const understander = createUnderstander({ ...demo, knowledge: [...demo.knowledge, ...many] });
  beforeAll(() => understander.ready, 120_000);
  const understand = (text: string) =>
    understander.understand(text, { channel: 'web', recentQuestions: [], failures: 0 });

  test('an answer is found by a question in other words', async () => {
    const asked = many.filter((_, i) => i % 25 === 0);
    const reads = await Promise.all(
      asked.map(({ question }) => understand(`hello, ${question.toLowerCase().replace('?', '')} please`)),
    );
    const missed = asked.filter(({ id }, i) => {
      const read = reads[i];
      return read?.kind !== 'answer' || read.entryId !== id;
    });
    expect(missed.map(({ question }) => question)).toEqual([]);
  });

  test.each<[string, string]>([
    ['wheres my oder', 'order-status'],
    ['i want to retrun a lamp', 'return-item'],
    ['my parcel is three days late', 'late-delivery'],
    ['I love bamboo', 'state-preference'],
    ['i need a lamp for the bedroom under 60', 'recommend'],
    ['something cheaper please', 'critique'],
    ['you sent me the wrong lamp', 'complaint'],
  ])('%s is still a task', async (text, intent) => {
    expect(await understand(text)).toMatchObject({ kind: 'intent', intent });
  });

  test('the sentences of the intents mean what they stand under, among other words', async () => {
    const { intents } = demo;
    const rows = intents.flatMap(({ intent, examples }: IntentExamples) =>
      examples.map((text) => ({ intent, text })),
    );
    const reads = await Promise.all(rows.map(({ text }) => understand(`hi there, ${text} if you can`)));
    const right = rows.filter(({ intent }, i) => {
      const read = reads[i];
      return read?.kind === 'intent' && read.intent === intent;
    });
    expect(right.length / rows.length).toBeGreaterThan(0.95);
  });

  test.each([
    "what's the capital of Peru?",
    'can you do my homework',
    'asdf qwer',
    'who won the football last night',
  ])('%s is out of scope', async (text) => {
    expect((await understand(text)).kind).toBe('out-of-scope');
  });

  test('a product is found by its name among thousands, and by a common word none is', () => {
    const products = Array.from({ length: 5000 }, (_, i) => ({
      ...[...demo.products.values()][0]!,
      id: `p-${i}` as ProductId,
      name: `${questionsAt(8 * i)[0].split(' ')[5]} table lamp`,
    }));
    const vocabulary = vocabularyOf(products);
    const { name } = products[4321]!;
    const slip = name.slice(0, 3) + name.slice(4);
    expect(matchCatalogue(`do you have the ${name} in stock?`, vocabulary, 3)).toEqual(['p-4321']);
    expect(matchCatalogue(`do you have the ${slip}?`, vocabulary, 3)).toContain('p-4321');
    expect(matchCatalogue('the lamp', vocabulary, 3)).toEqual([]);
  });
});
