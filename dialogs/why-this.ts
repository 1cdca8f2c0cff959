// "Why this?": what speaks for a product that was shown, as it is known now: an order, the customer's words and when, or what was asked.

import type { Product } from '../data/business.js';
import { reasonFor } from '../recommendations/index.js';
import { dayInWords } from './format.js';
import { searchFor } from './product-search.js';
import { whyInWords } from './recommendation-words.js';
import { productMeant, productsShown } from './shown-products.js';
import type { Task } from './slot-dialog.js';
import type { Turn } from './turn.js';

export const whyThis: Task = {
  id: 'why-this',
  slots: [],
  async act(turn) {
    const shown = productsShown(turn);
    const meant = productMeant(turn);
    const asked = meant ? [meant] : shown;
    if (asked.length === 0) return turn.say({ key: 'why-this.nothing_shown' });
    if (meant) turn.conversation.focus = { ...turn.conversation.focus, product: meant.id };
    const [first, ...others] = asked.map((product) => whyOf(turn, product));
    if (others.length === 0) return turn.say({ key: 'why-this.one', values: { why: first ?? '' } });
    const lines = [first, ...others].map((line) => `• ${line}`).join('\n');
    await turn.say({ key: 'why-this.all', values: { lines } });
  },
};

/** What the customer has already is shown to be bought again; anything else for what speaks for it. */
function whyOf(turn: Turn, product: Product): string {
  const search = searchFor(turn, turn.conversation.focus.wish ?? {});
  const owned = search.owned.get(product.id);
  if (!owned) return whyInWords(turn, reasonFor(search, product));
  return turn.phrase('why-this.again', {
    product: product.name,
    number: owned.order,
    day: dayInWords(owned.placedOn, turn.today, turn.services.business.profile),
  });
}
