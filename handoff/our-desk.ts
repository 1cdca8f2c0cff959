// Our own desk, put together: each of its parts is a file of its own. Every change goes through the customer's record, alone and
// versioned, which is what makes one owner one owner.

import type { CustomerRecord } from '../data/customer.js';
import type { AgentId } from '../data/ids.js';
import * as colleagues from './colleagues.js';
import { type CustomerSigns, createCustomerSigns } from './customer-signs.js';
import type { AgentDesk } from './desk.js';
import type { DeskCore, DeskParts } from './desk-parts.js';
import { follow, viewOf } from './desk-view.js';
import { createHandlingTimes } from './handling-times.js';
import { type LinePlace, placeInLine } from './line-place.js';
import { sweepLostOwners } from './lost-owner.js';
import { fullIn, lineOf, readyIn } from './offers.js';
import { isSupervisor } from './owner-change.js';
import { claim, takeOver } from './owner-claim.js';
import { close, giveBack } from './owner-ending.js';
import { reassign, transfer } from './owner-pass.js';
import { readUpTo, say, showTyping, snooze } from './owner-words.js';
import { createPresence } from './presence.js';
import { createPromiseTally } from './promise-tally.js';
import { createQueue, rowFor } from './queue.js';
import { sweepSilentCustomers } from './silent-customer.js';
import { sweepSilentOwners } from './silent-owner.js';
import { startSweeps } from './sweep.js';
import { overviewOf, type TeamView, teamView } from './team-overview.js';
import { createTypingFeed, type TypingFeed } from './typing-feed.js';
import { createTypingLately } from './typing-lately.js';

export type { DeskParts, Standstill } from './desk-parts.js';

export interface DeskLoad {
  /** Conversations that those online could take on, by their capacity. */
  readonly freePlaces: number;
  /** Customers in line. */
  readonly waiting: number;
}

export interface OurDesk extends AgentDesk {
  start(): Promise<void>;
  /** How busy the desk is now. */
  load(): DeskLoad;
  /** Whether an agent has no place for one more. */
  isFull(agent: AgentId): boolean;
  /** Where a customer stands in line; the handoff need not be stored yet. `undefined`: in no common line. */
  placeInLine(record: CustomerRecord): LinePlace | undefined;
  /** What channels tell of a customer besides messages. */
  readonly signs: CustomerSigns;
  /** Who types, for the channel that shows it to the customer. */
  readonly typingFeed: TypingFeed;
  /** Whom a conversation can be passed to. */
  team(): TeamView;
  /** Settles whatever has waited or stood still long enough; a timer does it, tests call it. */
  sweep(): Promise<void>;
  stop(): Promise<void>;
}

export function createDesk(parts: DeskParts): OurDesk {
  const { stores, feed, clock, newId, onError } = parts;
  const agentName = (agent: AgentId) => parts.agents.get(agent)?.name ?? agent;
  // Tells this process from others on the same data.
  const owner = newId();
  const presence = createPresence({ stores, owner, clock, onError });
  const handled = createHandlingTimes({ stores, onError });
  const queue = createQueue({
    customers: stores.customers,
    feed,
    nameOf: parts.nameOf,
    agentName,
    patienceFor: parts.patienceFor,
    nudgeMinutes: (record) => parts.standstillFor(record).nudgeMinutes,
    answerMinutes: (record) => parts.standstillFor(record).answerMinutes,
    courtesyIn: parts.courtesyIn,
    onClosed: handled.note,
    onError,
  });
  const typing = createTypingFeed(stores.signs);
  const tally = createPromiseTally({ stores, clock, onError });
  const core: DeskCore = {
    ...parts,
    ...{ queue, presence, typing, agentName, tally },
    typingLately: createTypingLately(typing, clock),
    moment: () => ({ now: clock(), newId }),
  };
  let startedAt = clock();
  const sweeps = startSweeps({
    ...core,
    owner,
    onBroken: () => tally.count('broken'),
    async alsoSweep() {
      await sweepLostOwners(core, startedAt);
      await sweepSilentOwners(core, startedAt);
      await sweepSilentCustomers(core);
    },
  });

  function load(): DeskLoad {
    const places = readyIn(core).map(({ card, load: taken }) => Math.max(0, card.capacity - taken));
    return {
      freePlaces: places.reduce((sum, free) => sum + free, 0),
      waiting: lineOf(core).length,
    };
  }

  return {
    queue: async (agent) => queue.all().map((waiting) => rowFor(agent, waiting)),
    view: (agent, key) => viewOf(core, agent, key),
    claim: (agent, key) => claim(core, agent, key),
    say: (agent, key, message) => say(core, agent, key, message),
    giveBack: (agent, key, ending) => giveBack(core, agent, key, ending),
    close: (agent, key, ending) => close(core, agent, key, ending),
    transfer: (agent, key, pass) => transfer(core, agent, key, pass),
    invite: (agent, key, epoch, colleague) => colleagues.invite(core, agent, key, epoch, colleague),
    watch: (agent, key) => colleagues.watch(core, agent, key),
    leave: (agent, key) => colleagues.leave(core, agent, key),
    whisper: (agent, key, words) => colleagues.whisper(core, agent, key, words),
    note: (agent, key, words) => colleagues.note(core, agent, key, words),
    takeOver: (agent, key) => takeOver(core, agent, key),
    reassign: (agent, key, pass) => reassign(core, agent, key, pass),
    snooze: (agent, key, epoch, until) => snooze(core, agent, key, epoch, until),
    typing: async (agent, key, epoch) => showTyping(core, agent, key, epoch),
    read: (agent, key, sequence) => readUpTo(core, agent, key, sequence),
    async overview(agent) {
      return isSupervisor(parts.agents.get(agent)) ? overviewOf(core, await tally.lastDay()) : undefined;
    },
    team: () => teamView(core),
    setPresence: presence.set,
    presenceOf: presence.of,
    follow: (agent, listener) => follow(core, agent, listener),
    signs: createCustomerSigns(core),
    typingFeed: typing,
    load,
    isFull: (agent) => fullIn(core)(agent),
    placeInLine: (record) => placeInLine(core, handled.seconds(), record),
    async start() {
      await presence.start();
      await handled.start();
      await queue.start();
      startedAt = clock();
    },
    sweep: sweeps.sweep,
    async stop() {
      queue.close();
      await sweeps.close();
      await tally.close();
      await handled.close();
      await presence.close();
    },
  };
}
