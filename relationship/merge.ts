// Two identities that turned out to be one customer: their records become one, and their events are replayed into its reviews. Pure.

import type { CustomerRecord, LevelReview, Preference } from '../data/customer.js';
import type { Instant } from '../data/ids.js';

/** Reviews of a customer that are kept, newest last. */
export const REVIEWS_KEPT = 12;

/**
 * Merges `other` into `kept`, whose identity stays. Wishes about the same subject: the newer holds. A relationship that either of
 * them declined stays declined, and nothing is kept of either that a declined one would not keep. Open conversations are the
 * caller's to move: those of `kept` stay.
 * @param review what the level was as of an instant, from the events of both; given the review before. It is not asked for a
 *   declined relationship.
 */
export function mergeCustomers(
  kept: CustomerRecord,
  other: CustomerRecord,
  review: (record: CustomerRecord, at: Instant, previous: LevelReview | undefined) => LevelReview,
): CustomerRecord {
  const consent = mergedConsent(kept, other);
  const declined = consent.relationship === 'declined';
  const merged: CustomerRecord = {
    ...kept,
    ...((kept.name ?? other.name) ? { name: kept.name ?? other.name } : {}),
    createdAt: kept.createdAt < other.createdAt ? kept.createdAt : other.createdAt,
    kind: kept.kind === 'known' || other.kind === 'known' ? 'known' : 'guest',
    consent,
    preferences: declined ? [] : newestWishes([...kept.preferences, ...other.preferences]),
    ...mergedNotes(kept, other, declined),
    reviews: [],
    returns: together(kept.returns, other.returns, ({ number }) => number),
    addressChanges: together(kept.addressChanges, other.addressChanges, (change) => JSON.stringify(change)),
    visits: together(kept.visits, other.visits, ({ reference }) => reference),
    satisfaction: together(kept.satisfaction, other.satisfaction, (answer) => JSON.stringify(answer)),
    ...mergedAsk(kept, other),
    ...mergedWishList(kept, other),
    pastHandoffs: together(kept.pastHandoffs, other.pastHandoffs, ({ id }) => id, 'closedAt'),
    mergedFrom: [...new Set([...(kept.mergedFrom ?? []), ...(other.mergedFrom ?? []), other.id])],
  };
  if (declined) return merged;
  return { ...merged, reviews: replayed(merged, [...kept.reviews, ...other.reviews], review) };
}

function mergedConsent(kept: CustomerRecord, other: CustomerRecord): CustomerRecord['consent'] {
  return [kept, other].find(({ consent }) => consent.relationship === 'declined')?.consent ?? kept.consent;
}

/** What both know counts once; oldest first. */
function together<T extends Partial<Record<F, Instant>>, F extends 'at' | 'closedAt' = 'at'>(
  kept: readonly T[],
  others: readonly T[],
  key: (item: T) => string,
  by: F = 'at' as F,
): T[] {
  const all = new Map([...kept, ...others].map((item) => [key(item), item]));
  return [...all.values()].sort((a, b) => ((a[by] ?? '') < (b[by] ?? '') ? -1 : 1));
}

/** Whoever was asked as one of them is not asked again as the other; "never again" holds for both. */
function mergedAsk(kept: CustomerRecord, other: CustomerRecord): Pick<CustomerRecord, 'satisfactionAsked'> {
  const asked = [kept, other].flatMap(({ satisfactionAsked }) => satisfactionAsked ?? []);
  const newest = asked.toSorted((a, b) => (a.at < b.at ? -1 : 1)).at(-1);
  if (!newest) return {};
  const neverAgain = asked.some((ask) => ask.neverAgain);
  return { satisfactionAsked: neverAgain ? { ...newest, neverAgain } : newest };
}

function mergedWishList(kept: CustomerRecord, other: CustomerRecord): Pick<CustomerRecord, 'wishList'> {
  if (!kept.wishList && !other.wishList) return {};
  return { wishList: together(other.wishList ?? [], kept.wishList ?? [], ({ product }) => product) };
}

/** Of two about the same thing of the same person the newer holds. */
function mergedNotes(
  kept: CustomerRecord,
  other: CustomerRecord,
  declined: boolean,
): Pick<CustomerRecord, 'notedWishes'> {
  const all = [...(kept.notedWishes ?? []), ...(other.notedWishes ?? [])];
  if (declined) return { notedWishes: undefined };
  if (all.length === 0) return {};
  const newestLast = all.toSorted((a, b) => (a.at < b.at ? -1 : 1));
  const about = new Map(newestLast.map((wish) => [JSON.stringify([wish.for, wish.what]), wish]));
  return { notedWishes: [...about.values()] };
}

function newestWishes(preferences: readonly Preference[]): Preference[] {
  const bySubject = new Map<string, Preference>();
  for (const wish of preferences.toSorted((a, b) => (a.at < b.at ? -1 : 1))) {
    const { kind } = wish.subject;
    const subject = kind === 'max-price' ? kind : JSON.stringify(wish.subject);
    bySubject.delete(subject);
    bySubject.set(subject, wish);
  }
  return [...bySubject.values()];
}

function replayed(
  merged: CustomerRecord,
  reviews: readonly LevelReview[],
  review: (record: CustomerRecord, at: Instant, previous: LevelReview | undefined) => LevelReview,
): LevelReview[] {
  const instants = [...new Set(reviews.map(({ at }) => at))].sort().slice(-REVIEWS_KEPT);
  const result: LevelReview[] = [];
  for (const at of instants) result.push(review(merged, at, result.at(-1)));
  return result;
}
