// The parts of learning one by one, on toys: what each learns can be seen with the naked eye.

import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { copyFile, mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { IntentExamples } from '../data/business.js';
import { startWorker } from '../data/start-worker.js';
import {
  fitProbability,
  fitSharpness,
  fitSigmoid,
  type Outcome,
  probabilityAt,
  scopeLimit,
  softmax,
  sureFrom,
} from '../understanding/calibration.js';
import { fitDiscriminant, projected, projectedAll } from '../understanding/discriminant.js';
import { fitFeatures, openFeatures } from '../understanding/features.js';
import { foldsOf } from '../understanding/held-out.js';
import { fitCalibrations, fitJointModel, openJointModel } from '../understanding/joint-model.js';
import { keptVectors } from '../understanding/kept-vectors.js';
import { type Example, lessonOf } from '../understanding/lesson.js';
import { addScores, trainLogistic } from '../understanding/logistic-regression.js';
import { readFit, writeFit } from '../understanding/model-file.js';
import { bestOf } from '../understanding/scored-reading.js';
import { train } from '../understanding/training.js';
import type { TrainingTask } from '../understanding/training-task.js';
import { vocabularyOf } from '../understanding/vocabulary.js';

/** Numbers from −1 to 1 that look random and are always the same. */
function noise(): () => number {
  let state = 3;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 31 - 1;
  };
}

const sparse = (...pairs: readonly (readonly [number, number])[]) => ({
  indices: Int32Array.from(pairs, ([index]) => index),
  values: Float64Array.from(pairs, ([, value]) => value),
});
const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
const lengthOf = (vector: ArrayLike<number>) => Math.sqrt(dot(vector, vector));

describe('logistic regression', () => {
  // Each class has a feature of its own, and all share the fourth.
  const next = noise();
  const rows = Array.from({ length: 60 }, (_, i) => ({
    label: i % 3,
    vector: sparse([i % 3, 0.8 + 0.1 * next()], [3, 0.5 + 0.1 * next()]),
  }));
  const scores = (vector: ReturnType<typeof sparse>) => {
    const all = new Float64Array(3);
    addScores(vector, trainLogistic(rows, 3, 4), all);
    return all;
  };

  test('tells apart what a line can tell apart', () => {
    for (const { vector, label } of rows) expect(bestOf(scores(vector), 1)).toEqual([label]);
  });

  test('what all share says nothing for any', () => {
    const [a = 0, b = 0, c = 0] = scores(sparse([3, 1]));
    const own = scores(sparse([0, 1]))[0] ?? 0;
    expect(Math.max(a, b, c) - Math.min(a, b, c)).toBeLessThan(own / 2);
  });

  test('what was never seen scores nothing', () => {
    expect([...scores(sparse())]).toEqual([0, 0, 0]);
  });

  test('the same rows give the same weights, number for number', () => {
    expect(trainLogistic(rows, 3, 4)).toEqual(trainLogistic(rows, 3, 4));
  });

  test('nothing to learn gives weights all the same', () => {
    expect(trainLogistic([], 2, 3).weights).toEqual(new Float32Array(6));
  });
});

