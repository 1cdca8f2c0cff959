// The queue in its groups: whose turn it is, what is mine, who waits, what colleagues have.

import { Badge, makeStyles, Skeleton, SkeletonItem, Text, tokens } from '@fluentui/react-components';
import type { RefObject } from 'react';
import type { QueueRow } from '../../handoff/views.js';
import { groupsOf, unreadOf, waitingCount } from './queue-groups.js';
import { QueueItem } from './queue-item.js';
import { type HandoffRef, sameHandoff } from './state.js';

const useStyles = makeStyles({
  head: { display: 'flex', alignItems: 'center', gap: '8px', padding: '12px 16px 8px' },
  heading: {
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    outlineOffset: '4px',
  },
  scroll: { flexGrow: 1, minHeight: 0, overflowY: 'auto', paddingBottom: '16px' },
  group: {
    margin: 0,
    padding: '10px 16px 4px',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground2,
  },
  list: { listStyle: 'none', margin: 0, padding: 0 },
  empty: { padding: '8px 16px', color: tokens.colorNeutralForeground2 },
  loading: { display: 'grid', gap: '12px', padding: '12px 16px' },
});

export function QueuePane(props: {
  /** Absent until known. */
  readonly rows: readonly QueueRow[] | undefined;
  readonly unread: Readonly<Record<string, number>>;
  /** Handoffs whose customer is typing. */
  readonly typing: readonly string[];
  readonly selected: HandoffRef | undefined;
  readonly headingRef: RefObject<HTMLHeadingElement>;
  readonly onOpen: (ref: HandoffRef) => void;
  readonly onClaim: (ref: HandoffRef) => void;
  /** Reads along with a colleague; absent: this agent may not. */
  readonly onWatch?: ((ref: HandoffRef) => void) | undefined;
}) {
  const styles = useStyles();
  const { rows } = props;
  const waiting = waitingCount(rows);

  return (
    <>
      <div className={styles.head}>
        <h2 className={styles.heading} ref={props.headingRef} tabIndex={-1}>
          Queue
        </h2>
        {waiting > 0 && (
          <Badge appearance="filled" color="brand">
            {waiting} waiting
          </Badge>
        )}
      </div>
      <div className={styles.scroll}>
        {rows ? (
          <>
            {rows.length === 0 && (
              <Text as="p" className={styles.empty}>
                Nobody is waiting. New conversations appear here by themselves.
              </Text>
            )}
            {groupsOf(rows).map((group) => (
              <section key={group.id} aria-label={group.title}>
                <h3 className={styles.group}>
                  {group.title} ({group.rows.length})
                </h3>
                <ul className={styles.list}>
                  {group.rows.map((row) => (
                    <QueueItem
                      key={row.handoffId}
                      row={row}
                      unread={unreadOf(row, props.unread)}
                      typing={props.typing.includes(row.handoffId)}
                      selected={props.selected !== undefined && sameHandoff(props.selected, row)}
                      onOpen={props.onOpen}
                      onClaim={props.onClaim}
                      onWatch={group.id === 'others' ? props.onWatch : undefined}
                    />
                  ))}
                </ul>
              </section>
            ))}
          </>
        ) : (
          <Skeleton className={styles.loading} aria-label="Reading the queue">
            <SkeletonItem size={48} />
            <SkeletonItem size={48} />
          </Skeleton>
        )}
      </div>
    </>
  );
}
