// The thread that embeds: started, replaced when it dies, stopped when it hangs. It knows one text at a time, no queue and no clock but the start's.

import type { Worker } from 'node:worker_threads';
import { RapportError } from '../../data/errors.js';
import { startWorker } from '../../data/start-worker.js';
import type { Discriminant } from '../discriminant.js';

/** Loading takes a third of a second, a few on a machine that is busy. */
const START_LIMIT_MS = 15_000;
/** What can't start three times in a row, such as one without weights, is not tried for every message again. */
const START_ATTEMPTS = 3;

/** What the thread is told at its start. */
export interface VectorTask {
  /** Of the weights, see `EncoderOptions`. */
  readonly folder?: string | undefined;
  readonly projection?: Discriminant | undefined;
}

export class VectorWorker {
  #thread: Worker | undefined;
  #ready: Promise<boolean> | undefined;
  #failedStarts = 0;
  #atWork = false;
  #ended = false;
  readonly #task: VectorTask;
  readonly #onFault: (fault: Error) => void;

  constructor({ folder, projection }: VectorTask, onFault: (fault: Error) => void) {
    this.#task = { folder, projection };
    this.#onFault = onFault;
  }

  /** Starts a thread where there is none. @returns whether it is ready, once that is known. */
  start(): Promise<boolean> {
    if (this.#ready !== undefined) return this.#ready;
    if (this.#ended || this.#failedStarts >= START_ATTEMPTS) return Promise.resolve(false);
    const thread = startThread(this.#task);
    this.#thread = thread;
    // Without a listener, a fault in the thread would end the process.
    thread.on('error', this.#onFault);
    thread.once('exit', () => {
      if (this.#thread !== thread) return;
      this.#thread = undefined;
      this.#ready = undefined;
    });
    const ready = nextMessage<true>(thread, START_LIMIT_MS).then(async (message) => {
      // From here on it keeps the process alive while a text waits, and not otherwise.
      thread.unref();
      if (message) {
        this.#failedStarts = 0;
        return true;
      }
      this.#failedStarts += 1;
      if (!this.#ended)
        this.#report(
          'the sentence encoder did not start',
          'If no other fault stands before this one, it took longer than 15 s.',
        );
      await thread.terminate();
      return false;
    });
    this.#ready = ready;
    return ready;
  }

  /** One call at a time. @returns `undefined` when the thread could not start, died or was interrupted. */
  async vectorOf(text: string): Promise<Float32Array | undefined> {
    if (!(await this.start())) return undefined;
    const thread = this.#thread;
    if (thread === undefined) return undefined;
    thread.ref();
    this.#atWork = true;
    const vector = nextMessage<Float32Array>(thread);
    thread.postMessage(text);
    try {
      return await vector;
    } finally {
      this.#atWork = false;
      thread.unref();
    }
  }

  /** Stops a thread that is at a text; one that is still starting goes on, or a slow machine would never see it ready. */
  async interrupt(): Promise<void> {
    if (!this.#atWork) return;
    this.#report('a sentence took too long to embed, its worker is replaced', 'If often: give it more CPU.');
    await this.#thread?.terminate();
  }

  async end(): Promise<void> {
    this.#ended = true;
    await this.#thread?.terminate();
  }

  #report(happened: string, remedy: string): void {
    this.#onFault(new RapportError('INTERNAL', `${happened}.`, remedy));
  }
}

function startThread(task: VectorTask): Worker {
  // The heap holds the vocabulary, some 10 MB; the weights lie outside it.
  const resourceLimits = { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 8 };
  return startWorker(new URL('./encoder-worker.js', import.meta.url), task, resourceLimits);
}

/** @returns `undefined` when the thread ended first, or said nothing within the limit. */
function nextMessage<T>(thread: Worker, limitMs?: number): Promise<T | undefined> {
  return new Promise((resolve) => {
    const finish = (value: T | undefined) => {
      clearTimeout(timer);
      thread.off('message', finish);
      thread.off('exit', fail);
      resolve(value);
    };
    const fail = () => finish(undefined);
    const timer = limitMs === undefined ? undefined : setTimeout(fail, limitMs);
    thread.on('message', finish);
    thread.on('exit', fail);
  });
}
