// What somebody feels about a thing that no fixed phrase says: by the words of like, dislike and illness in its clause. Pure; words of English only.

import type { Cue } from './cues.js';
import type { Thought } from './thought.js';

const ILL =
  /\b(?:sneez\w*|itch\w*|rash(?:es)?|hives|eczema|asthma\w*|wheez\w*|allerg\w*|migraines?|headaches?|blotch\w*|swell\w*|swollen|nausea|nauseous|sick|breaks? out|flares? up|hay ?fever|psoriasis)\b/;
const BAD =
  /\b(?:ugly|awful|horrible|horrid|hideous|ghastly|dreadful|disgust\w*|gross|yuck|eww?|ick|bleh|creepy|creeps|gloomy|depress\w*|dreary|dull|drab|boring|bores|tacky|dated|old-fashioned|vulgar|garish|clinical|nightmare|hates?|loathes?|detests?|despises?|dislikes?|ruins?|grim|miserable|annoy\w*|irritat\w*|unbearable|offputting|off-putting|shudder\w*|shivers|hospital|funeral|sickening|overrated|tired of|sick of|bored of|scratchy|clammy|sweaty|static|slippery)\b/;
const GOOD =
  /\b(?:gorgeous|lovely|beautiful|stunning|calm(?:s|ing)?|cosy|cozy|heaven|heavenly|bliss|happy|happier|happiest|happiness|joy|favou?rites?|dream|obsess\w*|adores?|adored|weakness|passion\w*|soft spot|melts?|swoon\w*|soothing|soothes|comfort\w*|delight\w*|unbeatable|perfect|magic|sings?|smile|smiling|wonderful|divine|class|deadly|dote\w*)\b/;
const NEGATED = /\b(?:not|no|never|nothing|hardly|barely|without)\b|n't\b/;
/** A thing pointed at, not its kind: "my grey sofa is ugly", "the red one". */
const POINTED = /\b(?:the|my|our|your|his|her|their|this|that|these|those) (?:\w+ )?$/;

/** Letters on each side that a clause is looked for in; keeps long messages linear. */
const REACH = 120;
const TURN = /[,;:]|\b(?:but|because|so|though|while)\b/;

/**
 * @param plain the message in lower case; @param start and @param end of the thing in it.
 * @returns the feeling about the thing in its own clause; `undefined` where there is none, or a mixed one.
 */
export function feltAt(plain: string, thought: Thought, start: number, end: number): Cue | undefined {
  const before =
    plain
      .slice(Math.max(thought.start, start - REACH), start)
      .split(TURN)
      .at(-1) ?? '';
  const behind = plain.slice(end, Math.min(thought.end, end + REACH)).split(TURN)[0] ?? '';
  return feelingOf(before, behind);
}

function feelingOf(before: string, behind: string): Cue | undefined {
  if (POINTED.test(before)) return undefined;
  const rest = `${before} _ ${behind}`;
  const negated = NEGATED.test(rest);
  if (ILL.test(rest))
    return negated ? undefined : { strength: 'must-not', scope: 'lasting', ofSomebody: true };
  const bad = BAD.test(rest);
  if (bad === GOOD.test(rest)) return undefined;
  if (negated && bad) return undefined;
  return { strength: bad || negated ? 'dislike' : 'like', scope: 'lasting', ofSomebody: true };
}
