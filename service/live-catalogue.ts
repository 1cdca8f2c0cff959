// Stock, prices and orders that change while the product runs: catalogue.csv and orders.csv are looked at, and read again when they were
// saved. What else stands in them, and everything else of the folder, is read at the start.

import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Business, Product } from '../data/business.js';
import { businessInvalid, type Fault } from '../data/business-faults.js';
import type { Day, ProductId } from '../data/ids.js';
import { loadBusiness } from '../data/load-business.js';
import { loadCatalogue } from '../data/load-catalogue.js';
import { ORDERS } from '../data/load-orders.js';

/** How soon a change of a file is seen. */
const LOOK_EVERY_MS = 2000;
const CATALOGUE = 'catalogue.csv';
/** Bytes of orders.csv that are read again while customers are answered, a tenth of a second; more come by events, or at the next start. */
const READ_AGAIN = 1024 * 1024;

export interface LiveCatalogue {
  /** The business as ever, with the products and orders as they are now. */
  readonly business: Business;
  /** Hears of each table that was saved. */
  onTaken(listener: (taken: TableRead) => void): void;
  /** Looks now; a timer does it too. */
  look(): Promise<void>;
  close(): Promise<void>;
}

export type TableRead =
  | {
      readonly file: typeof CATALOGUE;
      /** Products with another price or stock than before. */
      readonly changed: number;
      /** Products that are new, or gone: they count from the next start on. */
      readonly later: number;
    }
  /** `too-large` is read at the next start. */
  | { readonly file: typeof ORDERS; readonly changed: 'all' | 'too-large' };

/** Faults of a changed file leave what was known in force, and are told once a change. */
export async function openLiveCatalogue(parts: {
  readonly business: Business;
  readonly today: () => Day;
  readonly onRefused: (error: unknown) => void;
}): Promise<LiveCatalogue> {
  const { business, onRefused } = parts;
  let { products } = business;
  let orders: Pick<Business, 'ordersOf'> = business;
  const listeners: ((taken: TableRead) => void)[] = [];
  const stamps = new Map<string, string>();
  let looking: Promise<void> = Promise.resolve();

  async function lookAtCatalogue(): Promise<void> {
    if (await hasChanged(CATALOGUE)) tell({ file: CATALOGUE, ...(await readCatalogue()) });
  }

  async function lookAtOrders(): Promise<void> {
    const found = await hasChanged(ORDERS);
    if (!found) return;
    if (found.size > READ_AGAIN) return tell({ file: ORDERS, changed: 'too-large' });
    // Every table is checked against the others, so they are read together.
    orders = await loadBusiness(business.folder, { today: parts.today() });
    tell({ file: ORDERS, changed: 'all' });
  }

  async function hasChanged(name: string): Promise<{ readonly size: number } | undefined> {
    const found = await stat(join(business.folder, name)).catch(() => undefined);
    // Some editors take a file away before they put the new one there.
    if (!found) return undefined;
    const { mtimeMs, size } = found;
    const stamp = `${mtimeMs} ${size}`;
    const before = stamps.get(name);
    stamps.set(name, stamp);
    return before === undefined || before === stamp ? undefined : { size };
  }

  async function readCatalogue(): Promise<{ readonly changed: number; readonly later: number }> {
    const faults: Fault[] = [];
    const read = await loadCatalogue(business.folder, (fault) => faults.push(fault));
    if (faults.length > 0) throw businessInvalid(business.folder, faults);
    const changed = [...products.values()].filter((known) => differs(known, read.products.get(known.id)));
    const later =
      [...read.products.keys()].filter((id) => !products.has(id)).length +
      [...products.keys()].filter((id) => !read.products.has(id)).length;
    if (changed.length > 0) products = withNewOf(products, read.products);
    return { changed: changed.length, later };
  }

  function tell(taken: TableRead): void {
    for (const listener of listeners) listener(taken);
  }

  /** One look at a time: a slow disk must not take one change twice. */
  function look(): Promise<void> {
    looking = looking.then(lookAtCatalogue).catch(onRefused).then(lookAtOrders).catch(onRefused);
    return looking;
  }

  await look();
  const timer = setInterval(() => void look(), LOOK_EVERY_MS);
  timer.unref();
  return {
    business: {
      ...business,
      get products() {
        return products;
      },
      ordersOf: (id) => orders.ordersOf(id),
    },
    look,
    onTaken(listener) {
      listeners.push(listener);
    },
    async close() {
      clearInterval(timer);
      await looking;
    },
  };
}

function differs(known: Product, read: Product | undefined): boolean {
  return read !== undefined && (read.price !== known.price || read.stock !== known.stock);
}

/** A new map for new products, since what was worked out of a catalogue is kept by it. */
function withNewOf(
  known: ReadonlyMap<ProductId, Product>,
  read: ReadonlyMap<ProductId, Product>,
): ReadonlyMap<ProductId, Product> {
  return new Map(
    [...known].map(([id, product]) => {
      const { price, stock } = read.get(id) ?? product;
      return [id, { ...product, price, stock }];
    }),
  );
}
