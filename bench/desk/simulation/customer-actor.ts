// A customer and their page: asks for a person, waits in their own way, answers, leaves and comes back. Notes what they said and saw.

import type { TranscriptEntry } from '../../../data/conversation.js';
import type { ConversationId } from '../../../data/ids.js';
import { customerSays } from '../customer-turn.js';
import type { Chance } from './chance.js';
import type { Host } from './host.js';
import type { CustomerLog, Said, Seen } from './logs.js';
import type { Case } from './plan.js';
import { seenOf } from './seen-line.js';
import type { Timeline } from './timeline.js';

const MINUTE = 60_000;
/** A page tries a message again, and its socket, every few seconds. */
const RETRY = 2_000;
/** How many of a hundred customers do each of these. */
const HABITS = {
  /** Close the page while they wait, or in the middle of the talk, and open it again later. */
  leave: 0.12,
  /** Take back that they want a person. */
  withdraw: 0.03,
  /** Ask the bot something meanwhile. */
  askBot: 0.06,
  /** Pick one of what the desk offers those in line, where it offers anything. */
  choose: 0.08,
  /** Pick one of what is offered while their agent does not answer and nobody else is free. */
  leaveSilentAgent: 0.5,
  /** Answer no more, in the middle of the talk. */
  fallSilent: 0.06,
  /** Of those: write again, after the desk has given them up. */
  writeAgain: 0.5,
} as const;
/** A connection breaks between a commit and the answer. */
const LOST_ANSWER = 0.01;

/** How the demo's texts say that nobody answers. */
const UNANSWERED = /still hasn't answered/;

const WISH = 'talk to a human';
const WORDS = ['It is about the lamp I ordered', 'No, the other one', 'That is what I have here'] as const;

export interface CustomerParts {
  readonly timeline: Timeline;
  readonly host: Host;
  readonly count: (what: string) => void;
  /** Told when a handoff of theirs begins, so that whoever takes it knows what it is about. */
  readonly onOpened: (handoffId: string, theCase: Case) => void;
}

export interface CustomerActor {
  readonly log: CustomerLog;
  /** A new need of a person. */
  begin(theCase: Case, chance: Chance): void;
  /** Whether a handoff of theirs is open, as far as they can see. */
  isOpen(): boolean;
  /** Reads what they may have missed. */
  look(): Promise<void>;
}

