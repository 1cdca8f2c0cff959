// Freezes values that stand for their own JSON. Knows no records.

/**
 * Freezes the value and all in it.
 * @returns whether reading it back from its JSON would give the same; where not, some of it is frozen.
 */
export function freezeJson(value: unknown): boolean {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return true;
    case 'number':
      // JSON has no NaN, and minus nought loses its sign.
      return Number.isFinite(value) && !Object.is(value, -0);
    case 'object': {
      if (value === null) return true;
      if (!Array.isArray(value) && Object.getPrototypeOf(value) !== Object.prototype) return false;
      for (const key in value)
        if (!freezeJson((value as Readonly<Record<string, unknown>>)[key])) return false;
      Object.freeze(value);
      return true;
    }
    default:
      return false;
  }
}
