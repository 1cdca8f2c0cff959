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
  const kept = KEPT.flatMap((field) => {
    const value = activity[field as keyof Activity];
    const empty = value === undefined || (Array.isArray(value) && value.length === 0);
    return empty ? [] : [[field, value]];
  });
  return { type: activity.type ?? 'message', ...Object.fromEntries(kept) };
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
