// The files of imported customers: their names, what they hold, and whether they still belong to the tables that they were made from.

import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ORDERS, type OrderRow } from '../load-orders.js';
import { CUSTOMERS, type CustomerRow } from '../load-people.js';

export const IMPORTED = 'imported';
/** One line a customer, `ImportedCustomer` as JSON. */
export const RECORDS = 'records.jsonl';
export const SLOTS = 'slots.bin';
export const SUMMARY = 'summary.json';

/** A customer with all of their orders, dates as written. */
export interface ImportedCustomer {
  readonly customer: CustomerRow;
  readonly orders: readonly OrderRow[];
}

/** Grows when the files' form changes: older ones are imported again. */
const FORMAT = 1;

const summarySchema = z.object({
  format: z.number(),
  customers: z.number(),
  sources: z.record(z.string(), z.object({ bytes: z.number(), changedAt: z.number() })),
});
export type Summary = z.output<typeof summarySchema>;

export function customerKey(id: string): string {
  return `customer ${id}`;
}

export function teamsKey(id: string): string {
  return `teams ${id}`;
}

/** Contacts of one company that can be found by it: enough for an account, and a turn stays quick. */
export const CONTACTS = 50;

/** Of every contact of a company: one key, several places. */
export function companyKey(company: string): string {
  return `company ${company}`;
}

/** The tables as they are now. */
export async function sourcesIn(folder: string): Promise<Summary['sources']> {
  const sources: Summary['sources'] = {};
  for (const name of [CUSTOMERS, ORDERS]) {
    const { size, mtimeMs } = await stat(join(folder, name));
    sources[name] = { bytes: size, changedAt: mtimeMs };
  }
  return sources;
}

export function summaryOf(customers: number, sources: Summary['sources']): Summary {
  return { format: FORMAT, customers, sources };
}

/** @returns `undefined` where nothing was imported, or `stale` where the tables have changed since. */
export async function readSummary(folder: string): Promise<Summary | 'stale' | undefined> {
  const text = await readFile(join(folder, IMPORTED, SUMMARY), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const summary = summarySchema.safeParse(parsed(text));
  if (!summary.success || summary.data.format !== FORMAT) return 'stale';
  const now = await sourcesIn(folder);
  const same = Object.entries(now).every(([name, { bytes, changedAt }]) => {
    const then = summary.data.sources[name];
    return then?.bytes === bytes && then.changedAt === changedAt;
  });
  return same ? summary.data : 'stale';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Cut off while it was written: the import was not finished.
    return undefined;
  }
}
