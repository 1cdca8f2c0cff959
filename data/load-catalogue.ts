// catalogue.csv: one product a row.

import { stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { z } from 'zod';
import type { Product } from './business.js';
import type { Report } from './business-faults.js';
import { amount, freeText, id, list, optional, text, wholeNumber, yesNo } from './csv-cells.js';
import type { ProductId } from './ids.js';
import { PICTURE_LIMIT, PICTURE_TYPES, PICTURES } from './product-picture.js';
import { readCsv } from './read-csv.js';
import { reportRepeated, writtenIn } from './table-checks.js';

const FILE = 'catalogue.csv';

const pictureFile = text.refine(
  (name) => /^[\w-][\w.-]*$/.test(name) && extname(name).toLowerCase() in PICTURE_TYPES,
  {
    error: 'is not the name of a picture',
    params: {
      remedy: `Write the name of a file in ${PICTURES}/ that ends in ${Object.keys(PICTURE_TYPES).join(', ')}.`,
    },
  },
);

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
  picture: optional(pictureFile),
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
    for (const { line, value } of table.rows) {
      if (value.picture !== undefined) await checkPicture(folder, value.picture, line, report);
    }
  }
  return {
    products: new Map(table?.rows.map(({ value }) => [value.id, value])),
    ids: writtenIn(table, 'id'),
  };
}

async function checkPicture(folder: string, picture: string, line: number, report: Report): Promise<void> {
  const place = { file: FILE, line, what: `picture ${JSON.stringify(picture)}` };
  const size = await stat(join(folder, PICTURES, picture)).then(
    (found) => (found.isFile() ? found.size : undefined),
    () => undefined,
  );
  if (size === undefined) {
    report({
      ...place,
      what: `${place.what} is no file in ${PICTURES}/`,
      remedy: 'Put it there, or leave the cell empty.',
    });
  } else if (size > PICTURE_LIMIT) {
    report({
      ...place,
      what: `${place.what} has ${size} bytes`,
      remedy: `Make it smaller: at most ${PICTURE_LIMIT} bytes are shown everywhere.`,
    });
  }
}
