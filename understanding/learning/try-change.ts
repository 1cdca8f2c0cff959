// Tries a changed knowledge before it goes live: learns it, asks the business's tests and the examples held out, and says what got worse.

import type { IntentExamples, KnowledgeEntry, TestQuestion } from '../../data/business.js';
import type { Instant } from '../../data/ids.js';
import type { CheckReport } from '../../data/proposal.js';
import type { Understander } from '../understanding.js';
import { compareHeldOut, holdOut, readingOf, runTests } from './checks.js';
import type { Sentences, Trainer } from './trainer.js';

export type Trial =
  /** Learnt, and nothing got worse; whoever takes the understander closes it. */
  | { readonly kind: 'fine'; readonly understander: Understander; readonly report: CheckReport }
  | { readonly kind: 'refused'; readonly report: CheckReport };

const CONTEXT = { channel: 'web', recentQuestions: [], failures: 0 } as const;

/** @param added the entry that the change is about; @param asked what its gap's customers asked. */
export async function tryChange(parts: {
  readonly trainer: Trainer;
  readonly intents: readonly IntentExamples[];
  readonly tests: readonly TestQuestion[];
  readonly before: { readonly knowledge: readonly KnowledgeEntry[]; readonly understander: Understander };
  readonly after: readonly KnowledgeEntry[];
  readonly added: KnowledgeEntry;
  readonly asked: readonly string[];
  readonly at: Instant;
  /** Ends it; then it rejects. */
  readonly signal: AbortSignal;
}): Promise<Trial> {
  const { trainer, intents, before, after, added, signal } = parts;
  const title = titles(intents, [...before.knowledge, ...after]);
  const heldOut = await heldOutOutcome(parts, title);
  const understander = await trainer.retrain({ intents, knowledge: after }, signal);
  try {
    const tests = await runTests(parts.tests, before.understander, understander, title);
    const own = readingOf(await understander.understand(added.question, CONTEXT));
    const found = own === `answer:${added.id}`;
    const answered = await countAnswered(understander, added, parts.asked);
    const report: CheckReport = {
      at: parts.at,
      tests: { passed: tests.passed, of: tests.of },
      heldOut: { before: heldOut.before, now: heldOut.now, of: heldOut.of },
      ...(parts.asked.length > 0 ? { gap: { answered, of: parts.asked.length } } : {}),
      worse: [...tests.worse, ...heldOut.worse],
      ...(found
        ? {}
        : {
            fault: `"${added.question}" itself would get: ${title(own)}. Ask it in words that say more of what it is about.`,
          }),
    };
    if (found && report.worse.length === 0) return { kind: 'fine', understander, report };
    await understander.close();
    return { kind: 'refused', report };
  } catch (error) {
    await understander.close();
    throw error;
  }
}

async function heldOutOutcome(
  { trainer, intents, before, after, added, signal }: Parameters<typeof tryChange>[0],
  title: (target: string) => string,
) {
  const without = holdOut(intents, before.knowledge);
  const entries = new Map(without.knowledge.map((entry) => [entry.id, entry]));
  const changed: Sentences = {
    intents: without.intents,
    // The same sentences are held out on both sides; what was added is learnt whole.
    knowledge: after.map((entry) => (entry.id === added.id ? entry : (entries.get(entry.id) ?? entry))),
  };
  const readers = await Promise.all([
    trainer.reader({ intents: without.intents, knowledge: without.knowledge }, signal),
    trainer.reader(changed, signal),
  ]);
  const [was, is] = readers;
  try {
    const compared = without.heldOut.filter(({ target }) => target !== `answer:${added.id}`);
    return await compareHeldOut(compared, `answer:${added.id}`, was.read, is.read, title);
  } finally {
    for (const reader of readers) await reader.close();
  }
}

async function countAnswered(
  understander: Understander,
  added: KnowledgeEntry,
  asked: readonly string[],
): Promise<number> {
  let answered = 0;
  for (const question of asked) {
    const reading = readingOf(await understander.understand(question, CONTEXT));
    if (reading === `answer:${added.id}`) answered += 1;
  }
  return answered;
}

function titles(intents: readonly IntentExamples[], knowledge: readonly KnowledgeEntry[]) {
  const known: ReadonlyMap<string, string> = new Map<string, string>([
    ...knowledge.map(({ id, question }) => [`answer:${id}`, `the answer to "${question}"`] as const),
    ...intents.map(({ intent, title }) => [`intent:${intent}`, `the task "${title}"`] as const),
  ]);
  const others: Readonly<Record<string, string>> = { unanswered: 'no answer', unsure: 'a question back' };
  return (target: string): string => known.get(target) ?? others[target] ?? target;
}
