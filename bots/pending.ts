// The bot's own question that is still open: an offer of a person, a choice between readings, how satisfied somebody was.

import type { SatisfactionAnswer } from '../data/customer.js';
import type { Turn } from '../dialogs/turn.js';
import { yesOrNo } from '../dialogs/yes-or-no.js';
import type { Act } from '../escalation/index.js';
import { pickFrom } from '../understanding/index.js';
import type { Understanding } from '../understanding/understanding.js';
import { clarify } from './carry-out.js';

/** What an answer to the open question leads to; `undefined`: it was no answer, so the message is taken for itself. */
export type Settled =
  | { readonly kind: 'act'; readonly act: Act; readonly rule: string }
  /** A person was offered and is wanted; `rule` is the one that offered. */
  | { readonly kind: 'person'; readonly rule: string }
  /** Everything was said already. */
  | { readonly kind: 'said' };

/** Answers the open question, which is closed either way. */
export async function settlePending(turn: Turn, understood: Understanding): Promise<Settled | undefined> {
  const { conversation } = turn;
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
      return { kind: 'said' };
    }
    case 'satisfaction': {
      const score = /^\s*([1-5])\s*(?:\/\s*5)?\s*$/.exec(turn.text)?.[1];
      if (!score) return undefined;
      const answer: SatisfactionAnswer = {
        at: turn.now.toISOString(),
        score: Number(score) as SatisfactionAnswer['score'],
        about: pending.about,
        ...(pending.handoffId ? { handoffId: pending.handoffId } : {}),
      };
      turn.record.satisfaction = [...turn.record.satisfaction, answer];
      await turn.say({ key: answer.score >= 4 ? 'satisfaction.thanks_good' : 'satisfaction.thanks_bad' });
      return { kind: 'said' };
    }
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
