// Finds thresholds that never fire or always do, and levels without a way to a person, for the business to read. Changes nothing.

import type { LevelNumber } from '../data/customer.js';
import { doubtfulValues, type KeyDoubt, type Row } from './doubtful-values.js';
import { thresholdsFor } from './in-force.js';
import type { RuleKey, SomeRules, ThresholdSet, Thresholds } from './thresholds.js';

/** Something to look at again, with its place in the file. */
export interface Doubt {
  readonly path: readonly (string | number)[];
  /** The first level at which it stands; absent: at none in particular. */
  readonly level?: LevelNumber;
  readonly what: string;
  readonly remedy: string;
}

/** What the rest of the business's folder says; what is absent is not known and not looked at. */
export interface Surroundings {
  readonly agents: number;
  /** Whether the desk is ever open. */
  readonly everOpen: boolean;
  /** Whether any customer has a dedicated agent. */
  readonly anyDedicated?: boolean;
  readonly intents: readonly string[];
  /** What agents are good at; absent: not known. */
  readonly skills?: ReadonlySet<string>;
  /** The largest capacity of an agent; absent: not known. */
  readonly mostPlaces?: number;
}

const LEVELS: readonly LevelNumber[] = [0, 1, 2, 3, 4, 5, 6];
/** @returns each doubt once; empty: none. */
export function findDoubts(thresholds: Thresholds, around?: Surroundings): readonly Doubt[] {
  const found = new Map<string, Doubt>();
  const add = (doubt: Doubt) => {
    const key = `${doubt.what} ${doubt.remedy}`;
    if (!found.has(key)) found.set(key, doubt);
  };
  for (const level of LEVELS) {
    const set = thresholdsFor(level, thresholds);
    const own = thresholds.levels[level];
    for (const { key, what, remedy } of [...doubtfulValues(set), ...doubtsOfLevel(level, set)]) {
      add({ path: own && key in own ? ['levels', level, key] : ['defaults', key], level, what, remedy });
    }
  }
  for (const doubt of [...doubtsOfLayers(thresholds), ...(around ? doubtsAround(thresholds, around) : [])])
    add(doubt);
  return [...found.values()];
}

/** @returns the doubts as sentences: `Level 0: what stands there. What to do.` */
export function lintThresholds(thresholds: Thresholds, around?: Surroundings): readonly string[] {
  return findDoubts(thresholds, around).map(
    ({ level, what, remedy }) => `${level === undefined ? '' : `Level ${level}: `}${what}. ${remedy}`,
  );
}

/** What stands only between a level and the desk. */
function doubtsOfLevel(level: LevelNumber, set: ThresholdSet): readonly KeyDoubt[] {
  const { dedicated, deputy, previous, skilled, pool, offer } = set.patience_seconds;
  const untilPool = dedicated + deputy + previous + skilled;
  const rows: readonly Row[] = [
    [
      level === 0 && set.route === 'dedicated',
      'route',
      'route dedicated never applies here: nobody of whom it is too early to say has a dedicated agent',
      'Write it at the levels whose customers have one.',
    ],
    [
      untilPool >= set.promise_minutes * 60,
      'patience_seconds',
      `patience_seconds before the pool add up to ${untilPool}, not below promise_minutes ${set.promise_minutes}: the pool never hears of it in time`,
      'Shorten them, or promise a later time.',
    ],
    [
      offer > pool,
      'patience_seconds',
      `patience_seconds offer ${offer} is longer than pool ${pool}: only one of the pool is ever asked`,
      'Shorten it.',
    ],
    [
      set.priority > set.promise_minutes,
      'priority',
      `priority ${set.priority} is more than promise_minutes ${set.promise_minutes}: whoever comes at this level is before others whose time is over`,
      'Use less.',
    ],
    [
      set.reopen_minutes === 0 && set.nudge_minutes !== 'never',
      'reopen_minutes',
      'reopen_minutes 0: whoever fell silent and writes a minute later has to ask for a person anew',
      'Use 30 or more.',
    ],
    [
      LEADS_OUT.every((key) => set[key] === 'never'),
      'failed_answers',
      'no threshold ever calls or offers a person: there is no way out but asking for one',
      'Set failed_answers, at least.',
    ],
  ];
  return rows.filter(([doubtful]) => doubtful).map(([, key, what, remedy]) => ({ key, what, remedy }));
}

