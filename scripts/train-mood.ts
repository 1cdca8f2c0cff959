// Learns the weights of understanding/mood from the public set GoEmotions and from our own examples: `DATASETS_DIR=… npx tsx scripts/train-mood.ts`.
// Writes understanding/mood/weights.ts: numbers only, no sentence of the set.

import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { trainComments } from './train-mood/comments.js';
import { type Example, trainFrustration } from './train-mood/weighing.js';

const WEIGHTS = fileURLToPath(new URL('../understanding/mood/weights.ts', import.meta.url));
const EXAMPLES = fileURLToPath(new URL('train-mood/examples.tsv', import.meta.url));
const CHARACTERS_A_LINE = 104;

const folder = process.env.DATASETS_DIR;
if (!folder) {
  console.error('DATASETS_DIR is not set. Set it to the folder that holds goemotions/.');
  process.exit(2);
}
const comments = trainComments(`${folder}/goemotions`, (line) => console.error(line));
const learnt = trainFrustration(readExamples(), comments, (line) => console.error(line));
writeFileSync(
  WEIGHTS,
  `// What scripts/train-mood.ts has learnt, from GoEmotions (Demszky et al. 2020, CC BY 4.0) and from our own examples. Not to be edited by hand.

export const LEARNT = {
  bias: ${learnt.bias},
  commentWeight: ${learnt.commentWeight},
  /** Of the score, towards a calibrated logit. */
  slope: ${learnt.slope},
  /** In the order of SIGNALS. */
  signals: [
${learnt.signals.map(({ name, weight }) => `    ${weight}, // ${name}`).join('\n')}
  ],
  comments: {
    bias: ${comments.bias},
    step: ${comments.step},
    weights: ${inLines(comments.weights)},
  },
  phrases: {
    step: ${learnt.phrases.step},
    weights: ${inLines(learnt.phrases.weights)},
  },
} as const;
`,
);

function readExamples(): readonly Example[] {
  return readFileSync(EXAMPLES, 'utf8')
    .trim()
    .split('\n')
    .map((line) => {
      const [label = '', text = ''] = line.split('\t');
      return { text, frustrated: label === 'frustrated' };
    });
}

function inLines(weights: Int8Array): string {
  const lines = Buffer.from(weights.buffer)
    .toString('base64')
    .match(new RegExp(`.{1,${CHARACTERS_A_LINE}}`, 'g'));
  return `[\n${(lines ?? []).map((line) => `      '${line}',`).join('\n')}\n    ]`;
}
