// Who the customer is: level with reasons, preferences with their source, orders, past conversations with people.

import { Badge, makeStyles, Text, tokens } from '@fluentui/react-components';
import type { CustomerView, RelationshipView } from '../../handoff/views.js';
import { Section } from './section.js';
import { dayOf } from './times.js';

const CONSENTS = {
  open: 'The relationship is open: level and preferences may be used.',
  declined: 'The customer declined the relationship: no profile is kept. Service is the same.',
} as const;

const useStyles = makeStyles({
  level: { display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: '6px', marginBottom: '4px' },
  top: { marginTop: '20px', paddingTop: '4px', borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  quiet: {
    display: 'block',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
  },
  line: { display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: '2px 8px' },
  comment: { display: 'block', overflowWrap: 'anywhere' },
  strong: { fontWeight: tokens.fontWeightSemibold },
});

/** The fuller account of a level; each line only where there is something to say. */
function Standing({ relationship }: { readonly relationship: RelationshipView }) {
  const styles = useStyles();
  const { stage, bought, offers, next, future, account, notice, history } = relationship;
  return (
    <>
      {[account, notice].map((line) => line && <Text key={line}>{line}</Text>)}
      {[bought, `Stage: ${stage}`, next, `Has ${offers}`, future].map(
        (line) =>
          line && (
            <span key={line} className={styles.quiet}>
              {line}
            </span>
          ),
      )}
      {history.map(({ at, text }) => (
        <span key={at} className={styles.quiet}>
          {dayOf(at)}: {text}
        </span>
      ))}
    </>
  );
}

export function CustomerCard(props: { readonly customer: CustomerView }) {
  const styles = useStyles();
  const { customer } = props;
  const declined = customer.consent === 'declined';
  return (
    <div className={styles.top}>
      <Section title="Relationship" items={declined ? [] : [customer.levelReasons.join(' · ')]} empty="">
        {(reasons) => (
          <>
            <div className={styles.level}>
              <Badge appearance="tint" color="brand" size="large">
                {customer.level === 0
                  ? customer.levelName
                  : `Level ${customer.level} · ${customer.levelName}`}
              </Badge>
            </div>
            <Text>{reasons}</Text>
            {customer.relationship && <Standing relationship={customer.relationship} />}
          </>
        )}
      </Section>
      <Section title="Consent" items={[customer.consent]}>
        {(consent) => (
          <>
            {CONSENTS[consent]}
            {customer.consentSince && (
              <span className={styles.quiet}>Since {dayOf(customer.consentSince)}</span>
            )}
          </>
        )}
      </Section>
      <Section title="Messages of the bot’s own accord" items={customer.agreed ?? []}>
        {({ at, text }) => (
          <>
            {text}
            <span className={styles.quiet}>Since {dayOf(at)}</span>
          </>
        )}
      </Section>
      <Section title="Preferences" items={customer.preferences} empty={declined ? undefined : 'None known.'}>
        {({ text, source }) => (
          <>
            {text}
            <span className={styles.quiet}>{source}</span>
          </>
        )}
      </Section>
      <Section title="Orders" items={customer.orders} empty="No orders.">
        {(order) => (
          <>
            <div className={styles.line}>
              <span className={styles.strong}>{order.number}</span>
              <span>{order.status}</span>
              {order.late && (
                <Badge appearance="tint" color="danger">
                  Late
                </Badge>
              )}
            </div>
            <span>{order.summary}</span>
            <span className={styles.quiet}>Placed on {dayOf(order.placedOn)}</span>
          </>
        )}
      </Section>
      <Section title="Registered here" items={customer.registered ?? []}>
        {({ at, text }) => (
          <>
            {text}
            <span className={styles.quiet}>{dayOf(at)}</span>
          </>
        )}
      </Section>
      <Section title="Satisfaction" items={customer.satisfaction ?? []}>
        {({ at, text, comment }) => (
          <>
            {text}
            {comment && <span className={styles.comment}>“{comment}”</span>}
            <span className={styles.quiet}>{dayOf(at)}</span>
          </>
        )}
      </Section>
      <Section title="Earlier with people" items={customer.pastHandoffs} empty="Never before.">
        {(past) => (
          <>
            {past.trigger}
            {past.note && <span className={styles.comment}>{past.note}</span>}
            <span className={styles.quiet}>
              {[dayOf(past.at), past.wrapUp ?? past.outcome, past.agentName].filter(Boolean).join(' · ')}
            </span>
          </>
        )}
      </Section>
    </div>
  );
}
