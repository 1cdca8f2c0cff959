// Answers to "how satisfied were you", on the scales in use, brought to one. Knows nothing of who answered.

/**
 * - `csat`: customer satisfaction, 1 (bad) to 5 (good).
 * - `nps`: net promoter score, 0 to 10 (Reichheld 2003, "The one number you need to grow").
 * - `ces`: customer effort score, 1 (hard) to 7 (easy) (Dixon, Freeman & Toman 2010, in the wording "made it easy").
 */
export const SATISFACTION_SCALES = { csat: [1, 5], nps: [0, 10], ces: [1, 7] } as const;
export type SatisfactionScale = keyof typeof SATISFACTION_SCALES;

/** @returns 0 (bad) to 1 (good); an answer beyond its scale counts as the nearest that is on it. */
export function satisfactionShare(scale: SatisfactionScale, score: number): number {
  const [least, most] = SATISFACTION_SCALES[scale];
  return Math.min(1, Math.max(0, (score - least) / (most - least)));
}

/** @param share 0 to 1. @returns the same on the scale of 1 to 5, which people read. */
export function outOfFive(share: number): number {
  return 1 + 4 * share;
}
