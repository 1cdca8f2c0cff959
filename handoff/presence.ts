// Who is at the desk, in this process and in all others: each process keeps one record of its own agents and renews it, and
// whoever stops renewing is gone. Knows no consoles and no handoffs.

import type { AgentId, Clock, Instant } from '../data/ids.js';
import type { Stores } from '../data/ports.js';
import type { Presence } from './desk.js';

const EVERY_MS = 5_000;
/** Four renewals missed. With the time between two looks it stays below the 30 s that a dead process's agents may look online. */
const GONE_AFTER_MS = 20_000;
const FORGOTTEN_AFTER_MS = 3 * GONE_AFTER_MS;

interface Here {
  readonly presence: Exclude<Presence, 'offline'>;
  /** The newest choice counts where an agent is at two processes. */
  readonly since: Instant;
}

/** One process's record: its agents, by their ids. */
type Attendance = Readonly<Record<AgentId, Here>>;

/** What was read of another process; it lives as long as its version grows, so that no two clocks are compared. */
interface Other {
  readonly version: number;
  readonly seenAt: number;
  readonly agents: Attendance;
}

export interface SharedPresence {
  /** Told to other processes before it resolves. */
  set(agent: AgentId, presence: Presence): Promise<void>;
  of(agent: AgentId): Presence;
  /** Told after each change that is known here. @returns a function that ends it. */
  onChange(listener: () => void): () => void;
  /** Reads who is there; to be awaited before the first question. */
  start(): Promise<void>;
  /** Renews our record and reads the others'; a timer does it. */
  refresh(): Promise<void>;
  close(): Promise<void>;
}

/** @param owner unique to the process. Where only one process works on the data, nothing is stored. */
export function createPresence(parts: {
  readonly stores: Pick<Stores, 'collection' | 'sharing'>;
  readonly owner: string;
  readonly clock: Clock;
  readonly onError: (error: unknown) => void;
}): SharedPresence {
  const { clock, owner } = parts;
  const shared = parts.stores.sharing !== undefined;
  const stored = parts.stores.collection<Attendance>('presence');
  const here = new Map<AgentId, Here>();
  const listeners = new Set<() => void>();
  let others = new Map<string, Other>();
  let version = 0;
  let working: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;

  /** One after the other, so that an older record never follows a newer one. */
  function inOrder(work: () => Promise<void>): Promise<void> {
    const done = working.then(work);
    working = done.catch(() => undefined);
    return done;
  }

  async function write(): Promise<void> {
    const record: Attendance = Object.fromEntries(here);
    if ((await stored.save(owner, record, version)) === 'conflict') {
      // Others took us for dead and tidied up.
      version = (await stored.get(owner))?.version ?? 0;
      if ((await stored.save(owner, record, version)) === 'conflict') return;
    }
    version += 1;
  }

  async function read(): Promise<void> {
    const now = clock().getTime();
    const found = new Map<string, Other>();
    for (const { key, stored: record } of await stored.list()) {
      if (key === owner) continue;
      const known = others.get(key);
      const seenAt = known?.version === record.version ? known.seenAt : now;
      if (now - seenAt > FORGOTTEN_AFTER_MS) await stored.remove(key);
      else found.set(key, { version: record.version, seenAt, agents: record.value });
    }
    const changed = [...new Set([...others.keys(), ...found.keys()])].some(
      (key) => others.get(key)?.version !== found.get(key)?.version,
    );
    others = found;
    if (changed) tell();
  }

  function tell(): void {
    for (const listener of listeners) listener();
  }

  async function refresh(): Promise<void> {
    await inOrder(async () => {
      if (here.size > 0) await write();
      await read();
    });
  }

  return {
    refresh,
    async set(agent, presence) {
      if (presence === 'offline') here.delete(agent);
      else here.set(agent, { presence, since: clock().toISOString() });
      if (shared) await inOrder(write);
      tell();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    of(agent) {
      const alive = [...others.values()].filter(({ seenAt }) => clock().getTime() - seenAt <= GONE_AFTER_MS);
      const all = [here.get(agent), ...alive.map(({ agents }) => agents[agent])].filter(
        (one) => one !== undefined,
      );
      const newest = all.reduce((a, b) => (a && a.since >= b.since ? a : b), all[0]);
      return newest?.presence ?? 'offline';
    },
    async start() {
      if (!shared) return;
      await refresh();
      timer = setInterval(() => void refresh().catch(parts.onError), EVERY_MS);
      timer.unref();
    },
    /** Our record stays for its time: a restart should not send anybody home. */
    async close() {
      clearInterval(timer);
      await working;
    },
  };
}
