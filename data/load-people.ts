// agents.csv and customers.csv: who answers, and who asks.

import { join } from 'node:path';
import { z } from 'zod';
import { AGENT_ROLES, type AgentCard, type CustomerCard } from './business.js';
import type { Report } from './business-faults.js';
import { addDays } from './calendar.js';
import {
  day,
  email,
  freeText,
  id,
  list,
  oneOf,
  optional,
  satisfaction,
  text,
  wholeNumber,
  yesNo,
} from './csv-cells.js';
import type { AgentId, CustomerId, Day } from './ids.js';
import { type Row, readCsv } from './read-csv.js';
import { reportDangling, reportRepeated, writtenIn } from './table-checks.js';

const AGENTS = 'agents.csv';
export const CUSTOMERS = 'customers.csv';

const agentId = id.transform((t) => t as AgentId);

const agentColumns = z.object({
  id: agentId,
  name: text,
  email,
  skills: list(text),
  languages: list(text),
  capacity: wholeNumber(1, 20),
  deputy: optional(agentId),
  team: optional(text),
  roles: list(oneOf(AGENT_ROLES)),
  password_hash: optional(
    text.refine((hash) => hash.startsWith('$argon2id$'), {
      error: 'is not an Argon2id hash',
      params: { remedy: 'Make one with npm run hash-password.' },
    }),
  ),
});

export const customerColumns = z.object({
  id: id.transform((t) => t as CustomerId),
  name: text,
  email,
  address: freeText,
  customer_since: day,
  member: yesNo,
  reviews: wholeNumber(0),
  satisfaction: optional(satisfaction),
  open_complaints: wholeNumber(0),
  contributions: list(day),
  dedicated_agent: optional(agentId),
  teams_id: optional(text),
  company: optional(text),
});

export interface LoadedAgents {
  readonly agents: ReadonlyMap<AgentId, AgentCard>;
  /** For references to it; see `writtenIn`. */
  readonly ids: ReadonlySet<string> | undefined;
}

/** @param teamIds those of business.yaml; left out, teams are not looked at. */
export async function loadAgents(
  folder: string,
  report: Report,
  teamIds?: ReadonlySet<string>,
): Promise<LoadedAgents> {
  const table = await readCsv(join(folder, AGENTS), agentColumns, AGENTS, report);
  const ids = writtenIn(table, 'id');
  if (table) {
    reportRepeated(table, ['id'], AGENTS, report);
    reportRepeated(table, ['email'], AGENTS, report);
  }
  for (const { line, value } of table?.rows ?? []) {
    reportDangling({ file: AGENTS, line, column: 'deputy' }, value.deputy, ids, AGENTS, report);
    reportDangling({ file: AGENTS, line, column: 'team' }, value.team, teamIds, 'business.yaml', report);
    if (value.deputy === value.id) {
      report({
        file: AGENTS,
        line,
        what: `deputy ${JSON.stringify(value.deputy)} is the agent's own id`,
        remedy: 'Name a colleague or leave it empty.',
      });
    }
  }
  return {
    ids,
    agents: new Map(
      table?.rows.map(({ value: { password_hash: passwordHash, ...card } }) => [
        card.id,
        { ...card, passwordHash },
      ]),
    ),
  };
}

export interface LoadedCustomers {
  /** Dates moved by `moveDays`. */
  readonly customers: ReadonlyMap<CustomerId, CustomerCard>;
  /** For references to it; see `writtenIn`. */
  readonly ids: ReadonlySet<string> | undefined;
  /** As written, so that orders can be compared with it. */
  readonly since: ReadonlyMap<CustomerId, Day>;
}

/** A customer's row as read, before its dates are moved. */
export type CustomerRow = z.output<typeof customerColumns>;

/**
 * @param asOf the day as of which the dates were written; a later one is a fault.
 * @param moveDays is added to every date, so that a demo is always current; 0 for real data.
 */
export async function loadCustomers(
  folder: string,
  dates: { readonly asOf: Day; readonly moveDays: number },
  agentIds: ReadonlySet<string> | undefined,
  report: Report,
): Promise<LoadedCustomers> {
  const table = await readCsv(join(folder, CUSTOMERS), customerColumns, CUSTOMERS, report);
  if (table) {
    for (const column of ['id', 'email', 'teams_id']) reportRepeated(table, [column], CUSTOMERS, report);
  }
  const rows = table?.rows ?? [];
  for (const row of rows) checkCustomer(row, dates.asOf, agentIds, report);
  return {
    ids: writtenIn(table, 'id'),
    since: new Map(rows.map(({ value }) => [value.id, value.customer_since])),
    customers: new Map(rows.map(({ value }) => [value.id, cardOf(value, dates.moveDays)])),
  };
}

/** Reports what is wrong with one customer, beyond the single cells. */
export function checkCustomer(
  { line, value }: Row<CustomerRow>,
  asOf: Day,
  agentIds: ReadonlySet<string> | undefined,
  report: Report,
): void {
  const place = { file: CUSTOMERS, line };
  reportDangling({ ...place, column: 'dedicated_agent' }, value.dedicated_agent, agentIds, AGENTS, report);
  for (const [column, written] of [
    ['customer_since', value.customer_since] as const,
    ...value.contributions.map((contribution) => ['contributions', contribution] as const),
  ]) {
    if (written <= asOf) continue;
    report({
      ...place,
      what: `${column} ${JSON.stringify(written)} lies in the future, after ${asOf}`,
      remedy: 'Correct it.',
    });
  }
}

/** @param moveDays is added to every date. */
export function cardOf(row: CustomerRow, moveDays: number): CustomerCard {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    address: row.address,
    customerSince: addDays(row.customer_since, moveDays),
    member: row.member,
    reviews: row.reviews,
    satisfaction: row.satisfaction,
    openComplaints: row.open_complaints,
    contributions: row.contributions.map((on) => addDays(on, moveDays)),
    dedicatedAgent: row.dedicated_agent,
    teamsId: row.teams_id,
    company: row.company,
  };
}
