// The sentences that customers read, from the business's own file, with a variant by tone where it has one. Knows no dialog.

import i18next, { type i18n } from 'i18next';
import { RapportError } from '../data/errors.js';
import type { Texts, Tone } from '../data/ports.js';

/** A file of texts: keys that nest, sentences at the leaves. */
export interface TextTree {
  readonly [key: string]: string | TextTree;
}

const NAMESPACE = 'texts';

/**
 * @param defaults the sentences that the product ships.
 * @param own the business's own; a key that is not among the defaults is a fault, see `unknownKeys`.
 * @param language ISO 639-1 of the texts; it governs plurals.
 */
export function createTexts(defaults: TextTree, own: TextTree, language: string): Texts {
  const i18n: i18n = i18next.createInstance();
  // Without backend and with initAsync off, init is synchronous; its promise has nothing left to tell.
  void i18n.init({
    lng: language,
    ns: [NAMESPACE],
    defaultNS: NAMESPACE,
    initAsync: false,
    showSupportNotice: false,
    interpolation: { escapeValue: false },
    resources: { [language]: { [NAMESPACE]: merged(defaults, own) } },
  });
  /** Sentences as written, by key, tone and count. */
  const written = new Map<string, Written>();

  /** Looking a sentence up costs several times what filling it in does, and of the values only the count has a say in which it is. */
  function writtenOf(key: string, tone: Tone, count: string | number | undefined): Written | undefined {
    if (count !== undefined && !(Number(count) <= MOST_COUNTED)) return undefined;
    const name = count === undefined ? `${key} ${tone}` : `${key} ${tone} ${count}`;
    const known = written.get(name);
    if (known !== undefined) return known;
    const options = {
      ...(tone === 'plain' ? {} : { context: tone }),
      ...(count === undefined ? {} : { count: Number(count) }),
      skipInterpolation: true,
    };
    const found: unknown = i18n.exists(key, options)
      ? i18n.t(key, { ...options, returnObjects: true })
      : undefined;
    if (typeof found !== 'string' || found.includes('$t(')) return undefined;
    const parts = found.split(NAMED);
    const made = { sentence: found, parts: parts.some((part) => part.includes('{{')) ? undefined : parts };
    written.set(name, made);
    return made;
  }

  return {
    say(key, tone, values = {}) {
      const known = writtenOf(key, tone, values.count);
      if (known !== undefined) {
        const filled =
          (known.parts && filledIn(known.parts, values)) ??
          i18n.services.interpolator.interpolate(known.sentence, values, language, {});
        return filled.trim();
      }
      const options = { ...values, ...(tone === 'plain' ? {} : { context: tone }) };
      const said: unknown = i18n.exists(key, options)
        ? i18n.t(key, { ...options, returnObjects: true })
        : undefined;
      // A group of sentences is none itself.
      if (typeof said !== 'string') {
        throw new RapportError(
          'TEXT_MISSING',
          `no text for "${key}".`,
          `Add it to texts/${language}.yaml of the business.`,
        );
      }
      return said.trim();
    },
  };
}

/** A sentence, and in turn its words and the names of the values between them; absent where i18next is to fill in more than names. */
interface Written {
  readonly sentence: string;
  readonly parts: readonly string[] | undefined;
}

/** `{{name}}`, and nothing that formats it. */
const NAMED = /\{\{ *(\w+) *\}\}/;
/** Counts whose sentences are kept: of larger ones there are too many. */
const MOST_COUNTED = 100;

/** @returns `undefined` when a value is missing. */
function filledIn(
  parts: readonly string[],
  values: Readonly<Record<string, string | number>>,
): string | undefined {
  let filled = parts[0] ?? '';
  for (let at = 1; at < parts.length; at += 2) {
    const value = values[parts[at] ?? ''];
    if (value === undefined) return undefined;
    filled += `${value}${parts[at + 1] ?? ''}`;
  }
  return filled;
}

/** @returns every dotted key of a tree, without the tone and plural endings. */
export function keysOf(tree: TextTree, prefix = ''): readonly string[] {
  const keys = Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [`${prefix}${bare(key)}`] : keysOf(value, `${prefix}${key}.`),
  );
  return [...new Set(keys)];
}

/** @returns keys of the business's texts that nothing says: mostly a slip in the spelling. */
export function unknownKeys(defaults: TextTree, own: TextTree): readonly string[] {
  const known = new Set(keysOf(defaults));
  return keysOf(own).filter((key) => !known.has(key));
}

function bare(key: string): string {
  return key.replace(/(_(short|warm))?(_(zero|one|two|few|many|other))?$/, '');
}

function merged(defaults: TextTree, own: TextTree): TextTree {
  const result: Record<string, string | TextTree> = { ...defaults };
  for (const [key, value] of Object.entries(own)) {
    const before = result[key];
    // A sentence of the business's replaces ours in every tone; else our warmer variant would win over its own words.
    if (typeof value === 'string' && key === bare(key)) {
      for (const variant of Object.keys(result)) if (bare(variant) === key) delete result[variant];
    }
    result[key] = typeof value === 'string' || typeof before !== 'object' ? value : merged(before, value);
  }
  return result;
}
