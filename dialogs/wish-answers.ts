// What a customer does with the list of wishes: the card sent back with several edits, "forget 2", "change 2 to oak". Each has effect once.

import { createHash } from 'node:crypto';
import { markHandled } from '../data/append-entry.js';
import { matchCatalogue, readWishes } from '../understanding/index.js';
import { changeWish, isStrength, type WishFields } from './change-wish.js';
import { subjectsOf } from './counting-wishes.js';
import { listInWords } from './format.js';
import { forget, type KeptWish, keptInWords, keptWishes, versionOf } from './kept-wishes.js';
import { noteMessage } from './stated-wishes.js';
import type { Sentence, Turn } from './turn.js';
import { FIELD, LONGEST_ADDED, wishCard } from './wish-card.js';
import { wishLines } from './wish-lines.js';

interface WishForm {
  /** The version of the list that the card showed. */
  readonly version: string;
  readonly card: string;
  readonly forget?: string;
  /** Save what was typed, and turn the page. */
  readonly turnTo?: number;
  readonly page: number;
  readonly add: string;
  readonly edits: ReadonlyMap<string, Partial<WishFields>>;
}

/** @returns what was sent back of a card of wishes; `undefined` for the value of anything else. */
export function wishForm(value: unknown): WishForm | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const fields = value as Readonly<Record<string, unknown>>;
  if (typeof fields.wishes !== 'string' || typeof fields.card !== 'string') return undefined;
  const edits = new Map<string, Partial<WishFields>>();
  for (const [name, typed] of Object.entries(fields)) {
    if (typeof typed !== 'string') continue;
    for (const field of ['what', 'how', 'whom'] as const) {
      if (!name.startsWith(FIELD[field]) || (field === 'how' && !isStrength(typed))) continue;
      const id = name.slice(FIELD[field].length);
      edits.set(id, { ...edits.get(id), [field]: typed });
    }
  }
  const { wishes, card, forget: gone, turn: turnTo, page, add } = fields;
  return {
    version: wishes,
    card,
    ...(typeof gone === 'string' ? { forget: gone } : {}),
    ...(Number.isInteger(turnTo) ? { turnTo: Number(turnTo) } : {}),
    page: Number.isInteger(page) ? Number(page) : 0,
    add: typeof add === 'string' ? add.trim().slice(0, LONGEST_ADDED) : '',
    edits,
  };
}

/**
 * Does what the card asks, all that can be done; what can't is said with its row.
 * @param silent a person has the conversation: it is done and nothing is said.
 */
export async function takeWishForm(turn: Turn, form: WishForm, silent = false): Promise<void> {
  const { record, conversation } = turn;
  const before = keptWishes(record);
  // The same card sent twice, as by a double click; sent again with something else it is told to be an old one.
  const content = createHash('sha256').update(
    JSON.stringify([form.forget, form.turnTo, form.add, [...form.edits]]),
  );
  if (!markHandled(conversation, `wishes ${form.card} ${content.digest('hex').slice(0, 16)}`)) return;
  if (form.version !== versionOf(before)) {
    if (!silent) await sayList(turn, { key: 'wish-card.stale' });
    return;
  }
  const done = doneBy(turn, form, before);
  if (silent) return;
  const { locale } = turn.services.business.profile;
  const lines = [
    ...(done.saved.length > 0
      ? [turn.phrase('wish-card.saved', { list: listInWords(done.saved, locale) })]
      : []),
    ...(done.forgotten.length > 0
      ? [turn.phrase('forget.done', { list: listInWords(done.forgotten, locale) })]
      : []),
    ...[...done.refused.values()].map(({ number, why }) =>
      turn.phrase('wish-card.row_refused', { number, why }),
    ),
    ...(done.unread ? [turn.phrase('wish-card.add_unread', { said: form.add })] : []),
  ];
  const nothing = () =>
    form.turnTo === undefined ? turn.phrase('wish-card.unchanged') : turn.phrase('wish-card.turned');
  const said = lines.length > 0 ? lines.join('\n') : nothing();
  // What could not be taken stays before the customer.
  const isTaken = done.refused.size === 0 && !done.unread;
  const page = isTaken ? (form.turnTo ?? form.page) : form.page;
  keepOrder(turn);
  await turn.say(
    { key: 'wish-card.reply', values: { said } },
    {
      attachments: [wishCard(turn, { page, refused: done.refused, add: done.unread ? form.add : '' })],
    },
  );
}