describe('the directions that tell subjects apart', () => {
  // Subjects differ along the first two of eight dimensions; along the third all vary wildly.
  const next = noise();
  const CENTRES = [
    [1, 0],
    [-1, 0],
    [0, 1],
  ] as const;
  const labels = Array.from({ length: 90 }, (_, i) => i % 3);
  const vectors = labels.map((label) =>
    Float32Array.from({ length: 8 }, (_, d) => {
      if (d === 2) return 3 * next();
      return (CENTRES[label]?.[d] ?? 0) + 0.1 * next();
    }),
  );
  const discriminant = fitDiscriminant(vectors, labels, 3);
  const along = vectors.map((vector) => projected(vector, discriminant));

  test('are one fewer than the subjects', () => {
    expect(along[0]).toHaveLength(2);
  });

  test('no vector is longer than 1 along them, seen or unseen', () => {
    const far = Float32Array.from({ length: 8 }, (_, d) => 1000 * (d - 4));
    const none = new Float32Array(8);
    for (const vector of [...vectors, far, none])
      expect(lengthOf(projected(vector, discriminant))).toBeLessThanOrEqual(1 + 1e-6);
  });

  test('bring each vector nearer to its own subject than to any other', () => {
    const means = CENTRES.map((_, label) => {
      const own = along.filter((_, row) => labels[row] === label);
      return [0, 1].map((d) => own.reduce((sum, each) => sum + (each[d] ?? 0), 0) / own.length);
    });
    for (const [row, each] of along.entries()) {
      const distances = means.map((mean) =>
        Math.hypot((each[0] ?? 0) - (mean[0] ?? 0), (each[1] ?? 0) - (mean[1] ?? 0)),
      );
      expect(distances.indexOf(Math.min(...distances))).toBe(labels[row]);
    }
  });

  test('what varies within every subject moves nothing much', () => {
    const moved = (vector: readonly number[]) => projected(Float32Array.from(vector), discriminant);
    const [still, within, between] = [
      moved([1, 0, 0, 0, 0, 0, 0, 0]),
      moved([1, 0, 0.5, 0, 0, 0, 0, 0]),
      moved([0.5, 0.5, 0, 0, 0, 0, 0, 0]),
    ];
    const step = (a: ArrayLike<number>, b: ArrayLike<number>) =>
      Math.hypot((a[0] ?? 0) - (b[0] ?? 0), (a[1] ?? 0) - (b[1] ?? 0));
    expect(step(still, within)).toBeLessThan(step(still, between) / 2);
  });

  test('are learnt of each view by itself and given one view after the other', () => {
    const twice = vectors.map((vector) => Float32Array.from([...vector, ...vector.toReversed()]));
    const both = projected(twice[0]!, fitDiscriminant(twice, labels, 3, 2));
    expect(both).toHaveLength(4);
    expect([...both.subarray(0, 2)]).toEqual([...along[0]!]);
    expect(lengthOf(both.subarray(2))).toBeCloseTo(lengthOf(along[0]!), 3);
  });

  test('many vectors at once come to the same as one by one', () => {
    const many = Array.from(
      { length: 2_100 },
      (_, at) => vectors[at % vectors.length] ?? new Float32Array(8),
    );
    const twice = many.map((vector) => Float32Array.from([...vector, ...vector.toReversed()]));
    const both = fitDiscriminant(twice.slice(0, 90), labels, 3, 2);
    const all = projectedAll(twice, both);
    expect(all).toHaveLength(2_100);
    for (const [at, vector] of twice.entries()) {
      const alone = projected(vector, both);
      expect(all[at]).toHaveLength(alone.length);
      for (const [d, value] of alone.entries()) expect(all[at]?.[d]).toBeCloseTo(value, 5);
    }
  });

  test('one subject alone has none', () => {
    expect(
      projectedAll(vectors.slice(0, 1), fitDiscriminant(vectors.slice(0, 5), [0, 0, 0, 0, 0], 1)),
    ).toEqual([new Float32Array(0)]);
    const alone = fitDiscriminant(vectors.slice(0, 5), [0, 0, 0, 0, 0], 1);
    expect(projected(vectors[0] ?? new Float32Array(8), alone)).toHaveLength(0);
  });

  test('vectors that are all the same give finite numbers', () => {
    const same = Array.from({ length: 4 }, () => Float32Array.of(1, 0, 0));
    const flat = fitDiscriminant(same, [0, 0, 1, 1], 2);
    for (const value of projected(Float32Array.of(0, 1, 0), flat)) expect(Number.isFinite(value)).toBe(true);
  });
});

