// A table of questions and answers: its columns, and its rows with their lines. Knows neither folders nor variables.

import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { Report } from './business-faults.js';
import { freeText, list, text } from './csv-cells.js';
import {
  CSV_OPTIONS,
  checkHeader,
  csvRecord,
  notCsv,
  type ParsedRecord,
  type Row,
  rowReader,
} from './read-csv.js';

/** `also` and `source` may be left out. */
const columns = z.object({ question: text, answer: text, also: list(text), source: freeText });
export type KnowledgeRow = z.output<typeof columns>;

/** @param shownAs the file's name in faults. @returns the rows without a fault; the others are reported. */
export function knowledgeRows(
  content: string,
  shownAs: string,
  report: Report,
): readonly Row<KnowledgeRow>[] {
  let parsed: readonly ParsedRecord[];
  try {
    const found: unknown = parse(content, CSV_OPTIONS);
    parsed = found as readonly ParsedRecord[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    report(notCsv(error, shownAs));
    return [];
  }
  const [header, ...records] = parsed.map(csvRecord);
  if (!header || records.length === 0) {
    report({
      file: shownAs,
      line: 1,
      what: 'the table has no question',
      remedy: `Write a header of ${Object.keys(columns.shape).join(',')} and a row for each question, or remove the file.`,
    });
    return [];
  }
  if (!checkHeader(header.cells, columns, shownAs, report)) return [];
  const read = rowReader(header.cells, columns, shownAs, report);
  return records.flatMap((record) => {
    const { value } = read(record);
    return value === undefined ? [] : [{ line: record.line, value }];
  });
}
