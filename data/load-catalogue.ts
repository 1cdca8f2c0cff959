// catalogue.csv: one product a row.

import { join } from 'node:path';
import { z } from 'zod';
import type { Product } from './business.js';
import type { Report } from './business-faults.js';
import { amount, freeText, id, list, text, wholeNumber, yesNo } from './csv-cells.js';
import type { ProductId } from './ids.js';
import { readCsv } from './read-csv.js';
import { reportRepeated, writtenIn } from './table-checks.js';

const FILE = 'catalogue.csv';

const columns = z.object({
  id: id.transform((t) => t as ProductId),
  name: text,
  category: text,
  rooms: list(text),
  price: amount,
  materials: list(text),
  colours: list(text),
  vegan: yesNo,
  size: freeText,
  stock: wholeNumber(0),
  description: text,
});

export interface LoadedCatalogue {
  readonly products: ReadonlyMap<ProductId, Product>;
  /** For references to it; see `writtenIn`. */
  readonly ids: ReadonlySet<string> | undefined;
}

export async function loadCatalogue(folder: string, report: Report): Promise<LoadedCatalogue> {
  const table = await readCsv(join(folder, FILE), columns, FILE, report);
  if (table) {
    reportRepeated(table, ['id'], FILE, report);
    reportRepeated(table, ['name'], FILE, report);
  }
  return {
    products: new Map(table?.rows.map(({ value }) => [value.id, value])),
    ids: writtenIn(table, 'id'),
  };
}
