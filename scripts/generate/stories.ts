// What a made-up customer has to say: a subject, how it goes, and what lies behind it. Decides nothing.

import type { IntentExamples, KnowledgeEntry } from '../../data/business.js';
import { type Meaning, type Thresholds, topicsIn } from '../../escalation/index.js';
import { lognormal, weighted } from './distributions.js';
import type { Random } from './random.js';

export interface Message {
  readonly meaning: Meaning;
  readonly words: string;
  /** The bot does not know what to do with it. */
  readonly fails: boolean;
  readonly confidence: number;
}

export interface Story {
  readonly messages: readonly Message[];
  /** At the beginning; 0 is calm. */
  readonly anger: number;
  readonly late: { readonly ages: readonly number[]; readonly days: number };
  readonly openComplaints: number;
  readonly valueAtStake?: number;
  readonly topics: readonly string[];
}

export interface Subjects {
  readonly intents: readonly IntentExamples[];
  readonly knowledge: readonly Pick<KnowledgeEntry, 'id' | 'question'>[];
  readonly thresholds: Thresholds;
}

/** What conversations are about, and how often. */
const KINDS = {
  question: 28,
  'order-status': 20,
  recommend: 12,
  'return-item': 9,
  'late-delivery': 7,
  complaint: 6,
  'product-availability': 5,
  'opening-hours': 3,
  'change-address': 2,
  lost: 5,
  person: 2,
  sensitive: 1,
} as const;
type Kind = keyof typeof KINDS;
const NAMES = Object.keys(KINDS) as readonly Kind[];

/** Each thing that goes wrong makes a bad mood likelier. */
const MOODS = [0.86, 0.1, 0.03, 0.01];
const SPOILT = [0.3, 0.4, 0.22, 0.08];

const LOST = [
  'it does the thing again',
  'the other one',
  'no the blue part',
  'can u fix',
  'what about the thing from before',
  'same as last time but not',
  'hmm ok but why',
];
const SENSITIVE = [
  'the lamp caught fire last night',
  'my husband passed away and the parcel is for him',
  'you will hear from my solicitor',
  'I was charged twice for one order',
  'my daughter burned her hand on the stove',
];
const THANKS = ['thanks', 'great, thank you', 'ok thanks', 'perfect'];

export function storyOf(random: Random, subjects: Subjects): Story {
  const kind = NAMES[weighted(random, Object.values(KINDS))] ?? 'question';
  const late = lateness(random, kind);
  const openComplaints = random.chance(kind === 'complaint' ? 0.25 : 0.03) ? 1 : 0;
  const spoilt = late.ages.length > 0 || openComplaints > 0 || kind === 'complaint' || kind === 'sensitive';
  const messages = messagesOf(random, kind, subjects);
  return {
    messages,
    anger: weighted(random, spoilt ? SPOILT : MOODS),
    late,
    openComplaints,
    ...(ABOUT_AN_ORDER.has(kind) ? { valueAtStake: Math.round(lognormal(random, 110, 0.9)) } : {}),
    topics: topicsIn(messages[0]?.words ?? '', subjects.thresholds.topics),
  };
}

const ABOUT_AN_ORDER: ReadonlySet<Kind> = new Set([
  'order-status',
  'return-item',
  'late-delivery',
  'complaint',
  'change-address',
]);

function lateness(random: Random, kind: Kind): Story['late'] {
  const share = kind === 'late-delivery' ? 0.9 : kind === 'order-status' ? 0.2 : 0.05;
  if (!random.chance(share)) return { ages: [], days: 0 };
  const count = 1 + weighted(random, [0.75, 0.18, 0.07]);
  const ages = Array.from({ length: count }, () => 5 + random.whole(110));
  return { ages, days: random.chance(0.7) ? Math.max(1, Math.round(lognormal(random, 3, 0.8))) : 0 };
}

function messagesOf(random: Random, kind: Kind, subjects: Subjects): readonly Message[] {
  const about = () => subjectOf(random, kind, subjects);
  const first = about();
  const messages: Message[] = [first];
  // Some say it again in the same words, some are not understood in between, most go on or leave.
  for (let more = weighted(random, [0.45, 0.28, 0.15, 0.08, 0.04]); more > 0; more--) {
    const way = weighted(random, [0.08, kind === 'lost' ? 0.7 : 0.14, 0.4, 0.3]);
    if (way === 0) messages.push(first);
    else if (way === 1) messages.push(lost(random));
    else if (way === 2) messages.push(about());
    else messages.push(subjectOf(random, 'question', subjects));
  }
  if (random.chance(0.25)) {
    const meaning: Meaning = { kind: 'small-talk', talk: 'thanks' };
    messages.push({ meaning, words: random.of(THANKS), fails: false, confidence: 0.98 });
  }
  return messages;
}

function subjectOf(random: Random, kind: Kind, { intents, knowledge }: Subjects): Message {
  switch (kind) {
    case 'lost':
      return lost(random);
    case 'person':
      return {
        meaning: { kind: 'wish-for-person' },
        words: 'can I talk to somebody',
        fails: false,
        confidence: 0.97,
      };
    case 'sensitive':
      return said({ kind: 'intent', intent: 'complaint' }, random.of(SENSITIVE), random);
    case 'question': {
      if (knowledge.length === 0) return lost(random);
      const { id, question } = random.of(knowledge);
      return said({ kind: 'answer', entryId: id }, question, random);
    }
    default: {
      const examples = intents.find(({ intent }) => intent === kind)?.examples ?? [];
      if (examples.length === 0) return lost(random);
      return said({ kind: 'intent', intent: kind }, random.of(examples), random);
    }
  }
}

function said(meaning: Meaning, words: string, random: Random): Message {
  return { meaning, words, fails: false, confidence: Math.round(100 * (1 - 0.7 * random.unit() ** 3)) / 100 };
}

function lost(random: Random): Message {
  return { meaning: { kind: 'out-of-scope' }, words: random.of(LOST), fails: true, confidence: 0.6 };
}
