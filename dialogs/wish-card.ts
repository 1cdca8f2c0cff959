// The kept wishes as an Adaptive Card to edit: a row for each, a field to add one, one button to save. What is done with an answer is not its business.

import type { AttachmentContent } from '../data/conversation.js';
import type { PreferenceStrength } from '../data/preference-subject.js';
import { fieldsOf, LONGEST_WHAT, LONGEST_WHOM, STRENGTHS, type WishFields } from './change-wish.js';
import { type KeptWish, keptInWords, keptWishes, sourceInWords, versionOf } from './kept-wishes.js';
import { ADAPTIVE_CARD, plain } from './product-cards.js';
import type { Turn } from './turn.js';

/** Rows of one card: with more, an answer would be longer than what a channel takes, and the card than a screen or two. */
export const ROWS = 8;
export const LONGEST_ADDED = 300;

/** The fields of a submitted card, besides what the buttons say. */
export const FIELD = { what: 'what-', how: 'how-', whom: 'whom-', add: 'add' } as const;

export interface WishCardOptions {
  /** From 0. */
  readonly page: number;
  /** Rows that could not be saved: they stand open with what was typed, and what is wrong with it. */
  readonly refused?: ReadonlyMap<string, { readonly typed: Partial<WishFields>; readonly why: string }>;
  /** What was typed to be added and not understood. */
  readonly add?: string;
  /** Only these; left out: all. */
  readonly only?: ReadonlySet<string>;
}

/** Version 1.5, the newest that Teams draws. */
export function wishCard(
  turn: Turn,
  { page, refused = new Map(), add = '', only }: WishCardOptions,
): AttachmentContent {
  const all = keptWishes(turn.record);
  const numbered = all
    .map((kept, at) => ({ kept, number: at + 1 }))
    .filter(({ kept }) => only === undefined || only.has(kept.id));
  const pages = Math.max(1, Math.ceil(numbered.length / ROWS));
  const shown = Math.min(Math.max(0, page), pages - 1);
  const rows = numbered.slice(shown * ROWS, (shown + 1) * ROWS);
  const data = { wishes: versionOf(all), card: turn.services.newId() };
  const title = turn.phrase('wish-card.title');
  const submit = (title: string, more: object, rest: object = {}) => ({
    type: 'Action.Submit',
    title,
    data: { ...data, ...more },
    ...rest,
  });
  return {
    contentType: ADAPTIVE_CARD,
    name: title,
    content: {
      type: 'AdaptiveCard',
      $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
      version: '1.5',
      // It names the card for a screen reader, which tells it from an older one above.
      speak: [
        title,
        ...[...refused.values()].map(({ why }) => why),
        ...rows.map(({ kept }) => keptInWords(kept, turn)),
      ].join('. '),
      fallbackText: turn.phrase('wish-card.in_words'),
      body: [
        { type: 'TextBlock', text: title, weight: 'Bolder', size: 'Medium', wrap: true },
        ...(pages > 1
          ? [
              {
                type: 'TextBlock',
                text: turn.phrase('wish-card.page', {
                  from: rows[0]?.number ?? 1,
                  to: rows.at(-1)?.number ?? 1,
                  count: numbered.length,
                }),
                isSubtle: true,
                spacing: 'None',
                wrap: true,
              },
            ]
          : []),
        ...rows.map(({ kept, number }) => rowOf(kept, number, refused.get(kept.id), data, turn)),
        {
          type: 'Container',
          separator: true,
          spacing: 'Medium',
          items: [
            {
              type: 'Input.Text',
              id: FIELD.add,
              label: turn.phrase('wish-card.add'),
              placeholder: turn.phrase('wish-card.add_example'),
              maxLength: LONGEST_ADDED,
              ...(add ? { value: add } : {}),
            },
          ],
        },
      ],
      actions: [
        submit(turn.phrase('wish-card.save'), { page: shown }),
        ...(shown > 0 ? [submit(turn.phrase('wish-card.earlier'), { page: shown, turn: shown - 1 })] : []),
        ...(shown < pages - 1
          ? [submit(turn.phrase('wish-card.more'), { page: shown, turn: shown + 1 })]
          : []),
      ],
    },
  };
}

function rowOf(
  kept: KeptWish,
  number: number,
  refusal: { readonly typed: Partial<WishFields>; readonly why: string } | undefined,
  data: object,
  turn: Turn,
): unknown {
  const wish = keptInWords(kept, turn);
  const edit = `edit-${kept.id}`;
  const values = { number, wish };
  return {
    type: 'Container',
    separator: true,
    spacing: 'Medium',
    items: [
      {
        type: 'TextBlock',
        text: plain(turn.phrase('wish-card.row', values)),
        weight: 'Bolder',
        wrap: true,
      },
      {
        type: 'TextBlock',
        text: plain(sourceInWords(kept, turn)),
        isSubtle: true,
        spacing: 'None',
        size: 'Small',
        wrap: true,
      },
      ...(refusal
        ? [{ type: 'TextBlock', text: plain(refusal.why), weight: 'Bolder', spacing: 'Small', wrap: true }]
        : []),
      {
        type: 'ColumnSet',
        spacing: 'Small',
        columns: [
          {
            type: 'Action.ToggleVisibility',
            title: turn.phrase('wish-card.change', { number }),
            tooltip: turn.phrase('wish-card.change_this', values),
            targetElements: [edit],
          },
          {
            type: 'Action.Submit',
            title: turn.phrase('wish-card.forget', { number }),
            tooltip: turn.phrase('wish-card.forget_this', values),
            data: { ...data, forget: kept.id },
          },
        ].map((action) => ({
          type: 'Column',
          width: 'stretch',
          items: [{ type: 'ActionSet', actions: [action] }],
        })),
      },
      {
        type: 'Container',
        id: edit,
        isVisible: refusal !== undefined,
        spacing: 'Small',
        items: inputsOf(kept, number, refusal?.typed ?? {}, turn),
      },
    ],
  };
}

function inputsOf(
  kept: KeptWish,
  number: number,
  typed: Partial<WishFields>,
  turn: Turn,
): readonly unknown[] {
  const { what, how, whom } = fieldsOf(kept, turn);
  const isPrice = kept.kind === 'own' && kept.preference.subject.kind === 'max-price';
  return [
    {
      type: 'Input.Text',
      id: `${FIELD.what}${kept.id}`,
      label: turn.phrase(isPrice ? 'wish-card.amount' : 'wish-card.what', { number }),
      value: typed.what ?? what,
      maxLength: LONGEST_WHAT,
    },
    ...(how === undefined
      ? []
      : [
          {
            type: 'Input.ChoiceSet',
            id: `${FIELD.how}${kept.id}`,
            label: turn.phrase('wish-card.how', { number }),
            style: 'compact',
            value: typed.how ?? how,
            choices: STRENGTHS.map((strength) => ({
              title: strengthInWords(strength, turn),
              value: strength,
            })),
          },
        ]),
    {
      type: 'Input.Text',
      id: `${FIELD.whom}${kept.id}`,
      label: turn.phrase('wish-card.whom', { number }),
      value: typed.whom ?? whom,
      maxLength: LONGEST_WHOM,
    },
  ];
}

function strengthInWords(strength: PreferenceStrength, { phrase }: Turn): string {
  switch (strength) {
    case 'must':
      return phrase('wish-card.must');
    case 'like':
      return phrase('wish-card.like');
    case 'dislike':
      return phrase('wish-card.dislike');
    case 'must-not':
      return phrase('wish-card.must_not');
  }
}
