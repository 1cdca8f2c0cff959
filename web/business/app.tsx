// The whole business console: the theme, who is signed in, and the login form or the page.

import { FluentProvider, makeStaticStyles, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { Login } from '../agent/login.js';
import { useMedia } from '../agent/media.js';
import { darkTheme, lightTheme } from '../agent/theme.js';
import * as api from './api.js';
import { Console } from './console.js';

const usePage = makeStaticStyles({ 'html, body': { margin: 0 } });
const useStyles = makeStyles({
  root: {
    minHeight: '100dvh',
    display: 'flex',
    flexDirection: 'column',
    backgroundColor: tokens.colorNeutralBackground2,
  },
  loading: { margin: 'auto' },
});

type Session =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'guest'; readonly message?: string }
  | { readonly kind: 'signed-in'; readonly me: api.Me };

const ENDED = 'Your session has ended. Sign in again.';

export function App() {
  usePage();
  const styles = useStyles();
  const dark = useMedia('(prefers-color-scheme: dark)');
  const [session, setSession] = useState<Session>({ kind: 'unknown' });

  function begin(answer: api.Answer<api.Me>, silent: boolean): void {
    if (answer.ok) setSession({ kind: 'signed-in', me: answer.value });
    else setSession(silent ? { kind: 'guest' } : { kind: 'guest', message: answer.message });
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: it is asked once, at the start
  useEffect(() => {
    void api.me().then((answer) => begin(answer, !answer.ok && answer.status === 401));
  }, []);

  async function signOut(): Promise<void> {
    await api.logout();
    setSession({ kind: 'guest' });
  }

  return (
    <FluentProvider theme={dark ? darkTheme : lightTheme} className={styles.root}>
      {session.kind === 'unknown' && <Spinner className={styles.loading} label="Opening the console…" />}
      {session.kind === 'guest' && (
        <Login
          message={session.message}
          purpose="Sign in to decide what the bot says."
          onSignIn={async (email, password) => begin(await api.login(email, password), false)}
        />
      )}
      {session.kind === 'signed-in' && (
        <Console
          me={session.me}
          onSignOut={signOut}
          onEnded={() => setSession({ kind: 'guest', message: ENDED })}
        />
      )}
    </FluentProvider>
  );
}
