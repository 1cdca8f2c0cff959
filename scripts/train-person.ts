// Learns the weights of understanding/person from labelled messages: `npx tsx scripts/train-person.ts [file.csv …]`, each file another author's, by default those
// of bench/understanding/development. Prints the figures with each author left out; writes understanding/person/weights.ts.

import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SIGNS } from '../understanding/person/rules.js';
import { readExamples } from './train-person/examples.js';
import { fitWeights, judge, precisionAndRecall } from './train-person/fitting.js';

const WEIGHTS = fileURLToPath(new URL('../understanding/person/weights.ts', import.meta.url));
/** By author: sentences of the one who wrote what was learnt from flatter what is learnt. */
const DEVELOPMENT = [
  ['person.csv'],
  ['person-more.csv', 'person-plain.csv'],
  ['person-various.csv'],
  ['person-fresh.csv', 'person-contrasts.csv'],
].map((names) =>
  names.map((name) => fileURLToPath(new URL(`../bench/understanding/development/${name}`, import.meta.url))),
);
const LINES = [0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.2];
const CHARACTERS_A_LINE = 104;

const given = process.argv.slice(2);
const authors = given.length > 0 ? given.map((file) => [file]) : DEVELOPMENT;
const examples = await readExamples(authors);
for (const [author, files] of authors.entries()) {
  const held = examples.filter((example) => example.author === author);
  const weights = fitWeights(examples.filter((example) => example.author !== author));
  const [labelled = [], stories = [], ordinary = []] = (['labelled', 'story', 'ordinary'] as const).map(
    (kind) =>
      judge(
        held.filter((example) => example.kind === kind),
        weights,
      ),
  );
  console.log(
    `${files.map((file) => basename(file)).join(', ')} left out: ${labelled.length} messages, as many in a story, ${ordinary.length} ordinary questions`,
  );
  for (const line of LINES) {
    const { precision, recall } = precisionAndRecall(labelled, line);
    const told = precisionAndRecall(stories, line);
    const heard = ordinary.filter(({ odds }) => odds >= line).length;
    console.log(
      `  from ${line}: precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}; in stories ${told.precision.toFixed(3)}, ${told.recall.toFixed(3)}; ${heard} ordinary questions heard as wishes`,
    );
  }
}
const learnt = fitWeights(examples);
const lines = Buffer.from(learnt.wording.buffer)
  .toString('base64')
  .match(new RegExp(`.{1,${CHARACTERS_A_LINE}}`, 'g'));
writeFileSync(
  WEIGHTS,
  `// What scripts/train-person.ts has learnt from the labelled messages of bench/understanding/development. Not to be edited by hand.

export const LEARNT = {
  bias: ${learnt.bias},
  /** In the order of SIGNS. */
  signs: [
${learnt.signs.map((weight, at) => `    ${weight}, // ${SIGNS[at]}`).join('\n')}
  ],
  step: ${learnt.step},
  wording: [
${(lines ?? []).map((line) => `    '${line}',`).join('\n')}
  ],
} as const;
`,
);
