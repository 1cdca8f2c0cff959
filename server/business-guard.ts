// What every request to the business's API passes: a session, a role, and, where it changes or works, the origin and a limit.

import type { AgentCard } from '../data/business.js';
import type { Author } from '../data/learning-desk.js';
import { agentOf, type Problem, refuseForeign, SIGN_IN, sendProblem } from './agent-guard.js';
import { mayDecide, NO_ROLE } from './business-login.js';
import type { Request, Response } from './http.js';
import { createRateLimit } from './rate-limits.js';
import type { Sessions } from './sessions.js';

/** Changes a minute: nobody decides a question a second, and each approval learns for seconds. */
export const CHANGES_A_MINUTE = 60;

export const CHANGED: Problem = {
  status: 409,
  code: 'CHANGED_MEANWHILE',
  message: 'Somebody changed or decided this meanwhile; nothing was done. Look at it as it is now.',
};
export const GONE: Problem = { status: 404, code: 'NOT_FOUND', message: 'It is not there any more.' };

type Handler = (request: Request, response: Response, by: Author) => Promise<void>;

/**
 * A missing or ended session is answered 401; an agent without a role, and a foreign origin, 403; too much at once 429.
 * @param perMinute requests of one person that are not merely read.
 */
export function createBusinessGuard(deps: {
  readonly sessions: Sessions;
  readonly publicUrl?: string;
  readonly perMinute?: number;
}) {
  const limit = createRateLimit(deps.perMinute ?? CHANGES_A_MINUTE, 60);

  const deciding =
    (handler: (request: Request, response: Response, agent: AgentCard) => Promise<void>) =>
    async (request: Request, response: Response) => {
      response.setHeader('Cache-Control', 'no-store');
      const agent = await agentOf(request, deps.sessions);
      if (!agent) return sendProblem(response, SIGN_IN);
      if (!mayDecide(agent)) return sendProblem(response, NO_ROLE);
      await handler(request, response, agent);
    };

  return {
    deciding,
    reading: (read: () => Promise<unknown>) =>
      deciding(async (_request, response) => {
        response.send(200, await read());
      }),
    changing: (handler: Handler) => async (request: Request, response: Response) => {
      const refused = refuseForeign(request, deps.publicUrl);
      if (refused) return sendProblem(response, refused);
      await deciding(async (_request, _response, agent) => {
        const wait = await limit.take(agent.id);
        if (wait !== undefined) return sendTooMany(response, wait);
        await handler(request, response, { id: agent.id, name: agent.name });
      })(request, response);
    },
  };
}

function sendTooMany(response: Response, wait: number): void {
  response.setHeader('Retry-After', String(wait));
  sendProblem(response, {
    status: 429,
    code: 'TOO_MANY_REQUESTS',
    message: `Too many changes at once. Try again in ${wait} seconds.`,
  });
}
