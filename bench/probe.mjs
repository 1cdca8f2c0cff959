// Loaded into a measured process before its program: tells, over IPC, what the process has used. Knows nothing of the program.

import { writeFile } from 'node:fs/promises';
import { Session } from 'node:inspector/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';

const delay = monitorEventLoopDelay({ resolution: 10 });
delay.enable();
let profiler;

const answers = {
  /** `cpu`: microseconds of all threads since the start. `delayP99`: milliseconds since the last `reset`. */
  usage() {
    const { user, system } = process.cpuUsage();
    return { cpu: user + system, delayP99: Math.max(0, delay.percentile(99) / 1e6 - 10) };
  },
  reset() {
    delay.reset();
    return {};
  },
  /** Bytes, after a full collection. */
  memory() {
    globalThis.gc?.();
    globalThis.gc?.();
    const { rss, heapUsed } = process.memoryUsage();
    return { rss, heapUsed };
  },
  async profile({ interval }) {
    profiler = new Session();
    profiler.connect();
    await profiler.post('Profiler.enable');
    await profiler.post('Profiler.setSamplingInterval', { interval });
    await profiler.post('Profiler.start');
    return {};
  },
  async writeProfile({ file }) {
    const { profile } = await profiler.post('Profiler.stop');
    profiler.disconnect();
    await writeFile(file, JSON.stringify(profile));
    return {};
  },
};

process.on('message', async ({ ask, id, ...rest }) => {
  process.send?.({ id, answer: await answers[ask](rest) });
});
// The program alone decides how long the process lives.
process.channel?.unref();
// Whoever measures it has gone: nobody else would end it.
process.on('disconnect', () => process.exit(0));
