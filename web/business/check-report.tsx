// What came of trying an answer: the tests, the examples, and what got worse.

import { mergeClasses } from '@fluentui/react-components';
import type { CheckReport } from '../../data/learning-desk.js';
import { useCardStyles } from './card-styles.js';

export function Report({ report, refused }: { readonly report: CheckReport; readonly refused: boolean }) {
  const styles = useCardStyles();
  const { tests, heldOut, gap, worse, fault } = report;
  const facts = [
    ...(tests.of > 0 ? [`${tests.passed} of ${tests.of} tests pass`] : []),
    ...(heldOut.of > 0
      ? [
          `of ${heldOut.of} examples held out, ${heldOut.before} were read rightly before and ${heldOut.now} now`,
        ]
      : []),
    ...(gap ? [`${gap.answered} of ${gap.of} questions of its kind get this answer`] : []),
  ];
  return (
    <>
      {refused && (
        <strong className={styles.refused}>It is not used: {fault ?? 'something would get worse.'}</strong>
      )}
      {facts.length > 0 && <div className={styles.facts}>{facts.join('; ')}.</div>}
      {worse.length > 0 && (
        <div className={styles.scrolls}>
          <table className={styles.table}>
            <caption className={mergeClasses(styles.facts, styles.caption)}>What would get worse</caption>
            <thead>
              <tr>
                <th className={styles.cell}>Question</th>
                <th className={styles.cell}>Before</th>
                <th className={styles.cell}>Now</th>
                <th className={styles.cell}>From</th>
              </tr>
            </thead>
            <tbody>
              {worse.map(({ question, before, now, place }) => (
                <tr key={`${place} ${question}`}>
                  <td className={styles.cell}>{question}</td>
                  <td className={styles.cell}>{before}</td>
                  <td className={styles.cell}>{now}</td>
                  <td className={styles.cell}>{place}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
