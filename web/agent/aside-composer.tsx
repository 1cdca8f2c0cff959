// Where an agent writes to colleagues: a private note, or a whisper to the owner. The customer never reads either.

import { useEffect, useRef, useState } from 'react';
import { newClientId } from './client-id.js';
import { keepDraft, readDraft } from './drafts.js';
import { WritingField } from './writing-field.js';

export type Aside = 'note' | 'whisper';

export function AsideComposer(props: {
  readonly handoffId: string;
  readonly kind: Aside;
  /** Who has the conversation; a whisper is for them. */
  readonly owner: string;
  /** @returns whether it is kept. */
  readonly onSay: (words: { clientId: string; text: string }) => Promise<boolean>;
}) {
  const { handoffId, kind } = props;
  const input = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(() => readDraft(handoffId, kind));
  const [busy, setBusy] = useState(false);
  // The same id again after a lost answer: it is not written twice.
  const clientId = useRef(newClientId());
  const canSend = !busy && text.trim() !== '';

  useEffect(() => input.current?.focus(), []);

  function change(value: string): void {
    setText(value);
    keepDraft(handoffId, value, kind);
  }

  async function send(): Promise<void> {
    if (!canSend) return;
    setBusy(true);
    const kept = await props.onSay({ clientId: clientId.current, text: text.trim() });
    setBusy(false);
    // From the button back to the field; whoever went elsewhere meanwhile stays there.
    if (input.current?.closest('[data-composer]')?.contains(document.activeElement)) input.current.focus();
    if (!kept) return;
    clientId.current = newClientId();
    change('');
  }

  const whisper = kind === 'whisper';
  return (
    <WritingField
      input={input}
      label={whisper ? `Whisper to ${props.owner}` : 'Private note'}
      placeholder={whisper ? `Only ${props.owner} and colleagues read this` : 'Only colleagues read this'}
      hint={`Not for the customer. Enter ${whisper ? 'whispers' : 'keeps it'}, Shift+Enter makes a new line`}
      button={whisper ? 'Whisper' : 'Keep'}
      text={text}
      canSend={canSend}
      onText={change}
      onSend={send}
    />
  );
}
