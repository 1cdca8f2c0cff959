// What becomes of an event of an outside desk, under the customer's lock: once, in order, and from the owner only.

import { appendEntry, markHandled } from '../../data/append-entry.js';
import { changeCustomer } from '../../data/change-customer.js';
import type { Conversation } from '../../data/conversation.js';
import type { CustomerRecord } from '../../data/customer.js';
import type { AssignedHandoff, OpenHandoff } from '../../data/handoff.js';
import type { ActivityId, AgentId } from '../../data/ids.js';
import type { DeskCore } from '../desk-parts.js';
import { assign, conversationOf, endHandoff, mark } from '../lifecycle.js';
import type { DeskContent, DeskEvent } from './desk-event.js';
import type { Overdue } from './overdue.js';

export type Taken =
  | { readonly outcome: 'taken'; readonly epoch?: number }
  | { readonly outcome: 'duplicate' }
  /** Nobody has accepted it, or somebody else has it now; nothing was done. */
  | { readonly outcome: 'stale' }
  /** Events before it are missing; nothing was done. */
  | { readonly outcome: 'early'; readonly expected: number }
  | { readonly outcome: 'gone' };

/** What the desk is made of, and what its agents are called who give no name. */
export interface OutsideCore extends DeskCore {
  readonly teamName: string;
}

/** What is changed here belongs to the caller, who commits it where the outcome is `taken`. */
interface Draft {
  readonly record: CustomerRecord;
  readonly conversation: Conversation;
  readonly handoff: OpenHandoff;
}

/** Stands for everybody of the outside desk while nobody is named. */
const SOMEBODY = agentIdOf('');

export function takeEvent(core: OutsideCore, event: DeskEvent): Promise<Taken> {
  const { customerId, handoffId } = event.key;
  return changeCustomer<Taken>(core.stores, core.feed, customerId, async (record) => {
    const conversation = record && conversationWith(record, event);
    if (!record || !conversation) return { result: { outcome: 'gone' } };
    // Ids are the desk's own; the customer's channel has others.
    const id = `desk ${event.id}`;
    if (conversation.handled.includes(id) || wasHeard(conversation, event))
      return { result: { outcome: 'duplicate' } };
    const { handoff } = record;
    if (handoff?.id !== handoffId) return { result: { outcome: 'gone' } };
    const expected = heardOf(conversation, event) + 1;
    if (event.number !== undefined && event.number > expected)
      return { result: { outcome: 'early', expected } };
    const done = await apply(core, { record, conversation, handoff }, event);
    if (done === 'stale') return { result: { outcome: 'stale' } };
    markHandled(conversation, id);
    if (event.number !== undefined) conversation.heard = { handoffId, count: event.number };
    const epoch = record.handoff?.epoch;
    return { record, result: { outcome: 'taken', ...(epoch === undefined ? {} : { epoch }) } };
  });
}

/** Of an ended handoff too, so that what is sent again is known again. */
function conversationWith(record: CustomerRecord, { key }: DeskEvent): Conversation | undefined {
  const { handoff } = record;
  if (handoff?.id === key.handoffId) return conversationOf(record, handoff);
  const past = record.pastHandoffs.find(({ id }) => id === key.handoffId);
  return record.conversations.find(({ id }) => id === past?.conversationId);
}

function heardOf({ heard }: Conversation, { key }: DeskEvent): number {
  return heard?.handoffId === key.handoffId ? heard.count : 0;
}

function wasHeard(conversation: Conversation, event: DeskEvent): boolean {
  return event.number !== undefined && event.number <= heardOf(conversation, event);
}

async function apply(core: OutsideCore, draft: Draft, event: DeskEvent): Promise<'done' | 'stale'> {
  const { content } = event;
  const { handoff } = draft;
  switch (content.kind) {
    case 'accepted':
      accept(core, draft, event);
      return 'done';
    case 'failed':
      end(core, draft, 'unanswered');
      return 'done';
    case 'completed':
      if (handoff.status === 'waiting') end(core, draft, 'unanswered');
      else if (!isOwner(handoff, event)) return 'stale';
      else await complete(core, { ...draft, handoff }, event, content.goesOn);
      return 'done';
    case 'message':
      if (!isOwner(handoff, event)) return 'stale';
      say(core, { ...draft, handoff }, event, content);
      return 'done';
    case 'typing':
    case 'other':
      // Nothing that is kept.
      return 'done';
    default:
      return content satisfies never;
  }
}

