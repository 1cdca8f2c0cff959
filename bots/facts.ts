// Gathers what a decision is a function of, from the draft, the message and the desk.

import type { AgentCard, Order } from '../data/business.js';
import { daysBetween, wallClock } from '../data/calendar.js';
import type { CustomerRecord, LevelNumber } from '../data/customer.js';
import { isDeskOpen } from '../data/desk-hours.js';
import type { AgentId, Day } from '../data/ids.js';
import { instantOf } from '../data/instant.js';
import type { Turn } from '../dialogs/turn.js';
import { type Facts, meaningOf, thresholdsFor, topicsIn } from '../escalation/index.js';
import { offersAt, openComplaintsOf } from '../relationship/index.js';
import type { Understanding } from '../understanding/understanding.js';
import type { BotParts } from './parts.js';

/** What the open slot makes of the message. */
export interface OpenSlot {
  readonly dialog: string;
  readonly reading: 'filled' | 'refused' | 'unread';
  readonly freeText: boolean;
  readonly absorbs: readonly string[];
  /** One of the answers that the bot offered, word for word. */
  readonly tapped: boolean;
}

/** Intents that are rightly said again and again. */
const REPEATABLE: ReadonlySet<string> = new Set([
  'critique',
  'recommend',
  'what-do-you-know',
  'state-preference',
  'forget-preference',
  'erase-data',
]);

/**
 * @param said the whole message, since a topic anywhere in it counts, and the question in the customer's own words; where the turn is on
 *   other words than the message. `like`: topics that it is like.
 * @returns everything that the decision about a question is a function of.
 */
export function gatherFacts(
  parts: BotParts,
  turn: Turn,
  understood: Understanding,
  slot: OpenSlot | undefined,
  said: { readonly message: string; readonly question: string; readonly like?: readonly string[] } = {
    message: turn.text,
    question: turn.text,
  },
): Facts {
  const { record, conversation } = turn;
  const { counters } = conversation;
  const late = lateOrders(turn);
  const recent = late.filter(
    (order) => daysBetween(order.placedOn, turn.today) <= lateWithinDays(parts, turn),
  );
  const complaints = openComplaintsOf(turn.card, record);
  const topics = topicsOf(parts, said);
  return {
    now: instantOf(turn.now),
    // A tap on one of the answers offered is an answer, whatever its words would mean on their own ("I changed my mind").
    meaning: slot?.tapped ? { kind: 'affirm' } : meaningOf(understood),
    confidence: understood.confidence,
    evidence: understood.evidence.slice(0, 3),
    anger: understood.mood.anger,
    languageServed: understood.language === 'und' || parts.languages.includes(understood.language),
    kind: record.kind,
    level: record.reviews.at(-1)?.level ?? 0,
    consent: record.consent.relationship,
    lateOrders: recent.length,
    ...lateness(turn, late),
    ...(complaints > 0 ? { openComplaints: complaints } : {}),
    ...(topics.length > 0 ? { topics } : {}),
    ...valueAtStake(turn, recent),
    failures: isFailure(understood, slot) ? counters.failures + 1 : 0,
    repeated: repeated(turn, understood, said.question),
    ...(slot ? { openDialog: { id: slot.dialog, accepts: accepts(slot, understood) } } : {}),
    ...(counters.settled ? { settled: counters.settled } : {}),
    ...(counters.messagesSinceDeclinedOffer === undefined
      ? {}
      : { messagesSinceDeclinedOffer: counters.messagesSinceDeclinedOffer + 1 }),
    openHandoff: record.handoff !== undefined,
    desk: deskFacts(parts, turn),
  };
}

/** By words and by examples, in the order of the file. */
function topicsOf(
  { thresholds }: BotParts,
  { message, like = [] }: { readonly message: string; readonly like?: readonly string[] },
): readonly string[] {
  const byWords = topicsIn(message, thresholds.topics);
  if (like.length === 0) return byWords;
  return Object.keys(thresholds.topics).filter((name) => byWords.includes(name) || like.includes(name));
}

/** Whether this message went unanswered: nothing understood in it, or not what the open slot asked for. */
export function isFailure(understood: Understanding, slot: OpenSlot | undefined): boolean {
  switch (understood.kind) {
    case 'out-of-scope':
    case 'missed':
    case 'wordless':
      return (
        slot?.reading !== 'filled' && !(understood.kind === 'wordless' && understood.reaction === 'positive')
      );
    case 'affirm':
    case 'deny':
    case 'ambiguous':
      return slot !== undefined && slot.reading !== 'filled';
    case 'intent':
    case 'answer':
      return slot?.reading === 'refused';
    default:
      return false;
  }
}

