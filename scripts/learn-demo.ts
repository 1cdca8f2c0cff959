// Learns the demo business's sentences when it is built, so that the first start finds the model. It knows no other business.

import { fileURLToPath } from 'node:url';
import { loadBusiness } from '../data/load-business.js';
import { createUnderstander, vocabularyOf } from '../understanding/index.js';

const DEMO = fileURLToPath(new URL('../data/business', import.meta.url));
/** Seconds below which it was there already. */
const FOUND = 1.5;

/** @throws RapportError BUSINESS_INVALID for a broken folder. */
export async function learnDemo(): Promise<'learnt' | 'up-to-date'> {
  // What day it is changes no sentence.
  const business = await loadBusiness(DEMO, { today: '2026-01-01' });
  const started = performance.now();
  const vocabulary = vocabularyOf(business.products.values(), business.synonyms);
  const understander = createUnderstander({ ...business, vocabulary });
  await understander.ready;
  const seconds = (performance.now() - started) / 1000;
  await understander.close();
  return seconds < FOUND ? 'up-to-date' : 'learnt';
}
