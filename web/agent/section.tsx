// A titled list of the right pane.

import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  section: { marginTop: '16px' },
  heading: {
    margin: '0 0 6px',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground2,
  },
  list: { listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: '6px' },
  item: { overflowWrap: 'anywhere' },
  empty: { color: tokens.colorNeutralForeground2 },
});

/**
 * @param empty what to say when there is nothing; absent: the section is left out then.
 * @param children how one item looks; default: its text.
 */
export function Section<T>(props: {
  readonly title: string;
  readonly items: readonly T[];
  readonly empty?: string;
  readonly children?: (item: T) => ReactNode;
}) {
  const styles = useStyles();
  const { items, children = String } = props;
  if (items.length === 0 && props.empty === undefined) return null;
  return (
    <section className={styles.section} aria-label={props.title}>
      <h3 className={styles.heading}>{props.title}</h3>
      {items.length === 0 ? (
        <span className={styles.empty}>{props.empty}</span>
      ) : (
        <ul className={styles.list}>
          {items.map((item, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: items have no identity of their own and no state
            <li key={index} className={styles.item}>
              {children(item)}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
