// How an owner ends it: gives the customer back to the bot, or closes the talk.

import type { ClosedHandoff } from '../data/handoff.js';
import type { AgentId } from '../data/ids.js';
import type { Ending, HandoffKey, OwnerOutcome } from './desk.js';
import type { DeskCore } from './desk-parts.js';
import { endHandoff } from './lifecycle.js';
import { asOwner, type Opened } from './owner-change.js';

/** The bot goes on where it was. */
export function giveBack(
  core: DeskCore,
  agent: AgentId,
  key: HandoffKey,
  ending: Ending,
): Promise<OwnerOutcome> {
  return asOwner(core, agent, key, ending.epoch, async (opened) => {
    const { record, conversation } = opened;
    end(core, opened, 'returned', ending);
    core.voice.tell(record, conversation, 'handoff.returned', { agent: core.agentName(agent) });
    await core.onReturned(record, conversation);
  });
}

/** The customer is asked how it was. */
export function close(
  core: DeskCore,
  agent: AgentId,
  key: HandoffKey,
  ending: Ending,
): Promise<OwnerOutcome> {
  return asOwner(core, agent, key, ending.epoch, async (opened) => {
    const { record, conversation } = opened;
    const closed = end(core, opened, 'completed', ending);
    core.voice.tell(record, conversation, 'handoff.closed', { agent: core.agentName(agent) });
    if (closed) await core.onClosed(record, conversation, closed);
  });
}

/** Ends it on the draft, so that the same rule calls nobody for a while. */
export function end(
  core: DeskCore,
  { record, conversation }: Opened,
  outcome: ClosedHandoff['outcome'],
  { note, reason }: Pick<Ending, 'note' | 'reason'>,
): ClosedHandoff | undefined {
  const moment = core.moment();
  const settledUntil = new Date(moment.now.getTime() + core.settledMinutes(record) * 60_000);
  return endHandoff(
    record,
    conversation,
    { outcome, settledUntil, ...(note ? { note } : {}), ...(reason ? { wrapUp: reason } : {}) },
    moment,
  );
}
