// The door to the quality figures: `npm run evaluate -- <area> [--json] [--short] [the area's own options]`. Each area has a folder of its own.

import type { Evaluation } from './evaluation.js';
import { asJson, asTable, isMet } from './figures.js';

/** Loaded when asked for, so that one area never pays for another. */
const AREAS: Readonly<Record<string, () => Promise<Evaluation>>> = {
  understanding: async () => (await import('./understanding/evaluate.js')).evaluateUnderstanding,
  relationship: async () => (await import('./relationship/index.js')).evaluateRelationship,
  desk: async () => (await import('./desk/index.js')).evaluateDesk,
  topics: async () => (await import('./topics/index.js')).evaluateTopics,
  recommendations: async () => (await import('./recommendations/index.js')).evaluateRecommendations,
};

const [name = '', ...rest] = process.argv.slice(2);
const argv = rest.filter((argument) => argument !== '--json' && argument !== '--short');
const load = AREAS[name];
if (!load) {
  console.error(`Usage: npm run evaluate -- <${Object.keys(AREAS).join('|')}> [--json] [--short]`);
  process.exit(2);
}
const evaluate = await load();
const figures = await evaluate({
  datasets: process.env.DATASETS_DIR,
  short: rest.includes('--short'),
  argv,
  progress: (text) => console.error(text),
});
console.log(rest.includes('--json') ? asJson(figures) : asTable(figures));
process.exitCode = figures.some((figure) => isMet(figure) === false) ? 1 : 0;
