// When people answer: in the desk's own hours, or, where the business has teams, while any of them works. Pure.

import type { BusinessProfile, Team } from './business.js';
import { isOpen } from './calendar.js';

/** What of a business says when its people are there. */
export type DeskHours = Pick<BusinessProfile, 'deskHours' | 'holidays' | 'timeZone' | 'teams'>;

export function isDeskOpen({ deskHours, holidays, timeZone, teams = [] }: DeskHours, at: Date): boolean {
  if (teams.length > 0) return teams.some((team) => isTeamOpen(team, at));
  return isOpen(deskHours, holidays, at, timeZone);
}

export function isTeamOpen({ hours, holidays, timeZone }: Team, at: Date): boolean {
  return isOpen(hours, holidays, at, timeZone);
}

/** @returns the business's teams as they stand at that moment; empty: it has none. */
export function teamsAt({ teams = [] }: DeskHours, at: Date) {
  return teams.map((team) => ({ id: team.id, name: team.name, open: isTeamOpen(team, at) }));
}

/** Whether people are ever there. */
export function isEverOpen({ deskHours, teams = [] }: DeskHours): boolean {
  const weeks = teams.length > 0 ? teams.map(({ hours }) => hours) : [deskHours];
  return weeks.some((week) => Object.values(week).some((hours) => hours !== undefined));
}
