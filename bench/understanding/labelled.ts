// Sentences with their intents from CSV files and the published splits, and typing errors put into them. Knows no models.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

export interface Labelled {
  readonly text: string;
  /** Empty: out of scope. */
  readonly intent: string;
}

export interface Split {
  readonly train: readonly Labelled[];
  readonly test: readonly Labelled[];
}

/** @returns rows by the names in the file's first line. */
export async function readRows(file: string): Promise<readonly Readonly<Record<string, string>>[]> {
  return parse(await readFile(file, 'utf8'), { columns: true, bom: true, skip_empty_lines: true });
}

export async function readLabelled(
  file: string,
  text = 'text',
  intent = 'intent',
): Promise<readonly Labelled[]> {
  const rows = await readRows(file);
  if (rows[0] && !(text in rows[0] && intent in rows[0]))
    throw new Error(`${file}: has no columns ${text} and ${intent}. Name them in its first line.`);
  return rows.map((row) => ({ text: row[text] ?? '', intent: row[intent] ?? '' }));
}

/** @param shots examples an intent of the published few-shot splits; `full` for all. */
export async function banking(datasets: string, shots: 'full' | 10 | 5): Promise<Split> {
  const folder = join(datasets, 'banking77');
  const test = await readLabelled(join(folder, 'test.csv'), 'text', 'category');
  if (shots === 'full')
    return { train: await readLabelled(join(folder, 'train.csv'), 'text', 'category'), test };
  const lines = async (name: string) =>
    (await readFile(join(folder, `train_${shots}`, name), 'utf8')).trimEnd().split('\n');
  const [texts, labels] = await Promise.all([lines('seq.in'), lines('label')]);
  const train = texts.map((text, i) => ({ text, intent: (labels[i] ?? '').toLowerCase() }));
  return { train, test: test.map(({ text, intent }) => ({ text, intent: intent.toLowerCase() })) };
}

const OUT_OF_SCOPE = 'NO_NODES_DETECTED';

export async function sofmattress(datasets: string, part: 'full' | 'subset'): Promise<Split> {
  const folder = join(datasets, 'hint3-sofmattress');
  const read = async (name: string) =>
    (await readLabelled(join(folder, name), 'sentence', 'label')).map(({ text, intent }) => ({
      text,
      intent: intent === OUT_OF_SCOPE ? '' : intent,
    }));
  return {
    train: await read(`sofmattress_${part === 'subset' ? 'subset_' : ''}train.csv`),
    test: await read('sofmattress_test.csv'),
  };
}

const PER_TYPO = 25;
const SEED = 2026;

/** One slip in every 25 characters: a letter left out, put in, replaced, or swapped with the next. Always the same ones. */
export function withTypos(rows: readonly Labelled[]): readonly Labelled[] {
  let state = SEED;
  const below = (limit: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  const slip = (piece: string, nth: number) => {
    // The rest at the end is rounded: half a piece or more has one too, and so has the shortest sentence.
    if (nth > 0 && piece.length < PER_TYPO / 2) return piece;
    const places = [...piece].flatMap((letter, at) => (/[a-z]/i.test(letter) ? [at] : []));
    const at = places[below(places.length)];
    if (at === undefined) return piece;
    const [before, letter, after] = [piece.slice(0, at), piece.charAt(at), piece.slice(at + 1)];
    const other = String.fromCharCode(97 + below(26));
    const slips = [
      after,
      `${other}${letter}${after}`,
      `${other}${after}`,
      `${after.slice(0, 1)}${letter}${after.slice(1)}`,
    ];
    return before + (slips[below(4)] ?? after);
  };
  return rows.map(({ text, intent }) => ({
    text: (text.match(new RegExp(`[\\s\\S]{1,${PER_TYPO}}`, 'g')) ?? []).map(slip).join(''),
    intent,
  }));
}
