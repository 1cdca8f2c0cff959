// The order in which an archive returns conversations, the same in every store.

import type { Conversation } from '../conversation.js';

/** Oldest first; the id decides between two that began in the same millisecond. */
export function byStart(a: Conversation, b: Conversation): number {
  return compare(a.startedAt, b.startedAt) || compare(a.id, b.id);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
