// Brings a business's customers and orders, however many, into the form that `customer-index` reads. Bounded in memory.

import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CsvError, parse } from 'csv-parse';
import type { z } from 'zod';
import { businessInvalid, type Fault, type Report } from '../business-faults.js';
import type { CustomerId, Day } from '../ids.js';
import { checkOrders, ORDERS, type OrderRow, orderColumns } from '../load-orders.js';
import { CUSTOMERS, type CustomerRow, checkCustomer, customerColumns } from '../load-people.js';
import { watchCurrencies } from '../other-currencies.js';
import {
  CSV_OPTIONS,
  type CsvRecord,
  checkHeader,
  csvRecord,
  notCsv,
  type ParsedRecord,
  type Row,
  rowReader,
  type Table,
} from '../read-csv.js';
import { reportRepeated } from '../table-checks.js';
import {
  CONTACTS,
  companyKey,
  customerKey,
  IMPORTED,
  RECORDS,
  SLOTS,
  SUMMARY,
  sourcesIn,
  summaryOf,
  teamsKey,
} from './layout.js';
import { Partition, partsFor } from './partition.js';
import { type Place, slotsOf } from './slots.js';
import { checkUnique, type Unique } from './unique.js';

/** Faults that are told; a wrong column makes one of every row. */
const MOST_FAULTS = 100;

export interface ImportContext {
  /** For references; see `writtenIn`. */
  readonly productIds: ReadonlySet<string> | undefined;
  readonly agentIds: ReadonlySet<string> | undefined;
  /** The day as of which the dates were written. */
  readonly asOf: Day;
  /** The business's own; absent: nothing is told of others. */
  readonly currency?: string;
  readonly signal?: AbortSignal;
  /** @param share from 0 to 1. */
  readonly progress?: (share: number) => void;
}

export interface Imported {
  readonly customers: number;
  readonly orders: number;
  readonly remarks: readonly string[];
}

/**
 * Checks every row as the start of a small business does, then writes `imported/` beside the tables. An interrupted import leaves an
 * older one as it was.
 * @returns how many customers and orders there are, and what is worth a word though it is no fault.
 * @throws RapportError BUSINESS_INVALID with the first faults; whatever `signal` was aborted with.
 */
