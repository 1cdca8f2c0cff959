// Where a thread finds what the shop told: in the store that the process uses, or handed over where no other thread can open it.

import type { Config } from '../config.js';
import type { Stores } from '../data/ports.js';
import { type ToldOrders, toldOrders } from '../data/told-orders.js';

export type ToldPlace =
  | { readonly kind: 'nowhere' }
  | { readonly kind: 'handed-over'; readonly told: ToldOrders }
  | {
      readonly kind: 'store';
      readonly store: 'lowdb' | 'postgres';
      readonly env: { readonly DATA_DIR: string; readonly DATABASE_URL: string };
    };

/** Asked before each fit. @returns nowhere while no events are taken, so that nobody's records are read for nothing. */
export function createToldPlace(
  config: Pick<Config, 'eventsKey' | 'store' | 'dataDir' | 'databaseUrl'>,
  stores: Pick<Stores, 'customers'>,
): () => Promise<ToldPlace> {
  const { eventsKey, store, dataDir, databaseUrl } = config;
  return async () => {
    if (!eventsKey) return { kind: 'nowhere' };
    if (store === 'memory') return { kind: 'handed-over', told: await toldOrders(stores.customers) };
    return { kind: 'store', store, env: { DATA_DIR: dataDir, DATABASE_URL: databaseUrl } };
  };
}

/** In the thread. */
export async function toldAt(place: ToldPlace): Promise<ToldOrders> {
  if (place.kind === 'nowhere') return new Map();
  if (place.kind === 'handed-over') return place.told;
  const { openToRead } = await import('../scripts/store-transfer/open.js');
  const { reader, close } = await openToRead(place.store, place.env);
  try {
    return await toldOrders(reader.customers);
  } finally {
    await close();
  }
}
