// Of all that a customer wishes, what can be kept as a preference of their own: things, their values, vegan and a highest price. Pure.

import type { Money } from './plain-entities.js';
import { readWishes } from './preferences/read-wishes.js';
import { priceLimitIn } from './price-limit.js';
import type { StatedPreference, StatedWish } from './stated.js';
import type { Vocabulary } from './vocabulary.js';

/**
 * Reads the customer's own preferences of a message, in the order said. Says nothing of a plain question or wish ("do you have a wool rug?")
 * and nothing of what others like ("my mother hates lavender"). A value that is avoided takes with it the values that contain it: no wool
 * is no merino wool.
 * @param entities money found in the text; used where the sum is spelt out ("no more than eighty euros").
 */
export function extractPreferences(
  text: string,
  vocabulary: Vocabulary,
  entities: { readonly money: readonly Money[] },
): readonly StatedPreference[] {
  const placed = readWishes(text, vocabulary).flatMap((wish) =>
    preferencesOf(wish).map((preference) => ({ at: wish.start, preference })),
  );
  const limit = priceLimitIn(text, entities.money);
  if (limit) {
    const start = clauseStart(text, limit.start);
    placed.push({
      at: start,
      preference: {
        subject: { kind: 'max-price', amount: limit.amount },
        strength: 'must',
        words: text.slice(start, limit.end),
        ...(hereOnly(text, vocabulary) ? { hereOnly: true as const } : {}),
      },
    });
  }
  return eitherOf(placed.sort((a, b) => a.at - b.at).map(({ preference }) => preference));
}

/** @returns what of a wish a recommendation can respect; nothing of somebody else's, of sizes, brands and words that the catalogue lacks. */
function preferencesOf({
  kind,
  subject,
  for: whom,
  scope,
  scopeSaid,
  words,
}: StatedWish): readonly StatedPreference[] {
  if (whom !== 'self') return [];
  if (kind !== 'must' && kind !== 'must-not' && kind !== 'like' && kind !== 'dislike') return [];
  const rest = {
    strength: kind,
    words,
    ...(scope === 'today' && scopeSaid ? { hereOnly: true as const } : {}),
  };
  switch (subject.kind) {
    case 'attribute': {
      const avoided = kind === 'must-not' || kind === 'dislike';
      // "Must be wood" asks for any of them; no single one is required.
      const strength = kind === 'must' && subject.said !== undefined ? 'like' : kind;
      const values = avoided || subject.said !== undefined ? subject.values : subject.values.slice(0, 1);
      const { attribute } = subject;
      return values.map((value) => ({ ...rest, strength, subject: { kind: 'attribute', attribute, value } }));
    }
    case 'product':
      return [{ ...rest, subject }];
    case 'vegan':
      return [{ ...rest, subject }];
    case 'word':
    case 'budget':
    case 'size':
      return [];
  }
}

/** A budget that was said for now is read with the other words of its message. */
function hereOnly(text: string, vocabulary: Vocabulary): boolean {
  return readWishes(text, vocabulary).some(
    ({ kind, scope, scopeSaid }) => kind === 'budget' && scope === 'today' && scopeSaid === true,
  );
}

/** "Only white or cream": no product need be both, so that several musts of one kind become likes. */
function eitherOf(stated: readonly StatedPreference[]): readonly StatedPreference[] {
  const musts = stated.flatMap(({ subject, strength }) =>
    strength === 'must' && subject.kind === 'attribute' ? [subject.attribute] : [],
  );
  return stated.map((each) =>
    each.strength === 'must' &&
    each.subject.kind === 'attribute' &&
    musts.indexOf(each.subject.attribute) !== musts.lastIndexOf(each.subject.attribute)
      ? { ...each, strength: 'like' }
      : each,
  );
}

/** Where the customer's own words begin: after the last mark or join. */
function clauseStart(text: string, place: number): number {
  const joins = [
    ...text.slice(0, place).matchAll(/[.;!?:,]\s*(?:and |but |or )?|\s(?:and|but|or|because|though)\s+/g),
  ];
  const last = joins.at(-1);
  return last ? last.index + last[0].length : 0;
}
