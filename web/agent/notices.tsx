// What the agent is told on top of the panes: set away, or a word that stays until it is put away.

import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
} from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import type { AgentView } from '../../handoff/views.js';
import { type ConsoleState, SET_AWAY } from './state.js';

const useStyles = makeStyles({ bar: { flexShrink: 0 } });

export function Notices(props: {
  readonly agent: AgentView;
  readonly notice: ConsoleState['notice'];
  readonly onDismiss: () => void;
  readonly onComeBack: () => void;
}) {
  const styles = useStyles();
  const { notice } = props;
  return (
    <>
      {props.agent.setAway && (
        <MessageBar className={styles.bar} intent="warning" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>You were set to away.</MessageBarTitle>
            {SET_AWAY}
          </MessageBarBody>
          <MessageBarActions>
            <Button size="small" onClick={props.onComeBack}>
              I am back
            </Button>
          </MessageBarActions>
        </MessageBar>
      )}
      {notice && (
        <MessageBar className={styles.bar} intent={notice.intent} layout="multiline">
          <MessageBarBody>{notice.text}</MessageBarBody>
          <MessageBarActions
            containerAction={
              <Button
                appearance="transparent"
                icon={<DismissRegular />}
                aria-label="Dismiss"
                onClick={props.onDismiss}
              />
            }
          />
        </MessageBar>
      )}
    </>
  );
}
