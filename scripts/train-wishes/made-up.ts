// Sentences made up from phrases: who, how it is put, what about, with other clauses around, always the same ones. It knows no catalogue.

import { mixer } from '../train-mood/figures.js';
import type { Mark, MarkedSentence } from './sentences.js';

const listed = (words: string) => words.split('|');
const COLOURS = listed(
  'blue|green|red|grey|black|white|yellow|pink|brown|cream|terracotta|purple|orange|beige|natural|turquoise',
);
const MATERIALS = listed(
  'wool|oak|linen|leather|plastic|glass|cotton|silk|bamboo|rattan|steel|brass|jute|ceramic|feathers|polyester|wood|metal|velvet|beeswax|down|pine|rubber|recycled plastic|wicker|marble',
);
const ROOMS = listed(
  'bedroom|kitchen|living room|bathroom|hallway|garden|balcony|study|office|terrace|hall|lounge',
);
const KINDS = listed(
  'rugs|lamps|cushions|chairs|tables|blankets|throws|pillows|carpets|stools|shelves|duvets',
);
const NOUNS = listed(
  'candles|mirrors|curtains|clutter|stripes|lavender|mugs|vases|flowers|patterns|clocks|baskets|knives|bowls|plants|perfume|posters|velvet',
);
const OWNED = listed(
  'rug|lamp|cushion|chair|table|tent|duvet|Ember table lamp|Moor wool rug|Alder armchair|Willow garden bench|mirror|hammock|Rowan dining table|bench|kettle|sofa|clock|shelf|Kestrel desk|Badger sleeping bag|mattress|Spark camping stove',
);
const HEADS = listed(
  'rug|lamp|cushion|chair|table|throw|blanket|cushions|chairs|things|furniture|stuff|lamps|basket|mugs',
);
const OTHERS = listed(
  'my mother:her|my wife:her|my husband:him|my daughter:her|my son:him|my partner:them|my sister:her|my dad:him|my friend:her|my boyfriend:him|my gran:her|my flatmate:him',
);
const BESIDE = listed(
  "I have a dog|it's for our new flat|we just moved in|hope you can help|max 50 euros|under 100|not too big|something small|thanks a million|any ideas?|I need a rug|I'm looking for a lamp|need a new chair|a table for six|we have two kids|it's a gift|what do you recommend?|can you help me?|delivery by friday if possible|my budget is 80|I don't know much about this|we live by the sea|I'm redecorating|it's quite urgent|what can you show me?|around 140 by 200|my order came yesterday|looking for a blanket|I'd like new cushions|show me tables|nothing expensive|cheap please|as always|I saw your shop last week|our house is old|I'm on my own|hello again",
);
const OPENINGS = listed(
  'hi|hello|hey|hi there|good morning|ok so|so|well|um|right|listen|also|and|oh and|btw|by the way|honestly|to be honest|sorry|please|yes|actually',
);
const ENDINGS = listed(
  'thanks|please|thank you|cheers|pls|x|lol|tho|if that makes sense|you know|I suppose|I think|to be honest|really|so there you go|for this room|thx',
);
const BETWEEN = [
  '. ',
  ', ',
  ' and ',
  ' but ',
  '. ',
  ', ',
  ' - ',
  '; ',
  '! ',
  ', but ',
  ', and ',
  ' so ',
] as const;

/** How often each kind of phrase is taken, about as often as customers say such things. */
const SHARES: Readonly<Record<string, number>> = {
  Ll: 10,
  Dl: 10,
  Nl: 11,
  Ml: 5,
  Nt: 9,
  Mt: 6,
  Lt: 9,
  Dt: 3,
  P: 12,
  R: 4,
  O: 6,
  X: 14,
};
/** Each phrase also stands alone, so that what is plainly said is surely read. */
const TIMES_ALONE = 2;
const SAID: Readonly<Record<string, Mark['said']>> = {
  L: 'like',
  D: 'dislike',
  M: 'must',
  N: 'must-not',
  P: 'plain',
  R: 'plain',
  O: 'owned',
};

