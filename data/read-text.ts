// One text file of the business, with what went wrong put as a fault. Knows no file format.

import { readFile } from 'node:fs/promises';
import type { Fault, Report } from './business-faults.js';

/** @returns the text without a byte order mark and with plain line ends, or `undefined` after a report. */
export async function readText(path: string, shownAs: string, report: Report): Promise<string | undefined> {
  try {
    return (await readFile(path, 'utf8')).replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  } catch (error) {
    report(unreadable(shownAs, error));
    return undefined;
  }
}

/** The fault for a file or folder that could not be opened. */
export function unreadable(shownAs: string, error: unknown): Fault {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return code === 'ENOENT'
    ? { file: shownAs, line: 1, what: 'the file is missing', remedy: 'Create it, or correct BUSINESS_DIR.' }
    : {
        file: shownAs,
        line: 1,
        what: `the file can't be read (${code})`,
        remedy: 'Check that it is a file that this user may read.',
      };
}
