// Who is at their console, told to the desk: online from the first open stream, offline some time after the last. Knows no HTTP.

import type { AgentId } from '../data/ids.js';
import type { AgentDesk, Presence } from '../handoff/desk.js';

/** A reload or a short loss of the network is shorter; a customer should not wait longer for an agent who has left. */
export const OFFLINE_AFTER_MS = 15_000;

export interface AgentPresence {
  /** The agent signed in: online, whatever the last visit left behind. */
  signedIn(agent: AgentId): void;
  /** A stream opened. @returns a function to call once when it has ended. */
  opened(agent: AgentId): () => void;
  /** The agent chose. */
  choose(agent: AgentId, presence: 'online' | 'away'): Promise<void>;
  /** The agent signed out: offline at once, unless another console of theirs is open. */
  signedOut(agent: AgentId): void;
  /** Drops the timers. Presences stay as they are: a restart should not send anybody home. */
  close(): void;
}

/** @param onError is told when the desk could not be told. */
export function createAgentPresence(
  desk: Pick<AgentDesk, 'setPresence' | 'presenceOf'>,
  onError: (error: unknown) => void,
): AgentPresence {
  const open = new Map<AgentId, number>();
  const leaving = new Map<AgentId, NodeJS.Timeout>();

  const tell = (agent: AgentId, presence: Presence): void => {
    desk.setPresence(agent, presence).catch(onError);
  };

  function stay(agent: AgentId): void {
    clearTimeout(leaving.get(agent));
    leaving.delete(agent);
  }

  function leaveSoon(agent: AgentId): void {
    stay(agent);
    const timer = setTimeout(() => {
      leaving.delete(agent);
      if (desk.presenceOf(agent) !== 'away') tell(agent, 'offline');
    }, OFFLINE_AFTER_MS);
    timer.unref();
    leaving.set(agent, timer);
  }

  return {
    signedIn(agent) {
      tell(agent, 'online');
      if (!open.get(agent)) leaveSoon(agent);
    },

    opened(agent) {
      stay(agent);
      const before = open.get(agent) ?? 0;
      open.set(agent, before + 1);
      if (before === 0 && desk.presenceOf(agent) !== 'away') tell(agent, 'online');
      return () => {
        const left = (open.get(agent) ?? 1) - 1;
        if (left > 0) {
          open.set(agent, left);
          return;
        }
        open.delete(agent);
        leaveSoon(agent);
      };
    },

    async choose(agent, presence) {
      await desk.setPresence(agent, presence);
      if (!open.get(agent)) leaveSoon(agent);
    },

    signedOut(agent) {
      if (open.get(agent)) return;
      stay(agent);
      tell(agent, 'offline');
    },

    close() {
      for (const timer of leaving.values()) clearTimeout(timer);
      leaving.clear();
    },
  };
}
