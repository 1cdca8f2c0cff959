// The versions of the thresholds, newest first: who, when, why, what differs, and the way back.

import { Badge, Button } from '@fluentui/react-components';
import type { ThresholdsVersionView, ThresholdsView } from '../../data/thresholds-desk.js';
import { clockTime } from '../agent/times.js';
import type { Act } from './api.js';
import { useCardStyles } from './card-styles.js';
import * as api from './thresholds-api.js';

export function ThresholdsHistory(props: {
  readonly view: ThresholdsView;
  readonly act: Act;
  /** Puts the text into the editor, to begin from it. */
  readonly onEdit: (text: string) => void;
  readonly onRestored: () => Promise<void>;
}) {
  const styles = useCardStyles();
  const { view, act, onEdit, onRestored } = props;

  async function restore({ version }: ThresholdsVersionView): Promise<void> {
    const restoring = api.restore(version, view.version);
    if (await act(restoring, `Version ${version} is back in force.`)) await onRestored();
  }

  async function edit({ version }: ThresholdsVersionView): Promise<void> {
    const answer = await api.textOf(version);
    if (answer.ok) onEdit(answer.value.text);
    else await act(Promise.resolve(answer), '');
  }

  return (
    <section aria-label="History of the thresholds">
      <ul className={styles.list}>
        {view.versions.map((each) => (
          <li key={each.version} className={styles.card}>
            <div className={styles.head}>
              <h2 className={styles.title}>
                Version {each.version}
                {each.comment && `: ${each.comment}`}
              </h2>
              {each.version === view.version && <Badge color="success">In force</Badge>}
            </div>
            <div className={styles.facts}>
              {each.author}, {clockTime(each.at, Date.now())}
            </div>
            <ul className={styles.examples}>
              {each.differences.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
            {each.version !== view.version && (
              <div className={styles.actions}>
                <Button size="small" onClick={() => void restore(each)}>
                  Restore version {each.version}
                </Button>
                <Button size="small" onClick={() => void edit(each)}>
                  Begin from version {each.version}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
