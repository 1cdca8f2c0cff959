// Divides examples so that each part can be judged by a model that has not seen it: some of every subject, and some subjects as a whole.

import type { Example } from './lesson.js';

/** Rows by number. */
export interface Fold {
  readonly trained: readonly number[];
  /** Of subjects that were trained. */
  readonly members: readonly number[];
  /** Of subjects that were not. */
  readonly strangers: readonly number[];
}

const PARTS = 5;
/** Of no part: what an answer says is learnt from and never judged. */
const TOLD = -1;
/** Rows from which two parts tell enough, and one: each costs a training. */
const MANY = 1_000;
const VERY_MANY = 12_000;
/** Sentences of a part that are judged, of known subjects and of strange ones each, at most: more tell the same. */
const JUDGED = 1_500;

/** @returns folds in which a fifth of the subjects is unknown, and of the others a fifth of the sentences. */
export function foldsOf(examples: readonly Example[]): readonly Fold[] {
  const places = new Map<number, number>();
  const part = examples.map(({ label, from }) => {
    if (from === 'answer') return TOLD;
    const place = places.get(label) ?? 0;
    places.set(label, place + 1);
    // Shifted by the subject, so that subjects with one sentence are spread over the parts too.
    return (place + label) % PARTS;
  });
  const rows = [...examples.keys()];
  const parts = partsFor(examples.length);
  return Array.from({ length: parts }, (_, held) => {
    const isStranger = (row: number) => strangerPart(examples[row]?.label ?? 0) === held;
    return {
      trained: rows.filter((row) => !isStranger(row) && part[row] !== held),
      members: someOf(
        rows.filter(
          (row) => !isStranger(row) && part[row] === held && (places.get(examples[row]?.label ?? 0) ?? 0) > 1,
        ),
      ),
      strangers: someOf(rows.filter((row) => isStranger(row) && part[row] !== TOLD)),
    };
  });
}

/** @returns evenly spread, so that each subject keeps its share. */
function someOf(rows: readonly number[]): readonly number[] {
  const step = rows.length / JUDGED;
  return step <= 1 ? rows : rows.filter((_, place) => place % step < 1);
}

function partsFor(rows: number): number {
  if (rows > VERY_MANY) return 1;
  return rows > MANY ? 2 : PARTS;
}

/** Neighbouring subjects are often alike, so they are not left out together. */
function strangerPart(label: number): number {
  return label % PARTS;
}
