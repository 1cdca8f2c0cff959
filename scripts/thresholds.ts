// `npm run thresholds -- apply|list|show|restore`: versions of the thresholds, also while the product is running.

import { readFile, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { readConfig } from '../config.js';
import { businessInvalid } from '../data/business-faults.js';
import { dayIn } from '../data/calendar.js';
import { RapportError } from '../data/errors.js';
import type { ThresholdsVersion } from '../escalation/index.js';
import { openLiveThresholds } from '../service/live-thresholds.js';
import { loadFolder } from '../service/load-folder.js';
import { doubtsInWords, readThresholds, THRESHOLDS_FILE } from '../service/load-thresholds.js';
import { storedVersions } from './replay/thresholds-in-force.js';
import { openToWrite, type StoreName, storeNamed } from './store-transfer/open.js';
import { Refusal } from './store-transfer/refusal.js';
import { signed } from './thresholds/signed.js';

const USAGE =
  'npm run thresholds -- list | show <version> | apply <file> --author <name> [--comment <why>] | restore <version> --author <name> [--comment <why>]';
const SHIPPED = 'data/business';
/** A running product looks at its file every two seconds. */
const LONGEST_WAIT_MS = 6000;
const LOOK_MS = 300;

const { env } = process;
try {
  await run();
} catch (error) {
  console.error(error instanceof RapportError ? error.message : error);
  process.exitCode = error instanceof Refusal ? 2 : 1;
}

async function run(): Promise<void> {
  const { values, positionals } = options();
  const [command, argument] = positionals;
  const store = storeNamed(env.STORE || 'lowdb', 'STORE');
  switch (command) {
    case 'list':
      for (const version of await storedVersions(store, env)) console.log(asLine(version));
      return;
    case 'show':
      console.log((await versionNamed(store, argument)).text);
      return;
    case 'apply':
      return put(store, await textOf(argument), signature(values, 'Changed by hand'));
    case 'restore': {
      const { version, text } = await versionNamed(store, argument);
      return put(store, text, signature(values, `Back to version ${version}`));
    }
    default:
      throw refusal(command === undefined ? 'no command is named.' : `there is no command "${command}".`);
  }
}

function options() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { author: { type: 'string' }, comment: { type: 'string' } },
    });
  } catch (error) {
    throw refusal(`${error instanceof Error ? error.message : String(error)}.`);
  }
}

interface Signature {
  readonly author: string;
  readonly comment: string;
}

function signature(
  { author, comment }: { readonly author?: string | undefined; readonly comment?: string | undefined },
  otherwise: string,
): Signature {
  if (!author) throw refusal('--author is missing: a version says who made it.');
  return { author, comment: comment ?? otherwise };
}

/** Checks the text, puts it in force, and says since when. */
async function put(store: StoreName, text: string, by: Signature): Promise<void> {
  const { businessDir } = readConfig({ BUSINESS_DIR: env.BUSINESS_DIR });
  const folder = await loadFolder(businessDir, resolve(SHIPPED), (zone) => dayIn(new Date(), zone));
  const read = readThresholds(text);
  if (!read.ok) throw Refusal.because(businessInvalid(THRESHOLDS_FILE, read.faults));
  for (const doubt of doubtsInWords(read.value, text, folder.business)) console.error(`Note: ${doubt}`);
  if (store === 'postgres') {
    const stores = await openToWrite(store, env);
    const live = await openLiveThresholds({
      folder,
      stores,
      clock: () => new Date(),
      onRefused: (error) => console.error(error),
      onTaken: () => undefined,
    });
    try {
      const { version } = await live.apply(text, by);
      console.log(`Version ${version} is in force from each conversation's next turn.`);
    } finally {
      await live.close();
      await stores.close();
    }
    return;
  }
  const before = (await storedVersions(store, env)).at(-1)?.version ?? 0;
  const file = join(businessDir, THRESHOLDS_FILE);
  // By a rename, so that a running product never reads half of it.
  await writeFile(`${file}.new`, signed(text, before + 1, by));
  await rename(`${file}.new`, file);
  const taken = await takenAfter(store, before);
  console.log(
    taken
      ? `Version ${taken.version} is in force from each conversation's next turn.`
      : `${file} is written. It is in force from the next start; no running product took it within ${LONGEST_WAIT_MS / 1000} s.`,
  );
}

async function takenAfter(store: StoreName, before: number): Promise<ThresholdsVersion | undefined> {
  for (let waited = 0; waited < LONGEST_WAIT_MS; waited += LOOK_MS) {
    const newest = (await storedVersions(store, env)).at(-1);
    if (newest && newest.version > before) return newest;
    await pause(LOOK_MS);
  }
  return undefined;
}

async function versionNamed(store: StoreName, name: string | undefined): Promise<ThresholdsVersion> {
  const versions = await storedVersions(store, env);
  const found = versions.find(({ version }) => String(version) === name);
  if (found) return found;
  const there = versions.map(({ version }) => version).join(', ') || 'none';
  throw new Refusal('NOT_FOUND', `there is no version "${name ?? ''}".`, `There are: ${there}.`);
}

async function textOf(file: string | undefined): Promise<string> {
  if (file === undefined) throw refusal('no file is named.');
  return readFile(file, 'utf8').catch((cause: unknown) => {
    throw new Refusal('NOT_FOUND', `${file} can't be read.`, 'Name a file like thresholds.yaml.', { cause });
  });
}

function asLine({ version, at, author, comment, differences }: ThresholdsVersion): string {
  const head = `${version}  ${at.slice(0, 16).replace('T', ' ')}  ${author}${comment ? `: ${comment}` : ''}`;
  return [head, ...differences.map((difference) => `     ${difference}`)].join('\n');
}

function refusal(what: string): Refusal {
  return new Refusal('BAD_REQUEST', what, `Usage: ${USAGE}`);
}
