// The head of the open conversation: with whom, on which channel, who reads along, and for its owner what can be done with it.

import { Badge, Button, makeStyles, tokens } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import type { HandoffView } from '../../handoff/views.js';
import * as api from './api.js';
import type { ConsoleStore } from './console-store.js';
import { ConversationMore } from './conversation-more.js';
import type { ConversationTools } from './conversation-tools.js';
import { FinishDialog } from './finish-dialog.js';
import { AnswerBadge } from './promise-badge.js';
import { TransferDialog } from './transfer-dialog.js';

const CHANNELS = { web: 'Web chat', msteams: 'Microsoft Teams' } as const;

const useStyles = makeStyles({
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '8px 12px',
    padding: '10px 16px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    flexShrink: 0,
  },
  who: { flexGrow: 1, minWidth: 0 },
  name: {
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  },
  facts: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '4px 8px',
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
  },
  actions: { display: 'flex', flexWrap: 'wrap', gap: '6px' },
});

export function ConversationHead(props: {
  readonly view: HandoffView;
  /** By when it has to be answered, as the queue says now; absent: nobody waits. */
  readonly answer: HandoffView['answer'];
  readonly store: ConsoleStore;
  readonly tools: ConversationTools;
  /** The agent's own id. */
  readonly self: string;
  /** It has left the screen. */
  readonly onFinished: () => void;
}) {
  const styles = useStyles();
  const { view } = props;
  return (
    <div className={styles.head}>
      <div className={styles.who}>
        <h2 className={styles.name}>{view.customerName}</h2>
        <div className={styles.facts}>
          <span>{CHANNELS[view.channel]}</span>
          <span aria-hidden>·</span>
          <span>{view.mine ? 'With you' : view.routeSentence}</span>
          {props.answer && <AnswerBadge answer={props.answer} />}
          {view.customer.kind === 'guest' && (
            <Badge appearance="tint" color="warning">
              Guest: identity not confirmed
            </Badge>
          )}
          {view.watchers?.map(({ name, as }) => (
            <Badge key={name} appearance="tint" color="informative">
              {name} reads along{as === 'supervisor' ? ' (supervisor)' : ''}
            </Badge>
          ))}
        </div>
      </div>
      {view.mine && <Actions {...props} />}
    </div>
  );
}

function Actions({ view, store, tools, self, onFinished }: Parameters<typeof ConversationHead>[0]) {
  const styles = useStyles();
  const passOn = useRef<HTMLButtonElement>(null);
  const [passing, setPassing] = useState(false);

  /** @returns whether it was done. */
  async function leaving(done: Promise<boolean>): Promise<boolean> {
    if (!(await done)) return false;
    onFinished();
    return true;
  }

  return (
    <div className={styles.actions}>
      {tools.colleagues && (
        <>
          <Button ref={passOn} size="small" aria-haspopup="dialog" onClick={() => setPassing(true)}>
            Pass on
          </Button>
          <TransferDialog
            open={passing}
            returnTo={passOn}
            self={self}
            readTeam={api.readTeam}
            onClose={() => setPassing(false)}
            onTransfer={(to, note) =>
              leaving(
                store.letGo(
                  view,
                  () => api.transfer(view, { epoch: view.epoch, to, note }),
                  'The conversation is passed on.',
                ),
              )
            }
          />
        </>
      )}
      <ConversationMore view={view} store={store} self={self} colleagues={tools.colleagues} />
      <FinishDialog
        button="Return to bot"
        title="Return to the bot?"
        text="The bot goes on where it was, and the customer is told."
        reasons={tools.reasons}
        onConfirm={(note, reason) => leaving(store.finish(view, 'return', view.epoch, note, reason))}
      />
      <FinishDialog
        button="Close"
        title="Close the conversation?"
        text="The customer is asked how it was. If they write again, the bot answers first."
        reasons={tools.reasons}
        onConfirm={(note, reason) => leaving(store.finish(view, 'close', view.epoch, note, reason))}
      />
    </div>
  );
}
