// How full agents are: a conversation takes as many of an agent's places as the thresholds say for its customer. Pure.

import type { OpenHandoff } from '../data/handoff.js';
import type { AgentId } from '../data/ids.js';

interface Placed {
  readonly handoff: OpenHandoff;
  readonly places: number;
}

/** @returns places that each agent's conversations take; who has none is not in it. */
export function loadsOf(open: readonly Placed[]): ReadonlyMap<AgentId, number> {
  const known = knownLoads.get(open);
  if (known) return known;
  const loads = new Map<AgentId, number>();
  for (const { handoff, places } of open) {
    if (handoff.status === 'assigned') loads.set(handoff.agentId, (loads.get(handoff.agentId) ?? 0) + places);
  }
  knownLoads.set(open, loads);
  return loads;
}

/** Every customer's message asks for them, and the queue's list is the same until the next change. */
const knownLoads = new WeakMap<readonly Placed[], ReadonlyMap<AgentId, number>>();

/** Whoever has nothing takes anything, or a conversation larger than everybody's capacity would wait for ever. */
export function hasRoom(
  places: number,
  { capacity, load }: { readonly capacity: number; readonly load: number },
) {
  return load === 0 || load + places <= capacity;
}
