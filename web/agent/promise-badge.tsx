// Whether the time that the customer was told still holds, in words, a sign and a colour.

import { Badge } from '@fluentui/react-components';
import { AlertRegular } from '@fluentui/react-icons/svg/alert';
import { ClockRegular } from '@fluentui/react-icons/svg/clock';
import { WarningRegular } from '@fluentui/react-icons/svg/warning';
import { useNow } from './media.js';
import { promiseState } from './times.js';

const LOOK = {
  'in-time': { color: 'success', icon: <ClockRegular /> },
  soon: { color: 'warning', icon: <AlertRegular /> },
  overdue: { color: 'danger', icon: <WarningRegular /> },
} as const;

export function PromiseBadge({ promisedBy }: { readonly promisedBy: string }) {
  const { state, text } = promiseState(promisedBy, useNow());
  return (
    <Badge appearance="tint" {...LOOK[state]}>
      {text}
    </Badge>
  );
}
