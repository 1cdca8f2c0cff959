// What is done less often with one's conversation: inviting a colleague, putting it aside, answering better next time.

import { useRef, useState } from 'react';
import type { HandoffView } from '../../handoff/views.js';
import { ActionMenu } from './action-menu.js';
import * as api from './api.js';
import type { ConsoleStore } from './console-store.js';
import { ProposeDialog } from './propose-dialog.js';
import { snoozeChoices } from './snooze-times.js';
import { clockTime } from './times.js';
import { InviteDialog } from './transfer-dialog.js';

export function ConversationMore(props: {
  readonly view: HandoffView;
  readonly store: ConsoleStore;
  readonly self: string;
  /** There are colleagues to invite. */
  readonly colleagues: boolean;
}) {
  const { view, store } = props;
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState<'invite' | 'propose'>();
  const close = () => setOpen(undefined);

  async function snooze(until: Date): Promise<void> {
    const answer = await store.act(api.snooze(view, view.epoch, until));
    const time = clockTime(until.toISOString(), Date.now());
    if (answer.ok) store.tell(`Put aside until ${time}, or until the customer writes.`);
  }

  const invite = { title: 'Invite a colleague…', onChoose: () => setOpen('invite') };
  const propose = { title: 'Answer this better next time…', onChoose: () => setOpen('propose') };
  const times = snoozeChoices(new Date());
  return (
    <>
      <ActionMenu
        label="More"
        button={button}
        groups={[
          { items: props.colleagues ? [invite, propose] : [propose] },
          {
            title: 'Put aside',
            items: times.map(({ title, until }) => ({ title, onChoose: () => void snooze(until) })),
          },
        ]}
      />
      <InviteDialog
        open={open === 'invite'}
        returnTo={button}
        self={props.self}
        readTeam={api.readTeam}
        onClose={close}
        onInvite={async (colleague) => {
          const answer = await store.act(api.invite(view, view.epoch, colleague));
          if (answer.ok) store.tell('Invited. They find the conversation in their queue.');
          return answer.ok;
        }}
      />
      <ProposeDialog
        open={open === 'propose'}
        returnTo={button}
        lines={view.transcript}
        onClose={close}
        onPropose={(draft) => store.propose(view, draft)}
      />
    </>
  );
}
