// Which thresholds hold in a situation: the defaults, then the level, the value of the order and the topic, each over the ones before.

import type { LevelNumber } from '../data/customer.js';
import type { Facts } from './facts.js';
import type { RuleKey, SomeRules, ThresholdSet, Thresholds } from './thresholds.js';

/** What of a message the choice of thresholds depends on. */
export type Situation = Pick<Facts, 'meaning' | 'level' | 'consent' | 'valueAtStake' | 'topics'>;

/** One layer over the defaults, by the name under which the business knows it. */
interface Layer {
  readonly name: string;
  readonly rules: SomeRules;
}

/** The defaults with the layers of one situation over them. */
export interface InForce {
  readonly set: ThresholdSet;
  /** The topics that this message is about, in the order of the file. */
  readonly topics: readonly string[];
  readonly layers: readonly Layer[];
}

/** @returns the thresholds of a level, without a message: what the desk needs. */
export function thresholdsFor(level: LevelNumber, thresholds: Thresholds): ThresholdSet {
  const key = String(level);
  const known = made(thresholds).get(key);
  if (known) return known.set;
  const { defaults, levels, version } = thresholds;
  const own = levels[level];
  const set = {
    ...defaults,
    ...own,
    patience_seconds: { ...defaults.patience_seconds, ...own?.patience_seconds },
    version,
  };
  // Without its number: the reason outlives a declined relationship, which keeps no level.
  const layers = own ? [{ name: 'level', rules: own }] : [];
  made(thresholds).set(key, { set, topics: [], layers });
  return set;
}

/** @returns the thresholds in force for a message. */
export function inForce(situation: Situation, thresholds: Thresholds): InForce {
  const level = situation.consent === 'declined' ? 0 : situation.level;
  const band = bandOf(situation.valueAtStake, thresholds);
  const topics = topicsOf(situation, thresholds);
  thresholdsFor(level, thresholds);
  const ofLevel = made(thresholds).get(String(level));
  if (!ofLevel || (band === undefined && topics.length === 0)) return ofLevel ?? nothing(thresholds, level);
  const key = [level, band?.from ?? '', ...topics].join('\n');
  const known = made(thresholds).get(key);
  if (known) return known;
  const layers = [
    ...(band ? [{ name: `orders from ${band.from}`, rules: rulesOnly(band) }] : []),
    ...topics.map((name) => ({ name: `topic ${name}`, rules: rulesOnly(thresholds.topics[name] ?? {}) })),
  ];
  const set: ThresholdSet = Object.assign({}, ofLevel.set, ...layers.map(({ rules }) => rules));
  const found = { set, topics, layers: [...ofLevel.layers, ...layers] };
  made(thresholds).set(key, found);
  return found;
}

/** @returns where a threshold was set, for example `level` or `topic safety`; `undefined`: the defaults. */
export function setBy(key: RuleKey, { layers }: InForce): string | undefined {
  return layers.findLast(({ rules }) => rules[key] !== undefined)?.name;
}

const cache = new WeakMap<Thresholds, Map<string, InForce>>();

/** The same few situations come again and again, a million times in a replay. */
function made(thresholds: Thresholds): Map<string, InForce> {
  const known = cache.get(thresholds);
  if (known) return known;
  const empty = new Map<string, InForce>();
  cache.set(thresholds, empty);
  return empty;
}

function nothing(thresholds: Thresholds, level: LevelNumber): InForce {
  return { set: thresholdsFor(level, thresholds), topics: [], layers: [] };
}

function bandOf(value: number | undefined, { order_values }: Thresholds) {
  if (value === undefined) return undefined;
  return order_values
    .filter(({ from }) => from <= value)
    .reduce<Thresholds['order_values'][number] | undefined>(
      (dearest, band) => (dearest && dearest.from > band.from ? dearest : band),
      undefined,
    );
}

function topicsOf({ meaning, topics }: Situation, thresholds: Thresholds): readonly string[] {
  const intent = meaning.kind === 'intent' ? meaning.intent : undefined;
  if (!topics?.length && intent === undefined) return [];
  return Object.keys(thresholds.topics).filter(
    (name) =>
      topics?.includes(name) || (intent !== undefined && thresholds.topics[name]?.intents?.includes(intent)),
  );
}

/** Without what names the layer, and without what it leaves open. */
function rulesOnly(
  layer: SomeRules & {
    from?: unknown;
    words?: unknown;
    examples?: unknown;
    intents?: unknown;
    skill?: unknown;
    person?: unknown;
  },
): SomeRules {
  const {
    from: _from,
    words: _words,
    examples: _examples,
    intents: _intents,
    skill: _skill,
    person: _person,
    ...rules
  } = layer;
  return Object.fromEntries(Object.entries(rules).filter(([, value]) => value !== undefined));
}
