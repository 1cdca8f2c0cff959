// The login form.

import {
  Button,
  Card,
  Field,
  Input,
  MessageBar,
  MessageBarBody,
  makeStyles,
  Text,
  tokens,
} from '@fluentui/react-components';
import { type FormEvent, useState } from 'react';
import { Mark } from './mark.js';

const useStyles = makeStyles({
  page: {
    flexGrow: 1,
    display: 'grid',
    placeItems: 'center',
    padding: '16px',
    backgroundColor: tokens.colorNeutralBackground3,
  },
  card: { width: '100%', maxWidth: '360px', boxSizing: 'border-box', padding: '32px' },
  brand: { display: 'flex', alignItems: 'center', gap: '10px', marginBottom: '4px' },
  title: { margin: 0, fontSize: tokens.fontSizeBase500, lineHeight: tokens.lineHeightBase500 },
  form: { display: 'grid', gap: '16px', marginTop: '12px' },
  hint: { color: tokens.colorNeutralForeground2 },
});

export function Login(props: {
  readonly message?: string;
  /** What signing in is for. */
  readonly purpose?: string;
  readonly onSignIn: (email: string, password: string) => Promise<void>;
}) {
  const styles = useStyles();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    await props.onSignIn(email, password);
    setBusy(false);
  }

  return (
    <main className={styles.page}>
      <Card className={styles.card}>
        <div className={styles.brand}>
          <Mark size={28} />
          <h1 className={styles.title}>Rapport</h1>
        </div>
        <Text className={styles.hint}>{props.purpose ?? 'Sign in to talk with customers.'}</Text>
        <form className={styles.form} onSubmit={submit}>
          {props.message && (
            <MessageBar intent="error" layout="multiline" role="alert">
              <MessageBarBody>{props.message}</MessageBarBody>
            </MessageBar>
          )}
          <Field label="E-mail" required>
            <Input
              type="email"
              name="email"
              autoComplete="username"
              autoFocus
              value={email}
              onChange={(_event, { value }) => setEmail(value)}
            />
          </Field>
          <Field label="Password" required>
            <Input
              type="password"
              name="password"
              autoComplete="current-password"
              value={password}
              onChange={(_event, { value }) => setPassword(value)}
            />
          </Field>
          <Button type="submit" appearance="primary" disabledFocusable={busy}>
            {busy ? 'Signing in…' : 'Sign in'}
          </Button>
        </form>
      </Card>
    </main>
  );
}
