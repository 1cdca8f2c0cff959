// To whom a handoff goes, one step after the other, and how long each step waits. Pure.

import type { AgentCard } from '../data/business.js';
import type { Route, WaitingHandoff } from '../data/handoff.js';
import type { AgentId } from '../data/ids.js';

/** Numbers of the business's thresholds that the desk needs. */
export interface Patience {
  /** Seconds that each route waits before the next is tried. */
  readonly seconds: Readonly<Record<'dedicated' | 'deputy' | 'previous' | 'pool', number>>;
  /** Minutes within which the customer is told that somebody answers, while the desk is open. */
  readonly promiseMinutes: number;
  /** Hours of open desk within which somebody writes when nobody could take it in time, or the desk is closed. */
  readonly callbackHours: number;
}

export interface RoutingFacts {
  readonly dedicated?: AgentId;
  /** Who had this customer last. */
  readonly previous?: AgentId;
  readonly agents: ReadonlyMap<AgentId, AgentCard>;
  readonly deskOpen: boolean;
}

/** Every way a handoff goes, in order; the last one, a message, stays until somebody takes it or its time is up. */
export function routesFor(wanted: 'dedicated' | 'pool', facts: RoutingFacts): readonly [Route, ...Route[]] {
  if (!facts.deskOpen) return [{ kind: 'message' }];
  const dedicated = facts.dedicated !== undefined ? facts.agents.get(facts.dedicated) : undefined;
  const deputy = dedicated?.deputy !== undefined ? facts.agents.get(dedicated.deputy) : undefined;
  const previous = facts.previous !== undefined ? facts.agents.get(facts.previous) : undefined;
  const routes: Route[] = [];
  if (wanted === 'dedicated' && dedicated) {
    routes.push({ kind: 'dedicated', agentId: dedicated.id });
    if (deputy) routes.push({ kind: 'deputy', agentId: deputy.id, for: dedicated.id });
  }
  if (previous && !routes.some((route) => agentOf(route) === previous.id)) {
    routes.push({ kind: 'previous', agentId: previous.id });
  }
  const [first, ...others]: Route[] = [...routes, { kind: 'pool' }, { kind: 'message' }];
  return [first ?? { kind: 'message' }, ...others];
}

export function agentOf(route: Route): AgentId | undefined {
  return 'agentId' in route ? route.agentId : undefined;
}

/** Whether this agent may take it: it is their turn, or was, or everybody's. */
export function mayClaim({ route, asked }: Pick<WaitingHandoff, 'route' | 'asked'>, agent: AgentId): boolean {
  const turn = agentOf(route);
  return turn === undefined || turn === agent || asked.includes(agent);
}

/** What a route's times depend on. */
export interface RouteTimes {
  readonly patience: Patience;
  /** By when somebody answers a message that is left now. */
  readonly callbackBy: Date;
}

/** When the next route is tried; a message waits for its promised time. */
export function patienceFor(route: Route, { patience, callbackBy }: RouteTimes, now: Date): Date {
  return route.kind === 'message'
    ? callbackBy
    : new Date(now.getTime() + patience.seconds[route.kind] * 1000);
}

/** The time that the customer is told. */
export function promiseFor(route: Route, { patience, callbackBy }: RouteTimes, now: Date): Date {
  return route.kind === 'message' ? callbackBy : new Date(now.getTime() + patience.promiseMinutes * 60_000);
}
