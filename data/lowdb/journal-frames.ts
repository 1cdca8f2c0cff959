// How changed files stand in a log, one frame after the other, so that a cut-off end is told from damage. Pure.

import { crc32 } from 'node:zlib';

/** A file's new text; the name is its path inside the data folder. */
export interface Frame {
  readonly name: string;
  readonly text: string;
}

/**
 * A line `<CRC-32, hex> <bytes of the text> <name>`, then the text and a line's end. The sum covers name and text.
 * @param text UTF-8, in pieces.
 */
export function frameOf(name: string, text: readonly Uint8Array[]): readonly Uint8Array[] {
  let sum = crc32(name);
  for (const piece of text) sum = crc32(piece, sum);
  return [Buffer.from(`${sum.toString(16)} ${lengthOf(text)} ${name}\n`), ...text, END];
}

/** @returns bytes of all pieces. */
export function lengthOf(pieces: readonly Uint8Array[]): number {
  let length = 0;
  for (const piece of pieces) length += piece.length;
  return length;
}

/** Ends a frame. */
export const END = Buffer.from('\n');
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
