// Who a browser is, before there is a conversation: a guest, a returning guest, or a customer whom the business's site vouches for.

import { decodeJwt } from 'jose';
import { IDLE_HOURS } from '../../data/conversation.js';
import { RapportError } from '../../data/errors.js';
import type { Clock, ConversationId, CustomerId } from '../../data/ids.js';
import type { Stores } from '../../data/ports.js';
import type { Identity } from './identity.js';
import { invalidToken, RESUME_AUDIENCE, type Session, type SignedToken, type Tokens } from './tokens.js';
import { CHANNEL } from './wire.js';

export interface SessionRequest {
  /** What came as `Authorization: Bearer`: an identity of the business's site or a guest's resume token. */
  readonly credentials?: string;
  /** The resume token of the visitor that this browser was before its customer signed in. */
  readonly guest?: string;
  /** What the body claims to be; it is checked against the credentials and never believed. */
  readonly claimedUser?: string;
}

export interface SessionStart extends SignedToken {
  readonly conversationId: string;
  /** For guests: with it, the browser gets the same record again. */
  readonly resume?: string;
  /** What the visitor said is the customer's now: the visitor's token has served. */
  readonly joined?: boolean;
}

interface Dependencies {
  readonly stores: Stores;
  readonly tokens: Tokens;
  readonly identify: (jwt: string) => Promise<Identity>;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly join?: (guest: CustomerId, customer: CustomerId) => Promise<boolean>;
}

type Who = Pick<Session, 'customerId' | 'kind' | 'name'> & { readonly isNew: boolean };

/** @returns the function that begins a session; it stores nothing. */
export function createSessionStart({ stores, tokens, identify, clock, newId, join }: Dependencies) {
  async function whoIs(credentials: string | undefined): Promise<Who> {
    if (credentials === undefined) return newGuest();
    if (claimedAudience(credentials) !== RESUME_AUDIENCE)
      return { ...(await identify(credentials)), kind: 'known', isNew: false };
    const customerId = await tokens.verifyResume(credentials);
    // Without a record there is nothing to come back to, and an erased id must not be used again.
    return (await stores.customers.get(customerId))
      ? { customerId, kind: 'guest', isNew: false }
      : newGuest();
  }

  function newGuest(): Who {
    return { customerId: `guest-${newId()}` as CustomerId, kind: 'guest', isNew: true };
  }

  async function conversationFor(customerId: CustomerId): Promise<ConversationId> {
    const record = (await stores.customers.get(customerId))?.value;
    const open = record?.conversations.find(({ channel }) => channel === CHANNEL);
    const oldest = new Date(clock().getTime() - IDLE_HOURS * 3_600_000).toISOString();
    // While a person is on it, or was promised, it does not go stale.
    const goesOn = open && (open.lastActivityAt > oldest || record?.handoff?.conversationId === open.id);
    return goesOn ? open.id : (newId() as ConversationId);
  }

  /** A token that is too old or forged joins nobody, and is no reason to refuse the customer. */
  async function joined(
    guest: string | undefined,
    { kind, customerId }: Omit<Who, 'isNew'>,
  ): Promise<boolean> {
    if (guest === undefined || kind !== 'known' || !join) return false;
    const visitor = await tokens.verifyResume(guest).catch((error: unknown) => {
      if (error instanceof RapportError && error.code.startsWith('TOKEN_')) return undefined;
      throw error;
    });
    return visitor === undefined ? true : join(visitor, customerId);
  }

  return async ({ credentials, claimedUser, guest }: SessionRequest) => {
    const { isNew, ...who } = await whoIs(credentials);
    const user = `dl_${who.customerId}`;
    refuseForgedUser(claimedUser, who.customerId, user, credentials !== undefined);
    const served = await joined(guest, who);
    const conversationId = await conversationFor(who.customerId);
    const answer: SessionStart = {
      conversationId,
      ...(await tokens.begin({ ...who, user, conversationId })),
      resume: who.kind === 'guest' ? await tokens.signResume(who.customerId) : undefined,
      ...(served ? { joined: true } : {}),
    };
    return { isNewGuest: isNew, answer };
  };
}

/** Some clients invent a `dl_` id for a new guest; that claims nobody, and is ignored. */
function refuseForgedUser(
  claimed: string | undefined,
  customerId: CustomerId,
  user: string,
  hasCredentials: boolean,
): void {
  if (!claimed || claimed === user || claimed === customerId) return;
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
