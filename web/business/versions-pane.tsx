// The versions of what was approved, newest first, each with its difference to the one before, and the way back.

import { Badge, Button } from '@fluentui/react-components';
import type { VersionsView, VersionView } from '../../data/learning-desk.js';
import { dayOf } from '../agent/times.js';
import * as api from './api.js';
import { useCardStyles } from './card-styles.js';

export function VersionsPane({ versions, act }: { readonly versions: VersionsView; readonly act: api.Act }) {
  const styles = useCardStyles();
  const newest = versions.versions[0]?.number ?? 0;
  return (
    <section aria-label="Versions">
      <ul className={styles.list}>
        {versions.versions.map((version) => (
          <Version
            key={version.number}
            version={version}
            newest={newest}
            inForce={version.number === versions.inForce}
            act={act}
          />
        ))}
      </ul>
    </section>
  );
}

function Version(props: {
  readonly version: VersionView;
  readonly newest: number;
  readonly inForce: boolean;
  readonly act: api.Act;
}) {
  const styles = useCardStyles();
  const { version, newest, inForce, act } = props;
  const { number } = version;
  return (
    <li className={styles.card}>
      <div className={styles.head}>
        <h2 className={styles.title}>
          Version {number}: {version.why}
        </h2>
        {inForce && <Badge color="success">In force</Badge>}
        {number === newest && !inForce && <Badge color="informative">Being learnt</Badge>}
      </div>
      {version.by && version.at && (
        <div className={styles.facts}>
          {version.by}, {dayOf(version.at)}
        </div>
      )}
      {version.added.map(({ question, answer }) => (
        <p key={question} className={styles.added}>
          {`Added: ${question}\n${answer}`}
        </p>
      ))}
      {version.changed.map(({ question, before, now }) => (
        <div key={question}>
          <p className={styles.removed}>{before}</p>
          <p className={styles.added}>{`Changed to: ${now}`}</p>
        </div>
      ))}
      {version.removed.map(({ question, answer }) => (
        <p key={question} className={styles.removed}>
          {`Removed: ${question}\n${answer}`}
        </p>
      ))}
      {number !== newest && (
        <div className={styles.actions}>
          <Button
            size="small"
            onClick={() =>
              act(api.restore(number, newest), `Version ${number} is restored; it is learnt now.`)
            }
          >
            Restore version {number}
          </Button>
        </div>
      )}
    </li>
  );
}
