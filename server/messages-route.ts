// `POST /api/messages`, where Microsoft's connector delivers; whether an activity is believed is the channel's matter.

import type { TeamsChannel } from '../channels/teams/index.js';
import { RapportError } from '../data/errors.js';
import type { Request, Response, Server } from './http.js';

/** @param teams absent when the business has not connected Teams. */
export function registerMessages(server: Server, teams: TeamsChannel | undefined): void {
  server.post('/api/messages', async (req: Request, res: Response) => {
    if (teams) return teams.handle(req, res);
    throw new RapportError(
      'CHANNEL_OFF',
      'Teams is not connected.',
      'Set MICROSOFT_APP_ID and MICROSOFT_APP_PASSWORD as docs/teams.md says, and restart.',
    );
  });
}
