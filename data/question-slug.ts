// The shape in which two questions are the same one. Pure.

/** @returns letters and digits in lower case, with hyphens between words; `''` for a text without either. */
export function slugOf(question: string): string {
  return question
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f'’]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
}
