// What stands in the transcript, in order: lines, what colleagues wrote between them, and the bot's part folded into one. Pure.

import type { BotSummary, NoteLine, TranscriptLine } from '../../handoff/views.js';

export type TimelineItem =
  | {
      readonly kind: 'line';
      readonly line: TranscriptLine;
      /** The line right above; absent: something else is. */
      readonly before?: TranscriptLine;
    }
  | { readonly kind: 'note'; readonly note: NoteLine }
  /** Stands for `count` lines, which follow it when they are shown. */
  | { readonly kind: 'bot-part'; readonly summary: BotSummary; readonly count: number };

/**
 * @param lines by sequence.
 * @param notes oldest first.
 * @param unfolded shows the bot's part line by line, below its summary.
 */
export function timelineOf(
  lines: readonly TranscriptLine[],
  notes: readonly NoteLine[],
  summary: BotSummary | undefined,
  unfolded: boolean,
): readonly TimelineItem[] {
  const items: TimelineItem[] = [];
  const left = [...notes];
  const count = summary ? lines.filter((line) => isIn(summary, line)).length : 0;
  let begun = false;
  for (const line of lines) {
    while (left[0] && left[0].at < line.at) items.push({ kind: 'note', note: left.shift() as NoteLine });
    if (summary && isIn(summary, line)) {
      if (!begun) items.push({ kind: 'bot-part', summary, count });
      begun = true;
      if (!unfolded) continue;
    }
    const last = items.at(-1);
    items.push({ kind: 'line', line, ...(last?.kind === 'line' ? { before: last.line } : {}) });
  }
  return [...items, ...left.map((note) => ({ kind: 'note', note }) as const)];
}

/** @returns the agent's last line that the customer has read; nothing when they have read none. */
export function lastRead(
  lines: readonly TranscriptLine[],
  customerRead: number | undefined,
): number | undefined {
  if (customerRead === undefined) return undefined;
  return lines.findLast(({ from, sequence }) => from === 'agent' && sequence <= customerRead)?.sequence;
}

function isIn({ from, to }: BotSummary, { sequence }: TranscriptLine): boolean {
  return from <= sequence && sequence <= to;
}
