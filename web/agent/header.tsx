// The bar on top: whose console it is, whether it is connected, presence and signing out.

import {
  Avatar,
  Badge,
  Button,
  makeStyles,
  Spinner,
  Switch,
  Text,
  Tooltip,
  tokens,
} from '@fluentui/react-components';
import { SignOutRegular } from '@fluentui/react-icons/svg/sign-out';
import type { AgentView } from '../../handoff/views.js';
import { Mark } from './mark.js';
import type { ConsoleState } from './state.js';

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    alignItems: 'center',
    gap: '10px',
    minHeight: '48px',
    padding: '0 12px 0 16px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    flexShrink: 0,
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
  name: { '@media (max-width: 599px)': { display: 'none' } },
});

export function Header(props: {
  readonly agent: AgentView;
  readonly connection: ConsoleState['connection'];
  readonly onPresence: (presence: AgentView['presence']) => void;
  readonly onSignOut: () => void;
}) {
  const styles = useStyles();
  const { agent } = props;
  const online = agent.presence === 'online';
  return (
    <header className={styles.bar}>
      <Mark size={24} />
      <h1 className={styles.title}>Rapport</h1>
      <Text className={styles.business}>{agent.businessName}</Text>
      <div className={styles.space} role="status">
        {props.connection === 'reconnecting' && (
          <Badge appearance="tint" color="warning" size="large" icon={<Spinner size="extra-tiny" />}>
            Reconnecting…
          </Badge>
        )}
      </div>
      <Switch
        label="Online"
        labelPosition="before"
        checked={online}
        onChange={(_event, { checked }) => props.onPresence(checked ? 'online' : 'away')}
      />
      <Avatar
        name={agent.name}
        size={28}
        color="colorful"
        badge={{ status: online ? 'available' : 'away', 'aria-hidden': true }}
        aria-hidden
      />
      <Text className={styles.name} weight="semibold">
        {agent.name}
      </Text>
      <Tooltip content="Sign out" relationship="label">
        <Button appearance="subtle" icon={<SignOutRegular />} onClick={props.onSignOut} />
      </Tooltip>
    </header>
  );
}
