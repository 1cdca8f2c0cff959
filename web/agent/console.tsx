// The panes of the desk, side by side or as tabs, or the team; and what moves between them: selection, focus, keys, the page's title.

import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { AgentView } from '../../handoff/views.js';
import * as api from './api.js';
import { BriefPane } from './brief-pane.js';
import type { ConsoleStore } from './console-store.js';
import { ConversationPane } from './conversation-pane.js';
import { Header, type Place } from './header.js';
import { NARROW, useMedia } from './media.js';
import { Notices } from './notices.js';
import { type Pane, PaneTabs } from './pane-tabs.js';
import { PRESENCE_ID } from './presence-chooser.js';
import { needingCount, nextNeeding, stepFrom } from './queue-groups.js';
import { QueuePane } from './queue-pane.js';
import { SettingsDialog } from './settings-dialog.js';
import type { Command } from './shortcuts.js';
import type { ConsoleState, HandoffRef } from './state.js';
import { TeamPage } from './team-page.js';
import { useCommands } from './use-commands.js';

const NARROW_SCREEN = `@media ${NARROW}`;

const useStyles = makeStyles({
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
  elsewhere: { display: 'none' },
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
  const [place, setPlace] = useState<Place>('desk');
  const [pane, setPane] = useState<Pane>('queue');
  const queueHeading = useRef<HTMLHeadingElement>(null);
  const conversation = useRef<HTMLElement>(null);
  const customer = useRef<HTMLElement>(null);
  const settings = useRef<HTMLDialogElement>(null);
  const queue = state.queue ?? [];
  const needing = needingCount(queue, state.unread);
  const selected = state.open.kind === 'none' ? undefined : state.open.ref;

  useEffect(() => {
    document.title = `${needing ? `(${needing}) ` : ''}Rapport · ${agent.businessName}`;
  }, [needing, agent.businessName]);

  const show = useCallback((wanted: Pane, focus?: () => HTMLElement | null | undefined) => {
    setPlace('desk');
    setPane(wanted);
    // On a narrow screen what is not shown yet can't get the focus.
    if (focus) requestAnimationFrame(() => focus()?.focus());
  }, []);

  const open = useCallback(
    (ref: HandoffRef) => {
      store.open(ref);
      show('conversation');
    },
    [store, show],
  );

  const claim = useCallback(
    async (ref: HandoffRef) => {
      show('conversation');
      await store.claim(ref);
    },
    [store, show],
  );

  const watch = useCallback(
    async (ref: HandoffRef) => {
      const answer = await store.act(api.watch(ref));
      if (answer.ok) open(ref);
    },
    [store, open],
  );

  /** Where the next conversation is chosen. */
  const toQueue = useCallback(() => show('queue', () => queueHeading.current), [show]);

  function openIfAny(row: HandoffRef | undefined): void {
    if (row) open(row);
  }

  function claimNext(): void {
    const own = state.open.kind === 'ready' && state.open.view.claimable ? state.open.view : undefined;
    const row =
      own ??
      nextNeeding(
        queue.filter((one) => one.claimable),
        {},
      );
    if (row) void claim(row);
  }

  const commands: Readonly<Record<Command, () => void>> = {
    help: () => settings.current?.showModal(),
    'next-needing': () => openIfAny(nextNeeding(queue, state.unread)),
    down: () => openIfAny(stepFrom(queue, selected, 1)),
    up: () => openIfAny(stepFrom(queue, selected, -1)),
    claim: claimNext,
    write: () => show('conversation', () => conversation.current?.querySelector('textarea')),
    queue: toQueue,
    customer: () => show('customer', () => customer.current),
    presence: () => document.getElementById(PRESENCE_ID)?.focus(),
    team: () => setPlace('team'),
    desk: () => setPlace('desk'),
  };

  useCommands({
    supervisor: agent.supervisor,
    singleKeys: state.settings.singleKeys,
    onCommand: (command) => commands[command](),
    onLeave: toQueue,
  });

  const paneStyle = (own: Pane, ...more: readonly string[]) =>
    mergeClasses(styles.pane, ...more, pane !== own && styles.hiddenWhenNarrow);

  return (
    <>
      <Header
        agent={agent}
        connection={state.connection}
        place={place}
        onPlace={setPlace}
        onPresence={store.choosePresence}
        onSettings={() => settings.current?.showModal()}
        onSignOut={store.signOut}
      />
      <SettingsDialog
        dialogRef={settings}
        settings={state.settings}
        supervisor={agent.supervisor}
        onChange={store.choose}
      />
      {narrow && place === 'desk' && <PaneTabs pane={pane} needing={needing} onChoose={setPane} />}
      <main className={styles.main}>
        <Notices
          agent={agent}
          notice={state.notice}
          onDismiss={store.dismissNotice}
          onComeBack={() => store.choosePresence('online')}
        />
        {place === 'team' && <TeamPage queue={queue} store={store} onOpen={open} onWatch={watch} />}
        <div className={mergeClasses(styles.panes, place !== 'desk' && styles.elsewhere)}>
          <section className={paneStyle('queue', styles.side, styles.left)} aria-label="Queue">
            <QueuePane
              rows={state.queue}
              unread={state.unread}
              typing={state.typing}
              selected={selected}
              headingRef={queueHeading}
              onOpen={open}
              onClaim={claim}
              onWatch={agent.supervisor ? watch : undefined}
            />
          </section>
          <section ref={conversation} className={paneStyle('conversation')} aria-label="Conversation">
            <ConversationPane
              state={state}
              store={store}
              self={agent.id}
              onClaim={claim}
              onFinished={toQueue}
            />
          </section>
          <aside
            ref={customer}
            className={paneStyle('customer', styles.side, styles.right)}
            aria-label="Customer"
            tabIndex={-1}
          >
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
