// The question how satisfied a customer was as an Adaptive Card: five buttons in a row and one to pass, and which of them was tapped.

import type { AttachmentContent, Conversation } from '../data/conversation.js';
import type { SubmitAction } from './shown-buttons.js';
import type { Turn } from './turn.js';

const ADAPTIVE_CARD = 'application/vnd.microsoft.card.adaptive';
const SCORES = [1, 2, 3, 4, 5] as const;
/** Newest entries that are looked through for a card; an older card is answered by nobody. */
const LOOKED_THROUGH = 100;

/** Version 1.5, the newest that Teams draws; where it is not drawn, the sentence beside it says how to answer in words. */
export function satisfactionCard(ask: string, { phrase }: Pick<Turn, 'phrase'>): AttachmentContent {
  const scale = phrase('satisfaction.scale');
  return {
    contentType: ADAPTIVE_CARD,
    name: phrase('satisfaction.card'),
    content: {
      type: 'AdaptiveCard',
      $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
      version: '1.5',
      speak: scale,
      fallbackText: scale,
      body: [
        { type: 'TextBlock', text: scale, wrap: true },
        {
          type: 'ColumnSet',
          spacing: 'Small',
          columns: SCORES.map((score) => ({
            type: 'Column',
            width: 'stretch',
            spacing: 'Small',
            items: [{ type: 'ActionSet', actions: [scoreButton(ask, score, phrase)] }],
          })),
        },
        { type: 'ActionSet', spacing: 'Small', actions: [skipButton(ask, phrase)] },
      ],
    },
  };
}

/** The tooltip is what a screen reader says of a button that shows a number alone. */
function scoreButton(ask: string, score: number, phrase: Turn['phrase']): SubmitAction & { tooltip: string } {
  const says = phrase('satisfaction.says', { score });
  return { type: 'Action.Submit', id: `${ask}:${score}`, title: String(score), tooltip: says, data: says };
}

function skipButton(ask: string, phrase: Turn['phrase']): SubmitAction {
  const title = phrase('satisfaction.skip');
  return { type: 'Action.Submit', id: `${ask}:skip`, title, data: phrase('satisfaction.skip_says') };
}

/** @returns the score, or `skip`, whose button on the card of this question says just this; so a card works when other words came between. */
export function tappedScore(
  { transcript }: Pick<Conversation, 'transcript'>,
  ask: string,
  text: string,
): number | 'skip' | undefined {
  const said = text.trim();
  if (said === '') return undefined;
  for (const { from, activity } of transcript.slice(-LOOKED_THROUGH).reverse()) {
    if (from.role !== 'bot') continue;
    for (const { content } of activity.attachments ?? []) {
      const tapped = buttonsIn(content).find(({ id, data }) => data === said && id.startsWith(`${ask}:`));
      const what = tapped?.id.slice(ask.length + 1);
      if (what !== undefined) return what === 'skip' ? 'skip' : Number(what);
    }
  }
  return undefined;
}

function buttonsIn(content: unknown): readonly { readonly id: string; readonly data: unknown }[] {
  if (typeof content !== 'object' || content === null) return [];
  const { type, id, data } = content as {
    readonly type?: unknown;
    readonly id?: unknown;
    readonly data?: unknown;
  };
  if (type === 'Action.Submit') return typeof id === 'string' ? [{ id, data }] : [];
  return Object.values(content).flatMap(buttonsIn);
}