const LEADS_OUT = [
  'failed_answers',
  'repeated_question',
  'anger',
  'offer_anger',
  'offer_below',
  'late_deliveries',
  'days_late',
  'offer_days_late',
  'open_complaint',
  'trouble_signs',
  'offer_trouble_signs',
  'value_at_stake',
  'offer_value_at_stake',
] as const satisfies readonly RuleKey[];

function doubtsOfLayers(thresholds: Thresholds): readonly Doubt[] {
  const { order_values, topics, defaults } = thresholds;
  const found: Doubt[] = [];
  const look = (path: readonly (string | number)[], name: string, rules: SomeRules) => {
    for (const { key, what, remedy } of doubtfulValues({ ...defaults, ...rules, version: 1 }))
      if (key in rules) found.push({ path: [...path, key], what: `${name}: ${what}`, remedy });
  };
  order_values.forEach(({ from, ...rules }, i) => {
    const path = ['order_values', i];
    const name = `order_values from ${from}`;
    if (Object.keys(rules).length === 0)
      found.push({ path, what: `${name} changes nothing`, remedy: 'Name a threshold, or remove it.' });
    if (order_values.slice(0, i).some((other) => other.from === from))
      found.push({
        path,
        what: `${name} never applies: it stands there twice`,
        remedy: 'Put both together.',
      });
    look(path, name, rules);
  });
  for (const [topic, { words, examples, intents, skill, person, ...rules }] of Object.entries(topics)) {
    const path = ['topics', topic];
    if (!words?.length && !examples?.length && !intents?.length)
      found.push({
        path,
        what: `the topic ${topic} is never noticed`,
        remedy: 'Give it words, examples or intents.',
      });
    if (person === 'never' && skill === undefined && Object.keys(rules).length === 0)
      found.push({
        path,
        what: `the topic ${topic} changes nothing`,
        remedy: 'Write person: call or offer.',
      });
    look(path, `topic ${topic}`, rules);
  }
  return found;
}

function doubtsAround(thresholds: Thresholds, around: Surroundings): readonly Doubt[] {
  const found: Doubt[] = [];
  const dedicated = LEVELS.find((level) => thresholdsFor(level, thresholds).route === 'dedicated');
  if (dedicated !== undefined && around.anyDedicated === false) {
    const path = thresholds.levels[dedicated]?.route ? ['levels', dedicated, 'route'] : ['defaults', 'route'];
    const what = 'route dedicated never applies: no customer has a dedicated agent';
    found.push({ path, what, remedy: 'Name one in customers.csv, or use pool.' });
  }
  if (around.agents === 0)
    found.push({
      path: [],
      what: 'no level has a way to a person: there are no agents',
      remedy: 'Add one to agents.csv.',
    });
  if (!around.everOpen && thresholds.defaults.when_closed === 'nothing') {
    const what = 'when_closed nothing always holds: the desk is never open';
    found.push({
      path: ['defaults', 'when_closed'],
      what,
      remedy: 'Use message, or give business.yaml desk_hours.',
    });
  }
  const crowded = LEVELS.find((level) => thresholdsFor(level, thresholds).places > (around.mostPlaces ?? 20));
  if (crowded !== undefined) {
    const path = thresholds.levels[crowded]?.places ? ['levels', crowded, 'places'] : ['defaults', 'places'];
    const what = `places is more than any agent's capacity: only somebody who has nothing else is asked`;
    found.push({ path, level: crowded, what, remedy: 'Use less, or raise capacity in agents.csv.' });
  }
  for (const [topic, { intents = [], skill }] of Object.entries(thresholds.topics)) {
    if (skill !== undefined && around.skills?.has(skill) === false) {
      const what = `the topic ${topic} asks for the skill "${skill}", which no agent has`;
      found.push({ path: ['topics', topic, 'skill'], what, remedy: 'Use a skill of agents.csv.' });
    }
    for (const intent of intents.filter((name) => !around.intents.includes(name))) {
      const what = `the topic ${topic} waits for "${intent}", which is never recognised`;
      found.push({ path: ['topics', topic, 'intents'], what, remedy: 'Use an intent of intents.yaml.' });
    }
  }
  return found;
}
