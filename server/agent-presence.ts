// Who is at their console, told to the desk: there from the first open stream until some time after the last, away after a time
// without anything done. Knows no HTTP.

import type { AgentId } from '../data/ids.js';
import type { AgentDesk, Presence } from '../handoff/desk.js';
import type { AgentSigns, Choice, KeptChoices, SharedSigns, Sign } from './agent-signs.js';
import { createAgentTimers } from './agent-timers.js';

/** A reload or a short loss of the network is shorter; a customer should not wait longer for an agent who has left. */
export const OFFLINE_AFTER_MS = 15_000;
/**
 * A network that is cut without a word keeps a stream open for many minutes, so consoles are asked to answer. Together with the
 * time between two questions (HEARTBEAT_MS) it stays below the 30 s in which a lost connection is noticed.
 */
export const DEAF_AFTER_MS = 14_000;
/** Where the business says nothing else. */
export const AWAY_AFTER_MINUTES = 15;

export interface Shown {
  readonly presence: Choice;
  /** The agent did not choose it: nothing came from their consoles for a while. */
  readonly setAway?: true;
}

export interface AgentPresence {
  /** The agent signed in: online, whatever the last visit left behind. */
  signedIn(agent: AgentId): void;
  /** A stream opened; it hears of changes of what is shown. @returns a function to call once when it has ended. */
  opened(agent: AgentId, listener?: (shown: Shown) => void): () => void;
  /** The agent chose. */
  choose(agent: AgentId, presence: Choice): Promise<void>;
  /** The agent did something. */
  active(agent: AgentId): void;
  /** A console was asked whether it is still there; one that has ever answered is expected to. */
  asked(agent: AgentId): void;
  /** It is. */
  answered(agent: AgentId): void;
  shown(agent: AgentId): Shown;
  /** The agent signed out: offline at once, unless another console of theirs is open. */
  signedOut(agent: AgentId): void;
  /** Drops the timers. Presences stay as they are: a restart should not send anybody home. */
  close(): void;
}

interface Visit {
  chosen: Choice;
  readonly streams: Set<(shown: Shown) => void>;
  /** Nothing was done for a while. */
  idle: boolean;
  /** Nobody knows yet what the agent chose before this process began. */
  unknown: boolean;
  /** Its consoles answer when asked. */
  answers: boolean;
  /** They stopped answering. */
  deaf: boolean;
  /** What is known of requests to other processes; absent: not looked yet. */
  seen?: AgentSigns;
}

/**
 * @param onError is told when the desk could not be told.
 * @param awayAfterMinutes asked anew each time, since the business may change it.
 * @param shared where an agent's requests may reach another process than their stream; absent: there is one.
 * @param choices what was chosen outlives the process there; absent: it does not.
 */
