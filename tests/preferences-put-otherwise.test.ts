// Wishes as customers put them when they don't put them plainly: sums, sizes, ways of contact, occasions and for whom, as tables.

import { describe, expect, test } from 'vitest';
import type { Product } from '../data/business.js';
import type { ProductId } from '../data/ids.js';
import { readWishes, vocabularyOf } from '../understanding/index.js';

const lamp: Product = {
  id: 'lamp-ember' as ProductId,
  name: 'Ember table lamp',
  category: 'lamps',
  rooms: ['living room', 'hallway'],
  price: 59,
  materials: ['ceramic', 'wool', 'brass'],
  colours: ['blue', 'black'],
  vegan: true,
  size: '',
  stock: 1,
  description: '',
};
const vocabulary = vocabularyOf([lamp]);

function read(text: string, kind: string) {
  return readWishes(text, vocabulary)
    .filter((wish) => wish.kind === kind)
    .map(({ subject: { kind: _, ...about }, refused, for: whom }) => ({
      ...about,
      ...(refused ? { refused } : {}),
      ...(whom === 'self' ? {} : { for: whom }),
    }));
}

describe('what may be paid', () => {
  test.each<[string, object[]]>([
    ['for me price is secondary but 500 is where it stops', [{ max: 500 }]],
    ['my limit was 200, with the bonus now its 260', [{ max: 260 }]],
    ['the kitty has 110 in it', [{ max: 110 }]],
    ['350 at the outside', [{ max: 350 }]],
    ['Price until 100.', [{ max: 100 }]],
    ['I can pay 400 zloty', [{ max: 400, currency: 'PLN' }]],
    ['from 50 upwards', [{ min: 50 }]],
    ['the price should be in between 30 and 40', [{ min: 30, max: 40 }]],
    ["valentine's is on saturday, help, 20€", [{ max: 20, currency: 'EUR' }]],
    ['as cheap as possible', [{ relative: 'low' }]],
    ['the cheaper the better', [{ relative: 'low' }]],
    ['a bit cheaper?', [{ relative: 'lower' }]],
    // A sum that was paid, or of something else.
    ['they charged me 40 euros', []],
    ['my voucher of 30 euros has expired', []],
    ['why was it 60 euros last year', []],
    ["what's the cheapest delivery", []],
    ['order 55120 is late', []],
    ['my son is 12', []],
    ['I have 4 cats', []],
  ])('%s', (text, expected) => {
    expect(read(text, 'budget')).toMatchObject(expected);
    expect(read(text, 'budget')).toHaveLength(expected.length);
  });
});

describe('how large', () => {
  test.each<[string, object[]]>([
    ['max height 25', [{ max_height_cm: 25 }]],
    ['pine, height max 25', [{ max_height_cm: 25 }]],
    ['height: 40 cm', [{ height_cm: 40 }]],
    ['the width must not exceed 80', [{ max_width_cm: 80 }]],
    ['a mirror, diameter of 50', [{ width_cm: 50 }]],
    ['a lamp, 150 or taller', [{ min_height_cm: 150 }]],
    ['at least 80 wide, and not deeper than 35 cm', [{ min_width_cm: 80, max_depth_cm: 35 }]],
    ['a table that is no longer than 2 metres', [{ max_length_cm: 200 }]],
    ['our balcony is a metre wide so the table must be no wider than 60 cm', [{ max_width_cm: 60 }]],
    ['nothing heavy please', [{ relative: 'light' }]],
    ['as small as possible', [{ relative: 'small' }]],
    ['I have a desk 35 years old', []],
  ])('%s', (text, expected) => {
    expect(read(text, 'size')).toEqual(expected);
  });
});

describe('how to be reached', () => {
  test.each<[string, object[]]>([
    ['please do not telephone', [{ word: 'phone', refused: true }]],
    ['please send no text messages any more', [{ word: 'sms', refused: true }]],
    ['mail is ok', [{ word: 'email' }]],
    ['I prefer the post to email', [{ word: 'post' }, { word: 'email', refused: true }]],
    ['I never check my inbox', [{ word: 'email', refused: true }]],
    ['you may phone', [{ word: 'phone' }]],
    ['did you call me yesterday?', []],
    ['I received the voucher by post', []],
  ])('%s', (text, expected) => {
    expect(read(text, 'contact')).toEqual(expected);
  });
});

describe('for what, and for whom', () => {
  test.each<[string, string, object[]]>([
    ['my boss is retiring, need a present', 'occasion', [{ word: 'retirement', for: 'boss' }]],
    ['a gift for the wedding of my cousin', 'occasion', [{ word: 'wedding', for: 'cousin' }]],
    ['what is nice for a communion? for my niece', 'occasion', [{ word: 'communion', for: 'niece' }]],
    ['confirmation present for my nephew', 'occasion', [{ word: 'confirmation', for: 'nephew' }]],
    ['I got no order confirmation', 'occasion', []],
    ["we're getting my mam a lamp, max 60", 'budget', [{ max: 60, for: 'mother' }]],
    ['two lamps, they must not be black', 'must-not', [{ values: ['black'] }]],
    ['they hate black', 'dislike', [{ values: ['black'], for: 'other' }]],
    ['Greetings from Graz', 'brand', []],
    ["I'm from Seville", 'brand', []],
    ['something from Arabia please', 'brand', [{ word: 'arabia' }]],
  ])('%s', (text, kind, expected) => {
    expect(read(text, kind)).toMatchObject(expected);
    expect(read(text, kind)).toHaveLength(expected.length);
  });
});
