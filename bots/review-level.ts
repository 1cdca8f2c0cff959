// When a customer's level is reviewed, and how many reviews are kept. What comes of one is for relationship/.

import { dayIn } from '../data/calendar.js';
import type { CustomerRecord } from '../data/customer.js';
import { reviewOf } from '../dialogs/standing.js';
import { REVIEWS_KEPT } from '../relationship/index.js';
import type { BotParts } from './parts.js';

/** Levels move slowly; once a day is often enough, and a declined relationship has none. */
export function reviewOnceADay({ services }: BotParts, record: CustomerRecord, now: Date): void {
  const { business, levels } = services;
  const today = dayIn(now, business.profile.timeZone);
  const last = record.reviews.at(-1);
  if (record.consent.relationship === 'declined') return;
  const current = last && dayIn(new Date(last.at), business.profile.timeZone) === today;
  // Other rules, or a review that kept no inputs, are no reason to wait until tomorrow.
  const holds = last?.inputs !== undefined && last.rulesVersion === levels.version;
  if (current && last.level > 0 && holds) return;
  const review = reviewOf(record, last, now.toISOString(), services);
  if (last?.level === 0 && review.level === 0 && holds) return;
  record.reviews = [...record.reviews, review].slice(-REVIEWS_KEPT);
}
