// What a console sees: one conversation with everything that belongs to it, and the live events. It changes nothing.

import { isDeepStrictEqual } from 'node:util';
import type { Conversation } from '../data/conversation.js';
import type { CustomerRecord } from '../data/customer.js';
import type { OpenHandoff } from '../data/handoff.js';
import type { AgentId } from '../data/ids.js';
import type { HandoffKey } from './desk.js';
import type { DeskCore } from './desk-parts.js';
import { conversationOf } from './lifecycle.js';
import { isSupervisor } from './owner-change.js';
import { maySee, type Queue, rowFor, type Waiting } from './queue.js';
import { lineOf } from './transcript-lines.js';
import type { ConsoleEvent, HandoffView, QueueRow, TranscriptLine } from './views.js';

/** Theirs, theirs to claim, or theirs to watch; a supervisor sees whatever nobody has yet. */
export function sees(core: Pick<DeskCore, 'agents'>, agent: AgentId, handoff: OpenHandoff): boolean {
  return maySee(agent, handoff) || (handoff.status === 'waiting' && isSupervisor(core.agents.get(agent)));
}

/** @returns `undefined` when it has ended or is not this agent's to see. */
export async function viewOf(
  core: DeskCore,
  agent: AgentId,
  key: HandoffKey,
): Promise<HandoffView | undefined> {
  const record = (await core.stores.customers.get(key.customerId))?.value;
  const handoff = record?.handoff;
  const waiting = core.queue.of(key.customerId);
  if (!record || handoff?.id !== key.handoffId || !waiting || !sees(core, agent, handoff)) return undefined;
  const assigned = handoff.status === 'assigned' ? handoff : undefined;
  const conversation = conversationOf(record, handoff);
  const summary = conversation && core.summarise?.(record, conversation);
  return {
    ...rowFor(agent, { ...waiting, handoff }),
    epoch: handoff.epoch,
    brief: handoff.brief,
    customer: core.customerView(record),
    transcript: linesOf(core, record, conversation?.transcript ?? []),
    ...(summary ? { summary } : {}),
    notes: (handoff.notes ?? []).map(({ by, ...note }) => ({ ...note, name: core.agentName(by) })),
    watchers: (assigned?.watchers ?? []).map(({ agentId, as }) => ({ name: core.agentName(agentId), as })),
    ...(assigned?.read?.customer === undefined ? {} : { customerRead: assigned.read.customer }),
  };
}

function linesOf(
  core: DeskCore,
  record: CustomerRecord,
  entries: Conversation['transcript'],
): readonly TranscriptLine[] {
  const names = { customer: core.nameOf(record), bot: core.botName };
  return entries.flatMap((entry) => lineOf(entry, names) ?? []);
}

/** Milliseconds; a busy desk changes many times in it. */
const QUEUE_EVERY_MS = 50;
/**
 * Milliseconds of rest for each row of each console. A row takes about 6 µs to be made and sent (5,000 rows: 27 ms), so that however long
 * the queue and however many the consoles, they take about a quarter of a processor.
 */
const REST_PER_ROW_MS = 0.025;
/** Consoles that follow each desk. */
const consoles = new WeakMap<Queue, number>();

/** @returns a function that ends it. */
export function follow(core: DeskCore, agent: AgentId, listener: (event: ConsoleEvent) => void): () => void {
  const rowsNow = rowsSeenBy(core, agent);
  const queue = paced(() => {
    const rows = rowsNow();
    if (rows) listener({ type: 'queue', rows });
  }, restOf(core));
  count(core, 1);
  queue.run();
  const ends = [
    core.queue.onChange(queue.run),
    queue.end,
    () => count(core, -1),
    core.feed.subscribe((change) => {
      const waiting = core.queue.of(change.customerId);
      if (!waiting || !sees(core, agent, waiting.handoff)) return;
      const told = change.conversations.find(({ id }) => id === waiting.handoff.conversationId);
      if (!told && !change.handoffChanged) return;
      const names = { customer: waiting.row.customerName, bot: core.botName };
      listener({
        type: 'lines',
        handoffId: waiting.handoff.id,
        customerId: change.customerId,
        lines: (told?.entries ?? []).flatMap((entry) => lineOf(entry, names) ?? []),
        ...(change.handoffChanged ? { changed: true } : {}),
      });
    }),
    core.typing.listen(({ customerId, conversationId, from }) => {
      const handoff = core.queue.of(customerId)?.handoff;
      if (from !== 'customer' || handoff?.conversationId !== conversationId) return;
      if (sees(core, agent, handoff)) listener({ type: 'typing', handoffId: handoff.id, customerId });
    }),
  ];
  return () => {
    for (const end of ends) end();
  };
}

function count({ queue }: DeskCore, more: 1 | -1): void {
  consoles.set(queue, (consoles.get(queue) ?? 0) + more);
}

function restOf({ queue }: DeskCore): () => number {
  return () => Math.max(QUEUE_EVERY_MS, queue.all().length * (consoles.get(queue) ?? 1) * REST_PER_ROW_MS);
}

/**
 * Most changes are words in somebody else's conversation, of which a console sees nothing: it is not sent the same rows again.
 * @returns on each call the rows, or `undefined` where they look as they did.
 */
function rowsSeenBy(core: DeskCore, agent: AgentId): () => readonly QueueRow[] | undefined {
  let before: readonly (readonly [Waiting, QueueRow])[] | undefined;
  return () => {
    const known = new Map(before);
    const byCustomer = new Map(before?.map(([{ customerId }, row]) => [customerId, row]));
    const now = core.queue.all().map((waiting) => {
      const same = known.get(waiting);
      if (same) return [waiting, same] as const;
      const row = rowFor(agent, waiting);
      const old = byCustomer.get(waiting.customerId);
      return [waiting, old && isDeepStrictEqual(old, row) ? old : row] as const;
    });
    const unchanged =
      before?.length === now.length && now.every(([, row], place) => row === before?.[place]?.[1]);
    before = now;
    return unchanged ? undefined : now.map(([, row]) => row);
  };
}

/** Runs at once, and of what comes soon after, only the last. @param rest milliseconds between two runs. */
function paced(work: () => void, rest: () => number): { readonly run: () => void; readonly end: () => void } {
  let resting: NodeJS.Timeout | undefined;
  let again = false;
  function run(): void {
    if (resting) {
      again = true;
      return;
    }
    work();
    resting = setTimeout(() => {
      resting = undefined;
      if (!again) return;
      again = false;
      run();
    }, rest());
    resting.unref();
  }
  return { run, end: () => clearTimeout(resting) };
}
