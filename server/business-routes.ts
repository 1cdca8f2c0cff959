// The business's API: what went unanswered, what is proposed, and which answers are in force. For supervisors and administrators only.

import { z } from 'zod';
import type { ChangeOutcome, LearningDesk } from '../data/learning-desk.js';
import type { SatisfactionDesk } from '../data/satisfaction-desk.js';
import type { ThresholdsDesk } from '../data/thresholds-desk.js';
import { sendProblem } from './agent-guard.js';
import type { LoginLimit } from './agent-login.js';
import { CHANGED, createBusinessGuard, GONE } from './business-guard.js';
import { registerBusinessLogin } from './business-login.js';
import { registerBusinessSatisfaction } from './business-satisfaction.js';
import { registerBusinessThresholds } from './business-thresholds.js';
import { addressOf, bodyOf, type Request, type Response, type Server } from './http.js';
import { Draft } from './proposal-body.js';
import type { Sessions } from './sessions.js';

const Revision = z.object({ revision: z.int().min(1) });
const Edit = Draft.extend({ revision: z.int().min(1) });
const Written = Draft.extend({ gapId: z.string().min(1).max(200).optional() });
const GapState = z.object({ state: z.enum(['open', 'not-ours']) });
const Restore = z.object({ newest: z.int().min(0) });

/**
 * Registers `/api/business/*`. A missing or ended session is answered 401; an agent without a role, and a foreign origin, 403.
 * @param publicUrl where the console is reached; with https the cookie travels over HTTPS only.
 */
export function registerBusinessRoutes(
  server: Server,
  deps: {
    readonly sessions: Sessions;
    readonly loginLimit: LoginLimit;
    readonly learning: LearningDesk;
    /** Absent: the console shows none. */
    readonly thresholds?: ThresholdsDesk;
    /** Absent: the console shows none. */
    readonly satisfaction?: SatisfactionDesk;
    readonly businessName: string;
    readonly publicUrl?: string;
    readonly trustProxy?: boolean;
  },
): void {
  const { learning } = deps;
  registerBusinessLogin(server, {
    ...deps,
    secureCookie: deps.publicUrl?.startsWith('https:') === true,
    addressOf: (request) => addressOf(request, deps.trustProxy === true),
  });

  const { reading, changing } = createBusinessGuard(deps);
  if (deps.thresholds) registerBusinessThresholds(server, { ...deps, thresholds: deps.thresholds });
  if (deps.satisfaction) registerBusinessSatisfaction(server, { ...deps, satisfaction: deps.satisfaction });
  const idOf = (request: Request) => (request.params as { id: string }).id;

  server.get(
    '/api/business/gaps',
    reading(() => learning.gaps.list()),
  );
  server.post(
    '/api/business/gaps/:id',
    changing(async (request, response) => {
      sendOutcome(response, await learning.gaps.set(idOf(request), bodyOf(request, GapState).state));
    }),
  );

  server.get(
    '/api/business/proposals',
    reading(() => learning.proposals.list()),
  );
  server.post(
    '/api/business/proposals',
    changing(async (request, response, by) => {
      const { gapId, ...draft } = bodyOf(request, Written);
      response.send(201, { id: await learning.proposals.propose(draft, gapId ? { gapId } : {}, by) });
    }),
  );
  server.post(
    '/api/business/proposals/:id/edit',
    changing(async (request, response) => {
      const { revision, ...draft } = bodyOf(request, Edit);
      sendOutcome(response, await learning.proposals.edit(idOf(request), revision, draft));
    }),
  );
  for (const decision of ['approve', 'reject'] as const) {
    server.post(
      `/api/business/proposals/:id/${decision}`,
      changing(async (request, response, by) => {
        const { revision } = bodyOf(request, Revision);
        sendOutcome(response, await learning.proposals[decision](idOf(request), revision, by));
      }),
    );
  }

  server.get(
    '/api/business/versions',
    reading(() => learning.versions.list()),
  );
  server.post(
    '/api/business/versions/:id/restore',
    changing(async (request, response, by) => {
      const { newest } = bodyOf(request, Restore);
      const id = idOf(request);
      if (!/^\d{1,9}$/.test(id)) return sendProblem(response, GONE);
      sendOutcome(response, await learning.versions.restore(Number(id), newest, by));
    }),
  );
}

function sendOutcome(response: Response, outcome: ChangeOutcome): void {
  switch (outcome) {
    case 'done':
      response.send(204);
      return;
    case 'stale':
      sendProblem(response, CHANGED);
      return;
    case 'gone':
      sendProblem(response, GONE);
      return;
    default:
      outcome satisfies never;
  }
}
