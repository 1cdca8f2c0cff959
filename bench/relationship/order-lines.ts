// Reads order lines of a shop: customer, invoice (C… is a cancellation), stock code, quantity, time, unit price, country, description; tabs, no header.

import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Purchase } from '../../relationship/future/index.js';

/** What came back, as pieces of a customer on a day. */
export interface Returned {
  readonly customer: string;
  readonly day: string;
  readonly pieces: number;
}

export interface Shop {
  /** One entry an invoice. */
  readonly purchases: readonly Purchase[];
  readonly returned: readonly Returned[];
}

const GZIP = 0x8b1f;

/** @param file plain or gzipped. Lines without a customer, and prices of 0, are left out. */
export function readShop(file: string): Shop {
  const bytes = readFileSync(file);
  const text = (bytes.length > 1 && bytes.readUInt16LE(0) === GZIP ? gunzipSync(bytes) : bytes).toString(
    'utf8',
  );
  const invoices = new Map<string, Purchase>();
  const returned: Returned[] = [];
  for (const line of text.split('\n')) {
    const [customer, invoice = '', , quantity, time = '', price] = line.split('\t');
    if (!customer || !(Number(price) > 0)) continue;
    const [pieces, day] = [Number(quantity), time.slice(0, 10)];
    if (invoice.startsWith('C')) returned.push({ customer, day, pieces: -pieces });
    else if (pieces > 0) {
      const known = invoices.get(invoice);
      const value = (known?.value ?? 0) + pieces * Number(price);
      invoices.set(invoice, { customer, order: invoice, day, value, pieces: (known?.pieces ?? 0) + pieces });
    }
  }
  return { purchases: [...invoices.values()], returned };
}
