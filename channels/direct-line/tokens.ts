// The tokens that we sign ourselves: one opens a conversation, one lets a guest come back. Knows nothing of what they open.

import { errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { RapportError } from '../../data/errors.js';
import type { Clock, ConversationId, CustomerId } from '../../data/ids.js';

const CONVERSATION_AUDIENCE = 'rapport:direct-line';
/** Tells a resume token from an identity before either is verified. */
export const RESUME_AUDIENCE = 'rapport:resume';

/** Direct Line's own half hour; its clients refresh every 15 minutes. */
export const TOKEN_SECONDS = 30 * 60;
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
}

export interface Tokens {
  /** Valid for 30 minutes. */
  sign(session: Session): Promise<string>;
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
  kind: z.enum(['guest', 'known']),
  name: z.string().optional(),
});

/** @param secret at least 32 characters, not the one that the business's site signs identities with. */
export function createTokens({ secret, clock }: { readonly secret: string; readonly clock: Clock }): Tokens {
  const key = new TextEncoder().encode(secret);

  function signed(
    claims: Record<string, unknown>,
    subject: string,
    audience: string,
    seconds: number,
  ): Promise<string> {
    const now = Math.floor(clock().getTime() / 1000);
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(subject)
      .setAudience(audience)
      .setIssuedAt(now)
      .setExpirationTime(now + seconds)
      .sign(key);
  }

  return {
    sign({ user, customerId, conversationId, kind, name }) {
      return signed(
        { user, conv: conversationId, kind, name },
        customerId,
        CONVERSATION_AUDIENCE,
        TOKEN_SECONDS,
      );
    },
    async verify(token) {
      if (!token)
        throw new RapportError('TOKEN_INVALID', 'there is no token.', 'Send Authorization: Bearer.');
      const claims = sessionClaims.safeParse(await verifiedClaims(token, key, CONVERSATION_AUDIENCE, clock));
      if (!claims.success) throw invalidToken('it lacks a claim');
      const { user, sub, conv, kind, name } = claims.data;
      return { user, customerId: sub as CustomerId, conversationId: conv as ConversationId, kind, name };
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
export async function verifiedClaims(token: string, key: Uint8Array, audience: string, clock: Clock) {
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: ['HS256'],
      audience,
      currentDate: clock(),
      requiredClaims: ['sub', 'iat', 'exp'],
    });
    return payload;
  } catch (error) {
    if (error instanceof errors.JWTExpired) {
      throw new RapportError('TOKEN_EXPIRED', 'the token has expired.', 'Ask for a new one.', {
        cause: error,
      });
    }
    if (error instanceof errors.JOSEError) throw invalidToken('it is not signed by us for this use', error);
    throw error;
  }
}

export function invalidToken(why: string, cause?: unknown): RapportError {
  return new RapportError('TOKEN_INVALID', `the token is not valid: ${why}.`, 'Ask for a new one.', {
    cause,
  });
}
