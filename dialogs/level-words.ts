// A level, its reasons and what it brings in words, for the customer and for agents alike. Measures nothing.

import type { LevelNumber, LevelReview } from '../data/customer.js';
import type { LevelReason, NumberGate } from '../data/level-review.js';
import { broughtBy, levelName, type Offers, SIDES } from '../relationship/index.js';
import type { Wording } from './describe-preference.js';
import { listInWords } from './format.js';

/**
 * The level in one sentence, and what the next would take:
 * `Level 3, at ease: customer for 14 months, 5 orders, no open complaint. For level 4: one more order this year.`
 */
export function levelSentence(review: LevelReview, wording: Wording): string {
  const say = speaker({ ...wording, tone: 'plain' });
  const name = levelName(review.level, wording.services.levels);
  const facts = reasonsInWords(review, wording).join(', ');
  const sentence = say('level.sentence', { level: review.level, levelName: name, facts });
  const next =
    review.next &&
    say('level.for_next', { level: review.next.level, missing: missingInWords(review, wording) });
  return next ? `${sentence} ${next}` : sentence;
}

/** Each reason in a few words, for example `5 orders in the last year (6 needed)`. A version that kept words of its own has none. */
export function reasonsInWords(review: LevelReview, wording: Wording): readonly string[] {
  if (!review.inputs) return [];
  const say = speaker(wording);
  return review.reasons.map((reason) => {
    const fact = factInWords(reason, wording);
    const asked = reason.standing === 'kept' || (reason.standing === 'missed' && reason.gate !== 'known');
    return asked ? say('level.asked', { fact, asks: asksInWords(reason, wording) }) : fact;
  });
}

/** What the next level takes, for example `one more order this year, the open complaint settled`; empty at the top. */
export function missingInWords({ next, inputs }: LevelReview, wording: Wording): string {
  if (!inputs || !next) return '';
  return next.missing.map((reason) => missingReason(reason, wording)).join(', ');
}

/** What a level brings, or what it adds to a lower one, for example `a personal contact, if you have one, who answers first`. */
export function offersInWords({ types, perks, invitations }: Offers, wording: Wording): string {
  const say = speaker(wording);
  const invited = new Set<string>(invitations.map(({ to }) => to));
  const named = types.filter((type) =>
    type === 'community' || type === 'co-creation' ? invited.has(type) : true,
  );
  const words = named.map((type) => say(`level.offer.${type}`));
  return listInWords([...words, ...perks], wording.services.business.profile.locale);
}

/** @returns what the next level adds, in words; empty where it adds nothing that can be told. */
export function nextBrings(level: LevelNumber, next: LevelNumber, wording: Wording): string {
  return offersInWords(broughtBy(next, level, wording.services.levels), wording);
}

type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

function speaker({ services, tone }: Wording): Say {
  return (key, values) => services.texts.say(key, tone, values);
}

function factInWords(reason: LevelReason, wording: Wording): string {
  const say = speaker(wording);
  if (reason.gate === 'known') return say('level.fact.known');
  if (reason.gate === 'any_of') {
    const shared = Object.entries(reason.shared).map(([sharing, count]) =>
      say(`level.shared.${sharing}`, { count: count ?? 0 }),
    );
    return shared.length > 0 ? shared.join(', ') : say('level.unknown.any_of');
  }
  if (reason.value === undefined) return say(`level.unknown.${reason.gate}`);
  return say(`level.fact.${reason.gate}`, valuesOf(reason.gate, reason.value, wording));
}

function asksInWords(reason: LevelReason, wording: Wording): string {
  const say = speaker(wording);
  if (reason.gate === 'known' || reason.gate === 'any_of') return say('level.asks.one');
  const needed = reason.needed ?? 0;
  const shown = isShare(reason.gate) ? `${percent(needed)} %` : String(rounded(needed));
  return say(`level.asks.${SIDES[reason.gate]}`, { needed: shown });
}

function missingReason(reason: LevelReason, wording: Wording): string {
  const say = speaker(wording);
  if (reason.gate === 'known') return say('level.missing.known');
  if (reason.gate === 'any_of') return say('level.missing.any_of', { list: wantedInWords(reason, wording) });
  const { gate, value = 0, needed = 0 } = reason;
  // An order of somebody who has none is the first.
  if (gate === 'orders' && value === 0 && needed === 1) return say('level.missing.first_order');
  const count = gate === 'open_complaints' ? value - needed : needed - value;
  const shown = isShare(gate) ? percent(needed) : rounded(needed);
  const now = isShare(gate) ? percent(value) : rounded(value);
  return say(`level.missing.${gate}`, { count, needed: shown, now });
}

function wantedInWords(reason: Extract<LevelReason, { gate: 'any_of' }>, wording: Wording): string {
  const say = speaker(wording);
  const words = reason.wanted.map((sharing) => say(`level.sharing.${sharing}`));
  return listInWords(words, wording.services.business.profile.locale, 'disjunction');
}

function valuesOf(
  gate: NumberGate,
  value: number,
  wording: Wording,
): Readonly<Record<string, string | number>> {
  switch (gate) {
    case 'days_as_customer':
      return { duration: durationInWords(value, wording) };
    case 'returned_share':
    case 'order_probability':
      return { count: percent(value) };
    case 'satisfaction':
    case 'gap_ratio':
      return { value: rounded(value) };
    default:
      return { count: value };
  }
}

const MONTH_DAYS = 30.44;

/** `45 days`, `14 months`, `3 years`: as coarse as a person would say it. */
function durationInWords(days: number, wording: Wording): string {
  const say = speaker(wording);
  if (days <= 90) return say('level.duration.days', { count: days });
  const months = Math.floor(days / MONTH_DAYS);
  return months < 24
    ? say('level.duration.months', { count: months })
    : say('level.duration.years', { count: Math.floor(months / 12) });
}

function isShare(gate: NumberGate): boolean {
  return gate === 'returned_share' || gate === 'order_probability';
}

function percent(share: number): number {
  return Math.round(share * 100);
}

function rounded(n: number): number {
  return Math.round(n * 10) / 10;
}
