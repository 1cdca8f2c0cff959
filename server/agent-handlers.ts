// What every route of a signed-in agent begins and ends with: who asks, whether the request may change something, and the outcomes
// of the desk as answers. Knows nothing of what a route does between.

import type { AgentCard } from '../data/business.js';
import type { AgentId, CustomerId, HandoffId } from '../data/ids.js';
import type { ClaimOutcome, HandoffKey, PassOutcome, WatchOutcome } from '../handoff/desk.js';
import {
  agentOf,
  type Problem,
  refuseForeign,
  refuseOtherSite,
  SIGN_IN,
  sendProblem,
} from './agent-guard.js';
import type { Request, Response } from './http.js';
import type { Sessions } from './sessions.js';

/** The path of one handoff; `keyOf` reads it. */
export const HANDOFF = '/api/agent/handoffs/:customerId/:handoffId';

export const GONE: Problem = {
  status: 410,
  code: 'HANDOFF_GONE',
  message: 'This conversation has ended, or is not yours to see. Take another from the queue.',
};
export const STALE: Problem = {
  status: 409,
  code: 'HANDOFF_STALE',
  message: 'You do not have this conversation any more; nothing was sent. Open it again from the queue.',
};
const NOT_YOURS: Problem = {
  status: 409,
  code: 'FORBIDDEN',
  message: 'It is a colleague’s turn to take this conversation. Take another from the queue.',
};
const NOT_THERE: Problem = {
  status: 409,
  code: 'COLLEAGUE_AWAY',
  message: 'This colleague or team cannot take it now: not known, or not at the desk. Choose another.',
};
export const NOT_ALLOWED: Problem = {
  status: 403,
  code: 'FORBIDDEN',
  message: 'This is for supervisors, or for those who were invited. Ask the owner or a supervisor.',
};

export type AgentHandler = (request: Request, response: Response, agent: AgentCard) => Promise<void>;
type Route = (request: Request, response: Response) => Promise<void>;

export interface AgentHandlers {
  /** A missing or ended session is answered 401. */
  signedIn(handler: AgentHandler): Route;
  /** As `signedIn`; a foreign origin is answered 403, a body that is no JSON 415. */
  signedInFromHere(handler: AgentHandler): Route;
  /** As `signedInFromHere`, and the agent is at work. */
  changing(handler: AgentHandler): Route;
  /** As `changing`, for a body of any type. */
  sending(handler: AgentHandler): Route;
}

/** @param onActive told whenever an agent does something; what a console reads by itself is no sign of work. */
export function createAgentHandlers(deps: {
  readonly sessions: Sessions;
  readonly publicUrl?: string | undefined;
  readonly onActive: (agent: AgentId) => void;
}): AgentHandlers {
  const signedIn = (handler: AgentHandler) => async (request: Request, response: Response) => {
    response.setHeader('Cache-Control', 'no-store');
    const agent = await agentOf(request, deps.sessions);
    if (!agent) return sendProblem(response, SIGN_IN);
    await handler(request, response, agent);
  };
  const unless =
    (refusal: typeof refuseForeign) =>
    (handler: AgentHandler) =>
    async (request: Request, response: Response) => {
      const refused = refusal(request, deps.publicUrl);
      if (refused) return sendProblem(response, refused);
      await signedIn(handler)(request, response);
    };
  const atWork =
    (handler: AgentHandler): AgentHandler =>
    async (request, response, agent) => {
      deps.onActive(agent.id);
      await handler(request, response, agent);
    };
  const signedInFromHere = unless(refuseForeign);
  return {
    signedIn,
    signedInFromHere,
    changing: (handler) => signedInFromHere(atWork(handler)),
    sending: (handler) => unless(refuseOtherSite)(atWork(handler)),
  };
}

export function keyOf(request: Request): HandoffKey {
  const { customerId, handoffId } = request.params as { customerId: string; handoffId: string };
  return { customerId: customerId as CustomerId, handoffId: handoffId as HandoffId };
}

const REFUSED: Readonly<Record<Exclude<PassOutcome | WatchOutcome, 'done'>, Problem>> = {
  stale: STALE,
  gone: GONE,
  'not-there': NOT_THERE,
  'not-allowed': NOT_ALLOWED,
};

/** 204 for `done`; the console shows the message of a refusal. */
export function sendOutcome(response: Response, outcome: PassOutcome | WatchOutcome): void {
  if (outcome === 'done') response.send(204);
  else sendProblem(response, REFUSED[outcome]);
}

/** 200 with the epoch for the owner. */
export function sendClaim(response: Response, claim: ClaimOutcome): void {
  if (claim.outcome === 'claimed') response.send(200, { epoch: claim.epoch });
  else sendProblem(response, problemOf(claim));
}

function problemOf(claim: Exclude<ClaimOutcome, { outcome: 'claimed' }>): Problem {
  switch (claim.outcome) {
    case 'taken':
      return {
        status: 409,
        code: 'HANDOFF_TAKEN',
        message: `${claim.by} was quicker and has this conversation. Take another from the queue.`,
      };
    case 'not-yours':
      return NOT_YOURS;
    case 'gone':
      return GONE;
  }
}
