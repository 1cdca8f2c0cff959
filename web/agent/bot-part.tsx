// The bot's part of the conversation in a few lines, each a link to where it stands; it can be opened to be read whole.

import { Button, Link, makeStyles, tokens } from '@fluentui/react-components';
import { BotRegular } from '@fluentui/react-icons/svg/bot';
import { ChevronDownRegular } from '@fluentui/react-icons/svg/chevron-down';
import { ChevronRightRegular } from '@fluentui/react-icons/svg/chevron-right';
import type { BotSummary, SummaryPoint } from '../../handoff/views.js';

/** In the order in which they are read. */
const KINDS: readonly { readonly kind: SummaryPoint['kind']; readonly title: string }[] = [
  { kind: 'asked', title: 'Asked' },
  { kind: 'tried', title: 'The bot tried' },
  { kind: 'failed', title: 'Failed' },
  { kind: 'mood', title: 'Mood' },
  { kind: 'mentioned', title: 'Mentioned' },
];

const useStyles = makeStyles({
  part: {
    alignSelf: 'stretch',
    padding: '8px 12px',
    borderRadius: tokens.borderRadiusLarge,
    border: `1px dashed ${tokens.colorNeutralStroke1}`,
    backgroundColor: tokens.colorNeutralBackground2,
    display: 'grid',
    gap: '4px',
  },
  title: {
    display: 'flex',
    alignItems: 'center',
    gap: '6px',
    margin: 0,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  points: {
    display: 'grid',
    gridTemplateColumns: 'minmax(72px, max-content) minmax(0, 1fr)',
    gap: '4px 12px',
    margin: 0,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  kind: { color: tokens.colorNeutralForeground2 },
  list: { listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: '2px' },
  value: { margin: 0, overflowWrap: 'anywhere' },
  point: { textAlign: 'left', fontSize: 'inherit', lineHeight: 'inherit' },
  toggle: { justifySelf: 'start', paddingLeft: 0 },
});

export function BotPart(props: {
  readonly summary: BotSummary;
  /** Lines that it stands for. */
  readonly count: number;
  readonly open: boolean;
  readonly onToggle: () => void;
  readonly onGo: (sequence: number) => void;
}) {
  const styles = useStyles();
  const { summary, count, open } = props;
  const kinds = KINDS.map(({ kind, title }) => ({
    title,
    points: summary.points.filter((point) => point.kind === kind),
  })).filter(({ points }) => points.length > 0);
  return (
    <section className={styles.part} aria-label="With the bot">
      <h3 className={styles.title}>
        <BotRegular aria-hidden /> With the bot before
      </h3>
      <dl className={styles.points}>
        {kinds.map(({ title, points }) => (
          <Kind key={title} title={title} points={points} onGo={props.onGo} />
        ))}
      </dl>
      <Button
        className={styles.toggle}
        size="small"
        appearance="transparent"
        icon={open ? <ChevronDownRegular /> : <ChevronRightRegular />}
        aria-expanded={open}
        onClick={props.onToggle}
      >
        {open ? 'Fold it up' : count === 1 ? 'Show the 1 line' : `Show all ${count} lines`}
      </Button>
    </section>
  );
}

function Kind(props: {
  readonly title: string;
  readonly points: readonly SummaryPoint[];
  readonly onGo: (sequence: number) => void;
}) {
  const styles = useStyles();
  return (
    <>
      <dt className={styles.kind}>{props.title}</dt>
      <dd className={styles.value}>
        <ul className={styles.list}>
          {props.points.map(({ sequence, text }) => (
            <li key={`${sequence} ${text}`}>
              <Link as="button" className={styles.point} onClick={() => props.onGo(sequence)}>
                {text}
              </Link>
            </li>
          ))}
        </ul>
      </dd>
    </>
  );
}
