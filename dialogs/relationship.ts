// What the customer may ask of the relationship itself: their status, why they were passed on, declining it, taking it up again.

import type { Conversation } from '../data/conversation.js';
import type { LevelReview } from '../data/customer.js';
import type { DecisionRecord } from '../data/decision.js';
import { broughtBy, levelName, offersAt } from '../relationship/index.js';
import { missingInWords, nextBrings, offersInWords, reasonsInWords } from './level-words.js';
import { confirmSlot, type Task } from './slot-dialog.js';
import type { Turn } from './turn.js';

export const myStatus: Task = {
  id: 'my-status',
  slots: [],
  async act(turn) {
    const { record } = turn;
    if (record.consent.relationship === 'declined') return turn.say({ key: 'status.declined' });
    const review = record.reviews.at(-1);
    if (!review || review.level === 0) return turn.say({ key: 'status.too_early' });
    await turn.say({ key: 'status.all', values: { lines: statusLines(turn, review).join('\n') } });
  },
};

/** The level with its reasons, what it brings, what the next would take and bring, and where the customer is invited. */
function statusLines(turn: Turn, review: LevelReview): readonly string[] {
  const { levels } = turn.services;
  const { level, next } = review;
  const company = review.inputs?.signals.account;
  const has = offersInWords({ ...broughtBy(level, 0, levels), invitations: [] }, turn);
  const brings = next ? nextBrings(level, next.level, turn) : '';
  return [
    turn.phrase('status.level', {
      level,
      levelName: levelName(level, levels),
      facts: reasonsInWords(review, turn).join(', '),
    }),
    ...(company ? [turn.phrase('status.account', { company })] : []),
    ...(has ? [turn.phrase('status.has', { list: has })] : []),
    ...(next
      ? [
          turn.phrase('status.next', {
            level: next.level,
            levelName: levelName(next.level, levels),
            missing: missingInWords(review, turn),
          }),
        ]
      : []),
    ...(brings ? [turn.phrase('status.brings', { list: brings })] : []),
    ...offersAt(level, levels).invitations.map(({ to, link }) =>
      turn.phrase(`status.invite_${to}`, { link }),
    ),
  ];
}

export const whyPassedOn: Task = {
  id: 'why-passed-on',
  slots: [],
  async act(turn) {
    const handoff = turn.record.handoff ?? turn.record.pastHandoffs.at(-1);
    await turn.say({ key: handoff ? `why.${handoff.reason.rule}` : 'why.never' });
  },
};

/** What can't be undone is done at once only where the reading is this sure; else it is asked first. */
const SURE = 0.9;

export function isBeyondDoubt(understood: Turn['understanding']): boolean {
  return understood !== undefined && understood.confidence >= SURE;
}

export const declineRelationship: Task = {
  id: 'decline-relationship',
  slots: [
    {
      ...confirmSlot(() => ({ key: 'relationship.confirm' })),
      spot: ({ record, understanding }) =>
        record.consent.relationship === 'declined' || isBeyondDoubt(understanding) ? 'yes' : undefined,
    },
  ],
  obstacle: (_turn, slots) => (slots.confirmed === 'no' ? { key: 'relationship.kept' } : undefined),
  async act(turn) {
    const already = turn.record.consent.relationship === 'declined';
    await eraseRelationship(turn);
    const said = { key: already ? 'relationship.already_declined' : 'relationship.declined' };
    await turn.say(said, remembered(turn));
  },
};

export const acceptRelationship: Task = {
  id: 'accept-relationship',
  slots: [],
  async act(turn) {
    const already = turn.record.consent.relationship === 'open';
    reopenRelationship(turn);
    const said = { key: already ? 'relationship.already_accepted' : 'relationship.accepted' };
    await turn.say(said, remembered(turn));
  },
};

/** Declining costs no service: what the customer said is kept no longer than needed, scores go at once. Safe to run again. */
export async function eraseRelationship({
  record,
  now,
  services,
}: Pick<Turn, 'record' | 'now' | 'services'>): Promise<void> {
  if (record.consent.relationship === 'open')
    record.consent = { relationship: 'declined', at: now.toISOString() };
  record.preferences = [];
  record.notedWishes = undefined;
  record.notices = undefined;
  record.reviews = [];
  if (record.shop) record.shop = { ...record.shop, seen: [] };
  for (const conversation of record.conversations) Object.assign(conversation, withoutScores(conversation));
  record.pastHandoffs = record.pastHandoffs.map(withoutLevel);
  if (record.handoff) record.handoff = withoutLevel(record.handoff);
  const { archive } = services.stores;
  for (const ended of await archive.of(record.id)) await archive.add(record.id, withoutScores(ended));
}

/** What was erased stays so: the relationship begins again. */
export function reopenRelationship({ record, now }: Pick<Turn, 'record' | 'now'>): void {
  if (record.consent.relationship === 'declined')
    record.consent = { relationship: 'open', at: now.toISOString() };
}

/** With it the chat's page knows how its switch stands. */
export function remembered({ record }: Pick<Turn, 'record'>): { readonly channelData: unknown } {
  return { channelData: { relationship: record.consent.relationship } };
}

function withoutLevel<H extends { readonly brief: { readonly levelSentence: string } }>(handoff: H): H {
  return { ...handoff, brief: { ...handoff.brief, levelSentence: '' } };
}

/** What was decided stays, with its reason; the facts, which name the level, go. */
export function withoutScores(conversation: Conversation): Conversation {
  return {
    ...conversation,
    transcript: conversation.transcript.map((entry) =>
      entry.decision ? { ...entry, decision: withoutFacts(entry.decision) } : entry,
    ),
  };
}

function withoutFacts(decision: DecisionRecord): DecisionRecord {
  const others = decision.others?.map(withoutFacts);
  return { ...decision, facts: undefined, ...(others ? { others } : {}) };
}
