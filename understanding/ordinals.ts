// "The second one", "number 2", "the last": a place in a list that was shown. Pure.

const PLACES: ReadonlyMap<string, number> = new Map(
  ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'].flatMap(
    (word, index) => [[word, index] as const],
  ),
);
const CARDINALS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const NUMBERED =
  /\b(?:number|no|nr|option|item|choice) (\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)\b/;
const BARE =
  /^(?:(?:the|please|i (?:would )?(?:like|want|take|choose)|take) )*(\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)(?: please| then)?$/;
const SHORT_ORDINAL = /\b(\d{1,2})(?:st|nd|rd|th)\b/;

/**
 * @param text as `normalise` gives it.
 * @returns the place from 0, −1 for the last and −2 for the last but one; `undefined` where none is named.
 */
export function ordinalIn(text: string): number | undefined {
  if (/\b(?:second to last|last but one|second last|penultimate)\b/.test(text)) return -2;
  for (const word of text.split(' ')) {
    const place = PLACES.get(word);
    if (place !== undefined) return place;
  }
  const digits = SHORT_ORDINAL.exec(text)?.[1];
  if (digits !== undefined) return numberOf(digits);
  const numbered = (NUMBERED.exec(text) ?? BARE.exec(text))?.[1];
  if (numbered !== undefined) return numberOf(numbered);
  if (/\b(?:the|my) (?:very )?(?:last|bottom|latter)\b|^last(?: one)?$/.test(text)) return -1;
  if (/\b(?:the )?(?:former|top one|upper one)\b/.test(text)) return 0;
  return undefined;
}

function numberOf(written: string): number | undefined {
  const spelt = CARDINALS.indexOf(written);
  const number = spelt >= 0 ? spelt + 1 : Number(written);
  return number >= 1 ? number - 1 : undefined;
}
