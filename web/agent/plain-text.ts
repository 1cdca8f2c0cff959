// What an agent reads of a message's markup: words without Markdown signs, cards in a few lines, files as links. Pure.

import type { TranscriptLine } from '../../handoff/views.js';

type Attachment = TranscriptLine['attachments'][number];

/** @returns the text without the Markdown signs that the bot's texts use; links keep their address. */
export function withoutMarkdown(text: string): string {
  return text
    .replace(/!?\[([^\]\n]*)\]\(([^)\s]*)\)/g, (_all, words: string, address: string) =>
      words && words !== address ? `${words} (${address})` : address,
    )
    .replace(/^#{1,6}[ \t]+/gm, '')
    .replace(/^([ \t]*)[*-][ \t]+/gm, '$1• ')
    .replace(/(\*\*|__)(?=\S)([^\n]*?\S)\1/g, '$2')
    .replace(/(?<![\w*])([*_])(?=\S)([^\n*_]*?\S)\1(?![\w*])/g, '$2');
}

export type AttachmentSummary =
  | { readonly kind: 'card'; readonly title: string; readonly text: readonly string[] }
  | { readonly kind: 'link'; readonly name: string; readonly address: string; readonly image: boolean }
  | { readonly kind: 'file'; readonly name: string };

/** @returns a readable summary; an address that is neither http(s) nor ours is not made a link. */
export function summarise(attachment: Attachment): AttachmentSummary {
  const { contentType, name, content, contentUrl } = attachment;
  if (isObject(content) && contentType.startsWith('application/vnd.microsoft.card')) {
    const [title, ...text] = wordsOf(content);
    return { kind: 'card', title: title ?? name ?? 'Card', text };
  }
  const image = contentType.startsWith('image/');
  const shown = name ?? (image ? 'Image' : 'File');
  if (contentUrl && isSafe(contentUrl)) return { kind: 'link', name: shown, address: contentUrl, image };
  return { kind: 'file', name: shown };
}

const WORDS = ['title', 'subtitle', 'text'] as const;
const PARTS = ['body', 'items', 'columns', 'rows', 'cells'] as const;

/** Depth first, in reading order: the words of text blocks and facts; buttons and inputs are left out. */
function wordsOf(element: Record<string, unknown>): readonly string[] {
  const own = WORDS.map((key) => element[key]).filter((v): v is string => typeof v === 'string' && v !== '');
  const facts = objectsIn(element.facts).map((fact) => `${fact.title ?? ''}: ${fact.value ?? ''}`);
  const inner = PARTS.flatMap((key) => objectsIn(element[key]).flatMap(wordsOf));
  return [...own.map(withoutMarkdown), ...facts, ...inner];
}

function objectsIn(value: unknown): readonly Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSafe(address: string): boolean {
  if (!URL.canParse(address, 'https://same.invalid')) return false;
  return ['http:', 'https:'].includes(new URL(address, 'https://same.invalid').protocol);
}

/** @returns whether an address leads to our own server. */
export function isOurs(address: string, origin: string): boolean {
  return URL.canParse(address, origin) && new URL(address, origin).origin === origin;
}
