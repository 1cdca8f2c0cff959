// The relationship level in a few letters.

import { Badge } from '@fluentui/react-components';
import type { QueueRow } from '../../handoff/views.js';

export function LevelBadge({ level }: { readonly level: QueueRow['level'] }) {
  return (
    <Badge appearance="outline" color="informative" size="medium">
      {level === 0 ? 'New' : `Level ${level}`}
    </Badge>
  );
}
