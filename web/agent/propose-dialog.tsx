// Proposes an answer for the bot, from what was asked and answered in the conversation; the agent may word both anew.

import { Button, Field, makeStyles, Textarea } from '@fluentui/react-components';
import { useId, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { TranscriptLine } from '../../handoff/views.js';
import { useDialogStyles } from './dialog-styles.js';

const useStyles = makeStyles({ fields: { display: 'grid', gap: '12px' } });

const MAX_QUESTION = 300;
const MAX_ANSWER = 20_000;

export function ProposeDialog(props: {
  readonly lines: readonly TranscriptLine[];
  /** @returns whether it was taken. */
  readonly onPropose: (draft: { question: string; answer: string }) => Promise<boolean>;
}) {
  const dialogStyles = useDialogStyles();
  const styles = useStyles();
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  const [open, setOpen] = useState(false);
  const [draft, setDraft] = useState({ question: '', answer: '' });
  const [busy, setBusy] = useState(false);

  function ask(): void {
    setDraft(lastExchange(props.lines));
    // The content must be there before the dialog opens, which puts the focus on its first field.
    flushSync(() => setOpen(true));
    dialog.current?.showModal();
  }

  async function propose(): Promise<void> {
    setBusy(true);
    const taken = await props.onPropose(draft);
    setBusy(false);
    if (taken) dialog.current?.close();
  }

  const empty = draft.question.trim() === '' || draft.answer.trim() === '';
  return (
    <>
      <Button size="small" aria-haspopup="dialog" onClick={ask}>
        Answer this better next time
      </Button>
      <dialog
        ref={dialog}
        className={dialogStyles.dialog}
        aria-labelledby={title}
        onClose={() => setOpen(false)}
      >
        {open && (
          <>
            <h2 id={title} className={dialogStyles.title}>
              Answer this better next time
            </h2>
            <p className={dialogStyles.text}>
              What should the bot say when somebody asks this? Leave out what concerns this customer alone.
              The business decides whether it is used.
            </p>
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
            <div className={dialogStyles.actions}>
              <Button onClick={() => dialog.current?.close()}>Cancel</Button>
              <Button appearance="primary" disabledFocusable={busy || empty} onClick={propose}>
                Propose
              </Button>
            </div>
          </>
        )}
      </dialog>
    </>
  );
}

/** The agent's last words, and the customer's before them; without any of the agent's, what the customer said last. */
function lastExchange(lines: readonly TranscriptLine[]): { question: string; answer: string } {
  const answered = lines.findLastIndex(({ from }) => from === 'agent');
  const before = answered < 0 ? lines : lines.slice(0, answered);
  const question = before.findLast(({ from }) => from === 'customer')?.text ?? '';
  return { question: question.slice(0, MAX_QUESTION), answer: lines[answered]?.text ?? '' };
}
