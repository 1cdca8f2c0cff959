// The page of a signed-in supervisor: what is asked, what is proposed, what is in force, when a person comes, how satisfied they were. Reads it all again after each change.

import {
  Button,
  MessageBar,
  MessageBarBody,
  makeStyles,
  Spinner,
  Text,
  Tooltip,
  tokens,
} from '@fluentui/react-components';
import { SignOutRegular } from '@fluentui/react-icons/svg/sign-out';
import { useCallback, useEffect, useRef, useState } from 'react';
import { Mark } from '../agent/mark.js';
import * as api from './api.js';
import { GapsPane } from './gaps-pane.js';
import { type Page, PageTabs } from './page-tabs.js';
import { ProposalsPane } from './proposals-pane.js';
import { SatisfactionPane } from './satisfaction-pane.js';
import { ThresholdsPane } from './thresholds-pane.js';
import { VersionsPane } from './versions-pane.js';

/** Milliseconds between two readings: others decide too, and a check ends by itself. */
const READ_MS = 4_000;

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    alignItems: 'center',
    gap: '10px',
    minHeight: '48px',
    padding: '0 12px 0 16px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  title: { margin: 0, fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400 },
  business: {
    color: tokens.colorNeutralForeground2,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    '@media (max-width: 599px)': { display: 'none' },
  },
  space: { flexGrow: 1 },
  main: {
    width: '100%',
    maxWidth: '860px',
    boxSizing: 'border-box',
    margin: '0 auto',
    padding: '12px 16px 48px',
  },
  loading: { margin: '48px auto' },
  notice: { marginTop: '8px' },
});

export function Console(props: {
  readonly me: api.Me;
  readonly onSignOut: () => void;
  readonly onEnded: () => void;
}) {
  const styles = useStyles();
  const { me, onEnded } = props;
  const [page, setPage] = useState<Page>('gaps');
  const [shown, setShown] = useState<api.Shown>();
  const [notice, setNotice] = useState<{ readonly intent: 'success' | 'warning'; readonly text: string }>();
  const ended = useRef(onEnded);
  ended.current = onEnded;

  const refresh = useCallback(async (): Promise<void> => {
    const answer = await api.readAll();
    if (answer.ok) setShown(answer.value);
    else if (answer.status === 401) ended.current();
    else setNotice({ intent: 'warning', text: answer.message });
  }, []);

  useEffect(() => {
    void refresh();
    const timer = setInterval(() => void refresh(), READ_MS);
    return () => clearInterval(timer);
  }, [refresh]);

  useEffect(() => {
    document.title = `Rapport · ${me.businessName}`;
  }, [me.businessName]);

  const act: api.Act = async (call, done) => {
    const answer = await call;
    if (!answer.ok && answer.status === 401) {
      onEnded();
      return false;
    }
    setNotice(answer.ok ? { intent: 'success', text: done } : { intent: 'warning', text: answer.message });
    await refresh();
    return answer.ok;
  };

  const waiting = shown?.proposals.filter(({ state }) => state === 'proposed').length ?? 0;
  const open = shown?.gaps.gaps.filter(({ state }) => state === 'open').length ?? 0;
  return (
    <>
      <header className={styles.bar}>
        <Mark size={24} />
        <h1 className={styles.title}>Rapport for business</h1>
        <Text className={styles.business}>{me.businessName}</Text>
        <div className={styles.space} />
        <Text className={styles.business} weight="semibold">
          {me.name}
        </Text>
        <Tooltip content="Sign out" relationship="label">
          <Button appearance="subtle" icon={<SignOutRegular />} onClick={props.onSignOut} />
        </Tooltip>
      </header>
      <main className={styles.main}>
        <PageTabs page={page} open={open} waiting={waiting} onChoose={setPage} />
        <div role="status">
          {notice && (
            <MessageBar className={styles.notice} intent={notice.intent} layout="multiline">
              <MessageBarBody>{notice.text}</MessageBarBody>
            </MessageBar>
          )}
        </div>
        {!shown && <Spinner className={styles.loading} label="Reading…" />}
        {shown && page === 'gaps' && <GapsPane gaps={shown.gaps} act={act} />}
        {shown && page === 'proposals' && <ProposalsPane proposals={shown.proposals} act={act} />}
        {shown && page === 'versions' && <VersionsPane versions={shown.versions} act={act} />}
        <SatisfactionPane active={page === 'satisfaction'} onEnded={onEnded} />
        <ThresholdsPane active={page === 'thresholds'} act={act} onEnded={onEnded} />
      </main>
    </>
  );
}
