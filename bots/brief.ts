// What the agent reads first of a handoff: who it is, why it came, what was said and tried. Sentences for agents, so they are not among the
// customers' texts.

import { daysBetween } from '../data/calendar.js';
import type { DecisionReason } from '../data/decision.js';
import type { Brief } from '../data/handoff.js';
import type { Day } from '../data/ids.js';
import { contentsInWords, dayInWords } from '../dialogs/format.js';
import { levelSentence } from '../dialogs/level-words.js';
import { isOpen } from '../dialogs/order-status.js';
import type { Turn } from '../dialogs/turn.js';
import { reasonForAgent } from '../escalation/index.js';
import { MAX_TEXT } from '../understanding/understanding.js';
import { lateOrders, lateWithinDays } from './facts.js';
import type { BotParts } from './parts.js';

/** Lines of the conversation that a brief quotes. */
export const QUOTED = 6;

export function briefOf(parts: BotParts, turn: Turn, reason: DecisionReason): Brief {
  const { record, conversation, card } = turn;
  const review = record.reviews.at(-1);
  const said = conversation.transcript
    .filter(({ from, activity }) => from.role === 'customer' && activity.text)
    .map(({ activity }) => activity.text ?? '');
  const tried = conversation.transcript.flatMap(({ decision }) =>
    decision ? (TRIED[decision.kind]?.(decision.facts) ?? []) : [],
  );
  const { anger = 'calm', worried = false, urgent = false } = turn.understanding?.mood ?? {};
  return {
    customerName: card?.name ?? record.name ?? 'A visitor who is not signed in',
    levelSentence:
      record.consent.relationship === 'declined'
        ? 'Declined the relationship: no level is kept.'
        : review
          ? levelSentence(review, turn)
          : 'Too early to say.',
    trigger: reasonForAgent(reason),
    mood: [anger, ...(worried ? ['worried'] : []), ...(urgent ? ['in a hurry'] : [])].join(', '),
    said: said.slice(-QUOTED).map((text) => text.slice(0, MAX_TEXT)),
    tried: tried.slice(-QUOTED),
    facts: orderFacts(parts, turn),
  };
}

/** What the bot did about a message, by the kind of its decision. */
const TRIED: Readonly<Record<string, (facts: unknown) => string>> = {
  answer: (facts) => `Answered from the knowledge: ${meaningIn(facts).entryId ?? 'small talk'}`,
  'start-dialog': (facts) => `Began the task ${meaningIn(facts).intent ?? ''}`.trim(),
  recommend: () => 'Showed recommendations',
  clarify: () => 'Asked which of several things was meant',
  decline: () => 'Did not understand, asked to rephrase',
  'offer-person': () => 'Offered a person',
};

function meaningIn(facts: unknown): { readonly intent?: string; readonly entryId?: string } {
  return (facts as { meaning?: { intent?: string; entryId?: string } } | undefined)?.meaning ?? {};
}

function orderFacts(parts: BotParts, turn: Turn): readonly string[] {
  const days = lateWithinDays(parts, turn);
  const inWords = (day: Day) => dayInWords(day, turn.today, turn.services.business.profile);
  const late = new Set(lateOrders(turn).filter(({ placedOn }) => daysBetween(placedOn, turn.today) <= days));
  return turn.orders
    .filter((order) => isOpen(order) || late.has(order))
    .slice(0, QUOTED)
    .map((order) => {
      const delay = late.has(order) ? `, late: promised for ${inWords(order.promisedOn)}` : '';
      const end = order.deliveredOn
        ? `delivered on ${inWords(order.deliveredOn)}`
        : `${order.status}, expected on ${inWords(order.expectedOn)}`;
      return `Order ${order.number} (${contentsInWords(order, turn)}): ${end}${delay}`;
    });
}
