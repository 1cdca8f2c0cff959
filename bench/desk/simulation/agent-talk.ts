// One conversation on an agent's console: what it shows, what the agent is writing, what is on its way, and the end. Messages go out
// once and in order, each again under its own id until the server has said what became of it.

import type { AgentId } from '../../../data/ids.js';
import type { AgentDesk, HandoffKey, OwnerOutcome } from '../../../handoff/desk.js';
import type { TranscriptLine } from '../../../handoff/views.js';
import type { Chance } from './chance.js';
import type { Host } from './host.js';
import type { AgentEntry, Sent, Shown } from './logs.js';
import type { Case } from './plan.js';
import type { Timeline } from './timeline.js';

const SECOND = 1000;
const RETRY = 2 * SECOND;
/** Whoever takes long begins to write within that time, and is seen to. */
const READS_FOR = 60 * SECOND;
const TYPES_EVERY = 10 * SECOND;
const LOST_ANSWER = 0.01;
const SENT_TWICE = 0.01;

/** How often, for each message that is awaited, an agent forgets this customer and works on with the others. */
const FORGETS = 0.02;

/** How often, for each message that an agent would write. */
const INSTEAD = { transfer: 0.02, note: 0.02, invite: 0.01, snooze: 0.005 } as const;

/** How far a customer's need has come, whoever has it. */
export interface Progress {
  readonly theCase: Case;
  said: number;
}

export interface TalkParts {
  readonly timeline: Timeline;
  readonly host: Host;
  readonly chance: Chance;
  readonly log: (entry: AgentEntry) => void;
  readonly count: (what: string) => void;
  readonly agentId: AgentId;
  /** Where the agent can be reached by the network now. */
  readonly isConnected: () => boolean;
  /** Sits there; who is not connected for a moment goes on writing. */
  readonly isThere: () => boolean;
  readonly colleague: () => AgentId | undefined;
  /** Never the same twice, reloaded or not. */
  readonly newClientId: () => string;
  /** The agent does not have it any more. */
  readonly onLeft: () => void;
}

export interface AgentTalk {
  readonly key: HandoffKey;
  readonly epoch: number;
  show(lines: readonly TranscriptLine[]): void;
  /** The connection is there again: what waits goes out. */
  flush(): Promise<void>;
  /** It went to somebody else, or has ended. */
  forget(): void;
}

