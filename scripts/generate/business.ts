// Writes a made-up business's folder of any size, with the demo's rules and texts. The same seed writes the same files.

import { createWriteStream } from 'node:fs';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { addDays } from '../../data/calendar.js';
import { createProgress } from '../progress.js';
import { clusterOf, createShelf, linesOfOrder, purchaseDays } from './purchases.js';
import { createRandom, type Random } from './random.js';
import {
  brandName,
  CATEGORIES,
  COLOURS,
  FIRST_NAMES,
  LAST_NAMES,
  MATERIALS,
  NOUNS,
  QUESTIONS,
  ROOMS,
  STREETS,
  TOWNS,
} from './words.js';

export interface Size {
  readonly customers: number;
  readonly knowledge: number;
  readonly products: number;
}

/** All dates are as of this day; the loader moves them to today. */
const RECORDED_ON = '2026-11-01';
const UNCHANGED = ['levels.yaml', 'thresholds.yaml', 'intents.yaml', 'replies.yaml', 'texts', 'agents.csv'];
/** Answers on one page. */
const ON_A_PAGE = 200;
const DAY_MS = 86_400_000;

/**
 * @param demo the folder whose rules, texts, intents and agents are taken.
 * @param signal stops between two rows; what was written stays, and another run writes it anew.
 */
export async function generateBusiness(
  to: string,
  demo: string,
  size: Size,
  options: { readonly seed: number; readonly say?: (line: string) => void; readonly signal?: AbortSignal },
): Promise<void> {
  await mkdir(join(to, 'knowledge'), { recursive: true });
  for (const name of UNCHANGED) await cp(join(demo, name), join(to, name), { recursive: true });
  const profile = await readFile(join(demo, 'business.yaml'), 'utf8');
  await writeFile(
    join(to, 'business.yaml'),
    profile.replace(/^recorded_on: .*$/m, `recorded_on: ${RECORDED_ON}`),
  );

  const { seed, say, signal } = options;
  const products = Array.from({ length: size.products }, (_, i) => productAt(i, createRandom(seed + i)));
  await write(join(to, 'catalogue.csv'), catalogueLines(products), signal);
  for (let page = 0; page * ON_A_PAGE < size.knowledge; page++) {
    const last = Math.min(size.knowledge, (page + 1) * ON_A_PAGE);
    await write(join(to, 'knowledge', `page-${page + 1}.md`), pageLines(page, last), signal);
  }
  const progress = (what: string) => createProgress(what, size.customers, say);
  await write(join(to, 'customers.csv'), customerLines(size.customers, seed, progress('customers')), signal);
  await write(join(to, 'orders.csv'), orderLines(size.customers, products, seed, progress('orders')), signal);
}

/** @returns the id of a made-up customer, from 0. */
export function customerIdAt(number: number): string {
  return `c-${number + 1}`;
}

async function write(file: string, lines: Iterable<string>, signal: AbortSignal | undefined): Promise<void> {
  await pipeline(Readable.from(inChunks(lines)), createWriteStream(file), { signal });
}

function* inChunks(lines: Iterable<string>): Generator<string> {
  let chunk: string[] = [];
  for (const line of lines) {
    chunk.push(line);
    if (chunk.length < 2000) continue;
    yield `${chunk.join('\n')}\n`;
    chunk = [];
  }
  if (chunk.length > 0) yield `${chunk.join('\n')}\n`;
}

interface MadeProduct {
  readonly id: string;
  readonly category: string;
  readonly price: number;
  readonly line: string;
}

function productAt(number: number, random: Random): MadeProduct {
  const category = random.of(CATEGORIES);
  const name = `${brandName(number)} ${random.of(NOUNS[category] ?? ['thing'])}`;
  const id = `p-${number + 1}`;
  const price = 9 + random.whole(300);
  const several = (from: readonly string[]) => [...new Set([random.of(from), random.of(from)])].join('|');
  const cells = [
    id,
    name,
    category,
    several(ROOMS),
    price,
    several(MATERIALS),
    several(COLOURS),
    random.chance(0.6) ? 'yes' : 'no',
    '',
    random.whole(40),
    `The ${name} for every day.`,
  ];
  return { id, category, price, line: cells.join(',') };
}

