// What a customer says they, or whoever a present is for, have already. Pure.

import { singular } from '../spelling.js';
import type { WishSubject } from '../stated.js';
import type { Token } from '../words.js';
import type { IsNoun, Named } from './named.js';
import type { Placed } from './placed.js';
import type { Thought } from './thought.js';

const HAVING =
  /\b(?:already (?:have|has|own|owns|got|bought|gave|possess)|(?:have|has|own|owns|'ve|'s|got)(?: got)? (?:already|enough|plenty of|loads of|lots of|tons of|so many|too many|more than enough)|i own|we own|(?:he|she|they|\w+) owns?|(?:match(?:es|ing)?|goes? (?:well )?with|next to|beside|love) (?:my|our)|there(?:'s| is| are)|'ve|have got|'ve got|'s got|has got|have|has|(?<!(?:my|your|his|her|their|our|its|of) )own)\b/g;
const ALREADY =
  /\b(?:already|(?<!\b(?:my|your|his|her|their|our|its|of) )own|owns|enough|plenty|loads of|lots of|tons of|so many|too many|(?:(?:i|we) have|'ve) (?:got )?(?:two|three|four|five|six|several|a few|every)|there(?:'s| is| are) [^.;!?]{1,60}already|at home|(?:match(?:es|ing)?|goes? (?:well )?with|next to|beside|love) (?:my|our)|in my collection|still have)\b/;
const NOT_OWNED =
  /\b(?:don't|do not|doesn't|never|no longer|would|do you|have you|does|have to|has to|if)\b[^,]{0,20}$/;
const SKIPPED =
  /^(?:a|an|the|my|your|our|two|three|four|five|several|some|one|enough|plenty|of|got|already|loads|lots|tons|so|too|many|more|than|few|couple|set|pair|both|these|those|this|that|\d+|at|least)$/;
const NO_THING =
  /^(?:everything|anything|all|loads|it|one|ones|them|to|be|been|that|this|account|order|question|problem|enough|in|at|on|for|and|kids?|children|cat|dog|cats|dogs|time|no|home|walls?|floors?|taste|style|budget|eyes|house|flat|apartment|husband|wife|mother|mum|dog|curtain|family|life|job)$/;

/** @returns the things owned; a product or a kind of thing of the catalogue, or the customer's own noun. */
export function ownedIn(
  thought: Thought,
  tokens: readonly Token[],
  mentions: readonly Named[],
  isNoun: IsNoun,
): readonly Placed<WishSubject>[] {
  if (!ALREADY.test(thought.text)) return [];
  const found: Placed<WishSubject>[] = [];
  const standing = /\b(?:is|are|'s) already (?:in|on|at|hanging|standing|mine|ours|here)\b/.exec(
    thought.text,
  );
  if (standing) {
    const place = thought.start + standing.index;
    const mention = mentions.findLast(({ to }) => (tokens[to - 1]?.end ?? 0) <= place);
    if (mention)
      return [...objectsFrom(tokens[mention.from]?.start ?? 0, place, tokens, mentions, isNoun)].slice(0, 1);
  }
  for (const match of thought.text.matchAll(HAVING)) {
    if (NOT_OWNED.test(thought.text.slice(0, match.index))) continue;
    const from = thought.start + match.index + match[0].length;
    if (found.some(({ end }) => end > from)) continue;
    for (const owned of objectsFrom(from, thought.end, tokens, mentions, isNoun)) {
      if (!found.some(({ start }) => start === owned.start)) found.push(owned);
    }
  }
  return found;
}

function* objectsFrom(
  from: number,
  end: number,
  tokens: readonly Token[],
  mentions: readonly Named[],
  isNoun: IsNoun,
): Generator<Placed<WishSubject>> {
  let i = tokens.findIndex(({ start }) => start >= from);
  if (i < 0) return;
  for (;;) {
    while (SKIPPED.test(tokens[i]?.text ?? '')) i++;
    if (/^(?:that|this|those|these)$/.test(tokens[i - 1]?.text ?? '')) return;
    const object = objectAt(i, end, tokens, mentions, isNoun);
    if (!object) return;
    yield object.placed;
    i = object.next;
    if (!/^(?:and|or|,|&)$/.test(tokens[i]?.text ?? '')) return;
    while (/^(?:and|or|,|&)$/.test(tokens[i]?.text ?? '')) i++;
    if (
      !/^(?:a|an|the|two|three|some|several|my|enough|plenty|lots|loads|more|many|our)$/.test(
        tokens[i]?.text ?? '',
      ) &&
      !mentions.some((mention) => mention.from === i)
    )
      return;
  }
}

/** "Watering can" is one noun. */
function nounAt(i: number, from: number, tokens: readonly Token[]): string {
  const noun = singular(tokens[i]?.text ?? '');
  const before = i > from ? (tokens[i - 1]?.text ?? '') : '';
  return before.endsWith('ing') ? `${before} ${noun}` : noun;
}

function objectAt(
  from: number,
  end: number,
  tokens: readonly Token[],
  mentions: readonly Named[],
  isNoun: IsNoun,
): { readonly placed: Placed<WishSubject>; readonly next: number } | undefined {
  let last: { placed: Placed<WishSubject>; next: number } | undefined;
  let i = from;
  for (let words = 0; words < 4; words++) {
    const token = tokens[i];
    if (!token || token.start >= end) break;
    const mention = mentions.find((each) => each.from === i);
    if (mention) {
      const placed = { start: token.start, end: tokens[mention.to - 1]?.end ?? token.end };
      i = mention.to;
      if (mention.kind === 'product')
        return { placed: { ...placed, value: { kind: 'product', productId: mention.productId } }, next: i };
      if (mention.kind === 'lacking') {
        last = { placed: { ...placed, value: { kind: 'word', word: mention.word } }, next: i };
        continue;
      }
      const { attribute, values } = mention;
      last = { placed: { ...placed, value: { kind: 'attribute', attribute, values } }, next: i };
      if (attribute === 'room') return undefined;
      if (attribute === 'category') return last;
      continue;
    }
    if (
      !/^\p{L}[\p{L}'-]+$/u.test(token.text) ||
      NO_THING.test(token.text) ||
      /^(?:and|or|but|from|with|so|at|in|for|already|that|which|of|you|it's|it|i|i'm|we|he|she|they|is|are|to|because|since|though|which|by|now|myself|ourselves|dating|made|bought)$/.test(
        token.text,
      )
    )
      break;
    last = {
      placed: { start: token.start, end: token.end, value: { kind: 'word', word: nounAt(i, from, tokens) } },
      next: i + 1,
    };
    i++;
  }
  const ending = tokens[i - 1];
  if (last?.placed.value.kind === 'word' && !(ending && isNoun(ending))) return undefined;
  return last;
}
