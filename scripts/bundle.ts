// Builds what tsc does not: the server's packages, the browser's pages and the demo's model. It knows only that they are to be built.

import { buildPackages } from './build-packages.js';
import { buildWeb } from './build-web.js';
import { learnDemo } from './learn-demo.js';

await told('dist/node_modules', buildPackages);
await told('dist/web', buildWeb);
await told('the model of the demo', learnDemo);

async function told(name: string, build: () => Promise<string>): Promise<void> {
  const started = performance.now();
  const outcome = await build();
  console.log(`${name}: ${outcome} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
}
