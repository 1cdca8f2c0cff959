// The bot writes of its own accord to one customer, or finds that it may not now: what is told, and that it was told, are one commit, so
// that nothing is told twice and nothing is lost, whoever looks and however often. It does not know when to look.

import { changeCustomer } from '../data/change-customer.js';
import { type Conversation, IDLE_HOURS } from '../data/conversation.js';
import type { CustomerRecord } from '../data/customer.js';
import type { CustomerId } from '../data/ids.js';
import type { Notice, NoticeRecord } from '../data/notices.js';
import { ordersWith } from '../data/shop-events.js';
import { tellNews } from '../dialogs/notice-message.js';
import type { Turn } from '../dialogs/turn.js';
import {
  afterLook,
  afterTelling,
  type DueNotice,
  type Ended,
  type Hold,
  type Moment,
  mayWrite,
  newsFor,
  type Present,
  stillTrue,
} from '../proactive/index.js';
import { startAfreshIfIdle } from './open-conversation.js';
import type { BotParts } from './parts.js';
import { speakInto } from './speak-into.js';

export type NoticeOutcome = {
  /** Consents for one thing that came to nothing. */
  readonly ended: readonly Ended[];
} & (
  | { readonly kind: 'written'; readonly due: readonly DueNotice[] }
  /** Looked at again at `until`; without it, when the customer's record or the world changes. */
  | {
      readonly kind: 'waits';
      readonly due: readonly DueNotice[];
      readonly why: Hold | 'no-conversation';
      readonly until?: Date;
    }
  | { readonly kind: 'nothing' }
  /** No consent is left: nobody needs to look again. */
  | { readonly kind: 'nobody' }
);

/** After the customer's last words: what they are in the middle of comes first. */
const TALKING_MS = 60_000;
/** A question of the bot outside a task is left open for ever by whoever just goes. */
const ASKED_MS = 10 * 60_000;

/** @throws RapportError STORE_UNAVAILABLE or STORE_CONFLICT; look again later. */
export async function writeNotices(parts: BotParts, id: CustomerId): Promise<NoticeOutcome> {
  const { stores, messages } = parts.services;
  return changeCustomer<NoticeOutcome>(stores, parts.feed, id, async (record) => {
    const notices = record?.notices;
    if (!record || !notices || notices.consents.length === 0) return nothing('nobody');
    // Declined, nothing is told; the consents are gone with it, and this holds whatever else is in the record.
    if (!messages || record.consent.relationship === 'declined') return nothing('nothing');
    const now = parts.clock();
    const news = newsFor(notices, presentFor(record, parts), messages);
    const { due, ended } = news;
    const looked = afterLook(notices, news);
    const changed = JSON.stringify(looked) === JSON.stringify(notices) ? undefined : record;
    if (due.length === 0) {
      record.notices = looked;
      return { record: changed, result: { kind: 'nothing', ended } };
    }
    const conversation = reachable(record);
    const permission = conversation
      ? mayWrite(momentOf(record, conversation, now, parts), messages)
      : ({ kind: 'wait', why: 'no-conversation' } as const);
    if (!conversation || permission.kind === 'wait') {
      record.notices = looked;
      return { record: changed, result: { ...permission, kind: 'waits', due, ended } as NoticeOutcome };
    }
    startAfreshIfIdle(conversation, record, now);
    await speakInto(parts, record, conversation, (_context, turn) => tellNews(turn, due));
    record.notices = afterTelling(notices, news, sentAs(conversation, now));
    return { record, result: { kind: 'written', due, ended } };
  });
}

function nothing(kind: 'nothing' | 'nobody'): { readonly result: NoticeOutcome } {
  return { result: { kind, ended: [] } };
}

function presentFor(record: CustomerRecord, { services }: Pick<BotParts, 'services'>): Present {
  const { business } = services;
  return {
    products: business.products,
    orders: record.kind === 'known' ? ordersWith(record.shop, business.ordersOf(record.id)) : [],
    wishes: record.wishList ?? [],
    timeZone: business.profile.timeZone,
  };
}

