// What a message asks, in its place: alone, together with what was said before, or as several questions. Decides nothing.

import { isBeyondDoubt } from '../dialogs/relationship.js';
import { productsShown } from '../dialogs/shown-products.js';
import type { SlotDialog } from '../dialogs/slot-dialog.js';
import type { Turn } from '../dialogs/turn.js';
import { comparisonsIn } from '../understanding/about-shown.js';
import { inPlace } from '../understanding/follow-up.js';
import {
  extractPreferences,
  extractWish,
  moneyIn,
  orderNumbersIn,
  readWishes,
} from '../understanding/index.js';
import {
  MOST_ANSWERED,
  type Part,
  partsOf,
  questionOfStory,
  type ReadPart,
  severalIn,
  standsAlone,
} from '../understanding/several-questions.js';
import { isReading, isSure } from '../understanding/surety.js';
import type { Understanding } from '../understanding/understanding.js';
import { dataAsked } from './data-asked.js';
import { afterQuestion, beforeOf, thingsIn } from './focus.js';
import { asksForGoods, saysGoodsAlone } from './goods-asked.js';
import { presentRather } from './present-asked.js';
import { saidOutright } from './said-outright.js';

export type Heard =
  | { readonly kind: 'one'; readonly turn: Turn }
  | {
      readonly kind: 'several';
      readonly turns: readonly Turn[];
      /** Questions that were not understood, in the customer's words. */
      readonly unread: readonly string[];
      /** There were more than are answered at once. */
      readonly tooMany: boolean;
    };

export interface Ear {
  /** Reads other words in the place of the message's own. */
  read(text: string): Promise<Understanding>;
  /** The turn on other words of the same message. */
  turnOn(text: string, understanding: Understanding): Turn;
  /** Absent: no task is open. `any-words`: its question takes whatever is said; else whether it takes the words of a turn. */
  readonly openSlot?: 'any-words' | ((turn: Turn) => Promise<boolean>);
  readonly tasks: ReadonlyMap<string, SlotDialog>;
}

const STATES = 'state-preference';
/** What these say holds by itself, though it asks nothing, where a preference can be read in it. */
const LASTING: ReadonlySet<string> = new Set([STATES, 'forget-preference']);

export async function hear(turn: Turn, whole: Understanding, ear: Ear): Promise<Heard> {
  // What a fixed phrase means, the whole message means; only "cancel it" may be about an order, where there is nothing else to cancel.
  const cancels = whole.kind === 'cancel' && !ear.openSlot && !turn.record.handoff;
  if (!isReading(whole) && !cancels) return { kind: 'one', turn };
  const asked = ear.openSlot === 'any-words' ? undefined : dataAsked(turn, whole);
  if (asked) {
    const own = ear.turnOn(turn.text, { ...whole, kind: 'intent', intent: asked.intent });
    if (asked.first === undefined) return { kind: 'one', turn: own };
    const answer = ear.turnOn(turn.text, { ...whole, kind: 'answer', entryId: asked.first, confidence: 1 });
    return { kind: 'several', turns: [answer, own], unread: [], tooMany: false };
  }
  const rather =
    forgetsRather(turn, whole) ??
    saidOutright(turn.text, whole) ??
    statedRather(turn, whole) ??
    presentRather(turn, whole) ??
    searchedRather(turn, whole);
  if (rather) return { kind: 'one', turn: ear.turnOn(turn.text, rather) };
  const parts = ear.openSlot === 'any-words' || cancels ? [] : partsOf(turn.text);
  if (parts.length > 0) {
    const heard = await heardIn(turn, whole, parts, ear);
    if (heard) return heard;
  }
  if (ear.openSlot) return { kind: 'one', turn };
  const orders = ordersIn(turn, whole);
  if (orders.length > 1) {
    const turns = orders.slice(0, MOST_ANSWERED).map((number) => ear.turnOn(`order ${number}`, whole));
    return { kind: 'several', turns, unread: [], tooMany: orders.length > MOST_ANSWERED };
  }
  const placed = await inPlace(whole, beforeOf(turn), ear.read);
  return { kind: 'one', turn: placed ? ear.turnOn(placed.text, placed.understanding) : turn };
}

const FORGETS = /^\W*(?:please )?(?:forget|delete|erase|unlearn|scrap) (?!it\b|that\W*$|this\W*$)/i;

