// Who a customer is, as the business's own site says: a short-lived token that its server signs. Knows no conversation.

import { SignJWT } from 'jose';
import { RapportError } from '../../data/errors.js';
import type { Clock, CustomerId } from '../../data/ids.js';
import { CLOCK_SKEW_SECONDS, invalidToken, verifiedClaims } from './tokens.js';

const AUDIENCE = 'rapport';
/** A token that lives no longer is of little use to one who finds it. */
const LONGEST_LIFE_SECONDS = 10 * 60;
/** Characters. */
const NAME_LIMIT = 100;

export interface Identity {
  readonly customerId: CustomerId;
  readonly name?: string;
}

export interface IdentityRules {
  /** Shared with the business's site alone; absent: no identity is accepted. */
  readonly secret: string | undefined;
  readonly clock: Clock;
  /** Whether the business knows this customer. */
  readonly knownCustomer: (id: CustomerId) => boolean;
}

/**
 * Accepts HS256 with `aud: "rapport"`, `sub` a customer whom the business knows, and `exp` at most 10 minutes after `iat`.
 * @throws RapportError TOKEN_EXPIRED, or TOKEN_INVALID for everything else.
 */
export async function verifyIdentity(
  jwt: string,
  { secret, clock, knownCustomer }: IdentityRules,
): Promise<Identity> {
  if (!secret) {
    throw new RapportError(
      'TOKEN_INVALID',
      'identities of the site are not accepted here.',
      'Set IDENTITY_SECRET to the secret that the site signs with.',
    );
  }
  const claims = await verifiedClaims(jwt, new TextEncoder().encode(secret), AUDIENCE, clock);
  const { sub, iat = 0, exp = 0, name } = claims;
  if (exp - iat > LONGEST_LIFE_SECONDS) throw invalidToken('it lives longer than 10 minutes');
  if (iat > clock().getTime() / 1000 + CLOCK_SKEW_SECONDS) throw invalidToken('it was issued in the future');
  if (!sub || !knownCustomer(sub as CustomerId))
    throw invalidToken('it names a customer whom the business does not know');
  const given = typeof name === 'string' ? [...name.trim()].slice(0, NAME_LIMIT).join('') : '';
  return { customerId: sub as CustomerId, name: given || undefined };
}

/** What the business's site does on its own server; here for the demo page. Valid for 5 minutes. */
export function signIdentity(
  identity: Identity,
  { secret, clock }: { readonly secret: string; readonly clock: Clock },
): Promise<string> {
  const now = Math.floor(clock().getTime() / 1000);
  return new SignJWT(identity.name === undefined ? {} : { name: identity.name })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(identity.customerId)
    .setAudience(AUDIENCE)
    .setIssuedAt(now)
    .setExpirationTime(now + 5 * 60)
    .sign(new TextEncoder().encode(secret));
}
