// Which occasion something is for: a birthday, a feast, a move. Pure; words of English only.

import type { Placed } from './placed.js';

const OCCASIONS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:wedding )?anniversary\b/g, 'anniversary'],
  [
    /\bb(?:irth)?-?day\b|(?<='s )\d{1,2}(?:st|nd|rd|th)\b(?! (?:order|floor|one|of|anniversary))|\b(?:my|our|his|her|their|'s) (?:big )?(?:\d{1,2}(?:st|nd|rd|th)|eighteenth|twenty-first|thirtieth|fortieth|fiftieth|sixtieth|seventieth|eightieth|ninetieth|hundredth)\b(?! (?:order|floor|one|of|anniversary|time|child|kid|birthday))|\bturn(?:s|ing|ed) (?:\d+|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen)\b/g,
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
  [/\bretire(?:ment|s)?\b/g, 'retirement'],
  [/\b(?:farewell|who(?:'s| is) leaving|leaving (?:do|party|present|gift))\b/g, 'farewell'],
  [/\bbaby shower\b/g, 'baby shower'],
  [/\b(?:engagement)\b/g, 'engagement'],
  [/\bthank[- ]you (?:gift|present)\b/g, 'thank you'],
  [/\bsecret santa\b/g, 'secret santa'],
  [/\bname ?day\b/g, 'name day'],
  [/\bhen (?:party|do)\b/g, 'hen party'],
  [/\bstag(?: (?:party|do|night|weekend))?\b/g, 'stag'],
  [/\bdinner party\b/g, 'dinner party'],
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
