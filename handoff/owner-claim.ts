// How a conversation gets its owner: claimed from the line, or taken over by a supervisor. One owner, under an epoch that grows.

import type { AssignedHandoff, WaitingHandoff } from '../data/handoff.js';
import type { AgentId } from '../data/ids.js';
import type { ClaimOutcome, HandoffKey } from './desk.js';
import type { DeskCore } from './desk-parts.js';
import { assign, mark } from './lifecycle.js';
import { type Changed, changeHandoff, isSupervisor, type Opened } from './owner-change.js';
import { mayClaim } from './routing.js';

const GONE: ClaimOutcome = { outcome: 'gone' };

export async function claim(core: DeskCore, agent: AgentId, key: HandoffKey): Promise<ClaimOutcome> {
  let taken: WaitingHandoff | undefined;
  const outcome = await changeHandoff<ClaimOutcome>(core, key, GONE, (opened) => {
    const { handoff } = opened;
    taken = undefined;
    if (handoff.status === 'waiting') {
      if (!mayClaim(handoff, agent)) return { save: false, result: { outcome: 'not-yours' } };
      taken = handoff;
      return join(core, agent, { ...opened, handoff });
    }
    return handoff.agentId === agent
      ? // The same agent again, say after a lost answer, owns it already.
        { save: false, result: { outcome: 'claimed', epoch: handoff.epoch } }
      : { save: false, result: { outcome: 'taken', by: core.agentName(handoff.agentId) } };
  });
  // A first try may have found it waiting, and the next one gone.
  if (taken && outcome.outcome === 'claimed') countPromise(core, taken);
  return outcome;
}

/** Only the first promise is judged: a conversation that comes back in line kept or broke it before. */
function countPromise(core: DeskCore, { epoch, firstPromise, promisedBy }: WaitingHandoff): void {
  if (epoch > 0) return;
  const inTime = core.clock().toISOString() <= (firstPromise ?? promisedBy);
  core.tally.count(inTime ? 'kept' : 'broken');
}

export async function takeOver(
  core: DeskCore,
  agent: AgentId,
  key: HandoffKey,
): Promise<ClaimOutcome | { readonly outcome: 'not-allowed' }> {
  if (!isSupervisor(core.agents.get(agent))) return { outcome: 'not-allowed' };
  let taken: WaitingHandoff | undefined;
  const outcome = await changeHandoff<ClaimOutcome>(core, key, GONE, (opened) => {
    const { handoff } = opened;
    taken = handoff.status === 'waiting' ? handoff : undefined;
    if (handoff.status === 'waiting') return join(core, agent, { ...opened, handoff });
    if (handoff.agentId === agent)
      return { save: false, result: { outcome: 'claimed', epoch: handoff.epoch } };
    return replace(core, agent, { ...opened, handoff });
  });
  if (taken && outcome.outcome === 'claimed') countPromise(core, taken);
  return outcome;
}

function join(
  core: DeskCore,
  agent: AgentId,
  { record, conversation, handoff }: Opened<WaitingHandoff>,
): Changed<ClaimOutcome> {
  const { epoch } = assign(record, conversation, handoff, agent, core.moment());
  core.voice.tell(record, conversation, 'handoff.joined', { agent: core.agentName(agent) });
  return { save: true, result: { outcome: 'claimed', epoch } };
}

function replace(
  core: DeskCore,
  agent: AgentId,
  { record, conversation, handoff }: Opened<AssignedHandoff>,
): Changed<ClaimOutcome> {
  const { lostSince, nudged, snoozedUntil, unanswered, watchers, read, ...kept } = handoff;
  const others = watchers?.filter(({ agentId }) => agentId !== agent) ?? [];
  const epoch = handoff.epoch + 1;
  record.handoff = {
    ...kept,
    agentId: agent,
    takenOverAt: core.clock().toISOString(),
    epoch,
    ...(others.length > 0 ? { watchers: others } : {}),
    // How far the customer has read stays true; the new owner begins with nothing read.
    ...(read?.customer === undefined ? {} : { read: { customer: read.customer } }),
  };
  mark(conversation, 'handoff.status', { handoff: handoff.id, state: 'accepted' }, core.moment());
  core.voice.tell(record, conversation, 'desk.taken_over', {
    agent: core.agentName(agent),
    from: core.agentName(handoff.agentId),
  });
  return { save: true, result: { outcome: 'claimed', epoch } };
}
