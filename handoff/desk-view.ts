// What a console sees: one conversation with everything that belongs to it, and the live events. It changes nothing.

import type { Conversation } from '../data/conversation.js';
import type { CustomerRecord } from '../data/customer.js';
import type { OpenHandoff } from '../data/handoff.js';
import type { AgentId } from '../data/ids.js';
import type { HandoffKey } from './desk.js';
import type { DeskCore } from './desk-parts.js';
import { conversationOf } from './lifecycle.js';
import { isSupervisor } from './owner-change.js';
import { maySee, rowFor } from './queue.js';
import { lineOf } from './transcript-lines.js';
import type { ConsoleEvent, HandoffView, TranscriptLine } from './views.js';

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

/** Milliseconds; a busy desk changes many times in it, and each change sends every row to every console. */
const QUEUE_EVERY_MS = 50;

/** @returns a function that ends it. */
export function follow(core: DeskCore, agent: AgentId, listener: (event: ConsoleEvent) => void): () => void {
  const queue = paced(() =>
    listener({ type: 'queue', rows: core.queue.all().map((waiting) => rowFor(agent, waiting)) }),
  );
  queue.run();
  const ends = [
    core.queue.onChange(queue.run),
    queue.end,
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

/** Runs at once, and of what comes soon after, only the last. */
function paced(work: () => void): { readonly run: () => void; readonly end: () => void } {
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
    }, QUEUE_EVERY_MS);
    resting.unref();
  }
  return { run, end: () => clearTimeout(resting) };
}
