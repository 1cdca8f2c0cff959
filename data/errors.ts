// A fault with a code. Expected outcomes are return values; this is for what should not have happened, or must stop the start.

/** Every code stands in docs/errors.md; a test guards that. */
export const ERROR_CODES = [
  'CONFIG_INVALID',
  'BUSINESS_INVALID',
  'DATA_FOLDER_IN_USE',
  'STORE_UNAVAILABLE',
  'STORE_CONFLICT',
  'RECORD_BROKEN',
  'TEXT_MISSING',
  'TOKEN_INVALID',
  'TOKEN_EXPIRED',
  'FORBIDDEN',
  'NOT_FOUND',
  'BAD_REQUEST',
  'TOO_LARGE',
  'TOO_MANY_REQUESTS',
  'UNSUPPORTED_ENCODING',
  'LOGIN_FAILED',
  'HANDOFF_TAKEN',
  'HANDOFF_STALE',
  'HANDOFF_GONE',
  'HANDOFF_EARLY',
  'COLLEAGUE_AWAY',
  'CHANGED_MEANWHILE',
  'CHANNEL_OFF',
  'INTERNAL',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** The message reads `CODE: what happened, with the value. What to do.` and is for operators; customers get a text of the business. */
export class RapportError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, happened: string, remedy: string, options?: ErrorOptions) {
    super(`${code}: ${happened} ${remedy}`, options);
    this.name = 'RapportError';
    this.code = code;
  }
}
