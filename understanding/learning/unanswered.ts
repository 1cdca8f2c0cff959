// Which of a customer's messages went unanswered, read from a transcript and the decisions in it. Pure.

import type { Conversation, TranscriptEntry } from '../../data/conversation.js';
import type { SatisfactionAnswer } from '../../data/customer.js';
import type { GapReason } from '../../data/gap.js';

export interface Unanswered {
  /** The transcript's entry with the question. */
  readonly entry: TranscriptEntry;
  readonly reason: GapReason;
}

/** At or below this of 5 the bot's help was bad. */
const BAD_SCORE = 2;
/** A bad rating is about what was asked last, not about everything. */
const RATED_BACK = 3;

/**
 * @param fresh sequences of the entries to look at; older ones are only looked back at.
 * @param satisfaction the customer's ratings.
 */
export function unansweredIn(
  conversation: Pick<Conversation, 'transcript'>,
  fresh: ReadonlySet<number>,
  satisfaction: readonly SatisfactionAnswer[],
): readonly Unanswered[] {
  const asked = conversation.transcript.filter(({ from }) => from.role === 'customer');
  return asked.flatMap((entry, index) => {
    if (!fresh.has(entry.sequence)) return [];
    return [
      ...fromMessage(entry, asked[index - 1]),
      ...fromRating(entry, asked.slice(0, index), satisfaction),
    ];
  });
}

/** Whether an entry can end in `unansweredIn` telling something; so that a turn that went well costs nothing more. */
export function isOfInterest(entry: TranscriptEntry): boolean {
  if (entry.from.role !== 'customer') return false;
  const { decision } = entry;
  // An answer to the bot's own question: a rating, or "none of these".
  if (!decision) return entry.activity.type === 'message';
  return meaningIn(entry) === 'out-of-scope' || meaningIn(entry) === 'missed' || decision.kind !== 'answer';
}

function fromMessage(entry: TranscriptEntry, before: TranscriptEntry | undefined): readonly Unanswered[] {
  const meaning = meaningIn(entry);
  const unsure = before?.decision?.kind === 'clarify' && !wasPicked(entry);
  const earlier: readonly Unanswered[] = unsure ? [{ entry: before, reason: 'unsure' }] : [];
  if (meaning === 'missed' && before && wasAnswered(before)) return [{ entry: before, reason: 'missed' }];
  // A label that was tapped, or an answer in a task, means nothing on its own.
  const placed = wasPicked(entry) || entry.decision?.kind === 'continue-dialog';
  if (meaning !== 'out-of-scope' || placed || !isServed(entry)) return earlier;
  return [...earlier, { entry, reason: 'not-understood' }];
}

function fromRating(
  entry: TranscriptEntry,
  before: readonly TranscriptEntry[],
  satisfaction: readonly SatisfactionAnswer[],
): readonly Unanswered[] {
  if (entry.decision) return [];
  const rated = satisfaction.find(({ at, about }) => at === entry.at && about === 'bot');
  if (!rated || rated.score > BAD_SCORE) return [];
  return before
    .filter(wasAnswered)
    .slice(-RATED_BACK)
    .map((answered) => ({ entry: answered, reason: 'bad-rating' }));
}

function wasPicked({ decision }: TranscriptEntry): boolean {
  return decision?.reason.rule === 'picked';
}

function wasAnswered(entry: TranscriptEntry): boolean {
  return entry.decision?.kind === 'answer' && meaningIn(entry) === 'answer';
}

/** Facts are kept as they were when it was decided, so an old one may lack what a new one has. */
function meaningIn({ decision }: TranscriptEntry): string | undefined {
  const facts = decision?.facts as { readonly meaning?: { readonly kind?: unknown } } | undefined;
  const kind = facts?.meaning?.kind;
  return typeof kind === 'string' ? kind : undefined;
}

/** What is written in a language that the bot does not speak is no gap in what it knows. */
function isServed({ decision }: TranscriptEntry): boolean {
  return (decision?.facts as { readonly languageServed?: unknown } | undefined)?.languageServed !== false;
}
