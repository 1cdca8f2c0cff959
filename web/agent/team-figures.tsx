// The desk in five figures, each with its name in words.

import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { TeamOverview } from '../../handoff/views.js';

const useStyles = makeStyles({
  list: {
    margin: 0,
    display: 'grid',
    gap: '12px',
    gridTemplateColumns: 'repeat(auto-fit, minmax(144px, 1fr))',
  },
  figure: {
    display: 'flex',
    flexDirection: 'column-reverse',
    justifyContent: 'flex-end',
    padding: '12px 16px',
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  bad: { backgroundColor: tokens.colorPaletteRedBackground1 },
  value: {
    margin: 0,
    fontSize: tokens.fontSizeHero700,
    lineHeight: tokens.lineHeightHero700,
    fontWeight: tokens.fontWeightSemibold,
    fontVariantNumeric: 'tabular-nums',
  },
  name: { color: tokens.colorNeutralForeground2 },
});

export function TeamFigures({ overview }: { readonly overview: TeamOverview }) {
  const styles = useStyles();
  const { kept, broken } = overview.promises;
  const figures = [
    { name: 'Waiting', value: overview.waiting },
    { name: 'With an agent', value: overview.assigned },
    { name: 'Promises at risk', value: overview.atRisk.length, bad: overview.atRisk.length > 0 },
    { name: 'Kept in 24 hours', value: kept },
    { name: 'Broken in 24 hours', value: broken, bad: broken > 0 },
  ];
  return (
    <dl className={styles.list} aria-label="Figures">
      {figures.map(({ name, value, bad }) => (
        <div key={name} className={mergeClasses(styles.figure, bad && styles.bad)}>
          <dt className={styles.name}>{name}</dt>
          <dd className={styles.value}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
