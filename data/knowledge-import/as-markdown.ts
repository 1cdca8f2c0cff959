// A section's content as Markdown that shows its words, lists, tables and links, and does nothing else. Pure.

import type { Link, PhrasingContent, RootContent } from 'mdast';
import { gfmTableToMarkdown } from 'mdast-util-gfm-table';
import { toMarkdown } from 'mdast-util-to-markdown';
import { toString as wordsOf } from 'mdast-util-to-string';
import { seenText } from './plain-words.js';

/** Levels of lists and quotations that are kept; what is deeper becomes plain text. */
const DEEPEST = 12;
const SCHEMES = ['http:', 'https:', 'mailto:'];

/**
 * @param address what relative links are relative to; without one they become plain text.
 * @returns Markdown without HTML, variables or lines that our pages would read as a heading or as `Also:`. Special characters are
 *   escaped, links are absolute and lead to the web or to an e-mail address.
 */
export function asMarkdown(blocks: readonly RootContent[], address?: string): string {
  const written = toMarkdown(
    { type: 'root', children: harmless(blocks, address, definitionsIn(blocks), 0) },
    {
      bullet: '-',
      bulletOther: '+',
      emphasis: '_',
      listItemIndent: 'one',
      extensions: [gfmTableToMarkdown({ tablePipeAlign: false })],
    },
  );
  return written
    .replace(/^(also):/gim, '$1\\:')
    .replace(/(?<=\{)\{/g, '\\{')
    .trim();
}

function definitionsIn(blocks: readonly RootContent[]): ReadonlyMap<string, string> {
  return new Map(
    blocks.flatMap((block) => (block.type === 'definition' ? [[block.identifier, block.url] as const] : [])),
  );
}

type Definitions = ReadonlyMap<string, string>;

/** The same content with only what is listed here; children of all else take its place. */
function harmless<Node extends RootContent>(
  nodes: readonly Node[],
  address: string | undefined,
  definitions: Definitions,
  depth: number,
): RootContent[] {
  return nodes.flatMap((node) => harmlessNode(node, address, definitions, depth));
}

function harmlessNode(
  node: RootContent,
  address: string | undefined,
  definitions: Definitions,
  depth: number,
): RootContent[] {
  // A link's, a list's or a row's children are of the same kind after this as before, which the types can't say.
  const inner = <Child extends RootContent>(children: readonly RootContent[]): Child[] =>
    harmless(children, address, definitions, depth + 1) as Child[];

  if (depth > DEEPEST) return asText(wordsOf(node));
  switch (node.type) {
    case 'text':
      return asText(node.value);
    case 'inlineCode':
      return node.value.includes('{{') || node.value.includes('`')
        ? asText(node.value)
        : [{ type: 'inlineCode', value: seenText(node.value).replace(/\s+/g, ' ') }];
    case 'code':
      return [{ type: 'paragraph', children: asLines(node.value) }];
    case 'heading':
      return [{ type: 'paragraph', children: [{ type: 'strong', children: inner(node.children) }] }];
    case 'paragraph':
    case 'strong':
    case 'emphasis': {
      const children = inner<PhrasingContent>(node.children);
      return children.length === 0 ? [] : [{ type: node.type, children }];
    }
    case 'break':
      return [{ type: 'break' }];
    case 'blockquote':
      return [{ type: 'blockquote', children: inner(node.children) }];
    case 'list':
      return [
        {
          type: 'list',
          ordered: node.ordered,
          start: node.start,
          spread: false,
          children: inner(node.children),
        },
      ];
    case 'listItem':
      return [{ type: 'listItem', spread: false, children: inner(node.children) }];
    case 'table':
      return [{ type: 'table', align: node.align, children: inner(node.children) }];
    case 'tableRow':
      return [{ type: 'tableRow', children: inner(node.children) }];
    case 'tableCell':
      return [{ type: 'tableCell', children: inner(node.children) }];
    case 'link':
      return linked(node.url, inner(node.children), address);
    case 'linkReference':
      return linked(definitions.get(node.identifier) ?? '', inner(node.children), address);
    case 'image':
    case 'imageReference':
      return asText(node.alt ?? '');
    default:
      return 'children' in node ? inner(node.children) : [];
  }
}

function linked(url: string, children: Link['children'], address: string | undefined): PhrasingContent[] {
  const target = safeAddress(url, address);
  if (target === undefined || children.length === 0) return children;
  return [{ type: 'link', url: target, children }];
}

/** @returns the absolute address, or `undefined` for one that leads to neither the web nor an e-mail address. */
export function safeAddress(url: string, base?: string): string | undefined {
  const written = seenText(url).trim();
  if (written === '' || written.startsWith('#') || !URL.canParse(written, base)) return undefined;
  const parsed = new URL(written, base);
  if (!SCHEMES.includes(parsed.protocol)) return undefined;
  parsed.username = '';
  parsed.password = '';
  return parsed.href
    .replaceAll('{', '%7B')
    .replaceAll('}', '%7D')
    .replaceAll('(', '%28')
    .replaceAll(')', '%29');
}

function asText(value: string): PhrasingContent[] {
  const text = seenText(value);
  return text === '' ? [] : [{ type: 'text', value: text }];
}

function asLines(value: string): PhrasingContent[] {
  return value
    .split('\n')
    .flatMap((line): PhrasingContent[] =>
      line.trim() === '' ? [] : [{ type: 'break' }, ...asText(line.trim())],
    )
    .slice(1);
}
