// `npm start`: builds what is out of date, then runs it in this very process, so that a signal reaches it.

import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(root);
const require = createRequire(import.meta.url);

run('the bot', [require.resolve('typescript/bin/tsc'), '-p', 'tsconfig.json']);
run('the packages and the pages', ['--import', 'tsx', 'scripts/bundle.ts']);
await import('../dist/index.js');

function run(what, args) {
  const { status } = spawnSync(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) {
    console.error(`Building ${what} failed; see above.`);
    process.exit(1);
  }
}
