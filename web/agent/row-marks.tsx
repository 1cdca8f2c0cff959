// What is special about a conversation of the queue, in words with a sign: whose turn, first in line, put aside, its owner lost.

import { Badge } from '@fluentui/react-components';
import { ArrowUpRegular } from '@fluentui/react-icons/svg/arrow-up';
import { EyeRegular } from '@fluentui/react-icons/svg/eye';
import { HandRightRegular } from '@fluentui/react-icons/svg/hand-right';
import { PlugDisconnectedRegular } from '@fluentui/react-icons/svg/plug-disconnected';
import { SnoozeRegular } from '@fluentui/react-icons/svg/snooze';
import type { QueueRow } from '../../handoff/views.js';
import { Since, Until } from './since.js';
import { clockTime } from './times.js';

export function RowMarks({ row }: { readonly row: QueueRow }) {
  return (
    <>
      {row.offeredUntil !== undefined && (
        <Badge appearance="filled" color="brand" icon={<HandRightRegular />}>
          Offered to you:&nbsp;
          <Until at={row.offeredUntil} />
          &nbsp;left
        </Badge>
      )}
      {row.first && (
        <Badge appearance="tint" color="important" icon={<ArrowUpRegular />}>
          First in line
        </Badge>
      )}
      {row.snoozedUntil !== undefined && (
        <Badge appearance="tint" color="informative" icon={<SnoozeRegular />}>
          Until {clockTime(row.snoozedUntil, Date.now())}
        </Badge>
      )}
      {row.watching !== undefined && (
        <Badge appearance="tint" color="informative" icon={<EyeRegular />}>
          {row.watching === 'listener' ? 'Invited to read along' : 'You read along'}
        </Badge>
      )}
      {row.ownerLostSince !== undefined && (
        <Badge appearance="tint" color="warning" icon={<PlugDisconnectedRegular />}>
          Owner not connected for&nbsp;
          <Since at={row.ownerLostSince} />
        </Badge>
      )}
    </>
  );
}
