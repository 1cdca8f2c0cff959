// What an agent is to be called to, as told by each event. Pure: knows neither sound nor notification, nor whether they are wanted.

import type { QueueRow, TranscriptLine } from '../../handoff/views.js';
import { type HandoffRef, sameHandoff } from './handoff-ref.js';
import { answerState, clockTime, DUE_SOON_MS } from './times.js';

export interface Alert {
  /** `offered`: it is this agent's turn. `due`: a promise that they could keep is near its end, or half of the time is over in which they have to answer their own customer. `message`: their customer wrote. */
  readonly kind: 'offered' | 'due' | 'message';
  readonly ref: HandoffRef;
  readonly title: string;
  readonly text: string;
  /** What is called out no second time, by this name. */
  readonly once?: string;
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
 * @param told what was called out before.
 * @returns promises near their end that this agent could keep by claiming, and their own customers who wait for an answer.
 */
export function alertsOfTime(
  rows: readonly QueueRow[],
  now: number,
  told: ReadonlySet<string>,
): readonly (Alert & { readonly once: string })[] {
  return rows
    .flatMap((row) => promiseNear(row, now) ?? answerNear(row, now) ?? [])
    .filter(({ once }) => !told.has(once));
}

function promiseNear(row: QueueRow, now: number): (Alert & { readonly once: string }) | undefined {
  if (!row.claimable || row.promisedBy === undefined) return undefined;
  if (Date.parse(row.promisedBy) - now > DUE_SOON_MS) return undefined;
  const title = `Promise near its end: ${row.customerName}`;
  return { kind: 'due', ref: refOf(row), title, text: row.trigger, once: row.handoffId };
}

function answerNear(row: QueueRow, now: number): (Alert & { readonly once: string }) | undefined {
  if (!row.mine || row.answer === undefined || answerState(row.answer, now).state === 'in-time')
    return undefined;
  const { since, by } = row.answer;
  return {
    kind: 'due',
    ref: refOf(row),
    title: `Answer soon: ${row.customerName}`,
    text: `Waiting for your answer. At ${clockTime(by, now)} somebody else is asked.`,
    once: `${row.handoffId} ${since}`,
  };
}

function refOf({ customerId, handoffId }: HandoffRef): HandoffRef {
  return { customerId, handoffId };
}
