// What an outside desk may send: the Bot Framework's handoff.status, and messages of its agents. Knows the shape, not what becomes of it.

import { z } from 'zod';
import type { AttachmentContent } from '../../data/conversation.js';
import type { HandoffKey } from '../desk.js';
import { keyOf } from './handoff-key.js';

/** Characters; beyond any message that a person writes. */
const TEXT_LIMIT = 10_000;
const MOST_ATTACHMENTS = 10;

export interface DeskEvent {
  /** The desk's own; sent again, it has no second effect. */
  readonly id: string;
  readonly key: HandoffKey;
  /** Its place among the desk's events for this handoff, from 1 without gaps; absent: the desk doesn't number them. */
  readonly number?: number | undefined;
  /** The owner as the sender knows it; absent: whoever it is now. */
  readonly epoch?: number | undefined;
  /** Who of the desk did it; a status may have nobody. */
  readonly from?: { readonly id: string; readonly name?: string | undefined } | undefined;
  readonly content: DeskContent;
}

export type DeskContent =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'failed' }
  /** `goesOn`: the bot takes up what it was at, rather than asking how it was. */
  | { readonly kind: 'completed'; readonly goesOn: boolean }
  | {
      readonly kind: 'message';
      readonly text: string;
      readonly textFormat: 'plain' | 'markdown';
      readonly attachments: readonly AttachmentContent[];
    }
  | { readonly kind: 'typing' }
  /** What hubs send besides; the protocol asks to bear with it. */
  | { readonly kind: 'other' };

const Attachment = z.object({
  contentType: z.string().min(1).max(200),
  name: z.string().max(300).optional(),
  content: z.unknown().optional(),
  contentUrl: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .optional(),
});

const Activity = z.object({
  type: z.string().min(1).max(100),
  id: z.string().min(1).max(200),
  name: z.string().max(100).nullish(),
  conversation: z.object({ id: z.string().min(1).max(500) }),
  from: z.object({ id: z.string().min(1).max(200), name: z.string().max(200).nullish() }).nullish(),
  text: z.string().max(TEXT_LIMIT).nullish(),
  textFormat: z.string().nullish(),
  attachments: z.array(Attachment).max(MOST_ATTACHMENTS).nullish(),
  value: z.unknown().optional(),
  channelData: z
    .object({ number: z.int().min(1).optional(), epoch: z.int().min(0).optional() })
    .nullish()
    .catch(undefined),
});

const Status = z.object({ state: z.string(), outcome: z.string().optional().catch(undefined) });

/** @returns the event, or what does not fit. */
export function readDeskEvent(body: unknown): { readonly event: DeskEvent } | { readonly fault: string } {
  const read = Activity.safeParse(body);
  if (!read.success) {
    const [issue] = read.error.issues;
    return { fault: `${issue?.path.join('.') || 'the activity'}: ${issue?.message ?? 'does not fit'}` };
  }
  const { id, conversation, from, channelData } = read.data;
  const key = keyOf(conversation.id);
  if (!key) return { fault: `conversation.id: "${conversation.id}" names no handoff` };
  const content = contentOf(read.data);
  if (typeof content === 'string') return { fault: content };
  return {
    event: {
      ...{ id, key, content },
      number: channelData?.number,
      epoch: channelData?.epoch,
      from: from ? { id: from.id, name: from.name?.trim() || undefined } : undefined,
    },
  };
}

function contentOf({
  type,
  name,
  value,
  text,
  textFormat,
  attachments,
}: z.infer<typeof Activity>): DeskContent | string {
  switch (type) {
    case 'message': {
      const words = text ?? '';
      const files = attachments ?? [];
      if (words.trim() === '' && files.length === 0) return 'text: the message is empty';
      return {
        kind: 'message',
        text: words,
        textFormat: textFormat === 'markdown' ? 'markdown' : 'plain',
        attachments: files,
      };
    }
    case 'typing':
      return { kind: 'typing' };
    case 'event': {
      if (name !== 'handoff.status') return { kind: 'other' };
      const status = Status.safeParse(value);
      if (!status.success) return 'value.state: is missing';
      return contentOfStatus(status.data);
    }
    default:
      return { kind: 'other' };
  }
}

function contentOfStatus({ state, outcome }: z.infer<typeof Status>): DeskContent {
  switch (state) {
    case 'accepted':
    case 'failed':
      return { kind: state };
    case 'completed':
      return { kind: 'completed', goesOn: outcome === 'returned' };
    default:
      return { kind: 'other' };
  }
}
