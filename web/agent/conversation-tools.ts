// What helps with the open conversation, read from the server as React hooks. What the server does not offer is empty, and its tool
// hidden.

import { useEffect, useState } from 'react';
import type { OfferedAction, SuggestedAnswer } from '../../handoff/tools.js';
import type { CannedReply, DeskWords, HandoffView } from '../../handoff/views.js';
import { type Answer, readTeam } from './api.js';
import type { ConsoleStore } from './console-store.js';
import { readBotActions, readDeskWords, readReplies, readSuggestions } from './conversation-tools-api.js';

export interface ConversationTools {
  readonly replies: readonly CannedReply[];
  readonly reasons: DeskWords['reasons'];
  readonly suggestions: readonly SuggestedAnswer[];
  readonly actions: readonly OfferedAction[];
  /** There are colleagues to pass a conversation to. */
  readonly colleagues: boolean;
}

const NONE: readonly never[] = [];

/** Only for the owner: others answer nothing. */
export function useConversationTools(view: HandoffView, store: ConsoleStore): ConversationTools {
  const { customerId, handoffId, mine } = view;
  const own = mine ? `${customerId} ${handoffId}` : undefined;
  const ref = { customerId, handoffId };
  const last = view.transcript.at(-1)?.sequence ?? 0;
  const asked = view.transcript.findLast(({ from }) => from === 'customer')?.sequence ?? 0;

  const replies = useRead(store, own, () => readReplies(ref));
  const words = useRead(store, own, readDeskWords);
  const suggestions = useRead(store, own && `${own} ${asked}`, () => readSuggestions(ref));
  // What it can do changes with what it did, and with what the customer answered.
  const actions = useRead(store, own && `${own} ${last}`, () => readBotActions(ref));
  const team = useRead(store, own, readTeam);
  return {
    replies: replies ?? words?.replies ?? NONE,
    reasons: words?.reasons ?? NONE,
    suggestions: suggestions ?? NONE,
    actions: actions ?? NONE,
    colleagues: team !== undefined && team.agents.length > 0,
  };
}

/**
 * @param key what is read; a new one is read anew. Absent: nothing is.
 * @returns what was read last; `undefined` until then, and when it is not offered.
 */
function useRead<T>(
  store: ConsoleStore,
  key: string | undefined,
  read: () => Promise<Answer<T>>,
): T | undefined {
  const [value, setValue] = useState<T>();

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says what is read
  useEffect(() => {
    if (key === undefined) return setValue(undefined);
    let wanted = true;
    void store.act(read(), 'quiet').then((answer) => {
      // Without a connection what is known is better than nothing.
      if (wanted && (answer.ok || answer.code !== 'OFFLINE')) setValue(answer.ok ? answer.value : undefined);
    });
    return () => {
      wanted = false;
    };
  }, [store, key]);

  return value;
}
