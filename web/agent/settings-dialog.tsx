// How the agent is called, and which keys do what: chosen and explained in one place.

import { Button, makeStyles, Switch, Text, tokens } from '@fluentui/react-components';
import { type RefObject, useEffect, useId, useState } from 'react';
import { mayNotify } from './caller.js';
import { useDialogStyles } from './dialog-styles.js';
import type { Settings } from './settings.js';
import { SHORTCUTS, WRITING_KEYS } from './shortcuts.js';

const useStyles = makeStyles({
  switches: { display: 'grid', gap: '4px' },
  heading: { margin: '20px 0 8px', fontSize: tokens.fontSizeBase300, lineHeight: tokens.lineHeightBase300 },
  keys: { display: 'grid', gridTemplateColumns: 'auto 1fr', gap: '6px 12px', margin: 0 },
  key: {
    placeSelf: 'start',
    minWidth: '24px',
    padding: '0 6px',
    boxSizing: 'border-box',
    textAlign: 'center',
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    fontFamily: tokens.fontFamilyMonospace,
  },
  pair: { display: 'contents' },
  text: { margin: 0 },
});

export function SettingsDialog(props: {
  readonly dialogRef: RefObject<HTMLDialogElement>;
  readonly settings: Settings;
  readonly supervisor: boolean;
  readonly onChange: (settings: Settings) => void;
}) {
  const look = useDialogStyles();
  const styles = useStyles();
  const title = useId();
  const [refused, setRefused] = useState(false);
  const { settings, dialogRef, onChange } = props;

  // The browser's own answer may have been taken back since.
  useEffect(() => {
    if (settings.desktop && window.Notification?.permission !== 'granted') {
      onChange({ ...settings, desktop: false });
    }
  }, [settings, onChange]);

  async function chooseDesktop(wanted: boolean): Promise<void> {
    const desktop = wanted && (await mayNotify());
    setRefused(wanted && !desktop);
    onChange({ ...settings, desktop });
  }

  return (
    <dialog ref={dialogRef} className={look.dialog} aria-labelledby={title}>
      <h2 id={title} className={look.title}>
        Alerts and keys
      </h2>
      <div className={styles.switches}>
        <Switch
          label="Sound when it is your turn or your customer writes"
          checked={settings.sound}
          onChange={(_event, { checked }) => onChange({ ...settings, sound: checked })}
        />
        <Switch
          label="Desktop notification while you are elsewhere"
          checked={settings.desktop}
          onChange={(_event, { checked }) => chooseDesktop(checked)}
        />
        <Text role="status" size={200}>
          {refused && 'The browser does not allow notifications of this page. Allow them in its settings.'}
        </Text>
        <Switch
          label="Keys without Ctrl or Alt, as below"
          checked={settings.singleKeys}
          onChange={(_event, { checked }) => onChange({ ...settings, singleKeys: checked })}
        />
      </div>
      <h3 className={styles.heading}>Keys, outside of text fields</h3>
      <dl className={styles.keys}>
        {SHORTCUTS.filter(({ supervisor }) => !supervisor || props.supervisor).map(({ key, text }) => (
          <div key={key} className={styles.pair}>
            <dt className={styles.key}>{key}</dt>
            <dd className={styles.text}>{text}</dd>
          </div>
        ))}
      </dl>
      <h3 className={styles.heading}>Keys while you write</h3>
      <dl className={styles.keys}>
        {WRITING_KEYS.map(({ key, text }) => (
          <div key={key} className={styles.pair}>
            <dt className={styles.key}>{key}</dt>
            <dd className={styles.text}>{text}</dd>
          </div>
        ))}
      </dl>
      <div className={look.actions}>
        <Button appearance="primary" onClick={() => dialogRef.current?.close()}>
          Done
        </Button>
      </div>
    </dialog>
  );
}
