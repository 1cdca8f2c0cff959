// Copies of values as JSON would give them back, without the way through a text. Knows no records.

/** What a trip through JSON would change. */
const ODD = Symbol('not what JSON would give back');

/** @returns what `JSON.parse(JSON.stringify(value))` would; `undefined` where only that can tell (dates, NaN, holes). */
export function jsonCopy<T extends object>(value: T): T | undefined {
  const copy = copied(value);
  return copy === ODD ? undefined : (copy as T);
}

function copied(value: unknown): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      // Minus nought loses its sign.
      return Number.isFinite(value) ? value + 0 : ODD;
    case 'object':
      if (value === null) return null;
      if (Array.isArray(value)) return copiedArray(value);
      return Object.getPrototypeOf(value) === Object.prototype ? copiedObject(value) : ODD;
    default:
      return ODD;
  }
}

function copiedArray(array: readonly unknown[]): unknown {
  const copy: unknown[] = [];
  // By number: what is frozen goes through an iterator several times as slowly.
  for (let at = 0; at < array.length; at++) {
    const element = copied(array[at]);
    if (element === ODD) return ODD;
    copy.push(element);
  }
  return copy;
}

function copiedObject(object: object): unknown {
  const copy: Record<string, unknown> = { ...object };
  for (const key in copy) {
    const own = copy[key];
    // Most of what is in a record.
    if (typeof own === 'string' && key !== '__proto__') continue;
    // JSON leaves it out; deleting would leave a slower object behind.
    if (own === undefined) return copiedObject(withoutUndefined(object));
    const value = key === '__proto__' ? ODD : copied(own);
    if (value === ODD) return ODD;
    if (!Object.is(value, own)) copy[key] = value;
  }
  return copy;
}

function withoutUndefined(object: object): object {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}
