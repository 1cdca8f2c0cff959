// A change on its way to customers: tried, stored as a version, in force. One at a time over all processes; knows nothing of who may decide.

import type { Business, KnowledgeEntry } from '../../data/business.js';
import type { Clock } from '../../data/ids.js';
import { knowledgeVariables } from '../../data/knowledge-variables.js';
import type { KnowledgeVersion } from '../../data/knowledge-version.js';
import type { Stored, Stores } from '../../data/ports.js';
import type { CheckReport, Proposal } from '../../data/proposal.js';
import type { ReplaceableUnderstander } from '../replaceable.js';
import type { Understander } from '../understanding.js';
import type { GapBook } from './gap-book.js';
import { faultOf, knowledgeInForce, withDraft } from './knowledge-in-force.js';
import type { KnowledgeVersions } from './knowledge-versions.js';
import type { Proposals } from './proposals.js';
import type { Trainer } from './trainer.js';
import { tryChange } from './try-change.js';

/** A change is learnt within seconds, of a large business within a minute; then others may take it up. */
const LEASE_SECONDS = 300;
const LEASE = 'learning';

export interface GoLive {
  /** The version that customers are answered from here. */
  inForce(): number;
  /** Takes up the newest version, whoever made it. */
  look(): Promise<void>;
  /** The same, and what another process had no time for. */
  lookAgain(): Promise<void>;
  /** Tries what was approved, one after the other; whoever does not get the job leaves it to the one that has it. */
  checkApproved(): Promise<void>;
}

export interface GoLiveParts {
  readonly business: Pick<Business, 'profile' | 'knowledge' | 'intents' | 'tests'>;
  readonly stores: Pick<Stores, 'leases'>;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly trainer: Trainer;
  readonly understander: ReplaceableUnderstander;
  /** What the understander has learnt already: the folder's knowledge with these. */
  readonly learnt: KnowledgeVersion | undefined;
  /** Told of the knowledge that customers are answered from, with every change. */
  readonly onKnowledge: (knowledge: readonly KnowledgeEntry[]) => void;
  readonly onError: (error: unknown) => void;
}

/** @returns what customers are answered from with this version. */
export function knowledgeWith(
  business: Pick<Business, 'knowledge' | 'profile'>,
  version: Pick<KnowledgeVersion, 'entries'> | undefined,
): readonly KnowledgeEntry[] {
  return knowledgeInForce(business.knowledge, version?.entries ?? [], knowledgeVariables(business.profile));
}

