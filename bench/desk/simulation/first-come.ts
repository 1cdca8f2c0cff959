// A plain queue over the same plan, for comparison: whoever came first is next, whoever has a place free takes them, whatever the level.
// No offers, no dedicated agents, nothing is promised, and an agent who is gone keeps what they have. Pure.

import { CAPACITY, type Case, isWithin, type Plan, type Timetable } from './plan.js';

const MINUTE = 60_000;

interface Place {
  readonly timetable: Timetable;
  freeAt: number;
}

/** @returns milliseconds that each case waited until somebody took it, by its number. */
export function firstCome({ cases, agents }: Plan): ReadonlyMap<number, number> {
  const places: Place[] = agents.flatMap((timetable) =>
    Array.from({ length: CAPACITY }, () => ({ timetable, freeAt: 0 })),
  );
  const waits = new Map<number, number>();
  let before = 0;
  for (const theCase of cases) {
    // In order of arrival: nobody is taken before whoever came earlier.
    const taken = earliest(places, Math.max(theCase.at, before), theCase);
    if (!taken) continue;
    before = taken.at - theCase.reaction;
    waits.set(theCase.number, taken.at - theCase.at);
    taken.place.freeAt = ending(theCase, taken.at, taken.place.timetable);
  }
  return waits;
}

/** The first moment at which anybody has a place free and is there, and their time to react. */
function earliest(
  places: readonly Place[],
  from: number,
  { reaction }: Case,
): { readonly place: Place; readonly at: number } | undefined {
  let best: { place: Place; at: number } | undefined;
  for (const place of places) {
    const at = nextThere(place.timetable, Math.max(from, place.freeAt));
    if (at !== undefined && (!best || at < best.at)) best = { place, at };
  }
  return best && { place: best.place, at: best.at + reaction };
}

function nextThere({ shifts, lost }: Timetable, from: number): number | undefined {
  for (const shift of shifts) {
    if (shift.to <= from) continue;
    let at = Math.max(from, shift.from);
    for (const loss of lost) if (at >= loss.from && at < loss.to) at = loss.to;
    if (at < shift.to) return at;
  }
  return undefined;
}

/** The same messages and answers as over the desk; what falls into a loss of the agent waits for its end. */
function ending({ agentTakes, customerTakes }: Case, begun: number, timetable: Timetable): number {
  const takes = [...agentTakes, ...customerTakes].reduce((sum, each) => sum + each, 0);
  let at = begun + takes;
  for (const { from, to } of timetable.lost) if (from > begun && from < at) at += to - from;
  // Whoever is still busy when the shift ends stays for it, but not for long.
  return isWithin(timetable.shifts, at) ? at : Math.min(at, begun + 30 * MINUTE);
}
