// When a reading of a short piece counts as understood. Pure; shared by what reads pieces of messages and messages in their place.

import type { Understanding } from './understanding.js';

/**
 * Probability from which a piece counts as understood by itself: pieces are shorter and poorer than messages. It was .6, chosen on
 * some 60 pieces written for the demo; since scores are read less what they are by chance, "how long do I have to return lamps for shoes" has .58.
 */
export const SURE = 0.57;

/** @returns whether it is about a subject, or might be; `false` for what fixed phrases mean, and where nothing was read. */
export function isReading({ kind }: Understanding): boolean {
  return kind === 'intent' || kind === 'answer' || kind === 'ambiguous' || kind === 'out-of-scope';
}

/** @returns what was understood, as `intent:<name>` or `answer:<id>`; `undefined` where it is neither. */
export function targetOf(understanding: Understanding): string | undefined {
  if (understanding.kind === 'intent') return `intent:${understanding.intent}`;
  return understanding.kind === 'answer' ? `answer:${understanding.entryId}` : undefined;
}

export function isSure(understanding: Understanding): boolean {
  return targetOf(understanding) !== undefined && understanding.confidence >= SURE;
}
