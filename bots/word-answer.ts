// The wording of an answer that was decided: a model's, where one is asked and every check holds, else the entry's own. Decides nothing.

import type { KnowledgeEntry } from '../data/business.js';
import type { PhrasingRecord } from '../data/decision.js';
import type { Turn } from '../dialogs/turn.js';
import type { Act } from '../escalation/index.js';
import type { BotParts } from './parts.js';

export interface Wording {
  readonly record: PhrasingRecord;
  /** What to say instead of the entry's answer, and whose it is; absent: the entry is quoted. */
  readonly said?: { readonly answer: string; readonly title: string };
}

/** Entries that were near, besides the one that was decided. */
const NEAR = 2;

/** @returns `undefined` where no entry is to be said, or no model is asked. */
export async function wordAnswer(
  { phraser }: BotParts,
  knowledge: ReadonlyMap<string, KnowledgeEntry>,
  turn: Turn,
  act: Act,
): Promise<Wording | undefined> {
  const decided = knowledge.get(entryIdOf(act) ?? '');
  if (!phraser || !decided) return undefined;
  const phrasing = await phraser.phrase({
    question: turn.text,
    entries: [decided, ...nearTo(decided, turn, knowledge)],
    names: [turn.card?.name, turn.record.name].flatMap((name) => name ?? []),
  });
  if (phrasing.kind === 'quoted') return { record: phrasing };
  const { text, cited, model } = phrasing;
  return {
    record: { kind: 'phrased', model, entries: cited.map(({ id }) => id) },
    said: { answer: text, title: [...new Set(cited.map(({ title }) => title))].join(', ') },
  };
}

/** An offer of a person may come after an answer. */
function entryIdOf(act: Act): string | undefined {
  if (act.kind === 'offer-person') return act.also && entryIdOf(act.also);
  return act.kind === 'answer' && act.answer.kind === 'entry' ? act.answer.entryId : undefined;
}

function nearTo(
  decided: KnowledgeEntry,
  turn: Turn,
  knowledge: ReadonlyMap<string, KnowledgeEntry>,
): readonly KnowledgeEntry[] {
  return (turn.understanding?.evidence ?? [])
    .flatMap(({ target }) => knowledge.get(target.replace(/^answer:/, '')) ?? [])
    .filter((entry) => entry !== decided)
    .slice(0, NEAR);
}
