// The decision about one message: a pure function of facts and thresholds. The order of its rules is the house's order of precedence.

import type { LevelNumber } from '../data/customer.js';
import type { DecisionReason } from '../data/decision.js';
import type { Decision, PersonRule } from './decision.js';
import type { Facts } from './facts.js';
import { calls, offers, type Reached } from './person-rules.js';
import { continued, serve, slotTakes } from './serve.js';
import { type ThresholdSet, type Thresholds, thresholdsFor } from './thresholds.js';

/**
 * Decides what happens with a message. Whatever the thresholds say, a wish for a person is honoured, and neither the level nor
 * a declined relationship changes what the bot itself would do.
 */
export function decide(facts: Facts, thresholds: Thresholds): Decision {
  const set = thresholdsFor(levelFor(facts), thresholds);
  const { meaning } = facts;

  if (meaning.kind === 'wish-for-person') {
    return escalate(facts, set, { rule: 'wish-for-person', value: true });
  }
  // Cancelling and starting over are the customer's own way out; nothing is put in it.
  if (meaning.kind === 'cancel' || meaning.kind === 'start-over') return serve(facts, set);

  const called = facts.openHandoff ? [] : calls(facts, set);
  const unsettled = called.find(({ rule }) => !isSettled(rule, facts));
  if (unsettled) return escalate(facts, set, unsettled);

  const { openDialog } = facts;
  const taken = openDialog !== undefined && slotTakes(facts, set);
  const service = taken ? continued(openDialog.id, set) : serve(facts, set);
  // The customer just answered the task: an offer would put a second question beside its next one.
  if (taken && openDialog.accepts !== 'refused') return service;

  const offered = mayOffer(facts, set) ? (called[0] ?? offers(facts, set)) : undefined;
  return offered ? offer(offered, service, set) : service;
}

/** A declined relationship is served as if nothing were known of it. */
function levelFor(facts: Facts): LevelNumber {
  return facts.consent === 'declined' ? 0 : facts.level;
}

function isSettled(rule: PersonRule, facts: Facts): boolean {
  return facts.settled?.rule === rule && facts.now < facts.settled.until;
}

function mayOffer(facts: Facts, set: ThresholdSet): boolean {
  const since = facts.messagesSinceDeclinedOffer;
  return !facts.openHandoff && (since === undefined || since > set.offer_cooldown);
}

function escalate(facts: Facts, set: ThresholdSet, reached: Measured): Decision {
  const dedicated =
    set.route === 'dedicated' && facts.consent === 'open' && facts.desk.dedicated !== undefined;
  return {
    kind: 'escalate',
    rule: reached.rule,
    route: dedicated ? 'dedicated' : 'pool',
    reason: reasonOf(reached, set),
  };
}

/** A failure has nothing to go with the offer; everything else is done first. */
function offer(reached: Reached, service: Decision, set: ThresholdSet): Decision {
  const serves = service.kind !== 'decline' && service.kind !== 'continue-dialog';
  return {
    kind: 'offer-person',
    rule: reached.rule,
    ...(serves ? { also: service } : {}),
    reason: reasonOf(reached, set),
  };
}

/** A wish has no threshold; a threshold that was reached has. */
type Measured = { readonly rule: PersonRule } & Pick<DecisionReason, 'value' | 'threshold'>;

function reasonOf(reached: Measured, set: ThresholdSet): DecisionReason {
  const { rule, value, threshold } = reached;
  return { rule, value, ...(threshold === undefined ? {} : { threshold }), thresholdsVersion: set.version };
}
