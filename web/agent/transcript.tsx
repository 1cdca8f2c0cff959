// The conversation so far, oldest first, kept at its end unless the agent has scrolled up to read.

import { makeStyles } from '@fluentui/react-components';
import { useLayoutEffect, useRef } from 'react';
import type { TranscriptLine } from '../../handoff/views.js';
import { PendingLine } from './pending-line.js';
import type { PendingMessage } from './state.js';
import { TranscriptItem } from './transcript-item.js';

/** Pixels from the end that still count as being there. */
const NEAR_END = 80;

const useStyles = makeStyles({
  scroll: { flexGrow: 1, minHeight: 0, overflowY: 'auto', overflowX: 'hidden' },
  list: {
    listStyle: 'none',
    margin: 0,
    padding: '16px',
    boxSizing: 'border-box',
    minHeight: '100%',
    display: 'flex',
    flexDirection: 'column',
    justifyContent: 'flex-end',
  },
});

export function Transcript(props: {
  readonly lines: readonly TranscriptLine[];
  readonly customerName: string;
  readonly pending: readonly PendingMessage[];
  readonly onRetry: (message: PendingMessage) => void;
  readonly onDiscard: (message: PendingMessage) => void;
}) {
  const styles = useStyles();
  const scroll = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const { lines, pending } = props;

  // biome-ignore lint/correctness/useExhaustiveDependencies: it runs for what is shown, not for what it reads
  useLayoutEffect(() => {
    const box = scroll.current;
    if (box && atEnd.current) box.scrollTop = box.scrollHeight;
  }, [lines, pending.length]);

  function onScroll(): void {
    const box = scroll.current;
    if (box) atEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END;
  }

  return (
    <section
      ref={scroll}
      className={styles.scroll}
      onScroll={onScroll}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard
      tabIndex={0}
      aria-label={`Transcript with ${props.customerName}`}
    >
      <ol className={styles.list}>
        {lines.map((line, index) => (
          <TranscriptItem key={line.sequence} line={line} before={lines[index - 1]} />
        ))}
        {pending.map((message) => (
          <PendingLine
            key={message.clientId}
            message={message}
            onRetry={() => props.onRetry(message)}
            onDiscard={() => props.onDiscard(message)}
          />
        ))}
      </ol>
    </section>
  );
}
