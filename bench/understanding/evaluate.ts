// `npm run evaluate -- understanding`: which figures are asked for, and where they go. Measures nothing itself.

import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Evaluation } from '../evaluation.js';
import type { Figure } from '../figures.js';
import { badInputFigures } from './bad-input.js';
import { readLabelled } from './labelled.js';
import type { Judged } from './measures.js';
import { ownFigures } from './own-sets.js';
import { bankingFigures, fileFigures, sofmattressFigures } from './public-sets.js';
import { retrainingFigures } from './retraining.js';

export const evaluateUnderstanding: Evaluation = async ({ datasets, short, argv, progress }) => {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      train: { type: 'string' },
      test: { type: 'string' },
      predictions: { type: 'string' },
      development: { type: 'boolean', default: false },
    },
  });
  if (values.train !== undefined || values.test !== undefined) {
    if (values.train === undefined || values.test === undefined)
      throw new Error('--train and --test belong together. Give both files, with columns text and intent.');
    const { figures, judged } = await fileFigures(
      await readLabelled(values.train),
      await readLabelled(values.test),
    );
    if (values.predictions !== undefined) await writeFile(values.predictions, predictionsOf(judged));
    return figures;
  }
  if (values.development) return ownFigures(true, progress);
  const figures: Figure[] = [];
  if (datasets === undefined) progress('DATASETS_DIR is not set: the public sets are left out.');
  else {
    progress('SOFMattress …');
    figures.push(...(await sofmattressFigures(datasets)));
    progress('BANKING77 …');
    figures.push(...(await bankingFigures(datasets, short)));
  }
  progress('our own sets and the demo …');
  figures.push(...(await ownFigures(false, progress)));
  progress('messages made to be slow …');
  figures.push(...(await badInputFigures(short, progress)));
  if (!short) figures.push(...(await retrainingFigures(progress)));
  return figures;
};

/** What the bot would say: an empty prediction where it holds a message out of scope. */
function predictionsOf(judged: readonly Judged[]): string {
  const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const lines = judged.map(({ text, intent, predicted, accepted, score }) =>
    [cell(text), cell(intent), cell(accepted ? predicted : ''), score.toFixed(4)].join(','),
  );
  return `${['text,intent,predicted,score', ...lines].join('\n')}\n`;
}
