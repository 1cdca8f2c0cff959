// The agents' API around one conversation: passing it on, colleagues, notes, putting aside, signs; and the team. Knows nothing of how
// the desk does it.

import { z } from 'zod';
import type { AgentId } from '../data/ids.js';
import type { AgentDesk, PassTo } from '../handoff/desk.js';
import type { ColleagueView } from '../handoff/views.js';
import { sendProblem } from './agent-guard.js';
import { type AgentHandlers, HANDOFF, keyOf, NOT_ALLOWED, sendClaim, sendOutcome } from './agent-handlers.js';
import { bodyOf, type Server } from './http.js';

const Epoch = z.int().min(0);
const Id = z.string().min(1).max(100);
const Words = z.object({
  clientId: Id,
  text: z
    .string()
    .max(4000)
    .refine((text) => text.trim() !== '', 'it is empty'),
});
const Note = z.string().max(2000);
const To = z.union([z.strictObject({ agent: Id }), z.strictObject({ team: Id })], 'name an agent or a team');
const Transfer = z.object({ epoch: Epoch, to: To, note: Note });
const Reassign = z.object({ to: To, note: Note });
const Invite = z.object({ epoch: Epoch, colleague: Id });
const Snooze = z.object({ epoch: Epoch, until: z.iso.datetime({ offset: true }).optional() });
const Typing = z.object({ epoch: Epoch });
const Read = z.object({ sequence: z.int().min(0) });

export interface DeskRoutes {
  readonly desk: AgentDesk;
  /** Whom a conversation can be passed to; absent: nobody. */
  readonly team?: () => {
    readonly agents: readonly ColleagueView[];
    readonly teams: readonly { readonly id: string; readonly name: string; readonly open: boolean }[];
  };
}

export function registerAgentDeskRoutes(
  server: Server,
  { signedIn, changing }: AgentHandlers,
  { desk, team }: DeskRoutes,
): void {
  server.post(
    `${HANDOFF}/transfer`,
    changing(async (request, response, agent) => {
      const { epoch, to, note } = bodyOf(request, Transfer);
      sendOutcome(response, await desk.transfer(agent.id, keyOf(request), { epoch, to: passTo(to), note }));
    }),
  );

  server.post(
    `${HANDOFF}/reassign`,
    changing(async (request, response, agent) => {
      const { to, note } = bodyOf(request, Reassign);
      sendOutcome(response, await desk.reassign(agent.id, keyOf(request), { to: passTo(to), note }));
    }),
  );

  server.post(
    `${HANDOFF}/take-over`,
    changing(async (request, response, agent) => {
      const claim = await desk.takeOver(agent.id, keyOf(request));
      if (claim.outcome === 'not-allowed') sendProblem(response, NOT_ALLOWED);
      else sendClaim(response, claim);
    }),
  );

  server.post(
    `${HANDOFF}/invite`,
    changing(async (request, response, agent) => {
      const { epoch, colleague } = bodyOf(request, Invite);
      sendOutcome(response, await desk.invite(agent.id, keyOf(request), epoch, colleague as AgentId));
    }),
  );

  server.post(
    `${HANDOFF}/watch`,
    changing(async (request, response, agent) =>
      sendOutcome(response, await desk.watch(agent.id, keyOf(request))),
    ),
  );

  server.post(
    `${HANDOFF}/leave`,
    changing(async (request, response, agent) =>
      sendOutcome(response, await desk.leave(agent.id, keyOf(request))),
    ),
  );

  server.post(
    `${HANDOFF}/whisper`,
    changing(async (request, response, agent) =>
      sendOutcome(response, await desk.whisper(agent.id, keyOf(request), bodyOf(request, Words))),
    ),
  );

  server.post(
    `${HANDOFF}/notes`,
    changing(async (request, response, agent) =>
      sendOutcome(response, await desk.note(agent.id, keyOf(request), bodyOf(request, Words))),
    ),
  );

  server.post(
    `${HANDOFF}/snooze`,
    changing(async (request, response, agent) => {
      const { epoch, until } = bodyOf(request, Snooze);
      const key = keyOf(request);
      sendOutcome(response, await desk.snooze(agent.id, key, epoch, until ? new Date(until) : undefined));
    }),
  );

  server.post(
    `${HANDOFF}/typing`,
    changing(async (request, response, agent) => {
      await desk.typing(agent.id, keyOf(request), bodyOf(request, Typing).epoch);
      response.send(204);
    }),
  );

  server.post(
    `${HANDOFF}/read`,
    changing(async (request, response, agent) =>
      sendOutcome(response, await desk.read(agent.id, keyOf(request), bodyOf(request, Read).sequence)),
    ),
  );

  server.get(
    '/api/agent/team',
    signedIn(async (_request, response) => {
      response.send(200, team?.() ?? { agents: [], teams: [] });
    }),
  );

  server.get(
    '/api/agent/overview',
    signedIn(async (_request, response, agent) => {
      const overview = await desk.overview(agent.id);
      if (overview) response.send(200, overview);
      else sendProblem(response, NOT_ALLOWED);
    }),
  );
}

function passTo(to: z.infer<typeof To>): PassTo {
  return 'agent' in to ? { agent: to.agent as AgentId } : { team: to.team };
}
