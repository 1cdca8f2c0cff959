// Sends an agent's messages, each once and in the order in which they were written, through lost connections and reloads.
// Knows no state and no markup.

import type { Answer } from './api.js';
import type { KeptMessage } from './kept-messages.js';
import type { Delivery, Outgoing } from './outgoing.js';

export type { Delivery, Outgoing };

export interface Outbox {
  /** Takes up what this agent had not sent before a reload. */
  open(agentId: string): void;
  /** The session is over: what is not sent stays kept. */
  close(): void;
  /** Also for another try of one that failed. */
  put(message: Outgoing): void;
  discard(clientId: string): void;
  /** There is a connection again. */
  resume(): void;
}

const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 30_000;

/** Nothing is wrong with the message itself: no network, too many at once, a server that starts again, a session that ended. */
const PASSING = new Set([0, 401, 408, 429, 502, 503, 504]);

export function createOutbox(parts: {
  readonly send: (message: Outgoing) => Promise<Answer<void>>;
  readonly onDelivery: (message: Outgoing, delivery: Delivery) => void;
  readonly read: (agentId: string) => readonly KeptMessage[];
  readonly keep: (agentId: string, messages: readonly KeptMessage[]) => void;
}): Outbox {
  let agent: string | undefined;
  /** Unsent ones, in order; those refused are among them until they are tried again or discarded. */
  let kept: readonly KeptMessage[] = [];
  /** Handoffs whose messages are being sent, one after the other; conversations do not wait for each other. */
  const working = new Set<string>();
  let wait = FIRST_WAIT_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function change(next: readonly KeptMessage[]): void {
    kept = next;
    if (agent !== undefined) parts.keep(agent, kept);
  }

  const without = (clientId: string) => kept.filter((message) => message.clientId !== clientId);
  const waiting = (handoffId: string) =>
    kept.filter((message) => message.handoffId === handoffId && message.problem === undefined);

  async function work(handoffId: string): Promise<void> {
    if (working.has(handoffId)) return;
    working.add(handoffId);
    const begunAs = agent;
    for (let next = waiting(handoffId)[0]; next && agent === begunAs; next = waiting(handoffId)[0]) {
      parts.onDelivery(next, { state: 'sending' });
      const answer = await parts.send(next);
      if (agent !== begunAs) break;
      if (!answer.ok && PASSING.has(answer.status)) {
        for (const message of waiting(handoffId)) parts.onDelivery(message, { state: 'held' });
        tryLater();
        break;
      }
      wait = FIRST_WAIT_MS;
      settle(next, answer);
    }
    working.delete(handoffId);
    // The session changed hands while the last answer was on its way.
    if (agent !== begunAs && waiting(handoffId).length > 0) void work(handoffId);
  }

  function settle(message: KeptMessage, answer: Answer<void>): void {
    // It was discarded meanwhile.
    const known = kept.some(({ clientId }) => clientId === message.clientId);
    if (answer.ok) {
      change(without(message.clientId));
      parts.onDelivery(message, { state: 'sent' });
    } else if (known) {
      change(
        kept.map((one) => (one.clientId === message.clientId ? { ...one, problem: answer.message } : one)),
      );
      parts.onDelivery(message, { state: 'failed', problem: answer.message });
    }
  }

  function tryLater(): void {
    clearTimeout(timer);
    timer = setTimeout(resume, wait);
    wait = Math.min(2 * wait, LONGEST_WAIT_MS);
  }

  function resume(): void {
    clearTimeout(timer);
    for (const handoffId of new Set(kept.map((message) => message.handoffId))) void work(handoffId);
  }

  return {
    resume,
    open(agentId) {
      agent = agentId;
      kept = parts.read(agentId);
      for (const { problem, ...message } of kept) {
        parts.onDelivery(message, problem === undefined ? { state: 'held' } : { state: 'failed', problem });
      }
      resume();
    },
    close() {
      clearTimeout(timer);
      agent = undefined;
      kept = [];
    },
    put(message) {
      change([...without(message.clientId), message]);
      parts.onDelivery(message, { state: 'sending' });
      void work(message.handoffId);
    },
    discard(clientId) {
      change(without(clientId));
    },
  };
}
