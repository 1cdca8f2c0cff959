// Takes out of a sentence what says who wrote it: names, numbers, addresses. Pure; what stands for it is for the business's eyes.

/** What is known of whoever wrote it. */
export interface Person {
  readonly names: readonly string[];
  readonly email?: string;
  readonly orders: readonly string[];
}

export interface MaskWords {
  /** First and last names of customers, lower case. */
  readonly names: ReadonlySet<string>;
  /** Words that the business itself writes in lower case: "will" is a name and a word. */
  readonly ordinary: ReadonlySet<string>;
}

/** Characters of a sentence that are kept; a question is said by then. */
const KEPT = 300;
const EMAIL = /[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+/g;
const LINK = /(?:https?:\/\/|www\.)\S+/gi;
/** Cards, accounts, telephones, order and house numbers; a price or a year has four digits at most. */
const LONG_NUMBER = /(?:\+|\b)\d(?:[ ()./-]?\d){4,}\b/g;
const ACCOUNT = /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b/g;
/** "My name is …", "this is …", "Mr …": what follows with a capital is a name, whoever it is. */
const INTRODUCED =
  /\b(?:my name(?:'s| is)|i am|i'm|this is|it's|mr|mrs|ms|miss|dr|name:|regards,?|cheers,?|wife|husband|son|daughter|mother|father|friend|partner)\.?\s+/gi;
const NAME_AHEAD = /^\p{Lu}[\p{L}'’-]+(?:\s+\p{Lu}[\p{L}'’-]+){0,2}/u;
const WORD = /\p{L}[\p{L}'’-]*/gu;
const NAME = '[name]';

/** @returns one line, masked, at most 300 characters. */
export function maskSentence(text: string, person: Person, words: MaskWords): string {
  const plain = text.replace(/\s+/g, ' ').trim();
  const numbers = maskDetails(plain, person)
    .replace(EMAIL, '[e-mail]')
    .replace(LINK, '[link]')
    .replace(ACCOUNT, '[number]')
    .replace(LONG_NUMBER, '[number]');
  const introduced = maskIntroduced(numbers);
  const masked = introduced.replace(WORD, (word, offset: number) =>
    isName(word, offset, introduced, words) ? NAME : word,
  );
  return masked.replace(/\[name\](?:[ -]+\[name\])+/g, NAME).slice(0, KEPT);
}

function maskIntroduced(text: string): string {
  let masked = '';
  let done = 0;
  for (const { 0: words, index } of text.matchAll(INTRODUCED)) {
    const end = index + words.length;
    const name = NAME_AHEAD.exec(text.slice(end))?.[0];
    if (name === undefined || end < done) continue;
    masked += text.slice(done, end) + NAME;
    done = end + name.length;
  }
  return masked + text.slice(done);
}

/** Only what belongs to this customer, for an answer: the business's own addresses stay. */
export function maskDetails(text: string, person: Person): string {
  const own = person.names
    .flatMap((name) => name.split(/\s+/))
    .filter((part) => part.length > 1)
    .map((part) => ({ what: part, as: NAME }));
  const details = [
    ...(person.email ? [{ what: person.email, as: '[e-mail]' }] : []),
    ...person.orders.map((order) => ({ what: order, as: '[number]' })),
    ...own,
  ];
  const said = text.toLowerCase();
  // A customer has hundreds of orders and names one: an expression is made for what is there alone.
  return details
    .filter(({ what }) => said.includes(what.toLowerCase()))
    .reduce((masked, { what, as }) => masked.replace(wholeWord(what), as), text);
}

function wholeWord(text: string): RegExp {
  return new RegExp(
    `(?<![\\p{L}\\p{N}])${text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')}(?![\\p{L}\\p{N}])`,
    'giu',
  );
}

/** A capital where a sentence needs none, and a name of some customer, or two such words in a row that nobody here writes. */
function isName(word: string, offset: number, text: string, words: MaskWords): boolean {
  if (!/^\p{Lu}\p{Ll}/u.test(word)) return false;
  if (text[offset - 1] === '[') return false;
  const plain = word.toLowerCase().replace(/['’]s$/, '');
  if (words.ordinary.has(plain)) return false;
  if (words.names.has(plain)) return true;
  return (
    !beginsSentence(offset, text) &&
    (isUnknownAhead(offset + word.length, text, words) || isUnknownBehind(offset, text, words))
  );
}

function beginsSentence(offset: number, text: string): boolean {
  return /(?:^|[.!?:]\s*)$/.test(text.slice(Math.max(0, offset - 3), offset));
}

function isUnknownAhead(end: number, text: string, { ordinary }: MaskWords): boolean {
  const next = /^ (\p{Lu}\p{Ll}[\p{L}'’-]*)/u.exec(text.slice(end, end + 60))?.[1];
  return next !== undefined && !ordinary.has(next.toLowerCase());
}

function isUnknownBehind(offset: number, text: string, { ordinary }: MaskWords): boolean {
  const before = text.slice(Math.max(0, offset - 60), offset);
  const last = /(\p{Lu}\p{Ll}[\p{L}'’-]*|\[name\]) $/u.exec(before)?.[1];
  return (
    last !== undefined && !ordinary.has(last.toLowerCase()) && !beginsSentence(offset - last.length - 1, text)
  );
}
