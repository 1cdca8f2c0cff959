// The whole desk at a glance: who is there and how busy, and which promises are at risk. It changes nothing.

import type { Instant } from '../data/ids.js';
import type { DeskCore } from './desk-parts.js';
import { loadsOf } from './places.js';
import type { PromiseCount } from './promise-tally.js';
import type { Waiting } from './queue.js';
import type { ColleagueView, TeamOverview } from './views.js';

/** A promise is at risk once less than this part of its time is left. */
const RISK_SHARE = 0.25;
/** An answer is at risk from when the console calls its agent. */
const ANSWER_RISK_SHARE = 0.5;

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
    atRisk: open.flatMap((each) => {
      const promisedBy = promiseAtRisk(each, now);
      return promisedBy ? [{ customerId: each.customerId, handoffId: each.handoff.id, promisedBy }] : [];
    }),
    promises,
  };
}

/** @returns until when the customer was promised a person, or has to be answered by whoever has them; `undefined` where there is time. */
function promiseAtRisk({ handoff, answer }: Waiting, now: Date): Instant | undefined {
  if (handoff.status === 'waiting') {
    const { openedAt, promisedBy } = handoff;
    return isLate(openedAt, promisedBy, RISK_SHARE, now) ? promisedBy : undefined;
  }
  const aside = handoff.snoozedUntil !== undefined && handoff.snoozedUntil > now.toISOString();
  return answer && !aside && isLate(answer.since, answer.by, ANSWER_RISK_SHARE, now) ? answer.by : undefined;
}

/** @returns whether less than that share of the time is left. */
function isLate(from: Instant, to: Instant, share: number, now: Date): boolean {
  const whole = Date.parse(to) - Date.parse(from);
  return Date.parse(to) - now.getTime() < whole * share;
}
