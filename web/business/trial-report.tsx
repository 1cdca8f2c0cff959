// What a change would have done on the past: counts, tables, examples, and what nobody can know.

import { MessageBar, MessageBarBody, mergeClasses } from '@fluentui/react-components';
import type { TrialReport } from '../../data/thresholds-desk.js';
import { dayOf } from '../agent/times.js';
import { useCardStyles } from './card-styles.js';

const whole = (value: number) => Math.round(value).toLocaleString('en-GB');

export function TrialReportView({ report }: { readonly report: TrialReport }) {
  const styles = useCardStyles();
  const { changes, by, desk, examples, limits } = report;
  return (
    <>
      {report.madeUp && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>Nobody wrote to this bot yet: the past below is made up.</MessageBarBody>
        </MessageBar>
      )}
      <h3 className={styles.title}>{report.summary}</h3>
      <div className={styles.facts}>{report.about.join(' ')}</div>
      {changes.length > 0 && (
        <ul className={styles.examples}>
          {changes.map(({ name, count }) => (
            <li key={name}>
              {whole(count)} {name}
            </li>
          ))}
        </ul>
      )}
      <Table
        caption="People"
        head={['', 'now', 'proposed']}
        rows={[
          ['Conversations with people', whole(desk.now.arrivals), whole(desk.proposed.arrivals)],
          ['Minutes of people', whole(desk.now.minutes), whole(desk.proposed.minutes)],
          ['Longest line', whole(desk.now.peak), whole(desk.proposed.peak)],
        ]}
      />
      {desk.about.map((line) => (
        <div key={line} className={styles.facts}>
          {line}
        </div>
      ))}
      {changes.length > 0 &&
        by.map(({ view, rows }) => (
          <Table
            key={view}
            caption={`By ${view}`}
            head={[view, ...changes.map(({ short }) => short)]}
            rows={rows.map(({ name, counts }) => [name, ...counts.map(whole)])}
          />
        ))}
      {desk.hours.length > 0 && (
        <Table
          caption="By hour of the day: minutes a day against what the desk can take, and the longest line"
          head={['hour', 'minutes now', 'proposed', 'desk takes', 'line now', 'proposed']}
          rows={desk.hours.map(({ hour, capacity, now, proposed }) => [
            hour,
            whole(now.minutes),
            `${whole(proposed.minutes)}${proposed.minutes > capacity ? ' (over)' : ''}`,
            whole(capacity),
            whole(now.line),
            whole(proposed.line),
          ])}
        />
      )}
      {examples.length > 0 && (
        <section aria-label="Examples">
          <h3 className={styles.title}>Examples</h3>
          <ul className={styles.list}>
            {examples.map(({ change, at, words, level, rule, value, conversation }) => (
              <li key={`${conversation} ${at}`} className={styles.card}>
                <p className={styles.text}>“{words}”</p>
                <div className={styles.facts}>
                  {dayOf(at)} · level {level} · {change} by {rule} ({value}) · {conversation}
                </div>
              </li>
            ))}
          </ul>
        </section>
      )}
      {limits.map((line) => (
        <p key={line} className={mergeClasses(styles.text, styles.refused)}>
          {line}
        </p>
      ))}
    </>
  );
}

function Table(props: {
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}) {
  const styles = useCardStyles();
  return (
    // A wide table scrolls by itself, by keyboard too.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached without a mouse
    <section className={styles.scrolls} aria-label={props.caption} tabIndex={0}>
      <table className={styles.table}>
        <caption className={mergeClasses(styles.facts, styles.caption)}>{props.caption}</caption>
        <thead>
          <tr>
            {props.head.map((cell, i) =>
              cell === '' ? (
                <td key="none" className={styles.cell} />
              ) : (
                // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have one name
                <th key={`${cell} ${i}`} scope="col" className={styles.cell}>
                  {cell}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {props.rows.map(([name, ...cells]) => (
            <tr key={name}>
              <th scope="row" className={styles.cell}>
                {name}
              </th>
              {cells.map((cell, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: cells have no identity but their column
                <td key={i} className={styles.cell}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