describe('calibration', () => {
  const outcomes = (good: readonly number[], bad: readonly number[]): readonly Outcome[] => [
    ...good.map((score) => ({ score, good: true })),
    ...bad.map((score) => ({ score, good: false })),
  ];
  const steps = (from: number, count: number) => Array.from({ length: count }, (_, i) => from + i);

  describe('the limit of scope', () => {
    test.each([
      ['nothing', [], [], 0],
      ['good ones alone', steps(1, 30), [], 0],
      ['bad ones alone', [], steps(1, 30), 0],
      ['19 good ones prove nothing: the lowest of them', steps(5, 19), steps(-30, 19), 5],
      ['20 apart from 20 others: between the two', steps(1, 20), steps(-20, 20), 0],
      ['far apart: in the middle', steps(11, 20), steps(-20, 20), 5],
      // Two strangers are let in rather than one member refused: 8 of 40 strangers lie above, 4 of 40 members below.
      ['mixed: twice as lenient', steps(0, 40), steps(-28, 40), 3.5],
    ])('%s', (_, good, bad, limit) => {
      expect(scopeLimit(outcomes(good, bad))).toBe(limit);
    });

    test('moves with the scores', () => {
      const [good, bad] = [steps(0, 40), steps(-28, 40)];
      const moved = scopeLimit(
        outcomes(
          good.map((s) => s + 7),
          bad.map((s) => s + 7),
        ),
      );
      expect(moved).toBe(scopeLimit(outcomes(good, bad)) + 7);
    });
  });

  describe('probabilities', () => {
    const sigmoid = fitSigmoid(outcomes(steps(1, 20), steps(-20, 20)));

    test.each([
      [-20, 0, 0.05],
      [0.5, 0.4, 0.6],
      [20, 0.95, 1],
    ])('of a score of %d is from %d to %d', (score, least, most) => {
      expect(probabilityAt(sigmoid, score)).toBeGreaterThanOrEqual(least);
      expect(probabilityAt(sigmoid, score)).toBeLessThanOrEqual(most);
    });

    test('a clean split is never certain', () => {
      expect(probabilityAt(sigmoid, 20)).toBeLessThan(1);
    });

    test('without a single outcome it is even', () => {
      expect(fitProbability([])(3)).toBeCloseTo(0.5);
    });

    test('scores that say nothing give the share of good ones', () => {
      const flat = fitProbability(outcomes(Array(30).fill(1), Array(10).fill(1)));
      expect(flat(1)).toBeCloseTo(0.75, 1);
    });

    test('an outcome of weight 3 counts as three', () => {
      const even = outcomes([1, 2, 3], [0, 1]);
      const weighed = fitSigmoid([...even, { score: 0.5, good: false, weight: 3 }]);
      const repeated = fitSigmoid([...even, ...outcomes([], [0.5, 0.5, 0.5])]);
      expect(weighed.slope).toBeCloseTo(repeated.slope, 6);
      expect(weighed.offset).toBeCloseTo(repeated.offset, 6);
    });
  });

  describe('sharpness', () => {
    const rows = (right: number, wrong: number) => [
      ...Array.from({ length: right }, () => ({ scores: Float64Array.of(1, 0), label: 0 })),
      ...Array.from({ length: wrong }, () => ({ scores: Float64Array.of(1, 0), label: 1 })),
    ];

    test.each([
      [90, 10],
      [70, 30],
    ])('%d of a hundred right and %d wrong come out as such', (right, wrong) => {
      const [first = 0] = softmax(Float64Array.of(1, 0), fitSharpness(rows(right, wrong)));
      expect(first).toBeCloseTo(right / 100, 1);
    });

    test('great scores do not overflow', () => {
      expect([...softmax(Float64Array.of(1e6, 0, -1e6), 10)]).toEqual([1, 0, 0]);
    });
  });
});

