// Above a conversation that its owner has put aside: until when, and taking it up again.

import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { SnoozeRegular } from '@fluentui/react-icons/svg/snooze';
import { clockTime } from './times.js';

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '4px 8px',
    padding: '6px 16px',
    backgroundColor: tokens.colorNeutralBackground3,
    flexShrink: 0,
  },
  text: { flexGrow: 1 },
});

export function SnoozedBar(props: { readonly until: string; readonly onWake: () => void }) {
  const styles = useStyles();
  return (
    <div className={styles.bar}>
      <SnoozeRegular aria-hidden />
      <Text className={styles.text}>
        Put aside until {clockTime(props.until, Date.now())}, or until the customer writes
      </Text>
      <Button size="small" onClick={props.onWake}>
        Take up now
      </Button>
    </div>
  );
}
