// Pages as templates: placeholders are filled in escaped, scripts get the nonce, and our own files are named by their content.

import type { PageFiles } from './page-files.js';

/** By name without underscores: `NONCE` fills `__NONCE__`. */
export type PageValues = Readonly<Record<string, string>>;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);

/**
 * Prepares a page once: every script may run by the nonce alone, and every file of ours is asked for by its content's hash.
 */
export function preparePage(html: string, files: PageFiles): string {
  return html
    .replace(/<script(?![^>]*\bnonce=)/g, '<script nonce="__NONCE__"')
    .replace(/\b(src|href)="(\/[^"?]+)"/g, (whole, attribute: string, path: string) => {
      const file = files.get(path);
      return file === undefined ? whole : `${attribute}="${path}?v=${file.hash}"`;
    });
}

/** @returns the page with its placeholders filled in; one without a value stays, so that it is seen. */
export function fillPage(page: string, values: PageValues): string {
  return page.replace(/__([A-Z]+(?:_[A-Z]+)*)__/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : escapeHtml(value);
  });
}
