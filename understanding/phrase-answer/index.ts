// The front door of worded answers: entries in, an answer in a model's words out if every check holds, else the reason why not.

import type { KnowledgeEntry } from '../../data/business.js';
import type { Clock } from '../../data/ids.js';
import { languageOf } from '../language.js';
import { complete, type Endpoint } from './chat-completions.js';
import { checkReply } from './check-reply.js';
import { createGate } from './gate.js';
import { maskPersonal } from './mask-personal.js';
import type { AnswerPhraser, Failure, Phrasing } from './phrasing.js';
import { promptFor } from './prompt.js';

export type { Endpoint } from './chat-completions.js';
export type { AnswerPhraser, Phrasing, PhrasingRequest } from './phrasing.js';

/** The decided entry and the two nearest. */
const ENTRIES = 3;
/** Characters of entries that are sent: a longer one is better read whole. */
const MAX_ENTRIES = 6000;
/** Wordings that are kept, so that a turn which is run again, and a question that is asked again, are not sent again. */
const KEPT = 200;

/**
 * @param options.endpoint any that speaks OpenAI's chat completions.
 * @param options.concurrent requests at a time; beyond that entries are quoted at once.
 * @param options.onRest hears that the endpoint is left alone for some milliseconds, and what it did last.
 */
export function createAnswerPhraser(options: {
  readonly endpoint: Endpoint;
  readonly concurrent: number;
  readonly clock: Clock;
  readonly fetch: typeof fetch;
  readonly onRest: (why: Failure, milliseconds: number) => void;
}): AnswerPhraser {
  const { endpoint, clock } = options;
  const now = () => clock().getTime();
  const gate = createGate(options.concurrent, now);
  const kept = new Map<string, Phrasing>();

  return {
    async phrase({ question, entries, names }) {
      const sent = withinLimit(entries);
      if (sent.length === 0) return { kind: 'quoted', why: 'entry-too-long' };
      // The checks read English words; of another language they would understand too little to vouch for it.
      if (!sent.every(({ answer }) => ['en', 'und'].includes(languageOf(answer))))
        return { kind: 'quoted', why: 'entry-language' };
      const messages = promptFor(maskPersonal(question, names), sent);
      const key = JSON.stringify(messages);
      const before = kept.get(key);
      if (before) return before;

      const entered = gate.enter();
      if (entered !== 'entered') return { kind: 'quoted', why: entered };
      const completion = await complete(endpoint, messages, options.fetch, now());
      if (completion.kind === 'failed') {
        const rest = gate.failed(completion.wait);
        if (rest !== undefined) options.onRest(completion.why, rest);
        return { kind: 'quoted', why: completion.why };
      }
      gate.worked();
      if (completion.kind === 'unusable') return { kind: 'quoted', why: completion.why };
      const phrasing = checked(completion.text, sent);
      keep(key, phrasing);
      return phrasing;
    },
  };

  function checked(text: string, sent: readonly KnowledgeEntry[]): Phrasing {
    const reply = checkReply(text, sent);
    if (reply.kind === 'doubtful') return { kind: 'quoted', why: reply.why };
    return { kind: 'phrased', text: reply.text, cited: reply.cited, model: endpoint.model };
  }

  /** The oldest goes: questions come in waves. */
  function keep(key: string, phrasing: Phrasing): void {
    kept.set(key, phrasing);
    const [oldest] = kept.keys();
    if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
  }
}

/** The decided entry in any case, unless it is too long by itself; of the others those that still fit. */
function withinLimit(entries: readonly KnowledgeEntry[]): readonly KnowledgeEntry[] {
  const sent: KnowledgeEntry[] = [];
  let length = 0;
  for (const entry of entries.slice(0, ENTRIES)) {
    length += entry.answer.length + entry.question.length;
    if (length > MAX_ENTRIES) break;
    sent.push(entry);
  }
  return sent;
}
