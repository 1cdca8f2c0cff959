// In the composer's place for somebody who reads along: whispering to the owner, a private note, leaving, and for a supervisor taking
// the conversation over.

import { Button, makeStyles, mergeClasses, Text, ToggleButton } from '@fluentui/react-components';
import { EyeRegular } from '@fluentui/react-icons/svg/eye';
import { LockClosedRegular } from '@fluentui/react-icons/svg/lock-closed';
import { useState } from 'react';
import type { HandoffView } from '../../handoff/views.js';
import * as api from './api.js';
import { type Aside, AsideComposer } from './aside-composer.js';
import { useComposerStyles } from './composer.js';
import type { ConsoleStore } from './console-store.js';

const useStyles = makeStyles({
  bar: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '4px 8px' },
  text: { display: 'flex', alignItems: 'center', gap: '6px', flexGrow: 1 },
});

export function WatcherComposer(props: {
  readonly view: HandoffView;
  readonly store: ConsoleStore;
  /** It has left the screen. */
  readonly onFinished: () => void;
}) {
  const box = useComposerStyles();
  const styles = useStyles();
  const { view, store } = props;
  const [kind, setKind] = useState<Aside>('whisper');
  const owner = view.routeSentence.replace(/^With /, '');

  async function leave(): Promise<void> {
    if (await store.letGo(view, () => api.leave(view), 'You read along no more.')) props.onFinished();
  }

  return (
    <div className={mergeClasses(box.box, box.aside)} data-composer={kind}>
      <div className={styles.bar}>
        <Text className={styles.text} weight="semibold">
          <EyeRegular aria-hidden /> You read along
        </Text>
        <ToggleButton
          size="small"
          icon={<LockClosedRegular />}
          checked={kind === 'note'}
          onClick={() => setKind(kind === 'note' ? 'whisper' : 'note')}
        >
          Private note
        </ToggleButton>
        {view.watching === 'supervisor' && (
          <Button size="small" onClick={() => store.act(api.takeOver(view))}>
            Take over
          </Button>
        )}
        <Button size="small" onClick={leave}>
          Stop reading along
        </Button>
      </div>
      <AsideComposer
        key={kind}
        handoffId={view.handoffId}
        kind={kind}
        owner={owner}
        onSay={async (words) => {
          const said = kind === 'note' ? api.note(view, words) : api.whisper(view, words);
          return (await store.act(said)).ok;
        }}
      />
    </div>
  );
}
