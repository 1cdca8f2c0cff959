// What customers asked and the bot had no good answer to, most frequent first.

import { Badge, Button, Switch } from '@fluentui/react-components';
import { useState } from 'react';
import type { GapReason, GapsView, GapView } from '../../data/learning-desk.js';
import { dayOf } from '../agent/times.js';
import { AnswerForm } from './answer-form.js';
import * as api from './api.js';
import { useCardStyles } from './card-styles.js';

const REASONS: Readonly<Record<GapReason, string>> = {
  'not-understood': 'not understood',
  unsure: 'asked back in vain',
  missed: 'answered beside the point',
  'bad-rating': 'rated badly',
};
const SHOWN = 3;

export function GapsPane({ gaps, act }: { readonly gaps: GapsView; readonly act: api.Act }) {
  const styles = useCardStyles();
  const [all, setAll] = useState(false);
  const listed = gaps.gaps.filter(({ state }) => all || state === 'open');
  return (
    <section aria-label="Unanswered questions">
      <Switch
        label="Show answered ones and those that are not for us"
        checked={all}
        onChange={(_event, { checked }) => setAll(checked)}
      />
      {listed.length === 0 && <p className={styles.empty}>Nothing waits for an answer.</p>}
      <ul className={styles.list}>
        {listed.map((gap) => (
          <Gap key={gap.id} gap={gap} act={act} />
        ))}
      </ul>
      {gaps.withoutSentence > 0 && (
        <p className={styles.empty}>
          {gaps.withoutSentence} more went unanswered of which no sentence is kept: their customers declined
          the relationship, or were erased.
        </p>
      )}
    </section>
  );
}

function Gap({ gap, act }: { readonly gap: GapView; readonly act: api.Act }) {
  const styles = useCardStyles();
  const [writing, setWriting] = useState(false);
  const [question = '', ...others] = gap.examples;
  return (
    <li className={styles.card}>
      <div className={styles.head}>
        <h2 className={styles.title}>{question}</h2>
        {gap.state === 'answered' && <Badge color="success">Answered</Badge>}
        {gap.state === 'not-ours' && <Badge color="informative">Not for us</Badge>}
      </div>
      <div className={styles.facts}>
        Asked {gap.count === 1 ? 'once' : `${gap.count} times`}, last on {dayOf(gap.lastSeen)}:{' '}
        {gap.reasons.map(({ reason, count }) => `${count} × ${REASONS[reason]}`).join(', ')}
      </div>
      {others.length > 0 && (
        <ul className={styles.examples}>
          {others.slice(0, writing ? undefined : SHOWN).map((example) => (
            <li key={example}>{example}</li>
          ))}
        </ul>
      )}
      {writing ? (
        <AnswerForm
          draft={{ question, alternatives: others.filter(isWhole), answer: '', title: '' }}
          save="Propose this answer"
          onSave={(draft) => act(api.propose(draft, gap.id), 'Proposed. It is used once it is approved.')}
          onCancel={() => setWriting(false)}
        />
      ) : (
        <div className={styles.actions}>
          <Button appearance="primary" size="small" onClick={() => setWriting(true)}>
            Write an answer
          </Button>
          {gap.state === 'not-ours' ? (
            <Button
              size="small"
              onClick={() => act(api.setGap(gap.id, 'open'), 'It waits for an answer again.')}
            >
              For us after all
            </Button>
          ) : (
            <Button
              size="small"
              onClick={() => act(api.setGap(gap.id, 'not-ours'), 'Put aside as not for us.')}
            >
              Not for us
            </Button>
          )}
        </div>
      )}
    </li>
  );
}

/** What was masked is nobody's way to ask it. */
function isWhole(example: string): boolean {
  return !/\[(?:name|number|e-mail|link)\]/.test(example);
}
