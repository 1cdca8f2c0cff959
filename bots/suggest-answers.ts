// Answers from the knowledge for what the customer said last: found just as the bot finds its own, and never worded anew.

import type { Conversation } from '../data/conversation.js';
import type { SuggestedAnswer } from '../handoff/tools.js';
import type { Understanding } from '../understanding/understanding.js';
import type { Conversant } from './conversant.js';
import type { BotParts } from './parts.js';

const SHOWN = 3;
/** Messages that are looked at: one question often comes in several. */
const READ = 3;
/** Probability below which nothing is shown: of such a list, fewer than one in seven would be what was asked. */
const LEAST = 0.15;

export async function suggestAnswers(
  parts: BotParts,
  conversant: Pick<Conversant, 'knowledge'>,
  { transcript, channel }: Conversation,
): Promise<readonly SuggestedAnswer[]> {
  const likely = new Map<string, number>();
  for (const text of lastSaid(transcript)) {
    const read = await parts.understander.understand(text, { channel, recentQuestions: [], failures: 0 });
    for (const { entryId, confidence } of answersIn(read))
      likely.set(entryId, Math.max(confidence, likely.get(entryId) ?? 0));
  }
  return [...likely]
    .filter(([, confidence]) => confidence >= LEAST)
    .sort(([, a], [, b]) => b - a)
    .flatMap(([entryId, confidence]) => {
      const entry = conversant.knowledge.get(entryId);
      return entry
        ? { entryId, title: entry.question, answer: entry.answer, source: entry.title, confidence }
        : [];
    })
    .slice(0, SHOWN);
}

/** What the customer said since a person last did; failing that the last message. Newest first. */
function lastSaid(transcript: Conversation['transcript']): readonly string[] {
  const answered = transcript.findLastIndex(({ from }) => from.role === 'agent');
  const texts = (entries: Conversation['transcript']) =>
    entries.flatMap(({ from, activity }) =>
      from.role === 'customer' && activity.text?.trim() ? activity.text : [],
    );
  const since = texts(transcript.slice(answered + 1));
  return (since.length > 0 ? since.slice(-READ) : texts(transcript).slice(-1)).reverse();
}

/**
 * A candidate's score holds given that the message is in scope; the confidence of the reading, which is that of its first candidate, tells
 * how sure that is.
 */
function answersIn(read: Understanding): readonly { entryId: string; confidence: number }[] {
  const [first] = read.evidence;
  if (!first || first.score <= 0) return [];
  const ofFirst = read.kind === 'out-of-scope' ? 1 - read.confidence : read.confidence;
  const inScope = Math.min(1, ofFirst / first.score);
  return read.evidence.flatMap(({ target, score }) =>
    target.startsWith('answer:')
      ? { entryId: target.slice('answer:'.length), confidence: score * inScope }
      : [],
  );
}
