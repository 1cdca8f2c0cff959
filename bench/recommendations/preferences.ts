// How well stated wishes are read: exact match of kind, subject, for whom and scope over labelled sentences. Prints no sentence.

import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Product } from '../../data/business.js';
import type { ProductId } from '../../data/ids.js';
import { loadBusiness } from '../../data/load-business.js';
import { readWishes } from '../../understanding/preferences/read-wishes.js';
import { singular } from '../../understanding/spelling.js';
import type { StatedWish } from '../../understanding/stated.js';
import { mentionsIn, type Vocabulary, vocabularyOf } from '../../understanding/vocabulary.js';
import { tokensOf } from '../../understanding/words.js';
import type { Figure } from '../figures.js';

const subject = z.union([z.string(), z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))]);
const labelled = z.object({ kind: z.string(), subject, for: z.string(), scope: z.string() });
const row = z.object({
  text: z.string(),
  wishes: z.array(labelled),
  also_fair: z.array(labelled.partial()).optional(),
});

type Labelled = z.infer<typeof labelled>;
export type LabelledSentence = z.infer<typeof row>;

const HELD_OUT = fileURLToPath(new URL('./sets/preferences.jsonl', import.meta.url));

const DEMO = fileURLToPath(new URL('../../data/business', import.meta.url));
/** Any day does: no wish depends on it. */
const TODAY = '2026-11-21';

/** @param file of labelled sentences about the demo business; left out: the held-out set. */
export async function preferenceFigures(file = HELD_OUT): Promise<readonly Figure[]> {
  const { products } = await loadBusiness(DEMO, { today: TODAY });
  const sentences = await readLabelled(file);
  const vocabulary = vocabularyOf(products.values());
  const all = new Count();
  const known = new Count();
  let exact = 0;
  for (const sentence of sentences) {
    const { right, wrong, missed } = judged(sentence, products, vocabulary);
    all.add(right.length, wrong.length, missed.length);
    const inCatalogue = (wishes: readonly Labelled[]) =>
      wishes.filter((wish) => isKnown(wish, vocabulary)).length;
    known.add(inCatalogue(right), inCatalogue(wrong), inCatalogue(missed));
    if (wrong.length + missed.length === 0) exact += 1;
  }
  const figure = (name: string, value: number, min?: number): Figure => ({
    name: `recommendations.preferences.${name}`,
    value,
    unit: '',
    ...(min === undefined ? {} : { min }),
  });
  return [
    figure('sentences', sentences.length),
    figure('precision', all.precision),
    figure('recall', all.recall),
    figure('f1', all.f1, 0.9),
    figure('f1-in-catalogue', known.f1),
    figure('sentences-exact', exact / sentences.length),
  ];
}

/** @throws where a line is no labelled sentence, with its number and never its words. */
export async function readLabelled(file: string): Promise<readonly LabelledSentence[]> {
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line.trim() !== '');
  return lines.map((line, i) => {
    const read = row.safeParse(JSON.parse(line));
    if (!read.success)
      throw new Error(`line ${i + 1} is no labelled sentence: ${read.error.issues[0]?.path.join('.')}`);
    return read.data;
  });
}

/** What was read of one sentence beside its labels. A fair reading that nobody asks for is neither right nor wrong. */
export function judged(
  sentence: LabelledSentence,
  products: ReadonlyMap<ProductId, Product>,
  vocabulary: Vocabulary,
): {
  readonly right: readonly Labelled[];
  readonly wrong: readonly Labelled[];
  readonly missed: readonly Labelled[];
} {
  const read = readWishes(sentence.text, vocabulary).map((wish) => labelOf(wish, products));
  const left = new Map(sentence.wishes.map((wish) => [keyOf(wish), wish]));
  const fair = sentence.also_fair ?? [];
  const right: Labelled[] = [];
  const wrong: Labelled[] = [];
  for (const wish of read) {
    if (left.delete(keyOf(wish))) right.push(wish);
    else if (!fair.some((each) => isFair(each, wish))) wrong.push(wish);
  }
  const missed = [...left.values()].filter((wish) => !fair.some((each) => isFair(each, wish)));
  return { right, wrong, missed };
}

function isFair(fair: Partial<Labelled>, wish: Labelled): boolean {
  return keyOf({ ...wish, ...fair }) === keyOf(wish);
}

/** A wish as the sets write it. */
function labelOf(
  { kind, subject: about, refused, for: whom, scope }: StatedWish,
  products: ReadonlyMap<ProductId, Product>,
): Labelled {
  return { kind, subject: subjectLabel(about, products, refused), for: whom, scope };
}

function subjectLabel(
  about: StatedWish['subject'],
  products: ReadonlyMap<ProductId, Product>,
  refused?: true,
): Labelled['subject'] {
  if (about.kind === 'budget' || about.kind === 'size') {
    const { kind: _, ...measures } = about;
    return Object.fromEntries(Object.entries(measures).filter(([, value]) => value !== undefined));
  }
  return `${refused ? 'not ' : ''}${subjectOf(about, products)}`;
}

function subjectOf(about: StatedWish['subject'], products: ReadonlyMap<ProductId, Product>): string {
  switch (about.kind) {
    case 'attribute':
      return about.said ?? about.values[0] ?? '';
    case 'product':
      return (products.get(about.productId)?.name ?? about.productId).toLowerCase();
    case 'vegan':
      return 'vegan';
    case 'word':
      return about.word;
    case 'budget':
    case 'size':
      return '';
  }
}

/** Equal wishes have equal keys: without case and number of nouns; "plastic" stands for the recycled kind, as the set's README says. */
function keyOf({ kind, subject: about, for: whom, scope }: Labelled): string {
  const subject =
    typeof about === 'string'
      ? about
          .toLowerCase()
          .replace(/^recycled (?=plastic|polyester)/, '')
          .split(' ')
          .map(singular)
          .join(' ')
      : Object.entries(about)
          .map(([name, value]) => `${name} ${String(value).toLowerCase()}`)
          .sort()
          .join(', ');
  return [kind, subject, whom.toLowerCase(), scope].join('; ');
}

/** Whether a wish is about something that the catalogue has a word for; wishes that are not about things are. */
function isKnown({ kind, subject: about }: Labelled, vocabulary: Vocabulary): boolean {
  if (typeof about !== 'string' || about === 'vegan') return true;
  if (['occasion', 'contact', 'language'].includes(kind)) return true;
  return mentionsIn(tokensOf(about), vocabulary).some(
    (mention) => !(mention.kind === 'attribute' && mention.said),
  );
}

class Count {
  #right = 0;
  #wrong = 0;
  #missed = 0;

  add(right: number, wrong: number, missed: number): void {
    this.#right += right;
    this.#wrong += wrong;
    this.#missed += missed;
  }

  get precision(): number {
    return this.#right / Math.max(1, this.#right + this.#wrong);
  }

  get recall(): number {
    return this.#right / Math.max(1, this.#right + this.#missed);
  }

  get f1(): number {
    return (2 * this.#right) / Math.max(1, 2 * this.#right + this.#wrong + this.#missed);
  }
}
