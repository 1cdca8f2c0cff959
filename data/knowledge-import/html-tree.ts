// Reading a tree of HTML: words, attributes, the first element of a kind. Pure.

import type { Element, ElementContent, Root } from 'hast';

export type Branch = Root | ElementContent;

const BLOCKS = new Set(
  'p div section article main ul ol li dl dt dd table tr td th h1 h2 h3 h4 h5 h6 br blockquote pre figure details summary'.split(
    ' ',
  ),
);
const WORDLESS = new Set(['script', 'style', 'template', 'noscript']);

/** @returns the words, with single spaces; blocks are apart. */
export function textOf(...nodes: readonly Branch[]): string {
  const parts: string[] = [];
  const visit = (node: Branch): void => {
    if (node.type === 'text') parts.push(node.value);
    if (
      (node.type !== 'element' && node.type !== 'root') ||
      (node.type === 'element' && WORDLESS.has(node.tagName))
    )
      return;
    const apart = node.type === 'element' && BLOCKS.has(node.tagName);
    if (apart) parts.push(' ');
    for (const child of node.children) visit(child as ElementContent);
    if (apart) parts.push(' ');
  };
  nodes.forEach(visit);
  return parts.join('').replace(/\s+/g, ' ').trim();
}

/** @param name as hast has it: `className`, `ariaControls`. @returns the value, several with spaces between; `''` for none. */
export function attribute(element: Element, name: string): string {
  const value = element.properties[name];
  if (Array.isArray(value)) return value.join(' ');
  return value === undefined || value === null ? '' : String(value);
}

/** In the order of the document. */
export function* elementsIn(node: Branch): Generator<Element> {
  if (node.type === 'element') yield node;
  if (node.type !== 'element' && node.type !== 'root') return;
  for (const child of node.children) yield* elementsIn(child as ElementContent);
}

export function firstOf(node: Branch, fits: (element: Element) => boolean): Element | undefined {
  for (const element of elementsIn(node)) if (fits(element)) return element;
  return undefined;
}
