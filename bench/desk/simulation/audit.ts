// Holds the actors' notes against each other: what must never happen to a handoff or a message, each case in a sentence. Pure; it
// believes no record of the desk, only what customers and agents saw.

import type { LevelNumber } from '../../../data/customer.js';
import { type Course, coursesOf } from './handoff-courses.js';
import type { CustomerLog, Logs, Owned, Seen, Sent, Shown, Typed } from './logs.js';

export interface Audit {
  readonly courses: readonly Course[];
  readonly withoutEnd: readonly string[];
  readonly twoOwners: readonly string[];
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  readonly outOfOrder: readonly string[];
  /** Waited without having been told until when. */
  readonly notTold: readonly string[];
  /** The told time went by, and nothing came: nobody, no end, no new time. */
  readonly inLimbo: readonly string[];
  /** Waited for whoever had them longer than they may, and nothing came: no word, nobody else, no end. */
  readonly leftUnanswered: readonly string[];
}

/** Minutes that a customer may wait for whoever has them: for the first words, for each later answer, and at the longest. */
export interface AnswerLimits {
  readonly first: number;
  readonly later: number;
  readonly longest: number;
}

/** The sweep that speaks when a time has come runs once a second; a server that was just killed takes its time to be back. */
const LATE = 12_000;
const MINUTE = 60_000;

/** @param limits of each level. */
export function audit({ customers, agents, end }: Logs, limits: (level: LevelNumber) => AnswerLimits): Audit {
  const courses = customers.flatMap(coursesOf);
  const sent = agents.filter((entry) => entry.kind === 'sent');
  const owned = agents.filter((entry) => entry.kind === 'owned');
  const typed = agents.filter((entry) => entry.kind === 'typed');
  const shown = agents.filter((entry) => entry.kind === 'shown');
  const waits = courses.flatMap(({ handoffId, waits }) => waits.map((wait) => ({ handoffId, wait })));
  return {
    courses,
    withoutEnd: courses
      .filter(({ endedAt }) => endedAt === undefined)
      .map(({ handoffId, openedAt }) => `${handoffId}, opened ${time(openedAt)}, has no end`),
    twoOwners: [...sharedEpochs(owned), ...overtaken(customers, sent)],
    lost: [...lostOfCustomers(customers), ...lostOfAgents(customers, sent), ...notShown(customers, shown)],
    doubled: customers.flatMap(doubledOf),
    outOfOrder: [...customers.flatMap(disorderOf), ...disorderOfAgents(customers, sent)],
    notTold: waits.flatMap(({ handoffId, wait }) =>
      wait.told[0]?.at === wait.from || tookBackAtOnce(wait)
        ? []
        : [`${handoffId} waits since ${time(wait.from)} and was not told until when`],
    ),
    inLimbo: waits.flatMap(({ handoffId, wait }) =>
      wait.told.flatMap(({ time: by }, n) => {
        const next = wait.told[n + 1]?.at ?? wait.until ?? end;
        return next > by + LATE
          ? [`${handoffId} was told ${time(by)}, nothing came until ${time(next)}`]
          : [];
      }),
    ),
    leftUnanswered: customers.flatMap((customer) => leftUnanswered(customer, typed, limits)),
  };
}

/** Ended in the very moment in which it began: nothing was left to be told. */
function tookBackAtOnce({ from, until }: Course['waits'][number]): boolean {
  return until === from;
}

/** Under one epoch, one agent may have been told that it is theirs. */
function sharedEpochs(owned: readonly Owned[]): readonly string[] {
  const owners = new Map<string, Set<string>>();
  for (const { handoffId, epoch, agentId } of owned) {
    const key = `${handoffId}, epoch ${epoch}`;
    owners.set(key, (owners.get(key) ?? new Set()).add(agentId));
  }
  return [...owners].flatMap(([key, ids]) => (ids.size > 1 ? [`${key} has ${[...ids].join(' and ')}`] : []));
}

/** A message of an earlier owner after one of a later, or one that was refused, on the customer's screen. */
function overtaken(customers: readonly CustomerLog[], sent: readonly Sent[]): readonly string[] {
  const of = new Map(sent.map((message) => [message.clientId, message]));
  return customers.flatMap(({ seen }) => {
    const faults: string[] = [];
    const newest = new Map<string, number>();
    for (const { clientId, from } of seen) {
      const message = from === 'agent' && clientId !== undefined ? of.get(clientId) : undefined;
      if (!message) continue;
      const { handoffId, epoch, outcome } = message;
      if (outcome === 'stale' || outcome === 'gone')
        faults.push(`${clientId} was refused and came all the same`);
      if (epoch < (newest.get(handoffId) ?? 0)) faults.push(`${clientId} came after a later owner's`);
      newest.set(handoffId, Math.max(epoch, newest.get(handoffId) ?? 0));
    }
    return faults;
  });
}

/** What a killed server, and the consoles after it, may take longer. */
const MUCH_LATER = 45_000;

