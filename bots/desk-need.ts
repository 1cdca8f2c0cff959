// What a conversation asks of the person who takes it: a skill, from what it was about, and a language, from what was written. Decides
// nothing; where it tells nothing, nothing is asked.

import type { Conversation } from '../data/conversation.js';
import type { Turn } from '../dialogs/turn.js';
import { type Thresholds, topicsIn } from '../escalation/index.js';
import type { Need } from '../handoff/routing.js';
import { languageOf } from '../understanding/language.js';
import type { BotParts } from './parts.js';

/** Messages and decisions that are looked at, newest first: what a conversation was about an hour ago is no reason any more. */
const LATEST = 6;

/** What was found in one message: topics of the business's own, and an intent. */
interface Subject {
  readonly topics: readonly string[];
  readonly intent?: string;
}

/** @param topic for which a person is called, however it was noticed. */
export function needOf(parts: BotParts, turn: Turn, topic?: string): Need {
  const skill = subjectsOf(parts, turn, topic)
    .map((subject) => skillFor(parts, subject))
    .find((found) => found !== undefined);
  const language = foreignLanguageIn(turn, parts.languages);
  return { ...(skill === undefined ? {} : { skill }), ...(language === undefined ? {} : { language }) };
}

/** A topic is the business's own word for it, so it goes before the intent. */
function skillFor({ thresholds, services }: BotParts, { topics, intent }: Subject): string | undefined {
  const named = topicsOf(thresholds, topics, intent).find(({ skill }) => skill !== undefined);
  return named?.skill ?? services.business.intents.find((each) => each.intent === intent)?.skill;
}

function topicsOf({ topics }: Thresholds, names: readonly string[], intent: string | undefined) {
  return Object.entries(topics).flatMap(([name, topic]) =>
    names.includes(name) || (intent !== undefined && topic.intents?.includes(intent)) ? [topic] : [],
  );
}

/** This message first, then what was decided about the ones before. */
function subjectsOf({ thresholds }: BotParts, turn: Turn, topic: string | undefined): readonly Subject[] {
  const { understanding, conversation } = turn;
  const now: Subject = {
    topics: [...(topic === undefined ? [] : [topic]), ...topicsIn(turn.text, thresholds.topics)],
    ...(understanding?.kind === 'intent' ? { intent: understanding.intent } : {}),
  };
  return [now, ...decidedIn(conversation)];
}

function decidedIn({ transcript }: Conversation): readonly Subject[] {
  return transcript
    .flatMap(({ decision }) => (decision ? [decision.facts] : []))
    .slice(-LATEST)
    .reverse()
    .map((facts) => {
      const { topics = [], meaning } = (facts ?? {}) as {
        readonly topics?: readonly string[];
        readonly meaning?: { readonly intent?: string };
      };
      return { topics, ...(meaning?.intent === undefined ? {} : { intent: meaning.intent }) };
    });
}

/** Of the newest message that the bot has no words for: whoever then asks in the bot's language does so to be understood. */
function foreignLanguageIn({ conversation }: Turn, own: readonly string[]): string | undefined {
  return conversation.transcript
    .filter(({ from, activity }) => from.role === 'customer' && activity.text)
    .slice(-LATEST)
    .map(({ activity }) => languageOf(activity.text ?? ''))
    .findLast((language) => language !== 'und' && !own.includes(language));
}
