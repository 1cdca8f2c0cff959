// Carries a decision out: one case a kind. It decides nothing.

import type { DialogContext } from 'botbuilder-dialogs';
import type { KnowledgeEntry } from '../data/business.js';
import type { PendingQuestion } from '../data/conversation.js';
import type { DecisionReason } from '../data/decision.js';
import { offerChoices } from '../dialogs/cancel-order.js';
import { forgetLatest } from '../dialogs/preferences.js';
import { askSatisfaction, maySatisfactionBeAsked, stretchEnding } from '../dialogs/satisfaction.js';
import { SlotDialog } from '../dialogs/slot-dialog.js';
import type { Turn } from '../dialogs/turn.js';
import type { Act } from '../escalation/index.js';
import { endHandoff } from '../handoff/lifecycle.js';
import { escalate } from './escalate.js';
import { firstChoices } from './first-choices.js';
import { waitingHere } from './in-line.js';
import type { BotParts } from './parts.js';
import { tellStillWaiting } from './still-waiting.js';
import type { Wording } from './word-answer.js';

export interface Stage {
  readonly parts: BotParts;
  readonly turn: Turn;
  readonly dc: DialogContext;
  readonly knowledge: ReadonlyMap<string, KnowledgeEntry>;
  /** Of the answer to be said, where a model worded it. */
  readonly wording?: Wording | undefined;
}

export async function carryOut(stage: Stage, act: Act, reason: DecisionReason): Promise<void> {
  const { parts, turn, dc } = stage;
  switch (act.kind) {
    case 'answer':
      if (act.answer.kind === 'small-talk') await smallTalk(stage, act.answer.talk);
      else await answer(stage, act.answer.entryId);
      break;
    case 'start-dialog':
    case 'recommend':
      await begin(stage, act.intent);
      break;
    case 'continue-dialog':
      if (act.control) await control(stage, act.control);
      else await dc.continueDialog();
      break;
    case 'clarify':
      await clarify(turn, act.candidates);
      break;
    case 'offer-person':
      if (act.also) await carryOut(stage, act.also, act.also.reason);
      else await tellRefusal(stage);
      // A task that was begun by `also` has asked something; a second question would only get in its way.
      if (act.also && dc.activeDialog) break;
      // A complaint has offered one already.
      if (act.also && turn.conversation.pending?.kind === 'offer-person') break;
      turn.conversation.pending = { kind: 'offer-person', rule: act.rule };
      await offerPerson(turn, act);
      break;
    case 'escalate':
      await escalate(parts, turn, { route: act.route, reason });
      break;
    case 'decline':
    case 'ask-community':
      await decline(turn, act.kind === 'decline' ? act.why : 'out-of-scope');
      break;
    default:
      act satisfies never;
  }
}

/** Nobody is promised while the desk is closed: a message is offered. */
export async function offerPerson(
  turn: Turn,
  { also, reach }: Pick<Extract<Act, { kind: 'offer-person' }>, 'also' | 'reach'>,
): Promise<void> {
  const choices = offerChoices(turn);
  if (reach === 'person') await turn.say({ key: also ? 'offer.person' : 'offer.failed', choices });
  else await turn.say({ key: also ? 'offer.person_closed' : 'offer.failed_closed', choices });
}

/** What was refused is said before the offer, or the customer would not learn why. */
async function tellRefusal({ turn, dc }: Stage): Promise<void> {
  const instance = dc.activeDialog;
  const task = instance && dc.findDialog(instance.id);
  const peeked = instance && task instanceof SlotDialog ? await task.peek(turn, instance) : undefined;
  if (peeked?.reading.kind === 'refused') await turn.say(peeked.reading.say);
}

async function answer(stage: Stage, entryId: string): Promise<void> {
  const { turn, knowledge, wording } = stage;
  const entry = knowledge.get(entryId);
  if (!entry) return decline(turn, 'out-of-scope');
  const { answer: words, title } = wording?.said ?? entry;
  await turn.say({ key: 'answer.knowledge', values: { answer: words, title } }, { textFormat: 'markdown' });
  await reprompt(stage);
}

type Talk = Extract<Extract<Act, { kind: 'answer' }>['answer'], { kind: 'small-talk' }>['talk'];

