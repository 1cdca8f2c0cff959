// What the customer says to the question how it was: a score, a word about it, another score, or none. It is never in the way of anything else.

import type { PendingQuestion } from '../data/conversation.js';
import type { SatisfactionAnswer, SatisfactionAsk } from '../data/customer.js';
import { tappedScore } from '../dialogs/satisfaction-card.js';
import { readCorrection, readSatisfaction, type SaidScore } from '../dialogs/satisfaction-words.js';
import type { Sentence, Turn } from '../dialogs/turn.js';
import { isSure } from '../understanding/surety.js';
import type { Understanding } from '../understanding/understanding.js';

/** - `said`: everything was said.
 *  - `rest`: the score was taken, and these words of the message are still to be answered. */
export type SettledSatisfaction =
  | { readonly kind: 'said' }
  | { readonly kind: 'rest'; readonly text: string };

type Pending = Extract<PendingQuestion, { kind: 'satisfaction' | 'satisfaction-comment' }>;
type Read = (text: string) => Promise<Understanding>;

/** From this of 5 the customer was content. */
const CONTENT = 4;
/** Characters of a comment that are kept. */
const LONGEST_COMMENT = 1_000;
/** A statement after a score is more likely about the score than a new matter, unless it is read as one with at least this probability. */
const ANOTHER_MATTER = 0.75;
/** Going wrong with the business itself: what is said of it is both a word about the score and a matter to be dealt with. */
const WENT_WRONG: ReadonlySet<string> = new Set(['complaint', 'late-delivery']);

/** A tap on the card counts whenever it comes, as long as nothing newer was asked. @returns whether it was one. */
export async function settleTap(turn: Turn): Promise<boolean> {
  const { record, conversation } = turn;
  const { satisfactionAsked: ask } = record;
  if (ask?.conversationId !== conversation.id) return false;
  const tapped = tappedScore(conversation, ask.id, turn.text);
  if (tapped === undefined) return false;
  const { pending } = conversation;
  conversation.pending = undefined;
  if (tapped === 'skip') await turn.say({ key: 'satisfaction.skipped' });
  else await take(turn, ask, tapped, answerTo(ask, record.satisfaction));
  // Another question of the bot stays open beside it.
  if (pending && pending.kind !== 'satisfaction' && pending.kind !== 'satisfaction-comment')
    conversation.pending = pending;
  return true;
}

/**
 * Settles the open question, which the caller has closed; it is opened again for a word about the score.
 * @returns `undefined` where the message was no answer, so that it is taken for itself.
 */
export async function settleSatisfaction(
  turn: Turn,
  understood: Understanding,
  pending: Pending,
  read: Read,
): Promise<SettledSatisfaction | undefined> {
  return pending.kind === 'satisfaction'
    ? settleScore(turn, understood, pending, read)
    : settleComment(turn, understood, pending, read);
}

async function settleScore(
  turn: Turn,
  understood: Understanding,
  pending: Extract<Pending, { kind: 'satisfaction' }>,
  read: Read,
): Promise<SettledSatisfaction | undefined> {
  const said = readSatisfaction(turn.text);
  switch (said?.kind) {
    case 'score':
      return takeAll(turn, askedOf(turn, pending), said, read);
    case 'off-scale':
      turn.conversation.pending = pending;
      await turn.say({ key: 'satisfaction.off_scale' });
      return { kind: 'said' };
    case 'never':
      turn.record.satisfactionAsked = { ...askedOf(turn, pending), neverAgain: true };
      await turn.say({ key: 'satisfaction.never' });
      return { kind: 'said' };
    case 'skip':
      await turn.say({ key: 'satisfaction.skipped' });
      return { kind: 'said' };
    default:
      if (understood.kind !== 'deny' && understood.kind !== 'cancel') return undefined;
      await turn.say({ key: 'satisfaction.skipped' });
      return { kind: 'said' };
  }
}

async function settleComment(
  turn: Turn,
  understood: Understanding,
  pending: Extract<Pending, { kind: 'satisfaction-comment' }>,
  read: Read,
): Promise<SettledSatisfaction | undefined> {
  const { satisfactionAsked: ask, satisfaction } = turn.record;
  const given = ask && answerTo(ask, satisfaction);
  if (!given || ask.id !== pending.ask) return undefined;
  const corrected = readCorrection(turn.text, true);
  if (corrected) return takeAll(turn, ask, corrected, read, given);
  if (pending.taken) return undefined;
  if (understood.kind === 'deny' || readSatisfaction(turn.text)?.kind === 'skip') {
    await turn.say({ key: 'satisfaction.skipped' });
    return { kind: 'said' };
  }
  const what = natureOf(turn.text, understood);
  if (what === 'another-matter') return undefined;
  keep(turn, { ...given, comment: cut([given.comment, turn.text.trim()].filter(Boolean).join(' ')) });
  await turn.say({ key: 'satisfaction.comment' });
  if (what === 'both') return undefined;
  turn.conversation.pending = { ...pending, taken: true };
  return { kind: 'said' };
}

