// Which item of an order a message names: by its name, or by what it is where just one is such ("the lamp"). Says nothing.

import type { OrderLine } from '../data/business.js';
import type { ProductId } from '../data/ids.js';
import { matchProducts } from '../understanding/index.js';
import type { Turn } from './turn.js';

/** In names and in any sentence. */
const SAY_NOTHING: ReadonlySet<string> = new Set(
  'and the for with set two three four five six small large big new old my your from'.split(' '),
);

export function namedItem(
  { text, services }: Pick<Turn, 'text' | 'services'>,
  lines: readonly OrderLine[],
): ProductId | undefined {
  const products = lines.flatMap((line) => services.business.products.get(line.productId) ?? []);
  const byName = matchProducts(text, products, 1).at(0);
  const alike = products.filter(({ name, category }) => saysOneOf(text, `${name} ${category}`));
  return byName ?? (alike.length === 1 ? alike[0]?.id : undefined);
}

function saysOneOf(text: string, words: string): boolean {
  const said = new Set(text.toLowerCase().match(/\p{L}{3,}/gu) ?? []);
  return (words.toLowerCase().match(/\p{L}{3,}/gu) ?? []).some(
    (word) => !SAY_NOTHING.has(word) && (said.has(word) || said.has(word.replace(/s$/, ''))),
  );
}