/** @param file of phrases under their codes: first the letter of what is said, then `l` or `t`; in them `__` is the thing. */
export function madeUp(file: string, count: number): readonly MarkedSentence[] {
  const phrases = new Map<string, string[]>();
  let code = '';
  for (const line of file.split('\n')) {
    if (line.startsWith('#') || line.trim() === '') continue;
    if (line in SHARES) code = line;
    else phrases.set(code, [...(phrases.get(code) ?? []), line]);
  }
  const chance = new Chance();
  const alone = [...phrases].flatMap(([each, put]) =>
    put.flatMap((phrase) =>
      Array.from({ length: TIMES_ALONE }, () => ({
        ...clauseOf(each, phrase, chance, false),
        group: 'alone',
      })),
    ),
  );
  const codes = Object.entries(SHARES).flatMap(([each, share]) => Array<string>(share).fill(each));
  const composed = Array.from({ length: count }, (_, at) => {
    const { text, marks } = sentence(chance, () => {
      const each = chance.of(codes);
      return { code: each, phrase: chance.of(phrases.get(each) ?? []) };
    });
    return { text, marks, group: `made up ${at}` };
  });
  return [...alone, ...composed];
}

/** Kinds of phrases that are often about the thing named before. */
const TASTES: ReadonlySet<string> = new Set(['Ll', 'Dl', 'Nl']);

type Marked = Pick<MarkedSentence, 'text' | 'marks'>;

function sentence(chance: Chance, phrase: () => { readonly code: string; readonly phrase: string }): Marked {
  let text = chance.is(0.25) ? `${chance.of(OPENINGS)}${chance.is(0.5) ? ',' : ''} ` : '';
  const marks: Mark[] = [];
  const clauses = chance.is(0.5) ? 1 : chance.is(0.7) ? 2 : 3;
  for (let each = 1; each <= clauses; each++) {
    if (each > 1) text += chance.of(BETWEEN);
    const isLast = each === clauses;
    if (clauses > 1 && chance.is(0.3)) {
      text += isLast ? chance.of(BESIDE) : chance.of(BESIDE).replace('?', '');
      continue;
    }
    const { code, phrase: put } = phrase();
    // Later clauses may speak of the same thing again.
    const again = marks.length > 0 && TASTES.has(code) && put.endsWith(' __') && chance.is(0.3);
    const clause = clauseOf(code, isLast ? put : put.replace(/\?$/, ''), chance, again);
    const from = text.length;
    marks.push(...clause.marks.map((mark) => ({ ...mark, start: mark.start + from, end: mark.end + from })));
    text += /[.!] $/.test(text) && chance.is(0.7) ? capital(clause.text) : clause.text;
  }
  if (chance.is(0.15)) text += `${chance.is(0.5) ? ',' : ''} ${chance.of(ENDINGS)}`;
  if (!text.endsWith('?')) text += chance.is(0.35) ? '.' : chance.is(0.1) ? '!' : '';
  if (chance.is(0.3)) text = text.toLowerCase();
  else if (chance.is(0.6)) text = capital(text);
  return { text, marks };
}