/** The score, and what was written after it: a word about it, or a matter that is answered next. */
async function takeAll(
  turn: Turn,
  ask: SatisfactionAsk,
  said: SaidScore,
  read: Read,
  before?: SatisfactionAnswer,
): Promise<SettledSatisfaction> {
  const what = said.rest === '' ? 'comment' : natureOf(said.rest, await read(said.rest));
  // "Good, but slow" is a remark from its first word on; of "4, but slow" the number says no more.
  const words = said.worded && what === 'comment' ? turn.text.trim() : said.rest;
  const comment = said.rest === '' || what === 'another-matter' ? undefined : cut(words);
  await take(turn, ask, said.score, before, comment);
  return what === 'comment' ? { kind: 'said' } : { kind: 'rest', text: said.rest };
}

/** Notes the score and says so, and asks for a word about it where none was given. */
async function take(
  turn: Turn,
  ask: SatisfactionAsk,
  score: number,
  before: SatisfactionAnswer | undefined,
  comment?: string,
): Promise<void> {
  const said = comment ?? before?.comment;
  keep(turn, {
    at: turn.now.toISOString(),
    score,
    about: ask.about,
    ...(ask.handoffId ? { handoffId: ask.handoffId } : {}),
    ...(said === undefined ? {} : { comment: said }),
    asked: { id: ask.id, at: ask.at },
  });
  const taken = said === undefined ? {} : ({ taken: true } as const);
  // What is said to an open task is for the task.
  const inTask = turn.conversation.dialogs !== undefined;
  if (!inTask) turn.conversation.pending = { kind: 'satisfaction-comment', ask: ask.id, ...taken };
  await turn.say(thanksFor(score, before, comment, inTask));
}

function thanksFor(
  score: number,
  before: SatisfactionAnswer | undefined,
  comment: string | undefined,
  inTask: boolean,
): Sentence {
  const values = { score };
  const good = score >= CONTENT;
  if (before) return { key: 'satisfaction.changed', values };
  if (comment !== undefined)
    return { key: good ? 'satisfaction.thanks_good_word' : 'satisfaction.thanks_bad_word', values };
  if (inTask) return { key: good ? 'satisfaction.thanks_good_task' : 'satisfaction.thanks_bad_task', values };
  return { key: good ? 'satisfaction.thanks_good' : 'satisfaction.thanks_bad', values };
}

/** One answer a question: the newest holds. */
function keep({ record }: Turn, answer: SatisfactionAnswer): void {
  const others = record.satisfaction.filter(
    ({ asked }) => asked === undefined || asked.id !== answer.asked?.id,
  );
  record.satisfaction = [...others, answer];
}

function answerTo(
  ask: SatisfactionAsk,
  answers: readonly SatisfactionAnswer[],
): SatisfactionAnswer | undefined {
  return answers.find(({ asked }) => asked?.id === ask.id);
}

/** A question that an older version asked was not kept. */
function askedOf(
  turn: Turn,
  { about, handoffId }: Extract<Pending, { kind: 'satisfaction' }>,
): SatisfactionAsk {
  const { record, conversation, now, services } = turn;
  record.satisfactionAsked ??= {
    id: services.newId(),
    at: now.toISOString(),
    about,
    conversationId: conversation.id,
    ...(handoffId ? { handoffId } : {}),
  };
  return record.satisfactionAsked;
}

/** Whether words after a score are about it. What asks is never kept back by it, and what is angry is looked at as ever. */
function natureOf(text: string, understood: Understanding): 'comment' | 'another-matter' | 'both' {
  const { kind, confidence, mood } = understood;
  if (
    kind !== 'missed' &&
    kind !== 'out-of-scope' &&
    kind !== 'ambiguous' &&
    kind !== 'intent' &&
    kind !== 'answer'
  )
    return 'another-matter';
  if (text.includes('?') || (ASKS.test(text) && (isSure(understood) || kind === 'ambiguous')))
    return 'another-matter';
  if (mood.anger === 'angry' || mood.anger === 'furious') return 'both';
  if (kind === 'intent' && confidence >= ANOTHER_MATTER && WENT_WRONG.has(understood.intent)) return 'both';
  // An edit of what is shown ("too expensive") makes no sense where it is not what was talked about.
  if (kind === 'intent' && understood.intent === 'critique') return 'comment';
  return isSure(understood) && confidence >= ANOTHER_MATTER ? 'another-matter' : 'comment';
}

const ASKS =
  /^(?:and |but |so |also |oh |ok |okay |please )*(?:where|when|how|why|what|who|which|can|could|do|does|did|is|are|will|would|may|please|tell me|show me|recommend|i (?:want|need|would like|wish)|i'd like|i'm looking|looking for)\b/i;

function cut(comment: string): string {
  return comment.slice(0, LONGEST_COMMENT);
}
