// Proves that an activity comes from Microsoft's connector and is meant for this bot; knows nothing of what is in it.

import { createRemoteJWKSet, errors, type JWTVerifyGetKey, type JWTVerifyOptions, jwtVerify } from 'jose';
import { z } from 'zod';
import type { Clock } from '../../data/ids.js';

/** Microsoft Learn, "Authentication with the Bot Connector API": issuer, clock skew and the daily refresh of the keys. */
const ISSUER = 'https://api.botframework.com';
const CLOCK_SKEW_SECONDS = 300;
const KEYS_KEPT_MS = 24 * 60 * 60 * 1000;
const METADATA_TIMEOUT_MS = 5_000;

export const MICROSOFT_OPENID_METADATA = 'https://login.botframework.com/v1/.well-known/openidconfiguration';

export type TokenVerdict =
  | { readonly verdict: 'valid' }
  /** `why` is for the log only: the caller learns nothing from it. */
  | { readonly verdict: 'refused'; readonly why: string };

/** @throws when Microsoft's keys cannot be read: that says nothing about the token. */
export type TokenCheck = (authorization: string | undefined, serviceUrl: string) => Promise<TokenVerdict>;

const Metadata = z.object({ jwks_uri: z.url() });

/** Faults of a token; anything else that jose throws is about fetching the keys. */
const TOKEN_FAULTS = [
  errors.JWTExpired,
  errors.JWTClaimValidationFailed,
  errors.JWTInvalid,
  errors.JWSInvalid,
  errors.JWSSignatureVerificationFailed,
  errors.JOSEAlgNotAllowed,
  errors.JOSENotSupported,
  errors.JWKSNoMatchingKey,
  errors.JWKSMultipleMatchingKeys,
];

/**
 * Stricter than the check of the Bot Framework, which accepts a token without `exp` and learns issuers from unsigned tokens.
 * @param metadataUrl the OpenID configuration that names the keys.
 */
export function createTokenCheck(settings: {
  readonly appId: string;
  readonly metadataUrl: string;
  readonly clock: Clock;
}): TokenCheck {
  let keys: Promise<JWTVerifyGetKey> | undefined;

  async function currentKeys(): Promise<JWTVerifyGetKey> {
    keys ??= readKeys(settings.metadataUrl);
    try {
      return await keys;
    } catch (error) {
      keys = undefined;
      throw error;
    }
  }

  return async (authorization, serviceUrl) => {
    const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
    if (!token) return { verdict: 'refused', why: 'no bearer token' };
    const options: JWTVerifyOptions = {
      issuer: ISSUER,
      audience: settings.appId,
      algorithms: ['RS256', 'RS384', 'RS512'],
      requiredClaims: ['exp'],
      clockTolerance: CLOCK_SKEW_SECONDS,
      currentDate: settings.clock(),
    };
    const getKey = await currentKeys();
    try {
      const { payload } = await jwtVerify(token, getKey, options);
      return payload.serviceurl === serviceUrl
        ? { verdict: 'valid' }
        : { verdict: 'refused', why: 'the claim serviceurl differs from the serviceUrl of the activity' };
    } catch (error) {
      if (TOKEN_FAULTS.some((fault) => error instanceof fault)) {
        return { verdict: 'refused', why: error instanceof Error ? error.message : 'invalid token' };
      }
      throw error;
    }
  };
}

async function readKeys(metadataUrl: string): Promise<JWTVerifyGetKey> {
  const response = await fetch(metadataUrl, { signal: AbortSignal.timeout(METADATA_TIMEOUT_MS) });
  if (!response.ok) throw new Error(`${metadataUrl} answered ${response.status}`);
  const metadata = Metadata.parse(await response.json());
  return createRemoteJWKSet(new URL(metadata.jwks_uri), { cacheMaxAge: KEYS_KEPT_MS });
}