/** "Forget that my mother hates lavender" states nothing. */
function forgetsRather({ text }: Turn, whole: Understanding): Understanding | undefined {
  const stated = whole.kind === 'intent' && whole.intent === STATES;
  const may =
    whole.kind === 'ambiguous' &&
    whole.candidates.some(({ target }) => LASTING.has(target.replace('intent:', '')));
  return FORGETS.test(text) && (stated || may)
    ? { ...whole, kind: 'intent', intent: 'forget-preference' }
    : undefined;
}

/**
 * Where the words may state a preference or something else, a wish that can be read in them decides: "I prefer emails, please don't call me"
 * is no wish to be forgotten, and no stranger either.
 */
function statedRather({ text, services }: Turn, whole: Understanding): Understanding | undefined {
  if (FORGETS.test(text)) return undefined;
  const doubtful =
    whole.kind === 'ambiguous'
      ? whole.candidates.some(({ target }) => target === `intent:${STATES}`)
      : whole.kind === 'intent' && whole.intent === 'decline-relationship' && !isBeyondDoubt(whole);
  const answered = whole.kind === 'answer' && (whole.confidence < SURE_ANSWER || PREFERS.test(text));
  // A thing alone ("linen washing") is too little to make a taste of what was not understood.
  const strange = whole.kind === 'out-of-scope';
  if (!doubtful && !answered && !strange) return undefined;
  const found = readWishes(text, services.vocabulary);
  const states = doubtful
    ? found.length > 0
    : (CONTACTS.test(text) && found.some((wish) => wish.kind === 'contact' && !wish.refused)) ||
      (FOR_NOW.test(text) && found.length > 0);
  return states ? { ...whole, kind: 'intent', intent: STATES } : undefined;
}
/** "Just for today, no wool": whoever says for how long says that it is a wish. */
const FOR_NOW =
  /^\W*(?:(?:just|only) (?:for )?(?:today|now|once|this time|this conversation)|for (?:today|now|once|this time))\b/i;
