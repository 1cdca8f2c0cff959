// The decision about one message: a pure function of facts and thresholds. The order of its rules is the house's order of precedence.

import type { DecisionReason } from '../data/decision.js';
import { type Held, heldBack, reachOf } from './availability.js';
import type { Decision, PersonRule } from './decision.js';
import type { Facts } from './facts.js';
import { inForce } from './in-force.js';
import { calls, offers, type Reached } from './person-rules.js';
import { continued, serve, slotTakes } from './serve.js';
import type { ThresholdSet, Thresholds } from './thresholds.js';

/**
 * Decides what happens with a message. Whatever the thresholds say, a wish for a person is honoured, and neither the level nor
 * a declined relationship changes what the bot itself would do.
 */
export function decide(facts: Facts, thresholds: Thresholds): Decision {
  const force = inForce(facts, thresholds);
  const { set } = force;
  const { meaning } = facts;

  if (meaning.kind === 'wish-for-person') {
    return escalate(facts, set, { rule: 'wish-for-person', value: true });
  }
  // Cancelling and starting over are the customer's own way out; nothing is put in it.
  if (meaning.kind === 'cancel' || meaning.kind === 'start-over') return serve(facts, set);

  const held = heldBack(facts.desk, set);
  const called = facts.openHandoff ? [] : calls(facts, force, thresholds).filter(mayBe(held, 'offer'));
  const unsettled = called.filter(mayBe(held, 'as-is')).find(({ rule }) => !isSettled(rule, facts));
  if (unsettled) return escalate(facts, set, unsettled);

  const { openDialog } = facts;
  const taken = openDialog !== undefined && slotTakes(facts, set);
  const service = taken ? continued(openDialog.id, set) : serve(facts, set);
  // The customer just answered the task: an offer would put a second question beside its next one.
  if (taken && openDialog.accepts !== 'refused') return service;
  if (!mayOffer(facts, set)) return service;

  const [offered] = [...called, ...offers(facts, force, thresholds).filter(mayBe(held, 'offer'))];
  return offered ? offer(facts, offered, service, set) : service;
}

/**
 * An offer of a person was accepted, which is a wish for one.
 * @param offeredFor the rule that had offered, or the task that could not go on without a person.
 */
export function accept(offeredFor: string, facts: Facts, thresholds: Thresholds): Decision {
  const wish = escalate(facts, inForce(facts, thresholds).set, { rule: 'wish-for-person', value: true });
  return { ...wish, reason: { ...wish.reason, rule: offeredFor } };
}

/** A sensitive topic reaches a person whatever the hour and the queue. */
function mayBe(held: Held, atMost: 'offer' | 'as-is') {
  const passes = held === 'as-is' || (held === 'offer' && atMost === 'offer');
  return ({ rule }: Reached): boolean => passes || rule === 'sensitive-topic';
}

function isSettled(rule: PersonRule, facts: Facts): boolean {
  return facts.settled?.rule === rule && facts.now < facts.settled.until;
}

function mayOffer(facts: Facts, set: ThresholdSet): boolean {
  const since = facts.messagesSinceDeclinedOffer;
  return !facts.openHandoff && (since === undefined || since > set.offer_cooldown);
}

/** The dedicated agent of whoever has one and did not decline; while the desk is closed there is nobody to name. */
function escalate(facts: Facts, set: ThresholdSet, reached: Measured): Decision {
  const { consent, desk } = facts;
  const dedicated =
    set.route === 'dedicated' && consent === 'open' && desk.open && desk.dedicated !== undefined;
  return {
    kind: 'escalate',
    rule: reached.rule,
    route: dedicated ? 'dedicated' : 'pool',
    reach: reachOf(desk),
    reason: reasonOf(reached, set),
  };
}

/** A failure has nothing to go with the offer; everything else is done first. */
function offer({ desk }: Facts, reached: Reached, service: Decision, set: ThresholdSet): Decision {
  const serves = service.kind !== 'decline' && service.kind !== 'continue-dialog';
  return {
    kind: 'offer-person',
    rule: reached.rule,
    reach: reachOf(desk),
    ...(serves ? { also: service } : {}),
    reason: reasonOf(reached, set),
  };
}

/** A wish has no threshold; a threshold that was reached has. */
type Measured = { readonly rule: PersonRule } & Pick<
  DecisionReason,
  'value' | 'threshold' | 'withinDays' | 'setBy'
>;

function reasonOf(reached: Measured, set: ThresholdSet): DecisionReason {
  const { rule, value, threshold, withinDays, setBy } = reached;
  return {
    rule,
    value,
    ...(threshold === undefined ? {} : { threshold }),
    ...(withinDays === undefined ? {} : { withinDays }),
    ...(setBy === undefined ? {} : { setBy }),
    thresholdsVersion: set.version,
  };
}