/** Where the customer wrote last; Teams only where it is known how to reach them there. */
function reachable({ conversations }: CustomerRecord): Conversation | undefined {
  return conversations
    .filter(({ channel, reference }) => channel === 'web' || reference !== undefined)
    .toSorted((a, b) => (lastHeard(a) < lastHeard(b) ? 1 : -1))[0];
}

/** When the customer last said something there; where nothing was said yet, when it began. */
function lastHeard({ transcript, startedAt }: Conversation): string {
  return transcript.findLast(({ from }) => from.role === 'customer')?.at ?? startedAt;
}

function momentOf(
  record: CustomerRecord,
  conversation: Conversation,
  now: Date,
  { services }: Pick<BotParts, 'services'>,
): Moment {
  const busy = busyWith(record, conversation, now);
  return {
    now,
    timeZone: record.notices?.timeZone ?? services.business.profile.timeZone,
    sent: (record.notices?.sent ?? []).map(({ at }) => at),
    ...(busy ? { busy } : {}),
  };
}

/** A person first, then what the customer is in the middle of; what lies for a day is over, as the next message would find it. */
function busyWith(record: CustomerRecord, conversation: Conversation, now: Date): Moment['busy'] {
  if (record.handoff) return { why: 'person' };
  const heard = Date.parse(lastHeard(conversation));
  const until = (ms: number) => (heard + ms > now.getTime() ? new Date(heard + ms) : undefined);
  const task = conversation.dialogs === undefined ? undefined : until(IDLE_HOURS * 3_600_000);
  if (task) return { why: 'task', until: task };
  const question = conversation.pending === undefined ? undefined : until(ASKED_MS);
  if (question) return { why: 'question', until: question };
  const talking = until(TALKING_MS);
  return talking && { why: 'talking', until: talking };
}

function sentAs(conversation: Conversation, now: Date) {
  const entry = conversation.transcript.at(-1);
  if (!entry) throw new Error('the message that was told stands in no transcript');
  return {
    at: now.toISOString(),
    entry: entry.id,
    conversationId: conversation.id,
    ...(conversation.channel === 'web' ? { unread: true as const } : {}),
  };
}

/**
 * In a new conversation: what was written into the one before and may not have been seen, as far as it is still so. It counts as read
 * from then on.
 */
export function missedNews(parts: BotParts, { record }: Turn): readonly Notice[] {
  const { notices } = record;
  if (!notices?.sent.some(({ unread }) => unread)) return [];
  const present = presentFor(record, parts);
  const missed = notices.sent.filter(({ unread }) => unread).flatMap((each) => each.notices);
  const newest = new Map(missed.map((notice) => [keyOf(notice), notice]));
  record.notices = allRead(notices);
  if (record.consent.relationship === 'declined') return [];
  return [...newest.values()].filter((notice) => stillTrue(notice, present));
}

/** The customer said something: they saw what stood there. */
export function noteRead(record: CustomerRecord): void {
  if (record.notices?.sent.some(({ unread }) => unread)) record.notices = allRead(record.notices);
}

function allRead(notices: NoticeRecord): NoticeRecord {
  return { ...notices, sent: notices.sent.map(({ unread: _, ...sent }) => sent) };
}

function keyOf(notice: Notice): string {
  return `${notice.kind} ${notice.kind === 'order-shipped' ? notice.order : notice.product}`;
}

/** Quiet hours are meant where the customer is; kept only with a consent, and no longer than it. */
export function noteTimeZone(record: CustomerRecord, given: unknown): void {
  const { notices } = record;
  if (!notices || typeof given !== 'string' || given === notices.timeZone) return;
  if (notices.consents.length > 0 && isTimeZone(given)) record.notices = { ...notices, timeZone: given };
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    // A RangeError is how Intl says no.
    return false;
  }
}
