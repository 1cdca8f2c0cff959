// How somebody in line stands: their place, the wait where it is known well enough, and by when they are answered.

import type { Sentence, Turn } from '../dialogs/turn.js';
import { spokenTime } from './desk-terms.js';
import { lineChoices } from './line-choices.js';
import type { BotParts } from './parts.js';

export async function tellStillWaiting(parts: BotParts, turn: Turn): Promise<void> {
  const { handoff, conversations } = turn.record;
  if (!handoff) return;
  if (handoff.conversationId !== turn.conversation.id) {
    // Their agent reads the other conversation only, so that is where they have to write.
    const channel = conversations.find(({ id }) => id === handoff.conversationId)?.channel ?? 'web';
    await turn.say({ key: `handoff.elsewhere_${channel}` });
    return;
  }
  if (handoff.status !== 'waiting') return;
  const place = parts.placeInLine?.(turn.record);
  if (place) await turn.say(placeSentence(place));
  await turn.say({
    key: `handoff.still_${handoff.chosen ?? 'waiting'}`,
    values: { by: spokenTime(turn, handoff.promisedBy) },
    ...lineChoices(turn, handoff),
  });
}

export function placeSentence({
  position,
  minutes,
}: NonNullable<ReturnType<NonNullable<BotParts['placeInLine']>>>): Sentence {
  return minutes === undefined
    ? { key: 'handoff.place', values: { count: position } }
    : { key: 'handoff.place_minutes', values: { count: position, minutes } };
}
