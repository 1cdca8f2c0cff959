// Messages without a word in them: whether one is, and what its emoji say. Reads raw text.

const POSITIVE = /👍|❤|♥|😀|😃|😄|😁|😊|🙂|😍|🥰|🎉|👏|🙏|💚|💙|✅|🤩|💯|👌|😘|🤗|☺|[:;]-?[)D]|<3/u;
const NEGATIVE = /👎|😡|😠|🤬|😢|😭|😞|☹|🙁|😤|💔|😒|🙄|😩|😫|😔|🤮|💩|😖|:-?[(/]/u;

/**
 * @returns what a wordless message says, or `undefined` when it has a letter or a digit. Both at once say nothing clear: `none`.
 */
export function wordlessReaction(text: string): 'none' | 'positive' | 'negative' | undefined {
  // ":D" has a letter and is still no word; keycap digits such as 1️⃣ are an answer.
  if (/[\p{L}\p{N}]/u.test(text.replace(/[:;]-?D\b/g, ''))) return undefined;
  const positive = POSITIVE.test(text);
  const negative = NEGATIVE.test(text);
  if (positive === negative) return 'none';
  return positive ? 'positive' : 'negative';
}
