// A replay as one HTML page that can be mailed: charts, a table under each, light and dark, no script. Knows nothing of how it was found.

import { CHANGES, type ReplayReport, type Row, total, VIEWS } from '../../escalation/replay/index.js';
import { chartHtml, escapeHtml, tableHtml } from './chart.js';
import {
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

/** Bars of a chart; its table has all rows. */
const BARS = 10;

/** @param business whose past it is. */
export function asPage(report: ReplayReport, business: string): string {
  const title = `Thresholds tried on the past of ${business}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${report.history.kind === 'made-up' ? `<p class="made-up" role="note">${escapeHtml(headLines(report)[0] ?? '')}</p>` : ''}
${paragraphs(headLines(report).slice(report.history.kind === 'made-up' ? 1 : 0))}
<p class="answer">${escapeHtml(summaryLine(report))}</p>
<h2>What differs</h2>
${differencesHtml(report)}
<h2>Who would be affected</h2>
${tableHtml(
  ['Conversations', 'Number'],
  CHANGES.map((change) => [CHANGE_NAMES[change], whole(report.changes[change])]),
)}
${total(report.changes) > 0 ? VIEWS.map((view) => viewHtml(view, report.by[view])).join('\n') : ''}
<h2>What it means for the desk</h2>
${paragraphs(deskLines(report))}
${deskHtml(report)}
<h2>Examples to read</h2>
${examplesHtml(report)}
<h2>What this can't say</h2>
${paragraphs(limitLines(report))}
</main>
</body>
</html>
`;
}

function paragraphs(lines: readonly string[]): string {
  return lines.map((line) => `<p>${escapeHtml(line)}</p>`).join('\n');
}

function differencesHtml({ thresholds }: ReplayReport): string {
  const { differences } = thresholds;
  if (differences.length === 0) return '<p>Nothing: both are the same.</p>';
  return tableHtml(
    ['Threshold', 'Now', 'Proposed'],
    differences.map(({ path, before, after }) => [path, before ?? '–', after ?? '–']),
  );
}

/** More people on one side, fewer on the other. */
function viewHtml(view: (typeof VIEWS)[number], rows: readonly Row[]): string {
  const shown = rows.slice(0, BARS);
  const more = ({ changes }: Row) => changes['newly-passed'] + changes['newly-offered'];
  const fewer = ({ changes }: Row) =>
    changes['no-longer-passed'] + changes['no-longer-offered'] + changes['offered-instead'];
  const name = VIEW_NAMES[view];
  const [most] = shown.toSorted((a, b) => more(b) + fewer(b) - more(a) - fewer(a));
  return `<h3>By ${name}</h3>
${chartHtml({
  id: `by-${view}`,
  title: `Conversations that go another way, by ${name}`,
  description: most
    ? `Most change at ${name} ${most.name}: ${more(most)} conversations get nearer to a person, ${fewer(most)} less near.`
    : 'None changes.',
  groups: shown.map((row) => row.name),
  bars: [
    { name: 'nearer to a person', tone: 'then', values: shown.map(more) },
    { name: 'less near', tone: 'now', values: shown.map(fewer) },
  ],
  format: whole,
  of: name,
})}
<details><summary>Every ${name} and every change</summary><div class="scroll" tabindex="0" role="region" aria-label="Every ${name} and every change">${tableHtml(
    [name, ...CHANGES.map((change) => CHANGE_NAMES[change])],
    rows.map((row) => [row.name, ...CHANGES.map((change) => whole(row.changes[change]))]),
  )}</div></details>`;
}

function deskHtml({ desk }: ReplayReport): string {
  const { now, proposed, capacity } = desk;
  const groups = now.hours.map(({ hour }) => hourInWords(hour));
  const over = proposed.hours.filter(({ minutes, hour }) => minutes > (capacity[hour] ?? 0));
  const busiest = proposed.hours.toSorted((a, b) => b.peak - a.peak)[0];
  return `${chartHtml({
    id: 'minutes',
    title: 'Minutes of work for people, by hour of the day',
    description:
      over.length === 0
        ? 'The proposed work stays within the capacity in every hour.'
        : `The proposed work is more than the capacity at ${over.map(({ hour }) => hourInWords(hour)).join(', ')}.`,
    groups,
    bars: [
      { name: 'now', tone: 'now', values: now.hours.map(({ minutes }) => minutes) },
      { name: 'proposed', tone: 'then', values: proposed.hours.map(({ minutes }) => minutes) },
    ],
    line: { name: 'capacity', tone: 'line', values: [...capacity] },
    format: short,
    of: 'hour',
  })}
${chartHtml({
  id: 'line',
  title: 'Longest line, by hour of the day',
  description: `At worst ${busiest?.peak ?? 0} people wait at once under the proposed thresholds, at ${hourInWords(busiest?.hour ?? 0)}; now it is ${now.peak}.`,
  groups,
  bars: [
    { name: 'now', tone: 'now', values: now.hours.map(({ peak }) => peak) },
    { name: 'proposed', tone: 'then', values: proposed.hours.map(({ peak }) => peak) },
  ],
  format: whole,
  of: 'hour',
})}`;
}

function examplesHtml({ examples }: ReplayReport): string {
  if (examples.length === 0) return '<p>None.</p>';
  return CHANGES.map((change) => {
    const own = examples.filter((example) => example.change === change);
    if (own.length === 0) return '';
    const rows = own.map(({ words, at, level, topic, rule, value, conversation }) => [
      words === '' ? '(no words)' : words,
      at.slice(0, 16).replace('T', ' '),
      String(level),
      topic,
      `${rule} ${value}`,
      conversation,
    ]);
    const name = CHANGE_NAMES[change];
    return `<h3>${escapeHtml(name)}</h3><div class="scroll" tabindex="0" role="region" aria-label="Examples: ${escapeHtml(name)}">${tableHtml(
      ['The customer wrote', 'When (UTC)', 'Level', 'Topic', 'Rule', 'Conversation'],
      rows,
    )}</div>`;
  }).join('\n');
}

const STYLE = `
:root { color-scheme: light dark; --ink: #1c2522; --paper: #fdfdfc; --soft: #5c6763; --rule: #d9dedb; --now: #8a9a94; --then: #2f6f5e; --line: #b3432b; --note: #fff3d6; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6ebe8; --paper: #151a18; --soft: #a5b1ac; --rule: #36403c; --now: #75857f; --then: #5cb79f; --line: #f08a70; --note: #3b3015; } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 52rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
h1 { font-size: 1.6rem; line-height: 1.25; } h2 { font-size: 1.25rem; margin-top: 2.5rem; } h3 { font-size: 1rem; margin-top: 1.75rem; }
.answer { font-size: 1.15rem; font-weight: 600; } .made-up { background: var(--note); padding: .75rem 1rem; border-radius: .5rem; }
figure { margin: 1rem 0 1.5rem; } figcaption { font-weight: 600; } .legend { margin: .25rem 0; color: var(--soft); }
.key { margin-right: 1.25rem; } .swatch { display: inline-block; width: .8em; height: .8em; margin-right: .4em; border-radius: 2px; }
.swatch.now { background: var(--now); } .swatch.then { background: var(--then); } .swatch.line { background: var(--line); }
svg { width: 100%; height: auto; } rect.now { fill: var(--now); } rect.then { fill: var(--then); }
path.line { fill: none; stroke: var(--line); stroke-width: 2; } .grid { stroke: var(--rule); } .axis { fill: var(--soft); font-size: 12px; }
.scroll { overflow: auto; max-height: 24rem; } table { border-collapse: collapse; width: 100%; font-size: .9rem; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--rule); vertical-align: top; } td { overflow-wrap: anywhere; }
thead th { color: var(--soft); font-weight: 600; } tbody th { font-weight: 400; } summary { cursor: pointer; }
@media print { .scroll { max-height: none; } }
`;
