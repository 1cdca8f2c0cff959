// How the state changes with the queue and with the agent's presence. Pure; knows no network, no clock and no markup.

import type { AgentView, QueueRow } from '../../handoff/views.js';
import { alertsOfQueue } from './alerts.js';
import type { ConsoleState } from './console-state.js';
import { type HandoffRef, sameHandoff } from './handoff-ref.js';
import { keepUnchanged } from './queue-groups.js';

/** Why an agent finds themselves away. */
export const SET_AWAY = 'Nothing came from this console for a while, so you get no new conversations.';

const BACK: ConsoleState['notice'] = {
  intent: 'info',
  text: 'You were set to away while nothing came from this console. You get new conversations again.',
};
export function queueChanged(state: ConsoleState, rows: readonly QueueRow[]): ConsoleState {
  const before = state.queue;
  const came = before
    ? rows.filter((row) => row.status === 'waiting' && !before.some((b) => sameHandoff(b, row)))
    : [];
  const [first] = came;
  const [turn] = before ? alertsOfQueue(before, rows) : [];
  const news = turn
    ? `${turn.title}. ${turn.text}`
    : first && `${first.customerName} is waiting. ${first.trigger}`;
  const open = new Set(rows.map((row) => row.handoffId));
  const [gone] = goneFrom(before ?? [], rows);
  return {
    ...state,
    queue: keepUnchanged(before ?? [], rows),
    unread: Object.fromEntries(Object.entries(state.unread).filter(([id]) => open.has(id))),
    announcement: news ?? state.announcement,
    ...(gone ? { notice: { intent: 'warning', text: gone } } : {}),
  };
}

/** @returns what to tell an agent of conversations that they had and did not let go themselves. */
function goneFrom(before: readonly QueueRow[], rows: readonly QueueRow[]): readonly string[] {
  return before
    .filter((row) => row.mine)
    .flatMap((row) => {
      const now = rows.find((one) => sameHandoff(one, row));
      if (now?.mine) return [];
      if (!now) return [`The conversation with ${row.customerName} has ended.`];
      const where = now.routeSentence.charAt(0).toLowerCase() + now.routeSentence.slice(1);
      return [`You do not have ${row.customerName} any more: ${where}.`];
    });
}

/** The agent let a conversation go: what the queue says of it next is no news. */
export function letGo(state: ConsoleState, ref: HandoffRef): ConsoleState {
  const queue = state.queue?.map((row) => (sameHandoff(row, ref) ? { ...row, mine: false } : row));
  return { ...state, ...(queue ? { queue } : {}), open: { kind: 'none' } };
}

export function presenceChanged(
  state: ConsoleState,
  presence: AgentView['presence'],
  setAway: true | undefined,
): ConsoleState {
  if (state.session.kind !== 'agent') return state;
  const { setAway: before, ...agent } = state.session.agent;
  if (agent.presence === presence && before === setAway) return state;
  return {
    ...state,
    session: { kind: 'agent', agent: { ...agent, presence, ...(setAway ? { setAway } : {}) } },
    ...(before && !setAway && presence !== 'away' ? { notice: BACK } : {}),
    announcement: setAway && !before ? `You were set to away. ${SET_AWAY}` : state.announcement,
  };
}
