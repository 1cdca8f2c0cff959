// By when whoever has a conversation has to answer, and what it leads to when they don't. Pure.

import type { AssignedHandoff } from '../data/handoff.js';
import type { Instant } from '../data/ids.js';
import type { Unanswered } from './owner-facts.js';

/** Minutes that a customer waits for whoever has them; numbers of the business's thresholds. */
export interface AnswerMinutes {
  /** For the first words of somebody who came. */
  readonly first: number | 'never';
  /** For each later answer. */
  readonly later: number | 'never';
}

/** A customer who waits for the owner's words. */
export interface AnswerDue {
  readonly since: Instant;
  /** By when the owner has to answer to keep the conversation. */
  readonly by: Instant;
}

/** Part of the time after which the customer is told; the console has called the agent by then, at half of it. */
const TOLD_AFTER = 2 / 3;

/**
 * @param snoozedUntil while it was put aside, nobody waited for an answer.
 * @returns `undefined` where nobody waits, or may wait for ever.
 */
export function answerDue(
  unanswered: Unanswered | undefined,
  minutes: AnswerMinutes,
  snoozedUntil: Instant = '',
): AnswerDue | undefined {
  const limit = unanswered?.first ? minutes.first : minutes.later;
  if (!unanswered || limit === 'never') return undefined;
  const since = unanswered.since > snoozedUntil ? unanswered.since : snoozedUntil;
  return { since, by: new Date(Date.parse(since) + limit * 60_000).toISOString() };
}

/**
 * What waiting for an answer leads to now; pure.
 * @param somebodyElse is there and has a place free.
 * @param promiseMinutes after so many it goes on whoever is there: as long as anybody is told to wait for a person.
 */
export function waitingLeadsTo(
  { unanswered, snoozedUntil, lostSince }: AssignedHandoff,
  due: AnswerDue | undefined,
  at: { readonly somebodyElse: boolean; readonly promiseMinutes: number; readonly now: Date },
): 'nothing' | 'tell' | 'offer-choices' | 'pass-on' {
  if (due === undefined || lostSince !== undefined) return 'nothing';
  const now = at.now.getTime();
  if (snoozedUntil !== undefined && Date.parse(snoozedUntil) > now) return 'nothing';
  const [since, by] = [Date.parse(due.since), Date.parse(due.by)];
  const told = unanswered?.since === due.since ? unanswered.told : undefined;
  if (now < by) return told === undefined && now >= since + (by - since) * TOLD_AFTER ? 'tell' : 'nothing';
  if (at.somebodyElse || now >= Math.max(by, since + at.promiseMinutes * 60_000)) return 'pass-on';
  return told === 'choices' ? 'nothing' : 'offer-choices';
}
