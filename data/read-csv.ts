// One CSV file with a header through one schema of columns: the rows, with their lines. Knows no particular file.

import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import { issueInWords, type Report } from './business-faults.js';
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

  const rows: Row<z.output<S>>[] = [];
  const written: Row<Readonly<Record<string, string>>>[] = [];
  for (const { line, cells } of body) {
    const named = Object.fromEntries(header.cells.map((column, index) => [column, cells[index] ?? '']));
    written.push({ line, value: named });
    if (cells.length !== header.cells.length) {
      report({
        file: shownAs,
        line,
        what: `this row has ${cells.length} cells, the header ${header.cells.length}`,
        remedy: 'Put a cell that contains a comma in double quotes.',
      });
      continue;
    }
    const row = Object.fromEntries(Object.keys(columns.shape).map((column) => [column, named[column] ?? '']));
    const parsed = columns.safeParse(row);
    if (parsed.success) {
      rows.push({ line, value: parsed.data });
      continue;
    }
    for (const issue of parsed.error.issues) {
      const column = String(issue.path[0] ?? '');
      report({ file: shownAs, line, ...issueInWords(issue, column, row[column]) });
    }
  }
  return { rows, written };
}

interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

function parseRecords(text: string, shownAs: string, report: Report): readonly CsvRecord[] | undefined {
  try {
    const parsed: unknown = parse(text, {
      info: true,
      trim: true,
      relax_column_count: true,
      skip_empty_lines: true,
    });
    return (parsed as readonly { info: { lines: number }; record: readonly string[] }[]).map(
      ({ info, record }) => ({
        // The parser counts to the end of the record, and a quoted cell may span lines.
        line: info.lines - record.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0),
        cells: record,
      }),
    );
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line: unknown = 'lines' in error ? error.lines : undefined;
    report({
      file: shownAs,
      line: typeof line === 'number' ? line : 1,
      what: `this is not CSV: ${error.message.replace(/\.$/, '')}`,
      remedy:
        'Look for a double quote that is never closed; a double quote inside a quoted cell is written twice.',
    });
    return undefined;
  }
}

function checkHeader(
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
