// The tasks that a bot can do, and the open one of a conversation as it was stored.

import type { TurnContext } from 'botbuilder';
import type { DialogState, DialogStateManagerConfiguration } from 'botbuilder-dialogs';
import { DialogContext } from 'botbuilder-dialogs/lib/dialogContext.js';
import { DialogSet } from 'botbuilder-dialogs/lib/dialogSet.js';
import type { Conversation } from '../data/conversation.js';
import { TASKS } from '../dialogs/index.js';
import { SlotDialog } from '../dialogs/slot-dialog.js';
import type { Turn } from '../dialogs/turn.js';
import type { Stage } from './carry-out.js';
import type { OpenSlot } from './facts.js';
import type { BotParts } from './parts.js';

/** What lives as long as the bot: its tasks, and the knowledge by id. */
export interface Conversant {
  readonly dialogs: DialogSet;
  readonly tasks: ReadonlyMap<string, SlotDialog>;
  readonly knowledge: Stage['knowledge'];
}

export function createConversant(parts: BotParts): Conversant {
  const tasks = new Map(TASKS.map((task) => [task.id, new SlotDialog(task)]));
  const dialogs = new DialogSet();
  for (const task of tasks.values()) dialogs.add(task);
  return {
    dialogs,
    tasks,
    knowledge:
      parts.knowledge ?? new Map(parts.services.business.knowledge.map((entry) => [entry.id, entry])),
  };
}

/** Where botbuilder-dialogs keeps it for the length of a turn. */
const MEMORY_CONFIGURATION = 'DialogStateManagerConfiguration';
let memoryConfiguration: DialogStateManagerConfiguration | undefined;

/** The stack of tasks as it was stored; a task that this version no longer has is dropped. */
export function dialogContext(
  conversant: Conversant,
  context: TurnContext,
  conversation: Pick<Conversation, 'dialogs'>,
): DialogContext {
  const stored = conversation.dialogs as DialogState | undefined;
  const dialogStack = (stored?.dialogStack ?? []).filter(({ id }) => conversant.tasks.has(id));
  // Found there, it is not put together anew for every turn; nothing in it belongs to one.
  if (memoryConfiguration) context.turnState.set(MEMORY_CONFIGURATION, memoryConfiguration);
  const dc = new DialogContext(conversant.dialogs, context, { dialogStack });
  memoryConfiguration ??= context.turnState.get(MEMORY_CONFIGURATION);
  return dc;
}

export function keepDialogs(conversation: Pick<Conversation, 'dialogs'>, dc: DialogContext): void {
  conversation.dialogs = dc.stack.length > 0 ? { dialogStack: dc.stack } : undefined;
}

/** @returns what the question of the open task makes of the message. */
export async function openSlot(
  conversant: Conversant,
  turn: Turn,
  dc: DialogContext,
): Promise<OpenSlot | undefined> {
  const instance = dc.activeDialog;
  const peeked = instance && (await conversant.tasks.get(instance.id)?.peek(turn, instance));
  if (!instance || !peeked) return undefined;
  const { slot, reading } = peeked;
  return {
    dialog: instance.id,
    reading: reading.kind,
    freeText: slot.freeText ?? false,
    absorbs: slot.absorbs ?? [],
    tapped: reading.kind === 'filled' && wasOffered(turn),
  };
}

function wasOffered({ conversation, text }: Turn): boolean {
  const asked = conversation.transcript.findLast(({ from }) => from.role === 'bot');
  return asked?.activity.suggestedActions?.actions.some(({ value }) => value === text.trim()) ?? false;
}
