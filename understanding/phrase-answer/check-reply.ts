// Whether a model's reply says what its entries say and nothing else. Pure and strict: what it doubts is not said, for the entry itself can be.

import type { KnowledgeEntry } from '../../data/business.js';
import { languageOf } from '../language.js';
import { addressesIn, isQuantityOf, longNumbersIn, quantitiesIn } from './claims.js';
import type { Doubt } from './phrasing.js';
import { NO_ANSWER } from './prompt.js';
import { conditionsIn, contentOf, negationsIn } from './words.js';

/** Characters of a whole reply; three short sentences take half of it. */
const MAX_REPLY = 900;
/** The share of a sentence's words that one sentence of an entry, or two beside each other, must have for it to rest on them. */
const RESTS = 0.6;
/** Readings this close to the best are as good as it. */
const NEARLY = 0.9;

export type Checked =
  | { readonly kind: 'sound'; readonly text: string; readonly cited: readonly KnowledgeEntry[] }
  | { readonly kind: 'doubtful'; readonly why: Doubt };

interface Sentence {
  readonly text: string;
  readonly cited: readonly KnowledgeEntry[];
}

/**
 * @param entries those that were sent, the decided one first; `[1]` in the reply is the first.
 * @returns the reply without its citations, or the first thing that is wrong with it.
 */
export function checkReply(reply: string, entries: readonly KnowledgeEntry[]): Checked {
  const doubtful = (why: Doubt): Checked => ({ kind: 'doubtful', why });
  const text = reply.normalize('NFC').replaceAll('**', '').trim();
  if (text === '') return doubtful('empty');
  if (text.includes(NO_ANSWER)) return doubtful('no-answer');
  if (text.length > MAX_REPLY) return doubtful('too-long');
  if (/[^\P{C}\n]/u.test(text)) return doubtful('hidden-characters');

  const links = linksIn(text);
  if (links.some(({ written }) => !entries.some(({ answer }) => answer.includes(written))))
    return doubtful('foreign-link');
  const bare = links.reduce((rest, { written, label }) => rest.replace(written, label), text);
  if (MARKUP.test(withoutCitations(bare))) return doubtful('markup');

  const sentences = sentencesOf(text, entries);
  if (typeof sentences === 'string') return doubtful(sentences);
  const said = withoutCitations(text);
  if (sentences.length === 0 || !/\p{L}/u.test(said)) return doubtful('empty');
  const cited = entries.filter((entry) => sentences.some((sentence) => sentence.cited.includes(entry)));
  const [decided] = entries;
  if (!decided || !cited.includes(decided)) return doubtful('entry-not-cited');
  if (speaksOtherwise(said, cited)) return doubtful('language');

  for (const sentence of sentences) {
    const why = doubtAbout(sentence);
    if (why) return doubtful(why);
  }
  if (leavesOutCondition(sentences)) return doubtful('condition-left-out');
  return { kind: 'sound', text: said, cited };
}

