// Whether a sentence says that somebody is vegan or asks for what is. Pure.

const VEGAN =
  /\b(?:vegan|animal[- ]free|plant[- ]based|(?:don't|do not|dont|never|doesn't|does not) (?:eat|wear|use|buy|have)(?: or (?:eat|wear|use|buy))? (?:any |anything (?:from|of|made from|made of) |things from )?(?:\w+ from )?animals?\b|cruelty[- ]free|(?:no|without|avoid|avoiding|nothing from|free of|not use) (?:any )?animals?(?: products?| materials?| parts?)?)\b/;
const NOT_VEGAN =
  /\b(?:not|isn't|aren't|no longer|never|n't|stopped being|am no|not a|quit being|needn't be|doesn't (?:have|need) to be|don't (?:have|need) to be)(?: \w+){0,2}? vegan\b|\bvegan (?:isn't|is not|or not|leather)\b/;
const IS_VEGAN =
  /\b(?:(?:am|are|is|'m|'re|'s|im|went|gone|turned|been|being|strictly|became|become|fully|also|both) (?:a |an |all |a strict |strictly |both |fully |also |now )*(?:vegan|animal-free|plant-based)(?!\s*(?:\w+ )?(?:gift|present|version|option))|vegan (?:household|family|home|lifestyle|person|couple|house)|vegans|vegan here|(?:me|us|i|we|her|him), (?:as |being )?(?:a )?vegans?|(?:don't|do not|dont|never|doesn't|does not) (?:eat|wear|use|buy|have)(?: or (?:eat|wear|use|buy))? [^.;!?]{0,30}animals?|live vegan|eat vegan|as (?:a )?vegans?|(?:i|we|she|he|they) (?:always |only |strictly )?(?:avoid|don't use|do not use|buy))\b/;
const REQUIRED_VEGAN =
  /\b(?:must|has to|have to|needs? to|should|it's|make sure)\b[^.;!?]{0,20}\bbe (?:\w+ )?vegan/;

/**
 * @param text one sentence, lower case.
 * @returns where it is said; `isSomebody`: of a person, not of the thing asked for.
 */
export function veganIn(
  text: string,
): { readonly start: number; readonly end: number; readonly isSomebody: boolean } | undefined {
  const said = VEGAN.exec(text);
  if (!said || NOT_VEGAN.test(text)) return undefined;
  return {
    start: said.index,
    end: said.index + said[0].length,
    isSomebody: IS_VEGAN.test(text) && !REQUIRED_VEGAN.test(text),
  };
}
