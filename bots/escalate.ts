// Passing the customer on: the handoff is opened in the draft first, then the customer is told, and both are committed together.

import { daysBetween } from '../data/calendar.js';
import type { CustomerRecord } from '../data/customer.js';
import type { DecisionReason } from '../data/decision.js';
import type { Brief, WaitingHandoff } from '../data/handoff.js';
import { contentsInWords, timeInWords } from '../dialogs/format.js';
import { levelSentence } from '../dialogs/level-words.js';
import { isOpen } from '../dialogs/order-status.js';
import type { Sentence, Turn } from '../dialogs/turn.js';
import { type Facts, reasonForAgent, type Thresholds, thresholdsFor } from '../escalation/index.js';
import { callbackBy } from '../handoff/callback-time.js';
import { openHandoff } from '../handoff/lifecycle.js';
import { type Patience, routesFor } from '../handoff/routing.js';
import { deskFacts, lateOrders, lateWithinDays, levelInForce } from './facts.js';
import type { BotParts } from './parts.js';

/** Lines of the conversation that a brief quotes. */
const QUOTED = 6;

/** Rules that stand for something gone wrong; a person comes, but a word about it comes first. */
const SORRY: ReadonlySet<string> = new Set([
  'anger',
  'late-deliveries',
  'days-late',
  'open-complaint',
  'value-at-stake',
  'trouble',
]);

export async function escalate(
  parts: BotParts,
  turn: Turn,
  wanted: { readonly route: 'dedicated' | 'pool'; readonly reason: DecisionReason },
): Promise<void> {
  if (turn.record.handoff) {
    await tellStillWaiting(turn);
    return;
  }
  const desk = deskFacts(parts, turn);
  const patience = patienceOf(parts.thresholds, turn.record);
  const previous = turn.record.pastHandoffs.findLast(({ agentId }) => agentId !== undefined)?.agentId;
  const handoff = openHandoff(
    turn.record,
    turn.conversation,
    {
      reason: wanted.reason,
      brief: briefOf(parts, turn, wanted.reason),
      routes: routesFor(wanted.route, {
        ...(desk.dedicated ? { dedicated: desk.dedicated.agentId } : {}),
        ...(previous ? { previous } : {}),
        agents: parts.services.business.agents,
        deskOpen: desk.open,
      }),
      times: {
        patience,
        callbackBy: callbackBy(parts.services.business.profile, patience.callbackHours, turn.now),
      },
    },
    { now: turn.now, newId: parts.services.newId },
  );
  if (SORRY.has(wanted.reason.rule)) await turn.say({ key: 'handoff.sorry' });
  await turn.say(openingSentence(turn, handoff, desk));
  await turn.say({ key: 'handoff.meanwhile' });
}

export async function tellStillWaiting(turn: Turn): Promise<void> {
  const { handoff, conversations } = turn.record;
  if (!handoff) return;
  if (handoff.conversationId !== turn.conversation.id) {
    // Their agent reads the other conversation only, so that is where they have to write.
    const channel = conversations.find(({ id }) => id === handoff.conversationId)?.channel ?? 'web';
    await turn.say({ key: `handoff.elsewhere_${channel}` });
    return;
  }
  if (handoff.status !== 'waiting') return;
  await turn.say({ key: 'handoff.still_waiting', values: { by: spokenTime(turn, handoff.promisedBy) } });
}

/** The desk's numbers for this customer, from the thresholds at their level. */
export function patienceOf(thresholds: Thresholds, record: CustomerRecord): Patience {
  const set = thresholdsFor(levelInForce(record), thresholds);
  return {
    seconds: set.patience_seconds,
    promiseMinutes: set.promise_minutes,
    callbackHours: set.callback_hours,
  };
}

function openingSentence(turn: Turn, { route, promisedBy }: WaitingHandoff, desk: Facts['desk']): Sentence {
  const by = spokenTime(turn, promisedBy);
  const { agents } = turn.services.business;
  switch (route.kind) {
    case 'dedicated': {
      const agent = agents.get(route.agentId)?.name ?? '';
      const first = agent.split(' ')[0] ?? '';
      return {
        key: desk.dedicated?.online ? 'handoff.dedicated_online' : 'handoff.dedicated_away',
        values: { agent, first, by },
      };
    }
    case 'message':
      return { key: 'handoff.message', values: { by } };
    default:
      return { key: desk.anyoneOnline ? 'handoff.pool_online' : 'handoff.pool_away', values: { by } };
  }
}

function spokenTime(turn: Turn, at: string): string {
  return timeInWords(new Date(at), turn.now, turn.services.business.profile);
}

/** What the agent reads first. Sentences for agents, so they are not among the customers' texts. */
function briefOf(parts: BotParts, turn: Turn, reason: DecisionReason): Brief {
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
    said: said.slice(-QUOTED),
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
  const late = new Set(lateOrders(turn).filter(({ placedOn }) => daysBetween(placedOn, turn.today) <= days));
  return turn.orders
    .filter((order) => isOpen(order) || late.has(order))
    .slice(0, QUOTED)
    .map((order) => {
      const delay = late.has(order) ? `, late: promised for ${order.promisedOn}` : '';
      const end = order.deliveredOn
        ? `delivered ${order.deliveredOn}`
        : `${order.status}, expected ${order.expectedOn}`;
      return `Order ${order.number} (${contentsInWords(order, turn)}): ${end}${delay}`;
    });
}
