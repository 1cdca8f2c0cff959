// `npm run evaluate -- topics`: how well messages about the demo's topics are told from those that only sound so. Measures only.

import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { topicsIn } from '../../escalation/index.js';
import { loadFolder } from '../../service/load-folder.js';
import { usualSentences } from '../../service/usual-sentences.js';
import { createTopicReader } from '../../understanding/topic-examples.js';
import type { Figure } from '../figures.js';
import { median } from '../statistics.js';

const CHOSEN = [
  'Chosen where: the least similarity, and how many usual sentences may be nearer, on the development sentences; the held-out ones chose nothing, and were written before, like them.',
  'Both are of our own making, half of them near misses, two thirds worded without the words that the topics list.',
] as const;

interface Sentence {
  readonly topic: string;
  readonly text: string;
}

/** As `bench/evaluate.ts` asks every area. */
export async function evaluateTopics({
  progress,
}: {
  readonly progress: (text: string) => void;
}): Promise<readonly Figure[]> {
  for (const line of CHOSEN) progress(line);
  const demo = resolve('data/business');
  const { business, thresholds } = await loadFolder(demo, demo, '2026-11-18');
  const { topics } = thresholds;
  const reader = createTopicReader({ usual: usualSentences(business, thresholds) });
  await reader.prepare(topics);
  const figures: Figure[] = [];
  const times: number[] = [];
  for (const set of ['development', 'held-out']) {
    const sentences = await sentencesIn(set);
    const byWords = sentences.map(({ text }) => topicsIn(text, topics));
    const both: (readonly string[])[] = [];
    for (const [i, { text }] of sentences.entries()) {
      const began = performance.now();
      const like = await reader.like(text, topics);
      times.push(performance.now() - began);
      both.push([...new Set([...(byWords[i] ?? []), ...like])]);
      for (const found of both[i] ?? [])
        if (found !== sentences[i]?.topic) progress(`${set}: ${text} — ${found}`);
    }
    figures.push(...figuresOf(`${set}.words-alone`, sentences, byWords));
    figures.push(...figuresOf(`${set}.with-examples`, sentences, both));
  }
  await reader.close();
  return [...figures, { name: 'time.a-message', value: median(times), unit: 'ms' }];
}

function figuresOf(
  name: string,
  sentences: readonly Sentence[],
  found: readonly (readonly string[])[],
): readonly Figure[] {
  const about = sentences.filter(({ topic }) => topic !== 'none').length;
  const all = found.flat().length;
  const right = sentences.filter(({ topic }, i) => found[i]?.includes(topic)).length;
  return [
    { name: `${name}.precision`, value: right / all, unit: '' },
    { name: `${name}.recall`, value: right / about, unit: '' },
  ];
}

async function sentencesIn(set: string): Promise<readonly Sentence[]> {
  const text = await readFile(new URL(`./${set}.tsv`, import.meta.url), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => {
      const [topic = '', said = ''] = line.split('\t');
      return { topic, text: said };
    });
}
