// The level as an agent sees it in full: its stage, what is near, what may be expected, and how it came about.

import type { LevelReview } from '../data/customer.js';
import type { Wording } from '../dialogs/describe-preference.js';
import { missingInWords, offersInWords } from '../dialogs/level-words.js';
import type { RelationshipView } from '../handoff/views.js';
import { LEAST_CUSTOMERS_SHOWN } from '../relationship/future/index.js';
import { levelName, type OutlookState, offersAt, stageOf } from '../relationship/index.js';

/** Changes shown, newest first. */
const SHOWN = 4;

export function relationshipView(
  customer: { readonly name: string; readonly reviews: readonly LevelReview[] },
  review: LevelReview,
  wording: Wording,
): RelationshipView {
  const { levels, texts } = wording.services;
  const company = review.inputs?.signals.account;
  const notice = noticeOf(review, wording);
  const future = futureInWords(review, wording);
  const say: Say = (key, values) => texts.say(key, wording.tone, values);
  return {
    stage: stageOf(review.level, levels),
    offers: offersInWords(offersAt(review.level, levels), wording),
    ...(review.next
      ? {
          next: say('level.for_next', { level: review.next.level, missing: missingInWords(review, wording) }),
        }
      : {}),
    ...(company ? { account: say('level.agent.account', { company, name: customer.name }) } : {}),
    ...(notice ? { notice } : {}),
    ...(future ? { future } : {}),
    history: changesOf(customer.reviews)
      .map(({ how, at, level }) => ({
        at,
        text: say(`level.agent.${how}`, { level, levelName: levelName(level, levels) }),
      }))
      .reverse()
      .slice(0, SHOWN),
  };
}

function noticeOf({ failedReviews, inputs, next }: LevelReview, wording: Wording): string | undefined {
  const { texts, levels } = wording.services;
  if (failedReviews > 0) {
    const most = levels.hysteresis.failed_reviews;
    return texts.say('level.agent.failed', wording.tone, { count: failedReviews, most });
  }
  const frozen = next && (inputs?.signals.openComplaints ?? 0) > 0;
  return frozen ? texts.say('level.agent.frozen', wording.tone) : undefined;
}

/** The percentage is that of the review; whoever has no order is not asked about the next. */
function futureInWords({ inputs }: LevelReview, wording: Wording): string | undefined {
  const { outlook, texts } = wording.services;
  if (!inputs || inputs.signals.orders === 0 || !outlook) return undefined;
  const say: Say = (key, values) => texts.say(key, wording.tone, values);
  const { orderProbability, trend } = inputs.signals;
  const chance = chanceInWords(orderProbability, outlook.state(), outlook.horizon, say);
  return trend === undefined ? chance : `${chance} ${trendInWords(trend, say)}`;
}

function trendInWords(trend: number, say: Say): string {
  if (trend === 0) return say('level.future.trend_same');
  const count = Math.abs(trend);
  return trend > 0 ? say('level.future.trend_more', { count }) : say('level.future.trend_less', { count });
}

type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

function chanceInWords(probability: number | undefined, state: OutlookState, days: number, say: Say): string {
  const points = (error: number) => Math.round(error * 100);
  if (state.kind === 'shown') {
    // Reviewed before it was fitted: the next review has it.
    if (probability === undefined) return say('level.future.not-fitted');
    return say('level.future.shown', { percent: points(probability), days, error: points(state.ece) });
  }
  const values = {
    least: LEAST_CUSTOMERS_SHOWN,
    ...('customers' in state ? { customers: state.customers } : {}),
    ...('ece' in state ? { error: points(state.ece) } : {}),
  };
  return say(`level.future.${state.because}`, values);
}

interface Change extends Pick<LevelReview, 'at' | 'level'> {
  readonly how: 'began' | 'rose' | 'fell';
}

function changesOf(reviews: readonly LevelReview[]): readonly Change[] {
  return reviews.flatMap(({ at, level }, i) => {
    const before = reviews[i - 1]?.level;
    if (before === level) return [];
    return [{ at, level, how: before === undefined ? 'began' : level > before ? 'rose' : 'fell' }];
  });
}
