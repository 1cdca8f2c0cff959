// How satisfied customers were, with the bot and with people: the figures, week by week, and what they wrote. Reads while it is shown.

import { Field, Select, Spinner } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import type { SatisfactionView } from '../../data/satisfaction-desk.js';
import { request } from '../agent/api.js';
import { useCardStyles } from './card-styles.js';
import { SatisfactionComments } from './satisfaction-comments.js';
import { InAll, Spread, Weeks } from './satisfaction-figures.js';

/** Milliseconds between two readings: ratings come in slowly. */
const READ_MS = 30_000;
const SPANS: readonly (readonly [number, string])[] = [
  [4, '4 weeks'],
  [12, '12 weeks'],
  [26, 'half a year'],
  [53, 'a year'],
];

/** @param active whether this page is the one that is shown. */
export function SatisfactionPane(props: { readonly active: boolean; readonly onEnded: () => void }) {
  const styles = useCardStyles();
  const { active, onEnded } = props;
  const [weeks, setWeeks] = useState(12);
  const { view, problem } = useSatisfaction(active, weeks, onEnded);
  if (!active) return null;
  return (
    <section aria-label="Satisfaction">
      <Field className={styles.above} label="Shown">
        <Select value={String(weeks)} onChange={(_event, { value }) => setWeeks(Number(value))}>
          {SPANS.map(([span, label]) => (
            <option key={span} value={span}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      {problem && <p role="alert">{problem}</p>}
      {!view && !problem && <Spinner label="Reading…" />}
      {view && view.all.asked === 0 && (
        <p className={styles.empty}>
          Nobody was asked in this time. Customers are asked on leaving, and after a talk with a person.
        </p>
      )}
      {view && view.all.asked > 0 && (
        <>
          <InAll view={view} />
          <Spread share={view.all} />
          <Weeks view={view} />
          <SatisfactionComments comments={view.comments} />
        </>
      )}
    </section>
  );
}

function useSatisfaction(active: boolean, weeks: number, onEnded: () => void) {
  const [view, setView] = useState<SatisfactionView>();
  const [problem, setProblem] = useState<string>();
  const ended = useRef(onEnded);
  ended.current = onEnded;

  useEffect(() => {
    if (!active) return;
    let stale = false;
    const read = async () => {
      const answer = await request<SatisfactionView>('GET', `/api/business/satisfaction?weeks=${weeks}`);
      if (stale) return;
      setProblem(answer.ok ? undefined : answer.message);
      if (answer.ok) setView(answer.value);
      else if (answer.status === 401) ended.current();
    };
    void read();
    const timer = setInterval(() => void read(), READ_MS);
    return () => {
      stale = true;
      clearInterval(timer);
    };
  }, [active, weeks]);

  return { view, problem };
}
