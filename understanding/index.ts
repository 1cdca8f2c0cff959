// The front door of understanding: text in, what the customer means out. Puts the steps in order; each step lives in its own file.

import type { IntentExamples, KnowledgeEntry, Product } from '../data/business.js';
import type { ProductId } from '../data/ids.js';
import { languageOf } from './language.js';
import { type MeaningModel, type Reading, trainMeaning } from './meaning.js';
import { moodOf } from './mood.js';
import { normalise } from './normalise.js';
import { fixedMeaning, withoutCourtesy, withoutReproach } from './phrases.js';
import { type Candidate, MAX_TEXT, type Understander, type Understanding } from './understanding.js';
import { type Vocabulary, vocabularyOf } from './vocabulary.js';
import { wordlessReaction } from './wordless.js';

export { createEntityReader, type Entities, type EntityKind, type EntityReader } from './entities.js';
export { extractCritique } from './extract-critique.js';
export { extractPreferences, retractions } from './extract-preferences.js';
export { extractWish } from './extract-wish.js';
export { matchCatalogue, matchPreference, matchProducts, pickFrom } from './match.js';
export { type Money, moneyIn, orderNumbersIn } from './plain-entities.js';
export type { Critique, StatedPreference } from './stated.js';
export {
  type Candidate,
  MAX_TEXT,
  type Mood,
  type Understander,
  type Understanding,
  type UnderstandingContext,
} from './understanding.js';
export { type Vocabulary, vocabularyOf } from './vocabulary.js';

/** Fixed phrases are sure but for irony and quotation. */
const FIXED = 0.97;
/** An order number alone is nearly always a question about that order. */
const BARE_NUMBER = 0.8;
const ORDER_STATUS = 'order-status';

/**
 * Trains once, in a fraction of a second, and understands from then on without waiting for anything.
 * @param options.intents what the bot has tasks for; their names come back as `intent`.
 * @param options.knowledge what it has answers for; their ids come back as `entryId`.
 * @param options.products the catalogue, so that "I love oak" serves as an example for linen too; a `Business` as a whole fits.
 */
export function createUnderstander(options: {
  readonly intents: readonly IntentExamples[];
  readonly knowledge: readonly KnowledgeEntry[];
  readonly products?: ReadonlyMap<ProductId, Product>;
  /** Of these products, where it was made already: for thousands it takes a moment. */
  readonly vocabulary?: Vocabulary;
}): Understander {
  const vocabulary = options.vocabulary ?? vocabularyOf(options.products?.values() ?? []);
  const model = trainMeaning(options.intents, options.knowledge, vocabulary);
  const statusTitle = options.intents.find(({ intent }) => intent === ORDER_STATUS)?.title;
  return {
    understand(text, context) {
      if (text.length > MAX_TEXT) {
        const calm = { anger: 'calm', worried: false, urgent: false } as const;
        return { ...whole(text, 'und', 1, calm, []), kind: 'too-long', length: text.length };
      }
      const plain = normalise(text);
      const mood = moodOf(text, plain, context);
      const language = languageOf(text);
      const reaction = wordlessReaction(text);
      if (reaction !== undefined)
        return { ...whole(text, language, 1, mood, []), kind: 'wordless', reaction };

      const fixed = fixedMeaning(plain);
      if (fixed) return { ...whole(text, language, FIXED, mood, []), ...fixed };
      if (/^(?:(?:my|the|order|number|it is) )*ordernumber$/.test(plain) && statusTitle !== undefined) {
        const evidence = [{ title: statusTitle, target: `intent:${ORDER_STATUS}`, score: BARE_NUMBER }];
        return {
          ...whole(text, language, BARE_NUMBER, mood, evidence),
          kind: 'intent',
          intent: ORDER_STATUS,
        };
      }

      const rest = withoutReproach(plain);
      const reading = readCore(model, rest ?? plain);
      const understood = whole(text, language, reading.confidence, mood, reading.candidates);
      // "That's not what I asked, where is my order" says what was asked; only the bare reproach is a miss.
      if (rest !== undefined && !reading.inScope) return { ...understood, confidence: FIXED, kind: 'missed' };
      return concluded(understood, reading);
    },
  };
}

/** "Hi, where is my order?" is about the order. */
function readCore(model: MeaningModel, text: string): Reading {
  const core = withoutCourtesy(text);
  return model.read(core === '' ? text : core);
}

function concluded(understood: Omit<ReturnType<typeof whole>, 'kind'>, reading: Reading): Understanding {
  const first = reading.candidates[0];
  if (!first || !reading.inScope) {
    return { ...understood, confidence: 1 - reading.confidence, kind: 'out-of-scope' };
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
