// The demo business with its customers and their orders many times over, so that a load has enough of them. Knows no bot.

import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { ROOT } from './measured-process.js';

/** A customer who can sign in, and the newest of their orders. */
export interface Known {
  readonly id: string;
  readonly name: string;
  readonly order: string;
}

/** Order numbers have five digits and the demo's own end below 10500; so many copies of five hundred numbers fit. */
const NUMBERS = 500;
const MOST_COPIES = 170;

/**
 * Writes the folder; the first copy is the demo itself.
 * @returns the customers who have an order.
 */
export async function writeLargerBusiness(folder: string, copies: number): Promise<readonly Known[]> {
  if (copies > MOST_COPIES) throw new Error(`${copies} copies need more than five digits for an order`);
  await cp(join(ROOT, 'data/business'), folder, { recursive: true });
  const customers = await multiply(join(folder, 'customers.csv'), copies, (row, copy) => ({
    ...row,
    id: `${row.id}x${copy}`,
    email: `copy${copy}.${row.email}`,
    teams_id: '',
  }));
  const orders = await multiply(join(folder, 'orders.csv'), copies, (row, copy) => ({
    ...row,
    number: String(Number(row.number) + NUMBERS * copy),
    customer_id: `${row.customer_id}x${copy}`,
  }));
  const orderOf = new Map(orders.map((row) => [row.customer_id, row.number]));
  return customers.flatMap(({ id = '', name = '' }) => {
    const order = orderOf.get(id);
    return order === undefined ? [] : [{ id, name, order }];
  });
}

type Row = Record<string, string>;

async function multiply(file: string, copies: number, change: (row: Row, copy: number) => Row) {
  const rows: Row[] = parse(await readFile(file, 'utf8'), { columns: true });
  const all = [...rows];
  for (let copy = 1; copy < copies; copy++) all.push(...rows.map((row) => change(row, copy)));
  const header = Object.keys(rows[0] ?? {});
  const lines = all.map((row) => header.map((column) => quoted(row[column] ?? '')).join(','));
  await writeFile(file, `${[header.join(','), ...lines].join('\n')}\n`);
  return all;
}

function quoted(cell: string): string {
  return /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
