// A task as a list of slots: asks for the first empty one, and acts when all are filled. What is stored are the filled
// slots and the name of the one asked for, never a position, so that a new version of a task takes over a conversation in flight.

import type { TurnContext } from 'botbuilder';
import type { DialogContext, DialogInstance, DialogReason, DialogTurnResult } from 'botbuilder-dialogs';
import { Dialog } from 'botbuilder-dialogs/lib/dialog.js';
import { type Question, type Sentence, type Turn, turnOf } from './turn.js';
import { ledByYesOrNo, yesOrNo } from './yes-or-no.js';

/** Filled slots by name. */
export type Slots = Readonly<Record<string, string>>;

/** What a message says about the slot that was asked for. */
export type Reading =
  /** `instead`: the message corrects these earlier slots, and the question is asked again. */
  | { readonly kind: 'filled'; readonly value: string; readonly instead?: Slots }
  /** It was meant for the slot, but does not do: `say` tells why. */
  | { readonly kind: 'refused'; readonly say: Sentence }
  | { readonly kind: 'unread' };

export interface Slot {
  readonly name: string;
  ask(turn: Turn, slots: Slots): Question;
  /** Said instead of the question when the message could not be read; the same answers can be tapped. */
  readonly retry: string;
  read(turn: Turn, slots: Slots): Reading | Promise<Reading>;
  /** Any words will do, so a message that clearly means something else is taken as that. */
  readonly freeText?: boolean;
  /** Intents that belong to this free-text slot all the same ("it arrived broken" as the reason of a return). */
  readonly absorbs?: readonly string[];
  /** What the message that opened the task already says about it. */
  spot?(turn: Turn, slots: Slots): string | undefined | Promise<string | undefined>;
  /** Fills itself where there is nothing to choose. */
  settle?(turn: Turn, slots: Slots): string | undefined;
}

export interface Task {
  /** The intent that begins it; also the dialog's id. */
  readonly id: string;
  readonly slots: readonly Slot[];
  /** Tasks that this one takes the place of, since it asks the same in another mood. */
  readonly replaces?: readonly string[];
  /** It ends in an offer, so that of several things asked at once it comes after what only tells something. */
  readonly offers?: boolean;
  /** A sentence that says why the task can't be done with what is known so far; it ends the task. */
  obstacle?(turn: Turn, slots: Slots): Sentence | undefined | Promise<Sentence | undefined>;
  /** Does it and says so. Must be safe to run again when a commit was in conflict. */
  act(turn: Turn, slots: Slots): Promise<void>;
}

interface State {
  slots: Slots;
  asking?: string;
  /** Changes of subject since the question was last answered. */
  asides?: number;
}

/** After so many changes of subject the question is not asked again by itself; it stays open all the same. */
const ASIDES_ANSWERED = 2;

export class SlotDialog extends Dialog {
  readonly task: Task;

  constructor(task: Task) {
    super(task.id);
    this.task = task;
  }

  override async beginDialog(dc: DialogContext): Promise<DialogTurnResult> {
    return this.#advance(dc, await this.#spotted(turnOf(dc.context)));
  }

