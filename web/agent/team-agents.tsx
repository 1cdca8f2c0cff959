// Who is there, how much each has, what they know; and which teams are open.

import { Badge, makeStyles, PresenceBadge, ProgressBar, tokens } from '@fluentui/react-components';
import type { ColleagueView, TeamOverview } from '../../handoff/views.js';
import { byReadiness } from './colleague-order.js';
import { PRESENCES } from './colleague-picker.js';

const useStyles = makeStyles({
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '4px 8px', marginBottom: '8px' },
  heading: { margin: 0, fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400 },
  list: {
    listStyle: 'none',
    margin: 0,
    padding: 0,
    display: 'grid',
    gap: '12px',
    gridTemplateColumns: 'repeat(auto-fill, minmax(240px, 1fr))',
  },
  card: {
    padding: '12px 16px',
    borderRadius: tokens.borderRadiusLarge,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    display: 'grid',
    gap: '6px',
  },
  top: { display: 'flex', alignItems: 'center', gap: '8px' },
  name: { fontWeight: tokens.fontWeightSemibold },
  presence: { marginLeft: 'auto', color: tokens.colorNeutralForeground2 },
  quiet: { fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2 },
});

export function TeamAgents(props: {
  readonly agents: readonly ColleagueView[];
  readonly teams: TeamOverview['teams'];
}) {
  const styles = useStyles();
  return (
    <section aria-labelledby="team-agents">
      <div className={styles.head}>
        <h3 id="team-agents" className={styles.heading}>
          Agents
        </h3>
        {props.teams.map((team) => (
          <Badge key={team.id} appearance="tint" color={team.open ? 'success' : 'informative'}>
            {team.name}: {team.open ? 'open' : 'closed now'}
          </Badge>
        ))}
      </div>
      <ul className={styles.list}>
        {byReadiness(props.agents).map((agent) => (
          <li key={agent.id} className={styles.card}>
            <Agent agent={agent} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Agent({ agent }: { readonly agent: ColleagueView }) {
  const styles = useStyles();
  const { name, presence, load, capacity } = agent;
  const { status, text } = PRESENCES[presence];
  const share = Math.min(1, load / Math.max(1, capacity));
  return (
    <>
      <div className={styles.top}>
        <span className={styles.name}>{name}</span>
        <span className={styles.presence}>{text}</span>
        <PresenceBadge status={status} size="small" aria-hidden />
      </div>
      <ProgressBar
        value={share}
        thickness="large"
        color={share >= 1 ? 'warning' : 'brand'}
        aria-label={`Places of ${name}`}
        aria-valuetext={`${load} of ${capacity} taken`}
      />
      <span className={styles.quiet}>
        {load} of {capacity} places taken
      </span>
      <span className={styles.quiet}>
        {[agent.skills.join(', '), agent.languages.join(', ')].filter(Boolean).join(' · ')}
      </span>
    </>
  );
}
