// What routes know of HTTP: restify's types under our names, and the parts of a request that routes read. Knows no route.

import type { IncomingMessage } from 'node:http';
import type restify from 'restify';
import type { z } from 'zod';
import { RapportError } from '../data/errors.js';

export type Server = restify.Server;
export type Request = restify.Request;
export type Response = restify.Response;

/** @returns the token of `Authorization: Bearer …`; `undefined` without one. */
export function bearerOf(req: Request): string | undefined {
  return /^Bearer +(\S+)$/i.exec(req.headers.authorization ?? '')?.[1];
}

/** @returns one parameter of the query; `undefined` when it is not there. Of a repeated one, the first. */
export function queryOf(req: Request, name: string): string | undefined {
  return new URL(req.url ?? '/', 'http://localhost').searchParams.get(name) ?? undefined;
}

/**
 * @returns the JSON body, checked; no body at all counts as `{}`.
 * @throws RapportError BAD_REQUEST naming the first field that does not fit.
 */
export function bodyOf<T>(req: Request, schema: z.ZodType<T>): T {
  const checked = schema.safeParse(req.body ?? {});
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  const field = issue?.path.join('.') || 'the body';
  throw new RapportError(
    'BAD_REQUEST',
    `${field}: ${issue?.message ?? 'does not fit'}.`,
    'Send a JSON body with Content-Type application/json.',
  );
}

/**
 * Who asks, for rate limits and logs only: an address proves nothing.
 * @param trustProxy a proxy of ours stands in front: the last address of X-Forwarded-For, which that proxy wrote, counts.
 * @returns an IPv4 address, or the /64 network of an IPv6 one (a single customer has a whole one).
 */
export function addressOf(req: Pick<IncomingMessage, 'headers' | 'socket'>, trustProxy: boolean): string {
  const forwarded = trustProxy
    ? String(req.headers['x-forwarded-for'] ?? '')
        .split(',')
        .at(-1)
        ?.trim()
    : undefined;
  const address = (forwarded || req.socket.remoteAddress || 'unknown').replace(/^::ffff:/, '');
  return address.includes(':') ? network64(address) : address;
}

function network64(address: string): string {
  const [head = '', tail] = address.split('::');
  const left = head.split(':').filter(Boolean);
  const right = (tail ?? '').split(':').filter(Boolean);
  const zeros =
    tail === undefined ? [] : Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0');
  return `${[...left, ...zeros, ...right].slice(0, 4).join(':')}::/64`;
}
