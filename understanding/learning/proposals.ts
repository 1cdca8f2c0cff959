// The proposals as they are kept, and what may become of each. Knows neither training nor what goes live.

import type { CustomerId } from '../../data/ids.js';
import type { ChangeOutcome, ProposalView } from '../../data/learning-desk.js';
import type { Collection, Stored } from '../../data/ports.js';
import type { Proposal, ProposalState } from '../../data/proposal.js';

export interface Proposals {
  add(proposal: Proposal): Promise<void>;
  list(): Promise<readonly ProposalView[]>;
  inState(kind: ProposalState['kind']): Promise<readonly Stored<Proposal>[]>;
  /** @param to gives the changed proposal; `undefined` where that is not possible any more. */
  change(
    id: string,
    revision: number,
    to: (proposal: Proposal) => Proposal | undefined,
  ): Promise<ChangeOutcome>;
  /** Drops those that were not approved and were taken from a customer whose record is gone. */
  forget(exists: (customerId: CustomerId) => Promise<boolean>): Promise<void>;
}

/** Decided ones that are shown; older ones stay kept. */
const SHOWN_DECIDED = 100;
const ORDER: Readonly<Record<ProposalState['kind'], number>> = {
  proposed: 0,
  checking: 0,
  approved: 1,
  rejected: 1,
};

export function createProposals(kept: Collection<Proposal>): Proposals {
  return {
    async add(proposal) {
      await kept.save(proposal.id, proposal, 0);
    },
    async list() {
      const views = (await kept.list())
        .map(({ stored }) => viewOf(stored))
        .sort((a, b) => ORDER[a.state] - ORDER[b.state] || (a.at < b.at ? 1 : -1));
      const open = views.filter(({ state }) => ORDER[state] === 0).length;
      return views.slice(0, open + SHOWN_DECIDED);
    },
    async inState(kind) {
      return (await kept.list()).map(({ stored }) => stored).filter(({ value }) => value.state.kind === kind);
    },
    async change(id, revision, to) {
      const stored = await kept.get(id);
      if (!stored) return 'gone';
      if (stored.version !== revision) return 'stale';
      const changed = to(stored.value);
      if (!changed) return 'stale';
      return (await kept.save(id, changed, revision)) === 'saved' ? 'done' : 'stale';
    },
    async forget(exists) {
      for (const { key, stored } of await kept.list()) {
        const { customerId, ...rest } = stored.value;
        if (customerId === undefined || (await exists(customerId))) continue;
        // What was approved is the business's own sentence by then.
        if (rest.state.kind === 'approved') await kept.save(key, rest, stored.version);
        else await kept.remove(key);
      }
    },
  };
}

function viewOf({ value, version }: Stored<Proposal>): ProposalView {
  const { id, draft, source, by, at, state } = value;
  const view = { id, revision: version, draft, source: source.kind, by: by.name, at, state: state.kind };
  switch (state.kind) {
    case 'proposed':
      return state.refused ? { ...view, report: state.refused } : view;
    case 'approved':
      return {
        ...view,
        decided: { by: state.by.name, at: state.at },
        version: state.version,
        ...(state.report ? { report: state.report } : {}),
      };
    case 'checking':
    case 'rejected':
      return { ...view, decided: { by: state.by.name, at: state.at } };
  }
}