/** Whoever accepts has it, under a new epoch; the same one again has it already. */
function accept(core: OutsideCore, { record, conversation, handoff }: Draft, { from }: DeskEvent): void {
  const agentId = agentIdOf(from?.id ?? '');
  if (handoff.status === 'assigned' && handoff.agentId === agentId) return;
  if (handoff.status === 'assigned') replace(core, { record, conversation, handoff }, agentId);
  else assign(record, conversation, handoff, agentId, core.moment());
  if (from?.name) core.voice.tell(record, conversation, 'handoff.joined', { agent: from.name });
  else core.voice.tell(record, conversation, 'outside-desk.joined');
}

/** Passed on within the outside desk: one owner, so whoever had it has it no more. */
function replace(
  core: OutsideCore,
  { record, conversation, handoff }: Draft & { readonly handoff: AssignedHandoff },
  agentId: AgentId,
): void {
  record.handoff = { ...handoff, agentId, epoch: handoff.epoch + 1 };
  mark(conversation, 'handoff.status', { handoff: handoff.id, state: 'accepted' }, core.moment());
}

function isOwner(handoff: OpenHandoff, { from, epoch }: DeskEvent): handoff is AssignedHandoff {
  if (handoff.status !== 'assigned') return false;
  if (epoch !== undefined && epoch !== handoff.epoch) return false;
  return from === undefined || handoff.agentId === SOMEBODY || handoff.agentId === agentIdOf(from.id);
}

function say(
  core: OutsideCore,
  { conversation, handoff }: Draft & { readonly handoff: AssignedHandoff },
  event: DeskEvent,
  { text, textFormat, attachments }: Extract<DeskContent, { kind: 'message' }>,
): void {
  const agentId = event.from ? agentIdOf(event.from.id) : handoff.agentId;
  appendEntry(conversation, {
    id: core.newId() as ActivityId,
    at: core.clock(),
    from: {
      role: 'agent',
      agentId,
      name: event.from?.name ?? nameOf(agentId, conversation) ?? core.teamName,
    },
    activity: {
      type: 'message',
      ...(text === '' ? {} : { text, textFormat }),
      ...(attachments.length > 0 ? { attachments } : {}),
      channelData: { clientId: event.id },
    },
  });
}

async function complete(
  core: OutsideCore,
  draft: Draft & { readonly handoff: AssignedHandoff },
  { from }: DeskEvent,
  goesOn: boolean,
): Promise<void> {
  const { record, conversation, handoff } = draft;
  const known = from?.name ?? nameOf(handoff.agentId, conversation);
  const agent = known === core.teamName ? undefined : known;
  const closed = endOn(core, draft, goesOn ? 'returned' : 'completed');
  if (!agent) core.voice.tell(record, conversation, 'outside-desk.silent');
  else if (goesOn) core.voice.tell(record, conversation, 'handoff.returned', { agent });
  else core.voice.tell(record, conversation, 'handoff.closed', { agent });
  if (goesOn) await core.onReturned(record, conversation);
  else if (closed) await core.onClosed(record, conversation, closed);
}

/** Ends it without anybody's goodbye, and says so. */
export function end(core: OutsideCore, draft: Draft, why: Overdue): void {
  endOn(core, draft, why === 'silent' ? 'silent' : 'failed');
  core.voice.tell(draft.record, draft.conversation, `outside-desk.${why}`);
}

function endOn(
  core: OutsideCore,
  { record, conversation }: Draft,
  outcome: 'returned' | 'completed' | 'failed' | 'silent',
) {
  const moment = core.moment();
  // Nobody helped: the same reason may call for a person again at once.
  const minutes = outcome === 'failed' ? 0 : core.settledMinutes(record);
  const settledUntil = new Date(moment.now.getTime() + minutes * 60_000);
  return endHandoff(record, conversation, { outcome, settledUntil }, moment);
}

/** Apart from the ids of our own people, whatever the outside desk calls its own. */
function agentIdOf(id: string): AgentId {
  return `outside:${id}` as AgentId;
}

/** How an agent was called who spoke in this conversation before. */
function nameOf(agentId: AgentId, { transcript }: Conversation): string | undefined {
  const last = transcript.findLast(({ from }) => from.role === 'agent' && from.agentId === agentId);
  return last?.from.role === 'agent' ? last.from.name : undefined;
}
