// What every request to the agents' API passes first: the session cookie and the origin. Knows nothing of what it asks for.

import { parseCookie, stringifySetCookie } from 'cookie';
import type { AgentCard } from '../data/business.js';
import type { ErrorCode } from '../data/errors.js';
import type { Request, Response } from './http.js';
import { SESSION_HOURS, type Sessions } from './sessions.js';

const COOKIE = 'rapport_session';

/** An answer that is no fault of ours and needs no log line; the body has the same shape as that of a fault. */
export interface Problem {
  readonly status: number;
  readonly code: ErrorCode;
  readonly message: string;
}

export function sendProblem(response: Response, problem: Problem): void {
  response.send(problem.status, { error: { code: problem.code, message: problem.message } });
}

export const SIGN_IN: Problem = {
  status: 401,
  code: 'TOKEN_INVALID',
  message: 'You are not signed in, or your session has ended. Sign in.',
};

/** @param token absent: the cookie is taken away. `secure`: over HTTPS only. */
export function setSessionCookie(response: Response, token: string | undefined, secure: boolean): void {
  response.setHeader(
    'Set-Cookie',
    stringifySetCookie({
      name: COOKIE,
      value: token ?? '',
      httpOnly: true,
      sameSite: 'strict',
      path: '/',
      secure,
      maxAge: token === undefined ? 0 : SESSION_HOURS * 60 * 60,
    }),
  );
}

export function sessionToken(request: Request): string | undefined {
  return parseCookie(request.headers.cookie ?? '')[COOKIE] || undefined;
}

export async function agentOf(request: Request, sessions: Sessions): Promise<AgentCard | undefined> {
  const token = sessionToken(request);
  return token === undefined ? undefined : sessions.agentOf(token);
}

/**
 * Defence in depth beside SameSite=Strict: a request that changes something comes from our own page and carries JSON, which no
 * form of another site can send.
 * @param publicUrl where the console is reached, when a proxy changes the Host header.
 * @returns what to answer, or `undefined` when it may pass.
 */
export function refuseForeign(request: Request, publicUrl: string | undefined): Problem | undefined {
  const foreign = refuseOtherSite(request, publicUrl);
  if (foreign) return foreign;
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (type === 'application/json') return undefined;
  return { status: 415, code: 'BAD_REQUEST', message: 'The body is not JSON. Send application/json.' };
}

/** The origin alone, for bodies that are files; those carry a header of ours, which no form of another site can send. */
export function refuseOtherSite(request: Request, publicUrl: string | undefined): Problem | undefined {
  if (isSameOrigin(request, publicUrl)) return undefined;
  return {
    status: 403,
    code: 'FORBIDDEN',
    message: 'The request comes from another site. Use the console.',
  };
}

function isSameOrigin(request: Request, publicUrl: string | undefined): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return false;
  const { origin } = request.headers;
  if (origin === undefined) return site === 'same-origin';
  if (!URL.canParse(origin)) return false;
  if (publicUrl !== undefined && origin === new URL(publicUrl).origin) return true;
  return new URL(origin).host === request.headers.host;
}
