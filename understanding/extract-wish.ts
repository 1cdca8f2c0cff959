// What a request for a recommendation asks for: room, category, colour, material, highest price. Pure; kept preferences are not its business.

import type { Wish } from '../data/conversation.js';
import { extractPreferences } from './extract-preferences.js';
import type { Money } from './plain-entities.js';
import { priceLimitIn } from './price-limit.js';
import { mentionsIn, SLIPPERY, type Vocabulary } from './vocabulary.js';
import { tokensOf } from './words.js';

/**
 * @returns the fields that the text names, the first of each kind; empty when it names none. What the same text says to avoid is left out.
 */
export function extractWish(
  text: string,
  vocabulary: Vocabulary,
  entities: { readonly money: readonly Money[] },
): Wish {
  const avoided = new Set(
    extractPreferences(text, vocabulary, entities).flatMap(({ subject, strength }) =>
      subject.kind === 'attribute' && (strength === 'must-not' || strength === 'dislike')
        ? [`${subject.attribute}:${subject.value}`]
        : [],
    ),
  );
  const tokens = tokensOf(text);
  const wish: { -readonly [Field in keyof Wish]: Wish[Field] } = {};
  for (const mention of mentionsIn(tokens, vocabulary)) {
    if (mention.kind !== 'attribute') continue;
    if (
      mention.to - mention.from === 1 &&
      mention.attribute !== 'category' &&
      SLIPPERY.has(tokens[mention.from]?.text ?? '')
    )
      continue;
    const value = mention.values.find((candidate) => !avoided.has(`${mention.attribute}:${candidate}`));
    if (value !== undefined && mention.values.every((each) => !avoided.has(`${mention.attribute}:${each}`))) {
      if (mention.attribute === 'category' && wish.category === undefined && mention.part !== undefined)
        wish.part = mention.part;
      wish[mention.attribute] ??= value;
    }
  }
  const limit = priceLimitIn(text, entities.money);
  if (limit) wish.maxPrice = limit.amount;
  return wish;
}
