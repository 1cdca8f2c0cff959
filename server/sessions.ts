// Agents' sessions: who is behind a cookie, until when. Knows nothing of HTTP, cookies or the desk.

import { createHash } from 'node:crypto';
import { hash, type Options, verify } from '@node-rs/argon2';
import type { AgentCard } from '../data/business.js';
import type { AgentId, Clock, Instant } from '../data/ids.js';
import type { Stores } from '../data/ports.js';

/** One working day with some room; after it the agent signs in again. */
export const SESSION_HOURS = 12;
const SESSION_MS = SESSION_HOURS * 60 * 60 * 1000;

/**
 * OWASP Password Storage Cheat Sheet, Argon2id: 19 MiB, 2 passes, 1 lane. `algorithm: 2` is Argon2id; the library's const
 * enum cannot be read under `isolatedModules`.
 */
const ARGON2ID: Options = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

interface SessionRecord {
  readonly agentId: AgentId;
  readonly expiresAt: Instant;
  /** Which password it was begun with; a new one ends it. */
  readonly password?: string;
}

export interface Session {
  /** For the cookie only; the store keeps its SHA-256. */
  readonly token: string;
  readonly agent: AgentCard;
  readonly expiresAt: Instant;
}

export interface Sessions {
  /** @returns `undefined` for an unknown e-mail and for a wrong password, after about the same time. */
  login(email: string, password: string): Promise<Session | undefined>;
  /** @returns `undefined` when there is no such session, when it has expired, or when the agent has another password or is not one any more. */
  agentOf(token: string): Promise<AgentCard | undefined>;
  /** Idempotent. */
  end(token: string): Promise<void>;
}

/** @returns the Argon2id hash for `passwordHash` in the business's agents. */
export function hashPassword(plain: string): Promise<string> {
  return hash(plain, ARGON2ID);
}

/**
 * @param newToken makes an unguessable string of at least 256 bits.
 * @param demoPasswords passwords of agents without a hash; in the demo only.
 */
export function createSessions(deps: {
  readonly stores: Pick<Stores, 'collection'>;
  readonly clock: Clock;
  readonly newToken: () => string;
  readonly agents: ReadonlyMap<AgentId, AgentCard>;
  readonly demoPasswords?: ReadonlyMap<AgentId, string>;
}): Sessions {
  const { clock, newToken, agents } = deps;
  const stored = deps.stores.collection<SessionRecord>('sessions');
  const demoHashes = new Map<AgentId, Promise<string>>();
  // Verified against when there is nothing to verify against, so that the time does not tell who works here.
  const decoy = hashPassword(newToken());

  function hashOf(agent: AgentCard | undefined): Promise<string> {
    if (agent?.passwordHash) return Promise.resolve(agent.passwordHash);
    const demo = agent && deps.demoPasswords?.get(agent.id);
    if (!agent || demo === undefined) return decoy;
    const known = demoHashes.get(agent.id) ?? hashPassword(demo);
    demoHashes.set(agent.id, known);
    return known;
  }

  /** Tells one password from the next, and nothing of either: 64 bits of a hash over the stored one. */
  function passwordOf(agent: AgentCard): string {
    const secret = agent.passwordHash ?? deps.demoPasswords?.get(agent.id) ?? '';
    return createHash('sha256').update(`${agent.id} ${secret}`).digest('hex').slice(0, 16);
  }

  async function forgetExpired(): Promise<void> {
    const now = clock().toISOString();
    for (const { key, stored: session } of await stored.list()) {
      if (session.value.expiresAt <= now) await stored.remove(key);
    }
  }

  return {
    async login(email, password) {
      const wanted = email.trim().toLowerCase();
      const agent = [...agents.values()].find((a) => a.email.toLowerCase() === wanted);
      const right = await verify(await hashOf(agent), password);
      if (!agent || !right) return undefined;
      await forgetExpired();
      const token = newToken();
      const expiresAt = new Date(clock().getTime() + SESSION_MS).toISOString();
      await stored.save(keyOf(token), { agentId: agent.id, expiresAt, password: passwordOf(agent) }, 0);
      return { token, agent, expiresAt };
    },

    async agentOf(token) {
      const session = (await stored.get(keyOf(token)))?.value;
      if (!session) return undefined;
      const agent = agents.get(session.agentId);
      const holds = session.expiresAt > clock().toISOString();
      if (holds && agent && session.password === passwordOf(agent)) return agent;
      await stored.remove(keyOf(token));
      return undefined;
    },

    async end(token) {
      await stored.remove(keyOf(token));
    },
  };
}

/** A stolen copy of the store opens no session: the token cannot be had from its hash. */
function keyOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