interface Done {
  readonly saved: readonly string[];
  readonly forgotten: readonly string[];
  readonly refused: ReadonlyMap<
    string,
    { readonly typed: Partial<WishFields>; readonly number: number; readonly why: string }
  >;
  /** What was to be added said no wish. */
  readonly unread: boolean;
}

function doneBy(turn: Turn, form: WishForm, before: readonly KeptWish[]): Done {
  const saved: string[] = [];
  const refused = new Map<string, { typed: Partial<WishFields>; number: number; why: string }>();
  const gone = before.filter(({ id }) => id === form.forget);
  const forgotten = gone.map((kept) => keptInWords(kept, turn));
  for (const [at, kept] of before.entries()) {
    const typed = form.edits.get(kept.id);
    // One that another edit took the place of is gone already.
    const still = keptWishes(turn.record).some(({ id }) => id === kept.id);
    if (!typed || !still || gone.includes(kept)) continue;
    const change = changeWish(kept, typed, turn);
    if (change.kind === 'changed') saved.push(change.now);
    if (change.kind === 'refused') {
      const why = turn.phrase(change.say.key, change.say.values);
      refused.set(kept.id, { typed, number: at + 1, why });
    }
  }
  forget(turn.record, new Set(gone.map(({ id }) => id)));
  const added = form.add === '' ? [] : addedBy(turn, form.add);
  saved.push(...added);
  return { saved, forgotten, refused, unread: form.add !== '' && added.length === 0 };
}

/** A sentence as one would write it; a thing alone is liked. @returns the wishes in words. */
function addedBy(turn: Turn, text: string): readonly string[] {
  const known = new Set(keptWishes(turn.record).map(({ id }) => id));
  const says = readWishes(text, turn.services.vocabulary).length > 0;
  const alone = subjectsOf(text, turn.services.vocabulary);
  const isThing = alone[0]?.kind !== 'word' || matchCatalogue(text, turn.services.vocabulary, 2).length === 1;
  noteMessage({ ...turn, text });
  if (!says && isThing && keptWishes(turn.record).every(({ id }) => known.has(id))) {
    noteMessage({ ...turn, text: turn.phrase('wish-card.liked', { what: text }) });
  }
  return keptWishes(turn.record)
    .filter(({ id }) => !known.has(id))
    .map((kept) => keptInWords(kept, turn));
}

export type ListCommand =
  | { readonly kind: 'forget'; readonly numbers: readonly number[] }
  | { readonly kind: 'change'; readonly number: number; readonly to: string };

