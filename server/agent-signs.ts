// What an agent's requests tell, where they may reach another process than the one that holds the agent's stream: counted in the store,
// so that no two clocks are compared. And what agents chose, which outlives the process. Knows not what follows from either.

import type { AgentId } from '../data/ids.js';
import type { Stores } from '../data/ports.js';
import type { Presence } from '../handoff/desk.js';

/** What an agent may choose. */
export type Choice = Exclude<Presence, 'offline'>;

/** Numbers grow with every sign. */
export interface AgentSigns {
  /** A console answered that it is there. */
  readonly answered: number;
  /** Something was done. */
  readonly active: number;
  readonly choices: number;
  /** The last choice. */
  readonly chosen?: Choice;
}

export type Sign = 'answered' | 'active' | { readonly chosen: Choice };

export interface SharedSigns {
  note(agent: AgentId, sign: Sign): Promise<void>;
  of(agent: AgentId): Promise<AgentSigns>;
}

const NONE: AgentSigns = { answered: 0, active: 0, choices: 0 };
/** Two requests of one agent at the same time are rare, three are not met; a lost sign is made up for by the next. */
const ATTEMPTS = 3;

/** What agents chose last, through a restart. */
export interface KeptChoices {
  keep(agent: AgentId, choice: Choice): Promise<void>;
  of(agent: AgentId): Promise<Choice | undefined>;
}

export function createKeptChoices(stores: Pick<Stores, 'collection'>): KeptChoices {
  const signs = createSigns(stores);
  return {
    keep: (agent, chosen) => signs.note(agent, { chosen }),
    of: async (agent) => (await signs.of(agent)).chosen,
  };
}

/** @returns `undefined` where one process has all streams and all requests. */
export function createSharedSigns(stores: Pick<Stores, 'collection' | 'sharing'>): SharedSigns | undefined {
  return stores.sharing && createSigns(stores);
}

function createSigns(stores: Pick<Stores, 'collection'>): SharedSigns {
  const stored = stores.collection<AgentSigns>('agent-signs');
  return {
    of: async (agent) => (await stored.get(agent))?.value ?? NONE,
    async note(agent, sign) {
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        const found = await stored.get(agent);
        const next = counted(found?.value ?? NONE, sign);
        if ((await stored.save(agent, next, found?.version ?? 0)) === 'saved') return;
      }
    },
  };
}

function counted(signs: AgentSigns, sign: Sign): AgentSigns {
  if (sign === 'answered') return { ...signs, answered: signs.answered + 1 };
  if (sign === 'active') return { ...signs, active: signs.active + 1 };
  return { ...signs, choices: signs.choices + 1, chosen: sign.chosen };
}
