// A message of the agent that is not in the transcript yet: on its way, held back, sent, or failed with another try.

import { Button, mergeClasses } from '@fluentui/react-components';
import { useBubbleStyles } from './bubble-styles.js';
import type { PendingMessage } from './state.js';
import { Attachments } from './transcript-attachment.js';

const STATES = {
  sending: 'Sending…',
  held: 'Not sent yet: no connection. It is sent as soon as there is one.',
  sent: 'Sent',
} as const;

export function PendingLine(props: {
  readonly message: PendingMessage;
  readonly onRetry: () => void;
  readonly onDiscard: () => void;
}) {
  const styles = useBubbleStyles();
  const { message } = props;
  const { delivery } = message;
  const failed = delivery === 'failed';
  return (
    <li className={mergeClasses(styles.row, styles.ours, styles.pendingRow)}>
      <div
        className={mergeClasses(styles.bubble, styles.agentBubble, failed ? styles.failed : styles.pending)}
      >
        {message.text}
        <Attachments attachments={message.attachments ?? []} />
      </div>
      <div className={styles.delivery}>
        {failed ? (
          <>
            <span className={styles.problem}>Not sent. {message.problem}</span>
            <Button size="small" onClick={props.onRetry}>
              Try again
            </Button>
          </>
        ) : (
          <span>{STATES[delivery]}</span>
        )}
        {(failed || delivery === 'held') && (
          <Button size="small" appearance="subtle" onClick={props.onDiscard}>
            Discard
          </Button>
        )}
      </div>
    </li>
  );
}
