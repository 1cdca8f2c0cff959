// A classifier's weights in a quarter of their memory, and scoring with them: each feature's in 127 steps either way. Knows numbers only.

import type { SparseVector } from './features.js';
import type { LinearWeights } from './logistic-regression.js';

/** Plain arrays, so that a worker can hand them over and a file can keep them. */
export interface CompactWeights {
  readonly classes: number;
  /** Feature by feature, as in `LinearWeights`. */
  readonly steps: Int8Array;
  /** The length of a feature's step. */
  readonly lengths: Float32Array;
}

const STEPS = 127;

/** @returns the same weights, each off by at most half a step: 1/254 of the feature's greatest. */
export function compacted({ classes, weights }: LinearWeights): CompactWeights {
  const features = classes === 0 ? 0 : weights.length / classes;
  const steps = new Int8Array(weights.length);
  const lengths = new Float32Array(features);
  for (let feature = 0; feature < features; feature++) {
    const from = feature * classes;
    let greatest = 0;
    for (let at = from; at < from + classes; at++)
      greatest = Math.max(greatest, Math.abs(weights[at] as number));
    if (greatest === 0) continue;
    lengths[feature] = greatest / STEPS;
    for (let at = from; at < from + classes; at++)
      steps[at] = Math.round(((weights[at] as number) / greatest) * STEPS);
  }
  return { classes, steps, lengths };
}

/**
 * Adds what the vector's features say for each class, four features at a time, as `addScores` does with weights in full.
 * @param scores one a class; changed.
 */
export function addCompactScores(
  { indices, values }: SparseVector,
  { classes, steps, lengths }: CompactWeights,
  scores: Float64Array,
): void {
  const byStep = (k: number) => (values[k] as number) * (lengths[indices[k] as number] as number);
  const inFours = indices.length - (indices.length % 4);
  for (let k = 0; k < inFours; k += 4) {
    let a = (indices[k] as number) * classes;
    let b = (indices[k + 1] as number) * classes;
    let c = (indices[k + 2] as number) * classes;
    let d = (indices[k + 3] as number) * classes;
    const byA = byStep(k);
    const byB = byStep(k + 1);
    const byC = byStep(k + 2);
    const byD = byStep(k + 3);
    for (let label = 0; label < classes; label++)
      scores[label] =
        (scores[label] as number) +
        byA * (steps[a++] as number) +
        byB * (steps[b++] as number) +
        byC * (steps[c++] as number) +
        byD * (steps[d++] as number);
  }
  for (let k = inFours; k < indices.length; k++) {
    const by = byStep(k);
    for (let label = 0, from = (indices[k] as number) * classes; label < classes; label++, from++)
      scores[label] = (scores[label] as number) + by * (steps[from] as number);
  }
}
