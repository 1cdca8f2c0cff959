// Takes out of a question what tells who asks: addresses, numbers, names. Pure; what is sent where is not its concern.

/** Characters of a question that are read; more is a story whose end rarely matters to the wording. */
export const MAX_QUESTION = 500;

const MASKS: readonly (readonly [RegExp, string])[] = [
  [/\bhttps?:\/\/\S+|\bwww\.\S+/gi, '[link]'],
  [/[^\s@<>"(),;:]{1,64}@[^\s@<>"(),;:]{1,255}/g, '[e-mail]'],
  [/\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{2,4}){3,8}\b/g, '[account]'],
  // Order numbers, phones, cards: four digits or more, also in groups. Years and sizes go with them.
  [/[#+]?\d(?:[ ()./-]{0,2}\d){3,}/g, '[number]'],
];

/** Shorter ones are words as often as names. */
const SHORTEST_NAME = 3;

/**
 * @param names the customer's, where known; each of their words is masked too.
 * @returns at most `MAX_QUESTION` characters, with `[e-mail]`, `[number]`, `[link]`, `[account]` and `[name]` in the places of personal data.
 */
export function maskPersonal(text: string, names: readonly string[]): string {
  // Cut after masking: a cut could leave half a number, which no pattern knows.
  let masked = text.slice(0, 4 * MAX_QUESTION).normalize('NFKC');
  for (const [pattern, mask] of MASKS) masked = masked.replace(pattern, mask);
  for (const name of names.flatMap((each) => each.split(/\s+/))) {
    if (name.length < SHORTEST_NAME) continue;
    const word = name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
    masked = masked.replace(new RegExp(`(?<!\\p{L})${word}(?!\\p{L})`, 'giu'), '[name]');
  }
  return masked.slice(0, MAX_QUESTION);
}
