// A field to write in with its button: Enter sends, Shift+Enter makes a new line, and the room that is left is told in time.

import { Button, makeStyles, Text, Textarea, type TextareaProps, tokens } from '@fluentui/react-components';
import { SendRegular } from '@fluentui/react-icons/svg/send';
import { type KeyboardEvent, type RefObject, useId } from 'react';

/** The server's limit; what is put in by a key may go beyond it. */
export const LONGEST = 4000;
/** From here on the room that is left is shown. */
const SHOW_LEFT_FROM = 3600;

const useStyles = makeStyles({
  line: { display: 'flex', alignItems: 'flex-end', gap: '8px' },
  field: { flexGrow: 1, minWidth: 0 },
  input: { fieldSizing: 'content', minHeight: '52px', maxHeight: '176px' },
  hint: {
    display: 'flex',
    justifyContent: 'space-between',
    gap: '8px',
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
  },
});

export function WritingField(props: {
  readonly input: RefObject<HTMLTextAreaElement>;
  readonly label: string;
  readonly placeholder: string;
  readonly hint: string;
  readonly button: string;
  readonly text: string;
  readonly canSend: boolean;
  readonly onText: (text: string) => void;
  readonly onSend: () => void;
  /** Comes first. @returns whether the key had its effect. */
  readonly onKey?: (event: KeyboardEvent) => boolean;
  readonly textarea?: TextareaProps['textarea'];
  readonly onPaste?: TextareaProps['onPaste'];
  readonly onSelect?: TextareaProps['onSelect'];
}) {
  const styles = useStyles();
  const hint = useId();
  const { text } = props;

  function onKeyDown(event: KeyboardEvent): void {
    // Enter also confirms a word of an input method (Japanese, Chinese): that is not a message yet.
    if (event.nativeEvent.isComposing || props.onKey?.(event)) return;
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    props.onSend();
  }

  return (
    <>
      <div className={styles.line}>
        <Textarea
          ref={props.input}
          className={styles.field}
          textarea={{ className: styles.input, ...(props.textarea as object) }}
          aria-label={props.label}
          aria-describedby={hint}
          placeholder={props.placeholder}
          maxLength={LONGEST}
          value={text}
          onChange={(_event, { value }) => props.onText(value)}
          onKeyDown={onKeyDown}
          onPaste={props.onPaste}
          onSelect={props.onSelect}
        />
        <Button
          appearance="primary"
          icon={<SendRegular />}
          disabledFocusable={!props.canSend}
          onClick={props.onSend}
        >
          {props.button}
        </Button>
      </div>
      <div className={styles.hint}>
        <Text size={200} id={hint}>
          {props.hint}
        </Text>
        {text.length >= SHOW_LEFT_FROM && (
          <span>
            {text.length <= LONGEST
              ? `${LONGEST - text.length} characters left`
              : `${text.length - LONGEST} characters too many`}
          </span>
        )}
      </div>
    </>
  );
}
