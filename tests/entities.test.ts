// Money, days, times and numbers from messages, and that crafted input freezes nobody. One worker serves all of it.

import { afterAll, describe, expect, test } from 'vitest';
import { createEntityReader, moneyIn, orderNumbersIn } from '../understanding/index.js';

// A Thursday.
const NOW = new Date('2025-06-12T10:00:00Z');
const faults: Error[] = [];
const reader = createEntityReader({ timeZone: 'Europe/Dublin', onFault: (fault) => faults.push(fault) });
afterAll(() => reader.close());

describe('days and times', () => {
  test.each([
    ['Thursday', ['2025-06-12'], []],
    ['tomorrow', ['2025-06-13'], []],
    ['24 December', ['2025-12-24'], []],
    ['1 January please', ['2026-01-01'], []],
    ['5/7', ['2025-07-05'], []],
    ['Saturday 2pm', ['2025-06-14'], ['14:00']],
    ['next friday at 3', ['2025-06-20'], ['15:00']],
    ['at half past ten', [], ['10:30']],
    ['monday morning', ['2025-06-16'], []],
    ['hello there', [], []],
  ])('%s', async (text, days, times) => {
    const entities = await reader.read(text, ['day', 'time'], NOW);
    expect(entities).toMatchObject({ days, times });
  });

  test('"tomorrow" is tomorrow where the business is', async () => {
    const lateInDublin = new Date('2025-06-12T23:30:00Z');
    expect((await reader.read('tomorrow', ['day'], lateInDublin)).days).toEqual(['2025-06-14']);
  });
});

describe('money and numbers', () => {
  test.each([
    ['80 euros', [{ amount: 80, currency: 'EUR' }]],
    ['€80', [{ amount: 80, currency: 'EUR' }]],
    ['80 €', [{ amount: 80, currency: 'EUR' }]],
    ['£12.50', [{ amount: 12.5, currency: 'GBP' }]],
    ['1.200 EUR', [{ amount: 1200, currency: 'EUR' }]],
    ['1,200.50 euros', [{ amount: 1200.5, currency: 'EUR' }]],
    ['under 80', [{ amount: 80 }]],
    ['under 80 cm', []],
    ['my order 10302', []],
    ['under 10302', []],
  ])('without the worker: %s', (text, expected) => {
    expect(moneyIn(text)).toEqual(expected);
  });

  test.each([
    ['eighty euro', [{ amount: 80, currency: 'EUR' }]],
    ['no more than a hundred and twenty euros', [{ amount: 120, currency: 'EUR' }]],
    ['nothing of the kind', []],
  ])('%s', async (text, expected) => {
    expect((await reader.read(text, ['money'], NOW)).money).toEqual(expected);
  });

  test('only the kinds that were asked for are read', async () => {
    expect(await reader.read('two lamps for 80 euros tomorrow', ['number'], NOW)).toMatchObject({
      money: [],
      days: [],
      numbers: [2, 80],
    });
  });

  test.each([
    ['where is order 10302?', ['10302']],
    ['#10302 and 10418, again 10302', ['10302', '10418']],
    ['1030', []],
    ['103021', []],
    ['€10302', []],
    ['10302 euros', []],
  ])('order numbers: %s', (text, expected) => {
    expect(orderNumbersIn(text)).toEqual(expected);
  });
});

describe('hostile input', () => {
  const crafted = [
    '1,'.repeat(10_000),
    '1/1/'.repeat(500),
    'between 1 and '.repeat(150).slice(0, 2000),
    '1.'.repeat(1000),
    'a hundred and '.repeat(140).slice(0, 2000),
    '€1,1,1'.repeat(330),
    'next next monday of '.repeat(100),
  ];

  test.each(crafted.map((text) => [text.slice(0, 20), text] as const))(
    '%s… leaves the main thread free',
    async (_, text) => {
      let longest = 0;
      let last = performance.now();
      const ticker = setInterval(() => {
        longest = Math.max(longest, performance.now() - last);
        last = performance.now();
      }, 10);
      try {
        await reader.read(text, ['money', 'day', 'time', 'number'], NOW);
      } finally {
        clearInterval(ticker);
      }
      longest = Math.max(longest, performance.now() - last);
      // One tick is 10 ms; a frozen thread shows seconds. The slack is for a machine that is busy elsewhere.
      expect(longest).toBeLessThan(1000);
    },
  );

  test('a worker that takes too long is replaced, and the next message is read', async () => {
    const impatient = createEntityReader({ timeLimitMs: 1 });
    const slow = 'between 9am and 5pm on 12/05/2024 or 80 euros '.repeat(5);
    expect(await impatient.read(slow, ['day', 'time', 'number'], NOW)).toEqual({
      money: [],
      days: [],
      times: [],
      numbers: [],
    });
    await impatient.close();
    expect((await reader.read('tomorrow', ['day'], NOW)).days).toEqual(['2025-06-13']);
  });

  test('the worker never broke', () => {
    expect(faults).toEqual([]);
  });

  test('after closing, plain money is still read and nothing hangs', async () => {
    const closed = createEntityReader();
    await closed.close();
    expect(await closed.read('80 euros tomorrow', ['money', 'day'], NOW)).toEqual({
      money: [{ amount: 80, currency: 'EUR' }],
      days: [],
      times: [],
      numbers: [],
    });
  });
});
