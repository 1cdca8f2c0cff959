// The port of an agent's tools in a conversation: prepared words, suggestions, what the bot can be asked for. Types only; another
// desk need not have them.

import type { CannedReply, DeskWords } from '../data/business.js';
import type { AgentId } from '../data/ids.js';
import type { HandoffKey, OwnerOutcome } from './desk.js';

/** Marks in the transcript, for agents, that the bot was asked for what follows. */
export const ACTION_MARK = 'agent.action';

/** What the bot can do for an agent, in the customer's sight. */
export const BOT_ACTIONS = ['look-up-order', 'start-return', 'book-visit', 'recommend'] as const;
export type BotActionKind = (typeof BOT_ACTIONS)[number];

export interface OfferedAction {
  readonly kind: BotActionKind;
  readonly title: string;
  /** Of these one is chosen; absent: there is nothing to choose. */
  readonly choices?: readonly { readonly id: string; readonly title: string }[];
  /** `running`: the bot takes the customer's answers. `paused`: the agent wrote since; asked again it goes on where it was. */
  readonly state?: 'running' | 'paused';
}

/** An entry of the knowledge that may answer what the customer asked last. */
export interface SuggestedAnswer {
  readonly entryId: string;
  /** The question that it answers. */
  readonly title: string;
  /** Markdown, as it stands in the knowledge. */
  readonly answer: string;
  /** The page's title, as the customer would read it. */
  readonly source: string;
  /** Probability that it is what was asked, 0 to 1. */
  readonly confidence: number;
}

export interface AskedAction {
  readonly epoch: number;
  /** The same again has no second effect. */
  readonly clientId: string;
  readonly kind: BotActionKind;
  readonly choice?: string;
}

/** Whoever may see the conversation may read; only its owner may ask the bot. `undefined`: it is not theirs to see, or has ended. */
export interface AgentTools {
  /** The business's own, with their placeholders. */
  words(): DeskWords;
  /** The replies with their placeholders filled for this customer. */
  replies(agent: AgentId, key: HandoffKey): Promise<readonly CannedReply[] | undefined>;
  /** At most three, best first. */
  suggestions(agent: AgentId, key: HandoffKey): Promise<readonly SuggestedAnswer[] | undefined>;
  actions(agent: AgentId, key: HandoffKey): Promise<readonly OfferedAction[] | undefined>;
  /** `not-offered`: there is no such action for this customer, or no such choice; nothing was done. */
  act(agent: AgentId, key: HandoffKey, asked: AskedAction): Promise<OwnerOutcome | 'not-offered'>;
}
