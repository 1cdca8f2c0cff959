// Who a browser is, before there is a conversation: a guest, a returning guest, or a customer whom the business's site vouches for.

import { decodeJwt } from 'jose';
import { RapportError } from '../../data/errors.js';
import type { Clock, ConversationId, CustomerId } from '../../data/ids.js';
import type { Stores } from '../../data/ports.js';
import type { Identity } from './identity.js';
import { invalidToken, RESUME_AUDIENCE, type Session, TOKEN_SECONDS, type Tokens } from './tokens.js';
import { CHANNEL } from './wire.js';

/** A conversation that rested longer is over; coming back begins a new one. */
const STALE_MILLISECONDS = 24 * 60 * 60 * 1000;

export interface SessionRequest {
  /** What came as `Authorization: Bearer`: an identity of the business's site or a guest's resume token. */
  readonly credentials?: string;
  /** What the body claims to be; it is checked against the credentials and never believed. */
  readonly claimedUser?: string;
}

export interface SessionStart {
  readonly conversationId: string;
  readonly token: string;
  /** Seconds. */
  readonly expires_in: number;
  /** For guests: with it, the browser gets the same record again. */
  readonly resume?: string;
}

interface Dependencies {
  readonly stores: Stores;
  readonly tokens: Tokens;
  readonly identify: (jwt: string) => Promise<Identity>;
  readonly clock: Clock;
  readonly newId: () => string;
}

type Who = Pick<Session, 'customerId' | 'kind' | 'name'>;

/** @returns the function that begins a session; it stores nothing. */
export function createSessionStart({ stores, tokens, identify, clock, newId }: Dependencies) {
  async function whoIs(credentials: string | undefined): Promise<Who> {
    if (credentials === undefined) return newGuest();
    if (claimedAudience(credentials) !== RESUME_AUDIENCE)
      return { ...(await identify(credentials)), kind: 'known' };
    const customerId = await tokens.verifyResume(credentials);
    // Without a record there is nothing to come back to, and an erased id must not be used again.
    return (await stores.customers.get(customerId)) ? { customerId, kind: 'guest' } : newGuest();
  }

  function newGuest(): Who {
    return { customerId: `guest-${newId()}` as CustomerId, kind: 'guest' };
  }

  async function conversationFor(customerId: CustomerId): Promise<ConversationId> {
    const record = (await stores.customers.get(customerId))?.value;
    const open = record?.conversations.find(({ channel }) => channel === CHANNEL);
    const oldest = new Date(clock().getTime() - STALE_MILLISECONDS).toISOString();
    // While a person is on it, or was promised, it does not go stale.
    const goesOn = open && (open.lastActivityAt > oldest || record?.handoff?.conversationId === open.id);
    return goesOn ? open.id : (newId() as ConversationId);
  }

  return async ({ credentials, claimedUser }: SessionRequest): Promise<SessionStart> => {
    const who = await whoIs(credentials);
    const user = `dl_${who.customerId}`;
    refuseForgedUser(claimedUser, who, user, credentials !== undefined);
    const conversationId = await conversationFor(who.customerId);
    return {
      conversationId,
      token: await tokens.sign({ ...who, user, conversationId }),
      expires_in: TOKEN_SECONDS,
      resume: who.kind === 'guest' ? await tokens.signResume(who.customerId) : undefined,
    };
  };
}

/** Some clients invent a `dl_` id for a new guest; that claims nobody, and is ignored. */
function refuseForgedUser(
  claimed: string | undefined,
  who: Who,
  user: string,
  hasCredentials: boolean,
): void {
  if (!claimed || claimed === user || claimed === who.customerId) return;
  if (!hasCredentials && claimed.startsWith('dl_')) return;
  throw new RapportError(
    'FORBIDDEN',
    `nothing vouches for the user "${claimed.slice(0, 100)}".`,
    'Leave user.id out, or send an identity signed by the site as Authorization: Bearer.',
  );
}

/** Unverified: it only says which check the token wants to pass. */
function claimedAudience(token: string): unknown {
  try {
    return decodeJwt(token).aud;
  } catch (error) {
    throw invalidToken('it is no JWT', error);
  }
}
