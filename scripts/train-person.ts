// Learns the weights of understanding/person from labelled messages: `npx tsx scripts/train-person.ts [file.csv …]`, by default those of
// bench/understanding/development. Prints the figures of five folds; writes understanding/person/weights.ts.

import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { SIGNS } from '../understanding/person/rules.js';
import { type Example, FOLDS, readExamples } from './train-person/examples.js';
import { fitWeights, judge, lineFor, precisionAndRecall } from './train-person/fitting.js';

const WEIGHTS = fileURLToPath(new URL('../understanding/person/weights.ts', import.meta.url));
const DEVELOPMENT = ['person.csv', 'person-more.csv', 'person-plain.csv', 'person-various.csv'].map((name) =>
  fileURLToPath(new URL(`../bench/understanding/development/${name}`, import.meta.url)),
);
const CHARACTERS_A_LINE = 104;

const given = process.argv.slice(2);
const examples = await readExamples(given.length > 0 ? given : DEVELOPMENT);
const folds = Array.from({ length: FOLDS }, (_, fold) => {
  const weights = fitWeights(examples.filter((example) => example.fold !== fold));
  const held = examples.filter((example) => example.fold === fold);
  return (kind: Example['kind']) =>
    judge(
      held.filter((example) => example.kind === kind),
      weights,
    );
});
const judged = (kind: Example['kind']) => folds.flatMap((fold) => fold(kind));
const [labelled, stories, ordinary] = [judged('labelled'), judged('story'), judged('ordinary')];
console.log(
  `${labelled.length} labelled messages, as many in a story, ${ordinary.length} ordinary questions; ${FOLDS} folds.`,
);
for (const least of [0.95, 0.96, 0.97, 0.975, 0.98, 0.985]) {
  const line = lineFor(labelled, least);
  const { precision, recall } = precisionAndRecall(labelled, line);
  const told = precisionAndRecall(stories, line);
  const heard = ordinary.filter(({ odds }) => odds >= line).length;
  console.log(
    `from ${line.toFixed(2)}: precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}; in stories ${told.precision.toFixed(3)}, ${told.recall.toFixed(3)}; ${heard} ordinary questions heard as wishes`,
  );
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
