// "This is taking too long", said to a question of the bot: about the questions, and neither an answer nor a late parcel.

import type { Conversation } from '../data/conversation.js';
import { isImpatient } from '../understanding/impatience.js';
import type { Understanding } from '../understanding/understanding.js';

/** @returns what was read, unless a task has asked something and the words are impatience. */
export function readImpatience(
  read: Understanding,
  { dialogs, pending }: Pick<Conversation, 'dialogs' | 'pending'>,
): Understanding {
  if (dialogs === undefined || pending || read.kind === 'wish-for-person' || !isImpatient(read.text))
    return read;
  return { ...read, kind: 'small-talk', talk: 'impatient' };
}
