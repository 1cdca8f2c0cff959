// In the composer's place while the conversation is not this agent's: whose it is, and claiming it.

import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import type { HandoffView } from '../../handoff/views.js';
import { PromiseBadge } from './promise-badge.js';

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '8px 12px',
    padding: '12px 16px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground2,
    flexShrink: 0,
  },
  text: { flexGrow: 1, color: tokens.colorNeutralForeground2 },
});

export function NotMine(props: { readonly view: HandoffView; readonly onClaim: () => void }) {
  const styles = useStyles();
  const { view } = props;
  return (
    <div className={styles.bar}>
      {view.promisedBy && <PromiseBadge promisedBy={view.promisedBy} />}
      <Text className={styles.text}>
        {view.claimable
          ? 'Claim the conversation to answer.'
          : `${view.routeSentence}. You can read, not answer.`}
      </Text>
      {view.claimable && (
        <Button appearance="primary" onClick={props.onClaim}>
          Claim
        </Button>
      )}
    </div>
  );
}
