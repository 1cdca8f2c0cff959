// Owns the browser side's build: web/ becomes dist/web, ready to be served as it is. It knows no page's contents.

import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { type BuildOptions, build } from 'esbuild';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const SOURCE = join(ROOT, 'web');
const TARGET = join(ROOT, 'dist/web');
const STAMP = join(TARGET, '.built');
const WEB_CHAT = join(ROOT, 'node_modules/botframework-webchat/dist');

const BUNDLES: readonly { readonly from: string; readonly to: string }[] = [
  { from: 'chat/main.ts', to: 'chat/main.js' },
  { from: 'agent/main.tsx', to: 'agent/main.js' },
  { from: 'business/main.tsx', to: 'business/main.js' },
  { from: 'shop/shop.ts', to: 'shop/shop.js' },
  { from: 'embed/embed.ts', to: 'embed.js' },
];

/** Copied as they are, from below web/. */
const COPIED = new Set(['.html', '.css', '.svg', '.ico', '.png']);
const COMPRESSED = new Set(['.js', '.css', '.svg']);

const OPTIONS: BuildOptions = {
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2022',
  jsx: 'automatic',
  define: { 'process.env.NODE_ENV': '"production"' },
  legalComments: 'linked',
  logLevel: 'warning',
};

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

async function newestChange(files: readonly string[]): Promise<number> {
  const times = await Promise.all(files.map(async (file) => (await stat(file)).mtimeMs));
  return Math.max(...times);
}

async function isUpToDate(): Promise<boolean> {
  if (!existsSync(STAMP)) return false;
  const inputs = [
    ...(await filesBelow(SOURCE)),
    fileURLToPath(import.meta.url),
    join(ROOT, 'package-lock.json'),
  ];
  return (await newestChange(inputs)) < (await stat(STAMP)).mtimeMs;
}

async function copyPages(): Promise<void> {
  for (const file of await filesBelow(SOURCE)) {
    if (COPIED.has(extname(file))) await cp(file, join(TARGET, file.slice(SOURCE.length)));
  }
  // The one file of Web Chat that a browser needs, with its notice; the package itself is no production dependency.
  for (const name of ['webchat.js', 'webchat.js.LICENSE.txt']) {
    await cp(join(WEB_CHAT, name), join(TARGET, 'chat', name));
  }
}

async function compress(file: string): Promise<void> {
  const plain = await readFile(file);
  // Quality 11 takes ten times as long on megabytes and saves a few per cent.
  const quality = plain.length > 1_000_000 ? 9 : 11;
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: quality,
    [constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
  };
  const [brotli, gzipped] = await Promise.all([
    promisify(brotliCompress)(plain, { params }),
    promisify(gzip)(plain, { level: 9 }),
  ]);
  await Promise.all([writeFile(`${file}.br`, brotli), writeFile(`${file}.gz`, gzipped)]);
}

/**
 * Builds dist/web unless it is newer than everything that it is made of.
 * @throws what esbuild throws for a source with errors; the errors are on stderr already.
 */
export async function buildWeb(): Promise<'built' | 'up-to-date'> {
  if (await isUpToDate()) return 'up-to-date';
  const begun = new Date();
  await rm(TARGET, { recursive: true, force: true });
  await mkdir(TARGET, { recursive: true });
  await Promise.all([
    copyPages(),
    ...BUNDLES.map(({ from, to }) =>
      build({ ...OPTIONS, entryPoints: [join(SOURCE, from)], outfile: join(TARGET, to) }),
    ),
  ]);
  const built = await filesBelow(TARGET);
  await Promise.all(built.filter((file) => COMPRESSED.has(extname(file))).map(compress));
  await writeFile(STAMP, '');
  // What is edited during the build counts as newer.
  await utimes(STAMP, begun, begun);
  return 'built';
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const started = performance.now();
  const outcome = await buildWeb();
  console.log(`dist/web: ${outcome} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
}
