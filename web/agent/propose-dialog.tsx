// Proposes an answer for the bot, from what was asked and answered in the conversation; the agent may word both anew.

import { Field, makeStyles, Textarea } from '@fluentui/react-components';
import { type RefObject, useEffect, useState } from 'react';
import type { TranscriptLine } from '../../handoff/views.js';
import { Modal } from './modal.js';

const useStyles = makeStyles({ fields: { display: 'grid', gap: '12px' } });

const MAX_QUESTION = 300;
const MAX_ANSWER = 20_000;

export function ProposeDialog(props: {
  readonly open: boolean;
  readonly returnTo: RefObject<HTMLElement>;
  readonly lines: readonly TranscriptLine[];
  readonly onClose: () => void;
  /** @returns whether it was taken. */
  readonly onPropose: (draft: { question: string; answer: string }) => Promise<boolean>;
}) {
  const styles = useStyles();
  const { open, lines } = props;
  const [draft, setDraft] = useState({ question: '', answer: '' });
  const [busy, setBusy] = useState(false);

  // What comes while it is open changes nothing that is being worded.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    if (open) setDraft(lastExchange(lines));
  }, [open]);

  async function propose(): Promise<void> {
    setBusy(true);
    const taken = await props.onPropose(draft);
    setBusy(false);
    if (taken) props.onClose();
  }

  const empty = draft.question.trim() === '' || draft.answer.trim() === '';
  return (
    <Modal
      open={open}
      title="Answer this better next time"
      text="What should the bot say when somebody asks this? Leave out what concerns this customer alone. The business decides whether it is used."
      confirm="Propose"
      waits={busy || empty}
      returnTo={props.returnTo}
      onConfirm={propose}
      onClose={props.onClose}
    >
      <div className={styles.fields}>
        <Field label="Question" required>
          <Textarea
            rows={2}
            textarea={{ maxLength: MAX_QUESTION }}
            value={draft.question}
            onChange={(_event, { value }) => setDraft({ ...draft, question: value })}
          />
        </Field>
        <Field label="Answer" required>
          <Textarea
            rows={5}
            textarea={{ maxLength: MAX_ANSWER }}
            value={draft.answer}
            onChange={(_event, { value }) => setDraft({ ...draft, answer: value })}
          />
        </Field>
      </div>
    </Modal>
  );
}

/** The agent's last words, and the customer's before them; without any of the agent's, what the customer said last. */
function lastExchange(lines: readonly TranscriptLine[]): { question: string; answer: string } {
  const answered = lines.findLastIndex(({ from }) => from === 'agent');
  const before = answered < 0 ? lines : lines.slice(0, answered);
  const question = before.findLast(({ from }) => from === 'customer')?.text ?? '';
  return { question: question.slice(0, MAX_QUESTION), answer: lines[answered]?.text ?? '' };
}
