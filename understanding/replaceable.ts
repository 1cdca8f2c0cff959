// An understander that can be replaced while it is asked: whoever asks keeps the one that it began with. Knows not how it was learnt.

import type { Understander } from './understanding.js';

export interface ReplaceableUnderstander extends Understander {
  /** From now on `next` is asked; the old one ends when its last question is answered. */
  replace(next: Understander): void;
  /** The one that is asked now. */
  current(): Understander;
}

interface Held {
  readonly understander: Understander;
  /** Whether it is ours to close. */
  readonly owned: boolean;
  asked: number;
  left: boolean;
}

/** @param owned whether `first` is closed here, once replaced or at the end. */
export function createReplaceable(
  first: Understander,
  owned: boolean,
  onFault: (fault: unknown) => void,
): ReplaceableUnderstander {
  let held: Held = { understander: first, owned, asked: 0, left: false };

  function endIfDone(each: Held): void {
    if (each.left && each.asked === 0 && each.owned) each.understander.close().catch(onFault);
  }

  return {
    get ready() {
      return held.understander.ready;
    },
    current: () => held.understander,
    async understand(text, context) {
      const own = held;
      own.asked += 1;
      try {
        return await own.understander.understand(text, context);
      } finally {
        own.asked -= 1;
        endIfDone(own);
      }
    },
    replace(next) {
      const old = held;
      held = { understander: next, owned: true, asked: 0, left: false };
      old.left = true;
      endIfDone(old);
    },
    async close() {
      if (held.owned) await held.understander.close();
    },
  };
}
