// The agents' API for what they have at hand in a conversation: ready words, suggestions, the bot, files. Knows nothing of how any of
// it is done.

import { z } from 'zod';
import { cleanName, type UploadStore } from '../channels/direct-line/index.js';
import { RapportError } from '../data/errors.js';
import { FILE_TYPES, fileTypeOf } from '../data/file-type.js';
import type { AgentDesk } from '../handoff/desk.js';
import { type AgentTools, BOT_ACTIONS } from '../handoff/tools.js';
import { type Problem, sendProblem } from './agent-guard.js';
import { type AgentHandlers, GONE, HANDOFF, keyOf, STALE, sendOutcome } from './agent-handlers.js';
import { bodyOf, type Request, type Response, type Server } from './http.js';
import { readBody } from './read-body.js';

/** Bytes of one file. */
export const FILE_LIMIT = 5 * 1024 * 1024;

const Asked = z.object({
  epoch: z.int().min(0),
  clientId: z.string().min(1).max(100),
  kind: z.enum(BOT_ACTIONS),
  choice: z.string().min(1).max(100).optional(),
});

const NOT_OFFERED: Problem = {
  status: 409,
  code: 'CHANGED_MEANWHILE',
  message:
    'The bot cannot do this for the customer, or not any more; nothing was said. See what it can do now.',
};

export interface ToolRoutes {
  readonly desk: Pick<AgentDesk, 'view'>;
  readonly tools: AgentTools;
  /** Where files are kept; absent: none are taken. */
  readonly files?: UploadStore;
}

export function registerAgentToolsRoutes(
  server: Server,
  { signedIn, changing, sending }: AgentHandlers,
  { desk, tools, files }: ToolRoutes,
): void {
  server.get(
    '/api/agent/desk-words',
    signedIn(async (_request, response) => {
      response.send(200, tools.words());
    }),
  );

  for (const what of ['replies', 'suggestions', 'actions'] as const) {
    server.get(
      `${HANDOFF}/${what}`,
      signedIn(async (request, response, agent) => {
        sendFound(response, await tools[what](agent.id, keyOf(request)));
      }),
    );
  }

  server.post(
    `${HANDOFF}/actions`,
    changing(async (request, response, agent) => {
      const outcome = await tools.act(agent.id, keyOf(request), bodyOf(request, Asked));
      if (outcome === 'not-offered') sendProblem(response, NOT_OFFERED);
      else sendOutcome(response, outcome);
    }),
  );

  if (!files) return;
  server.post(
    `${HANDOFF}/files`,
    sending(async (request, response, agent) => {
      const key = keyOf(request);
      const view = await desk.view(agent.id, key);
      if (!view?.mine) return sendProblem(response, view ? STALE : GONE);
      const { attachments } = await files.keep([await fileOf(request)], key.customerId);
      response.send(200, attachments[0]);
    }),
  );
}

function sendFound(response: Response, found: unknown): void {
  if (found === undefined) sendProblem(response, GONE);
  else response.send(200, found);
}

/** @throws RapportError BAD_REQUEST without a name or for another type, TOO_LARGE. */
async function fileOf(request: Request) {
  const name = nameOf(request);
  const bytes = await readBody(request, FILE_LIMIT);
  const contentType = fileTypeOf(bytes);
  if (!contentType)
    throw new RapportError(
      'BAD_REQUEST',
      `"${name}" is of a type that is not taken, or empty.`,
      `Send one of ${FILE_TYPES.join(', ')}.`,
    );
  return { name, contentType, bytes };
}

/** A header holds Latin letters only, so the name comes as in an address: `caf%C3%A9.png`. */
function nameOf(request: Request): string {
  const written = request.headers['x-file-name'];
  if (typeof written !== 'string' || written === '')
    throw new RapportError('BAD_REQUEST', 'the file has no name.', 'Send it as the header X-File-Name.');
  try {
    return cleanName(decodeURIComponent(written));
  } catch {
    // A URIError: it was not written as in an address.
    return cleanName(written);
  }
}
