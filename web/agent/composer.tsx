// Where the agent writes: Enter sends, Shift+Enter makes a new line, the draft outlives a reload.

import { Button, makeStyles, Text, Textarea, tokens } from '@fluentui/react-components';
import { SendRegular } from '@fluentui/react-icons/svg/send';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { keepDraft, readDraft } from './drafts.js';

/** The server's limit. */
const LONGEST = 4000;
/** From here on the room that is left is shown. */
const SHOW_LEFT_FROM = 3600;

const useStyles = makeStyles({
  box: {
    padding: '10px 16px 8px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    display: 'grid',
    gap: '4px',
    flexShrink: 0,
  },
  line: { display: 'flex', alignItems: 'flex-end', gap: '8px' },
  field: { flexGrow: 1 },
  input: { fieldSizing: 'content', minHeight: '52px', maxHeight: '176px' },
  hint: {
    display: 'flex',
    justifyContent: 'space-between',
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
  },
});

export function Composer(props: {
  readonly handoffId: string;
  readonly customerName: string;
  readonly onSend: (text: string) => void;
}) {
  const styles = useStyles();
  const { handoffId } = props;
  const [text, setText] = useState(() => readDraft(handoffId));
  const input = useRef<HTMLTextAreaElement>(null);
  const empty = text.trim() === '';

  // It appears when a conversation was claimed or opened to answer it: writing comes next.
  useEffect(() => input.current?.focus(), []);

  function change(value: string): void {
    setText(value);
    keepDraft(handoffId, value);
  }

  function send(): void {
    if (empty) return;
    props.onSend(text.trim());
    change('');
    input.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent): void {
    // Enter also confirms a word of an input method (Japanese, Chinese): that is not a message yet.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  }

  return (
    <div className={styles.box}>
      <div className={styles.line}>
        <Textarea
          ref={input}
          className={styles.field}
          textarea={{ className: styles.input }}
          aria-label={`Message to ${props.customerName}`}
          aria-describedby="composer-hint"
          placeholder={`Write to ${props.customerName}`}
          maxLength={LONGEST}
          value={text}
          onChange={(_event, { value }) => change(value)}
          onKeyDown={onKeyDown}
        />
        <Button appearance="primary" icon={<SendRegular />} disabledFocusable={empty} onClick={send}>
          Send
        </Button>
      </div>
      <div className={styles.hint}>
        <Text size={200} id="composer-hint">
          Enter sends, Shift+Enter makes a new line
        </Text>
        {text.length >= SHOW_LEFT_FROM && <span>{LONGEST - text.length} characters left</span>}
      </div>
    </div>
  );
}
