// How changed files stand in a log, one frame after the other, so that a cut-off end is told from damage. Pure.

import { crc32 } from 'node:zlib';

/** A file's new text; the name is its path inside the data folder. */
export interface Frame {
  readonly name: string;
  readonly text: string;
}

/** What is to be added: the text is UTF-8, in pieces. */
export interface Addendum {
  readonly name: string;
  readonly text: readonly Uint8Array[];
}

/**
 * Each a line `<CRC-32, hex> <bytes of the text> <name>`, then the text and a line's end. The sum covers name and text.
 * @returns the frames one after the other, and of each its text as it stands there.
 */
export function framesOf(added: readonly Addendum[]): {
  readonly bytes: Uint8Array;
  readonly texts: readonly Uint8Array[];
} {
  const pieces: Uint8Array[] = [];
  const places: { readonly from: number; readonly to: number }[] = [];
  let length = 0;
  for (const { name, text } of added) {
    let sum = crc32(name);
    let size = 0;
    for (const piece of text) {
      sum = crc32(piece, sum);
      size += piece.length;
    }
    const header = Buffer.from(`${sum.toString(16)} ${size} ${name}\n`);
    const from = length + header.length;
    places.push({ from, to: from + size });
    length = from + size + END.length;
    pieces.push(header, ...text, END);
  }
  const bytes = Buffer.concat(pieces, length);
  return { bytes, texts: places.map(({ from, to }) => bytes.subarray(from, to)) };
}

const END = Buffer.from('\n');
const HEADER = /^([0-9a-f]{1,8}) (\d{1,12}) (\S+)$/;
/** Bytes; names are far shorter. */
const LONGEST_HEADER = 1024;

/**
 * @returns the frames up to a cut-off end. `isDamaged` when a whole frame does not add up and others follow: that is no write
 *   that was cut off but a fault of the disk.
 */
export function readFrames(log: Buffer): {
  readonly frames: readonly Frame[];
  /** Bytes of what was read whole. */
  readonly length: number;
  readonly isDamaged: boolean;
} {
  const frames: Frame[] = [];
  let isDamaged = false;
  let doubtful = false;
  let at = 0;
  while (at < log.length) {
    const headerEnd = log.subarray(at, at + LONGEST_HEADER).indexOf('\n');
    const header = headerEnd < 0 ? null : HEADER.exec(log.toString('utf8', at, at + headerEnd));
    if (!header) break;
    const [, sum = '', bytes = '', name = ''] = header;
    const start = at + headerEnd + 1;
    const end = start + Number(bytes);
    if (end >= log.length) break;
    const body = log.subarray(start, end);
    if (crc32(body, crc32(name)) === Number.parseInt(sum, 16)) {
      frames.push({ name, text: body.toString('utf8') });
      isDamaged ||= doubtful;
    } else doubtful = true;
    at = end + END.length;
  }
  return { frames, length: at, isDamaged };
}
