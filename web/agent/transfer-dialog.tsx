// Passes the conversation on, or lets a colleague read along: who is there now, and for passing on a note.

import { Field, makeStyles, Spinner, Text, Textarea } from '@fluentui/react-components';
import { type RefObject, useEffect, useRef, useState } from 'react';
import type { Answer, PassTo, Team } from './api.js';
import { ColleaguePicker } from './colleague-picker.js';
import { Modal } from './modal.js';

const MAX_NOTE = 2000;

const useStyles = makeStyles({ fields: { display: 'grid', gap: '16px' } });

interface Shared {
  readonly open: boolean;
  readonly returnTo: RefObject<HTMLElement>;
  /** The agent's own id, whom it is not passed to. */
  readonly self: string;
  readonly readTeam: () => Promise<Answer<Team>>;
  readonly onClose: () => void;
}

export function TransferDialog(
  props: Shared & {
    /** @returns whether it was done. */
    readonly onTransfer: (to: PassTo, note: string) => Promise<boolean>;
  },
) {
  return (
    <PassDialog
      {...props}
      title="Pass the conversation on"
      text="The customer is told in a sentence who goes on. Your note is for colleagues only."
      label="To whom?"
      confirm="Pass on"
      withTeams
      withNote
      onConfirm={props.onTransfer}
    />
  );
}

export function InviteDialog(
  props: Shared & {
    /** @returns whether it was done. */
    readonly onInvite: (colleague: string) => Promise<boolean>;
  },
) {
  return (
    <PassDialog
      {...props}
      title="Invite a colleague"
      text="They read along and may whisper to you. The customer does not see them; you go on answering."
      label="Whom?"
      confirm="Invite"
      onConfirm={async (to) => 'agent' in to && props.onInvite(to.agent)}
    />
  );
}

function PassDialog(
  props: Shared & {
    readonly title: string;
    readonly text: string;
    readonly label: string;
    readonly confirm: string;
    readonly withTeams?: boolean;
    readonly withNote?: boolean;
    readonly onConfirm: (to: PassTo, note: string) => Promise<boolean>;
  },
) {
  const styles = useStyles();
  const { open, readTeam } = props;
  const [team, setTeam] = useState<Answer<Team>>();
  const [to, setTo] = useState<PassTo>();
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);

  const fields = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (open && team?.ok) fields.current?.querySelector<HTMLElement>('input:enabled')?.focus();
  }, [open, team]);

  useEffect(() => {
    if (!open) return;
    let wanted = true;
    setTeam(undefined);
    setTo(undefined);
    setNote('');
    void readTeam().then((answer) => wanted && setTeam(answer));
    return () => {
      wanted = false;
    };
  }, [open, readTeam]);

  async function confirm(): Promise<void> {
    if (!to) return;
    setBusy(true);
    const done = await props.onConfirm(to, note.trim());
    setBusy(false);
    if (done) props.onClose();
  }

  const missing = to === undefined || (props.withNote === true && note.trim() === '');
  return (
    <Modal
      open={open}
      title={props.title}
      text={props.text}
      confirm={props.confirm}
      waits={busy || missing}
      returnTo={props.returnTo}
      onConfirm={confirm}
      onClose={props.onClose}
    >
      <div ref={fields} className={styles.fields}>
        {!team && <Spinner label="Looking who is there…" />}
        {team && !team.ok && <Text role="alert">{team.message}</Text>}
        {team?.ok && (
          <ColleaguePicker
            label={props.label}
            agents={team.value.agents.filter(({ id }) => id !== props.self)}
            teams={props.withTeams ? team.value.teams : []}
            chosen={to}
            onChoose={setTo}
          />
        )}
        {props.withNote && (
          <Field label="What should they know?" required>
            <Textarea
              rows={3}
              textarea={{ maxLength: MAX_NOTE }}
              value={note}
              onChange={(_event, { value }) => setNote(value)}
            />
          </Field>
        )}
      </div>
    </Modal>
  );
}
