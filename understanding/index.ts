// The front door of understanding: text in, what the customer means out. Puts the steps in order; each step lives in its own file.

import type { IntentExamples, KnowledgeEntry, Product, UnansweredTopic } from '../data/business.js';
import type { AgentId, ProductId } from '../data/ids.js';
import { englishWords } from './english-words.js';
import { languageOf } from './language.js';
import { type Learnt, learn } from './learn.js';
import { lessonOf } from './lesson.js';
import type { Reading } from './meaning.js';
import { frustrationOf, moodOf } from './mood.js';
import { anyOrder, normalise } from './normalise.js';
import { type FixedMeaning, fixedMeaning, withoutCourtesy, withoutReproach } from './phrases.js';
import { createRecent } from './recent.js';
import { type Candidate, MAX_TEXT, type Understander, type Understanding } from './understanding.js';
import { type Synonyms, type Vocabulary, vocabularyOf } from './vocabulary.js';
import { wordlessReaction } from './wordless.js';

export { createEntityReader, type Entities, type EntityKind, type EntityReader } from './entities.js';
export { extractCritique } from './extract-critique.js';
export { extractPreferences } from './extract-preferences.js';
export { extractWish } from './extract-wish.js';
export { matchCatalogue, matchPreference, matchProducts, pickFrom } from './match.js';
export { type Money, moneyIn, orderNumbersIn } from './plain-entities.js';
export { readWishes } from './preferences/read-wishes.js';
export { takesBackIn as retractions } from './preferences/thought.js';
export { singular } from './spelling.js';
export type { Critique, StatedPreference } from './stated.js';
export {
  type Candidate,
  MAX_TEXT,
  type Mood,
  type Understander,
  type Understanding,
  type UnderstandingContext,
} from './understanding.js';
export { thingsIn, type Vocabulary, vocabularyOf } from './vocabulary.js';

/** Fixed phrases are sure but for irony and quotation. */
const FIXED = 0.97;
/** An order number alone is nearly always a question about that order. */
const BARE_NUMBER = 0.8;
const ORDER_STATUS = 'order-status';
const BARE_NUMBER_SAID = /^(?:(?:my|the|order|number|it is) )*ordernumber$/;
/** Texts whose reading is remembered, some 1 KB each: buttons, offered answers and the commonest questions are said again and again. */
const REMEMBERED = 1000;

/** Where models are kept between starts, from where the process runs. */
const MODELS = 'var/models';

/**
 * Learns in a worker, or takes up what it learnt before from the same sentences, and understands from then on: most messages in a fraction of a
 * millisecond, the others with the help of a sentence encoder in a worker, and without it where that fails.
 * @param options.intents what the bot has tasks for; their names come back as `intent`.
 * @param options.knowledge what it has answers for; their ids come back as `entryId`.
 * @param options.products the catalogue, so that "I love oak" serves as an example for linen too; a `Business` as a whole fits.
 */
