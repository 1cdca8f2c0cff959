// In which order colleagues are offered for passing a conversation on. Pure.

import type { ColleagueView } from '../../handoff/views.js';

const PRESENCES = ['online', 'busy', 'away', 'offline'] as const;

/** Those who are there first, among them the least busy. */
export function byReadiness(colleagues: readonly ColleagueView[]): readonly ColleagueView[] {
  const share = ({ load, capacity }: ColleagueView) => load / Math.max(1, capacity);
  return [...colleagues].sort(
    (a, b) =>
      PRESENCES.indexOf(a.presence) - PRESENCES.indexOf(b.presence) ||
      share(a) - share(b) ||
      a.name.localeCompare(b.name),
  );
}
