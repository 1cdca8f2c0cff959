// Learning from what went unanswered: gaps from the change feed, proposals, checks, versions, and the knowledge in force. Puts the parts
// together; nothing of it runs within a turn.

import type { Business } from '../../data/business.js';
import type { CustomerRecord } from '../../data/customer.js';
import type { Gap } from '../../data/gap.js';
import type { CustomerId } from '../../data/ids.js';
import type { KnowledgeVersion, LearntEntry } from '../../data/knowledge-version.js';
import type { LearningDesk } from '../../data/learning-desk.js';
import type { ChangeFeed, Stores } from '../../data/ports.js';
import type { Proposal, ProposalDraft } from '../../data/proposal.js';
import { rarityIn } from './alike.js';
import { createGapBook } from './gap-book.js';
import { createGoLive, type GoLiveParts } from './go-live.js';
import { versionView } from './knowledge-in-force.js';
import { createKnowledgeVersions } from './knowledge-versions.js';
import { listen } from './listen.js';
import { createMasks } from './masks.js';
import { createProposals } from './proposals.js';

export { knowledgeWith } from './go-live.js';
export { createTrainer, type Trainer } from './trainer.js';

/** Milliseconds between two looks for a version that another process made. */
const LOOK_MS = 5_000;
/** Between two rounds of what may wait: sentences of the erased, changes that a process left behind in the middle. */
const ROUND_MS = 10 * 60_000;
/** Milliseconds that a look at whose sentences may be shown holds good: a console asks every few seconds. */
const FORGET_MS = 10_000;

export interface Learning extends LearningDesk {
  /** Listens, takes up what a process left behind, and looks for versions of others. */
  start(): Promise<void>;
  /** Once everything that was begun is done: what was asked so far is counted, what was approved is in force or refused. */
  settled(): Promise<void>;
  /** Takes up versions of other processes; a timer does it. */
  look(): Promise<void>;
  /** Drops what may not be kept any more; a timer does it, and reading the gaps does. */
  forget(): Promise<void>;
  stop(): Promise<void>;
}

export interface LearningParts extends GoLiveParts {
  readonly business: GoLiveParts['business'] & Pick<Business, 'customers' | 'products' | 'ordersOf'>;
  readonly stores: Stores;
  readonly feed: ChangeFeed;
}

/** @returns the newest version of what was approved, to begin with. */
export function newestKnowledge(stores: Pick<Stores, 'collection'>): Promise<KnowledgeVersion | undefined> {
  return createKnowledgeVersions(stores.collection('knowledge-versions')).newest();
}

