// tests.yaml: questions that the business wants read in a certain way, whatever is learnt. Knows not who reads them.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { IntentExamples, KnowledgeEntry, TestQuestion } from './business.js';
import type { Report } from './business-faults.js';
import { slugOf } from './question-slug.js';
import { readYaml } from './read-yaml.js';

const FILE = 'tests.yaml';

const testSchema = z
  .strictObject({
    question: z.string().min(1).max(2_000),
    /** A question of the knowledge, as it stands in its page. */
    answer: z.string().min(1).optional(),
    intent: z.string().min(1).optional(),
    unanswered: z.literal(true).optional(),
  })
  .refine(({ answer, intent, unanswered }) => [answer, intent, unanswered].filter(Boolean).length === 1, {
    error: 'expects not exactly one thing',
    params: { remedy: 'Say one of answer, intent and unanswered: true.' },
  });

/** A folder without the file has no tests. @returns those without a fault. */
export async function loadTests(
  folder: string,
  known: { readonly intents: readonly IntentExamples[]; readonly knowledge: readonly KnowledgeEntry[] },
  report: Report,
): Promise<readonly TestQuestion[]> {
  if (!existsSync(join(folder, FILE))) return [];
  // YAML's lines are known to `readYaml` alone, so what a test names is checked by its schema.
  const entryOf = (question: string) =>
    known.knowledge.find((entry) =>
      [entry.question, ...entry.alternatives].some((asked) => slugOf(asked) === slugOf(question)),
    );
  const schema = z.strictObject({
    tests: z.array(testSchema).superRefine((tests, context) => {
      tests.forEach(({ answer, intent }, index) => {
        const unknown = (key: string, message: string, remedy: string) =>
          context.addIssue({ code: 'custom', path: [index, key], message, params: { remedy } });
        if (answer !== undefined && !entryOf(answer))
          unknown('answer', 'is no question of knowledge/', 'Write it as it stands in its page.');
        if (intent !== undefined && !known.intents.some((each) => each.intent === intent))
          unknown('intent', 'is not in intents.yaml', 'Correct its spelling.');
      });
    }),
  });
  const read = await readYaml(join(folder, FILE), schema, FILE);
  if (!read.ok) {
    read.faults.forEach(report);
    return [];
  }
  return read.value.tests.map(({ question, answer, intent }, index) => ({
    question,
    expected:
      intent !== undefined
        ? `intent:${intent}`
        : answer !== undefined
          ? `answer:${entryOf(answer)?.id}`
          : 'unanswered',
    place: `${FILE}, test ${index + 1}`,
  }));
}
