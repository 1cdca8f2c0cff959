// What a simulation is about to meet, drawn from its seed before it begins: who comes when, how long each talk takes, who is at the
// desk when, and when they lose their connection. The desk and the plain queue beside it meet the same.
//
// Shapes, from what is known of contact centres: arrivals are a Poisson process whose rate changes over the day, and service times
// are lognormal (Brown et al. 2005, "Statistical Analysis of a Telephone Call Center", JASA 100, found both); several chats at
// once for an agent (Tezcan & Zhang 2014, "Routing and Staffing in Customer Service Chat Systems", Operations Research 62). The
// sizes are ours: a talk takes some ten minutes, which is common in chat, and the crew is as busy as a business could wish for.

import type { AgentId, CustomerId } from '../../../data/ids.js';
import { type Chance, createChance } from './chance.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** People are at the desk from 07:00 to 23:00; at night, messages are left. */
export const DESK_HOURS = { from: '07:00', to: '23:00' } as const;
const OPENS = 7;
const CLOSES = 23;
export const CAPACITY = 3;
/** Crews that overlap over the busy hours. */
const CREWS = [
  [7, 15],
  [8, 16],
  [10, 18],
  [14, 22],
  [15, 23],
] as const;
/** Share of the busiest hour's arrivals, by the hour of the day. */
const BY_HOUR = [
  0.08, 0.05, 0.03, 0.03, 0.03, 0.05, 0.15, 0.35, 0.6, 0.8, 0.95, 1, 0.95, 0.85, 0.85, 0.85, 0.9, 0.95, 0.9,
  0.8, 0.7, 0.5, 0.35, 0.2,
] as const;
const BUSIEST_A_DAY = BY_HOUR.reduce((sum, share) => sum + share, 0);
/** Handoffs a day for each agent: at the busiest hour the places are some four fifths taken, those of high levels taking two. */
const DAILY_PER_AGENT = 65;

/** A minute after this share of the customers has come, so in busy hours rather than at night. */
const KILLED_AFTER = [0.25, 0.5, 0.75] as const;

/** One customer's need of a person. */
export interface Case {
  readonly number: number;
  readonly customerId: CustomerId;
  readonly kind: 'guest' | 'known';
  readonly at: number;
  /** Milliseconds that an agent takes over each of their messages, the greeting first. */
  readonly agentTakes: readonly number[];
  /** Milliseconds that the customer takes to answer each but the last. */
  readonly customerTakes: readonly number[];
  /** Milliseconds until somebody who could take it does something about it. */
  readonly reaction: number;
}

export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface Timetable {
  readonly agentId: AgentId;
  readonly shifts: readonly Span[];
  /** Within the shifts: no connection, or simply gone for a while. */
  readonly lost: readonly Span[];
}

export interface Plan {
  readonly start: number;
  readonly cases: readonly Case[];
  readonly agents: readonly Timetable[];
  /** When the server's process is killed. */
  readonly kills: readonly number[];
}

export interface PlanSize {
  readonly seed: number;
  readonly handoffs: number;
  /** Known customers that may come; who comes again meets the same desk that knows them. */
  readonly customers: readonly CustomerId[];
  readonly agents: readonly AgentId[];
  /** Midnight before the first day. */
  readonly start: Date;
}

export function drawPlan(size: PlanSize): Plan {
  const start = size.start.getTime();
  const cases = drawCases(size);
  const end = cases.at(-1)?.at ?? start;
  const days = Math.ceil((end - start) / DAY) + 2;
  return {
    start,
    cases,
    agents: size.agents.map((agentId, n) => drawTimetable(agentId, n, days, size)),
    kills: KILLED_AFTER.flatMap((share) => {
      const theCase = cases[Math.floor(share * cases.length)];
      return theCase ? [theCase.at + MINUTE] : [];
    }),
  };
}

function drawCases({ seed, handoffs, customers, agents, start }: PlanSize): readonly Case[] {
  const chance = createChance(seed, 1);
  const busiest = (DAILY_PER_AGENT * agents.length) / BUSIEST_A_DAY / HOUR;
  /** Nobody comes back while they are still being served. */
  const free = new Map<CustomerId, number>();
  const cases: Case[] = [];
  // Thinning (Lewis & Shedler 1979): candidates at the busiest rate, each kept with the hour's share of it.
  for (let at = start.getTime() + OPENS * HOUR; cases.length < handoffs; ) {
    at += chance.exponential(1 / busiest);
    if (!chance.happens(BY_HOUR[new Date(at).getUTCHours()] ?? 0)) continue;
    const number = cases.length;
    const known = chance.happens(0.8) && chance.one(customers);
    const again = known && (free.get(known) ?? 0) < at ? known : undefined;
    if (again) free.set(again, at + 2 * DAY);
    cases.push({
      number,
      at,
      ...drawTalk(createChance(seed, 1000 + number)),
      ...(again
        ? { customerId: again, kind: 'known' }
        : { customerId: `guest-${number}` as CustomerId, kind: 'guest' }),
    });
  }
  return cases;
}

/** Some ten minutes: five messages of the agent, each of a minute and answered in a little less. */
function drawTalk(chance: Chance): Pick<Case, 'agentTakes' | 'customerTakes' | 'reaction'> {
  const messages = 1 + chance.geometric(4);
  return {
    agentTakes: Array.from({ length: messages }, () => chance.lognormal(50_000, 0.6)),
    customerTakes: Array.from({ length: messages - 1 }, () => chance.lognormal(40_000, 0.7)),
    // One in twelve doesn't look for minutes.
    reaction: chance.happens(1 / 12) ? chance.between(60_000, 300_000) : chance.lognormal(12_000, 0.8),
  };
}

function drawTimetable(agentId: AgentId, n: number, days: number, { seed, start }: PlanSize): Timetable {
  const chance = createChance(seed, 500 + n);
  const [from, to] = CREWS[n % CREWS.length] ?? CREWS[0];
  const shifts = Array.from({ length: days }, (_, day) => ({
    from: start.getTime() + day * DAY + from * HOUR - chance.between(0, 4 * MINUTE),
    to: start.getTime() + day * DAY + to * HOUR + chance.between(0, 10 * MINUTE),
  }));
  return { agentId, shifts, lost: shifts.flatMap((shift) => drawLosses(shift, chance)) };
}

/** Once in three hours: mostly half a minute without a network, and one time in four a pause without a word. */
function drawLosses(shift: Span, chance: Chance): readonly Span[] {
  const losses: Span[] = [];
  for (let from = shift.from + chance.exponential(3 * HOUR); from < shift.to; ) {
    const length = chance.happens(0.75)
      ? chance.lognormal(25_000, 0.7)
      : chance.between(2 * MINUTE, 20 * MINUTE);
    const to = Math.min(shift.to, from + length);
    losses.push({ from, to });
    from = to + chance.exponential(3 * HOUR);
  }
  return losses;
}

export function isOpenAt(time: number): boolean {
  const hour = new Date(time).getUTCHours();
  return hour >= OPENS && hour < CLOSES;
}

export function isWithin(spans: readonly Span[], time: number): boolean {
  return spans.some(({ from, to }) => time >= from && time < to);
}
