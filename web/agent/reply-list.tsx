// The canned replies that fit what stands after the `/`; the focus stays in the composer, which chooses by keyboard.

import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import type { CannedReply } from '../../handoff/views.js';

export const REPLY_LIST = 'reply-list';
export const replyOption = (index: number): string => `reply-option-${index}`;

const useStyles = makeStyles({
  list: {
    listStyle: 'none',
    margin: 0,
    padding: '4px',
    maxHeight: '216px',
    overflowY: 'auto',
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    boxShadow: tokens.shadow8,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  option: {
    display: 'grid',
    padding: '4px 8px',
    borderRadius: tokens.borderRadiusMedium,
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
  },
  active: {
    backgroundColor: tokens.colorNeutralBackground1Selected,
    outline: `2px solid ${tokens.colorCompoundBrandStroke}`,
    outlineOffset: '-2px',
  },
  title: { fontWeight: tokens.fontWeightSemibold },
  text: {
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
});

export function ReplyList(props: {
  readonly replies: readonly CannedReply[];
  readonly active: number;
  readonly onChoose: (reply: CannedReply) => void;
}) {
  const styles = useStyles();
  const active = useRef<HTMLDivElement>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another one is active then
  useEffect(() => {
    active.current?.scrollIntoView({ block: 'nearest' });
  }, [props.active]);

  return (
    <div id={REPLY_LIST} role="listbox" aria-label="Canned replies" className={styles.list}>
      {props.replies.map((reply, index) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the composer, aria-activedescendant names the option
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the composer's
        <div
          key={reply.id}
          id={replyOption(index)}
          ref={index === props.active ? active : undefined}
          role="option"
          aria-selected={index === props.active}
          className={mergeClasses(styles.option, index === props.active && styles.active)}
          // Else the composer would lose the focus before the click is one.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => props.onChoose(reply)}
        >
          <span className={styles.title}>{reply.title}</span>
          <span className={styles.text}>{reply.text}</span>
        </div>
      ))}
    </div>
  );
}
