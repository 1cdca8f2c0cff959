// What a fault looks like to the one who asked: one table from code to status. Text that is not ours is never sent.

import type { Logger } from 'pino';
import { type ErrorCode, RapportError } from '../data/errors.js';
import type { Request, Response, Server } from './http.js';

/** Codes that stop the start never reach a request; here they count as ours to repair. */
const STATUS: Readonly<Record<ErrorCode, number>> = {
  CONFIG_INVALID: 500,
  BUSINESS_INVALID: 500,
  DATA_FOLDER_IN_USE: 500,
  STORE_UNAVAILABLE: 503,
  STORE_CONFLICT: 503,
  RECORD_BROKEN: 500,
  TEXT_MISSING: 500,
  TOKEN_INVALID: 401,
  TOKEN_EXPIRED: 403,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  BAD_REQUEST: 400,
  TOO_LARGE: 413,
  TOO_MANY_REQUESTS: 429,
  UNSUPPORTED_ENCODING: 415,
  LOGIN_FAILED: 401,
  HANDOFF_TAKEN: 409,
  HANDOFF_STALE: 409,
  COLLEAGUE_AWAY: 409,
  HANDOFF_GONE: 410,
  HANDOFF_EARLY: 409,
  CHANGED_MEANWHILE: 409,
  CHANNEL_OFF: 503,
  INTERNAL: 500,
};

/** A client that was asked to wait because of us comes back after this many seconds. */
const RETRY_AFTER_SECONDS = 2;

/** Direct Line's clients know an expired token by this name; nothing else of ours expires under that code. */
const WIRE_NAME: Partial<Record<ErrorCode, string>> = { TOKEN_EXPIRED: 'TokenExpired' };

/** What is sent for a fault: a status and the body `{ error: { code, message } }`. */
export interface ErrorResponse {
  readonly status: number;
  readonly body: { readonly error: { readonly code: string; readonly message: string } };
}

const INTERNAL: ErrorResponse = {
  status: 500,
  body: { error: { code: 'INTERNAL', message: 'Something went wrong on our side. Try again in a moment.' } },
};

/** Names of files and records of the business stand in what the store says. */
const STORE_MESSAGE = 'The service cannot store anything just now. Try again in a moment.';

/** @returns the answer to any thrown thing; for one that is not ours only the status, where restify gave it one. */
export function errorResponse(error: unknown): ErrorResponse {
  if (error instanceof RapportError) {
    const status = STATUS[error.code];
    // A fault of the server may name files and records of the business: its text is for the log.
    if (status === 500) return INTERNAL;
    const ofStore = error.code === 'STORE_UNAVAILABLE' || error.code === 'STORE_CONFLICT';
    const message = ofStore ? STORE_MESSAGE : error.message.slice(error.code.length + 2);
    return { status, body: { error: { code: WIRE_NAME[error.code] ?? error.code, message } } };
  }
  return routerRefusal(error) ?? INTERNAL;
}

/** restify's own refusals carry a status: an unknown path, a method that the path does not have. */
function routerRefusal(error: unknown): ErrorResponse | undefined {
  if (!(error instanceof Error) || !('statusCode' in error) || typeof error.statusCode !== 'number')
    return undefined;
  const status = error.statusCode;
  if (status === 404) return refusal(404, 'NOT_FOUND', 'There is nothing at this address.');
  if (status === 405) return refusal(405, 'BAD_REQUEST', 'This address does not take this method.');
  if (status >= 400 && status < 500)
    return refusal(status, 'BAD_REQUEST', 'The request could not be understood.');
  return undefined;
}

function refusal(status: number, code: ErrorCode, message: string): ErrorResponse {
  return { status, body: { error: { code, message } } };
}

/** Answers every fault that a route throws; logs those that are ours to repair. */
export function answerErrors(server: Server, log: Logger): void {
  server.on('restifyError', (req: Request, res: Response, error: unknown, done: () => void) => {
    const { status, body } = errorResponse(error);
    // The route's path, never the request's: the key of an upload is all that its reader needs.
    const route = String(req.getRoute()?.path ?? 'none');
    if (status >= 500) log.error({ err: error, requestId: req.id(), route }, 'request failed');
    if (res.headersSent) {
      // Half an answer must not look whole; and restify, told that this is done, would try to send its own and end the process.
      if (!res.writableEnded) res.destroy();
      return;
    }
    if (status === 503) res.setHeader('Retry-After', String(RETRY_AFTER_SECONDS));
    // The type of what the route meant to send would pick its formatter.
    res.setHeader('Content-Type', 'application/json');
    res.send(status, body);
    done();
  });
}
