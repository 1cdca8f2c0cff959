// Answers that were proposed: to be approved, edited or rejected, with what came of trying them.

import { Badge, Button, Spinner } from '@fluentui/react-components';
import { useState } from 'react';
import type { ProposalView } from '../../data/learning-desk.js';
import { dayOf } from '../agent/times.js';
import { AnswerForm } from './answer-form.js';
import * as api from './api.js';
import { useCardStyles } from './card-styles.js';
import { Report } from './check-report.js';

const SOURCES = {
  gap: 'for an unanswered question',
  conversation: 'from a conversation',
  business: 'from scratch',
} as const;

export function ProposalsPane(props: { readonly proposals: readonly ProposalView[]; readonly act: api.Act }) {
  const styles = useCardStyles();
  const [writing, setWriting] = useState(false);
  const { proposals, act } = props;
  return (
    <section aria-label="Proposed answers">
      {writing ? (
        <div className={styles.card}>
          <AnswerForm
            draft={{ question: '', alternatives: [], answer: '', title: '' }}
            save="Propose this answer"
            onSave={(draft) => act(api.propose(draft), 'Proposed. It is used once it is approved.')}
            onCancel={() => setWriting(false)}
          />
        </div>
      ) : (
        <Button className={styles.above} onClick={() => setWriting(true)}>
          Write a new answer
        </Button>
      )}
      {proposals.length === 0 && <p className={styles.empty}>Nothing is proposed yet.</p>}
      <ul className={styles.list}>
        {proposals.map((proposal) => (
          <Proposal key={proposal.id} proposal={proposal} act={act} />
        ))}
      </ul>
    </section>
  );
}

function Proposal({ proposal, act }: { readonly proposal: ProposalView; readonly act: api.Act }) {
  const styles = useCardStyles();
  const [editing, setEditing] = useState(false);
  const { draft, decided } = proposal;
  return (
    <li className={styles.card}>
      <div className={styles.head}>
        <h2 className={styles.title}>{draft.question}</h2>
        <State proposal={proposal} />
      </div>
      <div className={styles.facts}>
        {proposal.by} wrote it {SOURCES[proposal.source]}, {dayOf(proposal.at)}
        {decided && ` · ${proposal.state} by ${decided.by}, ${dayOf(decided.at)}`}
      </div>
      {editing ? (
        <AnswerForm
          draft={draft}
          save="Save"
          onSave={(changed) => act(api.edit(proposal, changed), 'Saved.')}
          onCancel={() => setEditing(false)}
        />
      ) : (
        <>
          {draft.alternatives.length > 0 && (
            <ul className={styles.examples}>
              {draft.alternatives.map((also) => (
                <li key={also}>{also}</li>
              ))}
            </ul>
          )}
          <p className={styles.text}>{draft.answer}</p>
          <div className={styles.facts}>Source: {draft.title}</div>
          {proposal.report && <Report report={proposal.report} refused={proposal.state === 'proposed'} />}
          {proposal.state === 'proposed' && (
            <div className={styles.actions}>
              <Button
                appearance="primary"
                size="small"
                onClick={() =>
                  act(
                    api.decide(proposal, 'approve'),
                    'Approved. It is tried now, and used if nothing gets worse.',
                  )
                }
              >
                Approve
              </Button>
              <Button size="small" onClick={() => setEditing(true)}>
                Edit
              </Button>
              <Button size="small" onClick={() => act(api.decide(proposal, 'reject'), 'Rejected.')}>
                Reject
              </Button>
            </div>
          )}
        </>
      )}
    </li>
  );
}

function State({ proposal }: { readonly proposal: ProposalView }) {
  switch (proposal.state) {
    case 'proposed':
      return proposal.report ? <Badge color="danger">Refused by the checks</Badge> : null;
    case 'checking':
      return <Spinner size="tiny" label="Being tried…" />;
    case 'approved':
      return <Badge color="success">In version {proposal.version}</Badge>;
    case 'rejected':
      return <Badge color="informative">Rejected</Badge>;
    default:
      return proposal.state satisfies never;
  }
}
