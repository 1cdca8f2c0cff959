// How long the latest conversations with people took, in this process's memory: after a start it has to be measured anew.

import type { ClosedHandoff } from '../data/handoff.js';

/** What is older says little of how long things take today. */
const KEPT = 50;

export interface HandlingTimes {
  note(closed: ClosedHandoff): void;
  /** From the claim to the end, oldest first. */
  seconds(): readonly number[];
}

export function createHandlingTimes(): HandlingTimes {
  const taken: number[] = [];
  return {
    note({ claimedAt, closedAt, outcome }) {
      // How long somebody stayed away says nothing of how long a conversation takes.
      if (claimedAt === undefined || outcome === 'silent') return;
      taken.push((Date.parse(closedAt) - Date.parse(claimedAt)) / 1000);
      if (taken.length > KEPT) taken.shift();
    },
    seconds: () => taken,
  };
}
