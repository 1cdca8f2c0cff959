// The agent's own presence: shown and chosen.

import { Avatar, makeStyles, Select } from '@fluentui/react-components';
import type { AgentView } from '../../handoff/views.js';

type Chosen = AgentView['presence'];

const PRESENCES: Readonly<
  Record<Chosen, { readonly text: string; readonly status: 'available' | 'busy' | 'away' }>
> = {
  online: { text: 'Online', status: 'available' },
  busy: { text: 'Busy', status: 'busy' },
  away: { text: 'Away', status: 'away' },
};

/** By this id a key finds it. */
export const PRESENCE_ID = 'presence';

const useStyles = makeStyles({
  box: { display: 'flex', alignItems: 'center', gap: '8px' },
  avatar: { '@media (max-width: 599px)': { display: 'none' } },
  select: { minWidth: '96px', maxWidth: '164px' },
});

export function PresenceChooser(props: {
  readonly agent: AgentView;
  readonly onChoose: (presence: Chosen) => void;
}) {
  const styles = useStyles();
  const { presence, name } = props.agent;
  return (
    <div className={styles.box}>
      <Avatar
        className={styles.avatar}
        name={name}
        size={28}
        color="colorful"
        badge={{ status: PRESENCES[presence].status, 'aria-hidden': true }}
        aria-hidden
      />
      <Select
        id={PRESENCE_ID}
        className={styles.select}
        aria-label="Your presence"
        size="small"
        value={presence}
        onChange={(_event, { value }) => props.onChoose(value as Chosen)}
      >
        {(Object.keys(PRESENCES) as Chosen[]).map((one) => (
          <option key={one} value={one}>
            {PRESENCES[one].text}
          </option>
        ))}
      </Select>
    </div>
  );
}
