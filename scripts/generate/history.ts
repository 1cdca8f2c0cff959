// Made-up past conversations: who writes, when, about what, what was decided, and what became of it. The same seed makes the same past.

import type { IntentExamples, KnowledgeEntry } from '../../data/business.js';
import type { DecisionRecord } from '../../data/decision.js';
import {
  ANGERS,
  type Anger,
  accept,
  type Decision,
  decide,
  type Facts,
  type Meaning,
  type Thresholds,
} from '../../escalation/index.js';
import type { PastConversation, PastDecision } from '../../escalation/replay/index.js';
import { lognormal, weighted } from './distributions.js';
import { momentIn } from './moments.js';
import { createRandom, type Random } from './random.js';
import { type Story, storyOf } from './stories.js';

export interface HistoryInput {
  readonly intents: readonly IntentExamples[];
  readonly knowledge: readonly Pick<KnowledgeEntry, 'id' | 'question'>[];
  /** By which everything is decided. */
  readonly thresholds: Thresholds;
  readonly customerAt: (number: number) => string;
  readonly customers: number;
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
  /** Whether the desk is open then. */
  readonly deskOpen: (at: number) => boolean;
  /** What the clock on the business's wall shows, `HH:MM`. */
  readonly wall: (at: number) => string;
  readonly seed: number;
}

/** Share of customers at each level, from 0 on. */
const LEVELS = [0.22, 0.25, 0.2, 0.15, 0.1, 0.06, 0.02];
/** Minutes that a person spends: the median, and the spread of the logarithm. */
const HANDLING = { median: 6.5, spread: 0.6 };
/** Share of offers that are accepted, by mood. */
const ACCEPTS: Readonly<Record<Anger, number>> = { calm: 0.3, annoyed: 0.45, angry: 0.65, furious: 0.8 };
const DECLINED = 0.03;

/** One after the other, for as long as the caller takes them. */
export function* madeUpConversations(input: HistoryInput): Generator<PastConversation, never> {
  for (let number = 0; ; number++) {
    yield conversationAt(number, input);
  }
}

function conversationAt(number: number, input: HistoryInput): PastConversation {
  const random = createRandom(input.seed ^ Math.imul(number + 1, 0x9e3779b1));
  const customer = random.whole(input.customers);
  const story = storyOf(random, input);
  const level = levelOf(customer, input.seed);
  return new Telling(random, input, story, level).conversation(`${input.customerAt(customer)}/${number + 1}`);
}

/** The same in all of a customer's conversations. */
function levelOf(customer: number, seed: number): Facts['level'] {
  return weighted(createRandom(seed + 31 * customer), LEVELS) as Facts['level'];
}

/** A conversation in the telling: what one message leaves behind for the next. */
class Telling {
  readonly #random: Random;
  readonly #input: HistoryInput;
  readonly #story: Story;
  readonly #level: Facts['level'];
  readonly #consent: Facts['consent'];
  readonly #decisions: PastDecision[] = [];
  readonly #handled: number[] = [];
  readonly #asked: string[] = [];
  #at: number;
  #anger: number;
  #failures = 0;
  #sinceDeclined: number | undefined;

  constructor(random: Random, input: HistoryInput, story: Story, level: Facts['level']) {
    this.#random = random;
    this.#input = input;
    this.#story = story;
    this.#level = level;
    this.#consent = random.chance(DECLINED) ? 'declined' : 'open';
    this.#at = momentIn(random, input.from, input.to);
    this.#anger = story.anger;
  }

  conversation(id: string): PastConversation {
    for (const message of this.#story.messages) {
      const decision = this.#decide(message);
      if (decision.kind === 'escalate') {
        this.#handOver();
        break;
      }
      if (decision.kind === 'offer-person' && this.#answersOffer(decision)) break;
      this.#at += lognormal(this.#random, 45, 0.7) * 1000;
    }
    return { id, decisions: this.#decisions, handled: this.#handled, unreadable: 0 };
  }

  #decide({ meaning, words, fails, confidence }: Story['messages'][number]): Decision {
    this.#failures = fails ? this.#failures + 1 : 0;
    if (fails && this.#random.chance(0.4)) this.#anger = Math.min(ANGERS.length - 1, this.#anger + 1);
    if (this.#sinceDeclined !== undefined) this.#sinceDeclined += 1;
    const facts = this.#facts(meaning, words, confidence);
    this.#asked.push(words);
    const decision = decide(facts, this.#input.thresholds);
    this.#keep(decision, facts, words);
    return decision;
  }

  /** @returns whether a person took over. */
  #answersOffer({ reason }: Decision): boolean {
    this.#at += lognormal(this.#random, 20, 0.5) * 1000;
    const yes = this.#random.chance(ACCEPTS[ANGERS[this.#anger] ?? 'calm']);
    if (!yes) {
      this.#sinceDeclined = 0;
      this.#failures = 0;
      return false;
    }
    const facts = this.#facts({ kind: 'affirm' }, 'yes please', 0.98);
    this.#keep(accept(reason.rule, facts, this.#input.thresholds), facts, 'yes please');
    this.#handOver();
    return true;
  }

  #handOver(): void {
    this.#handled.push(Math.round(10 * lognormal(this.#random, HANDLING.median, HANDLING.spread)) / 10);
  }

  #keep({ kind, reason }: Decision, facts: Facts, words: string): void {
    const record: DecisionRecord = { kind, at: facts.now, reason, facts };
    this.#decisions.push({ ...record, facts, words });
  }

  #facts(meaning: Meaning, words: string, confidence: number): Facts {
    const { late, openComplaints, valueAtStake, topics } = this.#story;
    return {
      now: new Date(this.#at).toISOString(),
      meaning,
      confidence,
      evidence: [],
      anger: ANGERS[this.#anger] ?? 'calm',
      languageServed: true,
      ...(topics.length > 0 ? { topics } : {}),
      kind: this.#level === 0 ? 'guest' : 'known',
      level: this.#level,
      consent: this.#consent,
      lateOrders: late.ages.filter((age) => age <= 90).length,
      ...(late.ages.length > 0 ? { lateOrderAges: late.ages } : {}),
      ...(late.days > 0 ? { daysLate: late.days } : {}),
      ...(openComplaints > 0 ? { openComplaints } : {}),
      ...(valueAtStake === undefined ? {} : { valueAtStake }),
      failures: this.#failures,
      repeated: 1 + this.#asked.filter((asked) => asked === words).length,
      ...(this.#sinceDeclined === undefined ? {} : { messagesSinceDeclinedOffer: this.#sinceDeclined }),
      openHandoff: false,
      desk: { open: this.#input.deskOpen(this.#at), anyoneOnline: true, time: this.#input.wall(this.#at) },
    };
  }
}
