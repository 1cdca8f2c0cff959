// What the customer says of their wishes while products are shown: where it is for that search alone, it edits the search. Keeps nothing.

import type { Wish } from '../data/conversation.js';
import { recommend, step } from '../recommendations/index.js';
import { extractWish, moneyIn, readWishes } from '../understanding/index.js';
import { withoutPersons } from '../understanding/persons.js';
import { askedIn, withAsked } from './asked-wishes.js';
import { searchFor } from './product-search.js';
import { personOfWish } from './recipient.js';
import { showSearch } from './show-search.js';
import { productsShown } from './shown-products.js';
import type { Turn } from './turn.js';

/** "No wool for me" is the customer's own, in the middle of a search for somebody else too. */
const SAYS_I = /\b(?:i|me|myself|i['’]m)\b/i;

/** "She loves blue", of a present for somebody of whom nothing is kept; "no candles", with nobody named. @returns whether it was so. */
export async function narrowForRecipient(turn: Turn): Promise<boolean> {
  const { wish } = turn.conversation.focus;
  if (!wish?.for) return false;
  const { who, anybody } = wish.for;
  const { vocabulary } = turn.services;
  const whose = personOfWish(turn.text, turn);
  const stated = readWishes(turn.text, vocabulary).map(({ for: kin, start }) => whose(kin, start));
  const unnamed = stated.length > 0 && stated.every((each) => each === 'self') && !SAYS_I.test(turn.text);
  const ofNobodyKept = anybody === true && stated.some((each) => each === who);
  if (!unnamed && !ofNobodyKept) return false;
  const change = extractWish(withoutPersons(turn.text), vocabulary, { money: moneyIn(turn.text) });
  await showSearch(turn, withAsked(turn.text, step(wish, change), turn));
  return true;
}

/** What no preference can hold, as "no candles", still holds for what is looked for. @returns whether something was. */
export async function narrowBySaid(turn: Turn): Promise<boolean> {
  const { wish, shown } = turn.conversation.focus;
  if (!wish || shown?.kind !== 'products') return false;
  if (askedIn(turn.text, wish, turn).length === 0) return false;
  await showSearch(turn, withAsked(turn.text, step(wish, {}), turn));
  return true;
}

/** Something was noted of whom the running search is for, and for the customer themselves where something shown breaks it: it is done again. */
export async function searchAgain(persons: readonly string[], turn: Turn): Promise<void> {
  const { wish, shown } = turn.conversation.focus;
  if (!wish || shown?.kind !== 'products') return;
  const theirs = wish.for && !wish.for.anybody && persons.includes(wish.for.who);
  if (theirs || (!wish.for && breaksShown(turn, wish))) await showSearch(turn, wish);
}

function breaksShown(turn: Turn, wish: Wish): boolean {
  const products = productsShown(turn);
  const result = recommend({ ...searchFor(turn, wish), products, owned: new Map(), limit: products.length });
  return result.kind === 'nothing' || result.items.length < products.length;
}
