// A canned reply with its placeholders filled for one conversation. Pure; knows no record.

import type { CannedReply, ReplyPlaceholder } from '../data/business.js';

/** What is known of them; what is not, or is empty, stays visible to the agent as `[order]`. */
export type ReplyValues = Readonly<Partial<Record<ReplyPlaceholder, string>>>;

export function fillReply(reply: CannedReply, values: ReplyValues): CannedReply {
  const text = reply.text.replace(
    /\{\{(\w+)\}\}/g,
    (_whole, name: string) => values[name as ReplyPlaceholder] || `[${name}]`,
  );
  return { ...reply, text };
}
