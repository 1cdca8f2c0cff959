// A world in which the catalogue and the orders change while the bot runs, and the rounds that look for news in it.

import type { Business, Order, Product } from '../data/business.js';
import type { CustomerId, OrderNumber, ProductId } from '../data/ids.js';
import type { Stores } from '../data/ports.js';
import { takeShopEvents } from '../data/take-shop-events.js';
import { type MessageSettings, messagesSchema } from '../proactive/index.js';
import type { Folder } from '../service/load-folder.js';
import type { NoticeAudit } from '../service/notice-audit.js';
import { createNoticeRounds, type NoticeRounds } from '../service/notice-rounds.js';
import { createWorld, demoFolder, type World } from './conversation.js';

/** What holds where messages.yaml says nothing: one message a day, three a week, none from 21:00 to 08:00, prices from 10 % off. */
export const CALM: MessageSettings = messagesSchema.parse({});

export interface LiveWorld extends World {
  readonly rounds: NoticeRounds;
  readonly audit: NoticeAudit[];
  /** Saves the catalogue with another price or stock. */
  product(id: string, change: Partial<Pick<Product, 'price' | 'stock'>>): void;
  /** The shop tells how far an order is. */
  shopTells(order: Order, status: Order['status']): Promise<void>;
  /** Some seconds later, the rounds have looked at whom they should. */
  settle(): Promise<void>;
  /** The tables' own orders, as loaded from now on. */
  orders(of: string): readonly Order[];
}

export async function liveWorld(
  changes: {
    readonly settings?: Partial<MessageSettings>;
    readonly stores?: Stores;
    readonly now?: Date;
  } = {},
): Promise<LiveWorld> {
  const demo = await demoFolder();
  let products = demo.business.products;
  const business: Business = {
    ...demo.business,
    get products() {
      return products;
    },
  };
  const folder: Folder = { ...demo, business, messages: { ...CALM, ...changes.settings } };
  const world = await createWorld({
    folder,
    ...(changes.stores ? { stores: changes.stores } : {}),
    ...(changes.now ? { now: changes.now } : {}),
  });
  const audit: NoticeAudit[] = [];
  const { stores, feed, faults } = world;
  const rounds = createNoticeRounds({
    ...{ stores, feed, clock: world.now },
    owner: 'the test',
    write: world.service.bot.writeNotices,
    onAudit: (audited) => audit.push(audited),
    onError: (error) => faults.push(error),
  });
  await rounds.start();
  let events = 0;
  return {
    ...world,
    rounds,
    audit,
    product(id, change) {
      const known = products.get(id as ProductId);
      if (!known) throw new Error(`no product ${id}`);
      products = new Map([...products, [known.id, { ...known, ...change }]]);
      rounds.worldChanged();
    },
    async shopTells(order, status) {
      const { customerId: customer, number, placedOn, promisedOn, lines } = order;
      const told = await takeShopEvents({ stores, feed, business, clock: world.now }, [
        {
          ...{ id: `e-${number}-${++events}`, kind: 'order', customer, at: world.now().toISOString() },
          ...{ order: number, placedOn, promisedOn, status },
          ...(status === 'delivered' ? { deliveredOn: promisedOn } : {}),
          lines: lines.map(({ productId: product, quantity, unitPrice }) => ({
            product,
            quantity,
            unitPrice,
          })),
        },
      ]);
      if (told.taken !== 1) throw new Error(`not taken: ${JSON.stringify(told)}`);
    },
    async settle() {
      world.wait({ seconds: 90 });
      await rounds.round();
    },
    orders: (of) => business.ordersOf(of as CustomerId),
    async stop() {
      await rounds.close();
      await world.stop();
    },
  };
}

export function orderOf(world: LiveWorld, customer: string, number: string): Order {
  const found = world.orders(customer).find((order) => order.number === (number as OrderNumber));
  if (!found) throw new Error(`${customer} has no order ${number}`);
  return found;
}
