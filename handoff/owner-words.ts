// What an owner does in a conversation: says something, types, reads, puts it aside.

import { appendEntry } from '../data/append-entry.js';
import type { AttachmentContent, Conversation } from '../data/conversation.js';
import type { ActivityId, AgentId } from '../data/ids.js';
import type { HandoffKey, OwnerOutcome } from './desk.js';
import type { DeskCore } from './desk-parts.js';
import { asOwner, changeHandoff, isOwner } from './owner-change.js';

export interface AgentMessage {
  readonly clientId: string;
  readonly text: string;
  readonly epoch: number;
  readonly attachments?: readonly AttachmentContent[];
}

/** Whoever answers has read, is awake, and waits for the customer anew. */
export function say(
  core: DeskCore,
  agent: AgentId,
  key: HandoffKey,
  message: AgentMessage,
): Promise<OwnerOutcome> {
  const { attachments = [] } = message;
  return asOwner(core, agent, key, message.epoch, ({ record, conversation, handoff }) => {
    if (wasSaid(conversation, message.clientId)) return;
    const entry = appendEntry(conversation, {
      id: core.newId() as ActivityId,
      at: core.clock(),
      from: { role: 'agent', agentId: agent, name: core.agentName(agent) },
      activity: {
        type: 'message',
        text: message.text,
        textFormat: 'plain',
        ...(attachments.length > 0 ? { attachments } : {}),
        channelData: { clientId: message.clientId },
      },
    });
    const { nudged, snoozedUntil, ...kept } = handoff;
    record.handoff = { ...kept, read: { ...handoff.read, agent: entry.sequence } };
  });
}

function wasSaid({ transcript }: Conversation, clientId: string): boolean {
  return transcript.some(
    ({ from, activity }) =>
      from.role === 'agent' &&
      (activity.channelData as { clientId?: string } | undefined)?.clientId === clientId,
  );
}

/** From memory: a sign every few seconds is worth no read of the store. */
export function showTyping(core: DeskCore, agent: AgentId, key: HandoffKey, epoch: number): void {
  const handoff = core.queue.of(key.customerId)?.handoff;
  if (handoff?.id !== key.handoffId || !isOwner(handoff, agent) || handoff.epoch !== epoch) return;
  core.typing.tell({
    customerId: key.customerId,
    conversationId: handoff.conversationId,
    from: { agentName: core.agentName(agent) },
  });
}

/** How far the owner has read; what is known already costs no write. */
export function readUpTo(
  core: DeskCore,
  agent: AgentId,
  key: HandoffKey,
  sequence: number,
): Promise<OwnerOutcome> {
  return changeHandoff<OwnerOutcome>(core, key, 'gone', ({ record, conversation, handoff }) => {
    if (!isOwner(handoff, agent)) return { save: false, result: 'stale' };
    const upTo = Math.min(sequence, conversation.transcript.at(-1)?.sequence ?? 0);
    if (upTo <= (handoff.read?.agent ?? 0)) return { save: false, result: 'done' };
    record.handoff = { ...handoff, read: { ...handoff.read, agent: upTo } };
    return { save: true, result: 'done' };
  });
}

/** @param until absent or past: takes it up again. */
export function snooze(
  core: DeskCore,
  agent: AgentId,
  key: HandoffKey,
  epoch: number,
  until?: Date,
): Promise<OwnerOutcome> {
  return asOwner(core, agent, key, epoch, ({ record, handoff }) => {
    const { snoozedUntil, nudged, ...awake } = handoff;
    record.handoff = until && until > core.clock() ? { ...awake, snoozedUntil: until.toISOString() } : awake;
  });
}
