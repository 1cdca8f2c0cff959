// The thresholds: the numbers, what a change of them would do, and how they came about. Keeps the edits while another page is shown.

import { Button, Field, MessageBar, MessageBarBody, Spinner, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import type { Act } from './api.js';
import { useCardStyles } from './card-styles.js';
import { ChangePanel } from './change-panel.js';
import * as api from './thresholds-api.js';
import { ThresholdsForm } from './thresholds-form.js';
import { ThresholdsHistory } from './thresholds-history.js';
import { type ThresholdsState, useThresholds } from './use-thresholds.js';
import { useTrial } from './use-trial.js';

type Shown = 'form' | 'yaml' | 'change' | 'history';

const PARTS: readonly (readonly [Shown, string])[] = [
  ['form', 'Numbers'],
  ['yaml', 'As YAML'],
  ['change', 'Try and put in force'],
  ['history', 'History'],
];

/** @param active whether this page is the one that is shown. */
export function ThresholdsPane(props: {
  readonly active: boolean;
  readonly act: Act;
  readonly onEnded: () => void;
}) {
  const styles = useCardStyles();
  const { active, act, onEnded } = props;
  const state = useThresholds(active, onEnded);
  const trial = useTrial(onEnded);
  const [shown, setShown] = useState<Shown>('form');
  const { view, text, edit } = state;
  if (!active) return null;
  if (!view) return state.problem ? <p>{state.problem}</p> : <Spinner label="Reading…" />;
  const edited = text !== view.text;

  async function put(comment: string): Promise<boolean> {
    const done = await act(api.put(text, comment, state.base), 'It is in force.');
    if (done) await state.begin();
    return done;
  }

  return (
    <section aria-label="Thresholds">
      <p className={styles.facts}>
        <InForce view={view} />
      </p>
      <fieldset className={styles.choices}>
        <legend className={styles.legend}>Show</legend>
        {PARTS.map(([part, label]) => (
          <Button
            key={part}
            appearance={part === shown ? 'primary' : 'secondary'}
            aria-pressed={part === shown}
            onClick={() => setShown(part)}
          >
            {label}
          </Button>
        ))}
      </fieldset>
      <div role="status" className={styles.facts}>
        {statusOf(state, edited)}
      </div>
      {edited && (
        <Button className={styles.above} size="small" onClick={() => void state.begin()}>
          Discard the changes
        </Button>
      )}
      {edited && state.base !== view.version && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            Version {view.version} came into force meanwhile; yours began from version {state.base}. Discard
            it, and make the change again.
          </MessageBarBody>
        </MessageBar>
      )}
      {shown === 'form' && <ThresholdsForm view={view} text={text} onEdit={edit} />}
      {shown === 'yaml' && (
        <Field className={styles.above} label="thresholds.yaml">
          <Textarea
            rows={28}
            resize="vertical"
            textarea={{ className: styles.code, spellCheck: false }}
            value={text}
            onChange={(_event, { value }) => edit(value)}
          />
        </Field>
      )}
      {shown === 'change' && <ChangePanel text={text} check={state.check} trial={trial} onPut={put} />}
      {shown === 'history' && (
        <ThresholdsHistory
          view={view}
          act={act}
          onEdit={(old) => {
            edit(old);
            setShown('change');
          }}
          onRestored={state.begin}
        />
      )}
    </section>
  );
}

function InForce({ view }: { readonly view: NonNullable<ThresholdsState['view']> }) {
  const made = view.versions.find(({ version }) => version === view.version);
  return (
    <>
      Version {view.version} is in force{made && `, by ${made.author}`}
      {made?.comment && `: ${made.comment}`}.
    </>
  );
}

function statusOf({ check }: ThresholdsState, edited: boolean): string {
  if (!check) return 'Checking…';
  const { faults, notes, differences } = check;
  const count = (n: number, one: string, many: string) => (n === 1 ? `one ${one}` : `${n} ${many}`);
  return [
    edited
      ? `Not in force yet: ${count(differences.length, 'value differs', 'values differ')}`
      : 'As in force',
    ...(faults.length > 0 ? [`${count(faults.length, 'fault', 'faults')} to be put right`] : []),
    ...(notes.length > 0 ? [`${count(notes.length, 'value', 'values')} to look at again`] : []),
  ].join('; ');
}