export function deskFacts(parts: BotParts, turn: Turn): Facts['desk'] {
  const { profile, agents } = parts.services.business;
  const agent = dedicatedAgentOf(turn);
  const online = (id: AgentId) => parts.presenceOf(id) === 'online';
  return {
    open: isDeskOpen(profile, turn.now),
    anyoneOnline: [...agents.keys()].some(online),
    time: wallClock(turn.now, profile.timeZone).time,
    ...parts.deskLoad?.(),
    ...(agent ? { dedicated: { agentId: agent.id, name: agent.name, online: online(agent.id) } } : {}),
  };
}

function dedicatedAgentOf({ card, record, services }: Turn): AgentCard | undefined {
  const agent = card?.dedicatedAgent && services.business.agents.get(card.dedicatedAgent);
  if (!agent) return undefined;
  const { types } = offersAt(levelInForce(record), services.levels);
  return types.includes('dedicated-assistance') ? agent : undefined;
}

/** The span of days in which a late order counts at this customer's level. */
export function lateWithinDays(parts: BotParts, { record }: Turn): number {
  return thresholdsFor(levelInForce(record), parts.thresholds).late_within_days;
}

/** A declined relationship is treated as if nothing were known of it. */
export function levelInForce(record: CustomerRecord): LevelNumber {
  return record.consent.relationship === 'declined' ? 0 : (record.reviews.at(-1)?.level ?? 0);
}

/** Orders of any age that came, or come, later than first promised. */
export function lateOrders(turn: Turn): readonly Order[] {
  return turn.orders.filter(
    (order) => order.status !== 'cancelled' && arrivalOf(order, turn.today) > order.promisedOn,
  );
}

/** The day of arrival as far as it is known; what should be there already comes today at the earliest. */
function arrivalOf({ deliveredOn, expectedOn }: Order, today: Day): Day {
  return deliveredOn ?? (expectedOn > today ? expectedOn : today);
}

/** Ages beyond a year decide nothing, and are not kept. */
const OLDEST_DAYS = 365;

function lateness(turn: Turn, late: readonly Order[]): Pick<Facts, 'lateOrderAges' | 'daysLate'> {
  const ages = late.map(({ placedOn }) => daysBetween(placedOn, turn.today));
  const overdue = late
    .filter(({ status }) => status !== 'delivered')
    .map(({ promisedOn }) => daysBetween(promisedOn, turn.today))
    .filter((days) => days > 0);
  return {
    ...(late.length > 0 ? { lateOrderAges: ages.filter((age) => age <= OLDEST_DAYS) } : {}),
    ...(overdue.length > 0 ? { daysLate: Math.max(...overdue) } : {}),
  };
}

/** The value of the order that is talked about; without one, of the dearest late one. */
function valueAtStake(turn: Turn, late: readonly Order[]): { valueAtStake?: number } {
  const named = turn.orders.find(({ number }) => number === turn.conversation.focus.order);
  // A threshold is an amount in the business's currency, and says nothing of another.
  const own = (named ? [named] : late).filter(({ currency }) => currency === undefined);
  const values = own.map((order) =>
    order.lines.reduce((sum, line) => sum + line.quantity * line.unitPrice, 0),
  );
  return values.length > 0 ? { valueAtStake: Math.max(...values) } : {};
}

function repeated(turn: Turn, understood: Understanding, said: string): number {
  const asks =
    understood.kind === 'answer' ||
    understood.kind === 'out-of-scope' ||
    (understood.kind === 'intent' && !REPEATABLE.has(understood.intent));
  if (!asks) return 1;
  const question = questionOf(said);
  return 1 + turn.conversation.counters.recentQuestions.filter((asked) => asked === question).length;
}

export function questionOf(text: string): string {
  return text.toLowerCase().replace(/\s+/g, ' ').trim().slice(0, 200);
}

function accepts(slot: OpenSlot, understood: Understanding): NonNullable<Facts['openDialog']>['accepts'] {
  // "This is taking too long" may sound like a product, and is none.
  const impatient = understood.kind === 'small-talk' && understood.talk === 'impatient';
  if (slot.reading === 'unread' || impatient) return 'not-filled';
  if (slot.reading === 'refused') return 'refused';
  if (!slot.freeText) return 'filled';
  return understood.kind === 'intent' && slot.absorbs.includes(understood.intent) ? 'filled' : 'free-text';
}
