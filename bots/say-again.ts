// "Say that again", "what were the options?": what the bot said last is said again, word for word, with its answers to tap.

import type { TurnContext } from 'botbuilder';
import type { ActivityContent, Conversation } from '../data/conversation.js';

const POLITE = '(?:(?:please|sorry|ok|okay|oh|hi|wait|hm+|can you|could you|will you|would you|i said)\\W+)*';
const AGAIN = new RegExp(
  `^\\W*${POLITE}(?:${[
    '(?:say|read|tell|show|give|repeat)(?: me| to me)? (?:that|it|this|them|the (?:question|options|choices|answers?|list|last (?:bit|part|message|one)))(?: to me| out| back)?(?: (?:once )?(?:again|more|one more time|once more))',
    'repeat(?: (?:that|it|this|the (?:question|options|choices|answers?|list|last (?:bit|part|message|sentence)|message)|yourself))?',
    '(?:come again|pardon(?: me)?|(?:i )?beg your pardon|say again)',
    'what (?:did|were) you (?:just )?(?:say|saying|ask|asking)(?: me)?',
    'what (?:was (?:that|the question)|is the question)(?: again)?',
    '(?:what|which) (?:are|were) the (?:options|choices|possible answers)(?: again)?',
    '(?:read|list|tell|give)(?: me)? the (?:options|choices)',
  ].join('|')})(?:\\W+(?:please|to me|for me|again|thanks))*\\W*$`,
  'i',
);

/** @returns whether nothing but the bot's last words is asked for. */
export function asksToSayAgain(text: string): boolean {
  return text.length <= LONGEST && AGAIN.test(text);
}
const LONGEST = 80;

/** @returns whether there was something to say again. Whatever was asked stays asked. */
export async function sayAgain(context: TurnContext, { transcript }: Conversation): Promise<boolean> {
  const said: ActivityContent[] = [];
  // The last entry is the message that asks for it.
  for (const { from, activity } of transcript.slice(0, -1).reverse()) {
    if (from.role === 'customer') break;
    if (from.role === 'agent') return false;
    if (from.role === 'bot' && activity.type === 'message') said.unshift(activity);
  }
  for (const activity of said)
    await context.sendActivity(activity as Parameters<TurnContext['sendActivity']>[0]);
  return said.length > 0;
}
