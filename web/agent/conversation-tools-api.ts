// The calls behind an agent's tools in a conversation: prepared words, suggestions, what the bot can be asked for, files.

import type { AskedAction, OfferedAction, SuggestedAnswer } from '../../handoff/tools.js';
import type { AttachmentContent, CannedReply, DeskWords } from '../../handoff/views.js';
import { type Answer, call, pathOf, requestWith } from './api.js';
import type { HandoffRef } from './state.js';

export const readDeskWords = () => call<DeskWords>('GET', 'desk-words');
/** With their placeholders filled for this customer; `[order]` stands where nothing was known. */
export const readReplies = (ref: HandoffRef) => call<readonly CannedReply[]>('GET', `${pathOf(ref)}/replies`);
export const readSuggestions = (ref: HandoffRef) =>
  call<readonly SuggestedAnswer[]>('GET', `${pathOf(ref)}/suggestions`);
export const readBotActions = (ref: HandoffRef) =>
  call<readonly OfferedAction[]>('GET', `${pathOf(ref)}/actions`);

/** The same `clientId` again has no second effect. */
export const askBot = (ref: HandoffRef, asked: AskedAction) =>
  call<void>('POST', `${pathOf(ref)}/actions`, asked);

/** Keeps a file for the conversation; it is sent with a message, which names what is answered here. */
export const upload = (ref: HandoffRef, file: File): Promise<Answer<AttachmentContent>> =>
  requestWith(`/api/agent/${pathOf(ref)}/files`, {
    method: 'POST',
    // A header holds Latin letters only.
    headers: {
      'Content-Type': file.type || 'application/octet-stream',
      'X-File-Name': encodeURIComponent(file.name),
    },
    body: file,
  });
