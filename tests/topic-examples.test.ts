// Topics noticed by example sentences: what counts as like one, what happens until it is known, and that a person is called for it.

import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Facts, lintThresholds, thresholdsSchema } from '../escalation/index.js';
import { compare, pairOf } from '../escalation/replay/compare.js';
import { usualSentences } from '../service/usual-sentences.js';
import { type EncoderClient, NoEmbedding } from '../understanding/encoder/encoder-client.js';
import { createTopicReader } from '../understanding/topic-examples.js';
import { createWorld, demoFolder, NOON } from './conversation.js';
import { overlapTrainer, overlapUnderstander, smallFolder } from './learning-world.js';

let place: string;
beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'topics-'));
});
afterAll(() => rm(place, { recursive: true, force: true }));

/** Sentences on a half circle: "at 30 degrees" is 30° from what any sentence without a number is at. */
function onCircle(asked: string[] = [], broken = () => false): EncoderClient {
  return {
    ready: Promise.resolve(true),
    async embed(texts) {
      if (broken()) throw new NoEmbedding('broken');
      asked.push(...texts);
      return texts.map((text) => {
        const angle = (Number(/\d+/.exec(text)?.[0] ?? 0) * Math.PI) / 180;
        const vector = new Float32Array(1024);
        vector.set([Math.cos(angle), Math.sin(angle)]);
        return vector;
      });
    },
    close: async () => undefined,
  };
}

const topics = { fire: { examples: ['example at 0'] }, flood: { examples: ['example at 120'] }, other: {} };

describe('like an example', () => {
  const usual = ['usual at 60', 'usual at 61', 'usual at 62'];
  test.each<[string, string, readonly string[]]>([
    ['the example itself', 'a message at 0', ['fire']],
    ['nearer to it than to anything usual', 'a message at 29', ['fire']],
    ['two usual sentences nearer', 'a message at 30, 5', ['fire']],
    ['three usual sentences nearer', 'a message at 32', []],
    ['the other topic', 'a message at 110', ['flood']],
    ['too far from all', 'a message at 177', []],
    ['in the second sentence of a story', 'It was at 61 before. Then it was at 5!', ['fire']],
    ['both', 'It was at 3 before. Then it was at 119!', ['fire', 'flood']],
    ['too short to say anything', 'at 0', []],
  ])('%s', async (_, said, found) => {
    const reader = createTopicReader({ usual, encoder: onCircle(), modelFolder: join(place, 'a') });
    await reader.prepare(topics);
    expect(await reader.like(said, topics)).toEqual(found);
  });

  test('what is usual is read once, and from its file the next time', async () => {
    const folder = join(place, 'b');
    for (const embedded of [usual, []]) {
      const asked: string[] = [];
      const reader = createTopicReader({ usual, encoder: onCircle(asked), modelFolder: folder });
      await reader.prepare(topics);
      expect(asked).toEqual(embedded);
    }
    expect(await readdir(folder)).toHaveLength(1);
  });

  test('no topic with examples: nothing is read at all', async () => {
    const asked: string[] = [];
    const reader = createTopicReader({ usual, encoder: onCircle(asked), modelFolder: join(place, 'c') });
    await reader.prepare({ other: {} });
    expect(await reader.like('a message at 0', { other: {} })).toEqual([]);
    expect(asked).toEqual([]);
  });

  test('a message that came before is not looked at again, until the topics change', async () => {
    const asked: string[] = [];
    const reader = createTopicReader({ usual, encoder: onCircle(asked), modelFolder: join(place, 'e') });
    await reader.prepare(topics);
    asked.length = 0;
    const said = 'a message at 3';
    for (let n = 0; n < 3; n++) expect(await reader.like(said, topics)).toEqual(['fire']);
    expect(asked.filter((text) => text === said)).toEqual([said]);
    expect(await reader.like(said, { fire: topics.flood })).toEqual([]);
    expect(asked.filter((text) => text === said)).toEqual([said, said]);
  });

  test('the same said of another order is not looked at again', async () => {
    const asked: string[] = [];
    const reader = createTopicReader({ usual, encoder: onCircle(asked), modelFolder: join(place, 'f') });
    await reader.prepare(topics);
    asked.length = 0;
    for (const order of ['10301', '10302'])
      expect(await reader.like(`a message at 3 of order ${order}`, topics)).toEqual(['fire']);
    expect(asked.filter((text) => text.includes('order'))).toHaveLength(1);
  });

  test('an encoder that fails notices nothing, and is asked again', async () => {
    let broken = false;
    const encoder = onCircle([], () => broken);
    const reader = createTopicReader({ usual, encoder, modelFolder: join(place, 'd') });
    await reader.prepare(topics);
    broken = true;
    expect(await reader.like('a message at 0', topics)).toEqual([]);
    broken = false;
    expect(await reader.like('a message at 0', topics)).toEqual(['fire']);
  });
});

