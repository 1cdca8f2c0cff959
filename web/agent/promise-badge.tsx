// Whether the time that the customer was told, or in which they are to be answered, still holds: in words, a sign and a colour.

import { Badge } from '@fluentui/react-components';
import { AlertRegular } from '@fluentui/react-icons/svg/alert';
import { ClockRegular } from '@fluentui/react-icons/svg/clock';
import { WarningRegular } from '@fluentui/react-icons/svg/warning';
import type { QueueRow } from '../../handoff/views.js';
import { useNow } from './media.js';
import { answerState, type PromiseState, promiseState } from './times.js';

const LOOK = {
  'in-time': { color: 'success', icon: <ClockRegular /> },
  soon: { color: 'warning', icon: <AlertRegular /> },
  overdue: { color: 'danger', icon: <WarningRegular /> },
} as const;

export function PromiseBadge({ promisedBy }: { readonly promisedBy: string }) {
  return <StateBadge {...promiseState(promisedBy, useNow())} />;
}

/** By when the owner has to answer; nothing before the wait begins, say of one that is put aside. */
export function AnswerBadge({ answer }: { readonly answer: NonNullable<QueueRow['answer']> }) {
  const now = useNow();
  return now < Date.parse(answer.since) ? null : <StateBadge {...answerState(answer, now)} />;
}

function StateBadge({ state, text }: PromiseState) {
  return (
    <Badge appearance="tint" {...LOOK[state]}>
      {text}
    </Badge>
  );
}
