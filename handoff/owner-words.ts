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
export async function say(
  core: DeskCore,
  agent: AgentId,
  key: HandoffKey,
  message: AgentMessage,
): Promise<OwnerOutcome> {
  const { attachments = [] } = message;
  const outcome = await changeHandoff<OwnerOutcome>(
    core,
    key,
    'gone',
    ({ record, conversation, handoff }) => {
      // Before the epoch: of what was sent in time, nobody may be told later that it was not.
      if (wasSaid(conversation, agent, message.clientId)) return { save: false, result: 'done' };
      if (!isOwner(handoff, agent) || handoff.epoch !== message.epoch)
        return { save: false, result: 'stale' };
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
      const { nudged, snoozedUntil, unanswered, ...kept } = handoff;
      record.handoff = { ...kept, read: { ...handoff.read, agent: entry.sequence } };
      return { save: true, result: 'done' };
    },
  );
  return outcome === 'gone' && (await wasSaidBefore(core, agent, key, message.clientId)) ? 'done' : outcome;
}

/** Of what was sent before the end, too, nobody is told that it was not: its answer may have been lost. */
async function wasSaidBefore(
  { stores }: DeskCore,
  agent: AgentId,
  { customerId }: HandoffKey,
  clientId: string,
): Promise<boolean> {
  const open = (await stores.customers.get(customerId))?.value.conversations ?? [];
  if (open.some((conversation) => wasSaid(conversation, agent, clientId))) return true;
  const archived = await stores.archive.of(customerId);
  return archived.some((conversation) => wasSaid(conversation, agent, clientId));
}

function wasSaid({ transcript }: Conversation, agent: AgentId, clientId: string): boolean {
  return transcript.some(
    ({ from, activity }) =>
      from.role === 'agent' &&
      from.agentId === agent &&
      (activity.channelData as { clientId?: string } | undefined)?.clientId === clientId,
  );
}

/** From memory: a sign every few seconds is worth no read of the store. */
export function showTyping(core: DeskCore, agent: AgentId, key: HandoffKey, epoch: number): void {
  const { handoff, row } = core.queue.of(key.customerId) ?? {};
  if (handoff?.id !== key.handoffId || !isOwner(handoff, agent) || handoff.epoch !== epoch) return;
  core.typing.tell({
    customerId: key.customerId,
    conversationId: handoff.conversationId,
    ...(row ? { channel: row.channel } : {}),
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

/** Whoever puts a conversation aside for longer has forgotten it; then it stands among the others again. */
const LONGEST_SNOOZE_MS = 31 * 24 * 3_600_000;

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
    const now = core.clock();
    const last = new Date(now.getTime() + LONGEST_SNOOZE_MS);
    record.handoff =
      until && until > now ? { ...awake, snoozedUntil: (until < last ? until : last).toISOString() } : awake;
  });
}
