// Forty agents claim one handoff at once, again and again, on every store: exactly one may have it. On PostgreSQL they sit at
// several processes' desks, where no lock in memory helps.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { createChangeFeed } from '../../data/change-feed.js';
import type { AgentId, ConversationId, CustomerId } from '../../data/ids.js';
import { openLowdbStores } from '../../data/lowdb/lowdb-stores.js';
import { createMemoryStores } from '../../data/memory/memory-stores.js';
import type { Stores } from '../../data/ports.js';
import { openPostgresStores } from '../../data/postgres/postgres-stores.js';
import type { ClaimOutcome } from '../../handoff/desk.js';
import { startPostgres } from '../../scripts/postgres.js';
import { type CustomerService, createCustomerService } from '../../service/customer-service.js';
import type { Folder } from '../../service/load-folder.js';
import type { Understander } from '../../understanding/index.js';
import type { Figure } from '../figures.js';
import { median } from '../statistics.js';
import { customerSays } from './customer-turn.js';
import { withPeople } from './made-up-desk.js';

const AGENTS = 40;
/** On the one store that several processes may share. */
const PROCESSES = 4;

export const CLAIM_STORES = ['memory', 'lowdb', 'postgres'] as const;
export type ClaimStore = (typeof CLAIM_STORES)[number];

export interface ClaimRun {
  /** Handoffs that did not get exactly one owner, one sentence each. */
  readonly faults: readonly string[];
  /** Milliseconds from the first claim to the last answer, one a handoff. */
  readonly times: readonly number[];
}

/** @param demo the business's folder; @param understander trained on it. */
export async function claimFigures(
  rounds: number,
  demo: Folder,
  understander: Understander,
  progress: (text: string) => void,
): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const store of CLAIM_STORES) {
    const { faults, times } = await claimOn(await openClaimStores(store), rounds, demo, understander);
    progress(`${AGENTS} agents claim one handoff, ${rounds} times on ${store}: ${faults.length} faults`);
    for (const fault of faults.slice(0, 5)) progress(`FAULT ${store}: ${fault}`);
    figures.push(
      { name: `desk.claims.${store}.handoffs`, value: times.length, unit: `of ${AGENTS} claims` },
      { name: `desk.claims.${store}.not-one-owner`, value: faults.length, unit: 'handoffs', max: 0 },
      { name: `desk.claims.${store}.time`, value: median(times), unit: `ms for ${AGENTS} claims` },
    );
  }
  return figures;
}

/** @param opened is closed at the end. */
export async function claimOn(
  opened: OpenedStores,
  rounds: number,
  demo: Folder,
  understander: Understander,
): Promise<ClaimRun> {
  const folder = withPeople(demo, { agents: AGENTS, copies: 1, capacity: 2 * rounds });
  const errors: string[] = [];
  const services = opened.stores.map((stores, process) =>
    serviceOver(stores, `p${process}`, { folder, understander, errors }),
  );
  const faults: string[] = [];
  const times: number[] = [];
  try {
    for (const { desk } of services) await desk.start();
    const agents = [...folder.business.agents.keys()];
    for (const [n, agent] of agents.entries()) await at(services, n).desk.setPresence(agent, 'online');
    for (let round = 0; round < rounds; round++) {
      const { time, fault } = await oneRound(services, opened.stores, agents, round);
      times.push(time);
      if (fault) faults.push(fault);
    }
  } finally {
    for (const service of services) await service.stop();
    await opened.close();
  }
  return { faults: [...faults, ...errors], times };
}

async function oneRound(
  services: readonly CustomerService[],
  stores: readonly Stores[],
  agents: readonly AgentId[],
  round: number,
): Promise<{ readonly time: number; readonly fault: string | undefined }> {
  const customerId = `guest-${round}` as CustomerId;
  const conversationId = `conversation-${round}` as ConversationId;
  const speaker = { customerId, kind: 'guest', conversationId } as const;
  await customerSays(at(services, round).bot, speaker, { id: `wish-${round}`, text: 'talk to a human' });
  const handoff = (await at(stores, 0).customers.get(customerId))?.value.handoff;
  if (!handoff) return { time: Number.NaN, fault: `${customerId}: no handoff was opened` };

  const key = { customerId, handoffId: handoff.id };
  const begun = performance.now();
  const outcomes = await Promise.all(agents.map((agent, n) => at(services, n).desk.claim(agent, key)));
  const time = performance.now() - begun;

  const owner = (await at(stores, 0).customers.get(customerId))?.value.handoff;
  const winners = agents.filter((_, n) => outcomes[n]?.outcome === 'claimed');
  const one = winners.length === 1 && owner?.status === 'assigned' && owner.agentId === winners[0];
  return { time, fault: one ? undefined : `${customerId}: ${inWords(outcomes)}` };
}

function inWords(outcomes: readonly ClaimOutcome[]): string {
  const counts = new Map<string, number>();
  for (const { outcome } of outcomes) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  return [...counts].map(([outcome, count]) => `${count} ${outcome}`).join(', ');
}

function serviceOver(
  stores: Stores,
  process: string,
  parts: { readonly folder: Folder; readonly understander: Understander; readonly errors: string[] },
): CustomerService {
  const onError = (error: unknown) => parts.errors.push(String(error));
  let ids = 0;
  return createCustomerService({
    folder: parts.folder,
    understander: parts.understander,
    stores,
    onError,
    feed: stores.feed ?? createChangeFeed(onError),
    clock: () => new Date(),
    newId: () => `${process}-${++ids}`,
  });
}

export interface OpenedStores {
  /** One a process. */
  readonly stores: readonly Stores[];
  close(): Promise<void>;
}

export async function openClaimStores(store: ClaimStore): Promise<OpenedStores> {
  switch (store) {
    case 'memory': {
      const stores = createMemoryStores();
      return { stores: [stores], close: () => stores.close() };
    }
    case 'lowdb': {
      const folder = await mkdtemp(join(tmpdir(), 'rapport-claims-'));
      const stores = await openLowdbStores(folder);
      return {
        stores: [stores],
        async close() {
          await stores.close();
          await rm(folder, { recursive: true, force: true });
        },
      };
    }
    case 'postgres': {
      const server = await startPostgres();
      const stores: Stores[] = [];
      for (let n = 0; n < PROCESSES; n++) stores.push(await openPostgresStores(server.url));
      return {
        stores,
        async close() {
          await Promise.all(stores.map((each) => each.close()));
          await server.stop();
        },
      };
    }
  }
}

/** In turn: the first again after the last. */
function at<T>(all: readonly T[], n: number): T {
  const one = all[n % all.length];
  if (one === undefined) throw new Error('nothing to take turns with');
  return one;
}
