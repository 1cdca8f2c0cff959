// The thresholds as a form: one layer at a time, each value with what it means.

import { Field, makeStyles, Select } from '@fluentui/react-components';
import { useState } from 'react';
import type { ThresholdsView } from '../../data/thresholds-desk.js';
import { ThresholdInput } from './threshold-input.js';
import { type Layer, layersIn, readText, valueAt, withValue } from './thresholds-text.js';

const useStyles = makeStyles({
  layer: { maxWidth: '400px', marginTop: '12px' },
  fields: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 260px), 1fr))',
    gap: '16px 20px',
    marginTop: '16px',
    alignItems: 'start',
  },
});

export function ThresholdsForm(props: {
  readonly view: Pick<ThresholdsView, 'fields' | 'levels'>;
  readonly text: string;
  readonly onEdit: (text: string) => void;
}) {
  const styles = useStyles();
  const [chosen, setChosen] = useState(0);
  const { view, text, onEdit } = props;
  const document = readText(text);
  if (!document) return <p>This text can’t be shown as a form. Put it right as YAML first.</p>;
  const layers = layersIn(document, view.levels);
  const layer = layers[chosen] ?? layers[0];
  if (!layer) return null;
  return (
    <>
      <Field
        className={styles.layer}
        label="For whom"
        hint="The later in this list wins. Topics and values of orders are added as YAML."
      >
        <Select
          value={String(layers.indexOf(layer))}
          onChange={(_event, { value }) => setChosen(Number(value))}
        >
          {layers.map(({ name, path }, i) => (
            <option key={path.join('.')} value={i}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <div className={styles.fields}>
        {view.fields
          .filter(({ where }) => where.includes(layer.kind))
          .map((field) => {
            const path = [...layer.path, ...field.path];
            return (
              <ThresholdInput
                key={path.join('.')}
                field={field}
                value={valueAt(document, path)}
                otherwise={otherwiseAt(layer, valueAt(document, ['defaults', ...field.path]))}
                onChange={(value) => onEdit(withValue(text, path, value))}
              />
            );
          })}
      </div>
    </>
  );
}

function otherwiseAt({ kind }: Layer, everybody: string): string | undefined {
  if (kind === 'defaults') return undefined;
  return kind === 'levels' && everybody !== '' ? `as for everybody: ${everybody}` : 'as without it';
}
