// The secrets of an installation: given by the environment, or, in the demo, made once and kept in the data folder.

import { createHmac, randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config.js';
import type { AgentId } from '../data/ids.js';

export interface Secrets {
  /** Signs Direct Line tokens. */
  readonly tokens: string;
  /** Shared with the business's site. */
  readonly identity: string;
  /** Passwords of the demo's agents; absent outside the demo. */
  readonly demoPassword?: (agent: AgentId) => string;
}

export async function findSecrets(config: Config): Promise<Secrets> {
  const root = config.secret || (await keptSecret(config));
  const derived = (purpose: string) => createHmac('sha256', root).update(purpose).digest('hex');
  return {
    tokens: derived('direct line tokens'),
    identity: config.identitySecret || derived('identities'),
    ...(config.mode === 'demo'
      ? { demoPassword: (agent) => `demo-${derived(`agent ${agent}`).slice(0, 8)}` }
      : {}),
  };
}

/** Kept, so that tokens outlive a restart; a store that forgets needs none. */
async function keptSecret({ store, dataDir }: Config): Promise<string> {
  const fresh = randomBytes(32).toString('hex');
  if (store === 'memory') return fresh;
  const file = join(dataDir, 'secret.key');
  await mkdir(dataDir, { recursive: true });
  try {
    // Only its owner may read it; an existing one is never overwritten.
    await writeFile(file, fresh, { mode: 0o600, flag: 'wx' });
    return fresh;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return (await readFile(file, 'utf8')).trim();
  }
}
