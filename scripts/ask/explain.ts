// What a message means and why, as one record: the reading, what was found in it, and what would be done for whom.

import type { KnowledgeEntry } from '../../data/business.js';
import type { Clock } from '../../data/ids.js';
import type { Folder } from '../../service/load-folder.js';
import {
  createEntityReader,
  type Entities,
  extractPreferences,
  matchCatalogue,
  orderNumbersIn,
  type StatedPreference,
  type Understander,
  type Understanding,
  vocabularyOf,
} from '../../understanding/index.js';
import { type Asker, createDecider, type DecisionFor } from './decide-for.js';

export interface Explanation {
  readonly text: string;
  readonly understanding: Understanding;
  /** Of the reading alone, warm, in milliseconds. */
  readonly took: number;
  /** The knowledge entry that it leads to. */
  readonly entry?: Pick<KnowledgeEntry, 'id' | 'title' | 'source' | 'answer'>;
  readonly entities: Entities & {
    readonly orders: readonly string[];
    /** Names of products of the catalogue. */
    readonly products: readonly string[];
    readonly preferences: readonly StatedPreference[];
  };
  readonly decisions: readonly DecisionFor[];
}

export interface Explainer {
  explain(text: string): Promise<Explanation>;
  close(): Promise<void>;
}

/** Products that a message names; more would be a guess. */
const PRODUCTS = 3;

export function createExplainer(
  folder: Folder,
  understander: Understander,
  askers: readonly Asker[],
  clock: Clock,
): Explainer {
  const { profile, products, knowledge, synonyms } = folder.business;
  const vocabulary = vocabularyOf(products.values(), synonyms);
  const reader = createEntityReader({
    timeZone: profile.timeZone,
    onFault: (fault) => console.error(fault.message),
  });
  const decider = createDecider(folder, understander, clock);

  async function entitiesIn(text: string): Promise<Explanation['entities']> {
    const found = await reader.read(text, ['money', 'day', 'time', 'number'], clock());
    return {
      ...found,
      orders: orderNumbersIn(text),
      products: matchCatalogue(text, vocabulary, PRODUCTS).flatMap((id) => products.get(id)?.name ?? []),
      preferences: extractPreferences(text, vocabulary, found),
    };
  }

  return {
    async explain(text) {
      const context = { channel: 'web', recentQuestions: [], failures: 0 } as const;
      // A running bot has loaded its encoder long ago; what a message costs is what the second reading takes.
      await understander.understand(text, context);
      const started = performance.now();
      const understanding = await understander.understand(text, context);
      const took = performance.now() - started;
      const entry =
        understanding.kind === 'answer'
          ? knowledge.find(({ id }) => id === understanding.entryId)
          : undefined;
      const decisions: DecisionFor[] = [];
      for (const asker of askers) decisions.push(await decider.decide(asker, text));
      return {
        text,
        understanding,
        took,
        ...(entry
          ? { entry: { id: entry.id, title: entry.title, source: entry.source, answer: entry.answer } }
          : {}),
        entities: await entitiesIn(text),
        decisions,
      };
    },
    async close() {
      await reader.close();
      await decider.close();
    },
  };
}
