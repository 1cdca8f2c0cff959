// The name of one handoff outside: the conversation id of the activities that speak of it. Opaque there, both ids in it here.

import type { CustomerId, HandoffId } from '../../data/ids.js';
import type { HandoffKey } from '../desk.js';

export function nameOutside({ customerId, handoffId }: HandoffKey): string {
  return `${handoffId}@${customerId}`;
}

/** @returns `undefined` for what is no such name. */
export function keyOf(name: string): HandoffKey | undefined {
  // Our own ids of handoffs have no @ in them; a customer's may.
  const at = name.indexOf('@');
  if (at < 1 || at === name.length - 1) return undefined;
  return { handoffId: name.slice(0, at) as HandoffId, customerId: name.slice(at + 1) as CustomerId };
}
