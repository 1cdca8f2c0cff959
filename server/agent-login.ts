// Signing in and out of the console: the login with its limits, the cookie, and who am I. Knows nothing of handoffs.

import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { z } from 'zod';
import type { AgentCard } from '../data/business.js';
import { isSupervisor } from '../handoff/owner-change.js';
import type { AgentView } from '../handoff/views.js';
import type { AgentEvents } from './agent-events.js';
import {
  agentOf,
  type Problem,
  refuseForeign,
  SIGN_IN,
  sendProblem,
  sessionToken,
  setSessionCookie,
} from './agent-guard.js';
import type { AgentPresence } from './agent-presence.js';
import { bodyOf, type Request, type Response, type Server } from './http.js';
import type { Sessions } from './sessions.js';

/** Wrong logins in a quarter of an hour, for one e-mail from one address: room for a forgotten password, none for guessing. */
export const LOGINS_PER_EMAIL = 10;
/** For all e-mails from one address: an office behind one address fits, a list of guesses does not. */
export const LOGINS_PER_ADDRESS = 100;
const WINDOW_SECONDS = 15 * 60;

export const Login = z.object({ email: z.string().min(1).max(254), password: z.string().min(1).max(1024) });

export const LOGIN_FAILED: Problem = {
  status: 401,
  code: 'LOGIN_FAILED',
  message: 'The e-mail address or the password is wrong. Check both.',
};

/** @param wait seconds. */
export function refuseLogin(response: Response, wait: number): void {
  response.setHeader('Retry-After', String(wait));
  sendProblem(response, {
    status: 429,
    code: 'TOO_MANY_REQUESTS',
    message: `Too many attempts to sign in. Try again in ${Math.ceil(wait / 60)} minutes.`,
  });
}

export function registerAgentLogin(
  server: Server,
  deps: {
    readonly sessions: Sessions;
    readonly presence: AgentPresence;
    readonly events: AgentEvents;
    readonly businessName: string;
    readonly publicUrl?: string;
    readonly secureCookie: boolean;
    readonly addressOf: (request: Request) => string;
    /** Shared with the other console; by default its own. */
    readonly loginLimit?: LoginLimit;
  },
): void {
  const { sessions, presence } = deps;
  const limit = deps.loginLimit ?? createLoginLimit();

  const viewOf = (agent: AgentCard): AgentView => ({
    id: agent.id,
    name: agent.name,
    ...presence.shown(agent.id),
    businessName: deps.businessName,
    supervisor: isSupervisor(agent),
  });

  server.post('/api/agent/login', async (request: Request, response: Response) => {
    const refused = refuseForeign(request, deps.publicUrl);
    if (refused) return sendProblem(response, refused);
    const { email, password } = bodyOf(request, Login);
    const attempt = { address: deps.addressOf(request), email: email.trim().toLowerCase() };
    const wait = await limit.count(attempt);
    if (wait > 0) return refuseLogin(response, wait);
    const session = await sessions.login(email, password);
    if (!session) return sendProblem(response, LOGIN_FAILED);
    await limit.forgive(attempt);
    presence.signedIn(session.agent.id);
    response.setHeader('Cache-Control', 'no-store');
    setSessionCookie(response, session.token, deps.secureCookie);
    response.send(200, viewOf(session.agent));
  });

  server.post('/api/agent/logout', async (request: Request, response: Response) => {
    const refused = refuseForeign(request, deps.publicUrl);
    if (refused) return sendProblem(response, refused);
    const token = sessionToken(request);
    const agent = await agentOf(request, sessions);
    if (token === undefined || !agent) return sendProblem(response, SIGN_IN);
    await sessions.end(token);
    deps.events.endSession(token);
    presence.signedOut(agent.id);
    setSessionCookie(response, undefined, deps.secureCookie);
    response.send(204);
  });

  server.get('/api/agent/me', async (request: Request, response: Response) => {
    response.setHeader('Cache-Control', 'no-store');
    const agent = await agentOf(request, sessions);
    if (!agent) return sendProblem(response, SIGN_IN);
    // The console asks it when somebody is at work.
    presence.active(agent.id);
    response.send(200, viewOf(agent));
  });
}

interface Attempt {
  readonly address: string;
  readonly email: string;
}

export type LoginLimit = ReturnType<typeof createLoginLimit>;

/** One for all consoles: a second door gives no second guesses. */
export function createLoginLimit() {
  const perEmail = new RateLimiterMemory({ points: LOGINS_PER_EMAIL, duration: WINDOW_SECONDS });
  const perAddress = new RateLimiterMemory({ points: LOGINS_PER_ADDRESS, duration: WINDOW_SECONDS });
  const pair = ({ address, email }: Attempt): string => `${address}|${email}`;

  return {
    /** @returns seconds to wait; 0 when it may go on. */
    async count(attempt: Attempt): Promise<number> {
      try {
        await perAddress.consume(attempt.address);
        await perEmail.consume(pair(attempt));
        return 0;
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
        throw refusal;
      }
    },
    /** A right password takes the attempt back: only wrong ones count. */
    async forgive(attempt: Attempt): Promise<void> {
      await perEmail.delete(pair(attempt));
      await perAddress.reward(attempt.address);
    },
  };
}
