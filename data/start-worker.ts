// Starts a worker of ours, compiled or from source. Knows no worker's task.

import { type ResourceLimits, Worker } from 'node:worker_threads';

/** Registers tsx (a development dependency) inside the worker, then loads the worker's source. */
const LOAD_SOURCE = `const [loader, source] = process.argv.slice(2);
import(loader).then(({ register }) => { register(); return import(source); });`;

/**
 * @param script the compiled worker, beside the module that starts it: `new URL('./x-worker.js', import.meta.url)`.
 * @param resourceLimits of the compiled worker; from source, the compiler's heap comes on top.
 */
export function startWorker(script: URL, workerData?: unknown, resourceLimits?: ResourceLimits): Worker {
  // Run from source, under a loader that does not reach into workers, there is no compiled worker beside the module.
  if (!import.meta.url.endsWith('.ts')) return new Worker(script, { workerData, resourceLimits });
  const source = script.href.replace(/\.js$/, '.ts');
  return new Worker(LOAD_SOURCE, {
    eval: true,
    workerData,
    argv: [import.meta.resolve('tsx/esm/api'), source],
  });
}