const PREFERS = /\bi(?:['’]d| would)? (?:prefer|rather)\b/i;
/** "Nobody calls me back" complains of a call, and "plain text" is no message. */
const CONTACTS =
  /\b(?:contact|reach|write(?: to)?|message|e-?mail|mail|text|sms|call|phone|ring|whatsapp|notify|update|answer) (?:me|us)\b|\b(?:by|via|per|over|through|on) (?:(?:my|the|our) )?(?:e-?mail|mail|text|sms|phone|telephone|mobile|post|letter|whatsapp)s?\b|\b(?:prefer|rather have|rather get)\b/i;
/** Above, a message about e-mails or calls asks for what the business wrote down of them. */
const SURE_ANSWER = 0.75;

/** Longer than a search that is typed; what asks or tells something is none. */
const SEARCH_WORDS = 8;
const TELLS =
  /^(?:is|are|was|were|do|does|did|can|could|will|would|should|why|how|when|where|who)\b|\b(?:my|broken|damaged|arrived|came|ordered|bought|returned|received|sent)\b/i;

/**
 * "Throws max 60", "blue rugs": a category of the catalogue with a limit is a search, though no sentence like it was learnt. So is "do you sell
 * vegan duvets?", whatever the knowledge has to say about vegan things.
 */
function searchedRather(turn: Turn, whole: Understanding): Understanding | undefined {
  const { text, services } = turn;
  if (text.trim().split(/\s+/).length > SEARCH_WORDS) return undefined;
  const search = { ...whole, kind: 'intent', intent: 'recommend' } as const;
  if (asksForGoods(turn, whole)) return search;
  if (whole.kind === 'intent' || TELLS.test(text)) return undefined;
  if (comparisonsIn(text).length > 0 && comparesShown(turn)) return { ...search, intent: 'critique' };
  if (whole.kind !== 'out-of-scope' && !saysGoodsAlone(turn)) return undefined;
  const { category, colour, material, room, maxPrice } = extractWish(text, services.vocabulary, {
    money: moneyIn(text),
  });
  const limited = [colour, material, room, maxPrice].some((limit) => limit !== undefined);
  const another = WHAT_ABOUT.test(text) && productsShown(turn).length > 0;
  return category !== undefined && (limited || another) ? search : undefined;
}

/** "What about chairs?", after others were shown. */
const WHAT_ABOUT = /^\W*(?:(?:and|so|ok|okay|then)\W+)*(?:what|how) about\b|^\W*and\b/i;

/** "Bigger", with nothing but products to compare. */
function comparesShown(turn: Turn): boolean {
  return turn.text.trim().split(/\s+/).length <= COMPARING_WORDS && productsShown(turn).length > 0;
}
const COMPARING_WORDS = 4;

/** "Where are 10302 and 10307?" is asked of each. */
function ordersIn({ text }: Turn, whole: Understanding): readonly string[] {
  return whole.kind === 'intent' && LOOKED_UP.has(whole.intent) ? orderNumbersIn(text) : [];
}
const LOOKED_UP: ReadonlySet<string> = new Set(['order-status', 'late-delivery']);

interface HeardPart extends ReadPart {
  readonly turn: Turn;
}

async function heardIn(
  turn: Turn,
  whole: Understanding,
  parts: readonly Part[],
  ear: Ear,
): Promise<Heard | undefined> {
  const heard = await readInOrder(turn, whole, parts, ear);
  const person = heard.find(({ understanding }) => understanding.kind === 'wish-for-person');
  if (person) return { kind: 'one', turn: ear.turnOn(turn.text, person.understanding) };
  const key = (part: HeardPart) => keyOf(part.turn, ear);
  const { openSlot } = ear;
  if (typeof openSlot === 'function') {
    const answer = await firstTaken(heard, openSlot);
    const asked = heard.filter((part) => part !== answer && standsAlone(part));
    if (answer && asked.length > 0) return several([...asked.slice(0, MOST_ANSWERED), answer], [], false);
    // What the open task takes as a whole is its own.
    if (await openSlot(turn)) return undefined;
  }
  const found = severalIn(whole, heard, key);
  if (found) return several(found.answered, found.unread, found.left.length > 0);
  const asked = openSlot ? undefined : questionOfStory(whole, heard);
  return asked && { kind: 'one', turn: ear.turnOn(turn.text, asked.understanding) };
}

function several(answered: readonly HeardPart[], unread: readonly HeardPart[], tooMany: boolean): Heard {
  return {
    kind: 'several',
    turns: answered.map(({ turn }) => turn),
    unread: unread.map(({ text }) => text),
    tooMany,
  };
}

/** Each part is read after those before it: "do you ship to France and what does it cost". */
async function readInOrder(
  turn: Turn,
  whole: Understanding,
  parts: readonly Part[],
  ear: Ear,
): Promise<readonly HeardPart[]> {
  const heard: HeardPart[] = [];
  let before = beforeOf(turn);
  for (const part of parts) {
    const alone = await ear.read(part.text);
    const placed = (await inPlace(alone, before, ear.read)) ?? { text: part.text, understanding: alone };
    // The mood and the language are those of the whole message.
    const understanding = { ...placed.understanding, mood: whole.mood, language: whole.language };
    const own = ear.turnOn(placed.text, understanding);
    heard.push({ ...part, understanding, lasting: isLasting(own), turn: own });
    if (isSure(understanding)) before = { ...before, ...afterQuestion(own) };
  }
  return joined(heard, ear);
}

/** "I love oak. I hate green." is noted at once. */
function joined(heard: readonly HeardPart[], ear: Ear): readonly HeardPart[] {
  const parts: HeardPart[] = [];
  for (const part of heard) {
    const last = parts.at(-1);
    if (!last?.lasting || !part.lasting || keyOf(last.turn, ear) !== keyOf(part.turn, ear)) {
      parts.push(part);
      continue;
    }
    const text = `${last.text} ${part.text}`;
    parts[parts.length - 1] = { ...last, text, turn: ear.turnOn(text, last.understanding) };
  }
  return parts;
}

/** "The second one. And do you ship to France?" answers the open task before it asks. */
async function firstTaken(
  heard: readonly HeardPart[],
  takes: (turn: Turn) => Promise<boolean>,
): Promise<HeardPart | undefined> {
  for (const part of heard) if (part.form === 'statement' && (await takes(part.turn))) return part;
  return undefined;
}

function isLasting({ understanding, text, services }: Turn): boolean {
  if (understanding?.kind !== 'intent' || !LASTING.has(understanding.intent)) return false;
  return extractPreferences(text, services.vocabulary, { money: moneyIn(text) }).length > 0;
}

/** What a question is about: tasks that take each other's place are one, and each order or product is another. */
function keyOf({ understanding, ...turn }: Turn, { tasks }: Ear): string {
  if (understanding?.kind === 'answer') return `answer:${understanding.entryId}`;
  if (understanding?.kind !== 'intent') return understanding?.kind ?? '';
  const { intent } = understanding;
  const [name] = [intent, ...(tasks.get(intent)?.task.replaces ?? [])].sort();
  return LASTING.has(intent) ? `intent:${intent}` : `intent:${name} ${thingsIn(turn)}`;
}
