// One message of the customer: understand, decide, act.

import type { TurnContext } from 'botbuilder';
import type { DialogContext } from 'botbuilder-dialogs';
import type { Conversation } from '../data/conversation.js';
import type { CustomerRecord } from '../data/customer.js';
import type { DecisionRecord } from '../data/decision.js';
import type { ActivityId } from '../data/ids.js';
import { instantOf } from '../data/instant.js';
import { attachTurn, type Turn } from '../dialogs/turn.js';
import { accept, type Decision, decide, type Facts } from '../escalation/index.js';
import { mayBeAbout } from '../understanding/topic-examples.js';
import { MAX_TEXT, type Understanding, type UnderstandingContext } from '../understanding/understanding.js';
import { answerSeveral, type Decided } from './answer-several.js';
import { carryOut, type Stage } from './carry-out.js';
import { type Conversant, dialogContext, keepDialogs, openSlot } from './conversant.js';
import { customerTurn } from './customer-turn.js';
import { gatherFacts, type OpenSlot, questionOf } from './facts.js';
import { keepQuestion } from './focus.js';
import { type Ear, type Heard, hear } from './hear.js';
import { answerInLine } from './in-line.js';
import { readNotices, readStop } from './notice-meaning.js';
import type { BotParts } from './parts.js';
import { type Settled, settlePending } from './pending.js';
import { readImpatience } from './read-impatience.js';
import { belongsToSilentTalk, reopenTalk } from './reopen.js';
import { takeUpTask } from './resume.js';
import { reviewOnceADay } from './review-level.js';
import { asksToSayAgain, sayAgain } from './say-again.js';
import { tappedMeaning } from './tapped-meaning.js';
import { wordAnswer } from './word-answer.js';

/** Questions kept to notice a repetition. */
const RECENT = 5;

export async function answerMessage(
  parts: BotParts,
  conversant: Conversant,
  stage: {
    readonly record: CustomerRecord;
    readonly conversation: Conversation;
    readonly now: Date;
    readonly context: TurnContext;
    readonly activityId: ActivityId;
  },
): Promise<DecisionRecord | undefined> {
  const { record, conversation, context, now } = stage;
  const text = textOf(context);
  reviewOnceADay(parts, record, now);

  const before: UnderstandingContext = {
    channel: conversation.channel,
    recentQuestions: conversation.counters.recentQuestions,
    failures: conversation.counters.failures,
  };
  const tapped = tappedMeaning(conversation, text);
  const read = async (words: string) =>
    readNotices(await parts.understander.understand(words, before), words);
  let understanding =
    tapped ?? readImpatience(readStop(await read(text), record, conversation), conversation);
  const turnOn = (words: string, read: Understanding) =>
    customerTurn(parts.services, context, {
      ...stage,
      text: words.slice(0, MAX_TEXT),
      understanding: read,
    });
  let turn = turnOn(text, understanding);
  if (belongsToSilentTalk(parts, record, conversation, now, understanding)) {
    await reopenTalk(parts, turn);
    return undefined;
  }
  if (await answeredUnread(turn, context)) return undefined;

  const dc = dialogContext(conversant, context, conversation);
  const answered = await settleOpenQuestion(parts, turn, dc, read);
  if (answered === 'done') return undefined;
  const settled = answered?.kind === 'rest' ? undefined : answered;
  if (answered?.kind === 'rest') {
    understanding = await read(answered.text);
    turn = turnOn(answered.text, understanding);
  }

  const slot = await openSlot(conversant, turn, dc);
  const heard: Heard =
    settled || tapped || slot?.tapped
      ? { kind: 'one', turn }
      : await hear(turn, understanding, {
          read,
          turnOn,
          tasks: conversant.tasks,
          ...openTask(conversant, dc, slot),
        });
  const like = tapped || slot?.tapped || !mayBeAbout(understanding) ? [] : await topicsLike(parts, turn.text);
  const judge = (asked: Turn, own: OpenSlot | undefined): Judged => {
    const question = heard.kind === 'one' ? turn.text : asked.text;
    const said = { message: turn.text, question, like };
    const facts = gatherFacts(parts, asked, asked.understanding ?? understanding, own, said);
    const decision = settled ? settledDecision(parts, facts, settled) : decide(facts, parts.thresholds);
    return { turn: asked, question, slot: own, facts, decision };
  };
  const judged: Judged[] = [];
  if (heard.kind === 'one') judged.push(judge(heard.turn, slot));
  else for (const asked of heard.turns) judged.push(judge(asked, await openSlot(conversant, asked, dc)));
  // Whoever needs a person gets one; the brief has all of the message.
  const escalated = judged.find(({ decision }) => decision.kind === 'escalate');
  const done = escalated ? [{ ...escalated, turn }] : judged;
  count(conversation, done);
  const several = heard.kind === 'several' && !escalated ? heard : undefined;
  const stored = await act({ parts, dc, knowledge: conversant.knowledge }, conversant, done, several);
  keepDialogs(conversation, dc);
  return stored;
}

