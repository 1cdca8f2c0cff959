// One attempt to tell an outsider something over HTTP, and every way in which it can end. Knows nothing of handoffs or retries.

import type { Clock } from '../../data/ids.js';
import { SIGNATURE_HEADER, signatureOf } from './signature.js';

/** Milliseconds for one attempt: a receiver stores and answers at once, or it is in trouble. */
const TIME_LIMIT = 10_000;
/** Milliseconds; a receiver that asks for longer is asked again anyway. */
const LONGEST_WAIT = 600_000;
/** Sent again, the same would be refused again. */
const FOR_GOOD: ReadonlySet<number> = new Set([400, 410, 413, 422]);

export type Posted =
  | { readonly outcome: 'taken' }
  | { readonly outcome: 'refused'; readonly why: string }
  /** `after`: milliseconds that the receiver asked to wait. It may have taken it all the same. */
  | { readonly outcome: 'again'; readonly why: string; readonly after?: number };

export interface Receiver {
  readonly url: string;
  readonly secret: string;
}

/** Told apart by `id`, so that a receiver takes each once however often it is sent. */
export interface Message {
  readonly id: string;
  readonly type: string;
  readonly name?: string;
}

/** Never throws. @param ending cuts the attempt short. */
export async function post(
  { url, secret }: Receiver,
  message: Message,
  around: { readonly clock: Clock; readonly fetch: typeof fetch; readonly ending: AbortSignal },
): Promise<Posted> {
  const body = JSON.stringify(message);
  const late = AbortSignal.timeout(TIME_LIMIT);
  try {
    const response = await around.fetch(url, {
      method: 'POST',
      // Followed, a redirect would carry what customers wrote to wherever it leads.
      redirect: 'manual',
      signal: AbortSignal.any([late, around.ending]),
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'user-agent': 'Rapport',
        'x-rapport-event': message.name ?? message.type,
        'x-rapport-event-id': message.id,
        [SIGNATURE_HEADER]: signatureOf(body, secret, around.clock()),
      },
      body,
    });
    await response.body?.cancel().catch(() => undefined);
    return outcomeOf(response, around.clock());
  } catch (error) {
    return { outcome: 'again', why: late.aborted ? 'no answer in time' : reasonOf(error) };
  }
}

function outcomeOf({ status, headers }: Response, now: Date): Posted {
  if (status >= 200 && status < 300) return { outcome: 'taken' };
  const why = `status ${status}`;
  if (FOR_GOOD.has(status)) return { outcome: 'refused', why };
  const after = waitOf(headers.get('retry-after'), now);
  return { outcome: 'again', why, ...(after === undefined ? {} : { after }) };
}

/** The code alone: the message may name the address, and with it a key. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'not reached';
}

/** `Retry-After` in seconds or as a date (RFC 9110, 10.2.3). @returns milliseconds from now. */
function waitOf(header: string | null, now: Date): number | undefined {
  if (header === null) return undefined;
  const seconds = /^\d{1,9}$/.test(header.trim())
    ? Number(header)
    : (Date.parse(header) - now.getTime()) / 1000;
  return seconds >= 0 ? Math.min(seconds * 1000, LONGEST_WAIT) : undefined;
}
