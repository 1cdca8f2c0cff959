// Builds all that esbuild builds: the server's packages and the browser's pages. It knows only that they are to be built.

import { buildPackages } from './build-packages.js';
import { buildWeb } from './build-web.js';

await told('dist/node_modules', buildPackages);
await told('dist/web', buildWeb);

async function told(name: string, build: () => Promise<string>): Promise<void> {
  const started = performance.now();
  const outcome = await build();
  console.log(`${name}: ${outcome} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
}
