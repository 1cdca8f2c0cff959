// The body in which an answer is proposed, by agents and by the business. Knows no routes.

import { z } from 'zod';

/** As long as an answer of the folder may be. */
const MAX_ANSWER = 20_000;
const MAX_QUESTION = 300;
const MAX_ALTERNATIVES = 30;

const said = (most: number) =>
  z
    .string()
    .max(most)
    .refine((text) => text.trim() !== '', 'it is empty');

export const Draft = z.object({
  question: said(MAX_QUESTION),
  alternatives: z.array(z.string().max(MAX_QUESTION)).max(MAX_ALTERNATIVES).default([]),
  answer: said(MAX_ANSWER),
  /** What the customer reads as the source; empty: the business's name. */
  title: z.string().max(100).default(''),
});