  async #spotted(turn: Turn): Promise<Slots> {
    let slots: Slots = {};
    for (const slot of this.task.slots) {
      const value = await slot.spot?.(turn, slots);
      if (value !== undefined) slots = { ...slots, [slot.name]: value };
    }
    return slots;
  }

  /** @returns the task as it stands once its first question is asked, without asking it; `undefined` where it asks nothing. */
  async begun(turn: Turn): Promise<DialogInstance | undefined> {
    const next = await this.#next(turn, await this.#spotted(turn));
    return next.kind === 'ask'
      ? { id: this.id, state: { slots: next.slots, asking: next.slot.name } satisfies State }
      : undefined;
  }

  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const turn = turnOf(dc.context);
    const { slots } = stateOf(dc.activeDialog);
    const slot = this.#asked(dc.activeDialog);
    if (!slot) return this.#advance(dc, slots);
    const reading = await slot.read(turn, slots);
    switch (reading.kind) {
      case 'filled':
        return this.#advance(dc, { ...slots, ...(reading.instead ?? { [slot.name]: reading.value }) });
      case 'refused':
        await turn.say(reading.say);
        await turn.say(slot.ask(turn, slots));
        return Dialog.EndOfTurn;
      case 'unread':
        await turn.say({ ...slot.ask(turn, slots), key: slot.retry });
        return Dialog.EndOfTurn;
    }
  }

  /** A task that was begun in the middle of this one has ended. */
  override async resumeDialog(dc: DialogContext, _reason: DialogReason): Promise<DialogTurnResult> {
    if (dc.activeDialog) await this.repromptDialog(dc.context, dc.activeDialog);
    return Dialog.EndOfTurn;
  }

  override async repromptDialog(context: TurnContext, instance: DialogInstance): Promise<void> {
    const turn = turnOf(context);
    const slot = this.#asked(instance);
    // An offer of a person waits for its own yes or no.
    if (!slot || turn.moreToCome || turn.conversation.pending?.kind === 'offer-person') return;
    const { slots, asking, asides = 0 } = stateOf(instance);
    instance.state = { slots, asking, asides: asides + 1 } satisfies State;
    if (asides >= ASIDES_ANSWERED) return;
    await turn.say({ key: `${this.task.id}.back` });
    await turn.say(slot.ask(turn, slots));
  }

  /** The slot that was asked for; after a change of the task's slots, the first empty one. */
  #asked(instance: DialogInstance | undefined): Slot | undefined {
    const { slots, asking } = stateOf(instance);
    return (
      this.task.slots.find((slot) => slot.name === asking && slots[slot.name] === undefined) ??
      this.task.slots.find((slot) => slots[slot.name] === undefined)
    );
  }

  /** What a message would do to the open slot, without doing it. */
  async peek(turn: Turn, instance: DialogInstance): Promise<{ slot: Slot; reading: Reading } | undefined> {
    const slot = this.#asked(instance);
    return slot && { slot, reading: await slot.read(turn, stateOf(instance).slots) };
  }

  async #advance(dc: DialogContext, filled: Slots): Promise<DialogTurnResult> {
    const turn = turnOf(dc.context);
    const next = await this.#next(turn, filled);
    switch (next.kind) {
      case 'obstacle':
        await turn.say(next.say);
        return dc.endDialog();
      case 'act':
        await this.task.act(turn, next.slots);
        return dc.endDialog();
      case 'ask':
        if (dc.activeDialog)
          dc.activeDialog.state = { slots: next.slots, asking: next.slot.name } satisfies State;
        await turn.say(next.slot.ask(turn, next.slots));
        return Dialog.EndOfTurn;
    }
  }

  /** What comes next with so many slots filled; slots without a choice fill themselves on the way. */
  async #next(turn: Turn, filled: Slots): Promise<Next> {
    let slots = filled;
    for (;;) {
      const say = await this.task.obstacle?.(turn, slots);
      if (say) return { kind: 'obstacle', say };
      const slot = this.task.slots.find(({ name }) => slots[name] === undefined);
      if (!slot) return { kind: 'act', slots };
      const settled = slot.settle?.(turn, slots);
      if (settled === undefined) return { kind: 'ask', slot, slots };
      slots = { ...slots, [slot.name]: settled };
    }
  }
}

type Next =
  | { readonly kind: 'obstacle'; readonly say: Sentence }
  | { readonly kind: 'act'; readonly slots: Slots }
  | { readonly kind: 'ask'; readonly slot: Slot; readonly slots: Slots };

function stateOf(instance: DialogInstance | undefined): State {
  const state: Partial<State> | undefined = instance?.state;
  return { slots: state?.slots ?? {}, asking: state?.asking, asides: state?.asides ?? 0 };
}

/** The slot that ends every task with an effect: nothing is done before a yes. */
export function confirmSlot(ask: (turn: Turn, slots: Slots) => Sentence): Slot {
  return {
    name: 'confirmed',
    retry: 'confirm.retry',
    ask: (turn, slots) => ({ ...ask(turn, slots), choices: confirmChoices(turn) }),
    read: (turn) => {
      const said = yesOrNo(turn.understanding) ?? ledByYesOrNo(turn.text);
      return said === undefined ? { kind: 'unread' } : { kind: 'filled', value: said };
    },
  };
}

/** Yes and no, to tap. */
export function confirmChoices(turn: Turn): NonNullable<Question['choices']> {
  return ['yes', 'no'].map((answer) => {
    const title = turn.phrase(`confirm.${answer}`);
    return { title, value: title };
  });
}
