// An agent and their console over the days: comes and goes, loses the connection, reloads the page, looks at the queue, takes what is
// offered (sooner or later), and some of what is not.

import type { AgentId } from '../../../data/ids.js';
import type { HandoffKey } from '../../../handoff/desk.js';
import type { ConsoleEvent, QueueRow } from '../../../handoff/views.js';
import { type AgentTalk, createTalk, type Progress } from './agent-talk.js';
import type { Chance } from './chance.js';
import type { Host } from './host.js';
import type { AgentEntry } from './logs.js';
import { CAPACITY, isWithin, type Span, type Timetable } from './plan.js';
import type { Timeline } from './timeline.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** A browser connects its stream again after a few seconds. */
const RECONNECT = 3 * SECOND;
/** A server finds a stream broken at the latest with its second heartbeat; the desk is promised to know within half a minute. */
const NOTICED = { from: 15 * SECOND, to: 30 * SECOND } as const;
/** How old the queue on a console may be; the desk sends it sooner, but by the machine's clock, which is not the simulation's. */
const GLANCE = 2 * SECOND;
/** What nobody has taken for so long, anybody tries for. */
const LEFT_LYING = 25 * SECOND;
const EAGER = 0.1;
const CLAIMED_TWICE = 0.05;
const RELOAD_EVERY = 45 * MINUTE;

export interface AgentParts {
  readonly timeline: Timeline;
  readonly host: Host;
  readonly chance: Chance;
  readonly log: (entry: AgentEntry) => void;
  readonly count: (what: string) => void;
  readonly progressOf: (handoffId: string) => Progress | undefined;
  /** Another one who is at the desk. */
  readonly colleagueOf: (agent: AgentId) => AgentId | undefined;
}

export interface AgentActor {
  readonly agentId: AgentId;
  isConnected(): boolean;
}

