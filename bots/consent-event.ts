// The switch in the chat's menu: an event of the page that declines or allows the relationship, as the words for it do.

import type { TurnContext } from 'botbuilder-core';
import {
  acceptRelationship,
  declineRelationship,
  eraseRelationship,
  reopenRelationship,
} from '../dialogs/relationship.js';
import { customerTurn, type TurnInput } from './customer-turn.js';
import type { BotParts } from './parts.js';

/** The event's name; its value is `open` or `declined`. */
const CONSENT = 'relationship.consent';

/** @param silent a person has the conversation: the wish holds, and the bot says nothing. @returns whether it was such an event. */
export async function settleConsent(
  { services }: BotParts,
  stage: Omit<TurnInput, 'text'> & { readonly context: TurnContext },
  silent: boolean,
): Promise<boolean> {
  const { name, value } = stage.context.activity;
  if (name !== CONSENT || (value !== 'open' && value !== 'declined')) return false;
  const turn = customerTurn(services, stage.context, { ...stage, text: '' });
  if (silent) await (value === 'declined' ? eraseRelationship(turn) : reopenRelationship(turn));
  else await (value === 'declined' ? declineRelationship : acceptRelationship).act(turn, {});
  return true;
}
