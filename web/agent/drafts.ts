// Unsent text, one draft a handoff, kept for as long as the tab lives. Knows nothing of sending.

const keyOf = (handoffId: string): string => `rapport.draft.${handoffId}`;

export function readDraft(handoffId: string): string {
  return sessionStorage.getItem(keyOf(handoffId)) ?? '';
}

/** Empty text removes the draft. */
export function keepDraft(handoffId: string, text: string): void {
  if (text) sessionStorage.setItem(keyOf(handoffId), text);
  else sessionStorage.removeItem(keyOf(handoffId));
}
