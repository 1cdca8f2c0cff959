// The agents' API: what a signed-in agent may read and do. Knows nothing of how the desk does it.

import { z } from 'zod';
import type { ProposalDesk } from '../data/learning-desk.js';
import type { Ending } from '../handoff/desk.js';
import { type DeskRoutes, registerAgentDeskRoutes } from './agent-desk-routes.js';
import { createAgentEvents } from './agent-events.js';
import { type Problem, sendProblem, sessionToken } from './agent-guard.js';
import { createAgentHandlers, GONE, HANDOFF, keyOf, sendClaim, sendOutcome } from './agent-handlers.js';
import { type LoginLimit, registerAgentLogin } from './agent-login.js';
import { createAgentPresence } from './agent-presence.js';
import type { KeptChoices, SharedSigns } from './agent-signs.js';
import { registerAgentToolsRoutes, type ToolRoutes } from './agent-tools-routes.js';
import { addressOf, bodyOf, type Request, type Server } from './http.js';
import { Draft } from './proposal-body.js';
import type { Sessions } from './sessions.js';

const Epoch = z.int().min(0);
const Attached = z.strictObject({
  contentType: z.string().min(1).max(100),
  name: z.string().max(200).optional(),
  contentUrl: z.string().min(1).max(1000),
});
const Message = z
  .object({
    clientId: z.string().min(1).max(100),
    text: z.string().max(4000),
    epoch: Epoch,
    attachments: z.array(Attached).max(10).optional(),
  })
  .refine(({ text, attachments = [] }) => text.trim() !== '' || attachments.length > 0, {
    path: ['text'],
    error: 'it is empty',
  });
const Ended = z.object({
  epoch: Epoch,
  note: z.string().max(2000).optional(),
  reason: z.string().max(100).optional(),
});
const Choice = z.object({ presence: z.enum(['online', 'busy', 'away']) });

const NO_SUCH_FILE: Problem = {
  status: 400,
  code: 'BAD_REQUEST',
  message: 'A file of the message was not kept for this customer; nothing was sent. Add it again.',
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
  deps: DeskRoutes & {
    readonly sessions: Sessions;
    /** What agents have at hand in a conversation; absent: nothing. */
    readonly tools?: ToolRoutes['tools'];
    /** Where files are kept; absent: none are taken. */
    readonly files?: NonNullable<ToolRoutes['files']>;
    /** Takes answers that were good enough to be given again; absent: none are taken. */
    readonly proposals?: Pick<ProposalDesk, 'propose'>;
    /** Shared with other consoles. */
    readonly loginLimit?: LoginLimit;
    readonly businessName: string;
    readonly onError: (error: unknown) => void;
    readonly publicUrl?: string;
    readonly trustProxy?: boolean;
    readonly heartbeatMs?: number;
    /** Minutes without anything done after which an agent is away; asked anew each time. */
    readonly awayAfterMinutes?: () => number;
    /** Where several processes answer agents; absent: one does. */
    readonly shared?: SharedSigns | undefined;
    /** What agents chose, through a restart; absent: whoever comes back is online. */
    readonly choices?: KeptChoices | undefined;
  },
): AgentApi {
  const { sessions, desk } = deps;
  const presence = createAgentPresence(desk, deps.onError, deps);
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

  const handlers = createAgentHandlers({ ...deps, onActive: presence.active });
  const { signedIn, signedInFromHere, changing } = handlers;
  registerAgentDeskRoutes(server, handlers, deps);
  const { tools, files } = deps;
  if (tools) registerAgentToolsRoutes(server, handlers, { desk, tools, ...(files ? { files } : {}) });

  server.get(
    '/api/agent/queue',
    signedIn(async (_request, response, agent) => {
      response.send(200, await desk.queue(agent.id));
    }),
  );

  server.get(
    HANDOFF,
    signedIn(async (request, response, agent) => {
      const view = await desk.view(agent.id, keyOf(request));
      if (view) response.send(200, view);
      else sendProblem(response, GONE);
    }),
  );

  server.post(
    `${HANDOFF}/claim`,
    changing(async (request, response, agent) => {
      sendClaim(response, await desk.claim(agent.id, keyOf(request)));
    }),
  );

  server.post(
    `${HANDOFF}/messages`,
    changing(async (request, response, agent) => {
      const { attachments = [], ...message } = bodyOf(request, Message);
      const key = keyOf(request);
      const urls = attachments.map(({ contentUrl }) => contentUrl);
      const sent = urls.length === 0 ? [] : await files?.keptAt(urls, key.customerId);
      if (!sent) return sendProblem(response, NO_SUCH_FILE);
      sendOutcome(response, await desk.say(agent.id, key, { ...message, attachments: sent }));
    }),
  );

  server.post(
    `${HANDOFF}/return`,
    changing(async (request, response, agent) => {
      sendOutcome(response, await desk.giveBack(agent.id, keyOf(request), endingOf(request)));
    }),
  );

  server.post(
    `${HANDOFF}/close`,
    changing(async (request, response, agent) => {
      sendOutcome(response, await desk.close(agent.id, keyOf(request), endingOf(request)));
    }),
  );

  const { proposals } = deps;
  if (proposals) {
    server.post(
      `${HANDOFF}/proposals`,
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

  server.post(
    '/api/agent/alive',
    signedInFromHere(async (_request, response, agent) => {
      presence.answered(agent.id);
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

function endingOf(request: Request): Ending {
  const { epoch, note, reason } = bodyOf(request, Ended);
  const words = note?.trim();
  return { epoch, ...(words ? { note: words } : {}), ...(reason ? { reason } : {}) };
}
