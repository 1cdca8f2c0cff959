// The conversation so far, oldest first, kept at its end unless the agent has scrolled up to read.

import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowDownRegular } from '@fluentui/react-icons/svg/arrow-down';
import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { HandoffView } from '../../handoff/views.js';
import { BotPart } from './bot-part.js';
import { NoteItem } from './note-item.js';
import { PendingLine } from './pending-line.js';
import type { PendingMessage } from './state.js';
import { lastRead, type TimelineItem, timelineOf } from './timeline.js';
import { lineId, TranscriptItem } from './transcript-item.js';

/** Pixels from the end that still count as being there. */
const NEAR_END = 80;

const useStyles = makeStyles({
  frame: { position: 'relative', flexGrow: 1, minHeight: '96px', display: 'flex', flexDirection: 'column' },
  scroll: { flexGrow: 1, minHeight: 0, overflowY: 'auto', overflowX: 'hidden' },
  list: {
    listStyle: 'none',
    margin: 0,
    padding: '16px',
    boxSizing: 'border-box',
    minHeight: '100%',
    display: 'flex',
    flexDirection: 'column',
    justifyContent: 'flex-end',
  },
  whole: { display: 'flex', flexDirection: 'column' },
  typing: {
    marginTop: '12px',
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
  },
  toEnd: { position: 'absolute', right: '16px', bottom: '8px', boxShadow: tokens.shadow8 },
});

export function Transcript(props: {
  readonly view: HandoffView;
  readonly pending: readonly PendingMessage[];
  /** The customer is typing. */
  readonly typing: boolean;
  readonly onRetry: (message: PendingMessage) => void;
  readonly onDiscard: (message: PendingMessage) => void;
}) {
  const styles = useStyles();
  const scroll = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const lastTop = useRef(0);
  const [away, setAway] = useState(false);
  const [unfolded, setUnfolded] = useState(false);
  const goNext = useRef<number>();
  const [found, setFound] = useState<number>();
  const { view, pending, typing } = props;
  const { transcript, notes, summary, customerRead, customerName } = view;
  const items = useMemo(
    () => timelineOf(transcript, notes ?? [], summary, unfolded),
    [transcript, notes, summary, unfolded],
  );
  const read = lastRead(transcript, customerRead);
  const written = pending.at(-1)?.clientId;

  // Who writes wants to see it.
  useLayoutEffect(() => {
    if (written !== undefined) atEnd.current = true;
  }, [written]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: it runs for what is shown, not for what it reads
  useLayoutEffect(() => {
    if (goNext.current !== undefined) {
      document.getElementById(lineId(goNext.current))?.focus();
      goNext.current = undefined;
    } else if (atEnd.current) toEnd();
  }, [items, pending.length, typing, read]);

  // The room shrinks when the composer grows, and pictures take theirs when they arrive.
  useLayoutEffect(() => {
    const box = scroll.current;
    if (!box) return;
    const watch = new ResizeObserver(() => {
      if (atEnd.current) box.scrollTop = box.scrollHeight;
    });
    watch.observe(box);
    if (box.firstElementChild) watch.observe(box.firstElementChild);
    return () => watch.disconnect();
  }, []);

  function toEnd(): void {
    const box = scroll.current;
    if (box) box.scrollTop = box.scrollHeight;
  }

  function onScroll(): void {
    const box = scroll.current;
    if (!box) return;
    const near = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END;
    // Only scrolling up leaves the end: room that shrinks and pictures that arrive do not.
    if (near || box.scrollTop < lastTop.current) atEnd.current = near;
    lastTop.current = box.scrollTop;
    setAway(!atEnd.current);
  }

  function go(sequence: number): void {
    setFound(sequence);
    const there = document.getElementById(lineId(sequence));
    if (there) there.focus();
    else {
      goNext.current = sequence;
      atEnd.current = false;
      setUnfolded(true);
    }
  }

  const show = (item: TimelineItem) => {
    switch (item.kind) {
      case 'line':
        return (
          <TranscriptItem
            key={item.line.sequence}
            line={item.line}
            before={item.before}
            readHere={item.line.sequence === read}
            found={item.line.sequence === found}
          />
        );
      case 'note':
        return (
          <li key={item.note.id} className={styles.whole}>
            <NoteItem note={item.note} />
          </li>
        );
      case 'bot-part':
        return (
          <li key="bot-part" className={styles.whole}>
            <BotPart
              summary={item.summary}
              count={item.count}
              open={unfolded}
              onToggle={() => setUnfolded(!unfolded)}
              onGo={go}
            />
          </li>
        );
      default:
        return item satisfies never;
    }
  };

  return (
    <div className={styles.frame}>
      <section
        ref={scroll}
        className={styles.scroll}
        onScroll={onScroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard
        tabIndex={0}
        aria-label={`Transcript with ${customerName}`}
      >
        <ol className={styles.list}>
          {items.map(show)}
          {pending.map((message) => (
            <PendingLine
              key={message.clientId}
              message={message}
              onRetry={() => props.onRetry(message)}
              onDiscard={() => props.onDiscard(message)}
            />
          ))}
          {typing && <li className={styles.typing}>{customerName} is typing…</li>}
        </ol>
      </section>
      {away && (
        <Button className={styles.toEnd} size="small" icon={<ArrowDownRegular />} onClick={toEnd}>
          To the newest
        </Button>
      )}
    </div>
  );
}
