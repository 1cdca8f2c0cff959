// How the customer feels, from phrases and from the course of the conversation. Strong words in, a level out; it must not take a plain problem for anger.

import type { Mood, UnderstandingContext } from './understanding.js';

/** Swearing, threats to leave or to sue. */
const FURIOUS =
  /\b(?:f+u+c+k+\w*|wtf|bull ?shit|shit|bastards?|ass ?holes?|arse ?holes?|piss(?:ed)? off|screw you|idiots?|morons?|my lawyer|a lawyer|solicitor|legal action|sue you|small claims|take you to court|ombudsman|trading standards|never (?:ever )?(?:order|buy|shop|come)(?:ing)? (?:from you |with you |here |at yours )?(?:again|back)|never (?:ordering|buying|shopping)|last time i (?:order|buy|shop)|(?:take|taking) my (?:business|money|custom) elsewhere|lost (?:a|me as a) customer|go to hell)\b/;
const ANGRY =
  /\b(?:fed up|ridiculous|outrageous|disgrace(?:ful)?|disgusting|disgusted|(?<!not )furious|(?<!not )(?<!not really )angry|livid|appalling|appalled|sick of|sick and tired|tired of (?:this|waiting|your)|had enough|(?:is|what) a (?:bad |complete |total |absolute )?joke|pathetic|(?:terrible|horrible|awful|worst|shitty|lousy) (?:\w+ )?(?:service|company|shop|store|experience|support|customer service)|the worst|useless|waste of (?:my )?(?:time|money)|not good enough|unacceptable|not acceptable|rip ?off|scam(?:mers)?|liars?|you lied|how dare|(?:third|fourth|fifth|sixth|umpteenth|hundredth) time|(?:three|four|five|ten) times (?:now|already)|nobody (?:ever )?(?:answers|replies|responds|helps|cares)|no one (?:ever )?(?:answers|replies|responds|helps|cares)|bloody|beyond (?:a joke|belief)|incompetent|shame on you|enough is enough|thanks? (?:you )?for nothing)\b/;
const ANNOYED =
  /\b(?:still (?:waiting|not|no|nothing|have not|has not|did not|does not|is not)|(?:second|2nd) time|late again|again late|twice now|yet again|again and again|disappoint(?:ed|ing)|annoy(?:ed|ing)|frustrat(?:ed|ing)|not happy|unhappy|not impressed|how (?:much longer|long do i have to wait|many times)|already (?:told|said|asked|explained)|as i said|i said|hurry up|seriously|come on|waiting (?:for )?(?:weeks|days|ages|hours|forever|\w+ weeks|\w+ days|\w+ hours)|for ages|takes? (?:far |way )?too long|taking (?:far |way )?too long|damn|crap|poor service|let down|does not help|did not help|not helpful|what i asked|not acceptable|keep asking|impatient)\b/;
/** "fucking brilliant" is praise. */
const PRAISE =
  /\b(?:f\w+ing|bloody|damn|shit)\s+(?:good|great|brilliant|amazing|awesome|lovely|perfect|beautiful|fantastic|love|cool|nice)\b/g;
const WORRIED =
  /\b(?:worried|worry|worrying|concerned|afraid|anxious|nervous|scared|stolen|lost|hacked|fraud|(?:is|was) (?:it|this|that) (?:safe|dangerous)|smells? (?:burnt|of burning)|smoke|sparks?|allergic reaction|i hope (?:it|that|nothing)|went wrong|gone wrong|panic)\b/;
const URGENT =
  /\b(?:urgent(?:ly)?|as soon as possible|immediately|right (?:now|away)|straight away|emergency|deadline|(?:need|want|must have) (?:it|this|them|that)(?: \w+){0,3} (?:by|before|today|tomorrow|now)|by (?:tomorrow|tonight|today)|last minute|in a hurry|time is running|quickly)\b/;

/** Failed answers in a row from which patience wears thin even when the words stay polite. */
const WEARING = 2;
const LEVELS = ['calm', 'annoyed', 'angry', 'furious'] as const;

/**
 * @param raw as typed: capitals and marks matter.
 * @param normalised as `normalise` gives it.
 * @returns the level by the strongest phrase; signals of the conversation (capitals, marks, repetition, failures) raise it by one at most,
 *   and make nobody furious who used no strong word.
 */
export function moodOf(raw: string, normalised: string, context: UnderstandingContext): Mood {
  const text = normalised.replace(PRAISE, ' ');
  const said = FURIOUS.test(text) ? 3 : ANGRY.test(text) ? 2 : ANNOYED.test(text) ? 1 : 0;
  const shouting = isShouting(raw);
  const marks = /(?:[!?]\s*){3,}|!!/.test(raw) && /!/.test(raw);
  const repeated = context.recentQuestions.some((question) => sameQuestion(question, raw));
  const wearing = context.failures >= WEARING;
  const signals = Number(shouting) + Number(marks) + Number(repeated) + Number(wearing);
  let level = said;
  if (said < 2 && signals > 0) level = said + 1;
  if (said === 0 && signals > 1 && (shouting || repeated)) level = 2;
  if (said === 2 && shouting) level = 3;
  return {
    anger: LEVELS[level] ?? 'furious',
    worried: WORRIED.test(text),
    urgent: URGENT.test(text),
  };
}

/** Mostly capitals over more than a word or an abbreviation. */
function isShouting(raw: string): boolean {
  const letters = raw.match(/\p{L}/gu) ?? [];
  const capitals = raw.match(/\p{Lu}/gu) ?? [];
  return letters.length >= 8 && capitals.length >= 0.7 * letters.length;
}

/** Equal but for marks and blanks; short ones ("yes", "the lamp") are said twice for good reasons. */
function sameQuestion(before: string, now: string): boolean {
  const plain = (text: string) =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
  const again = plain(now);
  return again.length >= 12 && plain(before) === again;
}
