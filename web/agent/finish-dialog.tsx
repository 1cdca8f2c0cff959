// A button that asks once more before a conversation ends, with room for a note to colleagues.

import { Button, Field, makeStyles, Textarea, tokens } from '@fluentui/react-components';
import { useId, useRef, useState } from 'react';
import { flushSync } from 'react-dom';

const useStyles = makeStyles({
  // The browser's own dialog: it keeps the focus inside, closes on Escape and gives the focus back.
  dialog: {
    width: '440px',
    maxWidth: 'calc(100vw - 32px)',
    boxSizing: 'border-box',
    padding: '24px',
    border: `1px solid ${tokens.colorTransparentStroke}`,
    borderRadius: tokens.borderRadiusXLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    boxShadow: tokens.shadow64,
    '::backdrop': { backgroundColor: tokens.colorBackgroundOverlay },
  },
  title: { margin: '0 0 8px', fontSize: tokens.fontSizeBase500, lineHeight: tokens.lineHeightBase500 },
  text: { margin: '0 0 16px' },
  actions: { display: 'flex', justifyContent: 'flex-end', gap: '8px', marginTop: '20px' },
});

export function FinishDialog(props: {
  readonly button: string;
  readonly title: string;
  readonly text: string;
  /** @returns whether it was done. */
  readonly onConfirm: (note: string) => Promise<boolean>;
}) {
  const styles = useStyles();
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
