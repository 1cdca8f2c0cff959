// Owns the packages' build: what the server imports becomes a few files in dist/node_modules, where Node looks first.
// Opening a thousand small files is half of a start. The server itself stays file for file, and runs without this as well.

import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const SOURCE = join(ROOT, 'index.ts');
const TARGET = join(ROOT, 'dist/node_modules');
const LIST = '.packages.json';

/** Left where they are: native code, most of it optional and not installed. */
const LEFT_ALONE = ['@node-rs/argon2', 'dtrace-provider', 'pg-native', 'bufferutil', 'utf-8-validate'];

/** Packages written for `require` find it in a file that is a module. */
const REQUIRE =
  "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);";

const ENTRY = 'package-entry';

/**
 * What the front of a package's bundle exports: the names that Node finds in the package itself. One that was compiled to
 * `require` from a module has no default here, which Node would make of the whole: a start would end at such an import.
 */
interface Front {
  readonly specifier: string;
  readonly names: readonly string[];
  readonly hasDefault: boolean;
}

/**
 * @returns what a start imports: `zod`, `csv-parse/sync`, …; and whatever else the server's other files, such as its workers,
 * import of the same packages, since Node looks for all of a package where it finds it first.
 */
async function importedPackages(): Promise<readonly string[]> {
  const [atStart, all] = await Promise.all([importsOf([SOURCE]), importsOf(await serverFiles())]);
  const packages = new Set(atStart.map(packageOf));
  return all.filter((specifier) => packages.has(packageOf(specifier)));
}

/** @returns the sources that tsc makes dist/ of. */
async function serverFiles(): Promise<string[]> {
  const { include } = JSON.parse(await readFile(join(ROOT, 'tsconfig.json'), 'utf8')) as {
    include: string[];
  };
  const folders = include.map((path) => join(ROOT, path)).filter(existsSync);
  const files = await Promise.all(folders.map((folder) => readdir(folder, { recursive: true })));
  const paths = folders.flatMap((folder, n) => (files[n] ?? []).map((file) => join(folder, file)));
  return [SOURCE, ...paths.filter((path) => path.endsWith('.ts'))];
}

/** @returns the specifiers of packages, without Node's own, in all that the files lead to; each once, sorted. */
async function importsOf(entryPoints: string[]): Promise<readonly string[]> {
  const { metafile } = await build({
    entryPoints,
    absWorkingDir: ROOT,
    outdir: 'dist',
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'warning',
  });
  const imports = Object.values(metafile.inputs).flatMap((input) => input.imports);
  const external = imports.filter(({ external, path }) => external && !path.startsWith('node:'));
  return [...new Set(external.map(({ path }) => path))].filter((path) => !LEFT_ALONE.includes(path)).sort();
}

async function frontOf(specifier: string): Promise<Front> {
  const names = Object.keys(await import(specifier));
  return {
    specifier,
    names: names.filter((name) => /^[A-Za-z_$][\w$]*$/.test(name) && name !== 'default'),
    hasDefault: names.includes('default'),
  };
}

/** Node's rules for what a package of `require` exports, which esbuild follows in a file that ends in .mjs. */
function frontsAsModules(fronts: readonly Front[]): Plugin {
  const byPath = new Map(fronts.map((front) => [`${front.specifier}.mjs`, front]));
  return {
    name: ENTRY,
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /./ }, ({ kind, path }) =>
        kind === 'entry-point' ? { path, namespace: ENTRY } : undefined,
      );
      onLoad({ filter: /./, namespace: ENTRY }, ({ path }) => {
        const front = byPath.get(path);
        if (!front) return undefined;
        const exported = front.hasDefault ? [...front.names, 'default'] : front.names;
        const contents = `export { ${exported.join(', ')} } from ${JSON.stringify(front.specifier)};`;
        return { contents, resolveDir: ROOT };
      });
    },
  };
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** Files of a bundle by what is imported: `csv-parse/sync` is `csv-parse/sync.js`. */
function fileOf(specifier: string): string {
  const inside = specifier.slice(packageOf(specifier).length);
  return inside === '' ? 'index.js' : `${inside.slice(1).replace(/\.js$/, '')}.js`;
}

async function writeManifests(target: string, specifiers: readonly string[]): Promise<void> {
  for (const name of new Set(specifiers.map(packageOf))) {
    const exports = specifiers
      .filter((specifier) => packageOf(specifier) === name)
      .map((specifier) => [`.${specifier.slice(name.length)}`, `./${fileOf(specifier)}`]);
    const manifest = { name, type: 'module', exports: Object.fromEntries(exports) };
    await writeFile(join(target, name, 'package.json'), JSON.stringify(manifest));
  }
}

/** The packages as they are installed, and the list of those that are imported. */
async function isUpToDate(target: string, specifiers: readonly string[]): Promise<boolean> {
  const list = join(target, LIST);
  if (!existsSync(list) || (await readFile(list, 'utf8')) !== JSON.stringify(specifiers)) return false;
  const built = (await stat(list)).mtimeMs;
  const inputs = [fileURLToPath(import.meta.url), join(ROOT, 'package-lock.json'), installed()];
  const times = await Promise.all(inputs.filter(existsSync).map(async (file) => (await stat(file)).mtimeMs));
  return Math.max(...times) < built;
}

/** What npm writes whenever it changes what is installed. */
function installed(): string {
  return join(dirname(dirname(createRequire(SOURCE).resolve('zod/package.json'))), '.package-lock.json');
}

/**
 * Builds the packages unless they are newer than what they are made of. All share their common parts, so that a class is
 * the same class wherever it is imported from.
 * @param target replaced as a whole, so that an interrupted build leaves what was there.
 */
export async function buildPackages(target = TARGET): Promise<'built' | 'up-to-date'> {
  const specifiers = await importedPackages();
  if (await isUpToDate(target, specifiers)) return 'up-to-date';
  const fronts = await Promise.all(specifiers.map(frontOf));
  const made = `${target}.${process.pid}`;
  await rm(made, { recursive: true, force: true });
  await mkdir(made, { recursive: true });
  await build({
    entryPoints: specifiers.map((specifier) => ({
      in: `${specifier}.mjs`,
      out: join(packageOf(specifier), fileOf(specifier).slice(0, -'.js'.length)),
    })),
    outdir: made,
    chunkNames: '.shared/[name]-[hash]',
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    external: LEFT_ALONE,
    plugins: [frontsAsModules(fronts)],
    banner: { js: REQUIRE },
    legalComments: 'linked',
    logLevel: 'warning',
  });
  await writeManifests(made, specifiers);
  await writeFile(join(made, LIST), JSON.stringify(specifiers));
  await rm(target, { recursive: true, force: true });
  await rename(made, target);
  return 'built';
}
