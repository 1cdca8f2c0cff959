// Compares what the clients were told with what is stored. Believes neither: it counts.

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ClientLog } from './client.js';

export interface Audit {
  readonly acknowledged: number;
  /** Activities that reached the clients on their sockets. */
  readonly received: number;
  /** Acknowledged, but not stored; or stored without an answer; or stored, and never received. */
  readonly lost: number;
  /** Stored or received more than once, or answered more than once. */
  readonly duplicated: number;
  /** Stored or received in another order than they were sent. */
  readonly outOfOrder: number;
  /** In somebody else's conversation. */
  readonly crossed: number;
  readonly corruptFiles: number;
  /** The first few findings in words, for whoever has to look. */
  readonly findings: readonly string[];
}

interface StoredActivity {
  readonly id: string;
  readonly text?: string;
  readonly from: { readonly role: string };
}

/**
 * @param urls of the processes; each client is audited at one of them, and not where it began.
 * @param folder of the embedded store.
 */
export async function audit(
  urls: readonly string[],
  logs: readonly ClientLog[],
  folder: string | undefined,
): Promise<Audit> {
  const findings: string[] = [];
  let [lost, duplicated, outOfOrder, crossed] = [0, 0, 0, 0];
  for (const [at, log] of logs.entries()) {
    const stored = await activitiesOf(urls[at % urls.length] ?? '', log);
    const acknowledged = acknowledgedTexts(log);
    const received = log.received.map(({ id }) => id);
    const texts = stored.filter(({ from }) => from.role === 'user').map(({ text }) => text ?? '');
    const missing = acknowledged.filter((text) => !texts.includes(text));
    const undelivered = stored.filter(({ id }) => !received.includes(id));
    const foreign = texts.filter((text) => !text.includes(`${log.name}-`));
    const repeated = texts.length - new Set(texts).size + repeats(received);
    const storedOrder = inversions(texts.map(numberOf));
    const receivedOrder = inversions(positions(received, stored));
    const order = storedOrder + receivedOrder;
    const answers = answersByMessage(stored);
    const unanswered = answers.filter((count) => count === 0).length;
    const answeredTwice = answers.filter((count) => count > 2).length;
    lost += missing.length + unanswered + undelivered.length;
    duplicated += repeated + answeredTwice;
    outOfOrder += order;
    crossed += foreign.length;
    const faults = missing.length + unanswered + undelivered.length + repeated + answeredTwice + order;
    if (faults + foreign.length > 0) {
      findings.push(
        `${log.name}: missing ${missing.length}, unanswered ${unanswered}, undelivered ${undelivered.length}, repeated ${repeated}, answered twice ${answeredTwice}, stored out of order ${storedOrder}, received out of order ${receivedOrder}, foreign ${foreign.length}`,
      );
    }
  }
  const corrupt = folder === undefined ? [] : await corruptFiles(folder);
  return {
    acknowledged: logs.reduce((sum, log) => sum + acknowledgedTexts(log).length, 0),
    received: logs.reduce((sum, { received }) => sum + received.length, 0),
    ...{ lost, duplicated, outOfOrder, crossed },
    corruptFiles: corrupt.length,
    findings: [...findings, ...corrupt].slice(0, 10),
  };
}

function acknowledgedTexts({ messages }: ClientLog): readonly string[] {
  return messages.flatMap(({ acknowledged, text }) => (acknowledged ? text : []));
}

async function activitiesOf(
  url: string,
  { conversationId, token }: ClientLog,
): Promise<readonly StoredActivity[]> {
  const response = await fetch(
    `${url}/v3/directline/conversations/${conversationId}/activities?watermark=0`,
    {
      headers: { Authorization: `Bearer ${token}` },
    },
  );
  if (!response.ok) throw new Error(`reading ${conversationId} gave ${response.status}`);
  return ((await response.json()) as { activities: StoredActivity[] }).activities;
}

/** Replies between one message of the customer and the next. */
function answersByMessage(stored: readonly StoredActivity[]): readonly number[] {
  const counts: number[] = [];
  for (const { from } of stored) {
    if (from.role === 'user') counts.push(0);
    else if (counts.length > 0) counts[counts.length - 1] = (counts.at(-1) ?? 0) + 1;
  }
  return counts;
}

function numberOf(text: string): number {
  return Number(/-(\d+)$/.exec(text)?.[1] ?? 0);
}

function positions(received: readonly string[], stored: readonly StoredActivity[]): readonly number[] {
  const places = new Map(stored.map(({ id }, place) => [id, place]));
  return received.flatMap((id) => places.get(id) ?? []);
}

function repeats(ids: readonly string[]): number {
  return ids.length - new Set(ids).size;
}

function inversions(numbers: readonly number[]): number {
  return numbers.filter((number, at) => at > 0 && number < (numbers[at - 1] ?? 0)).length;
}

/** Record files of the embedded store that are no JSON, and whatever it set aside itself. */
async function corruptFiles(folder: string): Promise<readonly string[]> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) =>
    entry.isFile(),
  );
  const corrupt: string[] = [];
  for (const { parentPath, name } of files) {
    const path = join(parentPath, name);
    if (path.includes('.broken-')) corrupt.push(`set aside: ${path}`);
    else if (name.endsWith('.json') && !(await isJson(path))) corrupt.push(`not JSON: ${path}`);
  }
  return corrupt;
}

async function isJson(path: string): Promise<boolean> {
  try {
    JSON.parse(await readFile(path, 'utf8'));
    return true;
  } catch {
    return false;
  }
}
