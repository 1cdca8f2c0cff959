// How the queue is read: what needs this agent, in which group a conversation stands, which comes next. Pure; knows no markup.

import type { HandoffView, QueueRow } from '../../handoff/views.js';
import { type HandoffRef, sameHandoff } from './handoff-ref.js';

export type QueueGroupId = 'turn' | 'mine' | 'waiting' | 'snoozed' | 'watching' | 'others';

export interface QueueGroup {
  readonly id: QueueGroupId;
  readonly title: string;
  readonly rows: readonly QueueRow[];
}

/** In the order in which an agent should look at them. */
const TITLES: readonly (readonly [QueueGroupId, string])[] = [
  ['turn', 'Your turn'],
  ['mine', 'Yours'],
  ['waiting', 'Waiting'],
  ['snoozed', 'Put aside'],
  ['watching', 'You read along'],
  ['others', 'With colleagues'],
];

/** Customers' lines not looked at yet, by handoff. */
type Unread = Readonly<Record<string, number>>;

/** @returns the groups that have members; within a group the server's order, which is the order in line. */
export function groupsOf(rows: readonly QueueRow[]): readonly QueueGroup[] {
  return TITLES.map(([id, title]) => ({ id, title, rows: rows.filter((row) => groupOf(row) === id) })).filter(
    ({ rows: members }) => members.length > 0,
  );
}

function groupOf(row: QueueRow): QueueGroupId {
  if (row.status === 'waiting') return row.offeredUntil === undefined ? 'waiting' : 'turn';
  if (row.mine) return row.snoozedUntil === undefined ? 'mine' : 'snoozed';
  return row.watching === undefined ? 'others' : 'watching';
}

/** @returns messages of the customer not read yet; the server counts those of the agent's own conversations. */
export function unreadOf(row: QueueRow, unread: Unread): number {
  return row.mine && row.unread !== undefined ? row.unread : (unread[row.handoffId] ?? 0);
}

/** @returns how many customers wait for a person. */
export function waitingCount(queue: readonly QueueRow[] | undefined): number {
  return queue?.filter((row) => row.status === 'waiting').length ?? 0;
}

/** @returns how many conversations want something of this agent now; stands in the page's title. */
export function needingCount(queue: readonly QueueRow[] | undefined, unread: Unread): number {
  return queue?.filter((row) => needs(row, unread)).length ?? 0;
}

function needs(row: QueueRow, unread: Unread): boolean {
  return row.status === 'waiting' ? row.claimable : row.mine && unreadOf(row, unread) > 0;
}

/**
 * @returns the conversation to turn to next: what is offered to this agent, then their own with new messages, then whoever may be
 * claimed and was promised an answer soonest; `undefined` when nothing needs them.
 */
export function nextNeeding(queue: readonly QueueRow[], unread: Unread): QueueRow | undefined {
  const needed = queue.filter((row) => needs(row, unread));
  const rank = (row: QueueRow) => (row.offeredUntil !== undefined ? 0 : row.mine ? 1 : 2);
  const due = (row: QueueRow) => row.offeredUntil ?? row.promisedBy ?? row.lastMessage?.at ?? row.openedAt;
  return needed.toSorted((a, b) => rank(a) - rank(b) || (due(a) < due(b) ? -1 : 1))[0];
}

/** @returns the row `steps` further down the list as it is shown, or the first where none is selected; it stops at the ends. */
export function stepFrom(
  queue: readonly QueueRow[],
  selected: HandoffRef | undefined,
  steps: 1 | -1,
): QueueRow | undefined {
  const shown = groupsOf(queue).flatMap(({ rows }) => rows);
  const at = selected ? shown.findIndex((row) => sameHandoff(row, selected)) : -1;
  if (at === -1) return shown[0];
  return shown[Math.min(shown.length - 1, Math.max(0, at + steps))];
}

/** @returns whether the queue says something else of the open handoff than its view does, so that it should be read again. */
export function isOutdated(view: HandoffView, queue: readonly QueueRow[]): boolean {
  const row = queue.find((r) => sameHandoff(r, view));
  return (
    !row ||
    row.status !== view.status ||
    row.mine !== view.mine ||
    row.claimable !== view.claimable ||
    row.watching !== view.watching ||
    row.snoozedUntil !== view.snoozedUntil ||
    row.ownerLostSince !== view.ownerLostSince ||
    row.routeSentence !== view.routeSentence
  );
}

/** The very rows that were there before, where they say the same, so that only what changed is drawn again. */
export function keepUnchanged(before: readonly QueueRow[], rows: readonly QueueRow[]): readonly QueueRow[] {
  const known = new Map(before.map((row) => [row.handoffId, row]));
  return rows.map((row) => {
    const old = known.get(row.handoffId);
    return old && JSON.stringify(old) === JSON.stringify(row) ? old : row;
  });
}
