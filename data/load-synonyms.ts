// synonyms.csv: further words by which customers ask for what the catalogue has. Knows not who reads them.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Product } from './business.js';
import type { Report } from './business-faults.js';
import { text } from './csv-cells.js';
import { readCsv } from './read-csv.js';
import { reportRepeated } from './table-checks.js';

const FILE = 'synonyms.csv';

const columns = z.object({ said: text, meant: text });

/** A folder without the file has none. @returns what customers say → a category, room, material or colour of the catalogue, or a word of one. */
export async function loadSynonyms(
  folder: string,
  products: Iterable<Product>,
  report: Report,
): Promise<Readonly<Record<string, string>>> {
  if (!existsSync(join(folder, FILE))) return {};
  const table = await readCsv(join(folder, FILE), columns, FILE, report);
  if (!table) return {};
  reportRepeated(table, ['said'], FILE, report);
  const known = wordsOfCatalogue(products);
  for (const { line, value } of table.rows) {
    // An empty catalogue was reported where it was read.
    if (known.size === 0 || known.has(value.meant.toLowerCase())) continue;
    report({
      file: FILE,
      line,
      what: `meant ${JSON.stringify(value.meant)} is no category, room, material or colour in catalogue.csv`,
      remedy: 'Write it as it stands there.',
    });
  }
  return Object.fromEntries(
    table.rows.map(({ value }) => [value.said.toLowerCase(), value.meant.toLowerCase()]),
  );
}

/** Each value whole and by its parts: "cushions and throws" is two things, and "merino wool" is wool. */
function wordsOfCatalogue(products: Iterable<Product>): ReadonlySet<string> {
  const known = new Set<string>();
  for (const { category, rooms, materials, colours } of products) {
    for (const value of [category, ...rooms, ...materials, ...colours]) {
      known.add(value.toLowerCase());
      for (const part of value.toLowerCase().split(/\s*(?:&|\/|,|\band\b)\s*/)) known.add(part);
      known.add(value.toLowerCase().split(/\s+/).at(-1) ?? '');
    }
  }
  known.delete('');
  return known;
}