export function createTalk(key: HandoffKey, epoch: number, progress: Progress, parts: TalkParts): AgentTalk {
  const { timeline, host, chance, count, agentId } = parts;
  const shown: Shown = { kind: 'shown', agentId, ...key, lines: [] };
  const outbox: Sent[] = [];
  const tried = new Set<Sent>();
  let composing = false;
  let flushing = false;
  let left = false;
  let sent = 0;
  let done = false;
  let forgotten = false;
  parts.log(shown);

  function leave(): void {
    if (left) return;
    left = true;
    parts.onLeft();
  }

  /** One request: its answer may be lost, and then the same is asked again. */
  async function ask<T>(work: (desk: AgentDesk) => Promise<T>): Promise<T | 'no answer'> {
    try {
      const answer = await timeline.during(work(host.service().desk));
      if (!chance.happens(LOST_ANSWER)) return answer;
      count('answers to agents lost');
    } catch (error) {
      if (host.isUp()) throw error;
    }
    return 'no answer';
  }

  function compose(): void {
    if (composing || left || done || forgotten) return;
    forgotten = chance.happens(FORGETS);
    if (forgotten) {
      count('customers forgotten by their agent');
      return;
    }
    composing = true;
    const takes = progress.theCase.agentTakes;
    const length = takes[Math.min(progress.said, takes.length - 1)] ?? 0;
    timeline.after(length, finishWriting);
    if (length <= READS_FOR) return;
    parts.log({
      kind: 'typed',
      handoffId: key.handoffId,
      from: timeline.now(),
      until: timeline.now() + length,
    });
    timeline.after(READS_FOR, type);
  }

  function type(): void {
    if (!composing || left) return;
    if (parts.isConnected() && parts.isThere())
      void timeline.during(host.service().desk.typing(agentId, key, epoch));
    timeline.after(TYPES_EVERY, type);
  }

  function finishWriting(): void {
    if (left) return;
    if (!parts.isThere()) {
      // Back from a pause, they go on; whoever went home never does.
      timeline.after(5 * SECOND, finishWriting);
      return;
    }
    composing = false;
    if (chance.happens(INSTEAD.transfer) && parts.isConnected()) void passOn();
    else write();
  }

  function write(): void {
    if (parts.isConnected()) void asides();
    sent += 1;
    progress.said += 1;
    outbox.push({
      ...{ kind: 'sent', agentId, epoch, outcome: 'unknown' },
      clientId: parts.newClientId(),
      handoffId: key.handoffId,
      at: timeline.now(),
    });
    if (progress.said >= progress.theCase.agentTakes.length) done = true;
    void flush();
  }

  async function flush(): Promise<void> {
    if (flushing || left) return;
    flushing = true;
    while (outbox[0] && !left && parts.isConnected()) {
      const outcome = await deliver(outbox[0]);
      if (outcome === 'no answer') await new Promise<void>((again) => timeline.after(RETRY, again));
      else if (outcome === 'done') outbox.shift();
      else {
        count(`messages refused as ${outcome}`);
        leave();
      }
    }
    flushing = false;
    if (done && outbox.length === 0) timeline.after(chance.between(2, 20) * SECOND, finish);
  }

  async function deliver(message: Sent): Promise<OwnerOutcome | 'no answer'> {
    const words = { clientId: message.clientId, text: 'Let me look at it for you.', epoch: message.epoch };
    const say = () => ask((desk) => desk.say(agentId, key, words));
    if (!tried.has(message)) parts.log(message);
    tried.add(message);
    const twice = chance.happens(SENT_TWICE);
    if (twice) count('messages sent twice at once');
    const outcomes = await Promise.all(twice ? [say(), say()] : [say()]);
    const outcome = outcomes.find((each) => each !== 'no answer') ?? 'no answer';
    if (outcome !== 'no answer') message.outcome = outcome;
    return outcome;
  }

  async function finish(): Promise<void> {
    if (left) return;
    if (!parts.isThere() || !parts.isConnected()) {
      timeline.after(5 * SECOND, finish);
      return;
    }
    const ending = { epoch, note: 'Settled.' };
    const back = chance.happens(0.35);
    const outcome = await ask((desk) =>
      back ? desk.giveBack(agentId, key, ending) : desk.close(agentId, key, ending),
    );
    if (outcome === 'no answer') timeline.after(RETRY, finish);
    else leave();
  }

  async function passOn(): Promise<void> {
    const colleague = parts.colleague();
    const pass = colleague && { epoch, to: { agent: colleague }, note: 'Better with you.' };
    const outcome = pass ? await ask((desk) => desk.transfer(agentId, key, pass)) : 'not-there';
    if (outcome === 'done') count('transfers');
    if (outcome === 'not-there' || outcome === 'no answer') compose();
    else leave();
  }

  /** What agents do beside writing to the customer; an answer that is lost is not asked for again. */
  async function asides(): Promise<void> {
    const words = { clientId: parts.newClientId(), text: 'Seen this before.' };
    if (chance.happens(INSTEAD.note)) await ask((desk) => desk.note(agentId, key, words));
    const colleague = parts.colleague();
    if (colleague && chance.happens(INSTEAD.invite)) {
      count('colleagues invited');
      await ask((desk) => desk.invite(agentId, key, epoch, colleague));
    }
    if (chance.happens(INSTEAD.snooze)) {
      count('conversations put aside');
      const until = new Date(timeline.now() + 600 * SECOND);
      await ask((desk) => desk.snooze(agentId, key, epoch, until));
    }
  }

  return {
    key,
    epoch,
    flush,
    forget: leave,
    show(lines) {
      const fresh = lines.filter(({ id }) => !shown.lines.some((line) => line.id === id));
      const own = fresh.filter(({ from }) => from === 'customer');
      for (const { id, sequence } of own) shown.lines.push({ id, sequence });
      const last = own.at(-1);
      if (last) void ask((desk) => desk.read(agentId, key, last.sequence));
      if (last || sent === 0) compose();
    },
  };
}
