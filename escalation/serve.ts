// What the bot does by itself with a message. Sees neither the level nor the consent: declining the relationship costs no service.

import type { DecisionReason } from '../data/decision.js';
import type { Act, Decision } from './decision.js';
import type { Candidate, Facts } from './facts.js';
import { complains } from './person-rules.js';

/** The facts and thresholds that service depends on; level, consent and whatever hangs on them are not among them. */
export type ServiceFacts = Pick<
  Facts,
  'meaning' | 'confidence' | 'evidence' | 'languageServed' | 'openDialog'
>;
export interface Confidences {
  readonly clarify_below: number;
  readonly answer_above: number;
  readonly change_above: number;
  readonly version: number;
}

/** Readings that a customer can take in at a glance. */
const CHOICES = 3;

/** @returns whether the open slot takes the message; then nothing but a call for a person comes between. */
export function slotTakes(facts: ServiceFacts, confidences: Confidences): boolean {
  const { openDialog, meaning } = facts;
  if (!openDialog || meaning.kind === 'too-long') return false;
  if (openDialog.accepts === 'filled' || openDialog.accepts === 'refused') return true;
  if (openDialog.accepts === 'not-filled') return false;
  switch (meaning.kind) {
    case 'intent':
    case 'answer':
      // Any words answer an open question, a complaint most of all ("it arrived broken"); a sure change of subject does not.
      return complains(facts) || facts.confidence < confidences.change_above;
    case 'small-talk':
    case 'wordless':
    case 'missed':
      return false;
    default:
      return true;
  }
}

/** @returns what the bot does when the open slot takes the message. */
export function continued(dialog: string, confidences: Confidences): Decision {
  return act({ kind: 'continue-dialog' }, because('open-dialog', dialog, confidences));
}

/** @returns what the bot does with a message that no open slot takes. */
export function serve(facts: ServiceFacts, confidences: Confidences): Decision {
  const { meaning, openDialog } = facts;
  switch (meaning.kind) {
    case 'intent':
      if (openDialog?.id === meaning.intent) return continued(openDialog.id, confidences);
      return sureOrAsk(facts, confidences, startOf(meaning.intent));
    case 'answer':
      return sureOrAsk(facts, confidences, answerOf(meaning.entryId));
    case 'ambiguous':
      return openDialog
        ? continued(openDialog.id, confidences)
        : pickOrAsk(facts, meaning.candidates, confidences);
    case 'small-talk':
      return say(meaning.talk, confidences);
    case 'too-long':
      return act({ kind: 'decline', why: 'too-long' }, because('too-long', meaning.length, confidences));
    case 'cancel':
    case 'start-over':
      return act(
        { kind: 'continue-dialog', control: meaning.kind },
        because(meaning.kind, true, confidences),
      );
    default:
      return openDialog ? continued(openDialog.id, confidences) : unplaced(facts, confidences);
  }
}

/** A message without a subject, while no task is open. */
function unplaced(facts: ServiceFacts, confidences: Confidences): Decision {
  const { meaning } = facts;
  const decline = (why: Extract<Act, { kind: 'decline' }>['why']) =>
    act({ kind: 'decline', why }, because(why, meaning.kind, confidences));
  switch (meaning.kind) {
    case 'affirm':
    case 'deny':
      return say('acknowledge', confidences);
    case 'missed':
      return decline('missed');
    case 'wordless':
      if (meaning.reaction === 'positive') return say('acknowledge', confidences);
      return decline(meaning.reaction === 'negative' ? 'missed' : 'wordless');
    default:
      return decline(facts.languageServed ? 'out-of-scope' : 'language');
  }
}

/** A single reading: done when sure enough, else asked about; in the middle of a task, an unsure one is the task's. */
function sureOrAsk(facts: ServiceFacts, confidences: Confidences, sure: Act): Decision {
  const { clarify_below } = confidences;
  const reason = measured(facts.confidence, clarify_below, confidences);
  if (facts.confidence >= clarify_below) return act(sure, reason);
  if (facts.openDialog) return continued(facts.openDialog.id, confidences);
  const candidates = facts.evidence.slice(0, CHOICES);
  return candidates.length > 0 ? act({ kind: 'clarify', candidates }, reason) : act(sure, reason);
}

/** Several readings: the best is taken when it is sure enough, else the customer picks. */
function pickOrAsk(
  facts: ServiceFacts,
  candidates: readonly Candidate[],
  confidences: Confidences,
): Decision {
  const reason = measured(facts.confidence, confidences.answer_above, confidences);
  const best = candidates[0] && targetOf(candidates[0].target);
  if (best && facts.confidence >= confidences.answer_above) return act(best, reason);
  if (candidates.length > 0)
    return act({ kind: 'clarify', candidates: candidates.slice(0, CHOICES) }, reason);
  return act({ kind: 'decline', why: 'out-of-scope' }, reason);
}

function targetOf(target: string): Act | undefined {
  const [, kind, name] = /^(intent|answer):(.+)$/s.exec(target) ?? [];
  if (!name) return undefined;
  return kind === 'intent' ? startOf(name) : answerOf(name);
}

function startOf(intent: string): Act {
  return intent === 'recommend' || intent === 'critique'
    ? { kind: 'recommend', intent }
    : { kind: 'start-dialog', intent };
}

function answerOf(entryId: string): Act {
  return { kind: 'answer', answer: { kind: 'entry', entryId } };
}

function say(
  talk: Extract<Extract<Act, { kind: 'answer' }>['answer'], { kind: 'small-talk' }>['talk'],
  confidences: Confidences,
) {
  return act(
    { kind: 'answer', answer: { kind: 'small-talk', talk } },
    because('small-talk', talk, confidences),
  );
}

function act(what: Act, reason: DecisionReason): Decision {
  return { ...what, reason };
}

function measured(value: number, threshold: number, { version }: Confidences): DecisionReason {
  return { rule: 'confidence', value, threshold, thresholdsVersion: version };
}

function because(rule: string, value: DecisionReason['value'], confidences: Confidences): DecisionReason {
  return { rule, value, thresholdsVersion: confidences.version };
}
