// Notices whether somebody works at this console, and says so from time to time. Knows not to whom.

/** Milliseconds; much less than the minutes after which an agent counts as away. */
export const REPORT_EVERY_MS = 60_000;
/** Milliseconds after the last sign in which somebody is taken to be reading what comes. */
export const ATTENDED_MS = 120_000;

export interface Activity {
  /** Somebody is taken to be before the screen. */
  attended(): boolean;
  end(): void;
}

/**
 * @param onReport is called at the first sign after each `REPORT_EVERY_MS`.
 * @param onReturn is called when it is attended again.
 */
export function noticeActivity(onReport: () => void, onReturn: () => void): Activity {
  let reported = Date.now();
  let last = reported;

  function sign(): void {
    const now = Date.now();
    const back = now - last >= ATTENDED_MS;
    last = now;
    if (now - reported >= REPORT_EVERY_MS) {
      reported = now;
      onReport();
    }
    if (back) onReturn();
  }

  const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'focus'] as const;
  for (const name of signs) window.addEventListener(name, sign, { passive: true });
  return {
    attended: () => Date.now() - last < ATTENDED_MS,
    end() {
      for (const name of signs) window.removeEventListener(name, sign);
    },
  };
}
