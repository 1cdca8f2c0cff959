// An agent's tools over our own desk: who may use them, and each request once. What the bot then does and says is the bot's.

import type { CannedReply, DeskWords } from '../data/business.js';
import type { Conversation } from '../data/conversation.js';
import type { CustomerRecord } from '../data/customer.js';
import type { OpenHandoff } from '../data/handoff.js';
import type { AgentId, HandoffId } from '../data/ids.js';
import type { ChangeFeed, Stores } from '../data/ports.js';
import type { HandoffKey } from './desk.js';
import type { DeskParts } from './desk-parts.js';
import { sees } from './desk-view.js';
import { fillReply, type ReplyValues } from './fill-reply.js';
import { conversationOf } from './lifecycle.js';
import { changeHandoff, isOwner } from './owner-change.js';
import {
  ACTION_MARK,
  type AgentTools,
  type AskedAction,
  type OfferedAction,
  type SuggestedAnswer,
} from './tools.js';

export interface BotRequest extends Omit<AskedAction, 'epoch'> {
  readonly handoffId: HandoffId;
  readonly agentName: string;
}

/** What the tools need of the bot; drafts are the caller's, who commits. */
export interface BotForAgents {
  replyValues(record: CustomerRecord, conversation: Conversation | undefined, agentName: string): ReplyValues;
  suggest(conversation: Conversation): Promise<readonly SuggestedAnswer[]>;
  offered(
    record: CustomerRecord,
    conversation: Conversation,
    handoff: HandoffId,
  ): Promise<readonly OfferedAction[]>;
  /** Says it into the draft; after `not-offered` the draft is not to be kept. */
  run(
    record: CustomerRecord,
    conversation: Conversation,
    request: BotRequest,
  ): Promise<'done' | 'not-offered'>;
}

export function createAgentTools(
  parts: Pick<DeskParts, 'agents'> & {
    readonly stores: Stores;
    readonly feed: ChangeFeed;
    readonly words: DeskWords | undefined;
    readonly bot: BotForAgents;
  },
): AgentTools {
  const { stores, bot, agents, words = { replies: [], reasons: [] } } = parts;
  const nameOf = (agent: AgentId) => agents.get(agent)?.name ?? agent;

  /** Reads what an agent may see. */
  async function look<T>(
    agent: AgentId,
    key: HandoffKey,
    work: (record: CustomerRecord, conversation: Conversation, handoff: OpenHandoff) => T | Promise<T>,
  ): Promise<T | undefined> {
    const record = (await stores.customers.get(key.customerId))?.value;
    const handoff = record?.handoff;
    if (!record || handoff?.id !== key.handoffId || !sees(parts, agent, handoff)) return undefined;
    const conversation = conversationOf(record, handoff);
    return conversation && work(record, conversation, handoff);
  }

  return {
    words: () => words,
    replies: (agent, key) =>
      look<readonly CannedReply[]>(agent, key, (record, conversation) => {
        const values = bot.replyValues(record, conversation, nameOf(agent));
        return words.replies.map((reply) => fillReply(reply, values));
      }),
    suggestions: (agent, key) => look(agent, key, (_record, conversation) => bot.suggest(conversation)),
    actions: (agent, key) =>
      look(agent, key, (record, conversation, handoff) => bot.offered(record, conversation, handoff.id)),
    act: (agent, key, { epoch, ...asked }) =>
      changeHandoff<Awaited<ReturnType<AgentTools['act']>>>(
        parts,
        key,
        'gone',
        async ({ record, conversation, handoff }) => {
          // Before the epoch: what was done in time is not refused later.
          if (wasAsked(conversation, asked.clientId)) return { save: false, result: 'done' };
          if (!isOwner(handoff, agent) || handoff.epoch !== epoch) return { save: false, result: 'stale' };
          const request = { ...asked, handoffId: handoff.id, agentName: nameOf(agent) };
          const result = await bot.run(record, conversation, request);
          // Whoever asks the bot is awake, and waits for the customer anew.
          const { nudged, snoozedUntil, unanswered, ...kept } = handoff;
          record.handoff = kept;
          return { save: result === 'done', result };
        },
      ),
  };
}

function wasAsked({ transcript }: Conversation, clientId: string): boolean {
  return transcript.some(
    ({ from, activity }) =>
      from.role === 'system' &&
      activity.name === ACTION_MARK &&
      (activity.value as { clientId?: unknown } | undefined)?.clientId === clientId,
  );
}
