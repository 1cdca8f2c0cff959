// What a level brings: the types of relationship that hold at it, perks and invitations. Decides no level.

import type { LevelNumber } from '../data/customer.js';
import { FOR_ALL, type LevelRules, RELATIONSHIP_TYPES, type RelationshipType } from './levels.js';

/** Where each type begins in a file that does not say. */
const BEGINS: Readonly<Partial<Record<LevelNumber, readonly RelationshipType[]>>> = {
  2: ['automated-service'],
  4: ['dedicated-assistance'],
  5: ['community'],
  6: ['co-creation'],
};

export interface Invitation {
  readonly to: 'community' | 'co-creation';
  readonly link: string;
}

/** What holds at a level; all lower levels' too. */
export interface Offers {
  /** In the order of `RELATIONSHIP_TYPES`. */
  readonly types: readonly RelationshipType[];
  /** In the business's words, those of low levels first. */
  readonly perks: readonly string[];
  /** Only where the business gives an address. */
  readonly invitations: readonly Invitation[];
}

export function offersAt(level: LevelNumber, rules: LevelRules): Offers {
  const upTo = LEVELS.filter((lower) => lower <= level);
  const named = new Set<RelationshipType>([
    ...FOR_ALL,
    ...upTo.flatMap((lower) => rules.levels[lower].offers ?? BEGINS[lower] ?? []),
  ]);
  const types = RELATIONSHIP_TYPES.filter((type) => named.has(type));
  return {
    types,
    perks: [...new Set(upTo.flatMap((lower) => rules.levels[lower].perks ?? []))],
    invitations: INVITING.flatMap((to) => {
      const link = rules.invitations?.[to];
      return link !== undefined && named.has(to) ? [{ to, link }] : [];
    }),
  };
}

/** What a level has that a lower one has not. */
export function broughtBy(level: LevelNumber, from: LevelNumber, rules: LevelRules): Offers {
  const [before, after] = [offersAt(from, rules), offersAt(level, rules)];
  return {
    types: after.types.filter((type) => !before.types.includes(type)),
    perks: after.perks.filter((perk) => !before.perks.includes(perk)),
    invitations: after.invitations.filter(({ to }) => !before.types.includes(to)),
  };
}

const LEVELS = [0, 1, 2, 3, 4, 5, 6] as const satisfies readonly LevelNumber[];
const INVITING = ['community', 'co-creation'] as const;
