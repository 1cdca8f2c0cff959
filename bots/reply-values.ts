// What the placeholders of an agent's canned replies stand for in one conversation. Knows no reply.

import type { Order } from '../data/business.js';
import type { Conversation } from '../data/conversation.js';
import type { CustomerRecord } from '../data/customer.js';
import { ordersWith } from '../data/shop-events.js';
import { isOpen } from '../dialogs/order-status.js';
import type { Services } from '../dialogs/turn.js';
import type { ReplyValues } from '../handoff/fill-reply.js';
import { orderNumbersIn } from '../understanding/index.js';
import { namesFor } from './customer-turn.js';

/** People are called by their first names. */
export function replyValues(
  services: Services,
  record: CustomerRecord,
  conversation: Conversation | undefined,
  agentName: string,
): ReplyValues {
  const { name = '', bot = '', business = '' } = namesFor(record, services);
  const order = conversation && orderMeant(services, record, conversation);
  return {
    customer: name,
    agent: agentName.split(' ')[0] ?? agentName,
    bot,
    business,
    ...(order === undefined ? {} : { order }),
  };
}

/** The one named last, by the customer or to them; failing that the only one that is open. Only their own counts. */
function orderMeant(
  services: Services,
  record: CustomerRecord,
  { focus, transcript }: Conversation,
): string | undefined {
  if (record.kind !== 'known') return undefined;
  const orders: readonly Order[] = ordersWith(record.shop, services.business.ordersOf(record.id));
  const own = new Set<string>(orders.map(({ number }) => number));
  const named = transcript
    .filter(({ from }) => from.role === 'customer')
    .flatMap(({ activity }) => orderNumbersIn(activity.text ?? ''))
    .findLast((number) => own.has(number));
  const [open, ...others] = orders.filter(isOpen);
  return focus.order ?? named ?? (others.length === 0 ? open?.number : undefined);
}
