// What was made of texts seen lately, so that the same text is not worked on twice. It keeps digests of the texts, so that no customer's
// words outlive their record here.

import { hash } from 'node:crypto';

export interface Recent<T> {
  get(text: string): T | undefined;
  set(text: string, value: T): void;
}

/** @param limit how many are kept; the one unused for longest goes first. */
export function createRecent<T>(limit: number): Recent<T> {
  // A Map keeps the order of insertion, so its first key is the oldest.
  const values = new Map<string, T>();
  return {
    get(text) {
      const key = digestOf(text);
      const value = values.get(key);
      if (value === undefined) return undefined;
      values.delete(key);
      values.set(key, value);
      return value;
    },
    set(text, value) {
      const key = digestOf(text);
      values.delete(key);
      values.set(key, value);
      const [oldest] = values.keys();
      if (values.size > limit && oldest !== undefined) values.delete(oldest);
    },
  };
}

function digestOf(text: string): string {
  return hash('sha256', text, 'base64');
}
