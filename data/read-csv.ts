// One CSV file with a header through one schema of columns: the rows, with their lines. Knows no particular file.

import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import { type Fault, issueInWords, type Report } from './business-faults.js';
import { readText } from './read-text.js';

export interface Row<T> {
  /** Where the row begins; the header is line 1. */
  readonly line: number;
  readonly value: T;
}

export interface Table<T> {
  /** Rows without a fault. */
  readonly rows: readonly Row<T>[];
  /** Every row's cells as written, faulty rows too: so that one fault does not make others of the rows that point to it. */
  readonly written: readonly Row<Readonly<Record<string, string>>>[];
}

/**
 * Reads UTF-8 with commas; a byte order mark and Windows line ends are fine, spaces around a cell don't count.
 * A column may be left out when its schema accepts an empty cell.
 * @returns the rows, faulty ones reported and left out; `undefined` after a report when no row could be read.
 */
export async function readCsv<S extends z.ZodObject>(
  path: string,
  columns: S,
  shownAs: string,
  report: Report,
): Promise<Table<z.output<S>> | undefined> {
  const text = await readText(path, shownAs, report);
  if (text === undefined) return undefined;
  const records = parseRecords(text, shownAs, report);
  if (!records) return undefined;
  const [header, ...body] = records;
  if (!header) {
    report({
      file: shownAs,
      line: 1,
      what: 'the file is empty',
      remedy: 'Begin it with a header of columns.',
    });
    return undefined;
  }
  if (!checkHeader(header.cells, columns, shownAs, report)) return undefined;

  const read = rowReader(header.cells, columns, shownAs, report);
  const rows: Row<z.output<S>>[] = [];
  const written: Row<Readonly<Record<string, string>>>[] = [];
  for (const record of body) {
    const { value, named } = read(record);
    written.push({ line: record.line, value: named });
    if (value !== undefined) rows.push({ line: record.line, value });
  }
  return { rows, written };
}

/** One row's cells as they stand in the file. */
export interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Reads rows one at a time, for tables that don't fit into memory; `readCsv` is this for whole tables.
 * @returns a function to the row's cells by column, and its value where it has no fault.
 */
export function rowReader<S extends z.ZodObject>(
  header: readonly string[],
  columns: S,
  shownAs: string,
  report: Report,
): (record: CsvRecord) => { readonly named: Readonly<Record<string, string>>; readonly value?: z.output<S> } {
  const wanted = Object.keys(columns.shape);
  return ({ line, cells }) => {
    const named = Object.fromEntries(header.map((column, index) => [column, cells[index] ?? '']));
    if (cells.length !== header.length) {
      report({
        file: shownAs,
        line,
        what: `this row has ${cells.length} cells, the header ${header.length}`,
        remedy: 'Put a cell that contains a comma in double quotes.',
      });
      return { named };
    }
    const row = Object.fromEntries(wanted.map((column) => [column, named[column] ?? '']));
    const parsed = columns.safeParse(row);
    if (parsed.success) return { named, value: parsed.data };
    for (const issue of parsed.error.issues) {
      const column = String(issue.path[0] ?? '');
      report({ file: shownAs, line, ...issueInWords(issue, column, row[column]) });
    }
    return { named };
  };
}

/** As the business's tables are written; for `csv-parse`, whole or in pieces. */
export const CSV_OPTIONS = {
  info: true,
  trim: true,
  relax_column_count: true,
  skip_empty_lines: true,
} as const;

/** @param parsed as the parser gives it with `CSV_OPTIONS`. */
export function csvRecord({ info, record }: ParsedRecord): CsvRecord {
  // The parser counts to the end of the record, and a quoted cell may span lines.
  return {
    line: info.lines - record.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0),
    cells: record,
  };
}

export interface ParsedRecord {
  readonly info: { readonly lines: number };
  readonly record: readonly string[];
}

function parseRecords(text: string, shownAs: string, report: Report): readonly CsvRecord[] | undefined {
  try {
    const parsed: unknown = parse(text, CSV_OPTIONS);
    return (parsed as readonly ParsedRecord[]).map(csvRecord);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    report(notCsv(error, shownAs));
    return undefined;
  }
}

/** The fault that the parser found. */
export function notCsv(error: CsvError, shownAs: string): Fault {
  const line: unknown = 'lines' in error ? error.lines : undefined;
  return {
    file: shownAs,
    line: typeof line === 'number' ? line : 1,
    what: `this is not CSV: ${error.message.replace(/\.$/, '')}`,
    remedy:
      'Look for a double quote that is never closed; a double quote inside a quoted cell is written twice.',
  };
}

/** @returns whether the columns are those of the table; reports what is wrong with them. */
export function checkHeader(
  header: readonly string[],
  columns: z.ZodObject,
  shownAs: string,
  report: Report,
): boolean {
  const known = Object.keys(columns.shape);
  const faults = [
    ...header
      .filter((column) => !known.includes(column))
      .map((column) => ({
        what: `column ${JSON.stringify(column)} is not known`,
        remedy: `Remove it or correct its spelling; the columns are ${known.join(', ')}.`,
      })),
    ...header
      .filter((column, index) => header.indexOf(column) !== index)
      .map((column) => ({
        what: `column ${JSON.stringify(column)} stands twice`,
        remedy: 'Remove one of them.',
      })),
    ...Object.entries(columns.shape)
      .filter(([column, cell]) => !header.includes(column) && !z.safeParse(cell, '').success)
      .map(([column]) => ({
        what: `column ${JSON.stringify(column)} is missing`,
        remedy: 'Add it to the header.',
      })),
  ];
  for (const fault of faults) report({ file: shownAs, line: 1, ...fault });
  return faults.length === 0;
}
