// replies.yaml: sentences that agents have ready, with placeholders, and the reasons why a conversation ended. Knows no desk.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type DeskWords, REPLY_PLACEHOLDERS } from './business.js';
import type { Report } from './business-faults.js';
import { readYaml } from './read-yaml.js';

const FILE = 'replies.yaml';
/** As long as an agent's message may be. */
const LONGEST = 4_000;
const LONGEST_TITLE = 100;

const id = z.string().refine((text) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text), {
  error: 'is not an id',
  params: { remedy: 'Write small letters, digits and single hyphens, such as late-delivery.' },
});
const title = z.string().min(1).max(LONGEST_TITLE);

const text = z
  .string()
  .min(1)
  .max(LONGEST)
  .superRefine((written, context) => {
    const known: ReadonlySet<string> = new Set(REPLY_PLACEHOLDERS);
    for (const [whole, name = ''] of written.matchAll(/\{\{(.*?)\}\}/gs)) {
      if (known.has(name)) continue;
      context.addIssue({
        code: 'custom',
        message: `has ${whole}, which is not known`,
        params: { remedy: `Use ${REPLY_PLACEHOLDERS.map((each) => `{{${each}}}`).join(', ')}.` },
      });
    }
    if (/\{\{|\}\}/.test(written.replace(/\{\{.*?\}\}/gs, '')))
      context.addIssue({
        code: 'custom',
        message: 'has braces without their other half',
        params: { remedy: 'Write a placeholder as {{customer}}.' },
      });
  });

function eachOnce(items: readonly { readonly id: string }[], context: z.RefinementCtx): void {
  items.forEach((item, index) => {
    if (items.findIndex((other) => other.id === item.id) === index) return;
    context.addIssue({
      code: 'custom',
      path: [index, 'id'],
      message: 'stands twice',
      params: { remedy: 'Give each an id of its own.' },
    });
  });
}

const repliesSchema = z.strictObject({
  replies: z.array(z.strictObject({ id, title, text })).superRefine(eachOnce).default([]),
  reasons: z.array(z.strictObject({ id, title })).superRefine(eachOnce).default([]),
});

/** A folder without the file has neither. @returns `undefined` there, and after the faults were reported. */
export async function loadReplies(folder: string, report: Report): Promise<DeskWords | undefined> {
  if (!existsSync(join(folder, FILE))) return undefined;
  const read = await readYaml(join(folder, FILE), repliesSchema, FILE);
  if (read.ok) return read.value;
  read.faults.forEach(report);
  return undefined;
}
