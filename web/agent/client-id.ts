// Ids that this page gives to what it sends, so that the same sent twice has no second effect.

/** `crypto.randomUUID` exists on secure origins only; a console in a shop's own network may have none. */
export function newClientId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}
