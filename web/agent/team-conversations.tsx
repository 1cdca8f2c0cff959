// Every open conversation for a supervisor: those at risk first, each to be read along, taken over or passed on.

import { Badge, Button, makeStyles, tokens } from '@fluentui/react-components';
import { WarningRegular } from '@fluentui/react-icons/svg/warning';
import type { QueueRow, TeamOverview } from '../../handoff/views.js';
import { type HandoffRef, sameHandoff } from './handoff-ref.js';
import { LevelBadge } from './level-badge.js';
import { PromiseBadge } from './promise-badge.js';
import { RowMarks } from './row-marks.js';
import { Since } from './since.js';

const useStyles = makeStyles({
  heading: { margin: '0 0 8px', fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400 },
  list: { listStyle: 'none', margin: 0, padding: 0, borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 5fr) minmax(0, 4fr) 252px',
    '@media (max-width: 899px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
    alignItems: 'center',
    gap: '8px 16px',
    padding: '10px 0',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  who: { display: 'grid', gap: '2px', overflowWrap: 'anywhere' },
  name: { display: 'flex', alignItems: 'center', gap: '8px', fontWeight: tokens.fontWeightSemibold },
  quiet: { fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2 },
  marks: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '4px 8px' },
  actions: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '8px',
    justifyContent: 'flex-end',
    '@media (max-width: 899px)': { justifyContent: 'flex-start' },
  },
  empty: { margin: 0, color: tokens.colorNeutralForeground2 },
});

export function TeamConversations(props: {
  readonly queue: readonly QueueRow[];
  readonly atRisk: TeamOverview['atRisk'];
  readonly onOpen: (ref: HandoffRef) => void;
  readonly onWatch: (row: QueueRow) => void;
  readonly onTakeOver: (row: QueueRow) => void;
  readonly onPassOn: (row: QueueRow) => void;
}) {
  const styles = useStyles();
  const risks = new Map(props.queue.map((row) => [row, props.atRisk.find((one) => sameHandoff(one, row))]));
  const rank = (row: QueueRow) => (risks.get(row) ? 0 : row.status === 'waiting' ? 1 : 2);
  const rows = props.queue.toSorted((a, b) => rank(a) - rank(b));
  return (
    <section aria-labelledby="team-conversations">
      <h3 id="team-conversations" className={styles.heading}>
        Open conversations ({rows.length})
      </h3>
      {rows.length === 0 && (
        <p className={styles.empty}>Nobody is waiting, and nobody is being talked with.</p>
      )}
      <ul className={styles.list}>
        {rows.map((row) => (
          <li key={row.handoffId} className={styles.row}>
            <div className={styles.who}>
              <span className={styles.name}>
                {row.customerName}
                <LevelBadge level={row.level} />
              </span>
              <span className={styles.quiet}>{row.trigger}</span>
              <span className={styles.quiet}>
                {row.mine ? 'With you' : row.routeSentence} · for <Since at={row.openedAt} />
              </span>
            </div>
            <div className={styles.marks}>
              <Risk row={row} risk={risks.get(row)} />
              <RowMarks row={row} />
            </div>
            <div className={styles.actions}>
              <Actions row={row} {...props} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Of one whom somebody has, an answer is at risk, not the promise that somebody comes. */
function Risk({
  row,
  risk,
}: {
  readonly row: QueueRow;
  readonly risk: TeamOverview['atRisk'][number] | undefined;
}) {
  const promisedBy = row.promisedBy ?? risk?.promisedBy;
  return (
    <>
      {risk && (
        <Badge appearance="filled" color="danger" icon={<WarningRegular />}>
          {row.status === 'waiting' ? 'Promise at risk' : 'Answer at risk'}
        </Badge>
      )}
      {promisedBy && <PromiseBadge promisedBy={promisedBy} />}
    </>
  );
}

function Actions({
  row,
  ...props
}: { readonly row: QueueRow } & Omit<Parameters<typeof TeamConversations>[0], 'queue' | 'atRisk'>) {
  const button = (label: string, act: () => void) => (
    <Button size="small" aria-label={`${label}: ${row.customerName}`} onClick={act}>
      {label}
    </Button>
  );
  if (row.mine) return button('Open', () => props.onOpen(row));
  return (
    <>
      {row.status === 'assigned' &&
        (row.watching
          ? button('Open', () => props.onOpen(row))
          : button('Read along', () => props.onWatch(row)))}
      {button('Take over', () => props.onTakeOver(row))}
      {button('Pass on', () => props.onPassOn(row))}
    </>
  );
}
