// The figures of satisfaction as tables; every bar stands beside the number that it draws.

import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { SatisfactionShare, SatisfactionView, SatisfactionWeek } from '../../data/satisfaction-desk.js';
import { useCardStyles } from './card-styles.js';

const useStyles = makeStyles({
  number: { textAlign: 'right', fontVariantNumeric: 'tabular-nums' },
  large: { fontSize: tokens.fontSizeBase500, fontWeight: tokens.fontWeightSemibold },
  track: {
    width: '100%',
    minWidth: '48px',
    height: '10px',
    borderRadius: tokens.borderRadiusSmall,
    backgroundColor: tokens.colorNeutralBackground4,
  },
  bar: {
    height: '100%',
    borderRadius: tokens.borderRadiusSmall,
    backgroundColor: tokens.colorBrandBackground,
    // Where colours are taken away, the bar is drawn by its border.
    border: '1px solid transparent',
    boxSizing: 'border-box',
  },
  wide: { width: '100%' },
  middle: { verticalAlign: 'middle' },
  head: { fontWeight: tokens.fontWeightRegular },
});

export function InAll({ view }: { readonly view: SatisfactionView }) {
  const styles = useCardStyles();
  const own = useStyles();
  const rows = [
    ['All', view.all],
    ['The bot', view.bot],
    ['People', view.agent],
  ] as const;
  return (
    <div className={styles.panel}>
      <table className={styles.table}>
        <caption className={styles.caption}>
          <h2 className={styles.title}>In all</h2>
        </caption>
        <thead>
          <tr>
            <th className={styles.cell} scope="col">
              About
            </th>
            <th className={mergeClasses(styles.cell, own.number)} scope="col">
              Mean of 5
            </th>
            <th className={mergeClasses(styles.cell, own.number)} scope="col">
              Answered
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, share]) => (
            <tr key={name}>
              <th className={styles.cell} scope="row">
                {name}
              </th>
              <td className={mergeClasses(styles.cell, own.number, own.large)}>{meanOf(share)}</td>
              <td className={mergeClasses(styles.cell, own.number)}>
                {share.answered} of {share.asked}
                {share.asked > 0 && ` (${Math.round((100 * share.answered) / share.asked)} %)`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function Spread({ share }: { readonly share: SatisfactionShare }) {
  const styles = useCardStyles();
  const own = useStyles();
  return (
    <div className={styles.panel}>
      <table className={styles.table}>
        <caption className={styles.caption}>
          <h2 className={styles.title}>Answers</h2>
        </caption>
        <tbody>
          {share.scores
            .map((count, index) => ({ score: index + 1, count }))
            .reverse()
            .map(({ score, count }) => (
              <tr key={score}>
                <th className={mergeClasses(styles.cell, own.head)} scope="row">
                  {score}
                </th>
                <td className={mergeClasses(styles.cell, own.wide, own.middle)}>
                  <Bar share={share.answered === 0 ? 0 : count / share.answered} />
                </td>
                <td className={mergeClasses(styles.cell, own.number)}>{count}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}

export function Weeks({ view }: { readonly view: SatisfactionView }) {
  const styles = useCardStyles();
  const own = useStyles();
  return (
    <div className={styles.panel}>
      <table className={styles.table}>
        <caption className={styles.caption}>
          <h2 className={styles.title}>By week</h2>
          <div className={styles.facts}>Mean of 5, and from how many answers.</div>
        </caption>
        <thead>
          <tr>
            <th className={styles.cell} scope="col">
              From
            </th>
            <th className={styles.cell} scope="col">
              The bot
            </th>
            <th className={styles.cell} scope="col">
              People
            </th>
          </tr>
        </thead>
        <tbody>
          {sinceFirst(view.weeks).map(({ from, bot, agent }) => (
            <tr key={from}>
              <th className={mergeClasses(styles.cell, own.head)} scope="row">
                {mondayOf(from)}
              </th>
              <MeanCell share={bot} />
              <MeanCell share={agent} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Weeks before anybody was asked tell nothing. */
function sinceFirst(weeks: readonly SatisfactionWeek[]): readonly SatisfactionWeek[] {
  return weeks.slice(0, weeks.findLastIndex(({ bot, agent }) => bot.asked + agent.asked > 0) + 1);
}

function MeanCell({ share }: { readonly share: SatisfactionShare }) {
  const styles = useCardStyles();
  return (
    <td className={styles.cell}>
      {meanOf(share)}
      {share.answered > 0 && ` (${share.answered})`}
      {share.mean !== undefined && <Bar share={(share.mean - 1) / 4} />}
    </td>
  );
}

/** @param share 0 to 1. */
function Bar({ share }: { readonly share: number }) {
  const own = useStyles();
  return (
    <div className={own.track} aria-hidden="true">
      {share > 0 && <div className={own.bar} style={{ width: `${100 * share}%` }} />}
    </div>
  );
}

function meanOf({ mean }: SatisfactionShare): string {
  return mean === undefined ? '–' : mean.toFixed(1);
}

/** A day of the calendar, the same wherever it is read. */
function mondayOf(day: string): string {
  return new Date(day).toLocaleDateString([], { day: 'numeric', month: 'short', timeZone: 'UTC' });
}
