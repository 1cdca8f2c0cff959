// `npm run import-knowledge -- <file|folder|sitemap.xml|URL> …`: cuts pages that are there already into answers of the business's folder.

import { resolve } from 'node:path';
import { type Imported, importKnowledge } from '../data/knowledge-import/index.js';
import { asJson, inWords } from './import-knowledge/report.js';
import { createProgress } from './progress.js';
import { argumentsOf, runCommand } from './store-transfer/command.js';
import { Refusal } from './store-transfer/refusal.js';

const USAGE =
  'npm run import-knowledge -- <file|folder|sitemap.xml|URL> … [--into <business folder>] [--dry-run] [--json] [--allow-private]';

await runCommand(async (signal) => {
  const { values, positionals } = argumentsOf(
    {
      allowPositionals: true,
      options: {
        into: { type: 'string', default: process.env.BUSINESS_DIR || 'data/business' },
        'dry-run': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        'allow-private': { type: 'boolean', default: false },
      },
    },
    USAGE,
  );
  if (positionals.length === 0) {
    throw new Refusal('BAD_REQUEST', 'no page is named.', `Usage: ${USAGE}`);
  }
  const dryRun = values['dry-run'];
  let progress = createProgress('pages', 1);
  let expected = 1;
  const imported = await importKnowledge({
    named: positionals,
    folder: resolve(values.into),
    now: new Date(),
    dryRun,
    allowPrivate: values['allow-private'],
    signal,
    progress(done, total) {
      // A sitemap has told how many there are: the estimate begins anew.
      if (total !== expected) progress = createProgress('pages', total);
      expected = total;
      progress.at(done);
    },
  });
  if (isNothing(imported)) process.exitCode = 1;
  return { say: values.json ? asJson(imported, dryRun) : inWords(imported, dryRun), leftOut: 0 };
}, 'Nothing was changed.');

function isNothing({ files }: Imported): boolean {
  return files.length === 0;
}
