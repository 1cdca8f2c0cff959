// Works on many files, a bounded number at once, so that a long list can't use up the process's open files.

const AT_ONCE = 64;

/** @returns the results in the order of `items`. */
export async function inBatches<I, R>(items: readonly I[], work: (item: I) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let start = 0; start < items.length; start += AT_ONCE) {
    results.push(...(await Promise.all(items.slice(start, start + AT_ONCE).map(work))));
  }
  return results;
}
