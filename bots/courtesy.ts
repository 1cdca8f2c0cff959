// Words of a customer that ask a person for no answer. Reads fixed phrases only: what may mean more, asks for one.

import { normalise } from '../understanding/normalise.js';
import { fixedMeaning } from '../understanding/phrases.js';
import { wordlessReaction } from '../understanding/wordless.js';

/** @returns `undefined` where an answer may be wanted. */
export function courtesyIn(text: string): 'thanks' | 'goodbye' | undefined {
  if (wordlessReaction(text) === 'positive') return 'thanks';
  const plain = normalise(text);
  const meaning = fixedMeaning(plain);
  // "No thanks" to "anything else?".
  if (meaning?.kind === 'deny') return /\bthank/.test(plain) ? 'thanks' : undefined;
  if (meaning?.kind !== 'small-talk') return undefined;
  return meaning.talk === 'thanks' || meaning.talk === 'goodbye' ? meaning.talk : undefined;
}
