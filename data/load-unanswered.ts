// unanswered.yaml: what customers ask and the business has no answer to, by topic. Knows not how it is told apart from what has one.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { UnansweredTopic } from './business.js';
import type { Report } from './business-faults.js';
import { readYaml } from './read-yaml.js';

const FILE = 'unanswered.yaml';
/** As long as a question of tests.yaml may be. */
const LONGEST = 2_000;

const unansweredSchema = z.strictObject({
  unanswered: z
    .array(
      z.strictObject({
        topic: z.string().min(1),
        questions: z.array(z.string().min(1).max(LONGEST)).min(1),
      }),
    )
    .superRefine((topics, context) => {
      topics.forEach(({ topic }, index) => {
        if (topics.findIndex((other) => other.topic === topic) === index) return;
        context.addIssue({
          code: 'custom',
          path: [index, 'topic'],
          message: 'stands twice',
          params: { remedy: 'Put the questions of both under one.' },
        });
      });
    }),
});

/** A folder without the file has none. @returns none either after the faults were reported. */
export async function loadUnanswered(folder: string, report: Report): Promise<readonly UnansweredTopic[]> {
  if (!existsSync(join(folder, FILE))) return [];
  const read = await readYaml(join(folder, FILE), unansweredSchema, FILE);
  if (read.ok) return read.value.unanswered;
  read.faults.forEach(report);
  return [];
}
