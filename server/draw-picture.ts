// A picture for a product that brings none: an abstract one in its own colours, the same for the same product every time. SVG as text.

import type { Product } from '../data/business.js';

const WIDTH = 400;
const HEIGHT = 260;

/** How catalogues' names of colours are painted: as on paper, not as light. */
const PAINTS: Readonly<Record<string, string>> = {
  black: '#2f2d2b',
  white: '#ffffff',
  grey: '#9a9894',
  gray: '#9a9894',
  silver: '#c3c5c7',
  red: '#b4483f',
  orange: '#d4823f',
  yellow: '#dfb84a',
  mustard: '#c99a2e',
  gold: '#c6a24c',
  brass: '#b5a042',
  green: '#6f9470',
  olive: '#85854d',
  turquoise: '#5fa8a3',
  teal: '#3f7d7b',
  blue: '#5f86a6',
  navy: '#33476b',
  purple: '#84659a',
  pink: '#dba6a6',
  brown: '#84583a',
  beige: '#dccbb0',
  cream: '#efe2c6',
  sand: '#dcc9a3',
  natural: '#c9a97c',
  oak: '#c8a26b',
  walnut: '#6b4a32',
  terracotta: '#c5663f',
  copper: '#b87333',
};

/** Every shape stays within the frame and looks like nothing that a shop sells; a kind of product has one. */
const SHAPES: readonly ((paint: (index: number) => string, size: number) => string)[] = [
  (paint, size) =>
    `<circle cx="185" cy="118" r="${60 + size}" fill="${paint(0)}"/><circle cx="268" cy="150" r="${30 + size / 2}" fill="${paint(1)}"/><rect x="96" y="200" width="208" height="10" rx="5" fill="${paint(2)}"/>`,
  (paint, size) =>
    `<rect x="${100 - size}" y="62" width="${200 + 2 * size}" height="46" rx="12" fill="${paint(0)}"/><rect x="100" y="112" width="200" height="46" rx="12" fill="${paint(1)}"/><rect x="${100 - size / 2}" y="162" width="${200 + size}" height="46" rx="12" fill="${paint(2)}"/>`,
  (paint, size) =>
    `<path d="M120 210V128a80 80 0 0 1 160 0v82z" fill="${paint(0)}"/><path d="M160 210v-72a40 40 0 0 1 80 0v72z" fill="${paint(1)}"/><circle cx="${300 + size}" cy="74" r="18" fill="${paint(2)}"/>`,
  (paint, size) =>
    `<path d="M200 ${52 - size / 2}l${78 + size} 78-${78 + size} 78-${78 + size}-78z" fill="${paint(0)}"/><path d="M200 90l40 40-40 40-40-40z" fill="${paint(1)}"/><circle cx="${286 + size}" cy="72" r="16" fill="${paint(2)}"/>`,
  (paint, size) =>
    `<rect x="112" y="${56 + size}" width="92" height="${152 - size}" rx="10" fill="${paint(0)}"/><rect x="214" y="${96 - size}" width="74" height="${112 + size}" rx="10" fill="${paint(1)}"/><circle cx="158" cy="132" r="18" fill="${paint(2)}"/>`,
];

/** @returns an SVG document without scripts, links or styles; whatever stands in the product's name is escaped. */
export function drawPicture(product: Product): string {
  const number = numberOf(product.id);
  const paints = [...product.colours.map(paintOf), hue(number), hue(number >>> 8)];
  const shape = SHAPES[numberOf(product.category) % SHAPES.length];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img">`,
    `<title>${escaped(product.name)}</title>`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#e9e4db"/>`,
    shape?.((index) => paints[index % paints.length] ?? '#888888', number % 24) ?? '',
    `<text x="20" y="${HEIGHT - 20}" font-family="Georgia, serif" font-size="40" fill="#3a3632" fill-opacity="0.6">${escaped(initial(product.name))}</text>`,
    '</svg>',
  ].join('');
}

function paintOf(name: string): string {
  const plain = name.toLowerCase();
  const word = plain.split(/[\s-]+/).find((each) => Object.hasOwn(PAINTS, each));
  return (word && PAINTS[word]) ?? hue(numberOf(plain));
}

function hue(number: number): string {
  return `hsl(${number % 360} 25% 62%)`;
}

function initial(name: string): string {
  return [...name.trim()].find((character) => /\p{L}|\p{N}/u.test(character))?.toUpperCase() ?? '';
}

/** FNV-1a, 32 bits: spreads ids that differ in a letter. */
function numberOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** XML 1.0 forbids most control characters even when escaped. */
function escaped(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, ' ')
    .replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
