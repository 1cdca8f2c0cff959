// What a message says about messages of the bot's own accord, over how it was understood: a wish to be told, a wish to be left alone, a tap.

import type { Conversation } from '../data/conversation.js';
import type { CustomerRecord } from '../data/customer.js';
import { tappedOnNotice } from '../dialogs/notice-card.js';
import { newestTold } from '../dialogs/notice-message.js';
import { seeTold } from '../dialogs/see-told.js';
import { stopMessages } from '../dialogs/stop-messages.js';
import { tellMeWhen } from '../dialogs/tell-me-when.js';
import { noticeWish } from '../understanding/notice-wish.js';
import type { Understanding } from '../understanding/understanding.js';

/** Consents and their end stand in rules of words, so that neither is ever guessed from a sentence that is only like one. */
export function readNotices(read: Understanding, text: string): Understanding {
  // Whoever wants a person says so first.
  if (read.kind === 'wish-for-person' || read.kind === 'too-long') return read;
  const wish = noticeWish(text);
  if (!wish) return read;
  return {
    ...read,
    kind: 'intent',
    confidence: 1,
    intent: wish.what === 'tell' ? tellMeWhen.id : stopMessages.id,
  };
}

/** @returns the intent of a tap on such a message's button. */
export function tappedNotice(conversation: Conversation, text: string): string | undefined {
  const tapped = tappedOnNotice(conversation, text);
  return tapped && (tapped.what === 'stop' ? stopMessages.id : seeTold.id);
}

/** "Stop", in answer to such a message, where no task is open and nobody is awaited: there it stops what it always does. */
export function readStop(
  read: Understanding,
  record: CustomerRecord,
  conversation: Conversation,
): Understanding {
  if (read.kind !== 'cancel' || conversation.dialogs !== undefined || record.handoff) return read;
  if (!newestTold({ record, conversation })) return read;
  return { ...read, kind: 'intent', intent: stopMessages.id, confidence: 1 };
}

/** Whether the message takes a consent back: that holds also where a person has the conversation and the bot says nothing. */
export function stopsMessages(conversation: Conversation, text: string): boolean {
  return tappedOnNotice(conversation, text)?.what === 'stop' || noticeWish(text)?.what === 'stop';
}