const INTENTS: readonly IntentExamples[] = [
  [
    'track',
    'Track a parcel',
    'where is my parcel',
    'track my package',
    'has it been shipped',
    'my parcel is late',
  ],
  [
    'refund',
    'Get money back',
    'i want my money back',
    'refund me please',
    'give me a refund',
    'when am i refunded',
  ],
  [
    'hours',
    'Opening hours',
    'when do you open',
    'are you open on sunday',
    'closing time today',
    'open on monday',
  ],
  [
    'pay',
    'How to pay',
    'can i pay by card',
    'do you take cash',
    'which cards do you take',
    'pay with my phone',
  ],
  [
    'job',
    'Work with us',
    'are you hiring',
    'do you have a job for me',
    'i would like to work for you',
    'any jobs',
  ],
].map(([intent = '', title = '', ...examples]) => ({ intent, title, examples }));
const ENTRY = {
  id: 'wool',
  question: 'How do I wash wool?',
  alternatives: ['washing a wool jumper'],
  answer: 'By hand. Never in a machine.',
  title: 'Care',
  source: 'knowledge/care.md:1',
};
const lesson = lessonOf(INTENTS, [ENTRY], vocabularyOf([]));
const { examples } = lesson;
const classes = lesson.subjects.length;
const subjectOf = (label: number | undefined) => lesson.subjects[label ?? -1]?.target;

describe('what is held out', () => {
  const folds = foldsOf(examples);
  const asked = [...examples.keys()].filter((row) => examples[row]?.from === 'question');

  test('is never learnt from, nor is a stranger’s subject', () => {
    for (const { trained, members, strangers } of folds) {
      const learnt = new Set(trained);
      for (const row of [...members, ...strangers]) expect(learnt).not.toContain(row);
      const subjects = new Set(trained.map((row) => examples[row]?.label));
      for (const row of strangers) expect(subjects).not.toContain(examples[row]?.label);
      for (const row of members) expect(subjects).toContain(examples[row]?.label);
    }
  });

  test('each sentence is a stranger once, and a member at most once', () => {
    expect(folds.flatMap(({ strangers }) => strangers).toSorted((a, b) => a - b)).toEqual(asked);
    const members = folds.flatMap((fold) => fold.members);
    expect(new Set(members).size).toBe(members.length);
    expect(members.length).toBeGreaterThan(asked.length / 2);
  });

  test('what answers say is learnt from and never judged', () => {
    const told = [...examples.keys()].filter((row) => examples[row]?.from === 'answer');
    expect(told).not.toEqual([]);
    for (const row of told) {
      expect(folds.some(({ trained }) => trained.includes(row))).toBe(true);
      for (const { members, strangers } of folds) expect([...members, ...strangers]).not.toContain(row);
    }
  });

  test('a sentence that differs in case, marks or contractions is one example, so never on both sides', () => {
    const [track] = INTENTS;
    const twice = ["Where's my PARCEL?!", 'wheres my parcel', 'where is my parcel.'];
    const again = lessonOf(
      [{ intent: 'track', title: 'Track', examples: [...(track?.examples ?? []), ...twice] }],
      [],
      vocabularyOf([]),
    );
    expect(again.examples.filter(({ words }) => words === 'where is my parcel')).toHaveLength(1);
  });

  test('is the same every time', () => {
    expect(foldsOf(examples)).toEqual(folds);
  });

  test('of very many some are judged, of every subject as many', () => {
    const many = Array.from(
      { length: 16_000 },
      (_, row): Example => ({
        kinds: `${row}`,
        words: `${row}`,
        label: Math.floor(row / 160),
        from: 'question',
      }),
    );
    const [only, ...others] = foldsOf(many);
    expect(others).toEqual([]);
    for (const [rows, subjects] of [
      [only?.members ?? [], 80],
      [only?.strangers ?? [], 20],
    ] as const) {
      expect(rows).toHaveLength(1_500);
      const labels = rows.map((row) => many[row]?.label);
      expect(new Set(labels).size).toBe(subjects);
      for (const label of new Set(labels)) {
        const own = labels.filter((each) => each === label).length;
        expect(Math.abs(own - 1_500 / subjects)).toBeLessThan(2);
      }
    }
  });

  test('a subject with one sentence is only ever a stranger', () => {
    const lone: readonly Example[] = [
      ...examples,
      { kinds: 'hello moon', words: 'hello moon', label: classes, from: 'question' },
    ];
    const row = examples.length;
    const judged = foldsOf(lone);
    expect(judged.flatMap(({ members }) => members)).not.toContain(row);
    expect(judged.flatMap(({ strangers }) => strangers)).toContain(row);
  });
});

