// The middle pane: the open conversation with its head, transcript and composer, or what to do instead.

import { makeStyles, Spinner, Text, tokens } from '@fluentui/react-components';
import { ChatMultipleRegular } from '@fluentui/react-icons/svg/chat-multiple';
import type { HandoffView } from '../../handoff/views.js';
import * as api from './api.js';
import { Composer } from './composer.js';
import type { ConsoleStore } from './console-store.js';
import { ConversationHead } from './conversation-head.js';
import { useConversationTools } from './conversation-tools.js';
import { NotMine } from './not-mine.js';
import { SnoozedBar } from './snoozed-bar.js';
import { type ConsoleState, type HandoffRef, sameHandoff } from './state.js';
import { Transcript } from './transcript.js';
import { WatcherComposer } from './watcher-composer.js';

const useStyles = makeStyles({
  empty: {
    margin: 'auto',
    padding: '32px',
    maxWidth: '320px',
    textAlign: 'center',
    display: 'grid',
    justifyItems: 'center',
    gap: '12px',
    color: tokens.colorNeutralForeground2,
  },
  icon: { fontSize: '40px', color: tokens.colorNeutralForeground3 },
});

interface Shared {
  readonly state: ConsoleState;
  readonly store: ConsoleStore;
  /** The agent's own id. */
  readonly self: string;
  readonly onClaim: (ref: HandoffRef) => void;
  readonly onFinished: () => void;
}

export function ConversationPane(props: Shared) {
  const styles = useStyles();
  const { open } = props.state;

  const instead = (text: string) => (
    <div className={styles.empty}>
      <ChatMultipleRegular className={styles.icon} aria-hidden />
      <Text>{text}</Text>
    </div>
  );

  switch (open.kind) {
    case 'none':
      return instead('Choose a conversation from the queue to read it, or claim one to answer.');
    case 'loading':
      return <Spinner className={styles.empty} label="Reading the conversation…" />;
    case 'failed':
      return instead(open.message);
    case 'ready':
      return <Conversation key={open.view.handoffId} {...props} view={open.view} />;
    default:
      return open satisfies never;
  }
}

function Conversation(props: Shared & { readonly view: HandoffView }) {
  const { view, state, store } = props;
  const tools = useConversationTools(view, store);
  return (
    <>
      <ConversationHead
        view={view}
        answer={state.queue?.find((row) => sameHandoff(row, view))?.answer}
        store={store}
        tools={tools}
        self={props.self}
        onFinished={props.onFinished}
      />
      {view.mine && view.snoozedUntil && (
        <SnoozedBar until={view.snoozedUntil} onWake={() => store.act(api.snooze(view, view.epoch))} />
      )}
      <Transcript
        view={view}
        pending={state.pending.filter((message) => sameHandoff(message, view))}
        typing={state.typing.includes(view.handoffId)}
        onRetry={store.retry}
        onDiscard={store.discard}
      />
      {view.mine && <Composer view={view} store={store} tools={tools} />}
      {!view.mine && view.watching && (
        <WatcherComposer view={view} store={store} onFinished={props.onFinished} />
      )}
      {!view.mine && !view.watching && <NotMine view={view} onClaim={() => props.onClaim(view)} />}
    </>
  );
}
