// Which occasion something is for: a birthday, a feast, a move. Pure; words of English only.

import type { Placed } from './placed.js';

const OCCASIONS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:wedding )?anniversary\b/g, 'anniversary'],
  [
    /\bb(?:irth)?-?day\b|(?<='s )\d{1,2}(?:st|nd|rd|th)\b(?! (?:order|floor|one|of|anniversary))|\b(?:my|our|his|her|their|'s) (?:big )?(?:\d{1,2}(?:st|nd|rd|th)|eighteenth|twenty-first|thirtieth|fortieth|fiftieth|sixtieth|seventieth|eightieth|ninetieth|hundredth)\b(?! (?:order|floor|one|of|anniversary|time|child|kid|birthday))|\b(?:turn(?:s|ing|ed)|will be|is going to be) (?:\d+|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen)\b(?! (?:cm|metres?|euros?|people|of|years? ago|min|wide|high|long|days|weeks|pounds|months|minutes|hours|or|in))/g,
    'birthday',
  ],
  [/\b(?:christmas|xmas)\b/g, 'christmas'],
  [/\bwedding\b(?! anniversary)|\b(?:getting|get|gets) married\b/g, 'wedding'],
  [/\bhouse ?-?warming\b/g, 'housewarming'],
  [/\b(?:christening|baptism)\b/g, 'christening'],
  [/\b(?:first |holy )?communion\b/g, 'communion'],
  [/\bgraduat(?:ion|ing|es)\b/g, 'graduation'],
  [/\bmother'?s'? day\b/g, "mother's day"],
  [/\bfather'?s'? day\b/g, "father's day"],
  [/\bvalentine'?s?(?:'? day)?\b/g, "valentine's day"],
  [/\beaster\b/g, 'easter'],
  [/\bhalloween\b/g, 'halloween'],
  [/\bhanukkah\b/g, 'hanukkah'],
  [/\bst\.? patrick'?s(?: day)?\b/g, "st patrick's day"],
  [/\bnew year'?s?(?:'? eve)?\b/g, 'new year'],
  [/\bretir(?:ement|es?|ing)\b/g, 'retirement'],
  [
    /\b(?:farewell|(?:who|colleague|boss|teacher|coach|neighbour)(?:'s| is) leaving|(?:he|she)(?:'s| is) leaving(?: us| the)|leaving (?:do|party|present|gift))\b/g,
    'farewell',
  ],
  [/\bbaby shower\b/g, 'baby shower'],
  [/\b(?:engagement|(?:got|getting|gets|just) engaged)\b/g, 'engagement'],
  [/\bthank[- ]you (?:gift|present)\b/g, 'thank you'],
  [/\bsecret santa\b/g, 'secret santa'],
  [/\bname ?day\b/g, 'name day'],
  [/\bhen (?:party|do)\b/g, 'hen party'],
  [/\bstag(?: (?:party|do|night|weekend))?\b/g, 'stag'],
  [/\bdinner party\b/g, 'dinner party'],
  [/\bconfirmation (?:present|gift|day|party)\b|(?:'s|his|her) confirmation\b/g, 'confirmation'],
];
/** "By Christmas" is a day, not what it is for. */
const A_DAY = /\b(?:by|before|until|till|after|since|on|over|last) (?:the )?$/;
const WISHED = /\b(?:happy|merry) $/;

/** @param text lower case. */
export function occasionsIn(text: string): readonly Placed<string>[] {
  return OCCASIONS.flatMap(([pattern, value]) =>
    [...text.matchAll(pattern)].slice(0, 1).flatMap((match) => {
      const before = text.slice(Math.max(0, match.index - 20), match.index);
      if (A_DAY.test(before) || WISHED.test(before)) return [];
      return [{ start: match.index, end: match.index + match[0].length, value }];
    }),
  );
}
