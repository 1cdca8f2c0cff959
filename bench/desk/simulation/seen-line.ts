// A line of a transcript as a customer's screen has it, for their log. Pure.

import type { TranscriptEntry } from '../../../data/conversation.js';
import type { Seen } from './logs.js';

/** Boundaries are the Bot Framework's own events, which clients are sent as well. */
export function seenOf({ id, sequence, at, from, activity }: TranscriptEntry): Seen {
  const { clientId } = (activity.channelData ?? {}) as { readonly clientId?: string };
  const boundary = from.role === 'system' ? boundaryOf(activity.name, activity.value) : undefined;
  return {
    ...{ id, sequence, at: Date.parse(at), from: from.role, text: activity.text ?? '' },
    ...(clientId === undefined ? {} : { clientId }),
    ...(boundary ? { boundary } : {}),
  };
}

function boundaryOf(name: string | undefined, value: unknown): Seen['boundary'] {
  const { handoff: handoffId = '', state } = (value ?? {}) as { handoff?: string; state?: string };
  switch (name) {
    case 'handoff.initiate':
      return { handoffId, state: 'opened' };
    case 'handoff.route':
      return { handoffId, state: 'passed-on' };
    case 'handoff.status':
      return { handoffId, state: state === 'accepted' ? 'accepted' : 'ended' };
    default:
      return undefined;
  }
}
