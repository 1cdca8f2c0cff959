// Answers of the knowledge that may fit what the customer asked last, each with its source; one key puts one into the composer.

import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { ChevronDownRegular } from '@fluentui/react-icons/svg/chevron-down';
import { ChevronRightRegular } from '@fluentui/react-icons/svg/chevron-right';
import { useId, useState } from 'react';
import type { SuggestedAnswer } from '../../handoff/tools.js';
import { NARROW, useMedia } from './media.js';
import { withoutMarkdown } from './plain-text.js';

/** As many as have a key of their own. */
export const SHOWN_SUGGESTIONS = 3;
/** More likely than not: worth the room. Below it they are folded, until the agent opens them. */
const LIKELY = 0.5;

const useStyles = makeStyles({
  box: { display: 'grid', gap: '2px' },
  toggle: { justifySelf: 'start', minWidth: 0, paddingLeft: 0 },
  list: { listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: '4px' },
  item: {
    display: 'flex',
    alignItems: 'center',
    gap: '8px',
    padding: '4px 4px 4px 10px',
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  words: { flexGrow: 1, minWidth: 0, display: 'grid' },
  answer: {
    display: '-webkit-box',
    WebkitBoxOrient: 'vertical',
    WebkitLineClamp: 2,
    overflow: 'hidden',
    overflowWrap: 'anywhere',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  source: {
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    fontSize: tokens.fontSizeBase100,
    lineHeight: tokens.lineHeightBase100,
    color: tokens.colorNeutralForeground2,
  },
  insert: { flexShrink: 0 },
  key: {
    flexShrink: 0,
    fontFamily: 'inherit',
    fontSize: tokens.fontSizeBase100,
    color: tokens.colorNeutralForeground2,
    '@media (pointer: coarse)': { display: 'none' },
  },
});

export function SuggestionList(props: {
  readonly suggestions: readonly SuggestedAnswer[];
  readonly onInsert: (suggestion: SuggestedAnswer) => void;
}) {
  const styles = useStyles();
  const narrow = useMedia(NARROW);
  const list = useId();
  const [chosen, setChosen] = useState<boolean>();
  const shown = props.suggestions.slice(0, SHOWN_SUGGESTIONS);
  if (shown.length === 0) return null;
  const likely = shown.some(({ confidence }) => confidence >= LIKELY);
  const open = chosen ?? (likely && !narrow);
  return (
    <section className={styles.box} aria-label="Suggested answers">
      <Button
        className={styles.toggle}
        size="small"
        appearance="transparent"
        icon={open ? <ChevronDownRegular /> : <ChevronRightRegular />}
        aria-expanded={open}
        aria-controls={list}
        onClick={() => setChosen(!open)}
      >
        {shown.length === 1 ? '1 suggested answer' : `${shown.length} suggested answers`}
      </Button>
      <ul id={list} className={styles.list} hidden={!open}>
        {open &&
          shown.map((suggestion, index) => (
            <li key={suggestion.entryId} className={styles.item}>
              <span className={styles.words}>
                <span className={styles.answer}>{withoutMarkdown(suggestion.answer)}</span>
                <span className={styles.source}>
                  {suggestion.title} · {suggestion.source} · match {Math.round(100 * suggestion.confidence)} %
                </span>
              </span>
              <kbd className={styles.key} aria-hidden>
                Alt+{index + 1}
              </kbd>
              <Button
                className={styles.insert}
                size="small"
                aria-label={`Insert: ${suggestion.title}`}
                aria-keyshortcuts={`Alt+${index + 1}`}
                onClick={() => props.onInsert(suggestion)}
              >
                Insert
              </Button>
            </li>
          ))}
      </ul>
    </section>
  );
}
