// The middle pane: the open conversation with its head, transcript and composer, or what to do instead.

import { makeStyles, Spinner, Text, tokens } from '@fluentui/react-components';
import { ChatMultipleRegular } from '@fluentui/react-icons/svg/chat-multiple';
import type { HandoffView } from '../../handoff/views.js';
import { Composer } from './composer.js';
import type { ConsoleStore } from './console-store.js';
import { ConversationHead } from './conversation-head.js';
import { NotMine } from './not-mine.js';
import { type HandoffRef, type OpenConversation, type PendingMessage, sameHandoff } from './state.js';
import { Transcript } from './transcript.js';

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

export function ConversationPane(props: {
  readonly open: OpenConversation;
  readonly pending: readonly PendingMessage[];
  readonly store: ConsoleStore;
  readonly onClaim: (ref: HandoffRef) => void;
  readonly onFinished: () => void;
}) {
  const styles = useStyles();
  const { open, store } = props;

  const instead = (text: string) => (
    <div className={styles.empty}>
      <ChatMultipleRegular className={styles.icon} aria-hidden />
      <Text>{text}</Text>
    </div>
  );

  async function finish(view: HandoffView, how: 'return' | 'close', note: string): Promise<boolean> {
    const done = await store.finish(view, how, view.epoch, note);
    if (done) props.onFinished();
    return done;
  }

  switch (open.kind) {
    case 'none':
      return instead('Choose a conversation from the queue to read it, or claim one to answer.');
    case 'loading':
      return <Spinner className={styles.empty} label="Reading the conversation…" />;
    case 'failed':
      return instead(open.message);
    case 'ready': {
      const { view } = open;
      return (
        <>
          <ConversationHead
            view={view}
            onFinish={(how, note) => finish(view, how, note)}
            onPropose={(draft) => store.propose(view, draft)}
          />
          <Transcript
            key={view.handoffId}
            lines={view.transcript}
            customerName={view.customerName}
            pending={props.pending.filter((message) => sameHandoff(message, view))}
            onRetry={store.retry}
            onDiscard={store.discard}
          />
          {view.mine ? (
            <Composer
              key={view.handoffId}
              handoffId={view.handoffId}
              customerName={view.customerName}
              onSend={(text) => store.send(view, view.epoch, text)}
            />
          ) : (
            <NotMine view={view} onClaim={() => props.onClaim(view)} />
          )}
        </>
      );
    }
    default:
      return open satisfies never;
  }
}
