// To whom a handoff goes, one step after the other, and how long each step waits. Pure.

import type { AgentCard } from '../data/business.js';
import type { Route, TeamId, WaitingHandoff } from '../data/handoff.js';
import type { AgentId } from '../data/ids.js';
import type { Presence } from './desk.js';

/** Numbers of the business's thresholds that the desk needs. */
export interface Patience {
  /** Seconds that each route waits before the next is tried; `offer`: that one of the pool is asked before the next of them. */
  readonly seconds: Readonly<
    Record<'dedicated' | 'deputy' | 'previous' | 'skilled' | 'pool' | 'offer', number>
  >;
  /** Minutes within which the customer is told that somebody answers, while the desk is open. */
  readonly promiseMinutes: number;
  /** Hours of open desk within which somebody writes when nobody could take it in time, or the desk is closed. */
  readonly callbackHours: number;
  /** Minutes of head start in line. */
  readonly priorityMinutes: number;
  /** Places of an agent's capacity that the conversation takes. */
  readonly places: number;
}

/** What a conversation asks of whoever takes it; absent: nothing. */
export interface Need {
  /** As agents.csv names it. */
  readonly skill?: string;
  /** ISO 639-1. */
  readonly language?: string;
}

export interface RoutingFacts {
  readonly dedicated?: AgentId;
  /** Who had this customer last. */
  readonly previous?: AgentId;
  readonly agents: ReadonlyMap<AgentId, AgentCard>;
  readonly deskOpen: boolean;
  readonly need?: Need;
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
  const need = tellingNeed(facts.need ?? {}, [...facts.agents.values()]);
  if (need.skill !== undefined || need.language !== undefined) routes.push({ kind: 'pool', ...need });
  const [first, ...others]: Route[] = [...routes, { kind: 'pool' }, { kind: 'message' }];
  return [first ?? { kind: 'message' }, ...others];
}

/** What all agents have chooses nobody, and neither does what none has. */
function tellingNeed({ skill, language }: Need, agents: readonly AgentCard[]): Need {
  const tells = (has: (card: AgentCard) => boolean) => agents.some(has) && !agents.every(has);
  return {
    ...(skill !== undefined && tells((card) => card.skills.includes(skill)) ? { skill } : {}),
    ...(language !== undefined && tells((card) => card.languages.includes(language)) ? { language } : {}),
  };
}

/** What is tried after a route that somebody chose by hand. */
export function onwardFrom(route: Route): readonly Route[] {
  if (route.kind === 'message') return [];
  return isEverybody(route) ? [{ kind: 'message' }] : [{ kind: 'pool' }, { kind: 'message' }];
}

/** Whether a route asks all of the pool alike. */
export function isEverybody(route: Route): boolean {
  return route.kind === 'pool' && !route.skill && !route.language && !route.team;
}

export function agentOf(route: Route): AgentId | undefined {
  return 'agentId' in route ? route.agentId : undefined;
}

/** Whether an agent is among those whom a route of the pool asks. */
export function fits({ skills, languages, team }: AgentCard, route: Route): boolean {
  if (route.kind !== 'pool') return true;
  return (
    (route.team === undefined || route.team === team) &&
    (route.skill === undefined || skills.includes(route.skill)) &&
    (route.language === undefined || languages.includes(route.language))
  );
}

/** Who is at the desk, as a route sees it. */
export interface AtDesk {
  readonly agents: ReadonlyMap<AgentId, AgentCard>;
  readonly presenceOf: (agent: AgentId) => Presence;
  /** Whether all of their places are taken. */
  readonly isFull: (agent: AgentId) => boolean;
  readonly teamOpen: (team: TeamId) => boolean;
}

/** Whether waiting on this route can bring anybody now: a customer does not wait for somebody who is not there, or has no place free. */
export function isManned(route: Route, { agents, presenceOf, isFull, teamOpen }: AtDesk): boolean {
  switch (route.kind) {
    case 'dedicated':
    case 'deputy':
    case 'previous':
      return presenceOf(route.agentId) === 'online' && !isFull(route.agentId);
    case 'colleague':
      // Who is busy takes nothing new from the line, but may be asked by a colleague.
      return presenceOf(route.agentId) === 'online' || presenceOf(route.agentId) === 'busy';
    case 'pool':
      if (isEverybody(route)) return true;
      if (route.team !== undefined && !teamOpen(route.team)) return false;
      return [...agents.values()].some((card) => fits(card, route) && presenceOf(card.id) === 'online');
    case 'message':
      return true;
  }
}

/** The next step on a way, and what it passed over. */
export interface Step {
  readonly route: Route;
  readonly onward: readonly Route[];
  /** Agents who were next, but were not at the desk, or full. */
  readonly skipped: readonly AgentId[];
}

/** @returns the first route that is manned; a message where none is. */
export function firstManned(routes: readonly Route[], desk: AtDesk): Step {
  const at = routes.findIndex((route) => isManned(route, desk));
  const [route, ...onward] = at < 0 ? [] : routes.slice(at);
  const passed = at < 0 ? routes : routes.slice(0, at);
  return {
    route: route ?? { kind: 'message' },
    onward,
    skipped: passed.flatMap((each) => agentOf(each) ?? []),
  };
}

/** Whether this agent may take it: it is their turn, or was, or everybody's. */
export function mayClaim(
  { route, asked, skipped = [] }: Pick<WaitingHandoff, 'route' | 'asked' | 'skipped'>,
  agent: AgentId,
): boolean {
  const turn = agentOf(route);
  return turn === undefined || turn === agent || asked.includes(agent) || skipped.includes(agent);
}

/** What a route's times depend on. */
export interface RouteTimes {
  readonly patience: Patience;
  /** By when somebody answers a message that is left now. */
  readonly callbackBy: Date;
}

/** When the next route is tried; a message waits for its promised time. */
export function patienceFor(route: Route, { patience, callbackBy }: RouteTimes, now: Date): Date {
  if (route.kind === 'message') return callbackBy;
  return new Date(now.getTime() + patience.seconds[secondsOf(route)] * 1000);
}

function secondsOf(route: Exclude<Route, { kind: 'message' }>): Exclude<keyof Patience['seconds'], 'offer'> {
  if (route.kind === 'colleague') return 'previous';
  return route.kind === 'pool' && !isEverybody(route) ? 'skilled' : route.kind;
}

/** The time that the customer is told. */
export function promiseFor(route: Route, { patience, callbackBy }: RouteTimes, now: Date): Date {
  return route.kind === 'message' ? callbackBy : new Date(now.getTime() + patience.promiseMinutes * 60_000);
}
