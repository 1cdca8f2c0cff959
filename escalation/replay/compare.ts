// One past conversation under two sets of thresholds, up to where they part. What would have come after that nobody knows.

import { decide } from '../decide.js';
import type { Decision } from '../decision.js';
import type { Facts } from '../facts.js';
import { inForce } from '../in-force.js';
import type { Thresholds } from '../thresholds.js';
import { topicsIn } from '../topics.js';
import { answersTheBot, type PastConversation, type PastDecision } from './past.js';

/** From the bot's point of view, what a decision meant for a person: `bot` alone, one `offered`, one `passed` to. */
export type Ending = 'bot' | 'offered' | 'passed';

export const CHANGES = [
  'newly-passed',
  'newly-offered',
  'offered-instead',
  'no-longer-offered',
  'no-longer-passed',
  'answered-otherwise',
] as const;
export type Change = (typeof CHANGES)[number];

/** Where the two sets of thresholds part in a conversation. */
export interface Parting {
  readonly change: Change;
  readonly decision: PastDecision;
  /** The rule that calls or offers: of the proposed thresholds where they do, else of those of now. */
  readonly rule: string;
  readonly value: string | number | boolean;
  readonly now: Ending;
  readonly proposed: Ending;
}

/** Somebody who came to the desk, or would have; `offered`: only if they accepted. */
export interface Arrival {
  readonly at: number;
  readonly sure: boolean;
}

export interface Compared {
  /** Decisions that were decided again. */
  readonly replayed: number;
  /** Decisions after the parting. */
  readonly unknown: number;
  /** Decisions that the thresholds of now decide otherwise than was decided then, say by an older version. */
  readonly drifted: number;
  /** Offers made, and how many of them were accepted, as it happened. */
  readonly offers: number;
  readonly accepted: number;
  readonly parting?: Parting;
  readonly now: readonly Arrival[];
  readonly proposed: readonly Arrival[];
}

/** The two sets of thresholds, and whether they notice topics by different words. */
export interface Pair {
  readonly now: Thresholds;
  readonly proposed: Thresholds;
  readonly otherWords: boolean;
}

export function pairOf(now: Thresholds, proposed: Thresholds): Pair {
  const words = ({ topics }: Thresholds) =>
    JSON.stringify(Object.entries(topics).map(([name, topic]) => [name, topic.words ?? []]));
  return { now, proposed, otherWords: words(now) !== words(proposed) };
}

/** @returns where the two part, if they do, and who comes to the desk under each. */
export function compare({ decisions }: PastConversation, pair: Pair): Compared {
  const so: Draft = { replayed: 0, unknown: 0, drifted: 0, offers: 0, accepted: 0, now: [], proposed: [] };
  for (const decision of decisions) {
    if (decision.kind === 'offer-person') so.offers += 1;
    if (answersTheBot(decision)) takeAnswer(so, decision);
    else decideAgain(so, decision, pair);
  }
  return so;
}

type Draft = { -readonly [K in keyof Compared]: Compared[K] } & {
  readonly now: Arrival[];
  readonly proposed: Arrival[];
};

/** An offer that was accepted leads to the desk under both, as long as both made it. */
function takeAnswer(so: Draft, { kind, at }: PastDecision): void {
  if (kind !== 'escalate') return;
  const arrival = { at: Date.parse(at), sure: true };
  so.accepted += 1;
  so.now.push(arrival);
  if (!so.parting) so.proposed.push(arrival);
}

function decideAgain(so: Draft, decision: PastDecision, pair: Pair): void {
  const at = Date.parse(decision.at);
  const as = decide(factsFor(decision, pair, pair.now), pair.now);
  if (as.kind !== decision.kind) so.drifted += 1;
  if (as.kind === 'escalate') so.now.push({ at, sure: true });
  if (so.parting) {
    so.unknown += 1;
    // Whoever asked for a person by themselves would hardly have asked less, unless one was there already.
    const wished = as.kind === 'escalate' && as.rule === 'wish-for-person';
    if (wished && so.parting.proposed !== 'passed') so.proposed.push({ at, sure: true });
    return;
  }
  so.replayed += 1;
  const to = decide(factsFor(decision, pair, pair.proposed), pair.proposed);
  const parting = partingOf(decision, as, to);
  if (parting) so.parting = parting;
  if (to.kind === 'escalate') so.proposed.push({ at, sure: true });
  else if (parting && to.kind === 'offer-person') so.proposed.push({ at, sure: false });
}

/**
 * Where topics are noticed by other words, those of the record are not the ones that these thresholds would have found. What was noticed by
 * examples can't be found again, and stays.
 */
function factsFor({ facts, words }: PastDecision, { otherWords, now }: Pair, { topics }: Thresholds): Facts {
  if (!otherWords || words === undefined) return facts;
  const byWords = topicsIn(words, now.topics);
  const byExamples = (facts.topics ?? []).filter((name) => !byWords.includes(name) && topics[name]?.examples);
  const found = new Set([...topicsIn(words, topics), ...byExamples]);
  return { ...facts, topics: Object.keys(topics).filter((name) => found.has(name)) };
}

function partingOf(decision: PastDecision, now: Decision, proposed: Decision): Parting | undefined {
  const from = endingOf(now);
  const to = endingOf(proposed);
  const change = from === to ? otherwise(now, proposed) : CHANGE_OF[from][to];
  if (!change) return undefined;
  const { rule, value } = to === 'bot' ? now.reason : proposed.reason;
  return { change, decision, rule, value, now: from, proposed: to };
}

function endingOf({ kind }: Decision): Ending {
  if (kind === 'escalate') return 'passed';
  return kind === 'offer-person' ? 'offered' : 'bot';
}

const CHANGE_OF: Readonly<Record<Ending, Readonly<Record<Ending, Change | undefined>>>> = {
  bot: { bot: undefined, offered: 'newly-offered', passed: 'newly-passed' },
  offered: { bot: 'no-longer-offered', offered: undefined, passed: 'newly-passed' },
  passed: { bot: 'no-longer-passed', offered: 'offered-instead', passed: undefined },
};

/** A person or not alike, but the bot asks where it answered, or the other way round; who exactly takes over is for the desk. */
function otherwise(now: Decision, proposed: Decision): Change | undefined {
  return actOf(now) === actOf(proposed) ? undefined : 'answered-otherwise';
}

function actOf(decision: Decision): string {
  switch (decision.kind) {
    case 'escalate':
      return 'escalate';
    case 'offer-person':
      return decision.also ? actOf(decision.also) : 'offer';
    case 'start-dialog':
    case 'recommend':
      return decision.intent;
    case 'answer':
      return decision.answer.kind === 'entry' ? decision.answer.entryId : decision.answer.talk;
    case 'continue-dialog':
      return `continue ${decision.control ?? ''}`;
    default:
      return decision.kind;
  }
}

/** @returns what a message was about, as the business calls it. */
export function subjectOf({ facts }: PastDecision, thresholds: Thresholds): string {
  const [topic] = inForce(facts, thresholds).topics;
  if (topic !== undefined) return topic;
  const { meaning } = facts;
  switch (meaning.kind) {
    case 'intent':
      return meaning.intent;
    case 'answer':
      return `question: ${meaning.entryId.split('#')[0] ?? ''}`;
    case 'out-of-scope':
    case 'missed':
    case 'ambiguous':
      return 'not understood';
    default:
      return 'anything else';
  }
}
