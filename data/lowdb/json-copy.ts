// Copies of values as JSON would give them back, without the way through a text. Knows no records.

/** What a trip through JSON would change. */
const ODD = Symbol('not what JSON would give back');

/**
 * @param isShared objects that may stand in the copy themselves, because nobody can change them.
 * @returns what `JSON.parse(JSON.stringify(value))` would; `undefined` where only that can tell (dates, NaN, holes).
 */
export function jsonCopy<T extends object>(
  value: T,
  isShared: (value: object) => boolean = () => false,
): T | undefined {
  const copy = copied(value, isShared);
  return copy === ODD ? undefined : (copy as T);
}

function copied(value: unknown, isShared: (value: object) => boolean): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      // Minus nought loses its sign.
      return Number.isFinite(value) ? value + 0 : ODD;
    case 'object':
      if (value === null || isShared(value)) return value;
      if (Array.isArray(value)) return copiedArray(value, isShared);
      return Object.getPrototypeOf(value) === Object.prototype ? copiedObject(value, isShared) : ODD;
    default:
      return ODD;
  }
}

function copiedArray(array: readonly unknown[], isShared: (value: object) => boolean): unknown {
  const copy: unknown[] = [];
  // By number: what is frozen goes through an iterator several times as slowly.
  for (let at = 0; at < array.length; at++) {
    const element = copied(array[at], isShared);
    if (element === ODD) return ODD;
    copy.push(element);
  }
  return copy;
}

function copiedObject(object: object, isShared: (value: object) => boolean): unknown {
  const copy: Record<string, unknown> = { ...object };
  for (const key in copy) {
    const own = copy[key];
    // JSON leaves it out; deleting would leave a slower object behind.
    if (own === undefined) return copiedObject(withoutUndefined(object), isShared);
    const value = key === '__proto__' ? ODD : copied(own, isShared);
    if (value === ODD) return ODD;
    if (!Object.is(value, own)) copy[key] = value;
  }
  return copy;
}

function withoutUndefined(object: object): object {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}

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
