// One row of the queue: who, why, how long, until when; to open, or to claim at once.

import { Button, CounterBadge, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { memo } from 'react';
import type { QueueRow } from '../../handoff/views.js';
import { LevelBadge } from './level-badge.js';
import { AnswerBadge, PromiseBadge } from './promise-badge.js';
import { RowMarks } from './row-marks.js';
import { Since } from './since.js';
import type { HandoffRef } from './state.js';

const SPEAKERS = { bot: 'Bot', agent: 'Agent' } as const;

const clamped = (lines: number) => ({
  display: '-webkit-box',
  WebkitBoxOrient: 'vertical' as const,
  WebkitLineClamp: lines,
  overflow: 'hidden',
  overflowWrap: 'anywhere' as const,
});

const useStyles = makeStyles({
  item: {
    position: 'relative',
    padding: '10px 12px 10px 16px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    ':hover': { backgroundColor: tokens.colorNeutralBackground2Hover },
  },
  selected: {
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: `inset 3px 0 0 ${tokens.colorBrandStroke1}`,
    ':hover': { backgroundColor: tokens.colorNeutralBackground1 },
  },
  open: {
    margin: 0,
    padding: 0,
    border: 'none',
    outlineStyle: 'none',
    backgroundColor: 'transparent',
    color: 'inherit',
    font: 'inherit',
    textAlign: 'left',
    boxSizing: 'border-box',
    display: 'grid',
    gap: '2px',
    width: '100%',
    cursor: 'pointer',
    // The whole row can be clicked; the claim button lies above.
    '::after': { content: '""', position: 'absolute', inset: 0 },
    ':focus-visible::after': {
      outline: `2px solid ${tokens.colorStrokeFocus2}`,
      outlineOffset: '-2px',
      borderRadius: tokens.borderRadiusMedium,
    },
  },
  top: { display: 'flex', alignItems: 'center', gap: '8px' },
  name: {
    flexGrow: 1,
    minWidth: 0,
    fontWeight: tokens.fontWeightSemibold,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  trigger: { fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200, ...clamped(2) },
  last: {
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
    ...clamped(1),
  },
  foot: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '4px 8px',
    marginTop: '6px',
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
  },
  claim: { position: 'relative', zIndex: 1, marginLeft: 'auto' },
});

/** Drawn again only when something of its own changed: there may be hundreds. */
export const QueueItem = memo(Item);

function Item(props: {
  readonly row: QueueRow;
  readonly unread: number;
  readonly typing: boolean;
  readonly selected: boolean;
  readonly onOpen: (ref: HandoffRef) => void;
  readonly onClaim: (ref: HandoffRef) => void;
  /** Reads along; absent: there is nothing to read along. */
  readonly onWatch: ((ref: HandoffRef) => void) | undefined;
}) {
  const styles = useStyles();
  const { row } = props;
  const last = row.lastMessage;
  return (
    <li className={mergeClasses(styles.item, props.selected && styles.selected)}>
      <button
        type="button"
        className={styles.open}
        aria-current={props.selected ? 'true' : undefined}
        onClick={() => props.onOpen(row)}
      >
        <span className={styles.top}>
          <span className={styles.name}>{row.customerName}</span>
          {props.unread > 0 && (
            <CounterBadge count={props.unread} size="small" aria-label={`${props.unread} new messages`} />
          )}
          <LevelBadge level={row.level} />
        </span>
        <span className={styles.trigger}>{row.trigger}</span>
        {props.typing && <span className={styles.last}>Typing…</span>}
        {!props.typing && last && last.from !== 'system' && (
          <span className={styles.last}>
            {last.from === 'customer' ? `“${last.text}”` : `${SPEAKERS[last.from]}: ${last.text}`}
          </span>
        )}
      </button>
      <div className={styles.foot}>
        <RowMarks row={row} />
        {row.promisedBy && <PromiseBadge promisedBy={row.promisedBy} />}
        {row.answer && <AnswerBadge answer={row.answer} />}
        <span>
          {row.status === 'waiting' ? 'Waiting ' : 'Open for '}
          <Since at={row.openedAt} />
        </span>
        {!row.mine && <span>{row.routeSentence}</span>}
        {row.claimable && (
          <Button
            className={styles.claim}
            size="small"
            appearance="primary"
            aria-label={`Claim ${row.customerName}`}
            onClick={() => props.onClaim(row)}
          >
            Claim
          </Button>
        )}
        {props.onWatch && (
          <Button
            className={styles.claim}
            size="small"
            aria-label={`Read along with ${row.customerName}`}
            onClick={() => props.onWatch?.(row)}
          >
            Read along
          </Button>
        )}
      </div>
    </li>
  );
}
