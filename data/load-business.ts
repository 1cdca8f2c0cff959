// The business's folder, read once at start: all of it is right, or every fault is told at once.

import { stat } from 'node:fs/promises';
import type { Business } from './business.js';
import { businessInvalid, type Fault } from './business-faults.js';
import { daysBetween } from './calendar.js';
import type { Day } from './ids.js';
import { knowledgeVariables } from './knowledge-variables.js';
import { loadCatalogue } from './load-catalogue.js';
import { loadCustomerBase } from './load-customer-base.js';
import { loadIntents } from './load-intents.js';
import { loadKnowledge } from './load-knowledge.js';
import { loadAgents } from './load-people.js';
import { loadProfile } from './load-profile.js';
import { loadReplies } from './load-replies.js';
import { loadSynonyms } from './load-synonyms.js';
import { loadTests } from './load-tests.js';
import { loadUnanswered } from './load-unanswered.js';

/**
 * Reads business.yaml, catalogue.csv, orders.csv, customers.csv, agents.csv, intents.yaml, unanswered.yaml, replies.yaml and knowledge/*.md.
 *
 * A demo's dates grow old. Where business.yaml has `recorded_on`, all dates of customers and orders were written as of that day
 * and are moved by (today − recorded_on) days: what was delivered 12 days ago stays delivered 12 days ago. Holidays are real days
 * and stay. Without `recorded_on` nothing moves.
 * @param options.today in the business's time zone; as a function of it where it is not known before the folder is read.
 * @throws RapportError BUSINESS_INVALID that lists each fault as `file:line: what is wrong, with the value. What to do.`
 */
export async function loadBusiness(
  folder: string,
  options: { readonly today: Day | ((timeZone: string) => Day) },
): Promise<Business> {
  const faults: Fault[] = [];
  const report = (fault: Fault): void => {
    faults.push(fault);
  };
  if (!(await isFolder(folder))) {
    report({ file: folder, line: 1, what: 'there is no such folder', remedy: 'Correct BUSINESS_DIR.' });
    throw businessInvalid(folder, faults);
  }

  const loaded = await loadProfile(folder, report);
  const today =
    typeof options.today === 'string' ? options.today : options.today(loaded?.profile.timeZone ?? 'UTC');
  const asOf = loaded?.recordedOn ?? today;
  const moveDays = daysBetween(asOf, today);

  const catalogue = await loadCatalogue(folder, report);
  const teamIds = loaded && new Set(loaded.profile.teams?.map(({ id }) => id));
  const agents = await loadAgents(folder, report, teamIds);
  const base = await loadCustomerBase(
    folder,
    {
      productIds: catalogue.ids,
      agentIds: agents.ids,
      asOf,
      moveDays,
      currency: loaded?.profile.currency,
    },
    report,
  );
  const intents = await loadIntents(folder, report);
  const knowledge = await loadKnowledge(folder, loaded && knowledgeVariables(loaded.profile), report);
  const unanswered = await loadUnanswered(folder, report);
  const tests = await loadTests(folder, { intents, knowledge }, report);
  const synonyms = await loadSynonyms(folder, catalogue.products.values(), report);
  const deskWords = await loadReplies(folder, report);

  if (!loaded || faults.length > 0) throw businessInvalid(folder, faults);
  return {
    folder,
    profile: loaded.profile,
    products: catalogue.products,
    agents: agents.agents,
    knowledge,
    intents,
    unanswered,
    tests,
    synonyms,
    ...(deskWords ? { deskWords } : {}),
    ...base,
  };
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    // Missing or unreadable: the caller says so, with the path.
    return false;
  }
}
