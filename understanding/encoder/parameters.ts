// The encoder's weights by their place in the model, packed for the arithmetic. It knows the tensors' names, not what is computed with them.

import type { Arithmetic, Matrix } from './arithmetic.js';
import type { WeightFiles } from './weight-files.js';

/** Of the vector that comes out, and of the state between the layers. */
export const DIMENSIONS = 512;
/** Vectors of `DIMENSIONS` that a sentence has, one behind the other: what comes out, and what the last hidden units held. */
export const VIEWS = 2;
/** Of one piece's embedding. */
export const EMBEDDED = 256;
/** Of the feed-forward network between its two matrices. */
export const HIDDEN = 1536;
const VOCABULARY = 8002;

export interface Norm {
  readonly scale: Float32Array;
  readonly bias: Float32Array;
}

/** A pre-norm transformer layer. */
export interface Layer {
  /** Of its input. */
  readonly width: number;
  readonly attentionNorm: Norm;
  readonly queriesKeysValues: Matrix;
  readonly attended: Matrix;
  readonly hiddenNorm: Norm;
  readonly widen: Matrix;
  readonly narrow: Matrix;
}

export interface Parameters {
  /** `EMBEDDED` floats a piece. */
  readonly embeddings: Float32Array;
  /** Of the sines and cosines that mark a place: `EMBEDDED` / 2, in radians a piece. */
  readonly frequencies: Float32Array;
  /** Brings the embedded pieces to the width of the state. */
  readonly residual: Matrix;
  readonly layers: readonly [Layer, Layer];
  readonly last: Matrix;
}

/** Memory that `readParameters` takes: floats for embeddings, 16 bits for some 4.9 million weights. */
export const PARAMETER_BYTES = VOCABULARY * EMBEDDED * 4 + 5_000_000 * 2;

const ENCODER = 'Encoder_en/KonaTransformer/Encode';
const FOLDED = `module_apply_default/${ENCODER}`;
const CONCAT = 'ConcatPartitions/concat';

/** Rejects where a tensor is missing or of another size. */
export async function readParameters(files: WeightFiles, arithmetic: Arithmetic): Promise<Parameters> {
  const scratch = new Float32Array(DIMENSIONS * HIDDEN);

  const read = async (name: string, count: number): Promise<Float32Array> => {
    const numbers = new Float32Array(count);
    await files.read(name, numbers);
    return numbers;
  };
  const matrix = async (weights: string, depth: number, bias: string, columns: number): Promise<Matrix> => {
    const numbers = scratch.subarray(0, depth * columns);
    await files.read(weights, numbers);
    return arithmetic.matrix(numbers, await read(bias, columns));
  };
  const norm = async (name: string, width: number): Promise<Norm> => ({
    scale: await read(`${name}/layer_norm_scale/${CONCAT}`, width),
    bias: await read(`${name}/layer_norm_bias/${CONCAT}`, width),
  });
  const layer = async (number: 0 | 1, width: number): Promise<Layer> => {
    const own = `${FOLDED}/Layer_${number}/TransformerLayer`;
    const attention = 'MultiheadAttention';
    const kernels = `module/${ENCODER}/Layer_${number}/TransformerLayer/${attention}`;
    const feedForward = `${FOLDED}/TransformerStack/Layer_${number}/TransformerLayer/FFN`;
    const biasOf = (part: string) => `${own}/${part}/bias/${CONCAT}`;
    const qkv = 'qkv_transform_single';
    const out = 'output_transform_single';
    return {
      width,
      attentionNorm: await norm(`${own}/layer_prepostprocess/layer_norm`, width),
      queriesKeysValues: await matrix(
        `${kernels}/${qkv}/kernel/part_0`,
        width,
        biasOf(`${attention}/${qkv}`),
        3 * width,
      ),
      attended: await matrix(
        `${kernels}/${out}/kernel/part_0`,
        width,
        biasOf(`${attention}/${out}`),
        DIMENSIONS,
      ),
      hiddenNorm: await norm(`${own}/FFN/layer_prepostprocess/layer_norm`, DIMENSIONS),
      widen: await matrix(
        `${feedForward}/conv1/Tensordot/Reshape_1`,
        DIMENSIONS,
        biasOf('FFN/conv1'),
        HIDDEN,
      ),
      narrow: await matrix(
        `${feedForward}/conv2/Tensordot/Reshape_1`,
        HIDDEN,
        biasOf('FFN/conv2'),
        DIMENSIONS,
      ),
    };
  };

  const embeddings = arithmetic.floats(VOCABULARY * EMBEDDED);
  await files.read('module/Embeddings_en', embeddings);
  const timing = `${FOLDED}/TransformerStack/Layer_0/AddTimingSignal/TimingSignal/ExpandDims_1`;
  const dense = `${FOLDED}/Layer_0/TransformerLayer/dense`;
  const top = 'module/Encoder_en/hidden_layers/tanh_layer_0';
  return {
    embeddings,
    frequencies: await read(timing, EMBEDDED / 2),
    residual: await matrix(`${dense}/kernel/${CONCAT}`, EMBEDDED, `${dense}/bias/${CONCAT}`, DIMENSIONS),
    layers: [await layer(0, EMBEDDED), await layer(1, DIMENSIONS)],
    last: await matrix(`${top}/weights`, DIMENSIONS, `${top}/bias`, DIMENSIONS),
  };
}
