// What is written and not sent, one draft a handoff and kind, kept for as long as the tab lives. Knows nothing of sending.

import type { AttachmentContent } from '../../handoff/views.js';

/** Words to the customer, to colleagues, to the owner; `files`: kept by the server, not sent yet. */
export type DraftKind = 'reply' | 'note' | 'whisper' | 'files';

const keyOf = (handoffId: string, kind: DraftKind): string =>
  kind === 'reply' ? `rapport.draft.${handoffId}` : `rapport.draft.${handoffId}.${kind}`;

export function readDraft(handoffId: string, kind: DraftKind = 'reply'): string {
  return sessionStorage.getItem(keyOf(handoffId, kind)) ?? '';
}

/** Empty text removes the draft. */
export function keepDraft(handoffId: string, text: string, kind: DraftKind = 'reply'): void {
  if (text) sessionStorage.setItem(keyOf(handoffId, kind), text);
  else sessionStorage.removeItem(keyOf(handoffId, kind));
}

/** Nothing unsent of this handoff is left. */
export function forgetDrafts(handoffId: string): void {
  for (const kind of ['reply', 'note', 'whisper', 'files'] as const) keepDraft(handoffId, '', kind);
}

export function readDraftFiles(handoffId: string): readonly AttachmentContent[] {
  try {
    const read: unknown = JSON.parse(readDraft(handoffId, 'files') || '[]');
    return Array.isArray(read) ? (read as AttachmentContent[]) : [];
  } catch {
    // Written by somebody's hands: nothing that could be sent.
    return [];
  }
}

export function keepDraftFiles(handoffId: string, files: readonly AttachmentContent[]): void {
  keepDraft(handoffId, files.length > 0 ? JSON.stringify(files) : '', 'files');
}
