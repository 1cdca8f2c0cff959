// The console's calls to the server, each with its outcomes as values. Knows no state and no markup.

import type { AgentView, ColleagueView, HandoffView, TeamOverview } from '../../handoff/views.js';
import type { HandoffRef } from './handoff-ref.js';
import type { Outgoing } from './outgoing.js';

/** `code` is the server's, or `OFFLINE` when it could not be reached. `message` is for the agent. */
export interface Refusal {
  readonly ok: false;
  readonly status: number;
  readonly code: string;
  readonly message: string;
}
export type Answer<T> = { readonly ok: true; readonly value: T } | Refusal;

/** To whom a conversation is passed. */
export type PassTo = { readonly agent: string } | { readonly team: string };
/** Who could take a conversation over. */
export interface Team {
  readonly agents: readonly ColleagueView[];
  readonly teams: TeamOverview['teams'];
}

const UNREACHABLE: Refusal = {
  ok: false,
  status: 0,
  code: 'OFFLINE',
  message: 'The server cannot be reached. Try again in a moment.',
};

export const me = () => call<AgentView>('GET', 'me');
export const login = (email: string, password: string) =>
  call<AgentView>('POST', 'login', { email, password });
export const logout = () => call<void>('POST', 'logout', {});
export const choosePresence = (presence: AgentView['presence']) =>
  call<void>('POST', 'presence', { presence });

/** This console is still here; it is no sign that somebody works at it. */
export const alive = () => call<void>('POST', 'alive', {});

export const readTeam = () => call<Team>('GET', 'team');
/** For supervisors; others are answered 403. */
export const readOverview = () => call<TeamOverview>('GET', 'overview');

export const readHandoff = (ref: HandoffRef) => call<HandoffView>('GET', pathOf(ref));
export const claim = (ref: HandoffRef) => call<{ epoch: number }>('POST', `${pathOf(ref)}/claim`, {});
/** The same `clientId` again has no second effect, so a failed one may be sent again. */
export const say = (
  ref: HandoffRef,
  { clientId, text, epoch, attachments }: Omit<Outgoing, keyof HandoffRef>,
) => call<void>('POST', `${pathOf(ref)}/messages`, { clientId, text, epoch, attachments });
/** @param reason one of the business's wrap-up reasons. */
export const finish = (
  ref: HandoffRef,
  how: 'return' | 'close',
  ending: { epoch: number; note?: string; reason?: string },
) => call<void>('POST', `${pathOf(ref)}/${how}`, ending);

export const transfer = (ref: HandoffRef, pass: { epoch: number; to: PassTo; note: string }) =>
  call<void>('POST', `${pathOf(ref)}/transfer`, pass);
export const invite = (ref: HandoffRef, epoch: number, colleague: string) =>
  call<void>('POST', `${pathOf(ref)}/invite`, { epoch, colleague });
export const snooze = (ref: HandoffRef, epoch: number, until?: Date) =>
  call<void>('POST', `${pathOf(ref)}/snooze`, until ? { epoch, until: until.toISOString() } : { epoch });
export const typing = (ref: HandoffRef, epoch: number) =>
  call<void>('POST', `${pathOf(ref)}/typing`, { epoch });
/** @param sequence of the last line that the agent has seen. */
export const read = (ref: HandoffRef, sequence: number) =>
  call<void>('POST', `${pathOf(ref)}/read`, { sequence });
/** The same `clientId` again has no second effect. */
export const note = (ref: HandoffRef, words: { clientId: string; text: string }) =>
  call<void>('POST', `${pathOf(ref)}/notes`, words);
/** The same `clientId` again has no second effect. */
export const whisper = (ref: HandoffRef, words: { clientId: string; text: string }) =>
  call<void>('POST', `${pathOf(ref)}/whisper`, words);

export const watch = (ref: HandoffRef) => call<void>('POST', `${pathOf(ref)}/watch`, {});
export const leave = (ref: HandoffRef) => call<void>('POST', `${pathOf(ref)}/leave`, {});
export const takeOver = (ref: HandoffRef) => call<{ epoch: number }>('POST', `${pathOf(ref)}/take-over`, {});
export const reassign = (ref: HandoffRef, pass: { to: PassTo; note: string }) =>
  call<void>('POST', `${pathOf(ref)}/reassign`, pass);

/** The business decides what becomes of it. */
export const propose = (ref: HandoffRef, draft: { question: string; answer: string }) =>
  call<{ id: string }>('POST', `${pathOf(ref)}/proposals`, draft);

/** @returns the address of one handoff below the agents' API. */
export function pathOf({ customerId, handoffId }: HandoffRef): string {
  return `handoffs/${encodeURIComponent(customerId)}/${encodeURIComponent(handoffId)}`;
}

/** A call below the agents' API. */
export function call<T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Answer<T>> {
  return request(method, `/api/agent/${path}`, body);
}

/** One call to an API of ours; every outcome is a value. */
export function request<T>(method: 'GET' | 'POST', address: string, body?: unknown): Promise<Answer<T>> {
  return requestWith(address, {
    method,
    headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
}

/** The same for a body that is not JSON, such as a file. */
export async function requestWith<T>(address: string, init: RequestInit): Promise<Answer<T>> {
  try {
    const response = await fetch(address, init);
    const text = await response.text();
    const read: unknown = text ? JSON.parse(text) : undefined;
    if (response.ok) return { ok: true, value: read as T };
    const error = (read as { error?: { code?: string; message?: string } } | undefined)?.error;
    return {
      ok: false,
      status: response.status,
      code: error?.code ?? 'INTERNAL',
      message: error?.message ?? 'Something went wrong on the server. Try again in a moment.',
    };
  } catch {
    // Only the network and an answer that is not JSON (a proxy's error page) end here: either way it may be tried again.
    return UNREACHABLE;
  }
}
