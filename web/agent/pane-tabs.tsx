// Chooses the pane on a narrow screen. Buttons of a landmark, not ARIA tabs: side by side the panes are no tab panels.

import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';

export type Pane = 'queue' | 'conversation' | 'customer';

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    flexShrink: 0,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  tab: {
    flexGrow: 1,
    minHeight: '44px',
    padding: '0 4px',
    border: 'none',
    borderBottom: '3px solid transparent',
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground2,
    font: 'inherit',
    cursor: 'pointer',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  chosen: {
    borderBottomColor: tokens.colorCompoundBrandStroke,
    color: tokens.colorNeutralForeground1,
    fontWeight: tokens.fontWeightSemibold,
  },
});

export function PaneTabs(props: {
  readonly pane: Pane;
  /** Conversations that want something of the agent. */
  readonly needing: number;
  readonly onChoose: (pane: Pane) => void;
}) {
  const styles = useStyles();
  const tab = (pane: Pane, label: string) => (
    <button
      type="button"
      className={mergeClasses(styles.tab, props.pane === pane && styles.chosen)}
      aria-current={props.pane === pane ? 'page' : undefined}
      onClick={() => props.onChoose(pane)}
    >
      {label}
    </button>
  );
  return (
    <nav className={styles.bar} aria-label="Panes">
      {tab('queue', props.needing ? `Queue (${props.needing})` : 'Queue')}
      {tab('conversation', 'Conversation')}
      {tab('customer', 'Customer')}
    </nav>
  );
}
