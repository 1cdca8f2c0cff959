// How a transcript entry looks to the customer: a Direct Line activity. What is not for customers is left out here.

import type { Channel, TranscriptEntry } from '../../data/conversation.js';
import type { Session } from './tokens.js';

/** What is true of the whole business, on every activity. */
export interface WireNames {
  readonly botName: string;
}

export interface WireActivity {
  readonly type: string;
  readonly id: string;
  readonly timestamp: string;
  readonly channelId: 'directline';
  readonly from: { readonly id: string; readonly name?: string; readonly role: 'user' | 'bot' };
  readonly conversation: { readonly id: string };
  readonly [field: string]: unknown;
}

/** What a poll or a frame carries; the watermark is the sequence of the last entry seen, shown or not. */
export interface ActivitySet {
  readonly activities: readonly WireActivity[];
  readonly watermark: string;
}

/** The one channel whose conversations this protocol reads. */
export const CHANNEL: Channel = 'web';

/** @returns the entries after `after`, as this customer may see them. */
export function activitySet(
  entries: readonly TranscriptEntry[],
  after: number,
  session: Session,
  names: WireNames,
): ActivitySet {
  const news = entries.filter((entry) => entry.sequence > after);
  return {
    activities: news.flatMap((entry) => wireActivity(entry, session, names) ?? []),
    watermark: String(news.at(-1)?.sequence ?? after),
  };
}

/** @returns `undefined` for what is not for the customer: marks without a text, and events between the bot and the desk. */
export function wireActivity(
  entry: TranscriptEntry,
  session: Session,
  names: WireNames,
): WireActivity | undefined {
  if (!isForCustomer(entry)) return undefined;
  const {
    type,
    text,
    textFormat,
    attachments,
    attachmentLayout,
    suggestedActions,
    inputHint,
    name,
    value,
    locale,
  } = entry.activity;
  return {
    type,
    id: entry.id,
    timestamp: entry.at,
    channelId: 'directline',
    from: sender(entry, session, names),
    conversation: { id: session.conversationId },
    text,
    textFormat,
    attachments,
    attachmentLayout,
    suggestedActions,
    inputHint,
    name,
    value,
    locale,
    // An agent's carries the console's own marks. The customer's comes back as it was: its client pairs the echo by it.
    channelData: entry.from.role === 'agent' ? undefined : entry.activity.channelData,
  };
}

/** A person types: shown for a moment, in no transcript. */
export function typingActivity(
  agentName: string,
  session: Session,
  { id, at }: { readonly id: string; readonly at: Date },
): WireActivity {
  return {
    type: 'typing',
    id,
    timestamp: at.toISOString(),
    channelId: 'directline',
    from: { id: AGENT, name: agentName, role: 'bot' },
    conversation: { id: session.conversationId },
  };
}

/** What customers' clients call every person at the desk; the name tells which one. */
const AGENT = 'agent';

const SHOWN_TYPES = new Set(['message', 'event', 'typing', 'endOfConversation']);

function isForCustomer({ from, activity }: TranscriptEntry): boolean {
  if (!SHOWN_TYPES.has(activity.type)) return false;
  if (from.role === 'system') return Boolean(activity.text);
  // handoff.initiate carries the brief, which is for agents.
  return from.role === 'customer' || activity.type !== 'event' || !activity.name?.startsWith('handoff.');
}

function sender({ from }: TranscriptEntry, session: Session, { botName }: WireNames): WireActivity['from'] {
  switch (from.role) {
    case 'customer':
      return { id: session.user, name: session.name, role: 'user' };
    case 'agent':
      return { id: AGENT, name: from.name, role: 'bot' };
    case 'bot':
    case 'system':
      return { id: 'bot', name: botName, role: 'bot' };
    default:
      return from satisfies never;
  }
}

/** @returns the sequence that a client has seen; 0, for everything, when it names none that we could have given. */
export function parseWatermark(watermark: string | undefined): number {
  return watermark !== undefined && /^\d{1,9}$/.test(watermark) ? Number(watermark) : 0;
}
