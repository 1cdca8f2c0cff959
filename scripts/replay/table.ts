// A replay as text for the terminal. Knows nothing of how it was found.

import { differenceInWords } from '../../escalation/difference.js';
import { CHANGES, type ReplayReport, total, VIEWS } from '../../escalation/replay/index.js';
import {
  CHANGE_HEADS,
  CHANGE_NAMES,
  deskLines,
  headLines,
  hourInWords,
  limitLines,
  short,
  summaryLine,
  VIEW_NAMES,
  whole,
} from './words.js';

/** Rows of a view; the page and the JSON have all. */
const ROWS = 12;

export function asTable(report: ReplayReport): string {
  const { thresholds, changes, by } = report;
  const changed = CHANGES.filter((change) => changes[change] > 0);
  const parts: string[] = [
    headLines(report).join('\n'),
    thresholds.differences.map((difference) => `  ${differenceInWords(difference)}`).join('\n'),
    summaryLine(report),
    columns(changed.map((change) => [whole(changes[change]), CHANGE_NAMES[change]])),
  ];
  for (const view of total(changes) > 0 ? VIEWS : []) {
    const rows = by[view].map(({ name, changes: own }) => [
      name,
      ...changed.map((change) => whole(own[change])),
    ]);
    const more = rows.length > ROWS ? `\n  and ${rows.length - ROWS} more; --json has all` : '';
    parts.push(
      columns([
        [`By ${VIEW_NAMES[view]}`, ...changed.map((change) => CHANGE_HEADS[change])],
        ...rows.slice(0, ROWS),
      ]) + more,
    );
  }
  parts.push(deskLines(report).join('\n'), hours(report), examples(report), limitLines(report).join('\n'));
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function hours({ desk }: ReplayReport): string {
  const rows = desk.now.hours.flatMap((now, hour) => {
    const then = desk.proposed.hours[hour];
    if (!then || now.arrivals + then.arrivals === 0) return [];
    const capacity = desk.capacity[hour] ?? 0;
    return [
      [
        hourInWords(hour),
        short(now.minutes),
        short(then.minutes),
        short(capacity),
        then.minutes > capacity ? 'over' : '',
        String(now.peak),
        String(then.peak),
      ],
    ];
  });
  if (rows.length === 0) return '';
  return columns([['Hour', 'min/day now', 'proposed', 'capacity', '', 'line now', 'proposed'], ...rows]);
}

function examples({ examples: all }: ReplayReport): string {
  return CHANGES.flatMap((change) => {
    const own = all.filter((example) => example.change === change);
    if (own.length === 0) return [];
    return [
      `Examples: ${CHANGE_NAMES[change]}`,
      ...own.map(
        ({ at, words, level, rule, value, conversation }) =>
          `  ${at.slice(0, 16).replace('T', ' ')}  level ${level}  ${rule} ${value}  “${words}”  (${conversation})`,
      ),
    ];
  }).join('\n');
}

/** The first column to the left, numbers to the right. */
function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, i) =>
          isNumber(cell) || (i > 0 && row === rows[0])
            ? cell.padStart(widths[i] ?? 0)
            : cell.padEnd(widths[i] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `  ${line}`)
    .join('\n');
}

function isNumber(cell: string): boolean {
  return /^[\d,.]+$/.test(cell);
}
