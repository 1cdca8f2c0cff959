// Tells the server how far the agent has read the conversation that is open before them. Knows no markup and no network.

import type { HandoffRef, OpenConversation } from './state.js';

export interface Reading {
  /** To be called after each change of what is open, and when the page comes into sight again. */
  look(open: OpenConversation): void;
}

/**
 * Reads only what is ours and in sight; each line is told once.
 * @param tell absent answers are tried again with the next look.
 */
export function createReading(parts: {
  readonly inSight: () => boolean;
  /** @returns whether the server has it. */
  readonly tell: (ref: HandoffRef, sequence: number) => Promise<boolean>;
}): Reading {
  const told = new Map<string, number>();
  return {
    look(open) {
      if (open.kind !== 'ready' || !open.view.mine || !parts.inSight()) return;
      const { handoffId } = open.ref;
      const last = open.view.transcript.findLast((line) => line.from === 'customer')?.sequence;
      const before = told.get(handoffId);
      if (last === undefined || (before !== undefined && before >= last)) return;
      told.set(handoffId, last);
      void parts.tell(open.ref, last).then((done) => {
        if (!done && told.get(handoffId) === last) told.delete(handoffId);
      });
    },
  };
}
