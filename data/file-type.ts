// What kind of file some bytes are, by themselves: neither a name nor a sender is believed. Pure.

/** Types that people may send each other: no browser runs them. Images are shown, the others are offered for saving. */
export const FILE_TYPES = [
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'application/pdf',
  'text/plain',
] as const;
export type FileType = (typeof FILE_TYPES)[number];

/** How each begins, in hex; `..` is any byte. From the WHATWG's MIME Sniffing Standard, 6.1 and 7.1. */
const BEGINNINGS: readonly (readonly [FileType, RegExp])[] = [
  ['image/png', /^89504e470d0a1a0a/],
  ['image/jpeg', /^ffd8ff/],
  // GIF87a and GIF89a
  ['image/gif', /^47494638(37|39)61/],
  // RIFF, four bytes, WEBP
  ['image/webp', /^52494646.{8}57454250/],
  // %PDF
  ['application/pdf', /^25504446/],
];
const LONGEST_BEGINNING = 12;

/** Of UTF-8 and both kinds of UTF-16. */
const BYTE_ORDER_MARK = /^(efbbbf|feff|fffe)/;

/** @returns `undefined` for a file of any other type, and for an empty one. */
export function fileTypeOf(bytes: Uint8Array): FileType | undefined {
  const beginning = Buffer.from(bytes.subarray(0, LONGEST_BEGINNING)).toString('hex');
  const known = BEGINNINGS.find(([, pattern]) => pattern.test(beginning));
  if (known) return known[0];
  const isText = BYTE_ORDER_MARK.test(beginning) || !bytes.some(isBinary);
  return bytes.length > 0 && isText ? 'text/plain' : undefined;
}

/** The "binary data bytes" of the same standard, 3: no text in any encoding that is still used has them. */
function isBinary(byte: number): boolean {
  return byte < 0x20 && !(byte >= 0x09 && byte <= 0x0d && byte !== 0x0b) && byte !== 0x1b;
}
