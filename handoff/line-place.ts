// Where a customer stands in line, and how long that will probably take: what they may be told. Changes nothing.

import type { CustomerRecord } from '../data/customer.js';
import type { DeskCore } from './desk-parts.js';
import { estimateWait } from './estimate.js';
import { compareInLine, turnOf } from './line.js';
import { lineOf, type OfferParts, readyIn } from './offers.js';
import { hasRoom } from './places.js';
import { agentOf, fits } from './routing.js';

export interface LinePlace {
  /** 1: next. */
  readonly position: number;
  /** Minutes that it takes no longer than, four times of five; absent: not known well enough, or later than what was promised. */
  readonly minutes?: number;
  /** Somebody has a place free for them. */
  readonly free: boolean;
}

/**
 * @param record with its handoff, which need not be stored yet.
 * @returns `undefined` for whoever is in no common line: one who waits for somebody by name, or is answered later.
 */
export function placeInLine(
  parts: OfferParts,
  handled: readonly number[],
  record: CustomerRecord,
): LinePlace | undefined {
  const { handoff } = record;
  if (handoff?.status !== 'waiting' || handoff.route.kind !== 'pool') return undefined;
  const patience = parts.patienceFor(record);
  const { places } = patience;
  const own = { handoff, turn: turnOf(handoff, patience) };
  const before = lineOf(parts).filter(
    (other) =>
      other.handoff.id !== handoff.id &&
      agentOf(other.handoff.route) === undefined &&
      compareInLine(other, own) <= 0,
  );
  const position = before.length + 1;
  const able = readyIn(parts).filter(({ card }) => fits(card, handoff.route));
  // Somebody is free: the wait is theirs to end, and no measurement says how long that takes.
  if (able.filter(({ card, load }) => hasRoom(places, { capacity: card.capacity, load })).length >= position)
    return { position, free: true };
  const usual = usualPlaces(parts, places);
  const atOnce = able.reduce((sum, { card }) => sum + Math.max(1, Math.floor(card.capacity / usual)), 0);
  const minutes = estimateWait({ position, atOnce, handled });
  const left = (Date.parse(handoff.promisedBy) - parts.clock().getTime()) / 60_000;
  return { position, free: false, ...(minutes !== undefined && minutes <= left ? { minutes } : {}) };
}

/** Places that a conversation takes on average, of those that are open. */
function usualPlaces({ queue }: Pick<DeskCore, 'queue'>, own: number): number {
  const all = [own, ...queue.all().map(({ places }) => places)];
  return all.reduce((sum, each) => sum + each, 0) / all.length;
}
