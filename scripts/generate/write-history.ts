// Writes made-up conversations into a file, one a line, until there are enough decisions. Knows nothing of what they say.

import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { wallClock } from '../../data/calendar.js';
import { isDeskOpen } from '../../data/desk-hours.js';
import type { PastConversation } from '../../escalation/replay/index.js';
import type { Folder } from '../../service/load-folder.js';
import type { Progress } from '../progress.js';
import { type HistoryInput, madeUpConversations } from './history.js';

/** Lines that are written at once. */
const TOGETHER = 500;

/** Customers of a past; none of them is one of the business's own, so that nobody seems to have said what they didn't. */
const CUSTOMERS = 5000;

/** @returns what a made-up past of this business is made of. */
export function historyInput(
  { business, thresholds }: Pick<Folder, 'business' | 'thresholds'>,
  span: { readonly from: number; readonly to: number },
  seed: number,
): HistoryInput {
  const { profile, intents, knowledge } = business;
  const quarters = new Map<number, { readonly open: boolean; readonly wall: string }>();
  const quarterAt = (at: number) => {
    const quarter = Math.floor(at / QUARTER);
    const known = quarters.get(quarter);
    if (known) return known;
    const moment = new Date(quarter * QUARTER);
    const found = {
      open: isDeskOpen(profile, moment),
      wall: wallClock(moment, profile.timeZone).time,
    };
    quarters.set(quarter, found);
    return found;
  };
  return {
    intents,
    knowledge,
    thresholds,
    customers: CUSTOMERS,
    customerAt: (number) => `made-up-${number + 1}`,
    ...span,
    deskOpen: (at) => quarterAt(at).open,
    wall: (at) => quarterAt(at).wall,
    seed,
  };
}

const QUARTER = 15 * 60_000;

/** @param decisions at least so many; the last conversation is told to its end. @param signal leaves a file that is not whole. */
export async function writeHistory(
  file: string,
  input: HistoryInput,
  decisions: number,
  progress?: Progress,
  signal?: AbortSignal,
): Promise<void> {
  await pipeline(Readable.from(lines(input, decisions, progress)), createWriteStream(file), { signal });
}

function* lines(input: HistoryInput, decisions: number, progress?: Progress): Generator<string> {
  let made = 0;
  let some: PastConversation[] = [];
  for (const conversation of madeUpConversations(input)) {
    if (made >= decisions) break;
    made += conversation.decisions.length;
    some.push(conversation);
    if (some.length < TOGETHER) continue;
    yield asLines(some);
    some = [];
    progress?.at(Math.min(made, decisions));
  }
  if (some.length > 0) yield asLines(some);
}

function asLines(conversations: readonly PastConversation[]): string {
  return `${conversations.map((one) => JSON.stringify(one)).join('\n')}\n`;
}