/** A file without a word, and a wish to hear the last words again: nothing is to be understood or decided. */
async function answeredUnread(turn: Turn, context: TurnContext): Promise<boolean> {
  const { conversation, text } = turn;
  if (text.trim() === '' && (context.activity.attachments?.length ?? 0) > 0) {
    await turn.say({ key: 'decline.attachment' });
    return true;
  }
  return asksToSayAgain(text) && sayAgain(context, conversation);
}

async function topicsLike({ topicsLike, onError }: BotParts, text: string): Promise<readonly string[]> {
  try {
    return (await topicsLike?.(text)) ?? [];
  } catch (error) {
    onError(error);
    return [];
  }
}

/** @returns what the answer to the bot's own question leads to; `done`: nothing more is to be said. */
async function settleOpenQuestion(
  parts: BotParts,
  turn: Turn,
  dc: DialogContext,
  read: Ear['read'],
): Promise<Exclude<Settled, { kind: 'said' | 'task' }> | 'done' | undefined> {
  const { conversation, understanding } = turn;
  if (!understanding) return undefined;
  const answered =
    (await answerInLine(parts, turn, understanding)) ?? (await settlePending(turn, understanding, read));
  if (answered?.kind !== 'said' && answered?.kind !== 'task') return answered;
  if (answered.kind === 'task') await takeUpTask(turn, dc, answered.goOn);
  else if (dc.activeDialog && !conversation.pending) await dc.repromptDialog();
  keepDialogs(conversation, dc);
  return 'done';
}

/** What the question of an open task would take, for the ear. */
function openTask(
  conversant: Conversant,
  dc: DialogContext,
  slot: OpenSlot | undefined,
): Pick<Ear, 'openSlot'> {
  if (!slot) return {};
  if (slot.freeText) return { openSlot: 'any-words' };
  return { openSlot: async (asked) => (await openSlot(conversant, asked, dc))?.reading === 'filled' };
}

/** Carries out what was decided. @returns the record of the decision; of several, the first one's with the others in it. */
async function act(
  stage: Pick<Stage, 'parts' | 'dc' | 'knowledge'>,
  conversant: Conversant,
  judged: readonly Judged[],
  several: Extract<Heard, { kind: 'several' }> | undefined,
): Promise<DecisionRecord | undefined> {
  const { parts, dc, knowledge } = stage;
  const decided: (Judged & Decided)[] = [];
  for (const each of judged)
    decided.push({ ...each, wording: await wordAnswer(parts, knowledge, each.turn, each.decision) });
  const [first, ...others] = decided;
  if (!first) return undefined;
  if (several) await answerSeveral(stage, conversant, decided, several);
  else {
    const { turn, decision, wording } = first;
    attachTurn(dc.context, turn);
    await carryOut({ ...stage, turn, wording }, decision, decision.reason);
    keepQuestion(turn, decision);
  }
  return { ...recordOf(first), ...(others.length > 0 ? { others: others.map(recordOf) } : {}) };
}

/** A question of the message, with the facts about it and what follows from them. */
interface Judged {
  readonly turn: Turn;
  /** In the customer's own words. */
  readonly question: string;
  readonly slot: OpenSlot | undefined;
  readonly facts: Facts;
  readonly decision: Decision;
}

function recordOf({ turn, decision, facts, wording }: Judged & Decided): DecisionRecord {
  return {
    kind: decision.kind,
    at: instantOf(turn.now),
    reason: decision.reason,
    facts,
    ...(wording ? { phrasing: wording.record } : {}),
  };
}

/** The words of a message; a card's button says them in its data. */
export function textOf(context: TurnContext): string {
  const { text, value } = context.activity;
  if (text) return text;
  const said = (value as { say?: unknown } | undefined)?.say;
  return typeof said === 'string' ? said : '';
}

/** An answer to the bot's own question leads where the question pointed; it is a decision like any other. */
function settledDecision(
  { thresholds }: BotParts,
  facts: Facts,
  settled: Extract<Settled, { kind: 'act' | 'person' }>,
): Decision {
  if (settled.kind === 'person') return accept(settled.rule, facts, thresholds);
  return {
    ...settled.act,
    reason: { rule: settled.rule, value: true, thresholdsVersion: thresholds.version },
  };
}

/** Failures and repetitions, for the thresholds that look at them; a message with an answer in it did not fail. */
function count(conversation: Conversation, judged: readonly Judged[]): void {
  const { counters } = conversation;
  const failed = judged.every(({ facts }) => facts.failures > 0);
  const subject = judged.some(
    ({ facts, slot }) =>
      facts.meaning.kind === 'intent' || facts.meaning.kind === 'answer' || slot?.reading === 'filled',
  );
  const escalates = judged.some(({ decision }) => decision.kind === 'escalate');
  const asked = judged.flatMap(({ question, slot }) =>
    slot?.reading === 'filled' ? [] : [questionOf(question)],
  );
  conversation.counters = {
    ...counters,
    failures: escalates ? 0 : failed ? counters.failures + 1 : subject ? 0 : counters.failures,
    recentQuestions: [...counters.recentQuestions, ...asked].slice(-RECENT),
    ...(counters.messagesSinceDeclinedOffer === undefined
      ? {}
      : { messagesSinceDeclinedOffer: counters.messagesSinceDeclinedOffer + 1 }),
  };
}
