// What customers of a business call things: its own file, in the conversation and with its faults.

import { describe, expect, test } from 'vitest';
import { loadBusiness } from '../data/load-business.js';
import { extractWish, vocabularyOf } from '../understanding/index.js';
import { type TinyChanges, withTinyBusiness } from './tiny-business.js';

const TODAY = '2026-06-01';

async function wishOf(text: string, changes: TinyChanges) {
  const { products, synonyms } = await withTinyBusiness(changes, (folder) =>
    loadBusiness(folder, { today: TODAY }),
  );
  return extractWish(text, vocabularyOf(products.values(), synonyms), { money: [] });
}

describe('a word of the business', () => {
  const said = (rows: string): TinyChanges => ({ 'synonyms.csv': `said,meant\n${rows}\n` });

  test('stands for what the catalogue calls it, and for nothing without the file', async () => {
    const text = 'a runner for the den';
    expect(await wishOf(text, {})).toEqual({});
    expect(await wishOf(text, said('Den,study\nrunner,Rugs'))).toEqual({ room: 'study', category: 'rugs' });
  });

  test.each([
    [
      'den,cellar',
      'synonyms.csv:2: meant "cellar" is no category, room, material or colour in catalogue.csv.',
    ],
    ['den,study\nden,bedroom', 'synonyms.csv:3: said "den" already stands in line 2.'],
    ['den,', 'synonyms.csv:2: meant is empty. Fill it in.'],
  ])('%j is told as a fault', async (rows, fault) => {
    await expect(
      withTinyBusiness(said(rows), (folder) => loadBusiness(folder, { today: TODAY })),
    ).rejects.toThrow(fault);
  });
});
