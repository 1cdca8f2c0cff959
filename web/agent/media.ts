// Whether a media query holds, and the time as it passes, as React hooks.

import { useSyncExternalStore } from 'react';

/** Below this width one pane is shown at a time. */
export const NARROW = '(max-width: 899px)';

export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', changed);
      return () => list.removeEventListener('change', changed);
    },
    () => window.matchMedia(query).matches,
  );
}

const ticking = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let now = Date.now();

/** One clock for all: a hundred waiting times on the screen move with one tick. */
function watchClock(changed: () => void): () => void {
  ticking.add(changed);
  now = Date.now();
  timer ??= setInterval(() => {
    now = Date.now();
    for (const tick of ticking) tick();
  }, 1_000);
  return () => {
    ticking.delete(changed);
    if (ticking.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** @returns now, in milliseconds since 1970, anew every second. */
export function useNow(): number {
  return useSyncExternalStore(watchClock, () => now);
}
