// The agents' API: what a signed-in agent may read and do. Knows nothing of how the desk does it.

import { z } from 'zod';
import type { AgentCard } from '../data/business.js';
import type { CustomerId, HandoffId } from '../data/ids.js';
import type { ProposalDesk } from '../data/learning-desk.js';
import type { AgentDesk, HandoffKey, OwnerOutcome } from '../handoff/desk.js';
import { createAgentEvents } from './agent-events.js';
import { agentOf, type Problem, refuseForeign, SIGN_IN, sendProblem, sessionToken } from './agent-guard.js';
import { type LoginLimit, registerAgentLogin } from './agent-login.js';
import { createAgentPresence } from './agent-presence.js';
import { addressOf, bodyOf, type Request, type Response, type Server } from './http.js';
import { Draft } from './proposal-body.js';
import type { Sessions } from './sessions.js';

const Epoch = z.int().min(0);
const Message = z.object({
  clientId: z.string().min(1).max(100),
  text: z
    .string()
    .max(4000)
    .refine((text) => text.trim() !== '', 'it is empty'),
  epoch: Epoch,
});
const Ending = z.object({ epoch: Epoch, note: z.string().max(2000).optional() });
const Choice = z.object({ presence: z.enum(['online', 'away']) });

const GONE: Problem = {
  status: 410,
  code: 'HANDOFF_GONE',
  message: 'This conversation has ended, or is not yours to see. Take another from the queue.',
};
const STALE: Problem = {
  status: 409,
  code: 'HANDOFF_STALE',
  message: 'You do not have this conversation any more; nothing was sent. Open it again from the queue.',
};
const NOT_YOURS: Problem = {
  status: 409,
  code: 'FORBIDDEN',
  message: 'It is a colleague’s turn to take this conversation. Take another from the queue.',
};

export interface AgentApi {
  /** Ends the live streams, which would keep the server open. Call it before the server closes. */
  close(): void;
}

/**
 * Registers `/api/agent/*`. A missing or ended session is answered 401; a foreign origin 403.
 * @param publicUrl where the console is reached; with https the cookie travels over HTTPS only.
 * @param trustProxy a proxy of ours stands in front, so its X-Forwarded-For is believed for the login limit.
 */
export function registerAgentRoutes(
  server: Server,
  deps: {
    readonly sessions: Sessions;
    readonly desk: AgentDesk;
    /** Takes answers that were good enough to be given again; absent: none are taken. */
    readonly proposals?: Pick<ProposalDesk, 'propose'>;
    /** Shared with other consoles. */
    readonly loginLimit?: LoginLimit;
    readonly businessName: string;
    readonly onError: (error: unknown) => void;
    readonly publicUrl?: string;
    readonly trustProxy?: boolean;
    readonly heartbeatMs?: number;
  },
): AgentApi {
  const { sessions, desk } = deps;
  const presence = createAgentPresence(desk, deps.onError);
  const events = createAgentEvents({
    desk,
    presence,
    heartbeatMs: deps.heartbeatMs,
    stillValid: async (token) => (await sessions.agentOf(token)) !== undefined,
  });
  registerAgentLogin(server, {
    ...deps,
    presence,
    events,
    secureCookie: deps.publicUrl?.startsWith('https:') === true,
    addressOf: (request) => addressOf(request, deps.trustProxy === true),
  });

  type Handler = (request: Request, response: Response, agent: AgentCard) => Promise<void>;

  const signedIn = (handler: Handler) => async (request: Request, response: Response) => {
    response.setHeader('Cache-Control', 'no-store');
    const agent = await agentOf(request, sessions);
    if (!agent) return sendProblem(response, SIGN_IN);
    await handler(request, response, agent);
  };
  const changing = (handler: Handler) => async (request: Request, response: Response) => {
    const refused = refuseForeign(request, deps.publicUrl);
    if (refused) return sendProblem(response, refused);
    await signedIn(handler)(request, response);
  };
  const handoff = '/api/agent/handoffs/:customerId/:handoffId';

  server.get(
    '/api/agent/queue',
    signedIn(async (_request, response, agent) => {
      response.send(200, await desk.queue(agent.id));
    }),
  );

  server.get(
    handoff,
    signedIn(async (request, response, agent) => {
      const view = await desk.view(agent.id, keyOf(request));
      if (view) response.send(200, view);
      else sendProblem(response, GONE);
    }),
  );

  server.post(
    `${handoff}/claim`,
    changing(async (request, response, agent) => {
      const claim = await desk.claim(agent.id, keyOf(request));
      switch (claim.outcome) {
        case 'claimed':
          response.send(200, { epoch: claim.epoch });
          return;
        case 'taken':
          return sendProblem(response, {
            status: 409,
            code: 'HANDOFF_TAKEN',
            message: `${claim.by} was quicker and has this conversation. Take another from the queue.`,
          });
        case 'not-yours':
          return sendProblem(response, NOT_YOURS);
        case 'gone':
          return sendProblem(response, GONE);
        default:
          claim satisfies never;
      }
    }),
  );

  server.post(
    `${handoff}/messages`,
    changing(async (request, response, agent) => {
      const message = bodyOf(request, Message);
      sendOutcome(response, await desk.say(agent.id, keyOf(request), message));
    }),
  );

  server.post(
    `${handoff}/return`,
    changing(async (request, response, agent) => {
      const { epoch, note } = bodyOf(request, Ending);
      sendOutcome(response, await desk.giveBack(agent.id, keyOf(request), epoch, note?.trim() || undefined));
    }),
  );

  server.post(
    `${handoff}/close`,
    changing(async (request, response, agent) => {
      const { epoch, note } = bodyOf(request, Ending);
      sendOutcome(response, await desk.close(agent.id, keyOf(request), epoch, note?.trim() || undefined));
    }),
  );

  const { proposals } = deps;
  if (proposals) {
    server.post(
      `${handoff}/proposals`,
      changing(async (request, response, agent) => {
        const draft = bodyOf(request, Draft);
        const key = keyOf(request);
        if (!(await desk.view(agent.id, key))) return sendProblem(response, GONE);
        const by = { id: agent.id, name: agent.name };
        response.send(201, { id: await proposals.propose(draft, { customerId: key.customerId }, by) });
      }),
    );
  }

  server.post(
    '/api/agent/presence',
    changing(async (request, response, agent) => {
      await presence.choose(agent.id, bodyOf(request, Choice).presence);
      response.send(204);
    }),
  );

  server.get(
    '/api/agent/events',
    signedIn(async (request, response, agent) => {
      events.open(response, agent, sessionToken(request) ?? '');
    }),
  );

  return {
    close() {
      events.close();
      presence.close();
    },
  };
}

function keyOf(request: Request): HandoffKey {
  const { customerId, handoffId } = request.params as { customerId: string; handoffId: string };
  return { customerId: customerId as CustomerId, handoffId: handoffId as HandoffId };
}

const REFUSED: Readonly<Record<Exclude<OwnerOutcome, 'done'>, Problem>> = { stale: STALE, gone: GONE };

function sendOutcome(response: Response, outcome: OwnerOutcome): void {
  if (outcome === 'done') response.send(204);
  else sendProblem(response, REFUSED[outcome]);
}
