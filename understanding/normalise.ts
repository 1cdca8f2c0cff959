// Brings a message into the plain form that rules and features read; it decides nothing and knows no intents.

import { lately } from './lately.js';
import { MAX_TEXT } from './understanding.js';

const MAIL_QUOTE = /^(?:>|on .{4,80} wrote:|-{2,} ?original message|from: |sent from my )/i;
const SIGNATURE =
  /^(?:--|—|(?:kind|best|warm|many)? ?regards|sincerely|yours(?: truly| faithfully)?|cheers|best wishes)[ ,.!]*$/i;

/** Written without their apostrophe as often as with it; `its`, `were`, `ill` and `id` are words of their own. */
const CONTRACTIONS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "can't": 'can not',
    cant: 'can not',
    cannot: 'can not',
    "won't": 'will not',
    wont: 'will not',
    dont: 'do not',
    doesnt: 'does not',
    didnt: 'did not',
    isnt: 'is not',
    wasnt: 'was not',
    arent: 'are not',
    havent: 'have not',
    hasnt: 'has not',
    couldnt: 'could not',
    wouldnt: 'would not',
    shouldnt: 'should not',
    im: 'i am',
    ive: 'i have',
    whats: 'what is',
    wheres: 'where is',
    whens: 'when is',
    hows: 'how is',
    whos: 'who is',
    thats: 'that is',
    theres: 'there is',
    "let's": 'let us',
  }),
);

const ABBREVIATIONS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    u: 'you',
    ur: 'your',
    r: 'are',
    pls: 'please',
    plz: 'please',
    plse: 'please',
    thx: 'thanks',
    thnx: 'thanks',
    tks: 'thanks',
    ty: 'thank you',
    tysm: 'thank you',
    wanna: 'want to',
    gonna: 'going to',
    gotta: 'got to',
    gimme: 'give me',
    lemme: 'let me',
    dunno: 'do not know',
    y: 'why',
    hv: 'have',
    abt: 'about',
    bc: 'because',
    cuz: 'because',
    asap: 'as soon as possible',
    b4: 'before',
    msg: 'message',
    tmrw: 'tomorrow',
    tmr: 'tomorrow',
    w: 'with',
    ppl: 'people',
    btw: 'by the way',
    idk: 'i do not know',
    nvm: 'never mind',
    nevermind: 'never mind',
    ok: 'ok',
    okay: 'ok',
    okey: 'ok',
    k: 'ok',
    euros: 'euro',
  }),
);

const ENDINGS: readonly (readonly [RegExp, string])[] = [
  [/n't$/, ' not'],
  [/'m$/, ' am'],
  [/'re$/, ' are'],
  [/'ve$/, ' have'],
  [/'ll$/, ' will'],
  [/'d$/, ' would'],
];

const IS_AFTER = new Set(['what', 'where', 'when', 'how', 'who', 'that', 'there', 'it', 'he', 'she', 'here']);

/**
 * @returns the message's own lines: without quoted mail, and without a signature at its end. The whole text where nothing would be left.
 */
export function withoutMailTrimmings(text: string): string {
  const lines = text.split(/\r?\n/);
  const kept: string[] = [];
  for (const line of lines) {
    const bare = line.trim();
    if (MAIL_QUOTE.test(bare)) break;
    if (kept.length > 0 && SIGNATURE.test(bare)) break;
    kept.push(line);
  }
  const own = kept.join('\n').trim();
  return own === '' ? text.trim() : own;
}

/**
 * @returns lower case words separated by single blanks, contractions and chat abbreviations written out, with `ordernumber`,
 *   `amount`, `link` and `email` standing for what they say.
 */
export const normalise = lately((text: string): string => {
  const plain = readable(withoutMailTrimmings(text))
    .toLowerCase()
    .replace(/[‘’‛`´ʼ]/g, "'")
    .replace(/https?:\/\/\S+|www\.\S+/g, ' link ')
    .replace(/[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}/g, ' email ')
    .replace(/(?:#|\bno\.? ?|\bnr\.? ?)?\b\d{5}\b/g, ' ordernumber ')
    .replace(
      /[€£$] ?\d+(?:[.,]\d{1,2})?|\b\d+(?:[.,]\d{1,2})? ?(?:€|£|\$|euros?\b|eur\b|pounds?\b)/g,
      ' amount ',
    )
    // A letter drawn out: "nooo" is "no", "pleeease" keeps two, as English words may.
    .replace(/(\p{L})\1{2,}(?!\p{L})/gu, '$1')
    .replace(/(\p{L})\1{2,}/gu, '$1$1');
  const words = plain.match(/[\p{L}\p{N}]+(?:'[\p{L}]+)*/gu) ?? [];
  return words.map(expand).join(' ');
});

/**
 * @returns the text with one order number for all: which it is says nothing of what is meant, and customers ask the same of different orders.
 */
export function anyOrder(text: string): string {
  return text.replace(/\b\d{5}\b/g, '10000');
}

/**
 * @returns the text in compatibility form (NFKC), no longer than the longest message: a single sign may stand for eighteen, and the steps
 *   after this one cost by the character.
 */
export function readable(text: string): string {
  return text.slice(0, MAX_TEXT).normalize('NFKC').slice(0, MAX_TEXT);
}

function expand(word: string): string {
  const written = CONTRACTIONS.get(word) ?? ABBREVIATIONS.get(word);
  if (written !== undefined) return written;
  if (!word.includes("'")) return word;
  if (word.endsWith("'s")) {
    const stem = word.slice(0, -2);
    return IS_AFTER.has(stem) ? `${stem} is` : stem;
  }
  for (const [ending, full] of ENDINGS) if (ending.test(word)) return word.replace(ending, full);
  return word.replaceAll("'", '');
}
