// Which pairs of answers are told to the business as disagreeing, and which are left in peace.

import { describe, expect, test } from 'vitest';
import type { KnowledgeEntry } from '../data/business.js';
import { disagreementInWords, findDisagreements } from '../data/find-disagreements.js';
import { loadBusiness } from '../data/load-business.js';
import { statedFacts } from '../data/stated-facts.js';

const entry = (question: string, answer: string, index = 0): KnowledgeEntry => ({
  id: `p#${index}`,
  question,
  alternatives: [],
  answer,
  title: 'Page',
  source: `knowledge/p.md:${index}`,
});
const about = (first: readonly [string, string], second: readonly [string, string]) =>
  findDisagreements([entry(...first, 1), entry(...second, 2)]).map((found) => found.about);

describe('told', () => {
  test.each([
    ['day', ['How long do I have to return it?', '30 days.'], ['What is the return period?', 'Two weeks.']],
    ['day', ['How long does delivery take?', '2 to 4 days'], ['What is the shipping time?', 'Five days']],
    ['money', ['What does delivery cost?', '€4.95'], ['How much is shipping?', 'It is 5,95 euros.']],
    [
      'money',
      ['Delivery costs', '€4.95, free from €60'],
      ['What does delivery cost?', '€5.95, free from €60'],
    ],
    ['yes-no', ['Do you deliver on Saturdays?', 'Yes, we do.'], ['Is there Saturday delivery?', 'No.']],
    ['time', ['Opening hours', '9:00–17:00'], ['When are you open?', '10am to 5 p.m.']],
    ['percent', ['Student discount', '10 %'], ['Is there a student discount?', '15 percent']],
    ['working day', ['Delivery time', '3 working days'], ['How long is delivery?', '5 business days']],
  ] as const)('%s: %j, %j', (what, first, second) => {
    expect(about(first, second)).toEqual([what]);
  });
});

describe('left in peace', () => {
  test.each([
    [
      'the same in other words',
      ['Return period', 'Two weeks.'],
      ['How long do I have to return it?', '14 days'],
    ],
    ['one says more', ['Delivery costs', '€4.95'], ['What does delivery cost?', '€4.95, free from €60']],
    ['another thing', ['What does delivery cost?', '€4.95'], ['What does wrapping cost?', '€3']],
    [
      'another kind of question',
      ['How long does delivery take?', '3 days'],
      ['What does delivery cost?', '€3'],
    ],
    ['another unit', ['Delivery time', '3 days'], ['How long is delivery?', '72 hours']],
    ['calendar and working days', ['Delivery time', '3 days'], ['How long is delivery?', '5 working days']],
    ['nothing stated', ['Delivery time', 'Soon.'], ['How long is delivery?', 'Five days.']],
    [
      'numbers in links',
      ['Opening hours', 'See [here](http://a.example/9:00)'],
      ['When are you open?', '10:00'],
    ],
    ['no one', ['Is there Saturday delivery?', 'No one delivers then.'], ['Saturday delivery', 'Yes.']],
  ] as const)('%s: %j, %j', (_why, first, second) => {
    expect(about(first, second)).toEqual([]);
  });

  test('the demo', async () => {
    const { knowledge } = await loadBusiness('data/business', { today: '2026-06-01' });
    expect(findDisagreements(knowledge).map(disagreementInWords)).toEqual([]);
  });
});

test('thousands of times and amounts are read alike, however written', () => {
  expect(
    Object.fromEntries(
      [...statedFacts('£1,200 or 1.200,50? 9 a.m., 09:00, 12pm, one-year')].map(([k, v]) => [k, [...v]]),
    ),
  ).toMatchObject({
    time: ['9:00', '12:00'],
    year: ['1'],
  });
});

test('both places are told', () => {
  const [found] = findDisagreements([
    entry('Return period', '14 days', 3),
    entry('Return window', '30 days', 7),
  ]);
  expect(found && disagreementInWords(found)).toBe(
    'knowledge/p.md:3 and knowledge/p.md:7 may disagree (day): "Return period" says 14, "Return window" says 30. Correct one of them, or let one page answer both.',
  );
});

test('of 10,000 entries only those that share a rare word are compared', () => {
  let compared = 0;
  const many = Array.from({ length: 10_000 }, (_, index) => {
    const made = entry(`What does thing${index % 5000} cost?`, '', index);
    return Object.defineProperty({ ...made }, 'answer', {
      get: () => {
        compared += 1;
        return index < 10 || index === 5003 ? `€${index}` : '€1';
      },
    }) as KnowledgeEntry;
  });
  expect(findDisagreements(many).map(({ second }) => second.id)).toContain('p#5003');
  expect(compared).toBeLessThanOrEqual(10_000);
});
