// A past from a file, one conversation a line, as `npm run generate -- --history` writes it. Parts of a large one can be read at once.

import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { RapportError } from '../../data/errors.js';
import type { Instant } from '../../data/ids.js';
import { type PastConversation, type PastDecision, readable } from '../../escalation/replay/index.js';
import type { Share } from './past-of-store.js';

const NEWLINE = 10;

/** Bytes from `from` on, up to and without `to`. A line belongs to the share in which it begins. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export async function spanOf(file: string, { part, parts }: Share): Promise<Span> {
  const { size } = await stat(file);
  return { from: Math.floor((size * part) / parts), to: Math.floor((size * (part + 1)) / parts) };
}

/**
 * @param since decisions before it are left out.
 * @throws RapportError BAD_REQUEST for a line that is no conversation.
 */
export async function* pastOfFile(
  file: string,
  since: Instant,
  span: Span,
): AsyncGenerator<PastConversation> {
  for await (const line of linesOf(file, span)) {
    const conversation = conversationOf(line, file);
    const decisions = conversation.decisions.filter(({ at }) => at >= since);
    if (decisions.length > 0) yield { ...conversation, decisions };
  }
}

/** Lines as bytes are cut much faster than a line reader cuts them. */
async function* linesOf(file: string, { from, to }: Span): AsyncGenerator<string> {
  // One byte earlier, to see whether a line begins right here.
  let at = Math.max(0, from - 1);
  let skipping = from > 0;
  let rest: Buffer = Buffer.alloc(0);
  for await (const read of createReadStream(file, { start: at, highWaterMark: 1 << 20 })) {
    const chunk: Buffer = rest.length > 0 ? Buffer.concat([rest, read as Buffer]) : (read as Buffer);
    let begin = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, begin)) {
      if (skipping) skipping = false;
      else if (at + begin >= to) return;
      else if (end > begin) yield chunk.toString('utf8', begin, end);
      begin = end + 1;
    }
    at += begin;
    rest = chunk.subarray(begin);
  }
  if (!skipping && rest.length > 0 && at < to) yield rest.toString('utf8');
}

function conversationOf(line: string, file: string): PastConversation {
  const found = parsed(line);
  const { id, writer, decisions, handled } = (found ?? {}) as Partial<PastConversation>;
  if (typeof id !== 'string' || !Array.isArray(decisions) || !Array.isArray(handled)) {
    const what = `a line of ${file} is no conversation: ${line.slice(0, 60)}.`;
    throw new RapportError('BAD_REQUEST', what, 'Make the file anew with npm run generate.');
  }
  const past = (decisions as readonly PastDecision[]).map((one) => readable(one, one.words));
  const known = past.filter((one) => one !== undefined);
  const unreadable = past.length - known.length;
  return { id, ...(writer ? { writer } : {}), decisions: known, handled, unreadable };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // The caller says what is wrong, with the line.
    return undefined;
  }
}
