// What went wrong between us and the database, and whether the statement may have had its effect all the same. Knows no tables.

import { DatabaseError } from 'pg';
import { RapportError } from '../errors.js';

/**
 * A STORE_UNAVAILABLE with what is known of the statement: `none`: it had no effect and never will; `unknown`: the answer was
 * lost, so it may have been committed, or may still be.
 */
export class DatabaseFault extends RapportError {
  constructor(
    readonly effect: 'none' | 'unknown',
    cause: unknown,
  ) {
    super(
      'STORE_UNAVAILABLE',
      `the database refused or did not answer (${reasonOf(cause)}).`,
      'Check that it runs, that DATABASE_URL leads to it, and its log; nothing was acknowledged, so it can be tried again.',
      { cause },
    );
  }
}

/** SQLSTATE classes of wrong values and broken constraints: they are bugs of ours, no trouble of the database's. */
const BUGS: ReadonlySet<string> = new Set(['22', '23']);

/** @returns the fault to throw for what a sent statement failed with; a bug stays what it is. */
export function faultOf(error: unknown): unknown {
  if (!(error instanceof DatabaseError)) return new DatabaseFault('unknown', error);
  if (BUGS.has(error.code?.slice(0, 2) ?? '')) return error;
  // An ERROR has rolled the statement back. FATAL and PANIC end the connection, at whatever point the commit had reached.
  return new DatabaseFault(error.severity === 'ERROR' ? 'none' : 'unknown', error);
}

function reasonOf(error: unknown): string {
  if (error instanceof DatabaseError) return `${error.code}: ${error.message}`;
  // Several addresses tried in vain are one error without a message of its own.
  const [first] = error instanceof AggregateError ? error.errors : [error];
  return first instanceof Error ? first.message : String(first);
}
