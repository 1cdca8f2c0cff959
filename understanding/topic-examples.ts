// Notices topics by the business's example sentences: a message that is nearer to one of them than to what the business is usually asked.
// Knows no thresholds, and nothing of what follows from a topic.

import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { readKept, writeKept } from '../data/kept-values.js';
import { type EncoderClient, NoEmbedding, startEncoderWorker } from './encoder/encoder-client.js';
import { DIMENSIONS } from './encoder/parameters.js';
import { anyOrder } from './normalise.js';
import { createRecent, type Recent } from './recent.js';
import { isReading, targetOf } from './surety.js';
import type { Understanding } from './understanding.js';

/** Topics by name; those without examples are left to others. */
export type TopicExamples = Readonly<Record<string, { readonly examples?: readonly string[] | undefined }>>;

export interface TopicReader {
  /** Reads what the business is usually asked; seconds where it never did. Until then, and where that fails, nothing is noticed. */
  prepare(topics: TopicExamples): Promise<void>;
  /** Some 2 ms a sentence, in a worker. @returns names of topics that the message is like, at most one a sentence. */
  like(text: string, topics: TopicExamples): Promise<readonly string[]>;
  close(): Promise<void>;
}

/**
 * Cosine of a message and the nearest example, and how many usual sentences may be nearer than that: among thousands some are near to
 * anything. Chosen on the development sentences of `bench/topics` and on 792 ordinary questions to the demo, beside .55 and none nearer: all
 * that is noticed of the former is right, .65 is noticed, and 9 of the latter are taken for a topic, some of them rightly. At .55 it is
 * .81 and 18, "it is damaged" among them.
 */
const LEAST_SIMILARITY = 0.62;
const MAY_BE_NEARER = 2;
/** Of a message; a story says early what it is about. */
const MOST_SENTENCES = 4;
/** Characters of one that can be a sentence. */
const LEAST_LENGTH = 8;
/** What a business is usually asked, at most: the nearest is looked for among all. */
const MOST_USUAL = 5000;
const MODELS = 'var/models';
/** Counted up whenever the encoder gives other vectors. */
const ENCODER = 2;
const KEPT = 2;
/** Messages whose topics are remembered: looking through all that is usually asked takes 3 ms. */
const REMEMBERED = 2000;

/** @param usual sentences of the business's tasks and answers, without those that are about a topic. */
export function createTopicReader(options: {
  readonly usual: readonly string[];
  readonly modelFolder?: string;
  readonly onFault?: (fault: Error) => void;
  /** Left out, a worker of its own is started once a topic has examples. */
  readonly encoder?: EncoderClient;
}): TopicReader {
  const usual = options.usual.slice(0, MOST_USUAL);
  let encoder = options.encoder;
  let preparing: Promise<void> | undefined;
  let known: Float32Array | undefined;
  const examples = new WeakMap<TopicExamples, Promise<readonly Example[]>>();
  const noticed = new WeakMap<TopicExamples, Recent<readonly string[]>>();

  function client(): EncoderClient {
    encoder ??= startEncoderWorker(options.onFault ? { onFault: options.onFault } : {});
    return encoder;
  }

  async function prepared(): Promise<void> {
    const folder = options.modelFolder ?? MODELS;
    const name = `${createHash('sha256')
      .update(JSON.stringify([ENCODER, usual]))
      .digest('hex')}.usual`;
    const kept = await readKept<Float32Array>(join(folder, name));
    if (!(await client().ready)) throw new NoEmbedding('broken');
    known = kept ?? (await sentences(client(), usual));
    if (!kept) await writeKept(folder, name, known, KEPT);
  }

  function begin(topics: TopicExamples): Promise<void> {
    if (!Object.values(topics).some(({ examples = [] }) => examples.length > 0)) return Promise.resolve();
    preparing ??= prepared().catch((fault: unknown) => {
      // Tried again with the next message.
      preparing = undefined;
      if (!(fault instanceof NoEmbedding)) options.onFault?.(fault as Error);
    });
    return preparing;
  }

  return {
    prepare: begin,
    async like(message, topics) {
      const text = anyOrder(message);
      void begin(topics);
      const usually = known;
      if (!usually) return [];
      const recent = noticed.get(topics) ?? createRecent<readonly string[]>(REMEMBERED);
      noticed.set(topics, recent);
      const before = recent.get(text);
      if (before) return before;
      const own = examples.get(topics) ?? examplesOf(client(), topics);
      examples.set(topics, own);
      try {
        const [said, all] = await Promise.all([client().embed(sentencesOf(text)), own]);
        const found = said.flatMap((vector) => nearestTopic(vector, all, usually) ?? []);
        const names = [...new Set(found)];
        recent.set(text, names);
        return names;
      } catch (fault) {
        examples.delete(topics);
        if (fault instanceof NoEmbedding) return [];
        throw fault;
      }
    },
    close: async () => encoder?.close(),
  };
}

