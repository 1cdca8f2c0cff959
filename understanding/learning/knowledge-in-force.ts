// The folder's knowledge with what was approved over it. Pure.

import type { KnowledgeEntry } from '../../data/business.js';
import type { KnowledgeVersion, LearntEntry } from '../../data/knowledge-version.js';
import type { VersionView } from '../../data/learning-desk.js';
import type { ProposalDraft } from '../../data/proposal.js';
import { slugOf } from '../../data/question-slug.js';

/** The folder comes first: a question that one of its pages has begun to answer is answered from there. */
export function knowledgeInForce(
  folder: readonly KnowledgeEntry[],
  learnt: readonly LearntEntry[],
  variables: ReadonlyMap<string, string>,
): readonly KnowledgeEntry[] {
  const taken = new Set(folder.flatMap(questionsOf).map(slugOf));
  const added = learnt.flatMap((entry): readonly KnowledgeEntry[] => {
    if (taken.has(slugOf(entry.question))) return [];
    const alternatives = entry.alternatives.filter((question) => !taken.has(slugOf(question)));
    for (const question of [entry.question, ...alternatives]) taken.add(slugOf(question));
    const { id, question, title } = entry;
    const source = `approved by ${entry.approvedBy.name} on ${entry.approvedAt.slice(0, 10)}`;
    return [{ id, question, alternatives, title, source, answer: fillIn(entry.answer, variables) }];
  });
  return [...folder, ...added];
}

/** @returns what is wrong with a draft, and what to do; `undefined` where it can be learnt. */
export function faultOf(
  draft: ProposalDraft,
  folder: readonly KnowledgeEntry[],
  learnt: readonly LearntEntry[],
  variables: ReadonlyMap<string, string>,
): string | undefined {
  const questions = questionsOf(draft);
  if (questions.some((question) => slugOf(question) === ''))
    return 'A question has neither a letter nor a digit. Ask it in words.';
  const unknown = variablesIn(draft.answer).find((name) => !variables.has(name));
  if (unknown !== undefined) {
    return `{{${unknown}}} is not known. Use one of ${[...variables.keys()].map((name) => `{{${name}}}`).join(', ')}.`;
  }
  for (const question of questions) {
    const entry = folder.find((each) =>
      questionsOf(each).some((asked) => slugOf(asked) === slugOf(question)),
    );
    if (entry) return `"${question}" is answered in ${entry.source} already. Correct the answer there.`;
    const other = learnt.find(
      (each) =>
        slugOf(each.question) !== slugOf(draft.question) &&
        questionsOf(each).some((asked) => slugOf(asked) === slugOf(question)),
    );
    if (other) return `"${question}" is asked in "${other.question}" already. Remove it from one of the two.`;
  }
  return undefined;
}

/** @returns the entries with the draft as one of them; the same question again replaces its answer. */
export function withDraft(
  learnt: readonly LearntEntry[],
  draft: ProposalDraft,
  approved: Pick<LearntEntry, 'approvedBy' | 'approvedAt'>,
): { readonly entry: LearntEntry; readonly entries: readonly LearntEntry[] } {
  const old = learnt.find(({ question }) => slugOf(question) === slugOf(draft.question));
  const entry: LearntEntry = { id: old?.id ?? `learnt#${slugOf(draft.question)}`, ...draft, ...approved };
  const entries = old ? learnt.map((each) => (each.id === old.id ? entry : each)) : [...learnt, entry];
  return { entry, entries };
}

/** @param before the version below it; `undefined`: the folder alone. */
export function versionView(version: KnowledgeVersion, before: KnowledgeVersion | undefined): VersionView {
  const old = new Map((before?.entries ?? []).map((entry) => [entry.id, entry]));
  const now = new Map(version.entries.map((entry) => [entry.id, entry]));
  const shown = ({ question, answer }: LearntEntry) => ({ question, answer });
  return {
    number: version.number,
    at: version.at,
    by: version.by.name,
    why: version.why.kind === 'approved' ? 'An answer was approved' : whyRestored(version.why.number),
    added: version.entries.filter(({ id }) => !old.has(id)).map(shown),
    removed: [...old.values()].filter(({ id }) => !now.has(id)).map(shown),
    changed: version.entries.flatMap((entry) => {
      const was = old.get(entry.id);
      if (!was || inWords(was) === inWords(entry)) return [];
      return [{ question: entry.question, before: inWords(was), now: inWords(entry) }];
    }),
  };
}

function whyRestored(number: number): string {
  return number === 0 ? 'Back to the folder alone' : `Version ${number} was restored`;
}

/** All that may change, as one text to compare and to read. */
function inWords({ question, alternatives, answer, title }: LearntEntry): string {
  return [question, ...alternatives.map((also) => `Also: ${also}`), answer, `Source: ${title}`].join('\n');
}

function questionsOf(entry: Pick<ProposalDraft, 'question' | 'alternatives'>): readonly string[] {
  return [entry.question, ...entry.alternatives];
}

const VARIABLE = /\{\{\s*(.*?)\s*\}\}/g;

function variablesIn(text: string): readonly string[] {
  return [...text.matchAll(VARIABLE)].map(([, name = '']) => name);
}

function fillIn(text: string, variables: ReadonlyMap<string, string>): string {
  return text.replace(VARIABLE, (written, name: string) => variables.get(name) ?? written);
}
