// Bytes → text, by what the server, the document itself or UTF-8 says. Pure; knows no format beyond HTML's own declaration.

import type { Document } from './page.js';

export type Decoded =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly what: string; readonly remedy: string };

/** HTML's declaration stands in the first 1024 bytes (HTML Standard, "Determining the character encoding"). */
const DECLARED_WITHIN = 1024;

export function decode({ bytes, kind, charset }: Document): Decoded {
  const label = markOf(bytes) ?? charset ?? (kind === 'html' ? declaredIn(bytes) : undefined) ?? 'utf-8';
  let decoder: InstanceType<typeof TextDecoder>;
  try {
    decoder = new TextDecoder(label, { fatal: true });
  } catch {
    return {
      ok: false,
      what: `its encoding ${JSON.stringify(label)} is not known`,
      remedy: 'Save it as UTF-8.',
    };
  }
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    return { ok: false, what: `it is not ${label.toUpperCase()}`, remedy: 'Save it as UTF-8.' };
  }
  return text.includes('\0')
    ? { ok: false, what: 'it has bytes that no text has', remedy: 'Name a page, not a program or a picture.' }
    : { ok: true, text };
}

function markOf([first, second, third]: Uint8Array): string | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return first === 0xff && second === 0xfe ? 'utf-16le' : undefined;
}

function declaredIn(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, DECLARED_WITHIN));
  return /<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:-]{2,40})/i.exec(head)?.[1];
}
