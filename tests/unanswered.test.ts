// What customers ask and a business has no answer to: its own file with its faults, and what the bot makes of such a question.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { KnowledgeEntry, UnansweredTopic } from '../data/business.js';
import { loadBusiness } from '../data/load-business.js';
import { learn } from '../understanding/learn.js';
import { lessonOf } from '../understanding/lesson.js';
import { normalise } from '../understanding/normalise.js';
import { vocabularyOf } from '../understanding/vocabulary.js';
import { withTinyBusiness } from './tiny-business.js';

const load = (file: string | undefined) =>
  withTinyBusiness({ 'unanswered.yaml': file }, (folder) => loadBusiness(folder, { today: '2026-06-01' }));

describe('unanswered.yaml', () => {
  test('names topics with their questions, and may be missing', async () => {
    const file = 'unanswered:\n  - topic: Hire\n    questions: [do you rent out chairs, chair hire]\n';
    expect((await load(file)).unanswered).toEqual([
      { topic: 'Hire', questions: ['do you rent out chairs', 'chair hire'] },
    ]);
    expect((await load(undefined)).unanswered).toEqual([]);
  });

  const hire = '  - topic: Hire\n    questions: [chair hire]\n';
  test.each([
    ['a topic that stands twice', `unanswered:\n${hire}${hire}`, 'unanswered.yaml:4: unanswered.1.topic'],
    ['a topic without questions', 'unanswered:\n  - topic: Hire\n    questions: []\n', 'unanswered.yaml:3:'],
    ['an unknown key', `unanswered:\n${hire}    answer: no\n`, 'unanswered.yaml:4: "answer" is not known'],
  ])('tells %s as a fault', async (_, file, fault) => {
    await expect(load(file)).rejects.toThrow(fault);
  });
});

const ENTRIES: readonly (readonly [string, ...string[]])[] = [
  ['How long is the guarantee?', 'guarantee period', 'how many years of guarantee do I have'],
  ['Do you deliver furniture?', 'furniture delivery', 'will you bring the table to my house'],
  ['Can I return furniture?', 'send a table back', 'return a chair that I do not like'],
  ['Do you repair furniture?', 'mend a broken chair', 'can you fix my table'],
];

const KNOWLEDGE = ENTRIES.map(
  ([question, ...alternatives], at): KnowledgeEntry => ({
    id: `page#${at}`,
    question,
    alternatives,
    answer: 'Ask us.',
    title: 'Page',
    source: `knowledge/page.md:${at + 1}`,
  }),
);
const HIRE: UnansweredTopic = {
  topic: 'Hire',
  questions: [
    'do you rent out furniture',
    'can I rent a table',
    'chairs for rent',
    'rent furniture for a wedding',
  ],
};

describe('a question without an answer', () => {
  let models: string;
  beforeAll(async () => {
    models = await mkdtemp(join(tmpdir(), 'unanswered-'));
  });
  afterAll(() => rm(models, { recursive: true }));

  async function read(text: string, topics: readonly UnansweredTopic[]) {
    const lesson = lessonOf([], KNOWLEDGE, vocabularyOf([]), () => false, topics);
    const learnt = await learn(lesson, {
      modelFolder: models,
      wordsOnly: true,
      onFault: (fault) => {
        throw fault;
      },
      signal: new AbortController().signal,
    });
    try {
      return await learnt.read(normalise(text));
    } finally {
      await learnt.close();
    }
  }

  test('is refused where the business said that it has none, and taken for what is nearest where it did not', async () => {
    const asked = 'I would like to rent furniture';
    expect((await read(asked, [])).inScope).toBe(true);
    expect(await read(asked, [HIRE])).toMatchObject({ inScope: false, topic: 'Hire' });
  });

  test('is refused just as the business wrote it', async () => {
    expect(await read('chairs for rent', [HIRE])).toMatchObject({ inScope: false, topic: 'Hire' });
  });

  test('of another kind is about no topic', async () => {
    expect(await read('guarantee period', [HIRE])).not.toHaveProperty('topic');
    expect(await read('xyzzy', [HIRE])).not.toHaveProperty('topic');
  });

  test('never shows its topic among what may be meant', async () => {
    const { candidates } = await read('can I rent a table', [HIRE]);
    expect(candidates.length).toBeGreaterThan(0);
    expect(candidates.filter(({ target }) => !target.startsWith('answer:'))).toEqual([]);
  });

  test('does not take a question from the answer that has it', async () => {
    const both: UnansweredTopic = { ...HIRE, questions: [...HIRE.questions, 'mend a broken chair'] };
    const { inScope, candidates } = await read('mend a broken chair', [both]);
    expect(inScope).toBe(true);
    expect(candidates[0]?.target).toBe('answer:page#3');
  });
});