const FORGET =
  /^\W*(?:please )?(?:forget|delete|remove|drop|erase|scrap) (?:about )?(?:(?:numbers?|no\.?|wish(?:es)?|#) ?)?(\d{1,3}(?:(?:\s*,\s*(?:and )?|\s+and\s+|\s*&\s*)\d{1,3})*)(?: please)?\W*$/i;
const CHANGE =
  /^\W*(?:please )?(?:change|set|edit|make|turn|correct) (?:(?:number|no\.?|wish|#) ?)?(\d{1,3}) (?:to|into|=|:) ?(.+?)\W*$/i;

/** @returns what "forget 2 and 3" and "change 2 to oak" ask of the list; `undefined` for anything else. */
export function listCommand(text: string): ListCommand | undefined {
  const numbers = FORGET.exec(text)?.[1]?.match(/\d+/g)?.map(Number);
  if (numbers) return { kind: 'forget', numbers };
  const [, number, to] = CHANGE.exec(text) ?? [];
  return number !== undefined && to !== undefined
    ? { kind: 'change', number: Number(number), to }
    : undefined;
}

/** By the numbers of the list as it was shown last; without one, as it would be shown. */
export async function takeListCommand(turn: Turn, command: ListCommand): Promise<void> {
  const all = keptWishes(turn.record);
  const { wishes: listed = [] } = turn.conversation.focus;
  // What came since the list was shown follows it.
  const ids = [...listed, ...all.map(({ id }) => id).filter((id) => !listed.includes(id))];
  const numbers = command.kind === 'forget' ? command.numbers : [command.number];
  const meant = numbers.map((number) => ({ number, kept: all.find(({ id }) => id === ids[number - 1]) }));
  const missing = meant.find(({ kept }) => kept === undefined);
  if (all.length === 0) return turn.say({ key: 'forget.nothing' });
  if (missing) return sayList(turn, { key: 'wish-card.no_such_number', values: { number: missing.number } });
  const kepts = meant.flatMap(({ kept }) => kept ?? []);
  const { locale } = turn.services.business.profile;
  if (command.kind === 'forget') {
    forget(turn.record, new Set(kepts.map(({ id }) => id)));
    const list = listInWords(
      kepts.map((kept) => keptInWords(kept, turn)),
      locale,
    );
    return turn.say({ key: 'forget.done', values: { list } });
  }
  const [kept] = kepts;
  if (!kept) return;
  const change = changeWish(kept, fieldsSaid(command.to, turn), turn);
  switch (change.kind) {
    case 'changed':
      return turn.say({ key: 'wish-card.changed', values: { was: change.was, now: change.now } });
    case 'unchanged':
      return turn.say({ key: 'wish-card.unchanged' });
    case 'refused':
      return turn.say({
        key: 'wish-card.row_refused',
        values: { number: command.number, why: turn.phrase(change.say.key, change.say.values) },
      });
  }
}

const MY_WISHES =
  /^\W*(?:please )?(?:(?:i (?:want|need) to|i['’]d like to|can i|could i|may i|let me|show|list|see|view|edit|change|manage|update|open|what are)(?: me)? )*my (?:saved |noted |stored |own )?(?:preferences?|wishes|tastes?|likes(?: and dislikes)?)(?: list)?(?: please)?\W*$/i;

/** "My preferences", "change my wishes": the list is asked for. */
export function asksForList(text: string): boolean {
  return MY_WISHES.test(text);
}

/** A thing alone says nothing of how strongly. */
const HOW = /\b(?:no|not|never|without|only|must|like|love|hate|prefer|rather|avoid|dislike)\b|n['’]t\b/i;

/** "Change 2 to no cotton" changes how strongly, too. */
function fieldsSaid(to: string, turn: Turn): Partial<WishFields> {
  const [wish, another] = readWishes(to, turn.services.vocabulary);
  const { kind, subject } = wish ?? {};
  if (kind === undefined || another || !isStrength(kind) || !HOW.test(to)) return { what: to };
  if (subject?.kind === 'attribute') return { what: subject.said ?? subject.values[0] ?? to, how: kind };
  if (subject?.kind === 'word') return { what: subject.word, how: kind };
  return { what: to };
}

/** The list as it is now, in words and as a card. */
export async function sayList(turn: Turn, lead: Sentence): Promise<void> {
  keepOrder(turn);
  const lines = wishLines(turn).join('\n');
  const said = turn.phrase(lead.key, lead.values);
  await turn.say(
    { key: 'wish-card.reply', values: { said: lines ? `${said}\n${lines}` : said } },
    { attachments: [wishCard(turn, { page: 0 })] },
  );
}

/** From now on these are the numbers. */
export function keepOrder(turn: Turn): void {
  const { conversation } = turn;
  conversation.focus = { ...conversation.focus, wishes: keptWishes(turn.record).map(({ id }) => id) };
}
