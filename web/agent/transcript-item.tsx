// One line of the transcript: who spoke, when, what, and what came with it.

import { Link, mergeClasses } from '@fluentui/react-components';
import { AttachRegular } from '@fluentui/react-icons/svg/attach';
import { BotRegular } from '@fluentui/react-icons/svg/bot';
import { ImageRegular } from '@fluentui/react-icons/svg/image';
import { memo } from 'react';
import type { TranscriptLine } from '../../handoff/views.js';
import { useBubbleStyles } from './bubble-styles.js';
import { summarise, withoutMarkdown } from './plain-text.js';
import { clockTime } from './times.js';

/** Lines of one speaker within this time stand together under one name. */
const TOGETHER_MS = 3 * 60_000;

export const TranscriptItem = memo(Item);

function Item(props: { readonly line: TranscriptLine; readonly before: TranscriptLine | undefined }) {
  const styles = useBubbleStyles();
  const { line, before } = props;
  const time = clockTime(line.at, Date.now());
  if (line.from === 'system') {
    return (
      <li className={styles.system}>
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
      className={mergeClasses(
        styles.row,
        line.from === 'customer' ? styles.customer : styles.ours,
        follows && styles.follows,
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
        {line.attachments.length > 0 && (
          <div className={styles.attachments}>
            {line.attachments.map((attachment, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a stored line's attachments never change
              <Attachment key={index} attachment={attachment} />
            ))}
          </div>
        )}
      </div>
    </li>
  );
}

function Attachment({ attachment }: { readonly attachment: TranscriptLine['attachments'][number] }) {
  const styles = useBubbleStyles();
  const summary = summarise(attachment);
  switch (summary.kind) {
    case 'card':
      return (
        <div className={styles.card}>
          <span className={styles.cardTitle}>{summary.title}</span>
          {summary.text.map((text, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a card's words never change
            <span key={index}>{text}</span>
          ))}
        </div>
      );
    case 'link':
      return (
        <Link className={styles.link} href={summary.address} target="_blank" rel="noopener noreferrer" inline>
          {summary.image ? <ImageRegular aria-hidden /> : <AttachRegular aria-hidden />}
          {summary.name}
        </Link>
      );
    case 'file':
      return <span>{summary.name}</span>;
    default:
      return summary satisfies never;
  }
}
