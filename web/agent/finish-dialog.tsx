// A button that asks once more before a conversation ends, with room for a note to colleagues.

import { Button, Field, Textarea } from '@fluentui/react-components';
import { useId, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useDialogStyles } from './dialog-styles.js';

export function FinishDialog(props: {
  readonly button: string;
  readonly title: string;
  readonly text: string;
  /** @returns whether it was done. */
  readonly onConfirm: (note: string) => Promise<boolean>;
}) {
  const styles = useDialogStyles();
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  const [open, setOpen] = useState(false);
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);

  function ask(): void {
    // The content must be there before the dialog opens, which puts the focus on its first field.
    flushSync(() => setOpen(true));
    dialog.current?.showModal();
  }

  async function confirm(): Promise<void> {
    setBusy(true);
    await props.onConfirm(note);
    setBusy(false);
    dialog.current?.close();
  }

  return (
    <>
      <Button size="small" aria-haspopup="dialog" onClick={ask}>
        {props.button}
      </Button>
      <dialog ref={dialog} className={styles.dialog} aria-labelledby={title} onClose={() => setOpen(false)}>
        {open && (
          <>
            <h2 id={title} className={styles.title}>
              {props.title}
            </h2>
            <p className={styles.text}>{props.text}</p>
            <Field label="Note for colleagues (optional)">
              <Textarea
                rows={3}
                textarea={{ maxLength: 2000 }}
                value={note}
                onChange={(_event, { value }) => setNote(value)}
              />
            </Field>
            <div className={styles.actions}>
              <Button onClick={() => dialog.current?.close()}>Cancel</Button>
              <Button appearance="primary" disabledFocusable={busy} onClick={confirm}>
                {props.button}
              </Button>
            </div>
          </>
        )}
      </dialog>
    </>
  );
}