export function createUnderstander(options: {
  readonly intents: readonly IntentExamples[];
  readonly knowledge: readonly KnowledgeEntry[];
  /** What is asked and has no answer, so that it is refused rather than taken for the nearest that has one. */
  readonly unanswered?: readonly UnansweredTopic[];
  readonly products?: ReadonlyMap<ProductId, Product>;
  /** The business's own words for what it sells. */
  readonly synonyms?: Synonyms;
  /** Whoever asks for one of them by the first name wishes for a person. */
  readonly agents?: ReadonlyMap<AgentId, { readonly name: string }>;
  /** Of these products, where it was made already: for thousands it takes a moment. */
  readonly vocabulary?: Vocabulary;
  /** Where models are kept between starts; by default `var/models` where the process runs. */
  readonly modelFolder?: string;
  /** Hears what went wrong in workers and with kept models; understanding goes on without them. */
  readonly onFault?: (fault: Error) => void;
}): Understander {
  const vocabulary = options.vocabulary ?? vocabularyOf(options.products?.values() ?? [], options.synonyms);
  const agents = [...(options.agents?.values() ?? [])].flatMap(({ name }) => name.split(' ')[0] ?? []);
  const ending = new AbortController();
  const learnt = englishWords().then((isEnglish) =>
    learn(lessonOf(options.intents, options.knowledge, vocabulary, isEnglish, options.unanswered), {
      signal: ending.signal,
      modelFolder: options.modelFolder ?? MODELS,
      onFault: options.onFault ?? (() => undefined),
    }),
  );
  // Whoever understands or waits hears of it.
  learnt.catch(() => undefined);
  const recent = createRecent<Said>(REMEMBERED);
  const statusTitle = options.intents.find(({ intent }) => intent === ORDER_STATUS)?.title;
  return {
    ready: learnt.then(() => undefined),
    async close() {
      ending.abort();
      const ended = await learnt.catch(() => undefined);
      await ended?.close();
    },
    async understand(text, context) {
      if (text.length > MAX_TEXT) {
        const calm = { anger: 'calm', worried: false, urgent: false } as const;
        return { ...whole(text, 'und', 1, calm, []), kind: 'too-long', length: text.length };
      }
      const plain = normalise(text);
      const said = recent.get(anyOrder(text)) ?? (await listened(text, plain));
      const mood = moodOf(text, plain, context, said.frustration);
      const { language, heard } = said;
      if (heard.kind === 'wordless')
        return { ...whole(text, language, 1, mood, []), kind: 'wordless', reaction: heard.reaction };
      if (heard.kind === 'fixed') return { ...whole(text, language, FIXED, mood, []), ...heard.meaning };
      const { reading } = heard;
      const understood = whole(text, language, reading.confidence, mood, reading.candidates);
      // "That's not what I asked, where is my order" says what was asked; only the bare reproach is a miss.
      if (heard.reproach && !reading.inScope) return { ...understood, confidence: FIXED, kind: 'missed' };
      return concluded(understood, reading);
    },
  };

  async function listened(text: string, plain: string): Promise<Said> {
    const said = {
      language: languageOf(text),
      frustration: frustrationOf(text, plain),
      heard: await hear(text, plain),
    };
    if (said.heard.kind !== 'read' || said.heard.reading.complete) recent.set(anyOrder(text), said);
    return said;
  }

  async function hear(text: string, plain: string): Promise<Heard> {
    const reaction = wordlessReaction(text);
    if (reaction !== undefined) return { kind: 'wordless', reaction };
    const meaning = fixedMeaning(plain, { agents });
    if (meaning) return { kind: 'fixed', meaning };
    if (BARE_NUMBER_SAID.test(plain) && statusTitle !== undefined)
      return { kind: 'read', reproach: false, reading: bareNumber(statusTitle) };
    const rest = withoutReproach(plain);
    return {
      kind: 'read',
      reproach: rest !== undefined,
      reading: await readCore(await learnt, rest ?? plain),
    };
  }
}

/** What a text says whatever the conversation; without its words. */
interface Said {
  readonly language: string;
  /** As `frustrationOf` gives it. */
  readonly frustration: number;
  readonly heard: Heard;
}

type Heard =
  | { readonly kind: 'wordless'; readonly reaction: NonNullable<ReturnType<typeof wordlessReaction>> }
  | { readonly kind: 'fixed'; readonly meaning: FixedMeaning }
  /** `reproach`: the bot is told that it missed the point, and the reading is of what else was said. */
  | { readonly kind: 'read'; readonly reproach: boolean; readonly reading: Reading };

function bareNumber(title: string): Reading {
  const evidence = [{ title, target: `intent:${ORDER_STATUS}`, score: BARE_NUMBER }];
  return { candidates: evidence, confidence: BARE_NUMBER, inScope: true, rivals: [], complete: true };
}

/** "Hi, where is my order?" is about the order. */
function readCore(model: Learnt, text: string): Promise<Reading> {
  const core = withoutCourtesy(text);
  return model.read(core === '' ? text : core);
}

function concluded(understood: Omit<ReturnType<typeof whole>, 'kind'>, reading: Reading): Understanding {
  const first = reading.candidates[0];
  if (!first || !reading.inScope) {
    const { topic } = reading;
    const about = topic === undefined ? {} : { topic };
    return { ...understood, confidence: 1 - reading.confidence, kind: 'out-of-scope', ...about };
  }
  if (reading.rivals.length > 0) return { ...understood, kind: 'ambiguous', candidates: reading.rivals };
  const [kind, name] = splitTarget(first.target);
  if (kind === 'intent') return { ...understood, kind: 'intent', intent: name };
  return { ...understood, kind: 'answer', entryId: name };
}

function splitTarget(target: string): readonly [string, string] {
  const colon = target.indexOf(':');
  return [target.slice(0, colon), target.slice(colon + 1)];
}

function whole(
  text: string,
  language: string,
  confidence: number,
  mood: Understanding['mood'],
  evidence: readonly Candidate[],
) {
  return { text, language, confidence, mood, evidence };
}
