// What the bot is made of. It is wired in app.ts; nothing here names a concrete store or channel.

import type { KnowledgeEntry } from '../data/business.js';
import type { CustomerRecord } from '../data/customer.js';
import type { AgentId, Clock } from '../data/ids.js';
import type { ChangeFeed } from '../data/ports.js';
import type { Services } from '../dialogs/turn.js';
import type { Thresholds } from '../escalation/index.js';
import type { Presence } from '../handoff/desk.js';
import type { LinePlace } from '../handoff/line-place.js';
import type { AnswerPhraser } from '../understanding/phrase-answer/index.js';
import type { Understander } from '../understanding/understanding.js';

export interface BotParts {
  readonly services: Services;
  readonly feed: ChangeFeed;
  readonly clock: Clock;
  readonly understander: Understander;
  /** Topics of the thresholds in force that a message is like, whatever its words; absent: words alone tell. */
  readonly topicsLike?: (text: string) => Promise<readonly string[]>;
  /** What is answered from, by id; it may change at run time. Absent: the business's own knowledge. */
  readonly knowledge?: ReadonlyMap<string, KnowledgeEntry>;
  /** Those in force now; they may be others at the next turn. */
  readonly thresholds: Thresholds;
  /** Languages that the texts speak, ISO 639-1. */
  readonly languages: readonly string[];
  readonly presenceOf: (agent: AgentId) => Presence;
  /** Whether an agent has no place for one more; absent: nobody's are counted. */
  readonly isFull?: (agent: AgentId) => boolean;
  /** How busy the people online are; left out, nobody is held back by it. */
  readonly deskLoad?: () => { readonly freePlaces: number; readonly waiting: number };
  /** Where whoever waits stands in line; left out, nothing is said of it. */
  readonly placeInLine?: (record: CustomerRecord) => LinePlace | undefined;
  readonly onError: (error: unknown) => void;
  /** Words answers; absent: entries are quoted. */
  readonly phraser?: AnswerPhraser;
}
