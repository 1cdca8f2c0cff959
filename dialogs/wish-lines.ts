// The kept wishes as numbered lines, for those without cards and for the ear. Changes nothing.

import { type KeptWish, keptInWords, keptWishes, sourceInWords } from './kept-wishes.js';
import type { Turn } from './turn.js';

/** "1. no wool (you said “no wool” on Wednesday, 18 November)". @param only those; left out: all. */
export function wishLines(turn: Turn, only: (kept: KeptWish) => boolean = () => true): readonly string[] {
  return keptWishes(turn.record).flatMap((kept, at) => {
    if (!only(kept)) return [];
    const wish = turn.phrase('know.preference', {
      preference: keptInWords(kept, turn),
      source: sourceInWords(kept, turn),
    });
    return [turn.phrase('wish-card.line', { number: at + 1, wish })];
  });
}
