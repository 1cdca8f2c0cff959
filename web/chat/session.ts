// Starts a Direct Line session as a guest or as a customer. It knows the tokens' addresses, and nothing of Web Chat.

import type { Remembered } from './remembered.js';

export interface Session {
  readonly conversationId: string;
  readonly token: string;
}

/** A customer's identity is asked for afresh each time: it lives for minutes only. `undefined`: nobody is signed in any more. */
export type Visitor =
  | { readonly kind: 'guest' }
  | {
      readonly kind: 'customer';
      readonly identity: () => Promise<string | undefined>;
      /** What this browser's visitor said is taken along; in the demo, which only pretends, it is not. */
      readonly wasGuest?: boolean;
    };

export type Start =
  | { readonly kind: 'started'; readonly session: Session; readonly as: Visitor['kind'] }
  | { readonly kind: 'refused'; readonly status: number }
  | { readonly kind: 'unreachable' };

interface GeneratedToken {
  readonly conversationId: string;
  readonly token: string;
  readonly expires_in: number;
  readonly resume?: string;
  readonly joined?: boolean;
}

export const DIRECT_LINE = `${location.origin}/v3/directline`;

/** The server is there but can't answer just now; the same request may work in a moment. */
const isPassing = (status: number) => status === 429 || status >= 500;

async function generate(credential: string | undefined, guest?: string): Promise<Response | undefined> {
  try {
    return await fetch(`${DIRECT_LINE}/tokens/generate`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        ...(credential === undefined ? {} : { Authorization: `Bearer ${credential}` }),
      },
      body: JSON.stringify({ guest }),
    });
  } catch {
    return undefined;
  }
}

async function outcomeOf(
  response: Response | undefined,
  as: Visitor['kind'],
  resume: Remembered,
): Promise<Start> {
  if (response === undefined || isPassing(response.status)) return { kind: 'unreachable' };
  if (!response.ok) return { kind: 'refused', status: response.status };
  const generated = (await response.json()) as GeneratedToken;
  if (as === 'guest' && generated.resume !== undefined) resume.write(generated.resume);
  if (generated.joined) resume.forget();
  return {
    kind: 'started',
    session: { conversationId: generated.conversationId, token: generated.token },
    as,
  };
}

async function startAsGuest(resume: Remembered): Promise<Start> {
  const known = resume.read();
  const first = await outcomeOf(await generate(known), 'guest', resume);
  if (known === undefined || first.kind !== 'refused') return first;
  // The record behind the token was erased, or the token is too old: a fresh guest, never a dead end.
  resume.forget();
  return outcomeOf(await generate(undefined), 'guest', resume);
}

/**
 * Starts or takes up a session. A guest whose resume token is refused becomes a new guest, and so does a customer who is no
 * longer signed in; a customer whose identity is refused is told so.
 */
export async function startSession(visitor: Visitor, resume: Remembered): Promise<Start> {
  if (visitor.kind === 'guest') return startAsGuest(resume);
  let identity: string | undefined;
  try {
    identity = await visitor.identity();
  } catch {
    return { kind: 'unreachable' };
  }
  if (identity === undefined) return startAsGuest(resume);
  const guest = visitor.wasGuest ? resume.read() : undefined;
  return outcomeOf(await generate(identity, guest), 'customer', resume);
}

/** Whether the customer wants to be remembered. */
export type Relationship = 'open' | 'declined';

/** @returns whether the server has taken the wish; the bot answers it in the conversation. */
export async function sendRelationship(session: Session, relationship: Relationship): Promise<boolean> {
  return postEvent(session, 'relationship.consent', relationship);
}

async function postEvent(session: Session, name: string, value: unknown): Promise<boolean> {
  try {
    const response = await fetch(
      `${DIRECT_LINE}/conversations/${encodeURIComponent(session.conversationId)}/activities`,
      {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${session.token}` },
        body: JSON.stringify({ type: 'event', name, value }),
      },
    );
    return response.ok;
  } catch {
    return false;
  }
}

/** Tells how far the customer has read; lost, the next one makes up for it. */
export async function sendRead(session: Session, lastReadMessageId: string): Promise<void> {
  await postEvent(session, 'read', { lastReadMessageId });
}

/**
 * Asks whether the session still holds.
 * @returns `gone` when its token or its conversation ended and a new session has to be started.
 */
export async function checkSession(session: Session): Promise<'alive' | 'gone' | 'unreachable'> {
  try {
    const response = await fetch(
      `${DIRECT_LINE}/conversations/${encodeURIComponent(session.conversationId)}`,
      {
        headers: { Authorization: `Bearer ${session.token}` },
      },
    );
    if (response.ok) return 'alive';
    return isPassing(response.status) ? 'unreachable' : 'gone';
  } catch {
    return 'unreachable';
  }
}
