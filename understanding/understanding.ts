// What a message means: the union that understanding gives and the rest of the house reads. Types only.

import type { Channel } from '../data/conversation.js';

export interface Mood {
  readonly anger: 'calm' | 'annoyed' | 'angry' | 'furious';
  readonly worried: boolean;
  readonly urgent: boolean;
}

/** What an intent or a knowledge entry is called when the bot asks which was meant. */
export interface Candidate {
  readonly title: string;
  /** `intent:<name>` or `answer:<knowledge entry id>`. */
  readonly target: string;
  readonly score: number;
}

interface Understood {
  readonly text: string;
  /** ISO 639-1 where recognised, else `und`. */
  readonly language: string;
  /** Probability that the kind and its target are right, 0 to 1. */
  readonly confidence: number;
  readonly mood: Mood;
  /** What it rests on, best first, for the console and `npm run ask`. */
  readonly evidence: readonly Candidate[];
}

export type Understanding = Understood &
  (
    | { readonly kind: 'intent'; readonly intent: string }
    | { readonly kind: 'answer'; readonly entryId: string }
    /** Two or three readings that are about equally likely. */
    | { readonly kind: 'ambiguous'; readonly candidates: readonly Candidate[] }
    /** `topic`: what it is about, where the business says that it has no answer to that. */
    | { readonly kind: 'out-of-scope'; readonly topic?: string }
    | {
        readonly kind: 'small-talk';
        /** `impatient` only where a task has asked something. */
        readonly talk: 'greeting' | 'thanks' | 'goodbye' | 'who-are-you' | 'help' | 'impatient';
      }
    | { readonly kind: 'wish-for-person' }
    | { readonly kind: 'cancel' }
    | { readonly kind: 'start-over' }
    /** "That's not what I asked": the last answer missed. */
    | { readonly kind: 'missed' }
    | { readonly kind: 'affirm' }
    | { readonly kind: 'deny' }
    /** No words in it: empty, emoji only. `reaction` is what an emoji says, where it says something. */
    | { readonly kind: 'wordless'; readonly reaction: 'none' | 'positive' | 'negative' }
    /** Longer than `MAX_TEXT`; nothing was read. */
    | { readonly kind: 'too-long'; readonly length: number }
  );

/** Characters of a message that are read; longer ones are refused politely. */
export const MAX_TEXT = 2000;

export interface UnderstandingContext {
  readonly channel: Channel;
  /** The customer's last few questions, lower case, newest last: a repetition shows frustration. */
  readonly recentQuestions: readonly string[];
  /** Failed answers in a row just before this message. */
  readonly failures: number;
}

export interface Understander {
  /** Once it has learnt; messages before wait for that. */
  readonly ready: Promise<void>;
  understand(text: string, context: UnderstandingContext): Promise<Understanding>;
  /** Stops its workers; it still understands, by words alone. */
  close(): Promise<void>;
}