/** Since when a customer waits for whoever has them, and what came of it. */
function leftUnanswered(
  { seen, levels }: CustomerLog,
  typed: readonly Typed[],
  limits: (level: LevelNumber) => AnswerLimits,
): readonly string[] {
  const faults: string[] = [];
  let wait:
    | { readonly of: string; readonly since: number; readonly first: boolean; told: boolean }
    | undefined;
  let owned: string | undefined;

  function judge(at: number): void {
    if (!wait) return;
    const { first, later, longest } = limits(levels.get(wait.of) ?? 0);
    const may = (wait.told ? Math.max(longest, first, later) : wait.first ? first : later) * MINUTE;
    const latest = wait.since + may + MUCH_LATER;
    const { of } = wait;
    const wasTyped = typed.some(
      ({ handoffId, from, until }) => handoffId === of && from < latest && until > at - MUCH_LATER,
    );
    if (at > latest && !wasTyped)
      faults.push(`${of} waited for an answer from ${time(wait.since)} to ${time(at)}`);
  }

  for (const { at, from, boundary } of seen) {
    if (boundary) {
      judge(at);
      owned = boundary.state === 'accepted' ? boundary.handoffId : undefined;
      wait = owned === undefined ? undefined : { of: owned, since: at, first: true, told: false };
    } else if (from === 'agent') {
      judge(at);
      wait = undefined;
    } else if (from === 'customer' && owned !== undefined) {
      wait ??= { of: owned, since: at, first: false, told: false };
    } else if (from === 'bot' && wait && at > wait.since) {
      judge(at);
      wait.told = true;
    }
  }
  return faults;
}

function lostOfCustomers(customers: readonly CustomerLog[]): readonly string[] {
  return customers.flatMap(({ said, seen }) => {
    const there = new Set(seen.map(({ id }) => id));
    return said.flatMap(({ id, acknowledged }) =>
      acknowledged && !there.has(id) ? [`${id} of a customer`] : [],
    );
  });
}

function lostOfAgents(customers: readonly CustomerLog[], sent: readonly Sent[]): readonly string[] {
  const there = new Set(customers.flatMap(({ seen }) => seen.map(({ clientId }) => clientId)));
  return sent.flatMap(({ clientId, outcome }) =>
    outcome === 'done' && !there.has(clientId) ? [`${clientId} of an agent`] : [],
  );
}

/** Up to the last that a console showed, it showed all of the customer's messages of that handoff. */
function notShown(customers: readonly CustomerLog[], shown: readonly Shown[]): readonly string[] {
  const seenBy = new Map(customers.map(({ customerId, seen }) => [customerId, seen]));
  return shown.flatMap(({ customerId, handoffId, agentId, lines }) => {
    const last = Math.max(0, ...lines.map(({ sequence }) => sequence));
    const ids = new Set(lines.map(({ id }) => id));
    return within(seenBy.get(customerId) ?? [], handoffId).flatMap(({ id, from, sequence }) =>
      from === 'customer' && sequence <= last && !ids.has(id) ? [`${id} on the console of ${agentId}`] : [],
    );
  });
}

function within(seen: readonly Seen[], handoffId: string): readonly Seen[] {
  const first = seen.findIndex((line) => line.boundary?.handoffId === handoffId);
  const last = seen.findLastIndex((line) => line.boundary?.handoffId === handoffId);
  return first < 0 ? [] : seen.slice(first, last + 1);
}

function doubledOf({ customerId, seen }: CustomerLog): readonly string[] {
  const once = new Set<string>();
  return seen.flatMap(({ id, clientId }) =>
    [id, ...(clientId === undefined ? [] : [`client ${clientId}`])].flatMap((key) => {
      if (once.has(key)) return [`${key} twice at ${customerId}`];
      once.add(key);
      return [];
    }),
  );
}

/** On their own screen, the customer's messages stand in the order in which they were sent, and the numbers have no gap. */
function disorderOf({ customerId, said, seen }: CustomerLog): readonly string[] {
  const order = new Map(said.map(({ id }, n) => [id, n]));
  const own = seen.flatMap(({ id }) => order.get(id) ?? []);
  const gap = seen.find(({ sequence }, n) => sequence !== (seen[0]?.sequence ?? 0) + n);
  return [
    ...(isRising(own) ? [] : [`the messages of ${customerId}`]),
    ...(gap ? [`line ${gap.sequence} of ${customerId} does not follow the one before`] : []),
  ];
}

/** What one agent sent to one customer comes in the order of sending. */
function disorderOfAgents(customers: readonly CustomerLog[], sent: readonly Sent[]): readonly string[] {
  const order = new Map(sent.map(({ clientId }, n) => [clientId, n]));
  const by = new Map(sent.map((message) => [message.clientId, message.agentId]));
  return customers.flatMap(({ customerId, seen }) => {
    const ofAgents = new Map<string, number[]>();
    for (const { clientId = '' } of seen) {
      const [agent, n] = [by.get(clientId), order.get(clientId)];
      if (agent !== undefined && n !== undefined) ofAgents.set(agent, [...(ofAgents.get(agent) ?? []), n]);
    }
    return [...ofAgents].flatMap(([agent, ns]) =>
      isRising(ns) ? [] : [`the messages of ${agent} to ${customerId}`],
    );
  });
}

function isRising(values: readonly number[]): boolean {
  return values.every((value, n) => n === 0 || value > (values[n - 1] ?? 0));
}

function time(at: number): string {
  return new Date(at).toISOString().slice(0, 19);
}
