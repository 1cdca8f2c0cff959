// A message of the agent that is not in the transcript yet: on its way, sent, or failed with another try.

import { Button, mergeClasses } from '@fluentui/react-components';
import { useBubbleStyles } from './bubble-styles.js';
import type { PendingMessage } from './state.js';

export function PendingLine(props: {
  readonly message: PendingMessage;
  readonly onRetry: () => void;
  readonly onDiscard: () => void;
}) {
  const styles = useBubbleStyles();
  const { message } = props;
  const failed = message.delivery === 'failed';
  return (
    <li className={mergeClasses(styles.row, styles.ours, styles.pendingRow)}>
      <div
        className={mergeClasses(styles.bubble, styles.agentBubble, failed ? styles.failed : styles.pending)}
      >
        {message.text}
      </div>
      <div className={styles.delivery}>
        {failed ? (
          <>
            <span className={styles.problem}>Not sent. {message.problem}</span>
            <Button size="small" onClick={props.onRetry}>
              Try again
            </Button>
            <Button size="small" appearance="subtle" onClick={props.onDiscard}>
              Discard
            </Button>
          </>
        ) : (
          <span>{message.delivery === 'sent' ? 'Sent' : 'Sending…'}</span>
        )}
      </div>
    </li>
  );
}
