// A desk whose agents work elsewhere: it speaks only the Bot Framework's handoff events. Our consoles may look on; one owner, the
// promise and the order of messages are held here as at our own desk.

import type { AgentCard } from '../../data/business.js';
import { changeCustomer } from '../../data/change-customer.js';
import type { AgentId, CustomerId } from '../../data/ids.js';
import { createCustomerSigns } from '../customer-signs.js';
import type { DeskParts } from '../desk-parts.js';
import { follow, viewOf } from '../desk-view.js';
import { conversationOf } from '../lifecycle.js';
import { lineOf } from '../offers.js';
import type { OurDesk } from '../our-desk.js';
import { isSupervisor } from '../owner-change.js';
import { createPresence } from '../presence.js';
import { createPromiseTally } from '../promise-tally.js';
import { createQueue, rowFor } from '../queue.js';
import { overviewOf, teamView } from '../team-overview.js';
import { createTypingFeed } from '../typing-feed.js';
import type { QueueRow } from '../views.js';
import type { DeskEvent } from './desk-event.js';
import { overdue } from './overdue.js';
import type { CustomerSign } from './sign-teller.js';
import { end, type OutsideCore, type Taken, takeEvent } from './take-event.js';

const SWEEP_EVERY_MS = 1_000;
/** Those who have an owner are looked at once in so many rounds: their times are hours. */
const ROUNDS_BETWEEN_LOOKS = 60;
/** One process sweeps for all; when it dies, another does after this time. */
const LEASE = 'outside desk sweep';
const LEASE_SECONDS = 5;

/** The outside desk as a colleague who is always there and has room: whom it has, and where they are, it alone knows. */
export const OUTSIDE_TEAM: AgentCard = {
  id: 'outside:team' as AgentId,
  name: '',
  email: '',
  skills: [],
  languages: [],
  capacity: Number.MAX_SAFE_INTEGER,
};

export interface OutsideDesk extends OurDesk {
  /** Takes what the outside desk sent. @throws RapportError of the store: nothing was done, and it should be sent again. */
  take(event: DeskEvent): Promise<Taken>;
  /** Hears what customers do besides writing, to somebody who has accepted them. @returns a function that ends it. */
  onSign(listener: (sign: CustomerSign) => void): () => void;
}

