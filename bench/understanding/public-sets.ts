// The figures on the public sets, and on any pair of files in their form. Knows the protocols, not how anything is understood.

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Figure } from '../figures.js';
import { banking, type Labelled, readRows, type Split, sofmattress, withTypos } from './labelled.js';
import {
  accuracyAt,
  answeredRight,
  calibrationError,
  inScope,
  inScopeAccuracy,
  type Judged,
  matthews,
  refusedShare,
} from './measures.js';
import { type TrainedReader, trainedOn } from './trained-reader.js';

type Bounds = Readonly<Record<string, { readonly min?: number; readonly max?: number }>>;

/** What every labelled set is judged by; `bounds` by the last part of a figure's name. */
export function figuresOf(name: string, judged: readonly Judged[], bounds: Bounds = {}): readonly Figure[] {
  const figure = (part: string, value: number): Figure => ({
    name: `${name}.${part}`,
    value,
    unit: 'share',
    ...bounds[part],
  });
  const own = judged.filter(inScope);
  const given = own.map(({ probability, intent, predicted }) => ({
    probability,
    right: intent === predicted,
  }));
  const figures = [figure('in-scope', inScopeAccuracy(judged)), figure('ece', calibrationError(given))];
  if (own.length === judged.length) return figures;
  return [
    ...figures,
    figure('at-80', accuracyAt(judged, 0.8)),
    figure('at-90', accuracyAt(judged, 0.9)),
    figure('mcc', matthews(judged)),
    figure('own-threshold.right', answeredRight(judged)),
    figure('own-threshold.refused', refusedShare(judged)),
  ];
}

export async function sofmattressFigures(datasets: string): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  const bounds = {
    full: {
      'in-scope': { min: 0.75 },
      'at-80': { min: 0.65 },
      'at-90': { min: 0.55 },
      mcc: { min: 0.6 },
      ece: { max: 0.05 },
    },
    subset: { 'in-scope': { min: 0.66 }, 'at-80': { min: 0.53 }, 'at-90': { min: 0.44 } },
  };
  for (const part of ['full', 'subset'] as const) {
    const split = await sofmattress(datasets, part);
    figures.push(...figuresOf(`sofmattress.${part}`, await judge(split), bounds[part]));
    for (const [peer, judged] of await peersOf(datasets, part)) {
      const name = `sofmattress.${part}.peer.${peer}`;
      figures.push(
        ...figuresOf(name, judged).filter((figure) => /\.(?:in-scope|at-80|at-90)$/.test(figure.name)),
      );
    }
  }
  return figures;
}

async function judge({ train, test }: Split): Promise<readonly Judged[]> {
  const reader = await trainedOn(train);
  const judged = await reader.read(test);
  await reader.close();
  return judged;
}

export async function bankingFigures(datasets: string, short: boolean): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const [shots, min] of [
    [5, 0.72],
    [10, 0.81],
  ] as const) {
    const judged = await judge(await banking(datasets, shots));
    figures.push(...figuresOf(`banking77.${shots}-shot`, judged, { 'in-scope': { min } }));
  }
  if (short) return figures;
  const { train, test } = await banking(datasets, 'full');
  const reader = await trainedOn(train);
  const clean = await reader.read(test);
  const typed = await reader.read(withTypos(test));
  await reader.close();
  return [
    ...figures,
    ...figuresOf('banking77.full', clean, { 'in-scope': { min: 0.928 }, ece: { max: 0.05 } }),
    {
      name: 'banking77.full.typo-loss',
      value: 100 * (inScopeAccuracy(clean) - inScopeAccuracy(typed)),
      unit: 'points',
      max: 4,
    },
    { name: 'banking77.full.training', value: reader.trainingSeconds, unit: 's' },
  ];
}

/** What five systems answered on the same test, as published with the set. */
async function peersOf(
  datasets: string,
  part: 'full' | 'subset',
): Promise<readonly (readonly [string, readonly Judged[]])[]> {
  const folder = join(datasets, 'hint3-sofmattress', 'peers');
  const ending = part === 'subset' ? '_sofmattress_subset.csv' : '_sofmattress.csv';
  const files = (await readdir(folder)).filter((name) => name.endsWith(ending)).sort();
  const none = (label: string | undefined) =>
    label === undefined || label === 'NO_NODES_DETECTED' ? '' : label;
  return Promise.all(
    files.map(async (file) => {
      const rows = await readRows(join(folder, file));
      const judged = rows.map((row) => {
        const score = Number(row.predicted_node_score) || 0;
        const predicted = none(row.predicted_node);
        return {
          text: row.sentence ?? '',
          intent: none(row.label),
          predicted,
          score,
          accepted: predicted !== '',
          probability: score,
        };
      });
      return [file.replace(ending, ''), judged] as const;
    }),
  );
}

/** Any bot's data. @returns the judged messages too, for the predictions. */
export async function fileFigures(
  train: readonly Labelled[],
  test: readonly Labelled[],
): Promise<{ readonly figures: readonly Figure[]; readonly judged: readonly Judged[] }> {
  const reader: TrainedReader = await trainedOn(train);
  const judged = await reader.read(test);
  const typed = await reader.read(withTypos(test));
  await reader.close();
  return {
    judged,
    figures: [
      ...figuresOf('files', judged),
      {
        name: 'files.typo-loss',
        value: 100 * (inScopeAccuracy(judged) - inScopeAccuracy(typed)),
        unit: 'points',
      },
      { name: 'files.training', value: reader.trainingSeconds, unit: 's' },
    ],
  };
}
