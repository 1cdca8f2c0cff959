// What the customer may ask of the relationship itself: their status, why they were passed on, declining it, taking it up again.

import type { Conversation } from '../data/conversation.js';
import { levelName } from '../relationship/index.js';
import type { Task } from './slot-dialog.js';

export const myStatus: Task = {
  id: 'my-status',
  slots: [],
  async act(turn) {
    const { record } = turn;
    if (record.consent.relationship === 'declined') return turn.say({ key: 'status.declined' });
    const review = record.reviews.at(-1);
    if (!review || review.level === 0) return turn.say({ key: 'status.too_early' });
    const name = levelName(review.level, turn.services.levels);
    await turn.say({ key: 'status.level', values: { level: review.level, levelName: name } });
  },
};

export const whyPassedOn: Task = {
  id: 'why-passed-on',
  slots: [],
  async act(turn) {
    const handoff = turn.record.handoff ?? turn.record.pastHandoffs.at(-1);
    await turn.say({ key: handoff ? `why.${handoff.reason.rule}` : 'why.never' });
  },
};

/** Declining costs no service: what the customer said is kept no longer than needed, scores go at once. */
export const declineRelationship: Task = {
  id: 'decline-relationship',
  slots: [],
  async act(turn) {
    turn.record.consent = { relationship: 'declined', at: turn.now.toISOString() };
    turn.record.preferences = [];
    turn.record.reviews = [];
    for (const conversation of turn.record.conversations)
      Object.assign(conversation, withoutScores(conversation));
    turn.record.pastHandoffs = turn.record.pastHandoffs.map((past) => ({
      ...past,
      brief: { ...past.brief, levelSentence: '' },
    }));
    const { archive } = turn.services.stores;
    for (const ended of await archive.of(turn.record.id))
      await archive.add(turn.record.id, withoutScores(ended));
    await turn.say({ key: 'relationship.declined' });
  },
};

export const acceptRelationship: Task = {
  id: 'accept-relationship',
  slots: [],
  async act(turn) {
    turn.record.consent = { relationship: 'open', at: turn.now.toISOString() };
    await turn.say({ key: 'relationship.accepted' });
  },
};

/** What was decided stays, with its reason; the facts, which name the level, go. */
function withoutScores(conversation: Conversation): Conversation {
  return {
    ...conversation,
    transcript: conversation.transcript.map((entry) =>
      entry.decision ? { ...entry, decision: { ...entry.decision, facts: undefined } } : entry,
    ),
  };
}
