// The tokens that we sign ourselves: one opens a conversation, one lets a guest come back. Knows nothing of what they open.

import { createSecretKey, type KeyObject } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { RapportError } from '../../data/errors.js';
import type { Clock, ConversationId, CustomerId } from '../../data/ids.js';

const CONVERSATION_AUDIENCE = 'rapport:direct-line';
/** Tells a resume token from an identity before either is verified. */
export const RESUME_AUDIENCE = 'rapport:resume';

/** Direct Line's own half hour; its clients refresh every 15 minutes. */
const TOKEN_SECONDS = 30 * 60;
/** However often its token is refreshed, a session ends so long after it began; then the customer shows anew who they are. */
const SESSION_SECONDS = 24 * 60 * 60;
/** How far ahead of ours the clock of a signer may be. */
export const CLOCK_SKEW_SECONDS = 60;
/** How long a guest's browser remembers its record. */
const RESUME_SECONDS = 30 * 24 * 60 * 60;

/** Who speaks in which conversation, as our own signature says. */
export interface Session {
  /** The id that Direct Line's clients see, `dl_…`. */
  readonly user: string;
  readonly customerId: CustomerId;
  readonly conversationId: ConversationId;
  readonly kind: 'guest' | 'known';
  readonly name?: string;
  /** When the customer showed who they are, in seconds since 1970; a refreshed token keeps it. */
  readonly since: number;
}

export interface SignedToken {
  readonly token: string;
  /** Seconds. */
  readonly expires_in: number;
}

export interface Tokens {
  /** The first token of a session that begins now. */
  begin(session: Omit<Session, 'since'>): Promise<SignedToken>;
  /** Valid for 30 minutes, but never longer than 24 hours after the session began. */
  sign(session: Session): Promise<SignedToken>;
  /** @throws RapportError TOKEN_EXPIRED, or TOKEN_INVALID for anything that we did not sign for this use. */
  verify(token: string | undefined): Promise<Session>;
  /** Valid for 30 days, for guests: it vouches for the record of this guest and nothing else. */
  signResume(guest: CustomerId): Promise<string>;
  /** @throws like `verify`. */
  verifyResume(token: string): Promise<CustomerId>;
}

const sessionClaims = z.object({
  user: z.string().startsWith('dl_'),
  sub: z.string().min(1),
  conv: z.string().min(1),
  exp: z.number(),
  kind: z.enum(['guest', 'known']),
  name: z.string().optional(),
  since: z.number(),
});

/** Tokens whose signature was seen to be ours; a conversation shows the same one with every message, for up to half an hour. */
const REMEMBERED = 20_000;

/** @param secret at least 32 characters, not the one that the business's site signs identities with. */
export function createTokens({ secret, clock }: { readonly secret: string; readonly clock: Clock }): Tokens {
  // As a key of its own it is taken in once and not with every signature.
  const key = createSecretKey(secret, 'utf8');
  const known = new Map<string, { readonly session: Session; readonly until: number }>();

  function remember(token: string, session: Session, until: number): void {
    if (known.size >= REMEMBERED) known.delete(known.keys().next().value ?? token);
    known.set(token, { session, until });
  }

  const secondsNow = () => Math.floor(clock().getTime() / 1000);

  function signed(
    claims: Record<string, unknown>,
    subject: string,
    audience: string,
    seconds: number,
  ): Promise<string> {
    const now = secondsNow();
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(subject)
      .setAudience(audience)
      .setIssuedAt(now)
      .setExpirationTime(now + seconds)
      .sign(key);
  }

  async function sign(session: Session): Promise<SignedToken> {
    const { user, customerId, conversationId: conv, kind, name, since } = session;
    const seconds = Math.min(TOKEN_SECONDS, since + SESSION_SECONDS - secondsNow());
    const claims = { user, conv, kind, name, since };
    return { token: await signed(claims, customerId, CONVERSATION_AUDIENCE, seconds), expires_in: seconds };
  }

  return {
    sign,
    begin: (session) => sign({ ...session, since: secondsNow() }),
    async verify(token) {
      if (!token)
        throw new RapportError('TOKEN_INVALID', 'there is no token.', 'Send Authorization: Bearer.');
      const before = known.get(token);
      if (before && clock().getTime() / 1000 < before.until) return before.session;
      known.delete(token);
      const claims = sessionClaims.safeParse(await verifiedClaims(token, key, CONVERSATION_AUDIENCE, clock));
      if (!claims.success) throw invalidToken('it lacks a claim');
      const { user, sub, conv, kind, name, since, exp } = claims.data;
      const session = {
        user,
        customerId: sub as CustomerId,
        conversationId: conv as ConversationId,
        kind,
        name,
        since,
      };
      remember(token, session, exp);
      return session;
    },
    signResume: (guest) => signed({}, guest, RESUME_AUDIENCE, RESUME_SECONDS),
    async verifyResume(token) {
      const { sub } = await verifiedClaims(token, key, RESUME_AUDIENCE, clock);
      if (!sub) throw invalidToken('it names nobody');
      return sub as CustomerId;
    },
  };
}

/**
 * @returns the claims of a token signed with HS256 and this key, for this audience, with an end that has not come.
 * @throws RapportError TOKEN_EXPIRED or TOKEN_INVALID.
 */
export async function verifiedClaims(
  token: string,
  key: KeyObject | Uint8Array,
  audience: string,
  clock: Clock,
) {
  const currentDate = clock();
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: ['HS256'],
      audience,
      currentDate,
      clockTolerance: CLOCK_SKEW_SECONDS,
      requiredClaims: ['sub', 'iat', 'exp'],
    });
    // The tolerance is for a clock ahead of ours (nbf); nothing lives longer by it.
    if ((payload.exp ?? 0) <= Math.floor(currentDate.getTime() / 1000)) throw expiredToken();
    return payload;
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw expiredToken(error);
    if (error instanceof errors.JOSEError) throw invalidToken('it is not signed by us for this use', error);
    throw error;
  }
}

function expiredToken(cause?: unknown): RapportError {
  return new RapportError('TOKEN_EXPIRED', 'the token has expired.', 'Ask for a new one.', { cause });
}

export function invalidToken(why: string, cause?: unknown): RapportError {
  return new RapportError('TOKEN_INVALID', `the token is not valid: ${why}.`, 'Ask for a new one.', {
    cause,
  });
}
