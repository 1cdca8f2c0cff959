// The decision: a union over the kinds of data/decision.ts, each with its reason and what is needed to carry it out. Types only.

import type { DecisionReason } from '../data/decision.js';
import type { Candidate, SmallTalk } from './facts.js';

/** Rules that call or offer a person. */
export const PERSON_RULES = [
  'wish-for-person',
  'sensitive-topic',
  'late-deliveries',
  'days-late',
  'open-complaint',
  'anger',
  'value-at-stake',
  'trouble',
  'failed-answers',
  'repeated-question',
  'low-confidence',
] as const;
export type PersonRule = (typeof PERSON_RULES)[number];

/** What can be told to the customer now: somebody is at the desk, or a message is answered later. */
export type Reach = 'person' | 'message';

export type Answered =
  | { readonly kind: 'entry'; readonly entryId: string }
  /** `acknowledge`: a "yes", "ok" or 👍 that answers nothing. */
  | { readonly kind: 'small-talk'; readonly talk: SmallTalk | 'acknowledge' };

export type Act =
  | { readonly kind: 'answer'; readonly answer: Answered }
  | { readonly kind: 'start-dialog'; readonly intent: string }
  /** With `control`, the message is not for the open slot: it ends the task, or the whole stack. Also said when no task is open. */
  | { readonly kind: 'continue-dialog'; readonly control?: 'cancel' | 'start-over' }
  | { readonly kind: 'recommend'; readonly intent: 'recommend' | 'critique' }
  /** One candidate reads "Did you mean …?". */
  | { readonly kind: 'clarify'; readonly candidates: readonly Candidate[] }
  /** `also` is done first: the offer never stands in the way of the service. */
  | {
      readonly kind: 'offer-person';
      readonly rule: PersonRule;
      readonly reach: Reach;
      readonly also?: Decision;
    }
  /** Who exactly, and by when, is for the desk. */
  | {
      readonly kind: 'escalate';
      readonly rule: PersonRule;
      readonly route: 'dedicated' | 'pool';
      readonly reach: Reach;
    }
  /** No rule leads here yet: the community is asked only where a customer agreed to it. */
  | { readonly kind: 'ask-community' }
  /** `missed`: the customer says that the last answer was not what they asked. */
  | {
      readonly kind: 'decline';
      readonly why: 'out-of-scope' | 'missed' | 'wordless' | 'too-long' | 'language';
    };

export type Decision = Act & { readonly reason: DecisionReason };
