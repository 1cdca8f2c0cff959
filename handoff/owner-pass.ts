// Passing a conversation on by hand: by its owner, or by a supervisor. It goes back in line, first, for whoever was chosen, and from
// there on to everybody, so that a colleague who does not come costs no more than their patience.

import type { OpenHandoff, Route } from '../data/handoff.js';
import type { AgentId } from '../data/ids.js';
import type { HandoffKey, PassOutcome, PassTo } from './desk.js';
import type { DeskCore } from './desk-parts.js';
import { requeue } from './lifecycle.js';
import { asOwner, changeHandoff, isSupervisor, type Opened } from './owner-change.js';
import { timesFor } from './route-times.js';

/** The owner passes it on; the customer is told by whom, to whom and until when. */
export async function transfer(
  core: DeskCore,
  agent: AgentId,
  key: HandoffKey,
  pass: { readonly epoch: number; readonly to: PassTo; readonly note: string },
): Promise<PassOutcome> {
  const to = receiverOf(core, pass.to, agent);
  if (!to) return 'not-there';
  return asOwner(core, agent, key, pass.epoch, (opened) => {
    const by = passTo(core, opened, to.route, { by: agent, text: pass.note });
    core.voice.tell(opened.record, opened.conversation, `desk.transferred_${to.kind}`, {
      from: core.agentName(agent),
      to: to.name,
      by,
    });
  });
}

/** A supervisor decides who has it next, whoever has or awaits it now. */
export async function reassign(
  core: DeskCore,
  agent: AgentId,
  key: HandoffKey,
  pass: { readonly to: PassTo; readonly note: string },
): Promise<PassOutcome | 'not-allowed'> {
  if (!isSupervisor(core.agents.get(agent))) return 'not-allowed';
  const to = receiverOf(core, pass.to);
  if (!to) return 'not-there';
  return changeHandoff<PassOutcome>(core, key, 'gone', (opened) => {
    const { record, conversation, handoff } = opened;
    if (handoff.status === 'assigned' && 'agent' in pass.to && handoff.agentId === pass.to.agent)
      return { save: false, result: 'done' };
    const by = passTo(core, opened, to.route, { by: agent, text: pass.note });
    core.voice.tell(record, conversation, `desk.passed_${to.kind}`, { to: to.name, by });
    return { save: true, result: 'done' };
  });
}

interface Receiver {
  readonly kind: 'agent' | 'team';
  readonly name: string;
  readonly route: Route;
}

/** @returns `undefined` for a colleague who is not at the desk, a team that is closed, and either when unknown. */
function receiverOf(core: DeskCore, to: PassTo, notThis?: AgentId): Receiver | undefined {
  if ('team' in to) {
    const team = core.teams(core.clock()).find(({ id, open }) => id === to.team && open);
    return team && { kind: 'team', name: team.name, route: { kind: 'pool', team: team.id } };
  }
  if (to.agent === notThis || !isAtDesk(core, to.agent)) return undefined;
  const route: Route = { kind: 'colleague', agentId: to.agent };
  return { kind: 'agent', name: core.agentName(to.agent), route };
}

/** Busy ones take nothing new from the line, but a colleague may ask them. */
export function isAtDesk(core: Pick<DeskCore, 'agents' | 'presence'>, agent: AgentId): boolean {
  const presence = core.presence.of(agent);
  return core.agents.has(agent) && (presence === 'online' || presence === 'busy');
}

/** @returns the time that the customer is told. One who waited already keeps the time that they were told before. */
function passTo(
  core: DeskCore,
  { record, conversation, handoff }: Opened<OpenHandoff>,
  route: Route,
  note: { readonly by: AgentId; readonly text: string },
): string {
  const moment = core.moment();
  const text = note.text.trim();
  const passed = requeue(record, conversation, handoff, timesFor(core, record, moment.now), moment, {
    route,
    first: true,
    ...(text === ''
      ? {}
      : { note: { id: moment.newId(), at: moment.now.toISOString(), by: note.by, text, kind: 'transfer' } }),
  });
  return core.voice.time(new Date(passed.promisedBy));
}