export async function importCustomers(folder: string, context: ImportContext): Promise<Imported> {
  const draft = join(folder, `${IMPORTED}.draft`);
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true });
  const faults: Fault[] = [];
  const report: Report = (fault) => {
    faults.push(fault);
    if (faults.length >= MOST_FAULTS) throw businessInvalid(folder, faults);
  };
  try {
    const sources = await sourcesIn(folder);
    const total = Object.values(sources).reduce((sum, { bytes }) => sum + bytes, 0);
    let read = 0;
    const onBytes = (bytes: number): void => {
      read += bytes;
      context.progress?.((0.6 * read) / total);
    };
    const parts = {
      customers: new Partition(draft, 'customers', partsFor(total)),
      orders: new Partition(draft, 'orders', partsFor(total)),
      unique: new Partition(draft, 'unique', partsFor(total)),
    };
    const watch = { report, signal: context.signal };
    const headers = {
      customers: await parted(
        join(folder, CUSTOMERS),
        CUSTOMERS,
        customerColumns,
        onBytes,
        watch,
        (record, cell) => {
          parts.customers.add(cell('id'), record);
          for (const column of ['email', 'teams_id'] as const) {
            const value = cell(column).toLowerCase();
            if (value !== '') parts.unique.add(value, { line: record.line, value: { [column]: value } });
          }
        },
      ),
      orders: await parted(join(folder, ORDERS), ORDERS, orderColumns, onBytes, watch, eachOrder(parts)),
    };
    const counts = await joined(draft, parts, headers, context, report);
    if (faults.length > 0) throw businessInvalid(folder, faults);
    await writeFile(join(draft, SUMMARY), JSON.stringify(summaryOf(counts.customers, sources)));
    for (const partition of Object.values(parts)) await partition.remove();
    await keep(draft, join(folder, IMPORTED));
    return counts;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

interface Parts {
  readonly customers: Partition;
  readonly orders: Partition;
  readonly unique: Partition;
}

type TakeRecord = (record: CsvRecord, cell: (column: string) => string) => void;

function eachOrder({ orders, unique }: Parts): TakeRecord {
  let before = '';
  return (record, cell) => {
    const owner = cell('customer_id');
    const number = cell('number');
    orders.add(owner, record);
    // The lines of an order most often stand together.
    if (before === `${number} ${owner}`) return;
    before = `${number} ${owner}`;
    unique.add(number, { line: record.line, number, owner });
  };
}

/** Reads a table row by row. @returns its header; empty after a report when it could not be read. */
async function parted(
  path: string,
  shownAs: string,
  columns: z.ZodObject,
  onBytes: (bytes: number) => void,
  { report, signal }: { readonly report: Report; readonly signal?: AbortSignal },
  take: TakeRecord,
): Promise<readonly string[]> {
  const source = createReadStream(path);
  const parser = source
    .on('data', (chunk) => onBytes(chunk.length))
    .pipe(parse({ ...CSV_OPTIONS, bom: true }));
  source.on('error', (error) => parser.destroy(error));
  let header: readonly string[] = [];
  try {
    for await (const raw of parser) {
      signal?.throwIfAborted();
      const record = csvRecord(raw as ParsedRecord);
      if (header.length > 0) {
        take(record, (column) => record.cells[header.indexOf(column)] ?? '');
        continue;
      }
      if (!checkHeader(record.cells, columns, shownAs, report)) return [];
      header = record.cells;
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    report(notCsv(error, shownAs));
  } finally {
    source.destroy();
  }
  return header;
}

/** Brings each customer together with their orders, part by part. */
async function joined(
  draft: string,
  parts: Parts,
  headers: { readonly customers: readonly string[]; readonly orders: readonly string[] },
  context: ImportContext,
  report: Report,
): Promise<Imported> {
  const readCustomer = rowReader(headers.customers, customerColumns, CUSTOMERS, report);
  const readOrder = rowReader(headers.orders, orderColumns, ORDERS, report);
  const places: (readonly [string, Place])[] = [];
  const isContact = upTo(CONTACTS);
  const currencies = context.currency === undefined ? undefined : watchCurrencies(context.currency);
  let [offset, customers, orders] = [0, 0, 0];
  const file = await open(join(draft, RECORDS), 'w');
  try {
    for (let part = 0; part < parts.customers.parts; part++) {
      context.signal?.throwIfAborted();
      context.progress?.(0.6 + (0.4 * part) / parts.customers.parts);
      const theirs = tableOf(await parts.customers.rows<CsvRecord>(part), readCustomer);
      const lines = tableOf(await parts.orders.rows<CsvRecord>(part), readOrder);
      checkPart(theirs, lines, context, report);
      checkUnique(await parts.unique.rows<Unique>(part), report);
      const byCustomer = new Map<CustomerId, OrderRow[]>(theirs.rows.map(({ value }) => [value.id, []]));
      for (const { value } of lines.rows) byCustomer.get(value.customer_id)?.push(value);
      let text = '';
      for (const { value } of theirs.rows) {
        const own = byCustomer.get(value.id) ?? [];
        const line = `${JSON.stringify({ customer: value, orders: own })}\n`;
        const place = { offset, length: Buffer.byteLength(line) };
        places.push([customerKey(value.id), place]);
        if (value.teams_id !== undefined) places.push([teamsKey(value.teams_id), place]);
        if (value.company !== undefined && isContact(value.company))
          places.push([companyKey(value.company), place]);
        offset += place.length;
        const numbered = new Map(own.map((row) => [row.number, row]));
        orders += numbered.size;
        currencies?.take(
          [...numbered.values()].map(({ number, currency }) => ({ number, customerId: value.id, currency })),
        );
        text += line;
      }
      customers += theirs.rows.length;
      await file.write(text);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  await writeFile(join(draft, SLOTS), slotsOf(places.length, places));
  return { customers, orders, remarks: currencies?.told() ?? [] };
}

/** @returns whether a name was given at most so often, this time included. */
function upTo(most: number): (name: string) => boolean {
  const given = new Map<string, number>();
  return (name) => {
    const times = (given.get(name) ?? 0) + 1;
    given.set(name, times);
    return times <= most;
  };
}

function tableOf<T>(
  records: readonly CsvRecord[],
  read: (record: CsvRecord) => { readonly named: Readonly<Record<string, string>>; readonly value?: T },
): Table<T> {
  const rows: Row<T>[] = [];
  const written: Table<T>['written'][number][] = [];
  for (const record of records) {
    const { named, value } = read(record);
    written.push({ line: record.line, value: named });
    if (value !== undefined) rows.push({ line: record.line, value });
  }
  return { rows, written };
}

function checkPart(
  customers: Table<CustomerRow>,
  orders: Table<OrderRow>,
  { asOf, productIds, agentIds }: ImportContext,
  report: Report,
): void {
  reportRepeated(customers, ['id'], CUSTOMERS, report);
  for (const row of customers.rows) checkCustomer(row, asOf, agentIds, report);
  reportRepeated(orders, ['number', 'product_id'], ORDERS, report);
  const customerIds = new Set(customers.written.map(({ value }) => value.id ?? ''));
  const customersSince = new Map(customers.rows.map(({ value }) => [value.id, value.customer_since]));
  checkOrders(orders.rows, { productIds, customerIds, customersSince, asOf, moveDays: 0 }, report);
}

/** Takes the place of an older import as a whole. */
async function keep(draft: string, imported: string): Promise<void> {
  await rm(imported, { recursive: true, force: true });
  await rename(draft, imported);
}