/** @param teamName how customers read an agent who gives no name. */
export function createOutsideDesk(parts: DeskParts, teamName: string): OutsideDesk {
  const { stores, feed, clock, newId, onError } = parts;
  const owner = newId();
  const agentName = (agent: AgentId) => parts.agents.get(agent)?.name ?? 'the outside desk';
  const presence = createPresence({ stores, owner, clock, onError });
  const queue = createQueue({
    customers: stores.customers,
    ...{ feed, agentName, onError },
    nameOf: parts.nameOf,
    patienceFor: parts.patienceFor,
    nudgeMinutes: () => 'never',
  });
  const tally = createPromiseTally({ stores, clock, onError });
  const typing = createTypingFeed(stores.signs);
  const core: OutsideCore = {
    ...parts,
    teamName,
    ...{ queue, presence, typing, tally, agentName },
    typingLately: () => false,
    moment: () => ({ now: clock(), newId }),
  };

  async function settle(customerId: CustomerId): Promise<void> {
    const broken = await changeCustomer(stores, feed, customerId, async (record) => {
      const handoff = record?.handoff;
      const conversation = record && handoff && conversationOf(record, handoff);
      const why = record && overdue(record, clock(), parts.callbackBy);
      if (!record || !conversation || !handoff || !why) return { result: false };
      end(core, { record, conversation, handoff }, why);
      return { record, result: why === 'unanswered' };
    });
    if (broken) tally.count('broken');
  }

  /** Stored nowhere; of nobody who has it, it is nothing. */
  function showTyping({ key, from }: DeskEvent): void {
    const { handoff, row } = queue.of(key.customerId) ?? {};
    if (handoff?.id !== key.handoffId || handoff.status !== 'assigned') return;
    const { customerId } = key;
    const agent = from?.name ?? teamName;
    typing.tell({
      customerId,
      conversationId: handoff.conversationId,
      ...(row ? { channel: row.channel } : {}),
      from: { agentName: agent },
    });
  }

  const signListeners = new Set<(sign: CustomerSign) => void>();
  function signed(customerId: CustomerId, what: CustomerSign['what']): void {
    const { handoff, row } = queue.of(customerId) ?? {};
    if (handoff?.status !== 'assigned' || !row) return;
    const sign = {
      key: { customerId, handoffId: handoff.id },
      ...{ customerName: row.customerName, channel: row.channel, what },
    };
    for (const listener of signListeners) listener(sign);
  }
  typing.listen(({ customerId, from, elsewhere }) => {
    if (from === 'customer' && !elsewhere) signed(customerId, { kind: 'typing' });
  });

  async function sweep(all = true): Promise<void> {
    const now = clock().toISOString();
    const due = queue
      .all()
      .filter(({ handoff }) => (handoff.status === 'waiting' ? handoff.promisedBy <= now : all));
    for (const { customerId } of due) await settle(customerId).catch(onError);
  }

  let running: Promise<void> = Promise.resolve();
  let rounds = 0;
  let sweeping = false;
  const timer = setInterval(() => {
    // One that takes longer than a round is not followed by all that it missed.
    if (sweeping) return;
    sweeping = true;
    running = running
      .then(async () => {
        if (!(await stores.leases.take(LEASE, owner, LEASE_SECONDS))) return;
        await sweep(rounds++ % ROUNDS_BETWEEN_LOOKS === 0);
        await tally.flush();
      })
      .catch(onError)
      .finally(() => {
        sweeping = false;
      });
  }, SWEEP_EVERY_MS);
  timer.unref();

  return {
    async take(event) {
      const passes = event.content.kind === 'typing' || event.content.kind === 'other';
      if (event.content.kind === 'typing') showTyping(event);
      // Nothing of it is kept, unless it has a number that the next one waits for.
      if (passes && event.number === undefined) return { outcome: 'taken' };
      const before = queue.of(event.key.customerId)?.handoff;
      const taken = await takeEvent(core, event);
      const accepted = event.content.kind === 'accepted' && taken.outcome === 'taken';
      if (accepted && before?.status === 'waiting' && before.id === event.key.handoffId)
        tally.count(clock().toISOString() <= (before.firstPromise ?? before.promisedBy) ? 'kept' : 'broken');
      return taken;
    },
    queue: async (agent) => queue.all().map((waiting) => lookedOn(rowFor(agent, waiting))),
    async view(agent, key) {
      const view = await viewOf(core, agent, key);
      return view && { ...view, claimable: false };
    },
    follow: (agent, listener) =>
      follow(core, agent, (event) =>
        listener(event.type === 'queue' ? { ...event, rows: event.rows.map(lookedOn) } : event),
      ),
    claim: async () => ({ outcome: 'not-yours' }),
    takeOver: async () => ({ outcome: 'not-allowed' }),
    say: async () => 'stale',
    giveBack: async () => 'stale',
    close: async () => 'stale',
    snooze: async () => 'stale',
    read: async () => 'stale',
    transfer: async () => 'stale',
    invite: async () => 'stale',
    reassign: async () => 'not-allowed',
    watch: async () => 'not-allowed',
    leave: async () => 'not-allowed',
    whisper: async () => 'not-allowed',
    note: async () => 'not-allowed',
    typing: async () => undefined,
    async overview(agent) {
      return isSupervisor(parts.agents.get(agent)) ? overviewOf(core, await tally.lastDay()) : undefined;
    },
    team: () => teamView(core),
    setPresence: presence.set,
    presenceOf: (agent) => (agent === OUTSIDE_TEAM.id ? 'online' : presence.of(agent)),
    signs: createCustomerSigns(core, (customerId, message) => signed(customerId, { kind: 'read', message })),
    onSign(listener) {
      signListeners.add(listener);
      return () => signListeners.delete(listener);
    },
    typingFeed: typing,
    isFull: () => false,
    load: () => ({
      freePlaces: OUTSIDE_TEAM.capacity,
      waiting: lineOf(core).length,
    }),
    // How long its line is, the outside desk alone knows.
    placeInLine: () => undefined,
    async start() {
      await presence.start();
      await queue.start();
    },
    sweep: () => sweep(),
    async stop() {
      clearInterval(timer);
      await running;
      queue.close();
      await stores.leases.release(LEASE, owner).catch(onError);
      await tally.flush().catch(onError);
      await presence.close();
    },
  };
}

/** Nobody of ours may take it. */
function lookedOn(row: QueueRow): QueueRow {
  return { ...row, claimable: false };
}
