// One timer of each kind an agent. Knows not what they are for.

import type { AgentId } from '../data/ids.js';

export interface AgentTimers<Kind extends string> {
  /** Begins anew where it runs already. */
  start(agent: AgentId, kind: Kind, milliseconds: number, then: () => void): void;
  stop(agent: AgentId, kind: Kind): void;
  runs(agent: AgentId, kind: Kind): boolean;
  close(): void;
}

export function createAgentTimers<Kind extends string>(): AgentTimers<Kind> {
  const timers = new Map<string, NodeJS.Timeout>();
  const keyOf = (agent: AgentId, kind: Kind) => `${kind} ${agent}`;

  function stop(agent: AgentId, kind: Kind): void {
    clearTimeout(timers.get(keyOf(agent, kind)));
    timers.delete(keyOf(agent, kind));
  }

  return {
    stop,
    runs: (agent, kind) => timers.has(keyOf(agent, kind)),
    start(agent, kind, milliseconds, then) {
      stop(agent, kind);
      const timer = setTimeout(() => {
        timers.delete(keyOf(agent, kind));
        then();
      }, milliseconds);
      timer.unref();
      timers.set(keyOf(agent, kind), timer);
    },
    close() {
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
    },
  };
}
