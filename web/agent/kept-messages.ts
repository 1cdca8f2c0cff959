// Messages of an agent that have not reached the server, kept for as long as the tab lives, so that a reload loses none.
// Knows nothing of sending.

import type { Outgoing } from './outgoing.js';

export interface KeptMessage extends Outgoing {
  /** Why it was refused; absent: it is on its way, or waits for a connection. */
  readonly problem?: string;
}

/** By agent: whoever signs in next in this tab neither sees nor sends them. */
const keyOf = (agentId: string): string => `rapport.unsent.${agentId}`;

export function readKept(agentId: string, storage: Storage = sessionStorage): readonly KeptMessage[] {
  try {
    const read: unknown = JSON.parse(storage.getItem(keyOf(agentId)) ?? '[]');
    return Array.isArray(read) ? read.filter(isKept) : [];
  } catch {
    // Somebody's hands, or a version of ours that wrote otherwise: nothing that could be sent.
    return [];
  }
}

/** No messages: nothing is left behind. */
export function keepMessages(
  agentId: string,
  messages: readonly KeptMessage[],
  storage: Storage = sessionStorage,
): void {
  if (messages.length > 0) storage.setItem(keyOf(agentId), JSON.stringify(messages));
  else storage.removeItem(keyOf(agentId));
}

function isKept(value: unknown): value is KeptMessage {
  const message = value as Partial<Record<keyof KeptMessage, unknown>> | null;
  return (
    typeof message === 'object' &&
    message !== null &&
    [message.customerId, message.handoffId, message.clientId, message.text].every(
      (field) => typeof field === 'string',
    ) &&
    typeof message.epoch === 'number'
  );
}
