// thresholds.yaml as a text that a form can read and edit, the business's own comments kept. Knows no page and no rule.

import { type Document, isCollection, isMap, isSeq, parseDocument } from 'yaml';
import type { ThresholdLayer } from '../../data/thresholds-desk.js';

type Path = readonly (string | number)[];

/** A part of the file in which thresholds stand: everybody's, a level's, those of a value of orders, a topic's. */
export interface Layer {
  readonly kind: ThresholdLayer;
  readonly path: Path;
  /** As the business knows it. */
  readonly name: string;
}

/** @returns nothing where the text is no YAML that a form could show. */
export function readText(text: string): Document | undefined {
  const document = parseDocument(text);
  return document.errors.length === 0 && isMap(document.contents) ? document : undefined;
}

export function layersIn(
  document: Document,
  levels: readonly { readonly level: number; readonly name: string }[],
): readonly Layer[] {
  const bands = document.get('order_values');
  const topics = document.get('topics');
  return [
    { kind: 'defaults', path: ['defaults'], name: 'Everybody' },
    ...levels.map(({ level, name }) => ({
      kind: 'levels' as const,
      path: ['levels', level],
      name: `Level ${level}: ${name}`,
    })),
    ...(isSeq(bands) ? bands.items : []).map((_band, i) => ({
      kind: 'order_values' as const,
      path: ['order_values', i],
      name: `Orders from ${document.getIn(['order_values', i, 'from'])}`,
    })),
    ...(isMap(topics) ? topics.items : []).map(({ key }) => ({
      kind: 'topics' as const,
      path: ['topics', String(key)],
      name: `Topic ${String(key)}`,
    })),
  ];
}

/** @returns what stands there as it is written; empty: nothing. */
export function valueAt(document: Document, path: Path): string {
  const value = document.getIn(path);
  return value === undefined || value === null || isCollection(value) ? '' : String(value);
}

/** @param written as somebody typed it; empty takes it out. @returns the text with it. */
export function withValue(text: string, path: Path, written: string): string {
  const document = readText(text);
  if (!document) return text;
  const value = written.trim();
  if (value === '') takeOut(document, path);
  else {
    makeRoom(document, path.slice(0, -1));
    document.setIn(path, /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value);
  }
  return document.toString({ lineWidth: 0 });
}

/** `levels:` without anything below it is no map yet. */
function makeRoom(document: Document, path: Path): void {
  for (let length = 1; length <= path.length; length++) {
    const part = path.slice(0, length);
    if (!isCollection(document.getIn(part))) document.setIn(part, document.createNode({}));
  }
}

/** A level, or a group of a level, in which nothing differs any more goes with it. */
function takeOut(document: Document, path: Path): void {
  if (!document.hasIn(path)) return;
  document.deleteIn(path);
  const above = path.slice(0, -1);
  const left = document.getIn(above);
  if (path[0] === 'levels' && above.length > 1 && isMap(left) && left.items.length === 0)
    takeOut(document, above);
}
