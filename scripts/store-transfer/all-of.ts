// Works through a stream, several items at a time, to its end or to the first fault. Knows not what the items are.

/** A save waits for the disk or the database most of its time; more than their connections (10) gain nothing. */
const AT_ONCE = 8;

/**
 * Returns when nothing runs any more, so that stores can be closed.
 * @throws the first fault of `work`, or the signal's reason.
 */
export async function allOf<T>(
  items: AsyncIterable<T>,
  signal: AbortSignal,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const iterator = items[Symbol.asyncIterator]();
  let ended = false;

  async function worker(): Promise<void> {
    try {
      while (!ended) {
        signal.throwIfAborted();
        const next = await iterator.next();
        if (next.done) return;
        await work(next.value);
      }
    } finally {
      ended = true;
    }
  }

  const workers = await Promise.allSettled(Array.from({ length: AT_ONCE }, worker));
  await iterator.return?.();
  for (const done of workers) if (done.status === 'rejected') throw done.reason;
}
