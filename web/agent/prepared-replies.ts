// Canned replies while one writes: when a `/` asks for them, which fit, and what is left to fill in. Pure.

import type { CannedReply } from '../../handoff/views.js';

/** `/` and what follows it up to the caret, as positions in the text. */
export interface ReplySearch {
  readonly words: string;
  readonly from: number;
  readonly to: number;
}

/** A search may hold spaces ("/late delivery"), but not run on through the whole message. */
const LONGEST_SEARCH = 40;

/** @returns the search at the caret: a `/` at the beginning or after a space, so that `and/or` and addresses are none. */
export function searchAt(text: string, caret: number): ReplySearch | undefined {
  const [found, words] = /(?:^|\s)\/([^/\n]*)$/.exec(text.slice(0, caret)) ?? [];
  if (found === undefined || words === undefined || words.length > LONGEST_SEARCH) return undefined;
  return { words, from: caret - words.length - 1, to: caret };
}

/** @returns replies that hold every word, the better first: in the title's beginning, in the title, in the text. */
export function findReplies(replies: readonly CannedReply[], words: string): readonly CannedReply[] {
  const wanted = plain(words).split(/\s+/).filter(Boolean);
  const rank = ({ id, title, text }: CannedReply): number => {
    const [name, all] = [plain(`${title} ${id}`), plain(`${title} ${id} ${text}`)];
    if (!wanted.every((word) => all.includes(word))) return 0;
    if (!wanted.every((word) => name.includes(word))) return 1;
    return wanted.every((word) => name.split(/[\s-]+/).some((part) => part.startsWith(word))) ? 3 : 2;
  };
  return replies
    .map((reply) => ({ reply, rank: rank(reply) }))
    .filter((one) => one.rank > 0)
    .sort((a, b) => b.rank - a.rank)
    .map(({ reply }) => reply);
}

export interface Written {
  readonly text: string;
  /** What is selected afterwards: the first gap, so that typing fills it; else the end of what was put in. */
  readonly from: number;
  readonly to: number;
}

/** Puts a reply in the place of what asked for it. */
export function putIn(
  text: string,
  place: { readonly from: number; readonly to: number },
  reply: string,
): Written {
  const written = text.slice(0, place.from) + reply + text.slice(place.to);
  const end = place.from + reply.length;
  return { text: written, ...(gapIn(written, place.from, end) ?? { from: end, to: end }) };
}

/** @returns the first gap (`[order]`) between two positions. */
function gapIn(text: string, from: number, to: number): { from: number; to: number } | undefined {
  const found = /\[[^\]\n]{1,40}\]/.exec(text.slice(from, to));
  return found ? { from: from + found.index, to: from + found.index + found[0].length } : undefined;
}

/** Lower case, without accents: `Café` is found by `cafe`. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
