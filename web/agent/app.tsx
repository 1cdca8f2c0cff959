// The whole console: the theme, and the login form or the three panes.

import { FluentProvider, makeStaticStyles, makeStyles, Spinner } from '@fluentui/react-components';
import { useSyncExternalStore } from 'react';
import { Console } from './console.js';
import type { ConsoleStore } from './console-store.js';
import { Login } from './login.js';
import { useMedia } from './media.js';
import { darkTheme, lightTheme } from './theme.js';

const usePage = makeStaticStyles({
  'html, body': { margin: 0, height: '100%' },
  '#console': { height: '100%' },
});
const useStyles = makeStyles({
  root: { height: '100dvh', display: 'flex', flexDirection: 'column', overflow: 'hidden' },
  loading: { margin: 'auto' },
});

export function App({ store }: { readonly store: ConsoleStore }) {
  usePage();
  const styles = useStyles();
  const dark = useMedia('(prefers-color-scheme: dark)');
  const state = useSyncExternalStore(store.watch, store.state);
  const { session } = state;
  return (
    <FluentProvider theme={dark ? darkTheme : lightTheme} className={styles.root}>
      {session.kind === 'unknown' && <Spinner className={styles.loading} label="Opening the console…" />}
      {session.kind === 'guest' && <Login message={session.message} onSignIn={store.signIn} />}
      {session.kind === 'agent' && <Console state={state} agent={session.agent} store={store} />}
    </FluentProvider>
  );
}
