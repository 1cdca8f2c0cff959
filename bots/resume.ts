// The bot after a person: it goes on where it was, or asks how it was. It speaks within the commit of whoever ended the handoff.

import type { DialogContext } from 'botbuilder-dialogs';
import type { Conversation } from '../data/conversation.js';
import type { CustomerRecord } from '../data/customer.js';
import type { ClosedHandoff } from '../data/handoff.js';
import { askSatisfaction, maySatisfactionBeAsked } from '../dialogs/satisfaction.js';
import { confirmChoices } from '../dialogs/slot-dialog.js';
import type { Turn } from '../dialogs/turn.js';
import { type Conversant, dialogContext } from './conversant.js';
import type { BotParts } from './parts.js';
import { speakInto } from './speak-into.js';

export async function resumeAfterHandoff(
  parts: BotParts,
  conversant: Conversant,
  record: CustomerRecord,
  conversation: Conversation,
): Promise<void> {
  await speakInto(parts, record, conversation, async (context, turn) => {
    const dc = dialogContext(conversant, context, conversation);
    if (!dc.activeDialog) return turn.say({ key: 'handoff.anything_else' });
    // The person may have settled it, so that its question would come out of the blue.
    conversation.pending = { kind: 'resume-task' };
    await turn.say({ key: `${dc.activeDialog.id}.resume`, choices: confirmChoices(turn) });
  });
}

/** The customer's answer to whether the task shall be finished. */
export async function takeUpTask(turn: Turn, dc: DialogContext, goOn: boolean): Promise<void> {
  const task = dc.activeDialog;
  if (!task) return;
  if (!goOn) {
    await dc.cancelAllDialogs();
    return turn.say({ key: 'task.cancelled' });
  }
  // However often it was put aside before, now it was asked for.
  task.state = { ...task.state, asides: 0 };
  await dc.repromptDialog();
}

export async function askAfterHandoff(
  parts: BotParts,
  record: CustomerRecord,
  conversation: Conversation,
  closed: ClosedHandoff,
): Promise<void> {
  await speakInto(parts, record, conversation, async (_context, turn) => {
    if (maySatisfactionBeAsked(turn)) await askSatisfaction(turn, { about: 'agent', handoffId: closed.id });
  });
}
