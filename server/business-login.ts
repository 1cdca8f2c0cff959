// Signing in and out of the business's console. It brings nobody online as an agent; who has no role is shown out. Knows no gaps.

import type { AgentCard } from '../data/business.js';
import {
  agentOf,
  type Problem,
  refuseForeign,
  SIGN_IN,
  sendProblem,
  sessionToken,
  setSessionCookie,
} from './agent-guard.js';
import { LOGIN_FAILED, Login, type LoginLimit, refuseLogin } from './agent-login.js';
import { bodyOf, type Request, type Response, type Server } from './http.js';
import type { Sessions } from './sessions.js';

export const NO_ROLE: Problem = {
  status: 403,
  code: 'FORBIDDEN',
  message: 'This console is for supervisors and administrators. Ask one of them, or use the agent console.',
};

export function mayDecide({ roles }: AgentCard): boolean {
  return roles !== undefined && roles.length > 0;
}

export function registerBusinessLogin(
  server: Server,
  deps: {
    readonly sessions: Sessions;
    readonly loginLimit: LoginLimit;
    readonly businessName: string;
    readonly publicUrl?: string;
    readonly secureCookie: boolean;
    readonly addressOf: (request: Request) => string;
  },
): void {
  const { sessions, loginLimit } = deps;
  const viewOf = ({ id, name }: AgentCard) => ({ id, name, businessName: deps.businessName });

  server.post('/api/business/login', async (request: Request, response: Response) => {
    const refused = refuseForeign(request, deps.publicUrl);
    if (refused) return sendProblem(response, refused);
    const { email, password } = bodyOf(request, Login);
    const attempt = { address: deps.addressOf(request), email: email.trim().toLowerCase() };
    const wait = await loginLimit.count(attempt);
    if (wait > 0) return refuseLogin(response, wait);
    const session = await sessions.login(email, password);
    if (!session) return sendProblem(response, LOGIN_FAILED);
    await loginLimit.forgive(attempt);
    if (!mayDecide(session.agent)) {
      await sessions.end(session.token);
      return sendProblem(response, NO_ROLE);
    }
    response.setHeader('Cache-Control', 'no-store');
    setSessionCookie(response, session.token, deps.secureCookie);
    response.send(200, viewOf(session.agent));
  });

  server.post('/api/business/logout', async (request: Request, response: Response) => {
    const refused = refuseForeign(request, deps.publicUrl);
    if (refused) return sendProblem(response, refused);
    const token = sessionToken(request);
    if (token === undefined || !(await agentOf(request, sessions))) return sendProblem(response, SIGN_IN);
    await sessions.end(token);
    setSessionCookie(response, undefined, deps.secureCookie);
    response.send(204);
  });

  server.get('/api/business/me', async (request: Request, response: Response) => {
    response.setHeader('Cache-Control', 'no-store');
    const agent = await agentOf(request, sessions);
    if (!agent) return sendProblem(response, SIGN_IN);
    if (!mayDecide(agent)) return sendProblem(response, NO_ROLE);
    response.send(200, viewOf(agent));
  });
}
