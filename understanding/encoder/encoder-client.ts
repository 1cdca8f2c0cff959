// Sentence vectors from a worker, in turn, within limits and from memory where a text came lately. It knows queues and time, not sentences.

import type { Discriminant } from '../discriminant.js';
import { createRecentVectors, type RecentVectors } from './recent-vectors.js';
import { READ } from './tokenizer.js';
import { VectorWorker } from './vector-worker.js';

/**
 * `busy`: too many requests wait; `late`: no vector within the time limit; `broken`: the worker died or won't start;
 * `closed`: by its owner. All mean "no embedding this time".
 */
export type NoEmbeddingReason = 'busy' | 'late' | 'broken' | 'closed';

/** Why `embed` has nothing to give. Whoever can do without an embedding catches it and goes on. */
export class NoEmbedding extends Error {
  readonly reason: NoEmbeddingReason;

  constructor(reason: NoEmbeddingReason) {
    super(`no sentence embedding: ${reason}`);
    this.name = 'NoEmbedding';
    this.reason = reason;
  }
}

export interface EncoderClient {
  /** True once vectors can be had, false where the worker could not start; for those who embed many texts at a start. */
  readonly ready: Promise<boolean>;
  /**
   * Vectors in the order of the texts, the caller's own: of 512 floats and length 1, or what the projection makes of those.
   * Requests take turns text by text, so a long one does not keep a short one waiting.
   * Rejects with `NoEmbedding`, and with nothing else.
   */
  embed(texts: readonly string[]): Promise<readonly Float32Array[]>;
  /** Idempotent; open requests are rejected as `closed`. */
  close(): Promise<void>;
}

export interface EncoderClientOptions {
  /** How long a request may go without its next vector, in ms; 2,000. */
  readonly timeLimitMs?: number;
  /** Requests open at once, of any length; 64. */
  readonly openLimit?: number;
  /** Texts whose vectors are remembered, 2 KB each; 500. */
  readonly remembered?: number;
  /** Hears of a worker that broke or was stopped; for the log. */
  readonly onFault?: (fault: Error) => void;
  /** See `EncoderOptions.folder`. */
  readonly folder?: string;
  /** Done where the vectors are made, because it takes longer than all else that is done with one. */
  readonly projection?: Discriminant;
}

interface Request {
  readonly texts: readonly string[];
  readonly vectors: Float32Array[];
  readonly resolve: (vectors: readonly Float32Array[]) => void;
  readonly reject: (reason: NoEmbedding) => void;
  timer: NodeJS.Timeout | undefined;
  settled: boolean;
}

/** The longest text takes 30 ms; every request before it, each with such a text, just about this. */
const TIME_LIMIT_MS = 2000;
const OPEN_LIMIT = 64;
const REMEMBERED = 500;

/** Starts to load at once; `createEncoder` in a thread of its own, some 60 MB in all. */
export function startEncoderWorker(options: EncoderClientOptions = {}): EncoderClient {
  const worker = new VectorWorker(options, options.onFault ?? (() => undefined));
  return new QueuedEncoder(worker, options);
}

/** What the queue asks for vectors; `VectorWorker` says how it behaves. */
export type VectorSource = Pick<VectorWorker, 'start' | 'vectorOf' | 'interrupt' | 'end'>;

export class QueuedEncoder implements EncoderClient {
  readonly ready: Promise<boolean>;
  readonly #worker: VectorSource;
  readonly #recent: RecentVectors;
  readonly #timeLimitMs: number;
  readonly #openLimit: number;
  /** In the order of their turns; the first is being served. */
  readonly #open: Request[] = [];
  #serving = false;
  #closed = false;

  constructor(worker: VectorSource, options: EncoderClientOptions = {}) {
    this.#worker = worker;
    this.#recent = createRecentVectors(options.remembered ?? REMEMBERED);
    this.#timeLimitMs = options.timeLimitMs ?? TIME_LIMIT_MS;
    this.#openLimit = options.openLimit ?? OPEN_LIMIT;
    this.ready = worker.start();
  }

  embed(texts: readonly string[]): Promise<readonly Float32Array[]> {
    return new Promise((resolve, reject) => {
      if (this.#closed) return reject(new NoEmbedding('closed'));
      const request: Request = {
        texts: texts.map((text) => text.slice(0, READ)),
        vectors: [],
        resolve,
        reject,
        timer: undefined,
        settled: false,
      };
      this.#takeRemembered(request);
      if (request.settled) return;
      if (this.#open.length >= this.#openLimit) return reject(new NoEmbedding('busy'));
      this.#expireLater(request);
      this.#open.push(request);
      void this.#serve();
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const request of this.#open.splice(0)) this.#fail(request, 'closed');
    await this.#worker.end();
  }

  /** One text of the first request after the other, until none is open. */
  async #serve(): Promise<void> {
    if (this.#serving) return;
    this.#serving = true;
    for (let [request] = this.#open; request !== undefined; [request] = this.#open) {
      const text = request.texts[request.vectors.length] ?? '';
      const vector = await this.#worker.vectorOf(text);
      if (vector !== undefined) this.#recent.set(text, vector);
      if (request.settled) continue;
      this.#leave(request);
      if (vector === undefined) this.#fail(request, 'broken');
      else this.#advance(request, vector);
    }
    this.#serving = false;
  }

  #advance(request: Request, vector: Float32Array): void {
    clearTimeout(request.timer);
    request.vectors.push(vector);
    this.#takeRemembered(request);
    if (request.settled) return;
    this.#expireLater(request);
    this.#open.push(request);
  }

  /** Goes on to the first text that has to be embedded; without one, the request is answered. */
  #takeRemembered(request: Request): void {
    const { texts, vectors } = request;
    for (let text = texts[vectors.length]; text !== undefined; text = texts[vectors.length]) {
      const vector = this.#recent.get(text);
      if (vector === undefined) return;
      vectors.push(vector);
    }
    request.settled = true;
    request.resolve(vectors);
  }

  #expireLater(request: Request): void {
    request.timer = setTimeout(() => {
      const served = request === this.#open[0];
      this.#leave(request);
      this.#fail(request, 'late');
      if (served) void this.#worker.interrupt();
    }, this.#timeLimitMs);
  }

  #leave(request: Request): void {
    const place = this.#open.indexOf(request);
    if (place >= 0) this.#open.splice(place, 1);
  }

  #fail(request: Request, reason: NoEmbeddingReason): void {
    clearTimeout(request.timer);
    request.settled = true;
    request.reject(new NoEmbedding(reason));
  }
}
