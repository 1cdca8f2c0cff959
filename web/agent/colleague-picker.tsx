// Chooses a colleague or a team: who is there, how much they have, what they know.

import {
  Field,
  makeStyles,
  PresenceBadge,
  Radio,
  RadioGroup,
  Text,
  tokens,
} from '@fluentui/react-components';
import type { ColleagueView } from '../../handoff/views.js';
import type { PassTo, Team } from './api.js';
import { byReadiness } from './colleague-order.js';

export const PRESENCES = {
  online: { status: 'available', text: 'online' },
  busy: { status: 'busy', text: 'busy' },
  away: { status: 'away', text: 'away' },
  offline: { status: 'offline', text: 'not there' },
} as const;

/** To others nothing can be passed on. */
const AT_DESK: ReadonlySet<ColleagueView['presence']> = new Set(['online', 'busy']);

const useStyles = makeStyles({
  list: { maxHeight: '40vh', overflowY: 'auto' },
  who: { display: 'grid' },
  name: { display: 'flex', alignItems: 'center', gap: '6px' },
  quiet: { fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
});

/** @param teams may be chosen as well; none: only a colleague. */
export function ColleaguePicker(props: {
  readonly label: string;
  readonly agents: readonly ColleagueView[];
  readonly teams?: Team['teams'];
  readonly chosen: PassTo | undefined;
  readonly onChoose: (to: PassTo) => void;
}) {
  const styles = useStyles();
  const { chosen, teams = [] } = props;
  const value =
    chosen === undefined ? '' : 'team' in chosen ? `team ${chosen.team}` : `agent ${chosen.agent}`;

  function choose(name: string): void {
    const id = name.slice(name.indexOf(' ') + 1);
    props.onChoose(name.startsWith('team ') ? { team: id } : { agent: id });
  }

  return (
    <Field label={props.label} required>
      <RadioGroup className={styles.list} value={value} onChange={(_event, { value }) => choose(value)}>
        {teams.map((team) => (
          <Radio
            key={team.id}
            value={`team ${team.id}`}
            disabled={!team.open}
            label={
              <span className={styles.who}>
                <span className={styles.name}>{team.name}</span>
                <Text className={styles.quiet}>Team · {team.open ? 'open' : 'closed now'}</Text>
              </span>
            }
          />
        ))}
        {byReadiness(props.agents).map((colleague) => (
          <Radio
            key={colleague.id}
            value={`agent ${colleague.id}`}
            disabled={!AT_DESK.has(colleague.presence)}
            label={<Colleague colleague={colleague} />}
          />
        ))}
      </RadioGroup>
    </Field>
  );
}

function Colleague({ colleague }: { readonly colleague: ColleagueView }) {
  const styles = useStyles();
  const { name, presence, load, capacity, skills, languages } = colleague;
  const { status, text } = PRESENCES[presence];
  return (
    <span className={styles.who}>
      <span className={styles.name}>
        {name}
        <PresenceBadge status={status} size="extra-small" aria-hidden />
      </span>
      <Text className={styles.quiet}>
        {[text, `${load} of ${capacity} taken`, skills.join(', '), languages.join(', ')]
          .filter(Boolean)
          .join(' · ')}
      </Text>
    </span>
  );
}
