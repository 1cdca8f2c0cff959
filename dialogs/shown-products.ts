// Which of the products shown a message means: by the card's button, by name, by place, or as "it".

import type { Product } from '../data/business.js';
import type { ProductId } from '../data/ids.js';
import { placeIn } from '../understanding/about-shown.js';
import { matchCatalogue, matchProducts } from '../understanding/index.js';
import { tappedOnCard } from './card-actions.js';
import type { Turn } from './turn.js';

/** The products shown last, in the order shown; those that the catalogue no longer has are left out. */
export function productsShown({ conversation, services }: Turn): readonly Product[] {
  const { shown } = conversation.focus;
  if (shown?.kind !== 'products') return [];
  return shown.ids.flatMap((id) => services.business.products.get(id as ProductId) ?? []);
}

/** @returns the one product that is meant; `undefined` where none is, or it may be several. */
export function productMeant(turn: Turn): Product | undefined {
  const { products } = turn.services.business;
  const tapped = tappedOnCard(turn.conversation, turn.text);
  if (tapped) return products.get(tapped.product);
  const shown = productsShown(turn);
  const named = longestNamed(turn.text, shown);
  if (named) return named;
  const place = placeIn(turn.text);
  if (typeof place === 'number') return shown.at(place);
  const [like, ...others] = matchProducts(turn.text, shown, 2);
  if (like !== undefined && others.length === 0) return products.get(like);
  const [known, ...several] = matchCatalogue(turn.text, turn.services.vocabulary, 2);
  if (known !== undefined && several.length === 0) return products.get(known);
  return place === 'it' ? talkedAbout(turn, shown) : undefined;
}

/** "It": what was talked about last, or the only one shown. */
export function talkedAbout(turn: Turn, shown: readonly Product[]): Product | undefined {
  const { product } = turn.conversation.focus;
  const inFocus = product && turn.services.business.products.get(product);
  return inFocus ?? (shown.length === 1 ? shown[0] : undefined);
}

/** "The Puddle bowls" are not the Puddle mug: of names that stand in the text, the longest. */
function longestNamed(text: string, shown: readonly Product[]): Product | undefined {
  const said = text.toLowerCase();
  return shown
    .filter(({ name }) => said.includes(name.toLowerCase()))
    .toSorted((a, b) => b.name.length - a.name.length)[0];
}
