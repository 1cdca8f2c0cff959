// Colour arithmetic for the business's accent: readable text on it, and a lighter accent for the dark page.

type Rgb = readonly [number, number, number];

/** @returns `undefined` for anything but `#rrggbb`. */
function parse(hex: string): Rgb | undefined {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex.trim());
  if (match === null) return undefined;
  const [, red = '', green = '', blue = ''] = match;
  return [Number.parseInt(red, 16), Number.parseInt(green, 16), Number.parseInt(blue, 16)];
}

const print = (rgb: Rgb) => `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;

/** Relative luminance, 0 to 1, WCAG 2.2. */
function luminance([red, green, blue]: Rgb): number {
  const linear = (part: number) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

/** Contrast ratio, 1 to 21, WCAG 2.2. */
function contrast(one: Rgb, other: Rgb): number {
  const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

const WHITE: Rgb = [255, 255, 255];
const INK: Rgb = [20, 22, 26];
/** The bot's bubbles, on which coloured text is hardest to read; chat.css has the same. */
const BUBBLE: Readonly<Record<'light' | 'dark', Rgb>> = { light: [241, 243, 244], dark: [38, 42, 48] };
/** WCAG AA for text. */
const READABLE = 4.5;

/** @returns white or ink, whichever reads better on the colour. */
export function textOn(hex: string): string {
  const colour = parse(hex) ?? INK;
  return print(contrast(colour, WHITE) >= contrast(colour, INK) ? WHITE : INK);
}

/** @returns the colour, mixed with white (on a dark page) or ink (on a light one) until text in it is readable there. */
export function readableOn(hex: string, page: 'light' | 'dark'): string {
  const colour = parse(hex) ?? INK;
  const towards = page === 'light' ? INK : WHITE;
  for (let share = 0; share < 1; share += 0.1) {
    const mixed = colour.map(
      (part, index) => part + ((towards[index] ?? 0) - part) * share,
    ) as unknown as Rgb;
    if (contrast(mixed, BUBBLE[page]) >= READABLE) return print(mixed);
  }
  return print(towards);
}
