// Colleagues around a conversation that somebody owns: listeners, supervisors, whispers and notes. Nothing of it is for the customer.

import type { HandoffNote, OpenHandoff, Watcher } from '../data/handoff.js';
import type { AgentId } from '../data/ids.js';
import type { HandoffKey, PassOutcome, WatchOutcome } from './desk.js';
import type { DeskCore } from './desk-parts.js';
import { asOwner, changeHandoff, isOwner, isSupervisor } from './owner-change.js';
import { isAtDesk } from './owner-pass.js';
import { watcherOf } from './watchers.js';

export interface PrivateWords {
  readonly clientId: string;
  readonly text: string;
}

export async function invite(
  core: DeskCore,
  agent: AgentId,
  key: HandoffKey,
  epoch: number,
  colleague: AgentId,
): Promise<PassOutcome> {
  if (colleague === agent || !isAtDesk(core, colleague)) return 'not-there';
  return asOwner(core, agent, key, epoch, ({ record, handoff }) => {
    record.handoff = { ...handoff, watchers: withWatcher(handoff.watchers, colleague, 'listener') };
  });
}

/** What waits has no owner to watch: supervisors read it anyway. */
export async function watch(core: DeskCore, agent: AgentId, key: HandoffKey): Promise<WatchOutcome> {
  if (!isSupervisor(core.agents.get(agent))) return 'not-allowed';
  return changeHandoff<WatchOutcome>(core, key, 'gone', ({ record, handoff }) => {
    if (handoff.status !== 'assigned' || handoff.agentId === agent) return { save: false, result: 'done' };
    record.handoff = { ...handoff, watchers: withWatcher(handoff.watchers, agent, 'supervisor') };
    return { save: true, result: 'done' };
  });
}

function withWatcher(
  watchers: readonly Watcher[] = [],
  agentId: AgentId,
  as: Watcher['as'],
): readonly Watcher[] {
  return watchers.some((watcher) => watcher.agentId === agentId) ? watchers : [...watchers, { agentId, as }];
}

export function leave(core: DeskCore, agent: AgentId, key: HandoffKey): Promise<WatchOutcome> {
  return changeHandoff<WatchOutcome>(core, key, 'gone', ({ record, handoff }) => {
    if (handoff.status !== 'assigned' || !watcherOf(handoff, agent))
      return { save: false, result: 'not-allowed' };
    const { watchers, ...kept } = handoff;
    const others = watchers?.filter(({ agentId }) => agentId !== agent) ?? [];
    record.handoff = others.length > 0 ? { ...kept, watchers: others } : kept;
    return { save: true, result: 'done' };
  });
}

export function whisper(
  core: DeskCore,
  agent: AgentId,
  key: HandoffKey,
  words: PrivateWords,
): Promise<WatchOutcome> {
  return writeDown(core, agent, key, words, 'whisper', (handoff) => watcherOf(handoff, agent) !== undefined);
}

export function note(
  core: DeskCore,
  agent: AgentId,
  key: HandoffKey,
  words: PrivateWords,
): Promise<WatchOutcome> {
  const may = (handoff: OpenHandoff) => isOwner(handoff, agent) || watcherOf(handoff, agent) !== undefined;
  return writeDown(core, agent, key, words, 'note', may);
}

/** The same `clientId` of the same agent again is written once. */
function writeDown(
  core: DeskCore,
  agent: AgentId,
  key: HandoffKey,
  words: PrivateWords,
  kind: HandoffNote['kind'],
  may: (handoff: OpenHandoff) => boolean,
): Promise<WatchOutcome> {
  return changeHandoff<WatchOutcome>(core, key, 'gone', ({ record, handoff }) => {
    if (!may(handoff)) return { save: false, result: 'not-allowed' };
    const notes = handoff.notes ?? [];
    if (notes.some(({ id, by }) => id === words.clientId && by === agent))
      return { save: false, result: 'done' };
    const at = core.clock().toISOString();
    const written: HandoffNote = { id: words.clientId, at, by: agent, text: words.text, kind };
    record.handoff = { ...handoff, notes: [...notes, written] };
    return { save: true, result: 'done' };
  });
}
