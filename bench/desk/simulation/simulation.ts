// Runs one plan: customers, agents and a supervisor over the product's own desk, with the server killed on the way, until everything
// that was begun has ended. Gives back what the actors noted; judges nothing.

import type { AgentId, CustomerId } from '../../../data/ids.js';
import type { Folder } from '../../../service/load-folder.js';
import type { Understander } from '../../../understanding/index.js';
import { withPeople } from '../made-up-desk.js';
import { type AgentActor, createAgent } from './agent-actor.js';
import type { Progress } from './agent-talk.js';
import { createChance } from './chance.js';
import { type CustomerActor, createCustomer } from './customer-actor.js';
import { createHost } from './host.js';
import type { AgentEntry, Logs } from './logs.js';
import { CAPACITY, DESK_HOURS, drawPlan, type Plan } from './plan.js';
import { createSupervisor } from './supervisor.js';
import { createTimeline } from './timeline.js';

/** The demo's days; a Wednesday in winter, when Dublin's clocks show UTC. */
export const FIRST_DAY = '2026-11-18';
const SECOND = 1000;
const HOUR = 3600 * SECOND;
/** Milliseconds that a killed server takes to be back. */
const RESTART = 8 * SECOND;
/** What has not ended so long after the last customer came, never will. */
const LONGEST_TAIL = 40 * HOUR;
/** Each customer of the demo so many times. */
const COPIES = 25;

export interface Simulated {
  readonly plan: Plan;
  readonly logs: Logs;
}

export interface SimulationSize {
  readonly seed: number;
  readonly handoffs: number;
  readonly agents: number;
}

/** @param demo as of FIRST_DAY; @param understander trained on it. */
export async function simulate(
  { seed, handoffs, agents }: SimulationSize,
  demo: Folder,
  understander: Understander,
  progress: (text: string) => void,
): Promise<Simulated> {
  // The first agent is the supervisor and none of the crews.
  const folder = withPeople(demo, {
    ...{ agents: agents + 1, copies: COPIES, capacity: CAPACITY },
    hours: DESK_HOURS,
  });
  const [supervisor, ...crew] = folder.business.agents.keys();
  const customers = [...folder.business.customers.keys()];
  const start = new Date(`${FIRST_DAY}T00:00:00Z`);
  const plan = drawPlan({ seed, handoffs, customers, agents: crew, start });
  const first = plan.cases[0]?.at ?? plan.start;
  const last = plan.cases.at(-1)?.at ?? plan.start;
  // Nothing happens before the first morning.
  const timeline = createTimeline(new Date(Math.min(first, plan.start + 6 * HOUR)));
  const host = createHost({ folder, understander, clock: timeline.clock });
  const counts = new Map<string, number>();
  const count = (what: string) => counts.set(what, (counts.get(what) ?? 0) + 1);
  const entries: AgentEntry[] = [];
  const log = (entry: AgentEntry) => entries.push(entry);
  const progresses = new Map<string, Progress>();
  const actors = new Map<CustomerId, CustomerActor>();

  await host.start();
  const desk: AgentActor[] = [];
  const present = () => desk.filter((agent) => agent.isConnected());
  for (const [n, timetable] of plan.agents.entries()) {
    const chance = createChance(seed, 100 + n);
    const agent = createAgent(timetable, {
      ...{ timeline, host, chance, log, count },
      progressOf: (handoffId) => progresses.get(handoffId),
      colleagueOf: (self) =>
        oneOf(
          present()
            .map(({ agentId }) => agentId)
            .filter((id) => id !== self),
        ),
    });
    desk.push(agent);

    function oneOf(ids: readonly AgentId[]): AgentId | undefined {
      return ids.length === 0 ? undefined : chance.one(ids);
    }
  }
  if (supervisor) {
    const chance = createChance(seed, 99);
    createSupervisor(supervisor, last, {
      ...{ timeline, host, chance, log, count },
      colleague: () => {
        const there = present();
        return there.length === 0 ? undefined : chance.one(there).agentId;
      },
    });
  }

  let begun = 0;
  for (const theCase of plan.cases) {
    timeline.at(theCase.at, () => {
      begun += 1;
      if (begun % 1000 === 0) progress(`${begun} of ${handoffs} customers have come`);
      const known = actors.get(theCase.customerId);
      const actor =
        known ??
        createCustomer(theCase, {
          ...{ timeline, host, count },
          onOpened: (handoffId, of) => progresses.set(handoffId, { theCase: of, said: 0 }),
        });
      actors.set(theCase.customerId, actor);
      actor.begin(theCase, createChance(seed, 100_000 + theCase.number));
    });
  }
  for (const kill of plan.kills) {
    timeline.at(kill, () => {
      count('kills of the server');
      host.killAfterNextCommit();
    });
  }
  host.onDeath(() => timeline.after(RESTART, host.start));

  const isOver = () => begun === plan.cases.length && ![...actors.values()].some((actor) => actor.isOpen());
  let over = false;
  let seconds = 0;
  await timeline.run(
    async () => {
      seconds += 1;
      // Looked at once a minute: going through everybody costs more than what they do.
      over =
        seconds % 60 === 0 && timeline.now() > last && (isOver() || timeline.now() > last + LONGEST_TAIL);
      if (host.isUp()) await host.service().desk.sweep();
    },
    () => over,
  );
  for (const actor of actors.values()) await actor.look();
  await host.close();
  return {
    plan,
    logs: {
      customers: [...actors.values()].map((actor) => actor.log),
      agents: entries,
      caseOf: new Map([...progresses].map(([handoffId, { theCase }]) => [handoffId, theCase.number])),
      errors: host.errors,
      counts,
      end: timeline.now(),
    },
  };
}
