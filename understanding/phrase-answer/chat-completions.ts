// One request to an endpoint that speaks OpenAI's chat completions, and every way in which it can go wrong. Knows nothing of answers.

import { z } from 'zod';
import type { Failure } from './phrasing.js';
import type { Message } from './prompt.js';

export interface Endpoint {
  /** Base address, for example `https://api.example/v1`; `/chat/completions` is added to its path. */
  readonly url: string;
  /** Bearer token; empty: none is sent. */
  readonly key: string;
  readonly model: string;
  readonly maxTokens: number;
  /** Milliseconds for the whole reply. */
  readonly timeout: number;
}

export type Completion =
  | { readonly kind: 'text'; readonly text: string }
  /** The endpoint works, but this text is of no use. */
  | { readonly kind: 'unusable'; readonly why: Failure }
  /** The endpoint doesn't work; `wait` in milliseconds, where it said how long. */
  | { readonly kind: 'failed'; readonly why: Failure; readonly wait?: number | undefined };

/** Bytes of a reply that are read; a few sentences with their envelope take two thousand. */
const MAX_REPLY = 64 * 1024;

/** Milliseconds to stay away after a 429 that does not say how long. */
const REST = 30_000;

const replySchema = z.object({
  choices: z
    .array(
      z.object({
        message: z.object({ content: z.string().nullish() }),
        finish_reason: z.string().nullish(),
      }),
    )
    .min(1),
});

/** Never throws. @param now in milliseconds, to read a `Retry-After` that is a date. */
export async function complete(
  endpoint: Endpoint,
  messages: readonly Message[],
  fetchFrom: typeof fetch,
  now: number,
): Promise<Completion> {
  const signal = AbortSignal.timeout(endpoint.timeout);
  try {
    const response = await fetchFrom(addressOf(endpoint.url), {
      method: 'POST',
      // Followed, a redirect would carry the question and the key to wherever it leads.
      redirect: 'manual',
      signal,
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        ...(endpoint.key === '' ? {} : { authorization: `Bearer ${endpoint.key}` }),
      },
      body: JSON.stringify({
        model: endpoint.model,
        messages,
        max_tokens: endpoint.maxTokens,
        temperature: 0,
      }),
    });
    const completion = await completionOf(response, now);
    if (completion.kind === 'failed') await response.body?.cancel().catch(() => undefined);
    return completion;
  } catch {
    // What was thrown may name the address and its headers; that it did not come in time is all that counts.
    return { kind: 'failed', why: signal.aborted ? 'timeout' : 'unreachable' };
  }
}

function addressOf(url: string): URL {
  const address = new URL(url);
  address.pathname = `${address.pathname.replace(/\/$/, '')}/chat/completions`;
  return address;
}

async function completionOf(response: Response, now: number): Promise<Completion> {
  const { status, headers } = response;
  const wait = waitOf(headers.get('retry-after'), now);
  if (status === 429) return { kind: 'failed', why: 'rate-limited', wait: wait ?? REST };
  if (status === 503) return { kind: 'failed', why: 'status-503', wait };
  if (response.type === 'opaqueredirect' || (status >= 300 && status < 400))
    return { kind: 'failed', why: 'redirected' };
  if (status !== 200) return { kind: 'failed', why: `status-${status}` };
  if (!/^application\/json\b/i.test(headers.get('content-type') ?? ''))
    return { kind: 'failed', why: 'not-json' };
  const body = await readAtMost(response, MAX_REPLY);
  return body === undefined ? { kind: 'failed', why: 'too-large' } : readReply(body);
}

function readReply(body: string): Completion {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return { kind: 'failed', why: 'not-json' };
  }
  const choice = replySchema.safeParse(json).data?.choices[0];
  if (!choice) return { kind: 'failed', why: 'not-the-protocol' };
  if (choice.finish_reason === 'length') return { kind: 'unusable', why: 'cut-off' };
  if (choice.finish_reason === 'content_filter') return { kind: 'unusable', why: 'content-filter' };
  if (choice.finish_reason !== 'stop' || typeof choice.message.content !== 'string')
    return { kind: 'unusable', why: 'not-the-protocol' };
  return { kind: 'text', text: choice.message.content };
}

/** @returns the body as text, `undefined` when there is more than `limit` bytes of it. */
async function readAtMost(response: Response, limit: number): Promise<string | undefined> {
  if (Number(response.headers.get('content-length') ?? 0) > limit) return undefined;
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = response.body?.getReader();
  if (!reader) return '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return new TextDecoder().decode(Buffer.concat(chunks));
    length += value.length;
    if (length > limit) {
      await reader.cancel();
      return undefined;
    }
    chunks.push(value);
  }
}

/** `Retry-After` in seconds or as a date (RFC 9110, 10.2.3). @returns milliseconds from now. */
function waitOf(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  const seconds = /^\d{1,9}$/.test(header.trim()) ? Number(header) : (Date.parse(header) - now) / 1000;
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined;
}
