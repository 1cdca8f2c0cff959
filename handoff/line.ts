// Who is before whom in line, and whom of those at the desk each is offered to. Pure.

import type { AgentCard } from '../data/business.js';
import type { TeamId, WaitingHandoff } from '../data/handoff.js';
import type { AgentId, CustomerId } from '../data/ids.js';
import { hasRoom } from './places.js';
import { agentOf, fits, type Patience } from './routing.js';

export interface InLine {
  readonly customerId: CustomerId;
  readonly handoff: WaitingHandoff;
  /** Places of an agent's capacity that it takes. */
  readonly places: number;
  /** From `turnOf`. */
  readonly turn: number;
}

/**
 * Lost or passed-on ones first; then by the time that they were told first, less their level's head start. Whoever chose to be
 * answered later stands at that later time. No wait runs away: one who comes later passes others only by what their promise is
 * shorter and their head start longer, some minutes, and whoever has waited longer than that is passed by nobody.
 */
export function compareInLine(a: Pick<InLine, 'handoff' | 'turn'>, b: typeof a): number {
  if (a.handoff.first !== b.handoff.first) return a.handoff.first ? -1 : 1;
  const [one, other] = [a.handoff.openedAt, b.handoff.openedAt];
  return a.turn - b.turn || (one < other ? -1 : Number(one > other));
}

/** @returns the time by which its place in line goes, earliest first; milliseconds since 1970. */
export function turnOf(
  { firstPromise, promisedBy, chosen }: WaitingHandoff,
  { priorityMinutes }: Pick<Patience, 'priorityMinutes'>,
): number {
  // What nobody took in time has a later promise now, but keeps its turn.
  const told =
    chosen === undefined && firstPromise !== undefined && firstPromise < promisedBy
      ? firstPromise
      : promisedBy;
  return Date.parse(told) - priorityMinutes * 60_000;
}

/** Somebody who is online now. */
export interface Ready {
  readonly card: AgentCard;
  /** Places that their conversations take. */
  readonly load: number;
}

/** What is to be written into a handoff that waits; `offer` absent: nobody is asked for now. */
export interface OfferChange {
  readonly customerId: CustomerId;
  readonly handoff: WaitingHandoff;
  readonly offer?: AgentId;
  readonly asked: readonly AgentId[];
}

/**
 * Each in line is offered to the best who is free: somebody who was meant for it first, then whoever was not asked yet, then the
 * least busy. One whose time to answer is over has been asked; once all have been, it goes round anew, since somebody waits.
 * @param line in order. @returns what changes.
 */
export function planOffers(
  line: readonly InLine[],
  ready: readonly Ready[],
  teamOpen: (team: TeamId) => boolean,
  now: string,
): readonly OfferChange[] {
  const free = new Map(
    ready.filter(({ card }) => works(card, teamOpen)).map((each) => [each.card.id, { ...each }]),
  );
  const standing = new Map<InLine, AgentId>();
  for (const each of line) {
    const { offered } = each.handoff;
    const to = offered && offered.until > now ? free.get(offered.agentId) : undefined;
    if (!to) continue;
    to.load += each.places;
    standing.set(each, to.card.id);
  }
  let roomy = withRoom(free);
  return line.flatMap((each) => {
    if (agentOf(each.handoff.route) !== undefined || standing.has(each)) return [];
    const able = roomy.filter(
      ({ card, load }) =>
        fits(card, each.handoff.route) && hasRoom(each.places, { capacity: card.capacity, load }),
    );
    const change = nextOffer(each, able, now);
    const to = change?.offer === undefined ? undefined : free.get(change.offer);
    if (to) {
      to.load += each.places;
      roomy = withRoom(free);
    }
    return change ?? [];
  });
}

/** Of a long line most find everybody full: who is, is not looked at again for each. */
function withRoom<R extends Ready>(free: ReadonlyMap<AgentId, R>): readonly R[] {
  return [...free.values()].filter(({ card, load }) => load === 0 || load < card.capacity);
}

/** Whom to ask now that nobody is asked. @param able those who are there, fit and are free. */
function nextOffer(
  { customerId, handoff }: InLine,
  able: readonly Ready[],
  now: string,
): OfferChange | undefined {
  const { offered, asked: before } = handoff;
  if (able.length === 0 && offered === undefined) return undefined;
  const ended = offered !== undefined && offered.until <= now ? offered.agentId : undefined;
  const asked = ended === undefined || before.includes(ended) ? before : [...before, ended];
  const unasked = able.filter(({ card }) => !asked.includes(card.id));
  const others = able.filter(({ card }) => card.id !== ended);
  const best = bestOf(unasked.length > 0 ? unasked : others.length > 0 ? others : able, handoff);
  if (!best) return offered === undefined ? undefined : { customerId, handoff, asked };
  const anew = unasked.length === 0;
  return {
    customerId,
    handoff,
    offer: best.card.id,
    asked: anew ? asked.filter((id) => id === ended) : asked,
  };
}

/** Somebody whose team has gone home is offered nothing new. */
export function works({ team }: AgentCard, teamOpen: (team: TeamId) => boolean): boolean {
  return team === undefined || teamOpen(team);
}

function bestOf(able: readonly Ready[], handoff: WaitingHandoff): Ready | undefined {
  const rank = ({ card, load }: Ready): readonly number[] => [
    handoff.skipped?.includes(card.id) ? 0 : 1,
    load / card.capacity,
    // Among equals the handoff decides, so that nobody is always asked first.
    mixed(`${handoff.id} ${card.id}`),
  ];
  return able.reduce<Ready | undefined>(
    (best, each) => (best && less(rank(best), rank(each)) ? best : each),
    undefined,
  );
}

function less(a: readonly number[], b: readonly number[]): boolean {
  const at = a.findIndex((value, i) => value !== b[i]);
  return at < 0 || (a[at] ?? 0) < (b[at] ?? 0);
}

/** A number that looks like chance and is always the same for the same text: FNV-1a, 32 bits. */
function mixed(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
