// Importing knowledge, the whole of it: what was named → pages of the business's folder, checked before any is put in place.

import { resolve } from 'node:path';
import type { KnowledgeEntry } from '../business.js';
import { businessInvalid, type Fault } from '../business-faults.js';
import { type Disagreement, findDisagreements } from '../find-disagreements.js';
import { knowledgeVariables } from '../knowledge-variables.js';
import { KNOWLEDGE_FOLDER, type KnowledgeFile, knowledgeFiles, readKnowledge } from '../load-knowledge.js';
import { loadProfile } from '../load-profile.js';
import { collectPages } from './collect-pages.js';
import { createPageFetcher } from './fetch-pages.js';
import type { Refusal } from './page.js';
import { placeFiles } from './place-files.js';
import { type Plan, type PlannedFile, planImport } from './plan-import.js';

export type { Refusal, RefusalKind } from './page.js';
export type { PlannedFile } from './plan-import.js';

export interface ImportOptions {
  /** Files, folders, sitemaps and addresses. */
  readonly named: readonly string[];
  /** The business's folder. */
  readonly folder: string;
  readonly now: Date;
  /** Say what would be written, and write nothing. */
  readonly dryRun: boolean;
  /** Fetch also from this machine and its network. */
  readonly allowPrivate: boolean;
  readonly signal: AbortSignal;
  /** Of one request, milliseconds; 20 s where it is left out. */
  readonly timeLimit?: number;
  readonly progress?: (done: number, total: number) => void;
}

export interface Imported {
  readonly files: readonly PlannedFile[];
  /** Names of earlier imports of the same sources that are no more. */
  readonly removed: readonly string[];
  readonly refused: readonly Refusal[];
  /** Of the whole folder as it is after the import, those in which an imported answer takes part. */
  readonly disagreements: readonly Disagreement[];
}

/**
 * Reads, cuts, checks and writes. Interrupted through `signal` it changes nothing.
 * @throws RapportError NOT_FOUND for a name that is not there, BUSINESS_INVALID for a folder with faults,
 *   STORE_CONFLICT when a page was changed meanwhile.
 */
export async function importKnowledge(options: ImportOptions): Promise<Imported> {
  const folder = resolve(options.folder);
  const { variables, files, entries } = await presentKnowledge(folder);
  const fetcher = createPageFetcher(options);
  const sources = await collectPages(options.named, { ...options, fetcher, from: folder });
  const known = entries.flatMap(({ question, alternatives, source }) =>
    [question, ...alternatives].map((asked) => ({ question: asked, source })),
  );
  const plan = planImport(sources, files, known, options.now.toISOString());
  const after = checked(plan, files, variables, folder);
  if (!options.dryRun && plan.files.length > 0) await placeFiles(folder, plan, options.signal);
  const imported = new Set(plan.files.map(({ name }) => name));
  const isImported = ({ source }: KnowledgeEntry) => imported.has(source.replace(/^knowledge\/|:\d+$/g, ''));
  return {
    files: plan.files,
    removed: plan.gone.map(({ name }) => name),
    refused: plan.refused,
    disagreements: findDisagreements(after).filter(
      ({ first, second }) => isImported(first) || isImported(second),
    ),
  };
}

type Variables = ReadonlyMap<string, string>;

/** A folder with faults would hide the import's own; an empty one is where an import begins. */
async function presentKnowledge(folder: string) {
  const faults: Fault[] = [];
  const report = (fault: Fault): void => {
    if (fault.file !== KNOWLEDGE_FOLDER) faults.push(fault);
  };
  const loaded = await loadProfile(folder, report);
  const files = (await knowledgeFiles(folder, report)) ?? [];
  const variables = loaded && knowledgeVariables(loaded.profile);
  const entries = readKnowledge(files, variables, report);
  if (!variables || faults.length > 0) throw businessInvalid(folder, faults);
  return { variables, files, entries };
}

/** @returns all answers as the next start would read them. @throws BUSINESS_INVALID, before anything was written. */
function checked(
  plan: Plan,
  existing: readonly KnowledgeFile[],
  variables: Variables,
  folder: string,
): readonly KnowledgeEntry[] {
  const changed = new Set([...plan.files, ...plan.gone].map(({ name }) => name));
  const faults: Fault[] = [];
  const files = [...existing.filter(({ name }) => !changed.has(name)), ...plan.files];
  const entries = readKnowledge(files, variables, (fault) => faults.push(fault));
  if (faults.length > 0) throw businessInvalid(folder, faults);
  return entries;
}
