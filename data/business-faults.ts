// Faults in the business's own files, each with its place and its remedy, and the one error that lists them all. Knows no file format.

import type { z } from 'zod';
import { RapportError } from './errors.js';

/** One fault of one line. `file` is relative to the business's folder; lines begin at 1. */
export interface Fault {
  readonly file: string;
  readonly line: number;
  /** What is wrong, with the value; no full stop. */
  readonly what: string;
  /** What to do, as a sentence. */
  readonly remedy: string;
}

/** Takes a fault and lets the reading go on, so that all faults are told at once. */
export type Report = (fault: Fault) => void;

/** `file:line: what is wrong, with the value. What to do.` */
export function faultInWords(fault: Fault): string {
  return `${fault.file}:${fault.line}: ${fault.what}. ${fault.remedy}`;
}

/** BUSINESS_INVALID, with the faults that it lists, so that those of several readers can be told together. */
export class BusinessInvalidError extends RapportError {
  constructor(
    happened: string,
    remedy: string,
    readonly faults: readonly Fault[],
  ) {
    super('BUSINESS_INVALID', happened, remedy);
  }
}

/** @returns the error that lists every fault, one a line, in the order of files and lines. */
export function businessInvalid(folder: string, faults: readonly Fault[]): BusinessInvalidError {
  const sorted = [...faults].sort((a, b) => a.file.localeCompare(b.file, 'en') || a.line - b.line);
  const count = sorted.length === 1 ? 'one fault' : `${sorted.length} faults`;
  return new BusinessInvalidError(
    `${count} in the files of "${folder}":\n${sorted.map((f) => `  ${faultInWords(f)}`).join('\n')}\n`,
    sorted.length === 1 ? 'Correct it and start again.' : 'Correct them and start again.',
    sorted,
  );
}

/**
 * Puts a zod issue into words for people who edit files. A schema brings its own remedy as
 * `refine(check, { error: 'is not a colour', params: { remedy: 'Write …' } })`.
 * @param name of the field or column; empty for the file as a whole.
 * @param value that was found there; `undefined`: nothing.
 */
export function issueInWords(
  issue: z.core.$ZodIssue,
  name: string,
  value: unknown,
): { readonly what: string; readonly remedy: string } {
  const shown = `${name || 'the file'} ${JSON.stringify(value)}`;
  if (value === undefined && issue.code !== 'unrecognized_keys') {
    return { what: `${name || 'the content'} is missing`, remedy: 'Add it.' };
  }
  if (value === null && name === '') return { what: 'the file is empty', remedy: 'Fill it in.' };
  switch (issue.code) {
    case 'custom':
      return { what: `${value === '' ? name : shown} ${issue.message}`, remedy: remedyOf(issue.params) };
    case 'invalid_type':
      return { what: `${shown} should be ${withArticle(issue.expected)}`, remedy: remedyForType(value) };
    case 'too_small':
      if (issue.origin === 'string') return { what: `${name} is empty`, remedy: 'Fill it in.' };
      return {
        what: `${shown} is too small`,
        remedy: `Use ${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}.`,
      };
    case 'too_big':
      return {
        what: `${shown} is too large`,
        remedy: `Use ${issue.inclusive ? 'at most' : 'less than'} ${issue.maximum}.`,
      };
    case 'invalid_value':
      return { what: `${shown} is not one of the possible values`, remedy: `Use ${either(issue.values)}.` };
    case 'unrecognized_keys':
      return {
        what: `${issue.keys.map((key) => JSON.stringify(key)).join(', ')} is not known here`,
        remedy: 'Correct the spelling or remove it.',
      };
    default:
      return { what: `${shown}: ${issue.message}`, remedy: 'Correct it.' };
  }
}

function remedyOf(params: Readonly<Record<string, unknown>> | undefined): string {
  return typeof params?.remedy === 'string' ? params.remedy : 'Correct it.';
}

/** An unquoted `#` begins a comment in YAML and leaves nothing, the most likely cause of an empty value. */
function remedyForType(value: unknown): string {
  return value === null
    ? 'Write a value; one that begins with # or contains ": " needs quotes.'
    : 'Correct it; quotes make a text of a number.';
}

function withArticle(type: string): string {
  return type === 'array'
    ? 'a list'
    : type === 'object' || type === 'record'
      ? 'a set of keys'
      : type === 'int'
        ? 'a whole number'
        : `a ${type === 'string' ? 'text' : type}`;
}

function either(values: readonly unknown[]): string {
  const shown = values.map(String);
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} or ${shown.at(-1)}`;
}
