// The whole desk at a glance: who is there and how busy, and which promises are at risk. It changes nothing.

import type { WaitingHandoff } from '../data/handoff.js';
import type { DeskCore } from './desk-parts.js';
import { loadsOf } from './places.js';
import type { PromiseCount } from './promise-tally.js';
import type { ColleagueView, TeamOverview } from './views.js';

/** A promise is at risk once less than this part of its time is left. */
const RISK_SHARE = 0.25;

export interface TeamView {
  readonly agents: readonly ColleagueView[];
  readonly teams: readonly { readonly id: string; readonly name: string; readonly open: boolean }[];
}

/** Whom a conversation can be passed to. */
export function teamView(core: DeskCore): TeamView {
  const loads = loadsOf(core.queue.all());
  return {
    agents: [...core.agents.values()].map(({ id, name, skills, languages, capacity }) => ({
      ...{ id, name, skills, languages, capacity },
      presence: core.presence.of(id),
      load: loads.get(id) ?? 0,
    })),
    teams: core.teams(core.clock()),
  };
}

export function overviewOf(core: DeskCore, promises: PromiseCount): TeamOverview {
  const now = core.clock();
  const open = core.queue.all();
  const waiting = open.flatMap(({ customerId, handoff }) =>
    handoff.status === 'waiting' ? [{ customerId, handoff }] : [],
  );
  return {
    ...teamView(core),
    waiting: waiting.length,
    assigned: open.length - waiting.length,
    atRisk: waiting
      .filter(({ handoff }) => isAtRisk(handoff, now))
      .map(({ customerId, handoff: { id, promisedBy } }) => ({ customerId, handoffId: id, promisedBy })),
    promises,
  };
}

function isAtRisk({ openedAt, promisedBy }: WaitingHandoff, now: Date): boolean {
  const whole = Date.parse(promisedBy) - Date.parse(openedAt);
  return Date.parse(promisedBy) - now.getTime() < whole * RISK_SHARE;
}