test('a person is called for a message that is like an example, and the skill of the topic is asked for', async () => {
  const folder = await smallFolder();
  const world = await createWorld({
    folder,
    understander: await overlapUnderstander(folder),
    trainer: overlapTrainer(),
    topics: {
      prepare: async () => undefined,
      like: async (text) => (text.includes('judge') ? ['legal'] : []),
      close: async () => undefined,
    },
  });
  // Only one of the two knows complaints.
  for (const id of ['a-marco', 'a-lena']) await world.agent(id).comesOnline();
  const maya = world.customer('c-1001');
  await maya.says('then we shall meet before the judge');
  const { handoff, conversations } = await maya.record();
  expect(handoff?.reason).toMatchObject({ rule: 'sensitive-topic', value: 'legal' });
  const facts = conversations[0]?.transcript.findLast(({ decision }) => decision)?.decision?.facts as Facts;
  expect(facts.topics).toEqual(['legal']);
  expect(handoff).toMatchObject({ route: { kind: 'pool', skill: 'complaints' } });
  await world.stop();
});

test('what is usual leaves out what is about a topic by its words', async () => {
  const { business, thresholds } = await demoFolder();
  const usual = usualSentences(business, thresholds);
  expect(usual).toContain('my lamp arrived broken');
  expect(usual).not.toContain('I was charged twice');
});

test('tried on the past with other words, what was noticed by an example stays noticed', async () => {
  const { thresholds } = await demoFolder();
  const { legal } = thresholds.topics;
  if (!legal) throw new Error('the demo has it');
  const withWords = (words: readonly string[], examples: readonly string[] | undefined) =>
    thresholdsSchema.parse({ ...thresholds, topics: { legal: { ...legal, words, examples } } });
  const facts: Facts = {
    now: NOON.toISOString(),
    meaning: { kind: 'out-of-scope' },
    confidence: 0.5,
    evidence: [],
    anger: 'calm',
    languageServed: true,
    kind: 'known',
    level: 2,
    consent: 'open',
    lateOrders: 0,
    failures: 1,
    repeated: 1,
    topics: ['legal'],
    openHandoff: false,
    desk: { open: true, anyoneOnline: true },
  };
  const reason = { rule: 'sensitive-topic', value: 'legal', thresholdsVersion: 1 };
  const decision = {
    at: facts.now,
    kind: 'escalate',
    reason,
    facts,
    words: 'we meet before the judge',
  } as const;
  const conversation = { id: 'c', decisions: [decision], handled: [], unreadable: 0 };
  const tried = (words: readonly string[], examples: readonly string[] | undefined) =>
    compare(conversation, pairOf(thresholds, withWords(words, examples))).parting?.change;
  expect(tried(['bailiff'], legal.examples)).toBeUndefined();
  expect(tried(['bailiff'], undefined)).toBe('no-longer-passed');
});

test('a topic with examples alone is noticed, and so no doubt', async () => {
  const { thresholds } = await demoFolder();
  const only = (topic: object) =>
    lintThresholds(thresholdsSchema.parse({ ...thresholds, topics: { mine: { person: 'call', ...topic } } }));
  expect(only({ examples: ['a whole sentence'] })).toEqual([]);
  expect(only({}).join()).toContain('never noticed');
});
