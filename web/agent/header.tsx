// The bar on top: whose console it is, whether it is connected, where one is, presence, settings and signing out.

import {
  Badge,
  Button,
  makeStyles,
  mergeClasses,
  Spinner,
  Text,
  Tooltip,
  tokens,
} from '@fluentui/react-components';
import { ChatMultipleRegular } from '@fluentui/react-icons/svg/chat-multiple';
import { PeopleTeamRegular } from '@fluentui/react-icons/svg/people-team';
import { SettingsRegular } from '@fluentui/react-icons/svg/settings';
import { SignOutRegular } from '@fluentui/react-icons/svg/sign-out';
import type { JSX } from 'react';
import type { AgentView } from '../../handoff/views.js';
import { Mark } from './mark.js';
import { PresenceChooser } from './presence-chooser.js';
import type { ConsoleState } from './state.js';

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    alignItems: 'center',
    gap: '10px',
    minHeight: '48px',
    padding: '0 12px 0 16px',
    '@media (max-width: 599px)': { gap: '4px', padding: '0 4px 0 12px' },
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    flexShrink: 0,
  },
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    // Only heard: the mark says it, and the room is for what the agent needs.
    '@media (max-width: 599px)': {
      position: 'absolute',
      width: '1px',
      height: '1px',
      overflow: 'hidden',
      clipPath: 'inset(50%)',
    },
  },
  business: {
    color: tokens.colorNeutralForeground2,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    '@media (max-width: 599px)': { display: 'none' },
  },
  space: { flexGrow: 1 },
  name: { '@media (max-width: 899px)': { display: 'none' } },
  places: { display: 'flex', gap: '2px' },
  place: { minWidth: 0, fontWeight: tokens.fontWeightRegular },
  here: { color: tokens.colorBrandForeground1, backgroundColor: tokens.colorSubtleBackgroundSelected },
});

/** The agent's own work, or the whole team for supervisors. */
export type Place = 'desk' | 'team';

export function Header(props: {
  readonly agent: AgentView;
  readonly connection: ConsoleState['connection'];
  readonly onPresence: (presence: AgentView['presence']) => void;
  readonly place: Place;
  readonly onPlace: (place: Place) => void;
  readonly onSettings: () => void;
  readonly onSignOut: () => void;
}) {
  const styles = useStyles();
  const { agent } = props;
  const place = (id: Place, label: string, icon: JSX.Element) => (
    <Button
      appearance="subtle"
      icon={icon}
      className={mergeClasses(styles.place, props.place === id && styles.here)}
      aria-label={label}
      aria-current={props.place === id ? 'page' : undefined}
      onClick={() => props.onPlace(id)}
    >
      <span className={styles.name}>{label}</span>
    </Button>
  );
  return (
    <header className={styles.bar}>
      <Mark size={24} />
      <h1 className={styles.title}>Rapport</h1>
      <Text className={styles.business}>{agent.businessName}</Text>
      <div className={styles.space} role="status">
        {props.connection === 'reconnecting' && (
          <Badge
            appearance="tint"
            color="warning"
            size="large"
            icon={<Spinner size="extra-tiny" role="presentation" />}
          >
            Reconnecting…
          </Badge>
        )}
      </div>
      {agent.supervisor && (
        <nav className={styles.places} aria-label="Places">
          {place('desk', 'Desk', <ChatMultipleRegular />)}
          {place('team', 'Team', <PeopleTeamRegular />)}
        </nav>
      )}
      <PresenceChooser agent={agent} onChoose={props.onPresence} />
      <Text className={styles.name} weight="semibold">
        {agent.name}
      </Text>
      <Tooltip content="Alerts and keys" relationship="label">
        <Button
          appearance="subtle"
          icon={<SettingsRegular />}
          aria-haspopup="dialog"
          onClick={props.onSettings}
        />
      </Tooltip>
      <Tooltip content="Sign out" relationship="label">
        <Button appearance="subtle" icon={<SignOutRegular />} onClick={props.onSignOut} />
      </Tooltip>
    </header>
  );
}
