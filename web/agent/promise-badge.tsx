// Whether the time that the customer was told still holds, in words, a sign and a colour.

import { Badge } from '@fluentui/react-components';
import { AlertRegular } from '@fluentui/react-icons/svg/alert';
import { ClockRegular } from '@fluentui/react-icons/svg/clock';
import { WarningRegular } from '@fluentui/react-icons/svg/warning';
import { promiseState } from './times.js';

const LOOK = {
  'in-time': { color: 'success', icon: <ClockRegular /> },
  soon: { color: 'warning', icon: <AlertRegular /> },
  overdue: { color: 'danger', icon: <WarningRegular /> },
} as const;

export function PromiseBadge(props: { readonly promisedBy: string; readonly now: number }) {
  const { state, text } = promiseState(props.promisedBy, props.now);
  return (
    <Badge appearance="tint" {...LOOK[state]}>
      {text}
    </Badge>
  );
}
