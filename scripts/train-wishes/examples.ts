// Things of sentences with what is said of each: rows to learn the weights of wishes from. It reads what it is given and fits nothing.

import { type LabelledSentence, readLabelled } from '../../bench/recommendations/preferences.js';
import type { Product } from '../../data/business.js';
import type { ProductId } from '../../data/ids.js';
import { namedIn, nounsOf } from '../../understanding/preferences/named.js';
import {
  type Message,
  messageOf,
  sentenceAt,
  surroundingsOf,
} from '../../understanding/preferences/surroundings.js';
import { plainLetters, thoughtsOf } from '../../understanding/preferences/thought.js';
import type { Said } from '../../understanding/preferences/weighing.js';
import { peopleIn } from '../../understanding/preferences/whom.js';
import { type Wishable, wishablesIn } from '../../understanding/preferences/wishables.js';
import { singular } from '../../understanding/spelling.js';
import type { Vocabulary } from '../../understanding/vocabulary.js';
import { tokensOf } from '../../understanding/words.js';
import type { MarkedSentence } from './sentences.js';

export interface Example {
  readonly surroundings: ReadonlySet<number>;
  readonly said: Said;
  readonly scope: 'lasting' | 'today';
  readonly weight: number;
  /** Of sentences put alike. */
  readonly group: string;
  /** Plainly named without saying anything: a category, a product. */
  readonly isPlainlyNothing: boolean;
  readonly text: string;
  readonly word: string;
}

/** What a question of the knowledge counts beside a sentence that was written for this; .15 to .6 are alike on sentences left out. */
export const LESS = 0.2;
/** What a made-up sentence counts. */
export const LEAST = 0.1;

interface Shop {
  readonly products: ReadonlyMap<ProductId, Product>;
  readonly vocabulary: Vocabulary;
}

/** @param weight of each thing. */
export function examplesOf(
  sentences: readonly MarkedSentence[],
  { vocabulary }: Shop,
  weight = 1,
): readonly Example[] {
  return sentences.flatMap(({ text, marks, group }) => {
    const { wishables, rowOf } = read(text, vocabulary);
    const said = new Map(
      marks.flatMap((mark) => {
        const inside = wishables.filter(({ start, end }) => start < mark.end && end > mark.start);
        const thing = foremost(inside);
        return thing ? [[thing, mark] as const] : [];
      }),
    );
    return wishables.map((wishable) => ({
      ...rowOf(wishable),
      said: said.get(wishable)?.said ?? 'nothing',
      scope: said.get(wishable)?.scope ?? 'today',
      weight,
      group,
    }));
  });
}

/** Of a file in the format of bench/recommendations/sets; what is fair to read but not asked for is left out. */
export async function examplesOfLabelled(
  file: string,
  shop: Shop,
  most = Number.POSITIVE_INFINITY,
): Promise<readonly Example[]> {
  const sentences = (await readLabelled(file)).slice(0, most);
  return sentences.flatMap((sentence, at) => labelledExamples(sentence, shop, `${file} ${at}`));
}

/** Of the pages that the knowledge is kept in, the questions: they are answered, and state no wish. */
export function questionsOf(page: string): readonly MarkedSentence[] {
  return page
    .split('\n')
    .flatMap((line) =>
      line.startsWith('## ') ? [line.slice(3)] : line.startsWith('Also: ') ? line.slice(6).split(' | ') : [],
    )
    .filter((text) => !MAY_WISH.test(text))
    .map((text) => ({ text, marks: [], group: 'questions' }));
}

/** A question may tell something of who asks. */
const MAY_WISH =
  /\b(?:vegan|allerg\w*|love|hate|like|want|need|looking|prefer|favourite|present|gift|avoid|without|only|no|not|don't|have|own|got)\b/i;

function labelledExamples(
  { text, wishes, also_fair: fair = [] }: LabelledSentence,
  { products, vocabulary }: Shop,
  group: string,
): readonly Example[] {
  const { wishables, rowOf } = read(text, vocabulary);
  const isAbout = (wishable: Wishable, subject: unknown) =>
    typeof subject === 'string' &&
    [subjectOf(wishable, products), text.slice(wishable.start, wishable.end)]
      .map(plain)
      .includes(plain(subject));
  const said = new Map<Wishable, { readonly said: Said; readonly scope: 'lasting' | 'today' }>();
  const open = new Set<Wishable>();
  for (const { kind, subject, scope } of wishes) {
    if (kind === 'occasion' || kind === 'contact' || kind === 'language') continue;
    const meant = wishables.filter((each) => !said.has(each) && isAbout(each, subject));
    for (const each of meant) open.add(each);
    const thing = meant.at(-1);
    if (thing)
      said.set(thing, {
        said: saidOf(kind),
        scope: scope === 'lasting' ? 'lasting' : 'today',
      });
  }
  return wishables
    .filter(
      (each) => said.has(each) || !(open.has(each) || fair.some(({ subject }) => isAbout(each, subject))),
    )
    .map((wishable) => ({
      ...rowOf(wishable),
      said: said.get(wishable)?.said ?? 'nothing',
      scope: said.get(wishable)?.scope ?? 'today',
      weight: 1,
      group,
    }));
}

function saidOf(kind: string): Said {
  switch (kind) {
    case 'like':
    case 'dislike':
    case 'must':
    case 'must-not':
    case 'owned':
      return kind;
    default:
      return 'plain';
  }
}

function read(text: string, vocabulary: Vocabulary) {
  const tokens = tokensOf(text);
  const wishables = wishablesIn(tokens, namedIn(text, tokens, vocabulary), nounsOf(text, vocabulary));
  const message: Message = messageOf(tokens, wishables, peopleIn(plainLetters(text)).isPresent);
  const thoughts = thoughtsOf(text);
  const rowOf = (wishable: Wishable) => ({
    surroundings: surroundingsOf(message, wishable, sentenceAt(thoughts, wishable.start)),
    isPlainlyNothing: wishable.plainly === undefined && wishable.kind !== 'vegan',
    text,
    word: text.slice(wishable.start, wishable.end),
  });
  return { wishables, rowOf };
}

/** "{D glass tables}" is about glass. */
function foremost(wishables: readonly Wishable[]): Wishable | undefined {
  return (
    wishables.find(({ kind }) => kind === 'vegan' || kind === 'product') ??
    wishables.find(({ plainly }) => plainly !== undefined) ??
    wishables.at(-1)
  );
}

function subjectOf({ subject }: Wishable, products: ReadonlyMap<ProductId, Product>): string {
  switch (subject.kind) {
    case 'attribute':
      return subject.said ?? subject.values[0] ?? '';
    case 'product':
      return products.get(subject.productId)?.name ?? '';
    case 'word':
      return subject.word;
    default:
      return subject.kind;
  }
}

function plain(subject: string): string {
  return subject
    .toLowerCase()
    .replace(/^recycled (?=plastic|polyester)/, '')
    .split(' ')
    .map(singular)
    .join(' ');
}
