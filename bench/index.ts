// The door to the benchmarks: `npm run bench -- <area> [--json] [--short]`. Each area lives in a file of its own.

import { parseArgs } from 'node:util';
import { asJson, asTable, type BenchOptions, type Figure, isMet } from './figures.js';

type Area = (options: BenchOptions) => Promise<readonly Figure[]>;

/** Loaded when asked for, so that one area never pays for another. */
const AREAS: Readonly<Record<string, () => Promise<Area>>> = {
  turns: async () => (await import('./turns.js')).benchTurns,
  replay: async () => (await import('./replay.js')).benchReplay,
  growth: async () => (await import('./growth.js')).benchGrowth,
};

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, short: { type: 'boolean', default: false } },
});
const [name = ''] = positionals;
const load = AREAS[name];
if (!load) {
  console.error(`Usage: npm run bench -- <${Object.keys(AREAS).join('|')}> [--json] [--short]`);
  process.exit(2);
}
const area = await load();
const figures = await area({ short: values.short, progress: (text) => console.error(text) });
console.log(values.json ? asJson(figures) : asTable(figures));
process.exitCode = figures.some((figure) => isMet(figure) === false) ? 1 : 0;
