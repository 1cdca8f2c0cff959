// One threshold of one layer: its value, what it means, and what holds where it is left empty.

import { Field, Input, Select } from '@fluentui/react-components';
import { useState } from 'react';
import type { ThresholdField } from '../../data/thresholds-desk.js';

export function ThresholdInput(props: {
  readonly field: ThresholdField;
  readonly value: string;
  /** What holds where it is left empty, in words; absent: it is everybody's own value. */
  readonly otherwise?: string;
  readonly onChange: (value: string) => void;
}) {
  const { field, value, otherwise, onChange } = props;
  const { takes } = field;
  const [typed, setTyped] = useState(value);
  // While somebody types "1.0", the number is 1 already, and what they typed stays.
  const shown = isSame(typed, value) ? typed : value;
  const empty = otherwise ?? 'not set';
  return (
    <Field label={labelOf(field)} hint={[field.explanation, rangeOf(takes)].filter(Boolean).join(' ')}>
      {takes.kind === 'choice' ? (
        <Select value={value} onChange={(_event, chosen) => onChange(chosen.value)}>
          {(otherwise !== undefined || value === '') && <option value="">{empty}</option>}
          {[...new Set([...takes.options, ...(value === '' ? [] : [value])])].map((option) => (
            <option key={option} value={option}>
              {option}
            </option>
          ))}
        </Select>
      ) : (
        <Input
          value={shown}
          placeholder={empty}
          inputMode={takes.kind === 'number' && !takes.never ? 'decimal' : 'text'}
          onChange={(_event, written) => {
            setTyped(written.value);
            onChange(written.value);
          }}
        />
      )}
    </Field>
  );
}

/** @returns for example `Patience seconds, pool`. */
export function labelOf({ path }: Pick<ThresholdField, 'path'>): string {
  const words = path.map((key) => key.replaceAll('_', ' ')).join(', ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function rangeOf(takes: ThresholdField['takes']): string {
  switch (takes.kind) {
    case 'choice':
      return '';
    case 'hours':
      return 'Hours such as 22:00-07:00, or never.';
    case 'number': {
      const { whole, least, most, never } = takes;
      const range = most === undefined ? `${least} or more` : `${least} to ${most}`;
      return `${whole ? 'A whole number' : 'A number'}, ${range}${never ? ', or never' : ''}.`;
    }
    default:
      return takes satisfies never;
  }
}

function isSame(typed: string, value: string): boolean {
  return typed.trim() === value || (typed.trim() !== '' && value !== '' && Number(typed) === Number(value));
}
