// The head of the open conversation: with whom, on which channel, what is worth answering better next time, and the two ways to end it.

import { Badge, makeStyles, tokens } from '@fluentui/react-components';
import type { HandoffView } from '../../handoff/views.js';
import { FinishDialog } from './finish-dialog.js';
import { ProposeDialog } from './propose-dialog.js';

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
  actions: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
});

export function ConversationHead(props: {
  readonly view: HandoffView;
  readonly onFinish: (how: 'return' | 'close', note: string) => Promise<boolean>;
  readonly onPropose: (draft: { question: string; answer: string }) => Promise<boolean>;
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
          {view.customer.kind === 'guest' && (
            <Badge appearance="tint" color="warning">
              Guest: identity not confirmed
            </Badge>
          )}
        </div>
      </div>
      {view.mine && (
        <div className={styles.actions}>
          <ProposeDialog lines={view.transcript} onPropose={props.onPropose} />
          <FinishDialog
            button="Return to bot"
            title="Return to the bot?"
            text="The bot goes on where it was, and the customer is told."
            onConfirm={(note) => props.onFinish('return', note)}
          />
          <FinishDialog
            button="Close"
            title="Close the conversation?"
            text="The customer is asked how it was. If they write again, the bot answers first."
            onConfirm={(note) => props.onFinish('close', note)}
          />
        </div>
      )}
    </div>
  );
}