export function createAgent(timetable: Timetable, parts: AgentParts): AgentActor {
  const { timeline, host, chance, count } = parts;
  const { agentId } = timetable;
  const talks = new Map<string, AgentTalk>();
  const opening = new Set<string>();
  const reacting = new Set<string>();
  const passedOver = new Set<string>();
  let rows: readonly QueueRow[] = [];
  let unfollow: (() => void) | undefined;
  let visit = 0;
  let looked = -1;
  let written = 0;

  const isConnected = () => unfollow !== undefined && host.isUp();
  const isThere = () =>
    isWithin(timetable.shifts, timeline.now()) && !isWithin(timetable.lost.filter(isPause), timeline.now());

  function set(presence: 'online' | 'busy' | 'offline'): void {
    if (host.isUp()) void timeline.during(host.service().desk.setPresence(agentId, presence));
  }

  function connect(): void {
    if (unfollow || !isWithin(timetable.shifts, timeline.now())) return;
    if (isWithin(timetable.lost, timeline.now())) return;
    if (!host.isUp()) {
      timeline.after(RECONNECT, connect);
      return;
    }
    visit += 1;
    looked = -1;
    set('online');
    // A console that is connected again sends what waits before it has read what is new.
    unfollow = () => undefined;
    for (const talk of talks.values()) void talk.flush();
    unfollow = host.service().desk.follow(agentId, hear);
    for (const talk of [...talks.values()]) void refresh(talk);
  }

  function disconnect(): void {
    unfollow?.();
    unfollow = undefined;
    const left = visit;
    timeline.after(chance.between(NOTICED.from, NOTICED.to), () => {
      if (visit === left && !unfollow) set('offline');
    });
  }

  function hear(event: ConsoleEvent): void {
    if (event.type === 'lines') talks.get(event.handoffId)?.show(event.lines);
  }

  /** The console as the queue has it: what is mine is open, what is not any more is gone. */
  async function lookAtQueue(): Promise<void> {
    if (!isConnected()) return;
    if (looked !== host.changes()) {
      looked = host.changes();
      rows = await timeline.during(host.service().desk.queue(agentId));
    }
    const mine = new Set(rows.filter((row) => row.mine).map(({ handoffId }) => handoffId));
    for (const [handoffId, talk] of talks) if (!mine.has(handoffId)) talk.forget();
    for (const row of rows) {
      if (row.mine && !talks.has(row.handoffId)) void open(keyOf(row));
      else if (row.status === 'waiting' && row.claimable) consider(row);
    }
  }

  function consider(row: QueueRow): void {
    if (reacting.has(row.handoffId) || talks.size + reacting.size >= CAPACITY || !isThere()) return;
    const waited = timeline.now() - Date.parse(row.openedAt);
    const offered = row.offeredUntil !== undefined;
    if (!offered && waited < LEFT_LYING && !isEager(row)) return;
    reacting.add(row.handoffId);
    const reaction = parts.progressOf(row.handoffId)?.theCase.reaction ?? 10 * SECOND;
    timeline.after(offered ? reaction : chance.lognormal(10 * SECOND, 0.6), async () => {
      reacting.delete(row.handoffId);
      const still = rows.find(({ handoffId }) => handoffId === row.handoffId);
      if (isConnected() && isThere() && still?.claimable && talks.size < CAPACITY) await claim(keyOf(row));
    });
  }

  /** Made up once for each in line. */
  function isEager({ handoffId }: QueueRow): boolean {
    if (passedOver.has(handoffId)) return false;
    passedOver.add(handoffId);
    return chance.happens(EAGER);
  }

  async function claim(key: HandoffKey): Promise<void> {
    const once = () => timeline.during(host.service().desk.claim(agentId, key));
    const twice = chance.happens(CLAIMED_TWICE);
    if (twice) count('claims made twice at once');
    try {
      for (const claimed of await Promise.all(twice ? [once(), once()] : [once()])) {
        if (claimed.outcome === 'claimed') owned(key, claimed.epoch);
        else count(`claims answered ${claimed.outcome}`);
      }
    } catch (error) {
      if (host.isUp()) throw error;
    }
  }

  function owned({ handoffId }: HandoffKey, epoch: number): void {
    parts.log({ kind: 'owned', agentId, handoffId, epoch, at: timeline.now() });
  }

  async function open(key: HandoffKey): Promise<void> {
    const { handoffId } = key;
    const progress = parts.progressOf(handoffId);
    if (opening.has(handoffId) || !progress) return;
    opening.add(handoffId);
    try {
      const view = await timeline.during(host.service().desk.view(agentId, key));
      if (!view?.mine || talks.has(handoffId)) return;
      owned(key, view.epoch);
      const talk = createTalk(key, view.epoch, progress, {
        ...parts,
        ...{ agentId, isConnected, isThere },
        colleague: () => parts.colleagueOf(agentId),
        newClientId: () => `${agentId}-m${++written}`,
        onLeft: () => talks.delete(handoffId),
      });
      talks.set(handoffId, talk);
      talk.show(view.transcript);
    } catch (error) {
      if (host.isUp()) throw error;
    } finally {
      opening.delete(handoffId);
    }
  }

  /** After a connection that was lost, the page reads anew. */
  async function refresh(talk: AgentTalk): Promise<void> {
    try {
      const view = await timeline.during(host.service().desk.view(agentId, talk.key));
      if (!view?.mine || view.epoch !== talk.epoch) talk.forget();
      else talk.show(view.transcript);
    } catch (error) {
      if (host.isUp()) throw error;
    }
  }

  function goHome(): void {
    disconnect();
    for (const talk of [...talks.values()]) talk.forget();
    reacting.clear();
    rows = [];
  }

  function work({ from, to }: Span): void {
    timeline.at(from, connect);
    if (chance.happens(0.6)) timeline.at(to - 15 * MINUTE, () => set('busy'));
    timeline.at(to, goHome);
    for (let at = from + chance.exponential(RELOAD_EVERY); at < to; at += chance.exponential(RELOAD_EVERY)) {
      timeline.at(at, () => {
        if (!unfollow) return;
        count('pages reloaded');
        disconnect();
        timeline.after(RECONNECT, connect);
      });
    }
    timeline.at(from, function glance(): void {
      if (timeline.now() >= to) return;
      timeline.after(GLANCE, glance);
      void lookAtQueue();
    });
  }

  for (const shift of timetable.shifts) work(shift);
  for (const { from, to } of timetable.lost) {
    timeline.at(from, disconnect);
    timeline.at(to, connect);
  }
  host.onDeath(() => {
    unfollow = undefined;
    timeline.after(RECONNECT, connect);
  });
  return { agentId, isConnected };
}

/** Longer than a network is down: the agent isn't there either. In what is shorter they go on writing, and send it afterwards. */
function isPause({ from, to }: Span): boolean {
  return to - from > 8 * MINUTE;
}

function keyOf(row: QueueRow): HandoffKey {
  return { customerId: row.customerId, handoffId: row.handoffId } as HandoffKey;
}
