// What a change of the thresholds is, before it holds: the check, the trial on the past, and the button that puts it in force.

import { Button, Field, Input, Select, Spinner } from '@fluentui/react-components';
import { useState } from 'react';
import type { ThresholdsCheck } from '../../data/thresholds-desk.js';
import { useCardStyles } from './card-styles.js';
import { TrialReportView } from './trial-report.js';
import type { Trial } from './use-trial.js';

const SPANS = [7, 30, 90, 365] as const;

export function ChangePanel(props: {
  readonly text: string;
  readonly check: ThresholdsCheck | undefined;
  readonly trial: Trial;
  /** @returns whether it was done. */
  readonly onPut: (comment: string) => Promise<boolean>;
}) {
  const styles = useCardStyles();
  const { text, check, trial } = props;
  const [days, setDays] = useState<number>(30);
  const [comment, setComment] = useState('');
  const [busy, setBusy] = useState(false);
  const { state } = trial;
  const usable = check?.faults.length === 0;
  const changes = usable && check.differences.length > 0;

  async function put(): Promise<void> {
    setBusy(true);
    if (await props.onPut(comment)) setComment('');
    setBusy(false);
  }

  return (
    <>
      <section className={styles.panel} aria-labelledby="what-changes">
        <h2 id="what-changes" className={styles.title}>
          What changes
        </h2>
        <Findings check={check} />
      </section>
      <section className={styles.panel} aria-labelledby="try-on-past">
        <h2 id="try-on-past" className={styles.title}>
          Try it on the past
        </h2>
        <Field label="Conversations of the last">
          <Select value={String(days)} onChange={(_event, { value }) => setDays(Number(value))}>
            {SPANS.map((span) => (
              <option key={span} value={span}>
                {span} days
              </option>
            ))}
          </Select>
        </Field>
        <div className={styles.actions}>
          {state.kind === 'running' ? (
            <Button onClick={trial.stop}>Stop</Button>
          ) : (
            <Button disabledFocusable={!usable} onClick={() => void trial.begin(text, days)}>
              Try it
            </Button>
          )}
        </div>
        <div role="status">
          {state.kind === 'running' && (
            <Spinner
              size="tiny"
              labelPosition="after"
              label={`Replaying: ${state.decisions.toLocaleString('en-GB')} decisions so far…`}
            />
          )}
          {state.kind === 'failed' && <span className={styles.refused}>{state.message}</span>}
          {state.kind === 'done' &&
            (state.text === text
              ? `Tried on the last ${state.days} days.`
              : `Tried on the last ${state.days} days, before you edited it again.`)}
        </div>
        {state.kind === 'done' && <TrialReportView report={state.report} />}
      </section>
      <section className={styles.panel} aria-labelledby="put-in-force">
        <h2 id="put-in-force" className={styles.title}>
          Put it in force
        </h2>
        <Field label="Why" required hint="Kept with the version, beside your name.">
          <Input value={comment} maxLength={500} onChange={(_event, { value }) => setComment(value)} />
        </Field>
        <div className={styles.actions}>
          <Button
            appearance="primary"
            disabledFocusable={!changes || busy || comment.trim() === ''}
            onClick={put}
          >
            Put in force
          </Button>
        </div>
        <div className={styles.facts}>
          It holds from each conversation’s next turn. thresholds.yaml on the server stays as it is.
        </div>
      </section>
    </>
  );
}

function Findings({ check }: { readonly check: ThresholdsCheck | undefined }) {
  const styles = useCardStyles();
  if (!check) return <Spinner size="tiny" label="Checking…" />;
  const { faults, notes, differences } = check;
  const lists = [
    { title: 'To be put right first', lines: faults, style: styles.removedLines },
    { title: 'Is this meant?', lines: notes, style: styles.examples },
    { title: 'Differences to what is in force', lines: differences, style: styles.examples },
  ];
  return (
    <>
      {faults.length === 0 && differences.length === 0 && <p className={styles.text}>Nothing differs.</p>}
      {lists.map(
        ({ title, lines, style }) =>
          lines.length > 0 && (
            <div key={title}>
              <strong>{title}</strong>
              <ul className={style}>
                {lines.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            </div>
          ),
      )}
    </>
  );
}
