// A few kills of -9 under load, as `npm run chaos` does by the hundred: what was acknowledged is there, once and in order.

import { expect, test } from 'vitest';
import { runChaos } from '../scripts/chaos/index.js';
import { polyfillBrowser } from '../scripts/chaos/polyfill.js';
import { build } from '../scripts/running-bot.js';

test('five kills under the load of ten conversations lose, double and disorder nothing', {
  timeout: 240_000,
}, async () => {
  await build();
  polyfillBrowser();
  const report = await runChaos({
    kills: 5,
    conversations: 10,
    seed: 7,
    env: { STORE: 'lowdb' },
    files: true,
    onProgress: () => undefined,
  });
  expect(report).toMatchObject({
    kills: 5,
    lost: 0,
    duplicated: 0,
    outOfOrder: 0,
    crossed: 0,
    corruptFiles: 0,
  });
  expect(report.acknowledged).toBeGreaterThan(10);
  expect(report.received).toBeGreaterThan(20);
});
