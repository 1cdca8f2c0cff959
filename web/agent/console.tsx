// The three panes, side by side or as tabs, and what moves between them: selection, focus, the page's title, announcements.

import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  makeStyles,
  mergeClasses,
  tokens,
} from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { useEffect, useRef, useState } from 'react';
import type { AgentView } from '../../handoff/views.js';
import { BriefPane } from './brief-pane.js';
import type { ConsoleStore } from './console-store.js';
import { ConversationPane } from './conversation-pane.js';
import { Header } from './header.js';
import { NARROW, useMedia } from './media.js';
import { type Pane, PaneTabs } from './pane-tabs.js';
import { QueuePane } from './queue-pane.js';
import { type ConsoleState, type HandoffRef, waitingCount } from './state.js';

const NARROW_SCREEN = `@media ${NARROW}`;

const useStyles = makeStyles({
  notice: { flexShrink: 0 },
  main: { flexGrow: 1, minHeight: 0, display: 'flex', flexDirection: 'column' },
  panes: {
    flexGrow: 1,
    minHeight: 0,
    display: 'grid',
    gridTemplateColumns: 'minmax(256px, 320px) minmax(0, 1fr) minmax(264px, 340px)',
    [NARROW_SCREEN]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  pane: {
    minHeight: 0,
    minWidth: 0,
    display: 'flex',
    flexDirection: 'column',
    backgroundColor: tokens.colorNeutralBackground1,
  },
  side: { backgroundColor: tokens.colorNeutralBackground2 },
  left: { borderRight: `1px solid ${tokens.colorNeutralStroke2}` },
  right: { borderLeft: `1px solid ${tokens.colorNeutralStroke2}` },
  hiddenWhenNarrow: { [NARROW_SCREEN]: { display: 'none' } },
  onlyHeard: {
    position: 'absolute',
    width: '1px',
    height: '1px',
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  },
});

export function Console(props: {
  readonly state: ConsoleState;
  readonly agent: AgentView;
  readonly store: ConsoleStore;
}) {
  const { state, agent, store } = props;
  const styles = useStyles();
  const narrow = useMedia(NARROW);
  const [pane, setPane] = useState<Pane>('queue');
  const queueHeading = useRef<HTMLHeadingElement>(null);
  const waiting = waitingCount(state.queue);
  const selected = state.open.kind === 'none' ? undefined : state.open.ref;

  useEffect(() => {
    document.title = `${waiting ? `(${waiting}) ` : ''}Rapport · ${agent.businessName}`;
  }, [waiting, agent.businessName]);

  function open(ref: HandoffRef): void {
    store.open(ref);
    setPane('conversation');
  }

  async function claim(ref: HandoffRef): Promise<void> {
    setPane('conversation');
    await store.claim(ref);
  }

  /** The conversation is gone from the screen, so the focus goes where the next one is chosen. */
  function finished(): void {
    setPane('queue');
    requestAnimationFrame(() => queueHeading.current?.focus());
  }

  const paneStyle = (own: Pane, ...more: readonly string[]) =>
    mergeClasses(styles.pane, ...more, pane !== own && styles.hiddenWhenNarrow);

  return (
    <>
      <Header
        agent={agent}
        connection={state.connection}
        onPresence={store.choosePresence}
        onSignOut={store.signOut}
      />
      {narrow && <PaneTabs pane={pane} waiting={waiting} onChoose={setPane} />}
      <main className={styles.main}>
        {state.notice && (
          <MessageBar className={styles.notice} intent={state.notice.intent} layout="multiline">
            <MessageBarBody>{state.notice.text}</MessageBarBody>
            <MessageBarActions
              containerAction={
                <Button
                  appearance="transparent"
                  icon={<DismissRegular />}
                  aria-label="Dismiss"
                  onClick={store.dismissNotice}
                />
              }
            />
          </MessageBar>
        )}
        <div className={styles.panes}>
          <section className={paneStyle('queue', styles.side, styles.left)} aria-label="Queue">
            <QueuePane
              rows={state.queue}
              unread={state.unread}
              selected={selected}
              headingRef={queueHeading}
              onOpen={open}
              onClaim={claim}
            />
          </section>
          <section className={paneStyle('conversation')} aria-label="Conversation">
            <ConversationPane
              open={state.open}
              pending={state.pending}
              store={store}
              onClaim={claim}
              onFinished={finished}
            />
          </section>
          <aside className={paneStyle('customer', styles.side, styles.right)} aria-label="Customer">
            <BriefPane view={state.open.kind === 'ready' ? state.open.view : undefined} />
          </aside>
        </div>
      </main>
      <div className={styles.onlyHeard} aria-live="polite">
        {state.announcement}
      </div>
    </>
  );
}
