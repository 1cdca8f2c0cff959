// What customers wrote about their score, newest first; the bad ones alone, if wanted.

import { Badge, Button, mergeClasses } from '@fluentui/react-components';
import { useState } from 'react';
import type { SatisfactionComment } from '../../data/satisfaction-desk.js';
import { dayOf } from '../agent/times.js';
import { useCardStyles } from './card-styles.js';

type Which = 'all' | 'low' | 'high';

const CHOICES: readonly (readonly [Which, string])[] = [
  ['all', 'All'],
  ['low', '1 to 3'],
  ['high', '4 and 5'],
];

export function SatisfactionComments({ comments }: { readonly comments: readonly SatisfactionComment[] }) {
  const styles = useCardStyles();
  const [which, setWhich] = useState<Which>('all');
  const shown = comments.filter(({ score }) => which === 'all' || score >= 4 === (which === 'high'));
  return (
    <section aria-labelledby="satisfaction-comments">
      <h2 id="satisfaction-comments" className={mergeClasses(styles.title, styles.above)}>
        What they wrote
      </h2>
      <fieldset className={styles.choices}>
        <legend className={styles.legend}>With a score of</legend>
        {CHOICES.map(([choice, label]) => (
          <Button
            key={choice}
            appearance={choice === which ? 'primary' : 'secondary'}
            aria-pressed={choice === which}
            onClick={() => setWhich(choice)}
          >
            {label}
          </Button>
        ))}
      </fieldset>
      {shown.length === 0 && <p className={styles.empty}>Nobody wrote anything.</p>}
      <ul className={styles.list}>
        {shown.map(({ at, about, score, text }) => (
          <li key={`${at} ${text}`} className={styles.card}>
            <div className={styles.head}>
              <Badge color={score >= 4 ? 'success' : score === 3 ? 'warning' : 'danger'} appearance="tint">
                {score} of 5
              </Badge>
              <span className={styles.facts}>
                {about === 'bot' ? 'the bot' : 'a person'}, {dayOf(at)}
              </span>
            </div>
            <p className={styles.text}>{text}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
