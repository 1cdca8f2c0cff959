// Notices which lines of a person at the desk stand before a customer who looks at the page, and says so once for each. Knows no network.

import { isPerson } from './speakers.js';
import type { Activity } from './web-chat.js';

export interface ReadMarks {
  heard(activity: Activity | undefined): void;
  end(): void;
}

/** @param tell is given the newest line that was seen. */
export function createReadMarks(tell: (id: string) => void): ReadMarks {
  let unseen: string | undefined;

  function look(): void {
    if (unseen === undefined || document.hidden) return;
    const seen = unseen;
    unseen = undefined;
    tell(seen);
  }

  document.addEventListener('visibilitychange', look);
  return {
    heard(activity) {
      if (activity?.type !== 'message' || activity.id === undefined || !isPerson(activity)) return;
      unseen = activity.id;
      look();
    },
    end: () => document.removeEventListener('visibilitychange', look),
  };
}
