// What the bot is made of. It is wired in app.ts; nothing here names a concrete store or channel.

import type { AgentId, Clock } from '../data/ids.js';
import type { ChangeFeed } from '../data/ports.js';
import type { Services } from '../dialogs/turn.js';
import type { Thresholds } from '../escalation/index.js';
import type { Presence } from '../handoff/desk.js';
import type { Understander } from '../understanding/understanding.js';

export interface BotParts {
  readonly services: Services;
  readonly feed: ChangeFeed;
  readonly clock: Clock;
  readonly understander: Understander;
  readonly thresholds: Thresholds;
  /** Languages that the texts speak, ISO 639-1. */
  readonly languages: readonly string[];
  readonly presenceOf: (agent: AgentId) => Presence;
  readonly onError: (error: unknown) => void;
}
