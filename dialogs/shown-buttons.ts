// The buttons of cards that a conversation shows, by what a tap on them says. Knows none of them by name.

import type { Conversation, TranscriptEntry } from '../data/conversation.js';

/** The newest entries of a conversation that are looked through for a card; older cards are answered by understanding alone. */
const LOOKED_THROUGH = 100;

/** Adaptive Cards' own form: in Web Chat a string as `data` is said as if typed; other channels translate it. */
export interface SubmitAction {
  readonly type: 'Action.Submit';
  readonly id: string;
  readonly title: string;
  readonly data: string;
}

/** By what they say. */
type Buttons = ReadonlyMap<string, readonly string[]>;

const NONE: Buttons = new Map();
/** Nothing that was said changes, and every message is looked up in all of it. */
const known = new WeakMap<TranscriptEntry, Buttons>();

/** @returns the ids of the buttons that say just this, the newest card's first. */
export function buttonsSaying(
  { transcript }: Pick<Conversation, 'transcript'>,
  text: string,
): readonly string[] {
  const said = text.trim();
  const found: string[] = [];
  const oldest = Math.max(0, transcript.length - LOOKED_THROUGH);
  for (let at = transcript.length - 1; at >= oldest; at--) {
    const entry = transcript[at];
    const ids = entry && buttonsOf(entry).get(said);
    if (ids) found.push(...ids);
  }
  return found;
}

function buttonsOf(entry: TranscriptEntry): Buttons {
  const seen = known.get(entry);
  if (seen) return seen;
  const buttons = readButtons(entry);
  known.set(entry, buttons);
  return buttons;
}

function readButtons({ from, activity: { attachments } }: TranscriptEntry): Buttons {
  if (from.role !== 'bot' || !attachments) return NONE;
  const buttons = new Map<string, string[]>();
  for (const { content } of attachments) {
    for (const { id, data } of actionsIn(content)) {
      if (typeof id !== 'string' || typeof data !== 'string') continue;
      buttons.set(data, [...(buttons.get(data) ?? []), id]);
    }
  }
  return buttons;
}

function actionsIn(content: unknown): readonly Partial<SubmitAction>[] {
  const actions = (content as { readonly actions?: unknown } | undefined)?.actions;
  return Array.isArray(actions) ? actions : [];
}
