// The business's figures of satisfaction by week, and what customers wrote with it. Comments stay in the customers' records and go with them.

import { WEEKDAYS } from './business.js';
import { addDays, dayIn, daysBetween, weekdayOf } from './calendar.js';
import type { Clock, Day } from './ids.js';
import type { Stores } from './ports.js';
import type {
  SatisfactionBook,
  SatisfactionCounts,
  SatisfactionRemark,
  SatisfactionTotals,
} from './satisfaction-book.js';
import type {
  SatisfactionComment,
  SatisfactionDesk,
  SatisfactionShare,
  SatisfactionView,
} from './satisfaction-desk.js';

/** Newest comments that are shown. */
const SHOWN = 50;
/** Remarks that are looked for: some of their customers are gone. */
const LOOKED_FOR = 200;
const WEEK = 7;

export function createSatisfactionFigures(parts: {
  readonly customers: Pick<Stores['customers'], 'get'>;
  readonly book: SatisfactionBook;
  readonly clock: Clock;
  readonly timeZone: string;
}): SatisfactionDesk {
  async function view(weeks: number): Promise<SatisfactionView> {
    const to = dayIn(parts.clock(), parts.timeZone);
    const monday = addDays(to, -WEEKDAYS.indexOf(weekdayOf(to)));
    const from = addDays(monday, -WEEK * (weeks - 1));
    const byWeek: { readonly from: Day; readonly days: readonly SatisfactionTotals[] }[] = [];
    for (let first = monday; first >= from; first = addDays(first, -WEEK))
      byWeek.push({ from: first, days: await daysFrom(first, to) });
    const all = byWeek.flatMap(({ days }) => days);
    return {
      from,
      to,
      ...byWhom(all),
      all: shareOf(all.flatMap(({ bot, agent }) => [bot, agent])),
      weeks: byWeek.map(({ from: first, days }) => ({ from: first, ...byWhom(days) })),
      comments: await commentsOf(all.flatMap(({ remarks }) => remarks)),
    };
  }

  /** @returns the totals of the days of a week, up to today. */
  function daysFrom(first: Day, to: Day): Promise<readonly SatisfactionTotals[]> {
    const count = Math.min(WEEK, daysBetween(first, to) + 1);
    return Promise.all(Array.from({ length: count }, (_, n) => parts.book.of(addDays(first, n))));
  }

  async function commentsOf(remarks: readonly SatisfactionRemark[]): Promise<readonly SatisfactionComment[]> {
    const comments: SatisfactionComment[] = [];
    const newest = remarks.toSorted((a, b) => (a.at < b.at ? 1 : -1)).slice(0, LOOKED_FOR);
    for (const remark of newest) {
      const comment = await commentOf(remark);
      if (comment) comments.push(comment);
      if (comments.length === SHOWN) break;
    }
    return comments;
  }

  async function commentOf({ ask, of }: SatisfactionRemark): Promise<SatisfactionComment | undefined> {
    const record = (await parts.customers.get(of))?.value;
    if (record?.consent.relationship !== 'open') return undefined;
    const answer = record.satisfaction.find(({ asked }) => asked?.id === ask);
    if (answer?.comment === undefined) return undefined;
    const { at, about, score, comment } = answer;
    return { at, about, score, text: comment };
  }

  return { view };
}

function byWhom(days: readonly SatisfactionTotals[]): Pick<SatisfactionView, 'bot' | 'agent'> {
  return { bot: shareOf(days.map(({ bot }) => bot)), agent: shareOf(days.map(({ agent }) => agent)) };
}

function shareOf(counts: readonly SatisfactionCounts[]): SatisfactionShare {
  const sum = (of: (each: SatisfactionCounts) => number) =>
    counts.reduce((total, each) => total + of(each), 0);
  const scored = (index: 0 | 1 | 2 | 3 | 4) => sum(({ scores }) => scores[index]);
  const scores: SatisfactionShare['scores'] = [scored(0), scored(1), scored(2), scored(3), scored(4)];
  const answered = scores.reduce((total, count) => total + count, 0);
  const points = scores.reduce((total, count, index) => total + count * (index + 1), 0);
  return {
    asked: sum(({ asked }) => asked),
    answered,
    ...(answered > 0 ? { mean: points / answered } : {}),
    scores,
  };
}
