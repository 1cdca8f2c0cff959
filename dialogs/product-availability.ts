// "Do you have the … in stock?"

import type { Product } from '../data/business.js';
import type { ProductId } from '../data/ids.js';
import { extractWish, matchCatalogue, pickFrom } from '../understanding/index.js';
import { listInWords, money } from './format.js';
import { offerBackInStock } from './notice-consent.js';
import type { Slots, Task } from './slot-dialog.js';
import type { Turn } from './turn.js';

const SHOWN = 5;

export const productAvailability: Task = {
  id: 'product-availability',
  slots: [
    {
      name: 'product',
      retry: 'product-availability.retry',
      ask(turn) {
        const choices = likely(turn);
        if (choices.length > 0) {
          const ids = choices.map(({ id }) => id);
          turn.conversation.focus = { ...turn.conversation.focus, shown: { kind: 'products', ids } };
        }
        return {
          key: 'product-availability.which',
          choices: choices.map(({ name }) => ({ title: name, value: name })),
        };
      },
      spot: (turn) => onlyMatch(turn) ?? referred(turn),
      read(turn) {
        const shown = turn.conversation.focus.shown;
        const options =
          shown?.kind === 'products'
            ? products(turn, shown.ids).map(({ id, name }) => ({ id, label: name }))
            : [];
        const picked = onlyMatch(turn) ?? pickFrom(turn.text, options) ?? matching(turn).at(0)?.id;
        return picked === undefined ? { kind: 'unread' } : { kind: 'filled', value: picked };
      },
    },
  ],
  act: tellStock,
};

async function tellStock(turn: Turn, slots: Slots): Promise<void> {
  const product = turn.services.business.products.get(slots.product as ProductId);
  if (!product) return;
  turn.conversation.focus = { ...turn.conversation.focus, product: product.id };
  const { profile } = turn.services.business;
  const { colour } = extractWish(turn.text, turn.services.vocabulary, { money: [] });
  const otherColours = colour !== undefined && !product.colours.includes(colour);
  if (otherColours && product.colours.length > 0) {
    const colours = listInWords(product.colours, profile.locale);
    await turn.say({ key: 'product-availability.other_colours', values: { name: product.name, colours } });
    return;
  }
  await turn.say({
    key: product.stock > 0 ? 'product-availability.in_stock' : 'product-availability.out_of_stock',
    values: { name: product.name, count: product.stock, price: money(product.price, profile) },
  });
  await offerBackInStock(turn, product);
}

function matching(turn: Turn): readonly Product[] {
  return products(turn, matchCatalogue(turn.text, turn.services.vocabulary, SHOWN));
}

/** What the message may mean; where it names nothing, what it is a kind of ("the lamp"), or what is shown. */
function likely(turn: Turn): readonly Product[] {
  const named = matching(turn);
  const { category } = extractWish(turn.text, turn.services.vocabulary, { money: [] });
  if (named.length > 0) return named;
  if (category === undefined) {
    const { shown } = turn.conversation.focus;
    return shown?.kind === 'products' ? products(turn, shown.ids) : [];
  }
  const alike: Product[] = [];
  for (const product of turn.services.business.products.values()) {
    if (product.category === category) alike.push(product);
    if (alike.length === SHOWN) break;
  }
  return alike;
}

/** The product when the message names just one, or one much better than the rest. */
function onlyMatch(turn: Turn): string | undefined {
  const found = matching(turn);
  const exact = found.find(({ name }) => turn.text.toLowerCase().includes(name.toLowerCase()));
  return exact?.id ?? (found.length === 1 ? found[0]?.id : undefined);
}

/** "Is it in stock?" */
function referred(turn: Turn): string | undefined {
  return matching(turn).length === 0 && /\b(it|that|this)\b/i.test(turn.text)
    ? turn.conversation.focus.product
    : undefined;
}

function products(turn: Turn, ids: readonly string[]): readonly Product[] {
  return ids.flatMap((id) => turn.services.business.products.get(id as ProductId) ?? []);
}
