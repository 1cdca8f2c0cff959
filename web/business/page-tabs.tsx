// Chooses what the console shows. Buttons of a landmark: each shows a page of its own.

import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';

export type Page = 'gaps' | 'proposals' | 'versions' | 'thresholds' | 'satisfaction';

const useStyles = makeStyles({
  bar: { display: 'flex', flexWrap: 'wrap', borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  tab: {
    minHeight: '44px',
    padding: '0 12px',
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

export function PageTabs(props: {
  readonly page: Page;
  readonly open: number;
  readonly waiting: number;
  readonly onChoose: (page: Page) => void;
}) {
  const styles = useStyles();
  const tab = (page: Page, label: string) => (
    <button
      type="button"
      className={mergeClasses(styles.tab, props.page === page && styles.chosen)}
      aria-current={props.page === page ? 'page' : undefined}
      onClick={() => props.onChoose(page)}
    >
      {label}
    </button>
  );
  return (
    <nav className={styles.bar} aria-label="Pages">
      {tab('gaps', `Unanswered (${props.open})`)}
      {tab('proposals', `Proposed answers (${props.waiting})`)}
      {tab('versions', 'Versions')}
      {tab('thresholds', 'Thresholds')}
      {tab('satisfaction', 'Satisfaction')}
    </nav>
  );
}
