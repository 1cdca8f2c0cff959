// The relationship level in a few letters.

import { Badge, makeStyles } from '@fluentui/react-components';
import type { QueueRow } from '../../handoff/views.js';

const useStyles = makeStyles({ badge: { flexShrink: 0, whiteSpace: 'nowrap' } });

export function LevelBadge({ level }: { readonly level: QueueRow['level'] }) {
  const styles = useStyles();
  return (
    <Badge className={styles.badge} appearance="outline" color="informative" size="medium">
      {level === 0 ? 'New' : `Level ${level}`}
    </Badge>
  );
}
