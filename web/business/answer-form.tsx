// The form in which an answer is written or edited: question, other ways to ask it, answer, source.

import { Button, Field, Input, Textarea } from '@fluentui/react-components';
import { type FormEvent, useState } from 'react';
import type { ProposalDraft } from '../../data/learning-desk.js';
import { useCardStyles } from './card-styles.js';

export function AnswerForm(props: {
  readonly draft: ProposalDraft;
  readonly save: string;
  /** @returns whether it was done. */
  readonly onSave: (draft: ProposalDraft) => Promise<boolean>;
  readonly onCancel: () => void;
}) {
  const styles = useCardStyles();
  const [question, setQuestion] = useState(props.draft.question);
  const [also, setAlso] = useState(props.draft.alternatives.join('\n'));
  const [answer, setAnswer] = useState(props.draft.answer);
  const [title, setTitle] = useState(props.draft.title);
  const [busy, setBusy] = useState(false);

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    const alternatives = also
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean);
    const done = await props.onSave({ question, alternatives, answer, title });
    setBusy(false);
    if (done) props.onCancel();
  }

  return (
    <form className={styles.fields} onSubmit={save}>
      <Field label="Question" required>
        <Input
          value={question}
          maxLength={300}
          autoFocus
          onChange={(_event, { value }) => setQuestion(value)}
        />
      </Field>
      <Field label="Other ways to ask it, one a line">
        <Textarea rows={4} value={also} onChange={(_event, { value }) => setAlso(value)} />
      </Field>
      <Field label="Answer" required>
        <Textarea
          rows={5}
          textarea={{ maxLength: 20_000 }}
          value={answer}
          onChange={(_event, { value }) => setAnswer(value)}
        />
      </Field>
      <Field label="Source, as customers read it" hint="Left empty, it is the name of the business.">
        <Input value={title} maxLength={100} onChange={(_event, { value }) => setTitle(value)} />
      </Field>
      <div className={styles.actions}>
        <Button
          type="submit"
          appearance="primary"
          disabledFocusable={busy || question.trim() === '' || answer.trim() === ''}
        >
          {props.save}
        </Button>
        <Button onClick={props.onCancel}>Cancel</Button>
      </div>
    </form>
  );
}
