// Lets one process at a time use a data folder, and its successor in at once after a crash. Knows nothing of what is in it.

import { readFile, readlink, rmdir, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { lock } from 'proper-lockfile';
import { RapportError } from '../errors.js';

/** Milliseconds without a sign of life after which a lock counts as abandoned, whoever its owner is; the package's least is 2000. */
const STALE_MS = 3000;
const SIGN_OF_LIFE_MS = 1000;
/** Every 100 ms, until a lock whose owner can't be asked has become stale or has proved alive. */
const UNTIL_STALE = { retries: 40, factor: 1, minTimeout: 100, maxTimeout: 100 };

interface Owner {
  readonly pid: number;
  /** Milliseconds since 1970: tells this process from an earlier one that had the same number, as in a container. */
  readonly startedAt: number;
  /** Where the number means something: this host and, on Linux, this space of process numbers. */
  readonly place: string;
}

/**
 * @param onLost is told when the lock was lost all the same: another process may use the folder from now on.
 * @returns a function that gives the folder free.
 * @throws RapportError DATA_FOLDER_IN_USE at once when its owner runs on this host, after about 4 s when that can't be seen.
 */
export async function lockFolder(
  folder: string,
  onLost: (error: Error) => void,
): Promise<() => Promise<void>> {
  // Whoever looks whether the owner is dead must not remove the lock of one who looked at the same time.
  const leave = await lock(join(folder, 'entrance'), {
    lockfilePath: join(folder, 'entrance.lock'),
    realpath: false,
    stale: 2000,
    retries: { ...UNTIL_STALE, retries: 100 },
    // Held for milliseconds; the lock behind it still keeps a second process out.
    onCompromised: () => undefined,
  }).catch((error: unknown) => refuse(folder, undefined, error));
  try {
    const release = await acquire(folder, onLost);
    try {
      await writeFile(ownerFile(folder), JSON.stringify(await self()), { mode: 0o600 });
    } catch (fault) {
      await release();
      throw fault;
    }
    return release;
  } finally {
    // Already gone if it was held too long, and then nobody needs it.
    await leave().catch(() => undefined);
  }
}

async function acquire(folder: string, onLost: (error: Error) => void): Promise<() => Promise<void>> {
  const lockfilePath = join(folder, 'lock');
  const options = { lockfilePath, stale: STALE_MS, update: SIGN_OF_LIFE_MS, onCompromised: onLost };
  try {
    return await lock(folder, options);
  } catch (error) {
    if (codeOf(error) !== 'ELOCKED') throw error;
  }
  const owner = await readOwner(folder);
  const state = await stateOf(owner);
  if (state === 'alive') return refuse(folder, owner, undefined);
  if (state === 'dead') await rmdir(lockfilePath).catch(ignoreMissing);
  const retries = state === 'unknown' ? UNTIL_STALE : 0;
  return lock(folder, { ...options, retries }).catch((error: unknown) => refuse(folder, owner, error));
}

async function stateOf(owner: Owner | undefined): Promise<'alive' | 'dead' | 'unknown'> {
  const me = await self();
  if (!owner || owner.place !== me.place) return 'unknown';
  if (owner.pid === me.pid) return owner.startedAt === me.startedAt ? 'alive' : 'dead';
  try {
    process.kill(owner.pid, 0);
    return 'alive';
  } catch (error) {
    return codeOf(error) === 'ESRCH' ? 'dead' : 'alive';
  }
}

async function self(): Promise<Owner> {
  const numbers = await readlink('/proc/self/ns/pid').catch(() => '');
  const startedAt = Math.round(performance.timeOrigin);
  return { pid: process.pid, startedAt, place: `${hostname()} ${numbers}`.trim() };
}

/** @returns `undefined` when nobody wrote it, or a crash cut it short: then only time can tell. */
async function readOwner(folder: string): Promise<Owner | undefined> {
  try {
    const { pid, startedAt, place } = JSON.parse(await readFile(ownerFile(folder), 'utf8')) as Partial<Owner>;
    if (!Number.isSafeInteger(pid) || pid === undefined || pid < 1) return undefined;
    return typeof startedAt === 'number' && typeof place === 'string' ? { pid, startedAt, place } : undefined;
  } catch {
    return undefined;
  }
}

function ownerFile(folder: string): string {
  return join(folder, 'lock-owner.json');
}

/** @param cause a fault other than the package's refusal is not about another process, and is passed on. */
function refuse(folder: string, owner: Owner | undefined, cause: unknown): never {
  if (cause !== undefined && codeOf(cause) !== 'ELOCKED') throw cause;
  const who = owner ? `process ${owner.pid} on ${owner.place}` : 'another process';
  throw new RapportError(
    'DATA_FOLDER_IN_USE',
    `the data folder ${folder} is in use by ${who}.`,
    'Stop that process first, or give this one a folder of its own; two can never share one.',
    { cause },
  );
}

function ignoreMissing(error: unknown): void {
  if (codeOf(error) !== 'ENOENT') throw error;
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
