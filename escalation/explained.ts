// Each threshold as the business reads and edits it: what it means, what may stand there, and where. Read from the schema; knows no page.

import { z } from 'zod';
import type { ThresholdField, ThresholdLayer } from '../data/thresholds-desk.js';
import { thresholdsSchema } from './thresholds.js';

/** What of JSON Schema the shapes of thresholds are made of. */
interface Shape {
  readonly type?: string;
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly const?: string;
  readonly anyOf?: readonly Shape[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly items?: Shape;
  readonly additionalProperties?: Shape;
}

const { defaults, levels, order_values, topics } = shapeOf(thresholdsSchema);
const inLevels = keysOf(levels.properties?.[1]);
const inLayers = keysOf(order_values.items);

/** Every threshold, in the order of the schema; of those that belong together, one field each. */
export const THRESHOLD_FIELDS: readonly ThresholdField[] = [
  ...fieldsOf(['person'], topics.additionalProperties?.properties?.person ?? {}, ['topics']),
  ...Object.entries(defaults.properties ?? {}).flatMap(([key, shape]) => fieldsOf([key], shape)),
];

function fieldsOf(
  path: readonly [string, ...string[]],
  shape: Shape,
  where: readonly ThresholdLayer[] = layersOf(path[0]),
): readonly ThresholdField[] {
  const { properties, description = '' } = shape;
  if (properties) {
    return Object.entries(properties).flatMap(([key, part]) => fieldsOf([...path, key], part, where));
  }
  return [{ path, where, explanation: description, takes: takenBy(shape) }];
}

function layersOf(key: string): readonly ThresholdLayer[] {
  return [
    'defaults',
    ...(inLevels.has(key) ? (['levels'] as const) : []),
    ...(inLayers.has(key) ? (['order_values', 'topics'] as const) : []),
  ];
}

function takenBy(shape: Shape): ThresholdField['takes'] {
  if (shape.enum) return { kind: 'choice', options: shape.enum };
  const number = [shape, ...(shape.anyOf ?? [])].find(({ type }) => type === 'number' || type === 'integer');
  if (!number) return { kind: 'hours' };
  const { type, minimum = 0, maximum } = number;
  return {
    kind: 'number',
    whole: type === 'integer',
    least: minimum,
    // An unbounded whole number has the largest one there is for a bound.
    ...(maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER ? { most: maximum } : {}),
    never: shape.anyOf?.some((one) => one.const === 'never') === true,
  };
}

function keysOf(shape: Shape | undefined): ReadonlySet<string> {
  return new Set(Object.keys(shape?.properties ?? {}));
}

function shapeOf(schema: typeof thresholdsSchema) {
  const { properties } = z.toJSONSchema(schema, { io: 'input' }) as Shape;
  const part = (name: string): Shape => properties?.[name] ?? {};
  return {
    defaults: part('defaults'),
    levels: part('levels'),
    order_values: part('order_values'),
    topics: part('topics'),
  };
}
