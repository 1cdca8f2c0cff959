// A transcript as agents read it.

import type { AttachmentContent, TranscriptEntry } from '../data/conversation.js';
import { ACTION_MARK } from './tools.js';
import type { TranscriptLine } from './views.js';

const BOUNDARIES: Readonly<Record<string, string>> = {
  'handoff.initiate': 'Handoff opened',
  'handoff.route': 'Passed on to the next in line',
  'handoff.status': 'Handoff',
};

/** @returns `undefined` for an entry that has nothing to read, such as the customer's page opening. */
export function lineOf(
  entry: TranscriptEntry,
  names: { readonly customer: string; readonly bot: string },
): TranscriptLine | undefined {
  const { id, sequence, at, activity } = entry;
  const attachments = activity.attachments ?? [];
  const text = activity.text ?? boundary(entry);
  if (text === '' && attachments.length === 0) return undefined;
  return {
    ...{ id, sequence, at, text, attachments },
    from: entry.from.role,
    name: speakerName(entry, names),
    ...clientIdOf(activity.channelData),
  };
}

function speakerName(
  { from }: TranscriptEntry,
  names: { readonly customer: string; readonly bot: string },
): string {
  switch (from.role) {
    case 'customer':
      return names.customer;
    case 'bot':
      return names.bot;
    case 'agent':
      return from.name;
    case 'system':
      return '';
  }
}

function boundary({ activity }: TranscriptEntry): string {
  if (activity.name === ACTION_MARK) return askedInWords(activity.value);
  const label = BOUNDARIES[activity.name ?? ''];
  if (label === undefined) return '';
  const value = activity.value as { state?: string; outcome?: string } | undefined;
  const detail = value?.outcome ?? value?.state;
  return detail ? `${label} ${detail}` : label;
}

function askedInWords(value: unknown): string {
  const { by, title } = value as { by: string; title: string };
  return `${by} asked the bot: ${title}`;
}

function clientIdOf(channelData: unknown): { clientId?: string } {
  const clientId = (channelData as { clientId?: unknown } | undefined)?.clientId;
  return typeof clientId === 'string' ? { clientId } : {};
}

/** One short line for the queue. */
export function preview(text: string | undefined, attachments: readonly AttachmentContent[] = []): string {
  const words = (text ?? '').replace(/\s+/g, ' ').trim();
  if (words === '') return attachments.length > 0 ? 'Sent an attachment' : '';
  return words.length > 120 ? `${words.slice(0, 117)}…` : words;
}
