// Checks across the rows of the business's tables: what stands twice, what points nowhere. Knows no particular table.

import type { Report } from './business-faults.js';
import type { Table } from './read-csv.js';

/** Reports each row whose `columns` together were already written further up; an empty cell repeats nothing. */
export function reportRepeated(
  table: Table<unknown>,
  columns: readonly string[],
  file: string,
  report: Report,
): void {
  const seen = new Map<string, number>();
  for (const { line, value } of table.written) {
    const cells = columns.map((column) => value[column]?.toLowerCase() ?? '');
    if (cells.includes('')) continue;
    const key = JSON.stringify(cells);
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, line);
      continue;
    }
    report({
      file,
      line,
      what: `${columns.map((c) => `${c} ${JSON.stringify(value[c])}`).join(' with ')} already stands in line ${first}`,
      remedy: 'Remove one of the two or correct it.',
    });
  }
}

/** What stands in a column, faulty rows too; `undefined` where the table itself could not be read: then nothing is dangling. */
export function writtenIn(
  table: Table<unknown> | undefined,
  column: string,
): ReadonlySet<string> | undefined {
  return table && new Set(table.written.map(({ value }) => value[column] ?? ''));
}

/** Reports an id that the other file doesn't have. */
export function reportDangling(
  place: { readonly file: string; readonly line: number; readonly column: string },
  id: string | undefined,
  known: ReadonlySet<string> | undefined,
  otherFile: string,
  report: Report,
): void {
  if (id === undefined || known === undefined || known.has(id)) return;
  report({
    file: place.file,
    line: place.line,
    what: `${place.column} ${JSON.stringify(id)} is not in ${otherFile}`,
    remedy: `Add it there or correct it here.`,
  });
}