function* catalogueLines(products: readonly MadeProduct[]): Generator<string> {
  yield 'id,name,category,rooms,price,materials,colours,vegan,size,stock,description';
  for (const { line } of products) yield line;
}

function* pageLines(page: number, last: number): Generator<string> {
  yield `# Page ${page + 1}`;
  for (let number = page * ON_A_PAGE; number < last; number++) {
    const [question, ...others] = questionsAt(number);
    yield `\n## ${question}`;
    yield `Also: ${others.join(' | ')}`;
    yield `\nThis is answer ${number + 1}: the label underneath tells more.`;
  }
}

/** @returns a made-up question, from 0, and two more ways to ask it. */
export function questionsAt(number: number): readonly [string, string, string] {
  const templates = QUESTIONS[number % QUESTIONS.length] ?? (['{}', '{}', '{}'] as const);
  const category = CATEGORIES[Math.floor(number / 3) % CATEGORIES.length] ?? '';
  const nouns = NOUNS[category] ?? [];
  const thing = `${brandName(Math.floor(number / QUESTIONS.length))} ${nouns[number % nouns.length]}`;
  const [first, second, third] = templates;
  return [first.replace('{}', thing), second.replace('{}', thing), third.replace('{}', thing)];
}

function sinceOf(number: number, seed: number): string {
  return addDays(RECORDED_ON, -30 - createRandom(seed ^ (number * 2654435761)).whole(1500));
}

function* customerLines(
  count: number,
  seed: number,
  progress: { at(done: number): void },
): Generator<string> {
  yield 'id,name,email,address,customer_since,member,reviews,satisfaction,open_complaints,contributions,dedicated_agent,teams_id';
  for (let number = 0; number < count; number++) {
    const random = createRandom(seed + number);
    const name = `${random.of(FIRST_NAMES)} ${random.of(LAST_NAMES)}`;
    const address = `"${1 + random.whole(90)} ${random.of(STREETS)}, ${random.of(TOWNS)}"`;
    const member = random.chance(0.3) ? 'yes' : 'no';
    const satisfaction = random.chance(0.4) ? 3 + random.whole(3) : '';
    const email = `customer-${number + 1}@mail.example`;
    yield [
      customerIdAt(number),
      name,
      email,
      address,
      sinceOf(number, seed),
      member,
      random.whole(4),
      satisfaction,
      0,
      '',
      '',
      '',
    ].join(',');
    progress.at(number + 1);
  }
}

function* orderLines(
  count: number,
  products: readonly MadeProduct[],
  seed: number,
  progress: { at(done: number): void },
): Generator<string> {
  yield 'number,customer_id,placed_on,status,promised_on,expected_on,delivered_on,product_id,quantity,unit_price,returned';
  let order = 10_000;
  const shelf = createShelf(products, ({ category }) => category);
  const today = Date.parse(RECORDED_ON) / DAY_MS;
  for (let number = 0; number < count; number++) {
    const random = createRandom(seed + 7 * number + 1);
    const cluster = clusterOf(random);
    for (const day of purchaseDays(random, Date.parse(sinceOf(number, seed)) / DAY_MS, today)) {
      order += 1;
      const placed = new Date(day * DAY_MS).toISOString().slice(0, 10);
      const promised = addDays(placed, 4);
      const arrived = promised <= RECORDED_ON;
      const state = arrived
        ? ['delivered', promised, promised, promised]
        : ['shipped', promised, promised, ''];
      const bought = new Set(Array.from({ length: linesOfOrder(random) }, () => shelf.pick(random, cluster)));
      for (const { id, price } of bought) {
        yield [order, customerIdAt(number), placed, ...state, id, 1 + random.whole(2), price, 0].join(',');
      }
    }
    progress.at(number + 1);
  }
}
