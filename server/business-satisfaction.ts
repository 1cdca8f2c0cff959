// The business's API about its customers' satisfaction: figures by week, and comments. For supervisors and administrators only.

import { z } from 'zod';
import { RapportError } from '../data/errors.js';
import type { SatisfactionDesk } from '../data/satisfaction-desk.js';
import { createBusinessGuard } from './business-guard.js';
import { queryOf, type Request, type Response, type Server } from './http.js';
import type { Sessions } from './sessions.js';

/** A year, which is what a console compares at most. */
export const MOST_WEEKS = 53;
const Weeks = z.coerce.number().int().min(1).max(MOST_WEEKS).default(12);

/** Registers `GET /api/business/satisfaction?weeks=12`, for whoever may decide. */
export function registerBusinessSatisfaction(
  server: Server,
  deps: {
    readonly sessions: Sessions;
    readonly satisfaction: SatisfactionDesk;
    readonly publicUrl?: string;
  },
): void {
  const { deciding } = createBusinessGuard(deps);
  server.get(
    '/api/business/satisfaction',
    deciding(async (request: Request, response: Response) => {
      response.send(200, await deps.satisfaction.view(weeksOf(request)));
    }),
  );
}

function weeksOf(request: Request): number {
  const given = queryOf(request, 'weeks');
  const read = Weeks.safeParse(given);
  if (read.success) return read.data;
  throw new RapportError(
    'BAD_REQUEST',
    `weeks: "${given?.slice(0, 40)}" is no number of weeks.`,
    `Ask for 1 to ${MOST_WEEKS}.`,
  );
}
