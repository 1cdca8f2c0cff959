// What a few words say outright, whatever the message was read as: an accusation, a question for the newest order or for all. Decides nothing.

import { complaint } from '../dialogs/cancel-order.js';
import { myOrders } from '../dialogs/my-orders.js';
import { orderStatus } from '../dialogs/order-status.js';
import { returnItem } from '../dialogs/return-item.js';
import { accuses } from '../understanding/accusation.js';
import { asksForNewestOrder } from '../understanding/newest-order.js';
import { asksForOrders } from '../understanding/orders-listed.js';
import { refusesReturn } from '../understanding/refused-return.js';
import type { Understanding } from '../understanding/understanding.js';

/** What a question for the newest order is taken for, where it is not taken for one about an order. */
const ABOUT_PURCHASES: ReadonlySet<string> = new Set([
  'buy-again',
  'recommend',
  'critique',
  'wish-list',
  'what-do-you-know',
]);

/** "Which of my orders were cancelled?" cancels none. */
const ABOUT_ORDERS: ReadonlySet<string> = new Set(['order-status', 'cancel-order']);

/** @returns what the message is rather than what it was read as. */
export function saidOutright(text: string, whole: Understanding): Understanding | undefined {
  const intent = intentOf(text, whole);
  return intent === undefined ? undefined : { ...whole, kind: 'intent', intent };
}

function intentOf(text: string, whole: Understanding): string | undefined {
  const aboutPurchases = whole.kind === 'intent' && ABOUT_PURCHASES.has(whole.intent);
  if (whole.kind === 'intent' && whole.intent === returnItem.id && refusesReturn(text)) return complaint.id;
  const aboutOrders = whole.kind === 'intent' && ABOUT_ORDERS.has(whole.intent);
  if ((whole.kind !== 'intent' || aboutPurchases || aboutOrders) && asksForOrders(text)) return myOrders.id;
  if (whole.kind === 'intent' && !aboutPurchases) return undefined;
  if (asksForNewestOrder(text)) return orderStatus.id;
  return !aboutPurchases && accuses(text) ? complaint.id : undefined;
}