const CITATION = /\s*\[(\d{1,2}(?:\s*,\s*\d{1,2})*)\]/g;
/** Whatever Markdown or HTML reads as more than words, after links and citations are gone. */
const MARKUP = /[<>`\\[\]{}|#~^_*=]|&#?\w+;|^\s*(?:[-+]|\d+[.)])\s|^\s*-{2,}/m;
/** A sentence ends where its mark, and the citations behind it, are followed by a blank or a new line. */
const BETWEEN = /(?<=[.!?]["'”’)]?(?:\s*\[[\d\s,]{1,12}\]){0,3})\s+(?=[^\s[])|\n+/u;

function withoutCitations(text: string): string {
  return text.replace(CITATION, '').trim();
}

interface Link {
  readonly written: string;
  readonly label: string;
}

function linksIn(text: string): readonly Link[] {
  return [...text.matchAll(/!?\[([^\]\n]{0,200})\]\([^)\n]{0,500}\)/g)].map(([written, label = '']) => ({
    written,
    label,
  }));
}

function sentencesOf(text: string, entries: readonly KnowledgeEntry[]): readonly Sentence[] | Doubt {
  const sentences: Sentence[] = [];
  for (const part of text.split(BETWEEN)) {
    const ids = [...part.matchAll(CITATION)].flatMap(([, list = '']) => list.split(',').map(Number));
    if (ids.length === 0) return 'no-citation';
    const cited = ids.flatMap((id) => entries[id - 1] ?? []);
    if (cited.length < ids.length) return 'unknown-citation';
    sentences.push({ text: withoutCitations(part), cited });
  }
  return sentences;
}

function speaksOtherwise(said: string, cited: readonly KnowledgeEntry[]): boolean {
  const spoken = languageOf(said);
  const written = languageOf(cited.map(({ answer }) => answer).join(' '));
  return spoken !== 'und' && written !== 'und' && spoken !== written;
}

/** The facts first, then each word, then whether the whole still says the same. */
function doubtAbout({ text, cited }: Sentence): Doubt | undefined {
  const answers = cited.map(({ answer }) => answer).join('\n');
  const known = addressesIn(answers.replace(/[\][]/g, ' '));
  if (addressesIn(text.replace(/[\][]/g, ' ')).some((address) => !known.includes(address)))
    return 'foreign-link';

  const numbers = longNumbersIn(answers);
  if (longNumbersIn(text).some((number) => !numbers.includes(number))) return 'number-not-in-entry';
  const facts = quantitiesIn(answers);
  if (quantitiesIn(text).some((quantity) => !isQuantityOf(quantity, facts))) return 'number-not-in-entry';

  const words = contentOf(
    cited.map(({ answer, question, title }) => `${answer} ${question} ${title}`).join(' '),
  );
  const content = contentOf(text);
  if ([...content].some((word) => !words.has(word))) return 'word-not-in-entry';
  const letters = new Set(answers.normalize('NFKC'));
  if ([...text.normalize('NFKC')].some((letter) => !PLAIN.test(letter) && !letters.has(letter)))
    return 'word-not-in-entry';
  return groundOf(text, cited) ? undefined : 'turned-around';
}

/** Letters that look like others come only from the entry. */
const PLAIN = /[ -~\n’‘“”–—…é]/;

/**
 * @returns the part of an entry that the sentence rests on: it has most of its words and denies as much.
 */
function groundOf(text: string, cited: readonly KnowledgeEntry[]): string | undefined {
  const content = contentOf(text);
  if (content.size === 0) return undefined;
  const grounds = cited
    .flatMap(({ answer }) => groundsIn(answer))
    .map((ground) => {
      const words = contentOf(ground);
      return { ground, share: [...content].filter((word) => words.has(word)).length / content.size };
    });
  const best = Math.max(0, ...grounds.map(({ share }) => share));
  if (best < RESTS) return undefined;
  const denials = negationsIn(text);
  const sound = grounds.filter(
    ({ ground, share }) => share >= best * NEARLY && negationsIn(ground) === denials,
  );
  // A sentence alone rather than with its neighbour, whose conditions may be none of its own.
  return sound.sort((a, b) => a.ground.length - b.ground.length)[0]?.ground;
}

/** Every sentence, and every two beside each other. */
function groundsIn(answer: string): readonly string[] {
  const sentences = answer.split(/(?<=[.!?;])\s+|\n+/).filter((sentence) => /\p{L}/u.test(sentence));
  return sentences.flatMap((sentence, at) => {
    const next = sentences[at + 1];
    return next === undefined ? [sentence] : [sentence, `${sentence} ${next}`];
  });
}

/** A condition may be told in the next sentence, but not nowhere. */
function leavesOutCondition(sentences: readonly Sentence[]): boolean {
  const told = conditionsIn(sentences.map(({ text }) => text).join(' '));
  return sentences.some(({ text, cited }) => {
    const ground = groundOf(text, cited);
    return [...conditionsIn(ground ?? '')].some((condition) => !told.has(condition));
  });
}
