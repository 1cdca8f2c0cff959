// A supervisor beside the agents: now and then reads along and whispers, takes a conversation over and gives it to somebody else.

import type { AgentId } from '../../../data/ids.js';
import type { AgentDesk, HandoffKey } from '../../../handoff/desk.js';
import type { Chance } from './chance.js';
import type { Host } from './host.js';
import type { AgentEntry } from './logs.js';
import type { Timeline } from './timeline.js';

const MINUTE = 60_000;
const EVERY = 25 * MINUTE;

export interface SupervisorParts {
  readonly timeline: Timeline;
  readonly host: Host;
  readonly chance: Chance;
  readonly log: (entry: AgentEntry) => void;
  readonly count: (what: string) => void;
  readonly colleague: () => AgentId | undefined;
}

/** @param agentId one with the role, who takes no conversations from the line. @param until when the simulation has had enough of them. */
export function createSupervisor(agentId: AgentId, until: number, parts: SupervisorParts): void {
  const { timeline, host, chance, count } = parts;

  async function ask<T>(work: (desk: AgentDesk) => Promise<T>): Promise<T | undefined> {
    try {
      return await timeline.during(work(host.service().desk));
    } catch (error) {
      if (host.isUp()) throw error;
      return undefined;
    }
  }

  async function look(): Promise<void> {
    if (timeline.now() < until) timeline.after(chance.exponential(EVERY), look);
    const rows = (await ask((desk) => desk.queue(agentId))) ?? [];
    const assigned = rows.filter(({ status, mine }) => status === 'assigned' && !mine);
    if (assigned.length === 0) return;
    const { customerId, handoffId } = chance.one(assigned);
    const key = { customerId, handoffId } as HandoffKey;
    if (chance.happens(0.5)) await readAlong(key);
    else await interfere(key);
  }

  async function readAlong(key: HandoffKey): Promise<void> {
    count('conversations watched');
    await ask((desk) => desk.watch(agentId, key));
    const words = { clientId: `whisper-${timeline.now()}`, text: 'Offer them the voucher.' };
    await ask((desk) => desk.whisper(agentId, key, words));
    timeline.after(MINUTE, async () => {
      await ask((desk) => desk.leave(agentId, key));
    });
  }

  async function interfere(key: HandoffKey): Promise<void> {
    const taken = await ask((desk) => desk.takeOver(agentId, key));
    if (taken?.outcome !== 'claimed') return;
    count('conversations taken over');
    const { epoch } = taken;
    parts.log({ kind: 'owned', agentId, handoffId: key.handoffId, epoch, at: timeline.now() });
    await sayOnce(key, epoch);
    timeline.after(MINUTE, () => handOn(key));
  }

  async function sayOnce(key: HandoffKey, epoch: number): Promise<void> {
    const { handoffId } = key;
    const clientId = `${agentId}-${handoffId}-${epoch}`;
    const said = { kind: 'sent', agentId, handoffId, epoch, clientId, at: timeline.now() } as const;
    const outcome = await ask((desk) =>
      desk.say(agentId, key, { clientId, text: 'I have taken over.', epoch }),
    );
    parts.log({ ...said, outcome: outcome ?? 'unknown' });
  }

  /** Until somebody can take it. */
  async function handOn(key: HandoffKey): Promise<void> {
    const to = parts.colleague();
    const outcome =
      to && (await ask((desk) => desk.reassign(agentId, key, { to: { agent: to }, note: 'Over to you.' })));
    if (outcome === 'gone' || outcome === 'not-allowed') return;
    if (outcome === 'done') count('conversations reassigned');
    else timeline.after(MINUTE, () => handOn(key));
  }

  timeline.after(chance.exponential(EVERY), look);
}
