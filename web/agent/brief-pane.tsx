// The right pane: why this came to a person, and who the customer is.

import { makeStyles, Text, tokens } from '@fluentui/react-components';
import type { HandoffView } from '../../handoff/views.js';
import { CustomerCard } from './customer-card.js';
import { NoteItem } from './note-item.js';
import { Section } from './section.js';

const useStyles = makeStyles({
  scroll: { flexGrow: 1, minHeight: 0, overflowY: 'auto', padding: '0 16px 24px' },
  heading: {
    margin: 0,
    padding: '12px 16px 4px',
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
  },
  empty: { padding: '16px', color: tokens.colorNeutralForeground2 },
  why: {
    marginTop: '8px',
    padding: '10px 12px',
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorBrandBackground2,
    color: tokens.colorNeutralForeground1,
    display: 'grid',
    gap: '4px',
  },
  whyHeading: { margin: 0, fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
  quote: {
    margin: 0,
    paddingLeft: '10px',
    borderLeft: `3px solid ${tokens.colorNeutralStroke1}`,
    overflowWrap: 'anywhere',
  },
});

export function BriefPane({ view }: { readonly view: HandoffView | undefined }) {
  const styles = useStyles();
  if (!view) {
    return (
      <Text as="p" className={styles.empty}>
        What matters about the customer stands here once a conversation is open.
      </Text>
    );
  }
  const { brief } = view;
  return (
    <>
      <h2 className={styles.heading}>About {view.customerName}</h2>
      <section
        className={styles.scroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard
        tabIndex={0}
        aria-label="Brief"
      >
        <div className={styles.why}>
          <h3 className={styles.whyHeading}>Why it came to you</h3>
          <Text weight="semibold">{brief.trigger}</Text>
          <Text size={200}>Mood: {brief.mood}</Text>
        </div>
        <Section title="Private notes, not for the customer" items={view.notes ?? []}>
          {(note) => <NoteItem note={note} among="notes" />}
        </Section>
        {/* The summary in the transcript says it too, with links to where it stands. */}
        {!view.summary && (
          <>
            <Section title="The customer said" items={brief.said} empty="Nothing yet.">
              {(words) => <blockquote className={styles.quote}>{words}</blockquote>}
            </Section>
            <Section title="The bot tried" items={brief.tried} empty="Nothing yet." />
          </>
        )}
        <Section title="Worth knowing" items={brief.facts} />
        <CustomerCard customer={view.customer} />
      </section>
    </>
  );
}
