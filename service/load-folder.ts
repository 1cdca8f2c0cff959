// The whole of a business's folder: its records, and the rules and texts that other folders give a shape to. All faults are told at once.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Business } from '../data/business.js';
import { BusinessInvalidError, businessInvalid, type Fault } from '../data/business-faults.js';
import { disagreementInWords, findDisagreements } from '../data/find-disagreements.js';
import type { Day } from '../data/ids.js';
import { loadBusiness } from '../data/load-business.js';
import { otherCurrencies } from '../data/other-currencies.js';
import { readText } from '../data/read-text.js';
import { type Read, readYaml } from '../data/read-yaml.js';
import type { Thresholds } from '../escalation/index.js';
import { type MessageSettings, messagesSchema } from '../proactive/index.js';
import { type LevelRules, levelsSchema } from '../relationship/index.js';
import { type TextTree, unknownKeys } from '../texts/index.js';
import { doubtsInWords, readThresholds, THRESHOLDS_FILE } from './load-thresholds.js';

const textsSchema: z.ZodType<TextTree> = z.lazy(() =>
  z.record(z.string(), z.union([z.string().min(1), textsSchema])),
);

/** Optional: without it, nothing is told unasked. */
const MESSAGES_FILE = 'messages.yaml';

/** Customers whose orders are in memory; of more, the import tells what is worth a word. */
const READ_THROUGH = 50_000;

export interface Folder {
  readonly business: Business;
  readonly levels: LevelRules;
  readonly thresholds: Thresholds;
  /** Absent: nothing is told unasked. */
  readonly messages?: MessageSettings;
  /** The sentences that the product ships, and the business's own over them. */
  readonly texts: { readonly defaults: TextTree; readonly own: TextTree };
  /** Thresholds that can never or always fire, answers that disagree: worth a word, but no reason not to start. */
  readonly remarks: readonly string[];
}

/**
 * @param folder of the business; @param shipped the demo's folder, whose texts stand in for those that the business leaves out.
 * @throws RapportError BUSINESS_INVALID that lists every fault of every file.
 */
export async function loadFolder(
  folder: string,
  shipped: string,
  today: Day | ((timeZone: string) => Day),
): Promise<Folder> {
  const faults: Fault[] = [];
  const take = <T>(read: Read<T>): T | undefined => {
    if (read.ok) return read.value;
    faults.push(...read.faults);
    return undefined;
  };
  const yaml = async <T>(file: string, schema: z.ZodType<T>) =>
    take(await readYaml(join(folder, file), schema, file));

  const defaults = take(await readYaml(join(shipped, 'texts/en.yaml'), textsSchema, 'texts/en.yaml'));
  const own = folder === shipped ? defaults : await yaml('texts/en.yaml', textsSchema);
  const levels = await yaml('levels.yaml', levelsSchema);
  const messages = existsSync(join(folder, MESSAGES_FILE))
    ? await yaml(MESSAGES_FILE, messagesSchema)
    : undefined;
  const thresholdsText = await readText(join(folder, THRESHOLDS_FILE), THRESHOLDS_FILE, (fault) =>
    faults.push(fault),
  );
  const thresholds = thresholdsText === undefined ? undefined : take(readThresholds(thresholdsText));
  if (defaults && own) faults.push(...unknownKeys(defaults, own).map(unknownText));
  const business = await loadBusiness(folder, { today }).catch((error: unknown) => {
    if (!(error instanceof BusinessInvalidError)) throw error;
    faults.push(...error.faults);
    return undefined;
  });
  if (!business || !levels || !thresholds || !defaults || !own || faults.length > 0)
    throw businessInvalid(folder, faults);
  const disagreements = findDisagreements(business.knowledge).map(disagreementInWords);
  const remarks = [
    ...doubtsInWords(thresholds, thresholdsText ?? '', business),
    ...(business.customers.size <= READ_THROUGH ? otherCurrencies(business, business.profile.currency) : []),
    ...disagreements,
  ];
  return {
    business,
    levels,
    thresholds,
    ...(messages ? { messages } : {}),
    texts: { defaults, own },
    remarks,
  };
}

function unknownText(key: string): Fault {
  return {
    file: 'texts/en.yaml',
    line: 1,
    what: `the text "${key}" is said nowhere`,
    remedy: 'Correct the key or remove it; data/business/texts/en.yaml has every key.',
  };
}
