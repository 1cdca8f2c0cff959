// The console's calls to the server, each with its outcomes as values. Knows no state and no markup.

import type { AgentView, HandoffView } from '../../handoff/views.js';
import type { HandoffRef } from './state.js';

/** `code` is the server's, or `OFFLINE` when it could not be reached. `message` is for the agent. */
export interface Refusal {
  readonly ok: false;
  readonly status: number;
  readonly code: string;
  readonly message: string;
}
export type Answer<T> = { readonly ok: true; readonly value: T } | Refusal;

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

export const readHandoff = (ref: HandoffRef) => call<HandoffView>('GET', pathOf(ref));
export const claim = (ref: HandoffRef) => call<{ epoch: number }>('POST', `${pathOf(ref)}/claim`, {});
/** The same `clientId` again has no second effect, so a failed one may be sent again. */
export const say = (ref: HandoffRef, message: { clientId: string; text: string; epoch: number }) =>
  call<void>('POST', `${pathOf(ref)}/messages`, message);
export const finish = (ref: HandoffRef, how: 'return' | 'close', epoch: number, note: string) =>
  call<void>('POST', `${pathOf(ref)}/${how}`, note ? { epoch, note } : { epoch });

/** The business decides what becomes of it. */
export const propose = (ref: HandoffRef, draft: { question: string; answer: string }) =>
  call<{ id: string }>('POST', `${pathOf(ref)}/proposals`, draft);

function pathOf({ customerId, handoffId }: HandoffRef): string {
  return `handoffs/${encodeURIComponent(customerId)}/${encodeURIComponent(handoffId)}`;
}

function call<T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Answer<T>> {
  return request(method, `/api/agent/${path}`, body);
}

/** One call to an API of ours; every outcome is a value. */
export async function request<T>(
  method: 'GET' | 'POST',
  address: string,
  body?: unknown,
): Promise<Answer<T>> {
  try {
    const response = await fetch(address, {
      method,
      headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
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
