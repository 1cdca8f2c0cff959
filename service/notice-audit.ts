// What the business is told of each look at a customer: which news went out, by which consent, and what waits or came to nothing. Pure.

import type { NoticeOutcome } from '../bots/index.js';
import type { CustomerId } from '../data/ids.js';
import type { NoticeConsent, NoticeKind } from '../data/notices.js';

/** One piece of news, and what became of it. */
export interface NoticeAudit {
  readonly customerId: CustomerId;
  readonly kind: NoticeKind;
  /** The product's id or the order's number; absent: all of its kind. */
  readonly about?: string;
  /** `waits` is told once a reason; `dropped` is news that waited and is none any more, `ended` a consent that came to nothing. */
  readonly outcome: 'sent' | 'waits' | 'dropped' | 'ended';
  readonly why?: string;
  readonly until?: string;
  /** When the customer agreed, and in which words. */
  readonly consent: { readonly at: string; readonly words: string };
}

/**
 * @param before what was waiting at the last look.
 * @returns what is new since then, and what is waiting now.
 */
export function auditsOf(
  customerId: CustomerId,
  before: readonly NoticeAudit[],
  outcome: NoticeOutcome,
): { readonly told: readonly NoticeAudit[]; readonly waiting: readonly NoticeAudit[] } {
  const found = foundIn(customerId, outcome);
  const dropped = before.filter((each) => !found.some((other) => isSame(each, other)));
  const news = found.filter((each) => !before.some((other) => isSame(each, other) && other.why === each.why));
  return {
    told: [
      ...outcome.ended.map(({ consent, why }) => ({
        ...audited(customerId, consent),
        outcome: 'ended' as const,
        why,
      })),
      ...dropped.map(({ until: _, ...each }) => ({
        ...each,
        outcome: 'dropped' as const,
        why: 'not so any more, or not wanted any more',
      })),
      ...news,
    ],
    waiting: outcome.kind === 'waits' ? found : [],
  };
}

function foundIn(customerId: CustomerId, outcome: NoticeOutcome): readonly NoticeAudit[] {
  if (outcome.kind !== 'written' && outcome.kind !== 'waits') return [];
  const state =
    outcome.kind === 'written'
      ? ({ outcome: 'sent' } as const)
      : ({
          outcome: 'waits',
          why: outcome.why,
          ...(outcome.until ? { until: outcome.until.toISOString() } : {}),
        } as const);
  return outcome.due.map(({ notice, consent }) => ({
    ...audited(customerId, consent),
    kind: notice.kind,
    about: notice.kind === 'order-shipped' ? notice.order : notice.product,
    ...state,
  }));
}

function audited(customerId: CustomerId, consent: NoticeConsent): Omit<NoticeAudit, 'outcome'> {
  const about = consent.kind === 'order-shipped' ? consent.order : consent.product;
  return {
    customerId,
    kind: consent.kind,
    ...(about === undefined ? {} : { about }),
    consent: { at: consent.at, words: consent.source.words },
  };
}

function isSame(a: NoticeAudit, b: NoticeAudit): boolean {
  return a.kind === b.kind && a.about === b.about;
}