export function createLearning(parts: LearningParts): Learning {
  const { business, stores, clock, newId } = parts;
  const ending = new AbortController();
  const versions = createKnowledgeVersions(stores.collection<KnowledgeVersion>('knowledge-versions'));
  const proposals = createProposals(stores.collection<Proposal>('proposals'));
  const masks = createMasks(business);
  let rarity: ReturnType<typeof rarityIn> | undefined;
  const gapBook = createGapBook({
    gaps: stores.collection<Gap>('gaps'),
    shared: stores.sharing !== undefined,
    clock,
    newId,
    rarity: (word) => {
      rarity ??= rarityIn(sentencesOf(business));
      return rarity(word);
    },
  });
  const live = createGoLive({ ...parts, signal: ending.signal, versions, proposals, gaps: gapBook });
  const ears = listen({ ...parts, masks, gaps: gapBook });
  let timers: readonly NodeJS.Timeout[] = [];
  let forgotten = 0;
  // Learning takes all of a core, so one change is learnt after the other.
  let working: Promise<void> = Promise.resolve();

  /** What was ended is no fault; it is taken up by the next start. */
  function told(error: unknown): void {
    if (!ending.signal.aborted) parts.onError(error);
  }

  function afterwards(work: () => Promise<void>): Promise<void> {
    working = working.then(() => (ending.signal.aborted ? undefined : work())).catch(told);
    return working;
  }

  async function recordOf(id: CustomerId): Promise<CustomerRecord | undefined> {
    return (await stores.customers.get(id))?.value;
  }

  async function forget(): Promise<void> {
    forgotten = clock().getTime();
    await gapBook.forget(async (id) => (await recordOf(id))?.consent.relationship === 'open');
    await proposals.forget(async (id) => (await recordOf(id)) !== undefined);
  }

  function tidy(draft: ProposalDraft): ProposalDraft {
    return {
      question: draft.question.trim(),
      alternatives: draft.alternatives.map((also) => also.trim()).filter(Boolean),
      answer: draft.answer.trim(),
      title: draft.title.trim() || business.profile.name,
    };
  }

  const isOpen = ({ state }: Proposal) => state.kind === 'proposed';

  return {
    gaps: {
      async list() {
        await ears.settled();
        if (clock().getTime() - forgotten >= FORGET_MS) await forget();
        return gapBook.view();
      },
      set: (id, state) => gapBook.set(id, state),
    },

    proposals: {
      list: () => proposals.list(),
      async propose(draft, { gapId, customerId }, by) {
        const record = customerId === undefined ? undefined : await recordOf(customerId);
        const id = newId();
        await proposals.add({
          id,
          ...(customerId === undefined ? {} : { customerId }),
          draft: tidy(record ? masks.draft(draft, record) : draft),
          source:
            gapId !== undefined
              ? { kind: 'gap', gapId }
              : { kind: customerId === undefined ? 'business' : 'conversation' },
          by,
          at: clock().toISOString(),
          state: { kind: 'proposed' },
        });
        return id;
      },
      edit: (id, revision, draft) =>
        proposals.change(id, revision, (kept) =>
          isOpen(kept) ? { ...kept, draft: tidy(draft), state: { kind: 'proposed' } } : undefined,
        ),
      async approve(id, revision, by) {
        const at = clock().toISOString();
        const outcome = await proposals.change(id, revision, (kept) =>
          isOpen(kept) ? { ...kept, state: { kind: 'checking', by, at } } : undefined,
        );
        if (outcome === 'done') void afterwards(live.checkApproved);
        return outcome;
      },
      reject: (id, revision, by) =>
        proposals.change(id, revision, (kept) =>
          isOpen(kept) ? { ...kept, state: { kind: 'rejected', by, at: clock().toISOString() } } : undefined,
        ),
    },

    versions: {
      async list() {
        const all = await versions.all();
        const views = all.map((version, index) => versionView(version, all[index - 1]));
        const folder = { number: 0, why: 'The folder alone', added: [], removed: [], changed: [] };
        return { versions: [folder, ...views].reverse(), inForce: live.inForce() };
      },
      async restore(number, newest, by) {
        const all = await versions.all();
        const last = all.at(-1)?.number ?? 0;
        const wanted = all.find((version) => version.number === number);
        if (number !== 0 && !wanted) return 'gone';
        if (last !== newest || number === last) return 'stale';
        const entries: readonly LearntEntry[] = wanted?.entries ?? [];
        const added = await versions.add({
          number: last + 1,
          at: clock().toISOString(),
          by,
          why: { kind: 'restored', number },
          entries,
        });
        if (added === 'conflict') return 'stale';
        void afterwards(live.look);
        return 'done';
      },
    },

    async start() {
      ears.start();
      timers = [
        setInterval(() => void afterwards(live.lookAgain), LOOK_MS),
        setInterval(() => void afterwards(() => forget().then(live.checkApproved)), ROUND_MS),
      ];
      for (const timer of timers) timer.unref();
      void afterwards(() => forget().then(live.checkApproved));
    },
    async settled() {
      await ears.settled();
      // What is done may have begun something more.
      for (let waited: unknown; waited !== working; ) {
        waited = working;
        await working;
      }
    },
    look: () => afterwards(live.look),
    forget,
    async stop() {
      ending.abort();
      for (const timer of timers) clearInterval(timer);
      await ears.stop();
      await working;
    },
  };
}

function sentencesOf({ intents, knowledge }: Pick<Business, 'intents' | 'knowledge'>): readonly string[] {
  return [
    ...intents.flatMap(({ title, examples }) => [title, ...examples]),
    ...knowledge.flatMap(({ question, alternatives }) => [question, ...alternatives]),
  ];
}
