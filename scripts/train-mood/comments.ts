// Learns from GoEmotions how annoyed comments read. Keeps weights by number; n-grams of few comments, such as names, get none.

import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { BUCKETS, bucketsOf, type NgramWeights } from '../../understanding/mood/ngram-score.js';
import { normalise } from '../../understanding/normalise.js';
import { areaUnderCurve, mixer, quantise, shuffled } from './figures.js';

const ANNOYED = ['anger', 'annoyance', 'disappointment', 'disapproval', 'disgust'];
/** Comments an n-gram must be in. */
const FREQUENT = 8;
/** On the set's dev split 3 passes reach .839 and more add nothing; so do regularisation and other negatives. */
const PASSES = 3;
const STEP = 0.3;
/** A sixth of the comments are annoyed. */
const POSITIVE_WEIGHT = 2.5;

interface Row {
  readonly buckets: Int32Array;
  readonly annoyed: boolean;
}

/** Logistic regression by AdaGrad over hashed n-grams; the same weights each time. */
export function trainComments(folder: string, progress: (line: string) => void): NgramWeights {
  const labels = readFileSync(`${folder}/labels.txt`, 'utf8').trim().split('\n');
  const annoyed = new Set(ANNOYED.map((label) => labels.indexOf(label)));
  const rows = read(`${folder}/train.tsv.gz`, annoyed);
  const model = descend(rows, frequent(rows));
  const quantised = quantise(model.weights);
  const held = read(`${folder}/dev.tsv.gz`, annoyed);
  const scores = held.map(({ buckets }) => model.bias + sum(buckets, quantised.weights) * quantised.step);
  const area = areaUnderCurve(
    scores,
    held.map((row) => row.annoyed),
  );
  progress(`GoEmotions dev: AUC ${area.toFixed(3)} (${rows.length} comments)`);
  return { ...quantised, bias: Number(model.bias.toFixed(4)) };
}

function read(file: string, annoyed: ReadonlySet<number>): readonly Row[] {
  const lines = gunzipSync(readFileSync(file)).toString('utf8').trim().split('\n');
  return lines.map((line) => {
    const [text = '', emotions = ''] = line.split('\t');
    const plain = normalise(text.replace(/\[(?:NAME|RELIGION)\]/g, ' '));
    return {
      buckets: Int32Array.from(bucketsOf(plain)),
      annoyed: emotions.split(',').some((emotion) => annoyed.has(Number(emotion))),
    };
  });
}

function frequent(rows: readonly Row[]): readonly boolean[] {
  const counts = new Int32Array(BUCKETS);
  for (const { buckets } of rows) for (const bucket of buckets) counts[bucket] = (counts[bucket] ?? 0) + 1;
  return Array.from(counts, (count) => count >= FREQUENT);
}

function descend(rows: readonly Row[], known: readonly boolean[]) {
  const weights = new Float64Array(BUCKETS);
  const squares = new Float64Array(BUCKETS).fill(0.01);
  const next = mixer();
  let bias = 0;
  for (let pass = 0; pass < PASSES; pass++) {
    for (const { buckets, annoyed } of shuffled(rows, next)) {
      const probability = 1 / (1 + Math.exp(-bias - sum(buckets, weights)));
      const error = (probability - Number(annoyed)) * (annoyed ? POSITIVE_WEIGHT : 1);
      const gradient = error / Math.sqrt(buckets.length || 1);
      bias -= 0.05 * error;
      for (const bucket of buckets) {
        if (!known[bucket]) continue;
        squares[bucket] = (squares[bucket] ?? 0) + gradient * gradient;
        weights[bucket] = (weights[bucket] ?? 0) - (STEP * gradient) / Math.sqrt(squares[bucket] ?? 1);
      }
    }
  }
  return { weights, bias };
}

function sum(buckets: Int32Array, weights: Float64Array | Int8Array): number {
  let total = 0;
  for (const bucket of buckets) total += weights[bucket] ?? 0;
  return total / Math.sqrt(buckets.length || 1);
}
