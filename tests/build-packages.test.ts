import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'rapport-packages-'));

/** In a process of its own: what Node finds in a package is what counts, not what the test runner makes of it. */
function run(code: string, ...options: readonly string[]): string {
  return execFileSync(process.execPath, [...options, '--input-type=module', '-e', code], {
    cwd: ROOT,
    encoding: 'utf8',
  });
}

const BUILD = `
  const { buildPackages } = await import('./scripts/build-packages.ts');
  console.log(await buildPackages(${JSON.stringify(join(folder, 'node_modules'))}));`;

const COMPARE = `
  import { readFileSync, writeFileSync } from 'node:fs';
  const folder = ${JSON.stringify(folder)};
  const specifiers = JSON.parse(readFileSync(folder + '/node_modules/.packages.json', 'utf8'));
  // Exported from a file in the folder, so that Node looks there first.
  writeFileSync(folder + '/load.mjs', 'export const load = (name) => import(name);');
  const { load } = await import('file://' + folder + '/load.mjs');
  const namesOf = (module) => Object.keys(module).filter((name) => !['module.exports', '__esModule', 'default'].includes(name)).sort();
  const different = [];
  for (const specifier of specifiers) {
    const [ours, theirs] = [await load(specifier), await import(specifier)];
    if (ours === theirs) different.push(specifier + ' was not built');
    if (String(namesOf(ours)) !== String(namesOf(theirs))) different.push(specifier + ' has other names');
    if (!theirs.__esModule && typeof ours.default !== typeof theirs.default) different.push(specifier + ' has another default');
  }
  const same = (await load('csv-parse')).CsvError === (await load('csv-parse/sync')).CsvError;
  console.log(JSON.stringify({ count: specifiers.length, different, same }));`;

describe('the packages of the server, in a few files', () => {
  beforeAll(() => {
    expect(run(BUILD, '--import', 'tsx')).toBe('built\n');
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  it('export what the packages export, and share their classes', () => {
    const { count, different, same } = JSON.parse(run(COMPARE));
    expect(different).toEqual([]);
    expect(same).toBe(true);
    expect(count).toBeGreaterThan(15);
  }, 60_000);

  it('are built once', () => {
    expect(run(BUILD, '--import', 'tsx')).toBe('up-to-date\n');
  }, 60_000);
});