export function createCustomer(
  { customerId, kind }: Pick<Case, 'customerId' | 'kind'>,
  parts: CustomerParts,
): CustomerActor {
  const { timeline, host, count } = parts;
  const speaker = { customerId, kind, conversationId: `conversation-${customerId}` as ConversationId };
  const log: CustomerLog = { customerId, said: [], seen: [], levels: new Map() };
  const open = new Set<string>();
  let present: { readonly theCase: Case; readonly chance: Chance; answered: number } | undefined;
  let sending: Promise<void> = Promise.resolve();
  let hearing: (() => void) | undefined;
  let away = false;
  let silent = false;
  let answering = false;

  const lastSeen = () => log.seen.at(-1)?.sequence ?? 0;

  function say(text: string): void {
    const message: Said = { id: `${customerId}-${log.said.length}`, at: timeline.now(), acknowledged: false };
    log.said.push(message);
    sending = sending.then(() => send(message, text));
  }

  /** Again and again under the same id, as a page does, until the server says that it has it. */
  async function send(message: Said, text: string): Promise<void> {
    const { chance } = present ?? {};
    while (!message.acknowledged) {
      try {
        await timeline.during(customerSays(host.service().bot, speaker, { id: message.id, text }));
        if (chance?.happens(LOST_ANSWER)) count('answers to customers lost');
        else message.acknowledged = true;
      } catch (error) {
        if (host.isUp()) throw error;
      }
      if (!message.acknowledged) await new Promise<void>((again) => timeline.after(RETRY, again));
    }
  }

  function hear(entries: readonly TranscriptEntry[]): void {
    for (const entry of entries) {
      if (entry.sequence <= lastSeen()) continue;
      const line = seenOf(entry);
      log.seen.push(line);
      react(line);
    }
  }

  async function look(): Promise<void> {
    const stored = (await host.stores.customers.get(customerId))?.value;
    const review = stored?.reviews.at(-1);
    if (stored?.handoff && !log.levels.has(stored.handoff.id))
      log.levels.set(stored.handoff.id, review?.level ?? 0);
    const transcript = stored?.conversations.find(({ id }) => id === speaker.conversationId)?.transcript;
    hear(transcript ?? []);
  }

  async function connect(): Promise<void> {
    hearing?.();
    hearing = undefined;
    if (away) return;
    if (!host.isUp()) {
      timeline.after(RETRY, connect);
      return;
    }
    hearing = host.feed().subscribe((change) => {
      const told = change.conversations.find(({ id }) => id === speaker.conversationId);
      if (!told || away) return;
      const gap = (told.entries[0]?.sequence ?? 0) > lastSeen() + 1;
      if (gap) timeline.after(0, look);
      else hear(told.entries);
    }, customerId);
    await look();
  }

  function leaveFor(span: number): void {
    count('pages closed');
    away = true;
    hearing?.();
    hearing = undefined;
    timeline.after(span, async () => {
      away = false;
      await connect();
    });
  }

  function react(line: Seen): void {
    if (line.boundary) {
      const { handoffId, state } = line.boundary;
      if (state === 'opened') {
        open.add(handoffId);
        timeline.after(0, look);
        if (present) parts.onOpened(handoffId, present.theCase);
        waitInTheirOwnWay(handoffId);
      }
      if (state === 'ended') open.delete(handoffId);
    }
    if (line.from === 'agent') answerSoon();
    if (line.from === 'bot' && UNANSWERED.test(line.text)) chooseWhileUnanswered();
  }

  function chooseWhileUnanswered(): void {
    count('customers offered a choice while nobody answered');
    if (present?.chance.happens(HABITS.leaveSilentAgent))
      timeline.after(present.chance.between(5_000, MINUTE), choose);
  }

  function waitInTheirOwnWay(handoffId: string): void {
    if (!present) return;
    const { chance } = present;
    const soon = chance.between(10_000, 3 * MINUTE);
    const still = (work: () => void) =>
      timeline.after(soon, () => {
        if (open.has(handoffId) && !away) work();
      });
    if (chance.happens(HABITS.leave)) still(() => leaveFor(chance.lognormal(3 * MINUTE, 0.8)));
    else if (chance.happens(HABITS.withdraw)) still(withdraw);
    else if (chance.happens(HABITS.askBot)) still(() => say('How long do I have to send something back?'));
    else if (chance.happens(HABITS.choose)) still(choose);
  }

  function withdraw(): void {
    count('withdrawals');
    say('cancel');
  }

  /** What was offered with the bot's last words, by its button. */
  async function choose(): Promise<void> {
    const { value } = (await host.stores.customers.get(customerId)) ?? {};
    const conversation = value?.conversations.find(({ id }) => id === speaker.conversationId);
    const said = conversation?.transcript.findLast(({ from }) => from.role === 'bot');
    const offered = said?.activity.suggestedActions?.actions ?? [];
    if (value?.handoff === undefined || offered.length === 0 || !present) return;
    count('choices in line');
    say(present.chance.one(offered).value);
  }

  function answerSoon(): void {
    if (!present || silent || answering) return;
    const { theCase, chance } = present;
    const takes = theCase.customerTakes[present.answered];
    if (takes === undefined) return;
    present.answered += 1;
    if (chance.happens(HABITS.fallSilent)) {
      fallSilent(chance);
      return;
    }
    if (chance.happens(HABITS.leave)) leaveFor(chance.lognormal(2 * MINUTE, 0.8));
    answering = true;
    timeline.after(takes, function answer(): void {
      if (away) {
        timeline.after(RETRY, answer);
        return;
      }
      answering = false;
      say(chance.one(WORDS));
    });
  }

  function fallSilent(chance: Chance): void {
    count('customers fallen silent');
    silent = true;
    const back = chance.happens(HABITS.writeAgain) ? chance.between(12 * MINUTE, 50 * MINUTE) : undefined;
    if (back === undefined) return;
    timeline.after(back, () => {
      silent = false;
      count('silent customers back');
      say(chance.one(WORDS));
    });
  }

  host.onDeath(() => timeline.after(RETRY, connect));
  return {
    log,
    look,
    isOpen: () => open.size > 0,
    begin(theCase, chance) {
      present = { theCase, chance, answered: 0 };
      silent = false;
      answering = false;
      timeline.after(0, async () => {
        if (!hearing) await connect();
        say(WISH);
      });
    },
  };
}
