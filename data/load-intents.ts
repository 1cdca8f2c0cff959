// intents.yaml: the tasks that customers ask for, with the business's own example sentences. Which tasks exist is not its business.

import { join } from 'node:path';
import { z } from 'zod';
import type { IntentExamples } from './business.js';
import type { Report } from './business-faults.js';
import { readYaml } from './read-yaml.js';

const intentsSchema = z.strictObject({
  intents: z
    .array(
      z.strictObject({
        intent: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
        title: z.string().min(1),
        skill: z.string().min(1).optional(),
        examples: z.array(z.string().min(1)).min(1),
      }),
    )
    .min(1)
    .superRefine((intents, context) => {
      const firstOf = new Map<string, string>();
      intents.forEach(({ intent, examples }, index) => {
        const repeated = (path: (string | number)[], message: string) =>
          context.addIssue({ code: 'custom', path, message, params: { remedy: 'Remove one of the two.' } });
        if (intents.findIndex((other) => other.intent === intent) < index)
          repeated([index, 'intent'], 'stands twice');
        examples.forEach((example, at) => {
          const key = example.trim().toLowerCase();
          const first = firstOf.get(key);
          // An example of two intents teaches neither.
          if (first !== undefined) repeated([index, 'examples', at], `is already an example of "${first}"`);
          else firstOf.set(key, intent);
        });
      });
    }),
});

export async function loadIntents(folder: string, report: Report): Promise<readonly IntentExamples[]> {
  const read = await readYaml(join(folder, 'intents.yaml'), intentsSchema, 'intents.yaml');
  if (read.ok) return read.value.intents;
  read.faults.forEach(report);
  return [];
}
