// What an agent is to be called to, as told by each event. Pure: knows neither sound nor notification, nor whether they are wanted.

import type { QueueRow, TranscriptLine } from '../../handoff/views.js';
import { type HandoffRef, sameHandoff } from './handoff-ref.js';
import { DUE_SOON_MS } from './times.js';

export interface Alert {
  /** `offered`: it is this agent's turn. `due`: a promise that they could keep is near its end. `message`: their customer wrote. */
  readonly kind: 'offered' | 'due' | 'message';
  readonly ref: HandoffRef;
  readonly title: string;
  readonly text: string;
}

/** @returns what is offered to this agent now and was not before. @param before absent at the first reading. */
export function alertsOfQueue(
  before: readonly QueueRow[] | undefined,
  rows: readonly QueueRow[],
): readonly Alert[] {
  return rows
    .filter((row) => row.offeredUntil !== undefined)
    .filter((row) => before?.find((old) => sameHandoff(old, row))?.offeredUntil === undefined)
    .map((row) => ({
      kind: 'offered',
      ref: refOf(row),
      title: row.first ? `Your turn, first in line: ${row.customerName}` : `Your turn: ${row.customerName}`,
      text: row.trigger,
    }));
}

/** @param attentive the agent has that conversation before their eyes. */
export function alertOfLines(
  row: QueueRow | undefined,
  lines: readonly TranscriptLine[],
  attentive: boolean,
): Alert | undefined {
  const last = lines.findLast((line) => line.from === 'customer');
  if (!row?.mine || !last || attentive) return undefined;
  return { kind: 'message', ref: refOf(row), title: row.customerName, text: last.text };
}

/**
 * @param told handoffs that were called out before.
 * @returns promises near their end that this agent could keep by claiming.
 */
export function alertsOfTime(
  rows: readonly QueueRow[],
  now: number,
  told: ReadonlySet<string>,
): readonly Alert[] {
  return rows
    .filter((row) => row.claimable && row.promisedBy !== undefined && !told.has(row.handoffId))
    .filter((row) => Date.parse(row.promisedBy ?? '') - now <= DUE_SOON_MS)
    .map((row) => ({
      kind: 'due',
      ref: refOf(row),
      title: `Promise near its end: ${row.customerName}`,
      text: row.trigger,
    }));
}

function refOf({ customerId, handoffId }: HandoffRef): HandoffRef {
  return { customerId, handoffId };
}
