// Asks one of those at the desk for each conversation in line, and the next when they do not come. Whose turn it is, is decided in line.ts.

import { isDeepStrictEqual } from 'node:util';
import { changeCustomer } from '../data/change-customer.js';
import type { WaitingHandoff } from '../data/handoff.js';
import type { AgentId } from '../data/ids.js';
import type { Presence } from './desk.js';
import type { DeskCore } from './desk-parts.js';
import { type InLine, type OfferChange, planOffers, type Ready } from './line.js';
import { hasRoom, loadsOf } from './places.js';
import type { Waiting } from './queue.js';
import type { AtDesk } from './routing.js';

export type OfferParts = Pick<
  DeskCore,
  'stores' | 'feed' | 'agents' | 'queue' | 'presence' | 'teams' | 'clock' | 'patienceFor'
>;

/** @returns what should change now, from memory. */
export function dueOffers(parts: OfferParts): readonly OfferChange[] {
  const line = lineOf(parts);
  if (line.length === 0) return [];
  return planOffers(line, readyIn(parts), teamOpenAt(parts), parts.clock().toISOString());
}

/** Everybody in line, in order. */
export function lineOf({ queue }: Pick<DeskCore, 'queue'>): readonly InLine[] {
  const all = queue.all();
  const line =
    lines.get(all) ?? all.filter((each): each is Waiting & InLine => each.handoff.status === 'waiting');
  lines.set(all, line);
  return line;
}

/** Every customer's message asks how long the line is; the queue's list is the same until the next change. */
const lines = new WeakMap<readonly Waiting[], readonly InLine[]>();

/** Everybody who is online. */
export function readyIn({
  agents,
  queue,
  presence,
}: Pick<DeskCore, 'agents' | 'queue' | 'presence'>): readonly Ready[] {
  const loads = loadsOf(queue.all());
  return [...agents.values()]
    .filter(({ id }) => presence.of(id) === 'online')
    .map((card) => ({ card, load: loads.get(card.id) ?? 0 }));
}

export function teamOpenAt({ teams, clock }: Pick<DeskCore, 'teams' | 'clock'>): (team: string) => boolean {
  const open = new Set(teams(clock()).flatMap((team) => (team.open ? [team.id] : [])));
  return (team) => open.has(team);
}

/** Who is there now, as a route sees it; asked for each in line, so each agent is looked up once. */
export function atDeskOf(parts: Pick<DeskCore, 'agents' | 'presence' | 'teams' | 'clock' | 'queue'>): AtDesk {
  const seen = new Map<AgentId, Presence>();
  function presenceOf(agent: AgentId): Presence {
    const presence = seen.get(agent) ?? parts.presence.of(agent);
    seen.set(agent, presence);
    return presence;
  }
  return {
    agents: parts.agents,
    presenceOf,
    isFull: fullIn(parts),
    teamOpen: teamOpenAt(parts),
  };
}

/** Whether an agent has no place left, as of the first question. */
export function fullIn({ agents, queue }: Pick<DeskCore, 'agents' | 'queue'>): (agent: AgentId) => boolean {
  let loads: ReadonlyMap<AgentId, number> | undefined;
  return (agent) => {
    loads ??= loadsOf(queue.all());
    return !hasRoom(1, { capacity: agents.get(agent)?.capacity ?? 0, load: loads.get(agent) ?? 0 });
  };
}

/** Writes one change, unless the handoff changed since it was planned. */
export async function writeOffer(parts: OfferParts, change: OfferChange): Promise<void> {
  await changeCustomer(parts.stores, parts.feed, change.customerId, async (record) => {
    const handoff = record?.handoff;
    if (!record || handoff?.status !== 'waiting' || !isSame(handoff, change.handoff)) {
      return { result: undefined };
    }
    const { offered: _before, ...kept } = handoff;
    const seconds = parts.patienceFor(record).seconds.offer;
    const until = new Date(parts.clock().getTime() + seconds * 1000).toISOString();
    record.handoff = {
      ...kept,
      asked: change.asked,
      ...(change.offer === undefined ? {} : { offered: { agentId: change.offer, until } }),
    };
    return { record, result: undefined };
  });
}

function isSame(now: WaitingHandoff, planned: WaitingHandoff): boolean {
  return (
    now.id === planned.id &&
    now.epoch === planned.epoch &&
    isDeepStrictEqual(now.route, planned.route) &&
    now.patienceUntil === planned.patienceUntil &&
    now.offered?.agentId === planned.offered?.agentId &&
    now.offered?.until === planned.offered?.until
  );
}
