// The desk's terms for a customer: how long things may take, who is there, and times as the customer reads them. Decides nothing.

import type { CustomerRecord } from '../data/customer.js';
import { teamsAt } from '../data/desk-hours.js';
import type { Instant } from '../data/ids.js';
import { timeInWords } from '../dialogs/format.js';
import type { Turn } from '../dialogs/turn.js';
import { type Thresholds, thresholdsFor } from '../escalation/index.js';
import { callbackBy } from '../handoff/callback-time.js';
import type { AtDesk, Patience, RouteTimes } from '../handoff/routing.js';
import { levelInForce } from './facts.js';
import type { BotParts } from './parts.js';

/** The desk's numbers for this customer, from the thresholds at their level. */
export function patienceOf(thresholds: Thresholds, record: CustomerRecord): Patience {
  const set = thresholdsFor(levelInForce(record), thresholds);
  return {
    seconds: set.patience_seconds,
    promiseMinutes: set.promise_minutes,
    callbackHours: set.callback_hours,
    priorityMinutes: set.priority,
    places: set.places,
  };
}

/** What the times of a route that begins now depend on. */
export function routeTimes(parts: BotParts, { record, now }: Pick<Turn, 'record' | 'now'>): RouteTimes {
  const patience = patienceOf(parts.thresholds, record);
  const { profile } = parts.services.business;
  return { patience, callbackBy: callbackBy(profile, patience.callbackHours, now) };
}

/** Who is there now, and which teams work. */
export function atDesk(parts: BotParts, now: Date): AtDesk {
  const { agents, profile } = parts.services.business;
  const open = new Set(teamsAt(profile, now).flatMap((team) => (team.open ? [team.id] : [])));
  return {
    agents,
    presenceOf: parts.presenceOf,
    isFull: (agent) => parts.isFull?.(agent) ?? false,
    teamOpen: (team) => open.has(team),
  };
}

export function spokenTime(turn: Turn, at: Instant): string {
  return timeInWords(new Date(at), turn.now, turn.services.business.profile);
}