/**
 * A reading from which a message is about what it was read as, and its vector is not asked for. Of the demo's development questions 53 in
 * 100 are read so, and of the topics' development sentences 6 in 48.
 */
const SURE_OF_ITS_SUBJECT = 0.75;

/** @returns whether a message may be about a topic; `false` for what fixed phrases mean, and where its subject is beyond doubt. */
export function mayBeAbout(understanding: Understanding): boolean {
  if (!isReading(understanding)) return false;
  return targetOf(understanding) === undefined || understanding.confidence < SURE_OF_ITS_SUBJECT;
}

interface Example {
  readonly topic: string;
  readonly vector: Float32Array;
}

async function examplesOf(encoder: EncoderClient, topics: TopicExamples): Promise<readonly Example[]> {
  const all = Object.entries(topics).flatMap(([topic, { examples = [] }]) =>
    examples.map((text) => ({ topic, text })),
  );
  const vectors = await encoder.embed(all.map(({ text }) => text));
  return all.map(({ topic }, i) => ({ topic, vector: vectors[i] ?? new Float32Array(DIMENSIONS) }));
}

async function sentences(encoder: EncoderClient, texts: readonly string[]): Promise<Float32Array> {
  const all = new Float32Array(texts.length * DIMENSIONS);
  // One at a time, so that a customer's message never waits for more than one.
  for (const [i, text] of texts.entries())
    all.set((await encoder.embed([text]))[0]?.subarray(0, DIMENSIONS) ?? [], i * DIMENSIONS);
  return all;
}

function sentencesOf(text: string): readonly string[] {
  const parts = text
    .split(/(?<=[.!?])\s+|\n+/)
    .map((part) => part.trim())
    .filter((part) => part.length >= LEAST_LENGTH);
  return parts.slice(0, MOST_SENTENCES);
}

function nearestTopic(
  vector: Float32Array,
  examples: readonly Example[],
  usual: Float32Array,
): string | undefined {
  let nearest: Example | undefined;
  let similarity = LEAST_SIMILARITY;
  for (const example of examples) {
    const own = similarityOf(vector, example.vector, 0);
    if (own >= similarity) [nearest, similarity] = [example, own];
  }
  if (!nearest) return undefined;
  let nearer = 0;
  for (let from = 0; from < usual.length; from += DIMENSIONS) {
    if (similarityOf(vector, usual, from) >= similarity) nearer++;
    if (nearer > MAY_BE_NEARER) return undefined;
  }
  return nearest.topic;
}

/** The cosine, for vectors of length 1: the first view of the one, and that of the others which begins at a place. */
function similarityOf(vector: Float32Array, others: Float32Array, from: number): number {
  // Four sums at a time, which do not wait for one another.
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let i = 0; i < DIMENSIONS; i += 4) {
    a += (vector[i] ?? 0) * (others[from + i] ?? 0);
    b += (vector[i + 1] ?? 0) * (others[from + i + 1] ?? 0);
    c += (vector[i + 2] ?? 0) * (others[from + i + 2] ?? 0);
    d += (vector[i + 3] ?? 0) * (others[from + i + 3] ?? 0);
  }
  return a + b + c + d;
}
