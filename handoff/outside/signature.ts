// How both sides prove that a request comes from the other and is of now: HMAC-SHA256 over the time and the body. Pure.

import { createHmac, timingSafeEqual } from 'node:crypto';

/** The header that carries it, as Node names headers. */
export const SIGNATURE_HEADER = 'x-rapport-signature';
/** A request older than this, or from further ahead, is refused: clocks differ by seconds, a recorded request by more. */
const TOLERANCE_SECONDS = 300;

/** @returns `t=<seconds since 1970>,v1=<hex>`, where v1 is the HMAC of `<t>.<body>`. */
export function signatureOf(body: string | Uint8Array, secret: string, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1000);
  return `t=${seconds},v1=${macOf(seconds, body, secret)}`;
}

/** @param header may name several v1, while a secret is being changed; one that fits is enough. */
export function isSigned(
  header: string | undefined,
  body: string | Uint8Array,
  secret: string,
  now: Date,
): boolean {
  const fields = (header ?? '').split(',').map((field) => field.trim());
  const seconds = Number(/^t=(\d{1,12})$/.exec(fields.find((field) => field.startsWith('t=')) ?? '')?.[1]);
  if (!(Math.abs(now.getTime() / 1000 - seconds) <= TOLERANCE_SECONDS)) return false;
  const expected = Buffer.from(macOf(seconds, body, secret));
  return fields
    .filter((field) => field.startsWith('v1='))
    .map((field) => Buffer.from(field.slice(3)))
    .some((given) => given.length === expected.length && timingSafeEqual(given, expected));
}

function macOf(seconds: number, body: string | Uint8Array, secret: string): string {
  return createHmac('sha256', secret).update(`${seconds}.`).update(body).digest('hex');
}