/** `@` who, `*` whom, `^` whose; `[my form|theirs]`; `~` another thing, `~p` one asked for too, `~d` an article. */
function clauseOf(code: string, phrase: string, chance: Chance, again: boolean): Marked {
  const { who, whom, whose, isThird } = personOf(phrase, chance);
  const put = phrase
    .replace(/@ \[am\|is\]/g, isThird ? `${who} is` : who === 'we' ? 'we are' : chance.of(["I'm", 'I am']))
    .replace(/@ \[have\|has\]/g, isThird ? `${who} has` : `${who}${chance.of(["'ve", ' have'])}`)
    .replaceAll('@', who)
    .replaceAll('*', whom)
    .replaceAll('^', whose)
    .replace(/\[([^|\]]*)\|([^|\]]*)\]/g, isThird ? '$2' : '$1')
    .replaceAll('~d', chance.of(['a', 'the', 'two', 'a', 'my']));
  let text = '';
  const marks: Mark[] = [];
  const mark = (thing: string, said: Mark['said'] | undefined, scope: Mark['scope']) => {
    if (said) marks.push({ start: text.length, end: text.length + thing.length, said, scope });
    text += thing;
  };
  const said = SAID[code[0] ?? ''];
  const scope = code[1] === 'l' || code === 'O' ? 'lasting' : 'today';
  for (const part of put.split(/(__|~p|~x?)/)) {
    if (part === '~p') mark(thingOf('P', chance), 'plain', 'today');
    else if (part === '~' || part === '~x') text += thingOf('Ll', chance);
    else if (part !== '__') text += part;
    else {
      const isAlone = again || /^[ORX]/.test(code) || chance.is(0.78);
      const things = again
        ? ['it']
        : Array.from({ length: isAlone ? 1 : chance.is(0.8) ? 2 : 3 }, () => thingOf(code, chance));
      const join = /\b(?:no|not|nor|without|never|nothing|hate)\b|n't/.test(put)
        ? chance.of([' or ', ' or ', ' and ', ', '])
        : chance.of([' and ', ' and ', ' or ', ', ']);
      for (const [i, thing] of things.entries()) {
        if (i > 0) text += join;
        const isVegan = thing === 'vegan' && code === 'P';
        mark(text === '' && chance.is(0.3) ? capital(thing) : thing, isVegan ? 'must' : said, scope);
      }
      const last = things.at(-1) ?? '';
      const takesHead = !/^[ORX]/.test(code) && (COLOURS.includes(last) || MATERIALS.includes(last));
      if (takesHead && !/__ (?:one|ones|person|lover|fan)/.test(put) && chance.is(0.22))
        text += ` ${chance.of(HEADS)}`;
    }
  }
  return { text, marks };
}

function personOf(phrase: string, chance: Chance) {
  if (/[@*^]/.test(phrase)) {
    if (chance.is(0.12)) return { who: 'we', whom: 'us', whose: 'our', isThird: false };
    if (chance.is(0.3)) {
      const [who = '', pronoun = ''] = chance.of(OTHERS).split(':');
      const whom = !phrase.includes('@') && chance.is(0.7) ? who : pronoun;
      return { who, whom, whose: `${who}'s`, isThird: true };
    }
    if (chance.is(0.12))
      return chance.is(0.5)
        ? { who: 'she', whom: 'her', whose: 'her', isThird: true }
        : { who: 'he', whom: 'him', whose: 'his', isThird: true };
  }
  return { who: 'I', whom: 'me', whose: 'my', isThird: false };
}

/** Things of one kind of phrase, by how likely each list is. */
function thingOf(code: string, chance: Chance): string {
  const from = (shares: readonly (readonly [number, readonly string[]])[]) => {
    let left = chance.next();
    for (const [share, things] of shares) {
      left -= share;
      if (left < 0) return chance.of(things);
    }
    return chance.of(NOUNS);
  };
  const singular = (things: readonly string[]) => things.map((thing) => thing.replace(/s$/, ''));
  switch (code) {
    case 'R':
      return chance.of(ROOMS);
    case 'O':
      return chance.of(OWNED);
    case 'P':
      return from([
        [0.04, ['vegan']],
        [0.46, COLOURS],
        [0.43, MATERIALS],
      ]);
    case 'Ml':
    case 'Mt':
      return from([
        [0.42, COLOURS],
        [0.48, MATERIALS],
        [0.04, ['vegan']],
      ]);
    case 'Lt':
    case 'Dt':
      return from([
        [0.42, COLOURS],
        [0.48, MATERIALS],
      ]);
    case 'X':
      return from([
        [0.35, MATERIALS],
        [0.25, COLOURS],
        [0.15, singular(KINDS)],
        [0.13, singular(NOUNS)],
        [0.12, ROOMS],
      ]);
    default:
      return from([
        [0.3, COLOURS],
        [0.45, MATERIALS],
        [0.12, KINDS],
      ]);
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

class Chance {
  readonly next = mixer();

  of<T>(things: readonly T[]): T {
    const thing = things[Math.floor(this.next() * things.length)];
    if (thing === undefined)
      throw new Error('INTERNAL: nothing to choose from. Is a kind of phrase missing?');
    return thing;
  }

  is(share: number): boolean {
    return this.next() < share;
  }
}
