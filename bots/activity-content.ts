// Between the Bot Framework's activities and the plain content that is stored.

import type { Activity, ResourceResponse, TurnContext } from 'botbuilder';
import { appendEntry } from '../data/append-entry.js';
import type { ActivityContent, Conversation } from '../data/conversation.js';
import type { ActivityId } from '../data/ids.js';

const KEPT = [
  'type',
  'text',
  'textFormat',
  'attachments',
  'attachmentLayout',
  'suggestedActions',
  'inputHint',
  'name',
  'value',
  'locale',
  'channelData',
] as const satisfies readonly (keyof ActivityContent)[];

/** @returns the part of an activity that is kept; fields without a value are left out. */
export function contentOf(activity: Partial<Activity>): ActivityContent {
  const content: { -readonly [field in keyof ActivityContent]: unknown } = { type: 'message' };
  for (const field of KEPT) {
    const value: unknown = activity[field as keyof Activity];
    if (value !== undefined && !(Array.isArray(value) && value.length === 0)) content[field] = value;
  }
  return content as ActivityContent;
}

/** Collects what is said through a context instead of sending it: replies go out after the commit, never before. */
export function replyCollector(context: TurnContext): {
  clear(): void;
  appendTo(conversation: Conversation, at: Date, newId: () => string): void;
} {
  let said: ActivityContent[] = [];
  context.onSendActivities(async (_context, activities): Promise<ResourceResponse[]> => {
    said.push(...activities.map(contentOf));
    return activities.map(() => ({ id: '' }));
  });
  return {
    clear() {
      said = [];
    },
    appendTo(conversation, at, newId) {
      for (const activity of said) {
        appendEntry(conversation, { id: newId() as ActivityId, at, from: { role: 'bot' }, activity });
      }
    },
  };
}
