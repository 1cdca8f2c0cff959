// From the scores of all subjects to one number that tells strangers apart. Pure; its limits are learnt elsewhere.

import { bestOf } from './scored-reading.js';
import type { Scores } from './sentence-scores.js';

/**
 * How much the match with all that is said of a subject counts beside the learnt score. By cross-validation on training sentences (SOFMattress,
 * its subset, BANKING77 with 10 a class) .1 to .2 changes accuracy by at most a point either way, and .4 costs up to 2; on the demo's
 * development questions, which were worded by somebody else, .2 finds 2 to 3 in a hundred more, and refuses more strangers.
 */
const MATCHED = 0.2;
/**
 * The same for telling whether any subject is meant at all, where it has an answer: strangers mostly come with words that were not said of the
 * subject they resemble. On the development questions .4 to .8 are equally good, and better than .2 (AUC of strangers .966 → .970).
 */
const MATCHED_IN_SCOPE = 0.5;
/** How much of the score counts whatever share of the message stands with the subject; on the same questions .25 to .6 are alike (AUC .970 → .974). */
const UNCOVERED = 0.5;
/** What is taken for that share where nothing is told of a subject: about what it is for questions that have an answer. */
const USUAL_COVERAGE = 0.8;
/**
 * How many of the scores' own spreads the likeliest must stand above: none with 16 subjects, one more with each doubling, for the best of many
 * scores is high by chance. AUC of right ones against held-out subjects, on training sentences with no spread, one, two and three: SOFMattress
 * (21 subjects) .926 .927 .926 .917, BANKING77 with 10 a class (77) .860 .864 .866 .867; on the demo's development questions (136) strangers
 * against right answers .981 .983 .984 .984, on those with nearer strangers .931 .937 .941 .944.
 */
const NONE_UP_TO = 16;
/**
 * How much of that counts for a subject without an answer where others have one: less of it is made up by the match. With all of it .26 of the
 * held-out sentences of the demo's intents were refused and .11 of its answers', with two thirds .14 and
 * .13, with a half .11 and .14, without any .21 and .13.
 */
const BESIDE_ANSWERS = 0.65;
/**
 * How much it counts that a topic without an answer is likelier. On the development questions 1 and a refusal outright tell strangers apart alike
 * (AUC .993 and .994), and no question with an answer was nearer to such a topic.
 */
const BEHIND = 2;
/** Subjects below which which words are rare can't be told: "is" and "there" may be. */
const FEW_SUBJECTS = 20;

/** @returns a score for each subject: what was learnt, and the match with all that is said of it. */
export function combined({ learnt, match }: Scores): Float64Array {
  if (learnt.length < FEW_SUBJECTS) return learnt;
  return learnt.map((score, label) => score + MATCHED * (match.scores[label] ?? 0));
}

/**
 * What tells strangers apart: the score of the likeliest subject, less where words are unknown, and where they stand with other subjects:
 * "reset my Facebook password" is only in part about the password. And less where a topic without an answer is likelier.
 * @param answered so many of the subjects, the first, are meant to be found.
 */
export function scopeScore(scores: Scores, label: number, answered = scores.learnt.length): number {
  return scoreAlone(scores, label) - BEHIND * (likelierTopic(scores, label, answered)?.by ?? 0);
}

function scoreAlone({ learnt, match }: Scores, label: number): number {
  const own = learnt[label] ?? Number.NEGATIVE_INFINITY;
  if (learnt.length < FEW_SUBJECTS) return own * match.familiarity;
  const coverage = match.coverage(label);
  const matched = (coverage === undefined ? MATCHED : MATCHED_IN_SCOPE) * (match.scores[label] ?? 0);
  const chance = byChance(learnt) * (coverage === undefined && match.amongAnswers ? BESIDE_ANSWERS : 1);
  const covered = UNCOVERED + (1 - UNCOVERED) * (coverage ?? USUAL_COVERAGE);
  return (own - chance + matched) * match.familiarity * covered;
}

/** @returns the likeliest topic without an answer, and how far it is ahead; `undefined` where none is. */
export function likelierTopic(
  scores: Scores,
  label: number,
  answered: number,
): { readonly label: number; readonly by: number } | undefined {
  if (answered >= scores.learnt.length) return undefined;
  const all = combined(scores);
  const [first = -1] = bestOf(all.subarray(answered), 1);
  const by = (all[answered + first] ?? Number.NEGATIVE_INFINITY) - (all[label] ?? Number.NEGATIVE_INFINITY);
  return by > 0 ? { label: answered + first, by } : undefined;
}

/** What the best of so many scores is likely to be where none is meant. */
function byChance(scores: Float64Array): number {
  let [sum, squares] = [0, 0];
  for (const score of scores) {
    sum += score;
    squares += score * score;
  }
  const mean = sum / scores.length;
  const spread = Math.sqrt(Math.max(0, squares / scores.length - mean * mean));
  return Math.log2(scores.length / NONE_UP_TO) * spread;
}
