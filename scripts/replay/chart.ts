// Bar charts as inline SVG, with the table that says the same. No script, no font, nothing to load. Knows nothing of replay.

/** One bar of each group is one series. */
export interface Series {
  readonly name: string;
  /** A class of the page's style sheet, which gives it its colour in light and dark. */
  readonly tone: 'now' | 'then' | 'line';
  readonly values: readonly number[];
}

export interface Chart {
  readonly id: string;
  readonly title: string;
  /** What can be seen in it, for those who don't. */
  readonly description: string;
  readonly groups: readonly string[];
  readonly bars: readonly Series[];
  /** Drawn as a stepped line over the bars. */
  readonly line?: Series;
  readonly format: (value: number) => string;
  /** Head of the table's first column. */
  readonly of: string;
}

const WIDTH = 720;
const HEIGHT = 240;
const LEFT = 52;
const BOTTOM = 28;
const TOP = 12;
const STEPS = 4;

/** @returns the figure: title, legend, picture and table. */
export function chartHtml(chart: Chart): string {
  const all = [...chart.bars, ...(chart.line ? [chart.line] : [])];
  const legend = all
    .map(
      ({ name, tone }) => `<span class="key"><span class="swatch ${tone}"></span>${escapeHtml(name)}</span>`,
    )
    .join('');
  return `<figure>
<figcaption id="${chart.id}-title">${escapeHtml(chart.title)}</figcaption>
<p class="legend" aria-hidden="true">${legend}</p>
${picture(chart)}
<div class="scroll" tabindex="0" role="region" aria-label="${escapeHtml(`${chart.title}, as a table`)}">
${tableHtml(
  [chart.of, ...all.map(({ name }) => name)],
  chart.groups.map((group, i) => [group, ...all.map(({ values }) => chart.format(values[i] ?? 0))]),
)}
</div>
</figure>`;
}

function picture({ id, description, groups, bars, line, format }: Chart): string {
  const top = niceTop(Math.max(1e-9, ...[...bars, ...(line ? [line] : [])].flatMap(({ values }) => values)));
  const inner = { width: WIDTH - LEFT, height: HEIGHT - BOTTOM - TOP };
  const y = (value: number) => TOP + inner.height * (1 - value / top);
  const slot = inner.width / Math.max(1, groups.length);
  const bar = (slot * 0.7) / Math.max(1, bars.length);
  const grid = Array.from({ length: STEPS + 1 }, (_, i) => {
    const value = (top * i) / STEPS;
    return `<line class="grid" x1="${LEFT}" x2="${WIDTH}" y1="${at(y(value))}" y2="${at(y(value))}"/><text class="axis" x="${LEFT - 6}" y="${at(y(value) + 4)}" text-anchor="end">${escapeHtml(format(value))}</text>`;
  });
  const every = Math.ceil(groups.length / 12);
  const names = groups.map((group, i) =>
    i % every === 0
      ? `<text class="axis" x="${at(LEFT + slot * (i + 0.5))}" y="${HEIGHT - 8}" text-anchor="middle">${escapeHtml(cut(group, slot * every))}</text>`
      : '',
  );
  const rects = bars.flatMap(({ values, tone }, series) =>
    values.map((value, i) => {
      const x = LEFT + slot * i + slot * 0.15 + bar * series;
      const height = Math.max(value > 0 ? 1 : 0, (inner.height * value) / top);
      return `<rect class="${tone}" x="${at(x)}" y="${at(TOP + inner.height - height)}" width="${at(bar)}" height="${at(height)}"/>`;
    }),
  );
  const steps = line
    ? `<path class="line" d="${line.values.map((value, i) => `${i === 0 ? 'M' : 'L'}${at(LEFT + slot * i)} ${at(y(value))}H${at(LEFT + slot * (i + 1))}`).join('')}"/>`
    : '';
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="${id}-title ${id}-what"><desc id="${id}-what">${escapeHtml(description)}</desc>${grid.join('')}${rects.join('')}${steps}${names.join('')}</svg>`;
}

export function tableHtml(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = ([first = '', ...others]: readonly string[]) =>
    `<tr><th scope="row">${escapeHtml(first)}</th>${others.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`;
  return `<table><thead><tr>${head.map((name) => `<th scope="col">${escapeHtml(name)}</th>`).join('')}</tr></thead><tbody>${rows.map(cells).join('')}</tbody></table>`;
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** The next of 1, 2, 4, 6, 8, 10 times a power of ten, so that the four steps are round. */
function niceTop(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most));
  return power * ([1, 2, 4, 6, 8, 10].find((step) => step * power >= most) ?? 10);
}

/** About seven pixels a letter. */
function cut(text: string, width: number): string {
  const letters = Math.max(2, Math.floor(width / 7));
  return text.length <= letters ? text : `${text.slice(0, letters - 1)}…`;
}

function at(value: number): string {
  return String(Math.round(value * 10) / 10);
}
