// A sitemap → the addresses that it names. Pure; fetches none of them.

import { parseXml, XmlElement } from '@rgrove/parse-xml';

export type Sitemap =
  | { readonly ok: true; readonly addresses: readonly string[] }
  | { readonly ok: false; readonly what: string; readonly remedy: string };

export function isSitemap(bytes: Uint8Array): boolean {
  return /<(urlset|sitemapindex)[\s>]/.test(new TextDecoder().decode(bytes.subarray(0, 2000)));
}

/** https://www.sitemaps.org/protocol.html: `urlset` of `url`, or `sitemapindex` of `sitemap`, each with a `loc`. */
export function readSitemap(bytes: Uint8Array): Sitemap {
  let root: XmlElement | null;
  try {
    root = parseXml(new TextDecoder('utf-8', { fatal: true }).decode(bytes)).root;
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
    return { ok: false, what: `this is not XML: ${reason}`, remedy: 'Save the sitemap again.' };
  }
  if (!root || !['urlset', 'sitemapindex'].includes(root.name)) {
    return {
      ok: false,
      what: 'this XML is not a sitemap',
      remedy: 'Name a sitemap with <urlset> or <sitemapindex>.',
    };
  }
  const elements = (of: XmlElement) => of.children.filter((child) => child instanceof XmlElement);
  const addresses = elements(root).flatMap((entry) =>
    elements(entry).flatMap((child) => (child.name === 'loc' ? child.text.trim() : [])),
  );
  return { ok: true, addresses };
}
