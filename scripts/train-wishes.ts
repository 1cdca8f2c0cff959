// Learns the weights of understanding/preferences from sentences of scripts/train-wishes and the development sets: `npx tsx scripts/train-wishes.ts`.
// Prints exact matches on groups of sentences left out; with `--faults` also what was read wrong. Writes understanding/preferences/weights.ts.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadBusiness } from '../data/load-business.js';
import { vocabularyOf } from '../understanding/vocabulary.js';
import {
  type Example,
  examplesOf,
  examplesOfLabelled,
  LEAST,
  LESS,
  questionsOf,
} from './train-wishes/examples.js';
import { f1Of, fitWeights, judge } from './train-wishes/fitting.js';
import { madeUp } from './train-wishes/made-up.js';
import { markedSentences } from './train-wishes/sentences.js';

const pathOf = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const WEIGHTS = pathOf('../understanding/preferences/weights.ts');
const DEVELOPMENT = '../bench/recommendations/development';
const FOLDS = 5;
/** With 12,000 that count a tenth F1 on authors left out is .01 to .02 higher than with 3,000 that count a fifth; 24,000 add nothing. */
const MADE_UP = 12_000;
/** Of the second author's set only half A may be read. */
const HALF_A = 150;
const CHARACTERS_A_LINE = 104;
/** Any day does: no wish depends on it. */
const TODAY = '2026-11-21';

const { products } = await loadBusiness(pathOf('../data/business'), { today: TODAY });
const shop = { products, vocabulary: vocabularyOf(products.values()) };
const written = examplesOf(markedSentences(readFileSync(pathOf('train-wishes/sentences.txt'), 'utf8')), shop);
const first = await examplesOfLabelled(pathOf(`${DEVELOPMENT}/preferences.jsonl`), shop);
const halfA = await examplesOfLabelled(
  pathOf(`${DEVELOPMENT}/preferences-second-author.jsonl`),
  shop,
  HALF_A,
);
const third = await examplesOfLabelled(pathOf(`${DEVELOPMENT}/preferences-third-author.jsonl`), shop);
const fromPhrases = examplesOf(
  madeUp(readFileSync(pathOf('train-wishes/phrases.txt'), 'utf8'), MADE_UP),
  shop,
  LEAST,
);
const knowledge = pathOf('../data/business/knowledge');
const questions = examplesOf(
  readdirSync(knowledge).flatMap((name) => questionsOf(readFileSync(`${knowledge}/${name}`, 'utf8'))),
  shop,
  LESS,
);
const beside = [...fromPhrases, ...questions];

const showsFaults = process.argv.includes('--faults');
const groups = [...new Set(written.map(({ group }) => group))];
const folds = (part: (example: Example, at: number) => number) =>
  Array.from({ length: FOLDS }, (_, fold) => {
    const learns = written.filter((example, at) => part(example, at) !== fold);
    const weights = fitWeights([...learns, ...first, ...halfA, ...third, ...beside]);
    return judge(
      written.filter((example, at) => part(example, at) === fold),
      weights,
    );
  });
const sentences = [...new Set(written.map(({ text }) => text))];
const bySentence = new Map(sentences.map((text, at) => [text, at % FOLDS]));
const byGroup = new Map(groups.map((group, at) => [group, at % FOLDS]));
tell(
  'single sentences of our own left out',
  folds(({ text }) => bySentence.get(text) ?? 0),
);
if (process.argv.includes('--groups'))
  tell(
    'whole groups of our own left out',
    folds(({ group }) => byGroup.get(group) ?? 0),
  );
tell('the first author left out', [judge(first, fitWeights([...written, ...halfA, ...third, ...beside]))]);
tell('half A of the second author left out', [
  judge(halfA, fitWeights([...written, ...first, ...third, ...beside])),
]);
tell('the third author left out', [judge(third, fitWeights([...written, ...first, ...halfA, ...beside]))]);

const weights = fitWeights([...written, ...first, ...halfA, ...third, ...beside]);
const lines = Buffer.from(weights.buffer)
  .toString('base64')
  .match(new RegExp(`.{1,${CHARACTERS_A_LINE}}`, 'g'));
writeFileSync(
  WEIGHTS,
  `// What scripts/train-wishes.ts has learnt from its sentences and bench/recommendations/development. Not to be edited by hand.

export const LEARNT = {
  weights: [
${(lines ?? []).map((line) => `    '${line}',`).join('\n')}
  ],
} as const;
`,
);

function tell(what: string, judged: readonly ReturnType<typeof judge>[]): void {
  const sum = (count: (each: ReturnType<typeof judge>) => number) =>
    judged.reduce((all, each) => all + count(each), 0);
  const all = {
    right: sum(({ right }) => right),
    wrong: sum(({ wrong }) => wrong),
    missed: sum(({ missed }) => missed),
  };
  console.log(
    `${what}: ${all.right} right, ${all.wrong} wrong, ${all.missed} missed; F1 ${f1Of(all).toFixed(3)}`,
  );
  if (showsFaults) for (const { faults } of judged) for (const fault of faults) console.log(`  ${fault}`);
}
