// A thresholds.yaml with its version and its author in it, its comments kept. Knows nothing of files and stores.

import { type Document, isMap, parseDocument } from 'yaml';

/** @returns the text with `version` and `changed` set, right at its beginning. */
export function signed(
  text: string,
  version: number,
  by: { readonly author: string; readonly comment: string },
): string {
  const document: Document = parseDocument(text);
  const { contents } = document;
  if (!isMap(contents)) return text;
  document.delete('changed');
  document.set('version', version);
  const after = contents.items.findIndex(({ key }) => String(key) === 'version') + 1;
  contents.items.splice(after, 0, document.createPair('changed', { by: by.author, comment: by.comment }));
  return document.toString({ lineWidth: 0 });
}