async function smallTalk(stage: Stage, talk: Talk): Promise<void> {
  const { turn, dc } = stage;
  // "Hello?" of somebody in line asks whether anybody comes.
  if (talk === 'greeting' && waitingHere(turn)) return tellStillWaiting(stage.parts, turn);
  if (talk === 'goodbye') return sayGoodbye(stage);
  if (dc.activeDialog && (talk === 'greeting' || talk === 'thanks')) {
    await turn.say({ key: `small-talk.${talk}_task` });
  } else if (talk === 'acknowledge' && turn.understanding?.kind === 'wordless') {
    await turn.say({ key: 'decline.reaction_positive' });
  } else {
    await turn.say({ key: `small-talk.${talk}` });
    const asks =
      (talk === 'thanks' || talk === 'acknowledge') && isQuestion(turn.phrase(`small-talk.${talk}`));
    if (asks && !dc.activeDialog) turn.conversation.pending = { kind: 'anything-else' };
  }
  await reprompt(stage);
}

/** Some tones ask "Is there anything else?", others leave it at a word. */
function isQuestion(said: string): boolean {
  return said.trimEnd().endsWith('?');
}

/** A task that is open stays so, without a word: whoever comes back finds it. */
async function sayGoodbye({ turn, dc }: Stage): Promise<void> {
  await turn.say({ key: 'small-talk.goodbye' });
  if (!dc.activeDialog) await askOnLeaving(turn);
}

/** Asks how it was where a conversation ends by itself, and something was done in it. */
export async function askOnLeaving(turn: Turn): Promise<void> {
  const stretch = stretchEnding(turn);
  if (stretch && !turn.record.handoff && maySatisfactionBeAsked(turn)) await askSatisfaction(turn, stretch);
}

async function begin({ dc, turn }: Stage, intent: string): Promise<void> {
  const begun = dc.findDialog(intent);
  if (!(begun instanceof SlotDialog)) return decline(turn, 'out-of-scope');
  const open = dc.activeDialog?.id;
  // Begun again from within itself, a task starts anew instead of being stacked on itself.
  if (open === intent || (open !== undefined && begun.task.replaces?.includes(open)))
    await dc.replaceDialog(intent);
  else await dc.beginDialog(intent);
}

/** After an answer in the middle of a task, the task goes on where it was. */
async function reprompt({ dc }: Stage): Promise<void> {
  if (dc.activeDialog) await dc.repromptDialog();
}

async function control(stage: Stage, what: 'cancel' | 'start-over'): Promise<void> {
  const { turn, dc } = stage;
  if (what === 'start-over') {
    await dc.cancelAllDialogs();
    turn.conversation.focus = {};
    turn.conversation.counters = { failures: 0, recentQuestions: [] };
    await turn.say({ key: 'task.started_over' });
  } else if (dc.activeDialog) {
    await turn.say({ key: 'task.cancelled' });
    await dc.endDialog();
    if (!dc.activeDialog && waitingHere(turn)) await turn.say({ key: 'handoff.cancel_again' });
  } else if (waitingHere(turn)) {
    withdraw(stage);
    await turn.say({ key: 'handoff.withdrawn' });
  } else if (!(await forgetLatest(turn))) {
    await turn.say({ key: 'task.nothing_to_cancel' });
  }
}

function withdraw({ parts, turn }: Stage): void {
  const moment = { now: turn.now, newId: parts.services.newId };
  endHandoff(turn.record, turn.conversation, { outcome: 'withdrawn', settledUntil: turn.now }, moment);
}

/** Asks which reading was meant, and waits for a pick. */
export async function clarify(
  turn: Turn,
  candidates: Extract<PendingQuestion, { kind: 'clarify' }>['candidates'],
): Promise<void> {
  const none = turn.phrase('clarify.none');
  turn.conversation.pending = {
    kind: 'clarify',
    candidates: candidates.map(({ title, target }) => ({ title, target })),
  };
  await turn.say({
    key: 'clarify.which',
    choices: [...candidates.map(({ title }) => title), none].map((title) => ({ title, value: title })),
  });
}

async function decline(turn: Turn, why: Extract<Act, { kind: 'decline' }>['why']): Promise<void> {
  // Somebody is on the way: what the bot can't read is for them.
  const waiting = waitingHere(turn) !== undefined && why !== 'too-long';
  if (waiting) return turn.say({ key: 'handoff.noted' });
  const reaction = why === 'missed' && turn.understanding?.kind === 'wordless';
  if (reaction) return turn.say({ key: 'decline.reaction_negative' });
  const again = why === 'out-of-scope' && turn.conversation.counters.failures > 1;
  // Other words would not help where there is no answer.
  if (why === 'out-of-scope' && turn.understanding?.kind === 'out-of-scope' && turn.understanding.topic)
    return turn.say({ key: 'decline.no_answer', choices: again ? firstChoices(turn) : [] });
  // Whoever was asked for other words once already is shown what there is.
  if (again) return turn.say({ key: 'decline.again', choices: firstChoices(turn) });
  await turn.say({ key: `decline.${why}` });
}
