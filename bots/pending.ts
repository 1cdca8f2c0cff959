// The bot's own question that is still open: an offer of a person, a choice between readings, how satisfied somebody was.

import { answerOffer } from '../dialogs/notice-consent.js';
import type { Turn } from '../dialogs/turn.js';
import { yesOrNo } from '../dialogs/yes-or-no.js';
import type { Act } from '../escalation/index.js';
import { pickFrom } from '../understanding/index.js';
import type { Understanding } from '../understanding/understanding.js';
import { askOnLeaving, clarify } from './carry-out.js';
import { settleSatisfaction, settleTap } from './settle-satisfaction.js';

/** What an answer to the open question leads to; `undefined`: it was no answer, so the message is taken for itself. */
export type Settled =
  | { readonly kind: 'act'; readonly act: Act; readonly rule: string }
  /** A person was offered and is wanted; `rule` is the one that offered. */
  | { readonly kind: 'person'; readonly rule: string }
  /** Everything was said already. */
  | { readonly kind: 'said' }
  /** The task that a person's talk broke off goes on, or is given up. */
  | { readonly kind: 'task'; readonly goOn: boolean }
  /** The question was answered, and these words of the message are still to be. */
  | { readonly kind: 'rest'; readonly text: string };

/**
 * Answers the open question, which is closed either way.
 * @param read other words in the place of the message's own.
 */
export async function settlePending(
  turn: Turn,
  understood: Understanding,
  read: (text: string) => Promise<Understanding>,
): Promise<Settled | undefined> {
  const { conversation } = turn;
  if (await settleTap(turn)) return { kind: 'said' };
  const { pending } = conversation;
  if (!pending) return undefined;
  conversation.pending = undefined;
  switch (pending.kind) {
    case 'offer-person':
      if (yesOrNo(understood) === 'yes') return { kind: 'person', rule: pending.rule };
      if (yesOrNo(understood) !== 'no') return undefined;
      conversation.counters = { ...conversation.counters, failures: 0, messagesSinceDeclinedOffer: 0 };
      // A task that waits asks its own question again; a second one would get in its way.
      await turn.say({ key: conversation.dialogs === undefined ? 'offer.declined' : 'offer.declined_task' });
      return { kind: 'said' };
    case 'clarify':
      return picked(turn, understood, pending.candidates);
    case 'anything-else': {
      const said = yesOrNo(understood);
      if (!said) return undefined;
      await turn.say({ key: said === 'yes' ? 'small-talk.go_on' : 'small-talk.nothing_else' });
      if (said === 'no' && conversation.dialogs === undefined) await askOnLeaving(turn);
      return { kind: 'said' };
    }
    // While they wait, in-line.ts answers; afterwards it is settled.
    case 'callback-number':
    case 'message-for-person':
      return undefined;
    case 'resume-task': {
      const said = yesOrNo(understood);
      return said && { kind: 'task', goOn: said === 'yes' };
    }
    case 'notice': {
      const said = yesOrNo(understood);
      if (!said) return undefined;
      await answerOffer(turn, pending, said);
      return { kind: 'said' };
    }
    case 'satisfaction':
    case 'satisfaction-comment':
      return settleSatisfaction(turn, understood, pending, read);
  }
}

async function picked(
  turn: Turn,
  understood: Understanding,
  candidates: readonly { readonly title: string; readonly target: string }[],
): Promise<Settled | undefined> {
  const none = turn.phrase('clarify.none');
  if (understood.kind === 'deny' || turn.text.trim().toLowerCase() === none.toLowerCase()) {
    turn.conversation.counters.failures += 1;
    await turn.say({ key: 'clarify.none_picked' });
    return { kind: 'said' };
  }
  // "Yes" to "which of these?" picks none.
  if (understood.kind === 'affirm' && candidates.length > 1) {
    await clarify(turn, candidates);
    return { kind: 'said' };
  }
  const [only] = candidates;
  const target =
    understood.kind === 'affirm' && candidates.length === 1
      ? only?.target
      : pickFrom(
          turn.text,
          candidates.map(({ target: id, title }) => ({ id, label: title })),
        );
  const act = target && actOf(target);
  return act ? { kind: 'act', act, rule: 'picked' } : undefined;
}

function actOf(target: string): Act | undefined {
  const [, kind, name] = /^(intent|answer):(.+)$/s.exec(target) ?? [];
  if (!name) return undefined;
  return kind === 'answer'
    ? { kind: 'answer', answer: { kind: 'entry', entryId: name } }
    : { kind: 'start-dialog', intent: name };
}
