// Takes up the demo's kept model in a process of its own and prints what that took: time and memory, the encoder's included.

import { loadBusiness } from '../../data/load-business.js';
import { createUnderstander } from '../../understanding/index.js';

const [folder = 'data/business'] = process.argv.slice(2);
const business = await loadBusiness(folder, { today: '2026-01-01' });
globalThis.gc?.();
const memory = process.memoryUsage().rss;
const before = performance.now();
const understander = createUnderstander(business);
await understander.ready;
const seconds = (performance.now() - before) / 1000;
const context = { channel: 'web', recentQuestions: [], failures: 0 } as const;
// Words that settle nothing, so that the encoder is there.
for (let i = 0; i < 20; i++)
  await understander.understand(`would a thing of kind ${i} do for my aunt`, context);
globalThis.gc?.();
console.log(JSON.stringify({ seconds, megabytes: (process.memoryUsage().rss - memory) / 2 ** 20 }));
await understander.close();
