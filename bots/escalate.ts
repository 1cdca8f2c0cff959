// Passing the customer on: the handoff is opened in the draft first, then the customer is told, and both are committed together.

import type { DecisionReason } from '../data/decision.js';
import type { WaitingHandoff } from '../data/handoff.js';
import type { Sentence, Turn } from '../dialogs/turn.js';
import type { Facts } from '../escalation/index.js';
import { openHandoff } from '../handoff/lifecycle.js';
import { routesFor } from '../handoff/routing.js';
import { briefOf } from './brief.js';
import { needOf } from './desk-need.js';
import { atDesk, routeTimes, spokenTime } from './desk-terms.js';
import { deskFacts } from './facts.js';
import { lineChoices } from './line-choices.js';
import type { BotParts } from './parts.js';
import { placeSentence, tellStillWaiting } from './still-waiting.js';

/** Rules that stand for something gone wrong; a person comes, but a word about it comes first. */
const SORRY: ReadonlySet<string> = new Set([
  'anger',
  'late-deliveries',
  'days-late',
  'open-complaint',
  'value-at-stake',
  'trouble',
]);

export async function escalate(
  parts: BotParts,
  turn: Turn,
  wanted: { readonly route: 'dedicated' | 'pool'; readonly reason: DecisionReason },
): Promise<void> {
  if (turn.record.handoff) {
    await tellStillWaiting(parts, turn);
    return;
  }
  const desk = deskFacts(parts, turn);
  const previous = turn.record.pastHandoffs.findLast(({ agentId }) => agentId !== undefined)?.agentId;
  const handoff = openHandoff(
    turn.record,
    turn.conversation,
    {
      reason: wanted.reason,
      brief: briefOf(parts, turn, wanted.reason),
      routes: routesFor(wanted.route, {
        ...(desk.dedicated ? { dedicated: desk.dedicated.agentId } : {}),
        ...(previous ? { previous } : {}),
        agents: parts.services.business.agents,
        deskOpen: desk.open,
        need: needOf(parts, turn, topicOf(wanted.reason)),
      }),
      times: routeTimes(parts, turn),
      atDesk: atDesk(parts, turn.now),
    },
    { now: turn.now, newId: parts.services.newId },
  );
  if (SORRY.has(wanted.reason.rule)) await turn.say({ key: 'handoff.sorry' });
  await turn.say(openingSentence(turn, handoff, desk, wanted.route));
  const place = parts.placeInLine?.(turn.record);
  if (place && (place.position > 1 || place.minutes !== undefined)) await turn.say(placeSentence(place));
  // Where somebody is free to come at once, there is nothing to choose.
  const chooses = handoff.route.kind === 'message' || place?.free === false;
  await turn.say({ key: 'handoff.meanwhile', ...(chooses ? lineChoices(turn, handoff) : {}) });
}

function topicOf({ rule, value }: DecisionReason): string | undefined {
  return rule === 'sensitive-topic' ? String(value) : undefined;
}

/** @param wanted where it would have gone, had everybody been there. */
function openingSentence(
  turn: Turn,
  { route, promisedBy }: WaitingHandoff,
  desk: Facts['desk'],
  wanted: 'dedicated' | 'pool',
): Sentence {
  const by = spokenTime(turn, promisedBy);
  const { agents } = turn.services.business;
  const agent = 'agentId' in route ? (agents.get(route.agentId)?.name ?? '') : '';
  const absent = wanted === 'dedicated' && route.kind !== 'dedicated' ? desk.dedicated?.name : undefined;
  switch (route.kind) {
    case 'dedicated':
      return { key: 'handoff.dedicated_online', values: { agent, first: agent.split(' ')[0] ?? '', by } };
    case 'deputy':
      return { key: 'handoff.deputy_online', values: { agent, absent: absent ?? '', by } };
    case 'message':
      return { key: 'handoff.message', values: { by } };
    case 'previous':
    case 'colleague':
      return absent === undefined
        ? { key: 'handoff.previous_online', values: { agent, by } }
        : { key: 'handoff.previous_instead', values: { agent, absent, by } };
    case 'pool':
      if (absent !== undefined) return { key: 'handoff.dedicated_away', values: { agent: absent, by } };
      return { key: desk.anyoneOnline ? 'handoff.pool_online' : 'handoff.pool_away', values: { by } };
  }
}