/** @param parts.signal ends what is being learnt; it is taken up by the next start. */
export function createGoLive(
  parts: GoLiveParts & {
    readonly signal: AbortSignal;
    readonly versions: KnowledgeVersions;
    readonly proposals: Proposals;
    readonly gaps: GapBook;
  },
): GoLive {
  const { business, stores, clock, newId, trainer, understander, signal, versions, proposals, gaps } = parts;
  const variables = knowledgeVariables(business.profile);
  let inForce = { number: parts.learnt?.number ?? 0, knowledge: knowledgeWith(business, parts.learnt) };
  /** Another process has the job, and may have looked for the last time before there was something for it. */
  let owed = false;
  /** Tells this process from others on the same data. */
  let owner = '';

  function takeEffect(number: number, knowledge: readonly KnowledgeEntry[], next: Understander): void {
    // The answer is there before anybody can be led to it.
    parts.onKnowledge(knowledge);
    understander.replace(next);
    inForce = { number, knowledge };
  }

  async function look(): Promise<void> {
    const newest = await versions.newest();
    if (!newest || newest.number <= inForce.number) return;
    const knowledge = knowledgeWith(business, newest);
    const next = await trainer.retrain({ intents: business.intents, knowledge }, signal);
    if (signal.aborted) return next.close();
    takeEffect(newest.number, knowledge, next);
  }

  async function checkApproved(): Promise<void> {
    owner ||= newId();
    owed = !(await stores.leases.take(LEASE, owner, LEASE_SECONDS));
    if (owed) return;
    try {
      for (;;) {
        const [next] = await proposals.inState('checking');
        if (!next || signal.aborted) return;
        await stores.leases.take(LEASE, owner, LEASE_SECONDS);
        await check(next.value, next.version).catch((error: unknown) => gaveUp(next, error));
      }
    } finally {
      await stores.leases.release(LEASE, owner);
    }
  }

  /** A fault of ours must not leave it being checked for ever. */
  async function gaveUp({ value, version }: Stored<Proposal>, error: unknown): Promise<void> {
    if (signal.aborted) return;
    parts.onError(error);
    await refused(
      value,
      version,
      unlearnt('It could not be tried because of a fault, which is in the log. Approve it again.'),
    );
  }

  async function check(proposal: Proposal, revision: number): Promise<void> {
    const { state, draft } = proposal;
    if (state.kind !== 'checking') return;
    const done = (await versions.all()).find(
      ({ why }) => why.kind === 'approved' && why.proposalId === proposal.id,
    );
    // Committed by a process that ended before it could say so.
    if (done) return approved(proposal, revision, done.number, undefined);

    await look();
    const newest = await versions.newest();
    const learnt = newest?.entries ?? [];
    const fault = faultOf(draft, business.knowledge, learnt, variables);
    if (fault !== undefined) return refused(proposal, revision, unlearnt(fault));

    const { entry, entries } = withDraft(learnt, draft, { approvedBy: state.by, approvedAt: state.at });
    const after = knowledgeWith(business, { entries });
    const added = after.find(({ id }) => id === entry.id);
    if (!added)
      return refused(proposal, revision, unlearnt('Its question is asked elsewhere already. Ask it there.'));
    const trial = await tryChange({
      trainer,
      intents: business.intents,
      tests: business.tests ?? [],
      before: { knowledge: inForce.knowledge, understander: understander.current() },
      after,
      added,
      asked: await askedFor(proposal),
      at: clock().toISOString(),
      signal,
    });
    if (trial.kind === 'refused') return refused(proposal, revision, trial.report);
    const number = (newest?.number ?? 0) + 1;
    const at = clock().toISOString();
    const why = { kind: 'approved', proposalId: proposal.id } as const;
    if (signal.aborted || (await versions.add({ number, at, by: state.by, why, entries })) === 'conflict') {
      // Somebody restored a version meanwhile, or it is ending: it is tried again, over what is in force then.
      return trial.understander.close();
    }
    takeEffect(number, after, trial.understander);
    await approved(proposal, revision, number, trial.report);
  }

  async function askedFor({ source }: Proposal): Promise<readonly string[]> {
    const gap = source.kind === 'gap' ? await gaps.get(source.gapId) : undefined;
    return [...new Set(gap?.examples.map(({ text }) => text))];
  }

  function unlearnt(fault: string): CheckReport {
    const none = { before: 0, now: 0, of: 0 };
    return { at: clock().toISOString(), tests: { passed: 0, of: 0 }, heldOut: none, worse: [], fault };
  }

  async function refused(proposal: Proposal, revision: number, report: CheckReport): Promise<void> {
    await proposals.change(proposal.id, revision, (kept) => ({
      ...kept,
      state: { kind: 'proposed', refused: report },
    }));
  }

  async function approved(
    proposal: Proposal,
    revision: number,
    version: number,
    report: CheckReport | undefined,
  ): Promise<void> {
    const { state, source } = proposal;
    if (state.kind !== 'checking') return;
    const { by, at } = state;
    await proposals.change(proposal.id, revision, (kept) => ({
      ...kept,
      state: { kind: 'approved', by, at, version, ...(report ? { report } : {}) },
    }));
    if (source.kind === 'gap') await gaps.set(source.gapId, 'answered');
  }

  return {
    inForce: () => inForce.number,
    look,
    async lookAgain() {
      await look();
      if (owed) await checkApproved();
    },
    checkApproved,
  };
}
