// The demo business with as many customers, agents and hours as a measurement of the desk needs. Knows no time and no bot.

import { resolve } from 'node:path';
import type { AgentCard, Business, CustomerCard } from '../../data/business.js';
import type { AgentId, CustomerId } from '../../data/ids.js';
import { type Folder, loadFolder } from '../../service/load-folder.js';
import { ROOT } from '../measured-process.js';

export interface DeskSize {
  readonly agents: number;
  /** Copies of the demo's customers, the demo's own included; 1 is the demo itself. */
  readonly copies: number;
  /** Conversations that an agent takes on at once. */
  readonly capacity: number;
  /** Hours of every day in which people are there, as business.yaml writes them; left out: the demo's, always. */
  readonly hours?: { readonly from: string; readonly to: string };
}

/** The demo as of this day, read from its folder. */
export function readDemo(today: string): Promise<Folder> {
  const demo = resolve(ROOT, 'data/business');
  return loadFolder(demo, demo, today);
}

/** The same business with other people: customers keep their orders and so their levels, dedicated agents are spread evenly. */
export function withPeople(folder: Folder, size: DeskSize): Folder {
  const { business } = folder;
  const agents = new Map(madeUpAgents(size, [...business.agents.values()]).map((card) => [card.id, card]));
  const customers = new Map(
    copiesOf([...business.customers.values()], size, [...agents.keys()]).map((card) => [card.id, card]),
  );
  const changed: Business = {
    ...business,
    agents,
    customers,
    profile: size.hours ? { ...business.profile, deskHours: everyDay(size.hours) } : business.profile,
    ordersOf: (id) => business.ordersOf(originalOf(id)),
  };
  return { ...folder, business: changed };
}

const COPY = /x\d+$/;

function originalOf(id: CustomerId): CustomerId {
  return id.replace(COPY, '') as CustomerId;
}

function copiesOf(
  cards: readonly CustomerCard[],
  { copies }: DeskSize,
  agents: readonly AgentId[],
): readonly CustomerCard[] {
  const all = Array.from({ length: copies }, (_, copy) =>
    cards.map((card) => ({ ...card, id: (copy === 0 ? card.id : `${card.id}x${copy}`) as CustomerId })),
  ).flat();
  let given = 0;
  return all.map(({ dedicatedAgent, teamsId: _one, company: _account, ...card }) => {
    if (dedicatedAgent === undefined) return card;
    const agent = agents[given++ % agents.length];
    return agent === undefined ? card : { ...card, dedicatedAgent: agent };
  });
}

/** Every agent has the next one's back, and the skills and languages of the demo's agents in turn. The first is a supervisor. */
function madeUpAgents({ agents, capacity }: DeskSize, demo: readonly AgentCard[]): readonly AgentCard[] {
  const idOf = (n: number) => `a-${String(n % agents).padStart(2, '0')}` as AgentId;
  return Array.from({ length: agents }, (_, n) => {
    const like = demo[n % demo.length];
    return {
      id: idOf(n),
      name: `Colleague ${n}`,
      email: `colleague.${n}@example.test`,
      skills: like?.skills ?? [],
      languages: like?.languages ?? ['en'],
      capacity,
      ...(agents > 1 ? { deputy: idOf(n + 1) } : {}),
      ...(n === 0 ? { roles: ['supervisor'] as const } : {}),
    };
  });
}

function everyDay(hours: { readonly from: string; readonly to: string }) {
  const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
  return Object.fromEntries(days.map((day) => [day, hours]));
}