export function createAgentPresence(
  desk: Pick<AgentDesk, 'setPresence' | 'presenceOf'>,
  onError: (error: unknown) => void,
  {
    awayAfterMinutes = () => AWAY_AFTER_MINUTES,
    shared,
    choices,
  }: {
    readonly awayAfterMinutes?: (() => number) | undefined;
    readonly shared?: SharedSigns | undefined;
    readonly choices?: KeptChoices | undefined;
  } = {},
): AgentPresence {
  const visits = new Map<AgentId, Visit>();
  const timers = createAgentTimers<'leaving' | 'idling' | 'deafening'>();

  function visitOf(agent: AgentId): Visit {
    const known = visits.get(agent);
    if (known) return known;
    // Another process, or this one before its restart, may know of a choice.
    const before = desk.presenceOf(agent);
    const chosen = before === 'offline' ? 'online' : before;
    const unknown = before === 'offline' && choices !== undefined;
    const visit: Visit = { chosen, streams: new Set(), idle: false, unknown, answers: false, deaf: false };
    visits.set(agent, visit);
    return visit;
  }

  function shownOf({ chosen, idle }: Visit): Shown {
    return idle ? { presence: 'away', setAway: true } : { presence: chosen };
  }

  async function tell(agent: AgentId, presence: Presence): Promise<void> {
    const visit = visits.get(agent);
    const shown = visit && shownOf(visit);
    await desk.setPresence(agent, presence);
    if (shown) for (const listener of visit.streams) listener(shown);
  }
  const tellSoon = (agent: AgentId, presence: Presence) => void tell(agent, presence).catch(onError);

  /** Back from before a restart: what they chose then holds, unless they chose anew meanwhile. */
  async function recall(agent: AgentId, visit: Visit): Promise<void> {
    try {
      const kept = await choices?.of(agent);
      if (visit.unknown && kept) visit.chosen = kept;
    } finally {
      visit.unknown = false;
      if (visit.streams.size > 0 && !visit.deaf) await tell(agent, shownOf(visit).presence);
    }
  }

  /** Shared signs keep it as well. */
  async function keep(agent: AgentId, chosen: Choice): Promise<void> {
    await (shared ? shared.note(agent, { chosen }) : choices?.keep(agent, chosen));
  }

  /** A choice made here holds until the process with the stream has taken it over, which takes a question at the most. */
  const leaveSoon = (agent: AgentId) =>
    timers.start(agent, 'leaving', shared ? 2 * OFFLINE_AFTER_MS : OFFLINE_AFTER_MS, () =>
      tellSoon(agent, 'offline'),
    );

  const note = (agent: AgentId, sign: Sign) => void shared?.note(agent, sign).catch(onError);

  function idleLater(agent: AgentId): void {
    timers.start(agent, 'idling', awayAfterMinutes() * 60_000, () => {
      const visit = visitOf(agent);
      if (visit.chosen === 'away') return;
      visit.idle = true;
      if (visit.streams.size > 0 && !visit.deaf) tellSoon(agent, 'away');
    });
  }

  /** Something came from a console of theirs. */
  function heard(agent: AgentId): void {
    timers.stop(agent, 'deafening');
    const visit = visitOf(agent);
    if (!visit.deaf) return;
    visit.deaf = false;
    if (visit.streams.size > 0) tellSoon(agent, shownOf(visit).presence);
  }

  function becomeActive(agent: AgentId): void {
    heard(agent);
    const visit = visitOf(agent);
    idleLater(agent);
    if (!visit.idle) return;
    visit.idle = false;
    if (visit.streams.size > 0) tellSoon(agent, shownOf(visit).presence);
  }

  /** Takes over what reached other processes since the last look. */
  async function look(agent: AgentId): Promise<void> {
    if (!shared) return;
    const now = await shared.of(agent);
    const visit = visitOf(agent);
    const before = visit.seen ?? now;
    visit.seen = now;
    if (now.answered > before.answered) {
      visit.answers = true;
      heard(agent);
    }
    if (now.active > before.active) becomeActive(agent);
    if (now.choices > before.choices && now.chosen && now.chosen !== visit.chosen) {
      visit.chosen = now.chosen;
      visit.idle = false;
      if (visit.streams.size > 0) await tell(agent, now.chosen);
    }
  }

  function becomeDeaf(agent: AgentId, visit: Visit): void {
    visit.deaf = true;
    tellSoon(agent, 'offline');
  }

  /** The answer may have reached another process. */
  async function deafUnlessElsewhere(agent: AgentId, visit: Visit): Promise<void> {
    const before = visit.seen?.answered ?? 0;
    await look(agent);
    if ((visit.seen?.answered ?? 0) === before) becomeDeaf(agent, visit);
  }

  return {
    signedIn(agent) {
      const visit = visitOf(agent);
      visit.chosen = 'online';
      visit.idle = false;
      visit.unknown = false;
      tellSoon(agent, 'online');
      void keep(agent, 'online').catch(onError);
      idleLater(agent);
      if (visit.streams.size === 0) leaveSoon(agent);
    },

    opened(agent, listener = () => undefined) {
      timers.stop(agent, 'leaving');
      const visit = visitOf(agent);
      const own = (shown: Shown) => listener(shown);
      const back = visit.streams.size === 0 || visit.deaf;
      visit.streams.add(own);
      // A console that opens again by itself is nobody at work: only what was not running begins.
      if (!timers.runs(agent, 'idling') && !visit.idle) idleLater(agent);
      visit.deaf = false;
      void look(agent).catch(onError);
      if (visit.unknown) void recall(agent, visit).catch(onError);
      else if (back) tellSoon(agent, shownOf(visit).presence);
      return () => {
        if (!visit.streams.delete(own) || visit.streams.size > 0) return;
        visit.answers = false;
        timers.stop(agent, 'deafening');
        if (!visit.deaf) leaveSoon(agent);
      };
    },

    async choose(agent, presence) {
      const visit = visitOf(agent);
      visit.chosen = presence;
      visit.idle = false;
      visit.unknown = false;
      idleLater(agent);
      await keep(agent, presence);
      await tell(agent, presence);
      if (visit.streams.size === 0) leaveSoon(agent);
    },

    active(agent) {
      note(agent, 'active');
      becomeActive(agent);
    },

    asked(agent) {
      void look(agent).catch(onError);
      const visit = visitOf(agent);
      if (!visit.answers || visit.deaf || timers.runs(agent, 'deafening')) return;
      timers.start(agent, 'deafening', DEAF_AFTER_MS, () => {
        if (shared) void deafUnlessElsewhere(agent, visit).catch(onError);
        else becomeDeaf(agent, visit);
      });
    },

    answered(agent) {
      note(agent, 'answered');
      visitOf(agent).answers = true;
      heard(agent);
    },

    shown(agent) {
      const visit = visitOf(agent);
      const presence = desk.presenceOf(agent);
      // Without a stream here, another process knows better.
      return visit.streams.size > 0 || presence === 'offline' ? shownOf(visit) : { presence };
    },

    signedOut(agent) {
      if ((visits.get(agent)?.streams.size ?? 0) > 0) return;
      timers.stop(agent, 'leaving');
      timers.stop(agent, 'idling');
      visits.delete(agent);
      tellSoon(agent, 'offline');
    },

    close: timers.close,
  };
}
