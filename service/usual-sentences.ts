// What customers usually ask a business, as it wrote it down itself: what a topic's examples are told apart from.

import type { Business } from '../data/business.js';
import { type Thresholds, topicsIn } from '../escalation/index.js';

/** @returns sentences of tasks and answers, without those that are about a topic by its words. */
export function usualSentences(
  { intents, knowledge }: Pick<Business, 'intents' | 'knowledge'>,
  { topics }: Thresholds,
): readonly string[] {
  const all = [
    ...intents.flatMap(({ examples }) => examples),
    ...knowledge.flatMap(({ question, alternatives }) => [question, ...alternatives]),
  ];
  return [...new Set(all)].filter((text) => topicsIn(text, topics).length === 0);
}
