// The question how satisfied a customer was: when it may be asked, and asking it, as a sentence and as a card. Reads no answer.

import { type Conversation, IDLE_HOURS, type TranscriptEntry } from '../data/conversation.js';
import type { SatisfactionAsk } from '../data/customer.js';
import type { ClosedHandoff } from '../data/handoff.js';
import type { HandoffId, Instant } from '../data/ids.js';
import { satisfactionCard } from './satisfaction-card.js';
import type { Turn } from './turn.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** What the question is about: the bot's own help, or the talk with a person. */
export type Stretch = { readonly about: 'bot' } | { readonly about: 'agent'; readonly handoffId: HandoffId };

type Asked = Pick<Turn, 'record' | 'conversation' | 'now' | 'services'>;

/**
 * Once a conversation, not again within the business's days, answered or not, and never whoever said so. Nor whoever declined the
 * relationship: of them nothing is scored.
 */
export function maySatisfactionBeAsked({ record, conversation, now, services }: Asked): boolean {
  const { satisfactionEveryDays: days } = services.business.profile;
  const { satisfactionAsked: asked, satisfaction } = record;
  if (days === 'never' || asked?.neverAgain || record.consent.relationship === 'declined') return false;
  // Older records kept no questions, only answers.
  const last = asked?.at ?? satisfaction.at(-1)?.at;
  if (last === undefined) return true;
  return now.getTime() - Date.parse(last) >= days * DAY_MS && !goesOnSince(last, conversation);
}

/** A chat keeps its id and its beginning for ever; what was said before a long silence is another conversation all the same. */
function goesOnSince(then: Instant, { startedAt, transcript }: Conversation): boolean {
  if (then < startedAt) return false;
  const said = [then, ...transcript.map(({ at }) => at).filter((at) => at > then)].map(Date.parse);
  return said.every((at, index) => at - (said[index - 1] ?? at) <= IDLE_HOURS * HOUR_MS);
}

/** Asks in passing: whatever else the customer says next is simply answered. The caller has checked that it may be asked. */
export async function askSatisfaction(turn: Turn, stretch: Stretch): Promise<void> {
  const { record, conversation, now, services } = turn;
  const asked: SatisfactionAsk = {
    id: services.newId(),
    at: now.toISOString(),
    conversationId: conversation.id,
    ...stretch,
  };
  record.satisfactionAsked = asked;
  conversation.pending = { kind: 'satisfaction', ...stretch };
  const question = { key: stretch.about === 'agent' ? 'satisfaction.agent' : 'satisfaction.bot' };
  await turn.say(question, { attachments: [satisfactionCard(asked.id, turn)] });
}

/**
 * @returns what a conversation that ends here should be asked about: the person who gave the customer back, where they were not
 *   asked about yet, else the bot, where it did something; `undefined`: there was nothing.
 */
export function stretchEnding({
  conversation,
  record,
}: Pick<Turn, 'record' | 'conversation'>): Stretch | undefined {
  const person = record.pastHandoffs.findLast(
    (past) => wasTalk(past) && past.conversationId === conversation.id,
  );
  if (person && !wasRated(person, record)) return { about: 'agent', handoffId: person.id };
  return conversation.transcript.some(wasHelped) ? { about: 'bot' } : undefined;
}

const TASKS: ReadonlySet<string> = new Set(['start-dialog', 'continue-dialog', 'recommend']);

/** A task, or an answer from the knowledge; "hello" and "thanks" are answered as well, and help nobody. */
function wasHelped({ decision }: TranscriptEntry): boolean {
  if (!decision || TASKS.has(decision.kind)) return decision !== undefined;
  // Facts are kept as they were when it was decided, so an old one may lack what a new one has.
  const facts = decision.facts as { readonly meaning?: { readonly kind?: unknown } } | undefined;
  return decision.kind === 'answer' && facts?.meaning?.kind === 'answer';
}

function wasTalk({ agentId, outcome }: ClosedHandoff): boolean {
  return agentId !== undefined && (outcome === 'returned' || outcome === 'completed');
}

function wasRated({ id }: ClosedHandoff, { satisfaction, satisfactionAsked }: Turn['record']): boolean {
  return satisfactionAsked?.handoffId === id || satisfaction.some(({ handoffId }) => handoffId === id);
}
