// The owner's place to write: to the customer or a private note, with files, canned replies and what the bot can be asked for.

import { Button, makeStyles, mergeClasses, Text, ToggleButton, tokens } from '@fluentui/react-components';
import { AttachRegular } from '@fluentui/react-icons/svg/attach';
import { LockClosedRegular } from '@fluentui/react-icons/svg/lock-closed';
import { TextQuoteRegular } from '@fluentui/react-icons/svg/text-quote';
import { useRef, useState } from 'react';
import type { BotActionKind } from '../../handoff/tools.js';
import type { HandoffView } from '../../handoff/views.js';
import * as api from './api.js';
import { AsideComposer } from './aside-composer.js';
import { BotActionMenu } from './bot-action-menu.js';
import { newClientId } from './client-id.js';
import type { ConsoleStore } from './console-store.js';
import type { ConversationTools } from './conversation-tools.js';
import { askBot } from './conversation-tools-api.js';
import { ACCEPTED, useDraftFiles } from './draft-files.js';
import { useDroppedFiles } from './dropped-files.js';
import { NARROW, useMedia } from './media.js';
import { ReplyComposer } from './reply-composer.js';

export const useComposerStyles = makeStyles({
  box: {
    padding: '8px 16px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: '6px',
    flexShrink: 0,
    maxHeight: '70%',
    overflowY: 'auto',
  },
  // Words that the customer never reads are written on another ground than those for them.
  aside: { backgroundColor: tokens.colorPaletteYellowBackground1 },
  dropping: { outline: `2px dashed ${tokens.colorCompoundBrandStroke}`, outlineOffset: '-4px' },
  bar: { display: 'flex', flexWrap: 'wrap', gap: '2px 4px' },
});

export function Composer(props: {
  readonly view: HandoffView;
  readonly store: ConsoleStore;
  readonly tools: ConversationTools;
}) {
  const styles = useComposerStyles();
  const { view, store, tools } = props;
  const [mode, setMode] = useState<'reply' | 'note'>('reply');
  const [repliesAsked, setRepliesAsked] = useState(0);
  const [asking, setAsking] = useState(false);
  const narrow = useMedia(NARROW);
  const files = useDraftFiles(view, store);
  const chooser = useRef<HTMLInputElement>(null);
  const askedBefore = useRef(new Map<string, string>());
  const dropping = useDroppedFiles((dropped) => {
    setMode('reply');
    files.add(dropped);
  });

  async function ask(kind: BotActionKind, choice?: string): Promise<void> {
    const wish = `${kind} ${choice ?? ''}`;
    // The same id again after a lost answer: the bot does it once.
    const clientId = askedBefore.current.get(wish) ?? newClientId();
    askedBefore.current.set(wish, clientId);
    setAsking(true);
    const answer = await store.act(askBot(view, { epoch: view.epoch, clientId, kind, choice }));
    setAsking(false);
    if (answer.ok || answer.code !== 'OFFLINE') askedBefore.current.delete(wish);
  }

  const note = mode === 'note';
  const running = tools.actions.find(({ state }) => state === 'running');
  return (
    <div
      className={mergeClasses(styles.box, note && styles.aside, dropping && styles.dropping)}
      data-composer={mode}
    >
      <div className={styles.bar}>
        <ToggleButton
          size="small"
          appearance="subtle"
          icon={<LockClosedRegular />}
          checked={note}
          onClick={() => setMode(note ? 'reply' : 'note')}
        >
          Private note
        </ToggleButton>
        {!note && (
          <>
            <Button
              size="small"
              appearance="subtle"
              icon={<AttachRegular />}
              aria-label="Attach"
              onClick={() => chooser.current?.click()}
            >
              {narrow ? undefined : 'Attach'}
            </Button>
            <input
              ref={chooser}
              type="file"
              multiple
              accept={ACCEPTED}
              hidden
              aria-label="Files to attach"
              onChange={({ target }) => {
                files.add([...(target.files ?? [])]);
                target.value = '';
              }}
            />
            {tools.replies.length > 0 && (
              <Button
                size="small"
                appearance="subtle"
                icon={<TextQuoteRegular />}
                aria-label="Replies"
                onClick={() => setRepliesAsked((n) => n + 1)}
              >
                {narrow ? undefined : 'Replies'}
              </Button>
            )}
            <BotActionMenu actions={tools.actions} busy={asking} onAsk={ask} />
          </>
        )}
      </div>
      {running && (
        <Text size={200} role="status">
          {running.title}: the bot takes the customer’s answers, until you write yourself.
        </Text>
      )}
      {note ? (
        <AsideComposer
          handoffId={view.handoffId}
          kind="note"
          owner="you"
          onSay={async (words) => (await store.act(api.note(view, words))).ok}
        />
      ) : (
        <ReplyComposer
          handoffId={view.handoffId}
          customerName={view.customerName}
          replies={tools.replies}
          suggestions={tools.suggestions}
          files={files}
          repliesAsked={repliesAsked}
          onTyping={() => void store.act(api.typing(view, view.epoch), 'quiet')}
          onSend={(text, attachments) => store.send(view, view.epoch, text, attachments)}
        />
      )}
    </div>
  );
}
