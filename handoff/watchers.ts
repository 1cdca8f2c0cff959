// Who reads along without owning the conversation. Pure.

import type { OpenHandoff, Watcher } from '../data/handoff.js';
import type { AgentId } from '../data/ids.js';

export function watcherOf(handoff: OpenHandoff, agent: AgentId): Watcher | undefined {
  return handoff.status === 'assigned'
    ? handoff.watchers?.find(({ agentId }) => agentId === agent)
    : undefined;
}
