// What a replay found, ready to be shown: as a table, as JSON or as a page. Every number that a reader needs, and what is not known.

import { type Difference, differences } from '../difference.js';
import type { Thresholds } from '../thresholds.js';
import { CHANGES, type Change } from './compare.js';
import { capacityOf, type DeskModel, expected, type Load, loadOf } from './staffing.js';
import { type Counts, type Example, type Tally, VIEWS, type View } from './tally.js';

export interface Row {
  readonly name: string;
  readonly changes: Counts;
}

/** A number, and whether it was measured on the past or had to be supposed. */
export interface Supposed {
  readonly value: number;
  readonly from: 'measured' | 'given' | 'supposed';
}

export interface ReplayReport {
  readonly history: {
    /** `made-up`: generated, because there was none. */
    readonly kind: 'own' | 'made-up';
    readonly from: string;
    readonly to: string;
    readonly conversations: number;
    readonly decisions: number;
    /** Decisions whose facts were erased, or can't be read. */
    readonly unreadable: number;
  };
  readonly thresholds: {
    readonly now: number;
    readonly proposed: number;
    readonly differences: readonly Difference[];
  };
  /** Conversations in which the two part, by how they do. */
  readonly changes: Counts;
  readonly by: Readonly<Record<View, readonly Row[]>>;
  readonly desk: {
    readonly places: number;
    readonly minutesEach: Supposed;
    readonly acceptance: Supposed;
    /** Minutes of work that the desk can take, by hour of the day. */
    readonly capacity: readonly number[];
    readonly now: Load;
    readonly proposed: Load;
  };
  readonly examples: readonly Example[];
  readonly notKnown: {
    /** Decisions after the parting. */
    readonly decisions: number;
    readonly sentence: string;
  };
  /** Decisions that the thresholds of now decide otherwise than was decided then. */
  readonly drifted: number;
}

/** Fewer handoffs or offers than these measure nothing. */
const ENOUGH = 10;
/** Minutes of a chat with a person; supposed until enough of the business's own were measured. */
const USUAL_MINUTES = 8;
/** Share of offers that are accepted; supposed in the same way. */
const USUAL_ACCEPTANCE = 0.5;

export interface ReportInput {
  readonly tally: Tally;
  readonly now: Thresholds;
  readonly proposed: Thresholds;
  readonly madeUp: boolean;
  readonly profile: DeskModel['profile'];
  readonly places: number;
  /** Instead of what was measured. */
  readonly minutes?: number | undefined;
}

export function reportOf(input: ReportInput): ReplayReport {
  const { tally, now, proposed, madeUp, profile, places } = input;
  const minutesEach = minutesOf(input);
  const acceptance: Supposed =
    tally.offers >= ENOUGH
      ? { value: Math.min(1, tally.accepted / tally.offers), from: 'measured' }
      : { value: USUAL_ACCEPTANCE, from: 'supposed' };
  const desk: DeskModel = { profile, places, minutes: minutesEach.value };
  const [from, to] = [Date.parse(tally.first) || 0, Date.parse(tally.last) || 0];
  const { arrivals } = tally;
  return {
    history: {
      kind: madeUp ? 'made-up' : 'own',
      from: tally.first,
      to: tally.last,
      conversations: tally.conversations,
      decisions: tally.decisions,
      unreadable: tally.unreadable,
    },
    thresholds: { now: now.version, proposed: proposed.version, differences: differences(now, proposed) },
    changes: tally.changes,
    by: rowsBy(tally),
    desk: {
      places,
      minutesEach,
      acceptance,
      capacity: capacityOf(desk, from, to),
      now: loadOf(arrivals.now, desk, from, to),
      proposed: loadOf(expected(arrivals.proposed, arrivals.maybe, acceptance.value), desk, from, to),
    },
    examples: tally.examples,
    notKnown: { decisions: tally.unknown, sentence: NOT_KNOWN },
    drifted: tally.drifted,
  };
}

const NOT_KNOWN =
  'What would have happened next in a conversation that changes is not known: the customer would have written something else. Each conversation is followed to its first change, and no further.';

function minutesOf({ tally, minutes }: ReportInput): Supposed {
  if (minutes !== undefined) return { value: minutes, from: 'given' };
  const { count, minutes: sum } = tally.handled;
  return count >= ENOUGH
    ? { value: Math.max(1, sum / count), from: 'measured' }
    : { value: USUAL_MINUTES, from: 'supposed' };
}

function rowsBy({ by }: Tally): ReplayReport['by'] {
  const rows = VIEWS.map((view) => {
    const found = [...by[view]].map(([name, changes]) => ({ name, changes }));
    // Levels in their order, anything else by how much it changes.
    const sorted = found.sort((a, b) =>
      view === 'level'
        ? Number(a.name) - Number(b.name)
        : total(b.changes) - total(a.changes) || (a.name < b.name ? -1 : 1),
    );
    return [view, sorted] as const;
  });
  return Object.fromEntries(rows) as unknown as ReplayReport['by'];
}

/** @returns conversations that change at all. */
export function total(changes: Counts): number {
  return CHANGES.reduce((sum: number, change: Change) => sum + changes[change], 0);
}
