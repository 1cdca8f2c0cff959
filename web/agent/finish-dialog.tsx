// A button that asks once more before a conversation ends, with room for why it ended and a note to colleagues.

import { Button, Field, makeStyles, Select, Textarea } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import type { DeskWords } from '../../handoff/views.js';
import { Modal } from './modal.js';

const useStyles = makeStyles({ fields: { display: 'grid', gap: '16px' } });

export function FinishDialog(props: {
  readonly button: string;
  readonly title: string;
  readonly text: string;
  /** The business's own; none: it is not asked for. */
  readonly reasons: DeskWords['reasons'];
  /** @returns whether it was done. */
  readonly onConfirm: (note: string, reason: string | undefined) => Promise<boolean>;
}) {
  const styles = useStyles();
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);

  async function confirm(): Promise<void> {
    setBusy(true);
    await props.onConfirm(note, reason || undefined);
    setBusy(false);
    setOpen(false);
  }

  return (
    <>
      <Button ref={button} size="small" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {props.button}
      </Button>
      <Modal
        open={open}
        title={props.title}
        text={props.text}
        confirm={props.button}
        waits={busy}
        returnTo={button}
        onConfirm={confirm}
        onClose={() => setOpen(false)}
      >
        <div className={styles.fields}>
          {props.reasons.length > 0 && (
            <Field label="What was it about? (optional)">
              <Select value={reason} onChange={(_event, { value }) => setReason(value)}>
                <option value="">Not said</option>
                {props.reasons.map(({ id, title }) => (
                  <option key={id} value={id}>
                    {title}
                  </option>
                ))}
              </Select>
            </Field>
          )}
          <Field label="Note for colleagues (optional)">
            <Textarea
              rows={3}
              textarea={{ maxLength: 2000 }}
              value={note}
              onChange={(_event, { value }) => setNote(value)}
            />
          </Field>
        </div>
      </Modal>
    </>
  );
}
