// One line of the transcript: who spoke, when, what, what came with it, and whether the customer has read it.

import { mergeClasses } from '@fluentui/react-components';
import { BotRegular } from '@fluentui/react-icons/svg/bot';
import { memo } from 'react';
import type { TranscriptLine } from '../../handoff/views.js';
import { useBubbleStyles } from './bubble-styles.js';
import { withoutMarkdown } from './plain-text.js';
import { clockTime } from './times.js';
import { Attachments } from './transcript-attachment.js';

/** Lines of one speaker within this time stand together under one name. */
const TOGETHER_MS = 3 * 60_000;

/** The element that links lead to. */
export const lineId = (sequence: number): string => `line-${sequence}`;

export const TranscriptItem = memo(Item);

function Item(props: {
  readonly line: TranscriptLine;
  readonly before: TranscriptLine | undefined;
  /** The customer has read up to here. */
  readonly readHere: boolean;
  /** It was looked for. */
  readonly found: boolean;
}) {
  const styles = useBubbleStyles();
  const { line, before } = props;
  const time = clockTime(line.at, Date.now());
  if (line.from === 'system') {
    return (
      <li id={lineId(line.sequence)} className={styles.system} tabIndex={-1}>
        <span>
          {line.text} · <time dateTime={line.at}>{time}</time>
        </span>
      </li>
    );
  }
  const follows =
    before?.from === line.from &&
    before.name === line.name &&
    Date.parse(line.at) - Date.parse(before.at) < TOGETHER_MS;
  const bubble = { customer: styles.customerBubble, bot: styles.botBubble, agent: styles.agentBubble }[
    line.from
  ];
  const text = line.from === 'bot' ? withoutMarkdown(line.text) : line.text;
  return (
    <li
      id={lineId(line.sequence)}
      // A link of the bot's summary moves the focus here.
      tabIndex={-1}
      className={mergeClasses(
        styles.row,
        line.from === 'customer' ? styles.customer : styles.ours,
        follows && styles.follows,
        props.found && styles.found,
      )}
    >
      {!follows && (
        <div className={styles.head}>
          {line.from === 'bot' && <BotRegular aria-hidden />}
          <span className={styles.name}>{line.from === 'bot' ? `${line.name} (bot)` : line.name}</span>
          <time dateTime={line.at}>{time}</time>
        </div>
      )}
      <div className={mergeClasses(styles.bubble, bubble)}>
        {text}
        <Attachments attachments={line.attachments} />
      </div>
      {props.readHere && <div className={styles.delivery}>Read</div>}
    </li>
  );
}
