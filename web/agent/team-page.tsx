// For supervisors: the whole desk in figures, who is there, and every open conversation, to read along, take over or pass on.

import { makeStyles, Spinner, Text, tokens } from '@fluentui/react-components';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { QueueRow, TeamOverview } from '../../handoff/views.js';
import * as api from './api.js';
import type { ConsoleStore } from './console-store.js';
import type { HandoffRef } from './state.js';
import { TeamAgents } from './team-agents.js';
import { TeamConversations } from './team-conversations.js';
import { TeamFigures } from './team-figures.js';
import { TransferDialog } from './transfer-dialog.js';

/** Milliseconds between two readings: presence and load change without an event of the queue. */
const READ_MS = 5_000;

const useStyles = makeStyles({
  page: {
    flexGrow: 1,
    minHeight: 0,
    overflowY: 'auto',
    padding: '16px',
    display: 'grid',
    alignContent: 'start',
    gap: '24px',
    gridTemplateColumns: 'minmax(0, 1fr)',
    maxWidth: '1100px',
    width: '100%',
    boxSizing: 'border-box',
    margin: '0 auto',
  },
  heading: {
    margin: 0,
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    outlineOffset: '4px',
  },
});

export function TeamPage(props: {
  readonly queue: readonly QueueRow[];
  readonly store: ConsoleStore;
  /** Shows a conversation at the desk. */
  readonly onOpen: (ref: HandoffRef) => void;
  readonly onWatch: (ref: HandoffRef) => void;
}) {
  const styles = useStyles();
  const { queue, store, onOpen } = props;
  const [overview, setOverview] = useState<TeamOverview>();
  const [problem, setProblem] = useState<string>();
  const [passing, setPassing] = useState<QueueRow>();
  const heading = useRef<HTMLHeadingElement>(null);

  const refresh = useCallback(async () => {
    const answer = await store.act(api.readOverview(), 'quiet');
    if (answer.ok) setOverview(answer.value);
    setProblem(answer.ok ? undefined : answer.message);
  }, [store]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each change of the queue changes the figures too
  useEffect(() => {
    void refresh();
    const timer = setInterval(() => void refresh(), READ_MS);
    return () => clearInterval(timer);
  }, [refresh, queue]);

  useEffect(() => heading.current?.focus(), []);

  async function takeOver(row: QueueRow): Promise<void> {
    const answer = await store.act(api.takeOver(row));
    if (answer.ok) onOpen(row);
  }

  async function reassign(to: api.PassTo, note: string): Promise<boolean> {
    if (!passing) return false;
    const answer = await store.act(api.reassign(passing, { to, note }));
    if (answer.ok) store.tell(`${passing.customerName} is passed on.`);
    return answer.ok;
  }

  return (
    <div className={styles.page}>
      <h2 className={styles.heading} ref={heading} tabIndex={-1}>
        Team
      </h2>
      {problem && <Text role="alert">{problem}</Text>}
      {!overview && !problem && <Spinner label="Reading how the team is…" />}
      {overview && (
        <>
          <TeamFigures overview={overview} />
          <TeamConversations
            queue={queue}
            atRisk={overview.atRisk}
            onOpen={onOpen}
            onWatch={props.onWatch}
            onTakeOver={takeOver}
            onPassOn={setPassing}
          />
          <TeamAgents agents={overview.agents} teams={overview.teams} />
        </>
      )}
      <TransferDialog
        open={passing !== undefined}
        returnTo={heading}
        self=""
        readTeam={api.readTeam}
        onClose={() => setPassing(undefined)}
        onTransfer={reassign}
      />
    </div>
  );
}
