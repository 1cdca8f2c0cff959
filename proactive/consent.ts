// Consents given, found and withdrawn. Pure: what a message meant, and how it is said, are others' matters.

import type {
  KnownToCustomer,
  NoticeConsent,
  NoticeKind,
  NoticeRecord,
  NoticeSubject,
} from '../data/notices.js';

/** A record is read and saved whole in every turn. */
export const MOST_CONSENTS = 50;
/** Days for which an offer that was turned down is not made again; the customer may ask at any time. */
const OFFER_AGAIN_DAYS = 30;
const DAY_MS = 86_400_000;

const NOTHING_KNOWN: KnownToCustomer = { out: [], prices: [], onTheWay: [] };
const NOTHING: NoticeRecord = { consents: [], known: NOTHING_KNOWN, sent: [] };

/** Equal for what is told by one consent. */
export function subjectKey(subject: NoticeSubject): string {
  return `${subject.kind} ${thingOf(subject) ?? ''}`;
}

function thingOf(subject: NoticeSubject): string | undefined {
  return subject.kind === 'order-shipped' ? subject.order : subject.product;
}

/** @returns the consent by which this may be told: one for the very thing, else one for all of its kind. */
export function consentFor(
  record: NoticeRecord | undefined,
  subject: NoticeSubject,
): NoticeConsent | undefined {
  const consents = record?.consents ?? [];
  const ofKind = consents.filter(({ kind }) => kind === subject.kind);
  const thing = thingOf(subject);
  return ofKind.find((each) => thingOf(each) === thing) ?? ofKind.find((each) => thingOf(each) === undefined);
}

/**
 * Keeps a consent, in the place of an older one of the same subject.
 * @param known what the customer knows of the subject as it stands now: only what differs from it will be news.
 * @returns `full` when there are too many; nothing of the record changes then.
 */
export function withConsent(
  record: NoticeRecord = NOTHING,
  consent: NoticeConsent,
  known: Partial<KnownToCustomer>,
): NoticeRecord | 'full' {
  const others = record.consents.filter((each) => subjectKey(each) !== subjectKey(consent));
  if (others.length >= MOST_CONSENTS) return 'full';
  return { ...record, consents: [...others, consent], known: knownToo(record.known, known) };
}

/** Takes back every consent of these kinds. What was sent stays, since a new consent must not begin a new count. */
export function withoutKinds(record: NoticeRecord, kinds: readonly NoticeKind[]): NoticeRecord {
  const consents = record.consents.filter(({ kind }) => !kinds.includes(kind));
  return leftOf({ ...record, consents });
}

/** @returns the record without what was kept only for the sake of consents, where none is left. */
export function leftOf(record: NoticeRecord): NoticeRecord {
  if (record.consents.length > 0) return record;
  const { timeZone: _, ...rest } = record;
  return { ...rest, known: NOTHING_KNOWN };
}

/** Whether the bot may ask for this consent: never twice for one thing, and not soon after a no. */
export function mayOffer(record: NoticeRecord | undefined, subject: NoticeSubject, now: Date): boolean {
  if (consentFor(record, subject)) return false;
  const refused = record?.turnedDown?.[subject.kind];
  return refused === undefined || now.getTime() - Date.parse(refused) >= OFFER_AGAIN_DAYS * DAY_MS;
}

/** Notes a no to the bot's offer. */
export function turnedDown(
  record: NoticeRecord | undefined,
  { kind }: NoticeSubject,
  now: Date,
): NoticeRecord {
  const before = record ?? NOTHING;
  return { ...before, turnedDown: { ...before.turnedDown, [kind]: now.toISOString() } };
}

/** Both were the same customer: what either agreed to holds, and what either was told counts. */
export function mergedNotices(
  kept: NoticeRecord | undefined,
  other: NoticeRecord | undefined,
): NoticeRecord | undefined {
  if (!kept || !other) return kept ?? other;
  const own = new Set(kept.consents.map(subjectKey));
  const timeZone = kept.timeZone ?? other.timeZone;
  return {
    consents: [...other.consents.filter((each) => !own.has(subjectKey(each))), ...kept.consents].slice(
      -MOST_CONSENTS,
    ),
    known: knownToo(other.known, kept.known),
    sent: [...other.sent, ...kept.sent].sort((a, b) => (a.at < b.at ? -1 : 1)),
    turnedDown: { ...other.turnedDown, ...kept.turnedDown },
    ...(timeZone === undefined ? {} : { timeZone }),
  };
}

/** Of two prices of one product the one that is added holds. */
function knownToo(known: KnownToCustomer, added: Partial<KnownToCustomer>): KnownToCustomer {
  const { out = [], prices = [], onTheWay = [] } = added;
  const named = new Set(prices.map(({ product }) => product));
  return {
    out: [...new Set([...known.out, ...out])],
    prices: [...known.prices.filter(({ product }) => !named.has(product)), ...prices],
    onTheWay: [...new Set([...known.onTheWay, ...onTheWay])],
  };
}
