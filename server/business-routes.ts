// The business's API: what went unanswered, what is proposed, and which answers are in force. For supervisors and administrators only.

import { z } from 'zod';
import type { AgentCard } from '../data/business.js';
import type { Author, ChangeOutcome, LearningDesk } from '../data/learning-desk.js';
import { agentOf, type Problem, refuseForeign, SIGN_IN, sendProblem } from './agent-guard.js';
import type { LoginLimit } from './agent-login.js';
import { mayDecide, NO_ROLE, registerBusinessLogin } from './business-login.js';
import { addressOf, bodyOf, type Request, type Response, type Server } from './http.js';
import { Draft } from './proposal-body.js';
import { createRateLimit } from './rate-limits.js';
import type { Sessions } from './sessions.js';

/** Changes a minute: nobody decides a question a second, and each approval learns for seconds. */
export const CHANGES_A_MINUTE = 60;

const Revision = z.object({ revision: z.int().min(1) });
const Edit = Draft.extend({ revision: z.int().min(1) });
const Written = Draft.extend({ gapId: z.string().min(1).max(200).optional() });
const GapState = z.object({ state: z.enum(['open', 'not-ours']) });
const Restore = z.object({ newest: z.int().min(0) });

const CHANGED: Problem = {
  status: 409,
  code: 'CHANGED_MEANWHILE',
  message: 'Somebody changed or decided this meanwhile; nothing was done. Look at it as it is now.',
};
const GONE: Problem = { status: 404, code: 'NOT_FOUND', message: 'It is not there any more.' };

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
    readonly businessName: string;
    readonly publicUrl?: string;
    readonly trustProxy?: boolean;
  },
): void {
  const { sessions, learning } = deps;
  const changes = createRateLimit(CHANGES_A_MINUTE, 60);
  registerBusinessLogin(server, {
    ...deps,
    secureCookie: deps.publicUrl?.startsWith('https:') === true,
    addressOf: (request) => addressOf(request, deps.trustProxy === true),
  });

  type Handler = (request: Request, response: Response, by: Author) => Promise<void>;

  const deciding =
    (handler: (request: Request, response: Response, agent: AgentCard) => Promise<void>) =>
    async (request: Request, response: Response) => {
      response.setHeader('Cache-Control', 'no-store');
      const agent = await agentOf(request, sessions);
      if (!agent) return sendProblem(response, SIGN_IN);
      if (!mayDecide(agent)) return sendProblem(response, NO_ROLE);
      await handler(request, response, agent);
    };
  const reading = (read: () => Promise<unknown>) =>
    deciding(async (_request, response) => {
      response.send(200, await read());
    });
  const changing = (handler: Handler) => async (request: Request, response: Response) => {
    const refused = refuseForeign(request, deps.publicUrl);
    if (refused) return sendProblem(response, refused);
    await deciding(async (_request, _response, agent) => {
      const wait = await changes.take(agent.id);
      if (wait !== undefined) return sendTooMany(response, wait);
      await handler(request, response, { id: agent.id, name: agent.name });
    })(request, response);
  };
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

function sendTooMany(response: Response, wait: number): void {
  response.setHeader('Retry-After', String(wait));
  sendProblem(response, {
    status: 429,
    code: 'TOO_MANY_REQUESTS',
    message: `Too many changes at once. Try again in ${wait} seconds.`,
  });
}
