// Questions and answers that a page states for machines: schema.org's FAQPage in JSON-LD. Pure; what it says is data.

import type { Root } from 'hast';
import { attribute, elementsIn } from './html-tree.js';

export interface StatedAnswer {
  readonly question: string;
  /** As HTML. */
  readonly answer: string;
}

/** https://schema.org/FAQPage: `mainEntity` has `Question`s, each with a `name` and an `acceptedAnswer` with a `text`. */
export function answersStatedIn(tree: Root): readonly StatedAnswer[] {
  const stated: StatedAnswer[] = [];
  for (const script of elementsIn(tree)) {
    if (script.tagName !== 'script' || attribute(script, 'type') !== 'application/ld+json') continue;
    const [content] = script.children;
    if (content?.type === 'text') collect(parsed(content.value), stated, 0);
  }
  return stated;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    // Broken data for machines is no fault of the page that people read.
    return undefined;
  }
}

/** Levels of nesting that pages in use have; more is no page in use. */
const DEEPEST = 8;

function collect(value: unknown, stated: StatedAnswer[], depth: number): void {
  if (depth > DEEPEST || typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const each of value) collect(each, stated, depth + 1);
    return;
  }
  const {
    '@type': type,
    '@graph': graph,
    mainEntity,
    name,
    acceptedAnswer,
  } = value as Record<string, unknown>;
  if (typeof name === 'string' && [type].flat().includes('Question')) {
    const [answer] = [acceptedAnswer].flat();
    const text: unknown =
      typeof answer === 'object' && answer !== null && 'text' in answer ? answer.text : undefined;
    if (typeof text === 'string') stated.push({ question: name, answer: text });
  }
  collect(graph, stated, depth + 1);
  collect(mainEntity, stated, depth + 1);
}
