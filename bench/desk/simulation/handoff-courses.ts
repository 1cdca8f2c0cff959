// From a customer's log, the course of each of their handoffs: when it opened, what they were told and when, who came, how it ended.
// Pure; judges nothing.

import type { LevelNumber } from '../../../data/customer.js';
import type { CustomerLog, Seen } from './logs.js';
import { estimatedWait, toldTime } from './told-time.js';

export interface Course {
  readonly handoffId: string;
  readonly level: LevelNumber;
  readonly openedAt: number;
  /** Since when the customer waits for a person; absent: for nothing, somebody has them or it has ended. */
  readonly waits: readonly Wait[];
  readonly endedAt: number | undefined;
}

/** From the opening, or from the loss of an owner, until somebody comes or it ends. */
export interface Wait {
  readonly from: number;
  /** Each time that they were told meanwhile, and when. */
  readonly told: readonly { readonly at: number; readonly time: number }[];
  /** Milliseconds that it would usually take, as they were told first; absent: they were told nothing of the kind. */
  readonly estimate: number | undefined;
  readonly until: number | undefined;
  /** Absent: it has not ended. */
  readonly by: 'accepted' | 'ended' | undefined;
}

interface Open {
  readonly handoffId: string;
  readonly level: LevelNumber;
  readonly openedAt: number;
  readonly waits: Wait[];
  wait: Waiting | undefined;
}

interface Waiting {
  readonly from: number;
  readonly told: { at: number; time: number }[];
  estimate: number | undefined;
}

export function coursesOf({ seen, levels }: CustomerLog): readonly Course[] {
  const courses: Course[] = [];
  let open: Open | undefined;

  function endWait(by: Wait['by'], until: number | undefined): void {
    if (open?.wait) open.waits.push({ ...open.wait, until, by });
    if (open) open.wait = undefined;
  }
  function finish(endedAt: number | undefined): void {
    if (!open) return;
    endWait(endedAt === undefined ? undefined : 'ended', endedAt);
    const { handoffId, level, openedAt, waits } = open;
    courses.push({ handoffId, level, openedAt, waits, endedAt });
    open = undefined;
  }
  function cross({ handoffId, state }: NonNullable<Seen['boundary']>, at: number): void {
    if (state === 'opened') {
      finish(undefined);
      const wait = { from: at, told: [], estimate: undefined };
      open = { handoffId, level: levels.get(handoffId) ?? 0, openedAt: at, waits: [], wait };
    }
    if (!open || open.handoffId !== handoffId) return;
    if (state === 'accepted') endWait('accepted', at);
    if (state === 'passed-on') open.wait ??= { from: at, told: [], estimate: undefined };
    if (state === 'ended') finish(at);
  }

  for (const line of seen) {
    if (line.boundary) cross(line.boundary, line.at);
    const wait = line.from === 'bot' ? open?.wait : undefined;
    const time = wait && toldTime(line.text, line.at);
    if (time !== undefined) wait?.told.push({ at: line.at, time });
    if (wait) wait.estimate ??= estimatedWait(line.text);
  }
  finish(undefined);
  return courses;
}