describe('where the first of two steps is sure enough', () => {
  /** A thousand sentences, ever less certain; from the end come those of which the second step gains one each. */
  const steps = (gaining: number) =>
    Array.from({ length: 1_000 }, (_, at) => ({
      certainty: 1_000 - at,
      gain: at >= 1_000 - gaining ? 1 : 0,
      weight: 1,
    }));

  test.each([
    ['much to gain: 6 of 1000 at most are forgone', 200, 200 - 6 + 1],
    ['of 16, a quarter: fewer than those', 16, 16 - 4 + 1],
    ['of 4, one', 4, 4],
    ['of 3, none', 3, 4],
    ['nothing to gain: always', 0, 1],
  ])('%s', (_, gaining, certainty) => {
    expect(sureFrom(steps(gaining))).toBe(certainty);
  });

  test('what is forgone is counted from the most certain on, and a second step that harms is never taken', () => {
    expect(sureFrom(steps(200).map((step) => ({ ...step, gain: -step.gain })))).toBe(1);
    expect(sureFrom([])).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('pairs of words', () => {
  const sentences = ['card was not charged', 'card fee not charged', 'charged my other card'];
  const terms = (withPairs: boolean) =>
    fitFeatures(sentences, undefined, withPairs).table.pairs?.terms.split('\n');

  test('count where they stand near each other, in their order, in two sentences or more', () => {
    expect(terms(true)).toEqual(['card not', 'card charged']);
    expect(terms(false)).toBeUndefined();
  });

  test.each([
    ['known', 'card must not', 1],
    ['two', 'card must not charged', 2],
    ['too far apart', 'card is what they have not', 0],
    ['the other way round', 'not my card', 0],
  ])('%s', (_, sentence, count) => {
    const features = openFeatures(fitFeatures(sentences, undefined, true).table);
    const from = features.size - 2;
    const { indices, values } = features.vector(sentence);
    const own = [...values].filter((_, at) => (indices[at] ?? 0) >= from);
    expect(own).toHaveLength(count);
    // A quarter of the square of the length is theirs, whichever of them there are.
    expect(dot(own, own)).toBeCloseTo(count === 0 ? 0 : 0.25, 10);
    expect(lengthOf(values)).toBeLessThanOrEqual(1 + 1e-9);
  });
});

test('a large lesson, learnt by two workers, comes to what one thread makes of it', {
  timeout: 60_000,
}, async () => {
  const many = Array.from({ length: 8_000 }, (_, at): Example => {
    const words = `${at % 2 === 0 ? 'where is parcel' : 'pay invoice'} ${at}`;
    return { kinds: words, words, label: at % 2, from: 'question' };
  });
  const task = { examples: many, classes: 2, withVectors: false };
  const faults: Error[] = [];
  const fit = await train(task, undefined, (fault) => faults.push(fault), new AbortController().signal);
  expect(faults).toEqual([]);
  expect(fit).toEqual(fitJointModel({ ...task, vectors: undefined }));
});

test('the second worker gives the calibrations of its lesson', { timeout: 60_000 }, async () => {
  const lesson = { examples, classes: 3, vectors: undefined };
  const worker = startWorker(new URL('../understanding/calibration-worker.js', import.meta.url), lesson);
  const [calibrations] = await once(worker, 'message');
  expect(calibrations).toEqual(fitCalibrations(lesson));
  await worker.terminate();
});

describe('features', () => {
  const features = fitFeatures(examples.map(({ kinds }) => kinds));

  test('a sentence that is known through and through is 1 long, a stranger shorter, and nothing is 0', () => {
    expect(lengthOf(features.vector('where is my parcel').values)).toBeCloseTo(1, 6);
    expect(lengthOf(features.vector('xylophone zebra').values)).toBeLessThan(0.5);
    expect(features.vector('').values).toHaveLength(0);
  });

  test('opened from their table they are the same', () => {
    const opened = openFeatures(features.table);
    expect(opened.size).toBe(features.size);
    expect(opened.vector('refund my parcel')).toEqual(features.vector('refund my parcel'));
  });
});

/** A vector that points to the subject, as an encoder's might: its own dimension, and a little of the rest. */
function vectorFor(label: number, next: () => number): Float32Array {
  const vector = Float32Array.from({ length: 16 }, (_, d) => (d === label ? 1 : 0.1 * next()));
  return vector.map((value) => value / lengthOf(vector));
}

describe('the joint model', () => {
  const next = noise();
  const vectors = examples.map(({ label }) => vectorFor(label, next));
  const byWords = fitJointModel({ examples, classes, vectors: undefined });
  const joint = fitJointModel({ examples, classes, vectors });
  const read = (fit: typeof joint, text: string) => openJointModel(fit).read(lesson.formsOf(text));

  test.each([
    ['where is my package', 'intent:track'],
    ['i want a refund', 'intent:refund'],
    ['do you open on monday', 'intent:hours'],
    ['can i pay cash', 'intent:pay'],
    ['a job to work for you', 'intent:job'],
    ['how should wool be washed', 'answer:wool'],
  ])('by words alone: %s', (text, target) => {
    expect(subjectOf(read(byWords, text).likely[0]?.label)).toBe(target);
  });

  test('probabilities are of all that is known', () => {
    const { likely, confidence } = read(byWords, 'where is my package');
    expect(likely.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 6);
    expect(confidence).toBeGreaterThan(0);
    expect(confidence).toBeLessThanOrEqual(1);
  });

  test('a stranger is less sure than what is known', () => {
    const known = read(byWords, 'where is my parcel').confidence;
    expect(read(byWords, 'zebra xylophone').confidence).toBeLessThan(known);
  });

  test('without vectors it asks for none', () => {
    expect(openJointModel(byWords).projection).toBeUndefined();
  });

  test('where words say nothing, a vector decides', () => {
    const model = openJointModel(joint);
    const pay = lesson.subjects.findIndex(({ target }) => target === 'intent:pay');
    const first = model.read(lesson.formsOf('zebra xylophone'));
    if (!model.projection) throw new Error('it learnt no vectors');
    const { likely } = first.withVector(projected(vectorFor(pay, noise()), model.projection));
    expect(subjectOf(likely[0]?.label)).toBe('intent:pay');
  });

  test('the same lesson is learnt the same', () => {
    expect(fitJointModel({ examples, classes, vectors })).toEqual(joint);
  });

  test.each([
    ['nothing', [], 0],
    ['one sentence', examples.slice(0, 1), 1],
    ['one subject', examples.filter(({ label }) => label === 0), 1],
    [
      'each subject once',
      examples.filter(({ label }, row) => examples.findIndex((e) => e.label === label) === row),
      classes,
    ],
  ])('of %s, with and without vectors, it reads finite numbers', (_, few, count) => {
    for (const given of [undefined, few.map(({ label }) => vectorFor(label, noise()))]) {
      const { likely, confidence } = openJointModel(
        fitJointModel({ examples: few, classes: count, vectors: given }),
      ).read(lesson.formsOf('where is my parcel'));
      for (const value of [confidence, ...likely.map(({ probability }) => probability)])
        expect(value >= 0 && value <= 1).toBe(true);
    }
  });
});

describe('on disk', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'learning-parts-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  describe('a model', () => {
    const task: TrainingTask = { examples, classes, withVectors: false };
    const fit = fitJointModel({ examples, classes, vectors: undefined });
    const onlyFile = async () => join(folder, (await readdir(folder))[0] ?? '');

    test('is taken up as it was learnt', async () => {
      await writeFit(folder, task, fit);
      expect(await readFit(folder, task)).toEqual(fit);
    });

    test('is not there for another lesson, nor before it is written', async () => {
      expect(await readFit(folder, task)).toBeUndefined();
      await writeFit(folder, task, fit);
      expect(await readFit(folder, { ...task, examples: examples.slice(1) })).toBeUndefined();
      expect(await readFit(folder, { ...task, withVectors: true })).toBeUndefined();
    });

    test.each([
      ['cut short', (file: string) => truncate(file, 1000)],
      ['empty', (file: string) => truncate(file, 0)],
      ['another file altogether', (file: string) => writeFile(file, 'not a model')],
    ])('that is %s is passed over', async (_, damage) => {
      await writeFit(folder, task, fit);
      await damage(await onlyFile());
      expect(await readFit(folder, task)).toBeUndefined();
    });

    test('of an older recipe is passed over', async () => {
      await writeFit(folder, task, fit);
      const file = await onlyFile();
      const nameAt = (recipe: number) =>
        join(
          folder,
          `${createHash('sha256')
            .update(JSON.stringify([recipe, task]))
            .digest('hex')}.model`,
        );
      const now = Array.from({ length: 1000 }, (_, recipe) => recipe).find(
        (recipe) => nameAt(recipe) === file,
      );
      if (now === undefined) throw new Error('the file is not named after a recipe');
      await copyFile(file, nameAt(now - 1));
      await rm(file);
      expect(await readFit(folder, task)).toBeUndefined();
    });

    test('the newest six stay', async () => {
      for (let count = 1; count <= 8; count++)
        await writeFit(folder, { ...task, classes: classes + count }, fit);
      expect(await readdir(folder)).toHaveLength(6);
      expect(await readFit(folder, { ...task, classes: classes + 8 })).toBeDefined();
    });
  });

  describe('sentence vectors', () => {
    const asked: string[][] = [];
    const fail = (fault: unknown) => {
      throw fault;
    };
    const encode = async (texts: readonly string[]) => {
      asked.push([...texts]);
      return texts.map((text) => Float32Array.of(text.length, text.charCodeAt(0), 1));
    };
    const vectorsOf = (...texts: readonly string[]) => keptVectors(texts, folder, encode, fail);
    beforeEach(() => {
      asked.length = 0;
    });

    test('are made once, whatever trainings follow, and come in the order of the texts', async () => {
      const first = await vectorsOf('one', 'two', 'one');
      expect(asked).toEqual([['one', 'two']]);
      expect(first.map(([length]) => length)).toEqual([3, 3, 3]);
      expect(first[0]).toEqual(first[2]);
      expect(await vectorsOf('two', 'one', 'three')).toEqual([
        first[1],
        first[0],
        Float32Array.of(5, 116, 1),
      ]);
      expect(asked).toEqual([['one', 'two'], ['three']]);
    });

    test('of a sentence that was left out for a while are still there', async () => {
      await vectorsOf('one', 'two');
      await vectorsOf('three');
      await vectorsOf('one', 'two', 'three');
      expect(asked).toEqual([['one', 'two'], ['three']]);
    });

    test('are made anew where the file is broken', async () => {
      const made = await vectorsOf('one');
      const [file = ''] = await readdir(folder);
      await truncate(join(folder, file), 40);
      expect(await vectorsOf('one')).toEqual(made);
      expect(asked).toHaveLength(2);
    });

    test('nothing to embed leaves the folder as it was', async () => {
      expect(await vectorsOf()).toEqual([]);
      expect(await readdir(folder)).toEqual([]);
    });

    test('where nothing can be written, they are had all the same, and the fault is told', async () => {
      const faults: unknown[] = [];
      const file = join(folder, 'no-folder');
      await writeFile(file, '');
      const vectors = await keptVectors(['one'], file, encode, (fault) => faults.push(fault));
      expect(vectors).toHaveLength(1);
      expect(faults).toHaveLength(1);
    });
  });
});
