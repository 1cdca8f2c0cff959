// The business's API over real HTTP: who gets in, what each answer is, and what it must not show.

import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AgentCard, AgentRole } from '../data/business.js';
import type { AgentId } from '../data/ids.js';
import type { Author, ChangeOutcome, LearningDesk } from '../data/learning-desk.js';
import { createMemoryStores } from '../data/memory/memory-stores.js';
import { createLoginLimit, LOGINS_PER_EMAIL } from '../server/agent-login.js';
import { CHANGES_A_MINUTE } from '../server/business-guard.js';
import { registerBusinessRoutes } from '../server/business-routes.js';
import { createServer, type RunningServer } from '../server/create-server.js';
import { createSessions, hashPassword } from '../server/sessions.js';

const PASSWORD = 'correct horse';
const DRAFT = { question: 'Do you rent?', alternatives: ['Rental?'], answer: 'No.', title: '' };

/** Answers `outcome` to every change, and writes down what it was asked. */
function createFakeLearning(calls: string[]) {
  const fake = { outcome: 'done' as ChangeOutcome };
  const note = (what: string, by?: Author): Promise<ChangeOutcome> => {
    calls.push(by ? `${what} by ${by.name}` : what);
    return Promise.resolve(fake.outcome);
  };
  const learning: LearningDesk = {
    gaps: {
      list: async () => ({ gaps: [], withoutSentence: 3 }),
      set: (id, state) => note(`gap ${id} ${state}`),
    },
    proposals: {
      list: async () => [],
      async propose(draft, { gapId, customerId }, by) {
        await note(`propose ${draft.question} for ${gapId ?? customerId ?? 'nobody'}`, by);
        return 'p-1';
      },
      edit: (id, revision, draft) => note(`edit ${id} ${revision} ${draft.question}`),
      approve: (id, revision, by) => note(`approve ${id} ${revision}`, by),
      reject: (id, revision, by) => note(`reject ${id} ${revision}`, by),
    },
    versions: {
      list: async () => ({ versions: [], inForce: 0 }),
      restore: (number, newest, by) => note(`restore ${number} over ${newest}`, by),
    },
  };
  return { fake, learning };
}

let running: RunningServer;
let origin: string;
let calls: string[];
let fake: { outcome: ChangeOutcome };

beforeEach(async () => {
  const passwordHash = await hashPassword(PASSWORD);
  const agent = (id: string, roles: readonly AgentRole[]): [AgentId, AgentCard] => [
    id as AgentId,
    {
      id: id as AgentId,
      name: id,
      email: `${id}@shop.example`,
      skills: [],
      languages: [],
      capacity: 1,
      roles,
      passwordHash,
    },
  ];
  calls = [];
  const made = createFakeLearning(calls);
  fake = made.fake;
  running = createServer({ log: pino({ level: 'silent' }), production: false });
  registerBusinessRoutes(running.server, {
    sessions: createSessions({
      stores: createMemoryStores(),
      clock: () => new Date('2026-11-18T11:00:00Z'),
      newToken: () => randomBytes(32).toString('base64url'),
      agents: new Map([agent('super', ['supervisor']), agent('boss', ['admin']), agent('tom', [])]),
    }),
    loginLimit: createLoginLimit(),
    learning: made.learning,
    businessName: 'Shop',
  });
  await new Promise<void>((listening) => {
    running.server.listen(0, '127.0.0.1', () => listening());
  });
  origin = `http://127.0.0.1:${(running.server.address() as unknown as AddressInfo).port}`;
});
afterEach(() => running.close());

function send(
  method: 'GET' | 'POST',
  path: string,
  options: { cookie?: string; body?: unknown; headers?: Record<string, string> } = {},
): Promise<Response> {
  return fetch(`${origin}/api/business/${path}`, {
    method,
    headers: {
      Origin: origin,
      ...(method === 'POST' ? { 'Content-Type': 'application/json' } : {}),
      ...(options.cookie ? { Cookie: options.cookie } : {}),
      ...options.headers,
    },
    ...(method === 'POST' ? { body: JSON.stringify(options.body ?? {}) } : {}),
  });
}

const login = (id: string, password = PASSWORD) =>
  send('POST', 'login', { body: { email: `${id}@shop.example`, password } });

async function signedIn(id = 'super'): Promise<string> {
  const cookie = (await login(id)).headers.get('set-cookie')?.split(';')[0];
  if (!cookie) throw new Error(`${id} could not sign in`);
  return cookie;
}

const codeOf = async (response: Response) =>
  ((await response.json()) as { error: { code: string } }).error.code;

const READS = ['me', 'gaps', 'proposals', 'versions'] as const;
const CHANGES: readonly (readonly [string, unknown, string])[] = [
  ['gaps/g-1', { state: 'not-ours' }, 'gap g-1 not-ours'],
  ['proposals', { ...DRAFT, gapId: 'g-1' }, 'propose Do you rent? for g-1 by super'],
  ['proposals', DRAFT, 'propose Do you rent? for nobody by super'],
  ['proposals/p-1/edit', { ...DRAFT, revision: 2 }, 'edit p-1 2 Do you rent?'],
  ['proposals/p-1/approve', { revision: 2 }, 'approve p-1 2 by super'],
  ['proposals/p-1/reject', { revision: 2 }, 'reject p-1 2 by super'],
  ['versions/1/restore', { newest: 3 }, 'restore 1 over 3 by super'],
];

describe('who gets in', () => {
  it.each(['super', 'boss'])('%s, who has a role', async (id) => {
    const me = await send('GET', 'me', { cookie: await signedIn(id) });
    expect(await me.json()).toEqual({ id, name: id, businessName: 'Shop' });
    expect(me.headers.get('cache-control')).toBe('no-store');
  });

  it('not an agent without a role, and no session is left behind', async () => {
    const refused = await login('tom');
    expect([refused.status, await codeOf(refused)]).toEqual([403, 'FORBIDDEN']);
    expect(refused.headers.get('set-cookie')).toBeNull();
  });

  it('not with a wrong password, and after ten not for a while', async () => {
    for (let attempt = 1; attempt <= LOGINS_PER_EMAIL; attempt++)
      expect((await login('super', 'guess')).status).toBe(401);
    const refused = await login('super');
    expect([refused.status, await codeOf(refused)]).toEqual([429, 'TOO_MANY_REQUESTS']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('not after signing out', async () => {
    const cookie = await signedIn();
    expect((await send('POST', 'logout', { cookie })).status).toBe(204);
    expect((await send('GET', 'me', { cookie })).status).toBe(401);
  });

  it('the cookie is for our own pages alone', async () => {
    expect((await login('super')).headers.get('set-cookie')).toMatch(/HttpOnly.*SameSite=Strict/i);
  });

  it.each(READS)('GET %s is for nobody who is not signed in', async (path) => {
    expect((await send('GET', path)).status).toBe(401);
  });

  it.each(CHANGES)('POST %s is for nobody who is not signed in', async (path, body) => {
    expect((await send('POST', path, { body })).status).toBe(401);
    expect(calls).toEqual([]);
  });

  it.each(CHANGES)('POST %s is refused from another site and as a form', async (path, body) => {
    const cookie = await signedIn();
    const foreign = await send('POST', path, { cookie, body, headers: { Origin: 'https://evil.example' } });
    const form = await send('POST', path, { cookie, body, headers: { 'Content-Type': 'text/plain' } });
    expect([foreign.status, form.status]).toEqual([403, 415]);
    expect(calls).toEqual([]);
  });
});

describe('what it does', () => {
  it.each(CHANGES)('POST %s %j: %s', async (path, body, call) => {
    const answer = await send('POST', path, { cookie: await signedIn(), body });
    expect(answer.status).toBe(path === 'proposals' ? 201 : 204);
    expect(calls).toEqual([call]);
  });

  it.each([
    ['stale', 409, 'CHANGED_MEANWHILE'],
    ['gone', 404, 'NOT_FOUND'],
  ] as const)('%s is answered %i', async (outcome, status, code) => {
    fake.outcome = outcome;
    const cookie = await signedIn();
    const answer = await send('POST', 'proposals/p-1/approve', { cookie, body: { revision: 1 } });
    expect([answer.status, await codeOf(answer)]).toEqual([status, code]);
  });

  it('reads what there is', async () => {
    const cookie = await signedIn();
    expect(await (await send('GET', 'gaps', { cookie })).json()).toEqual({ gaps: [], withoutSentence: 3 });
    expect(await (await send('GET', 'versions', { cookie })).json()).toEqual({ versions: [], inForce: 0 });
  });

  it.each([
    ['proposals', { ...DRAFT, question: ' ' }],
    ['proposals', { ...DRAFT, question: 'q'.repeat(301) }],
    ['proposals', { ...DRAFT, answer: 'a'.repeat(20_001) }],
    ['proposals', { ...DRAFT, alternatives: Array(31).fill('x') }],
    ['proposals/p-1/approve', {}],
    ['gaps/g-1', { state: 'answered' }],
    ['versions/1/restore', { newest: -1 }],
  ])('POST %s with a body that does not fit is 400', async (path, body) => {
    const answer = await send('POST', path, { cookie: await signedIn(), body });
    expect([answer.status, await codeOf(answer)]).toEqual([400, 'BAD_REQUEST']);
    expect(calls).toEqual([]);
  });

  it('a version that is no number is not there', async () => {
    const body = { newest: 1 };
    expect((await send('POST', 'versions/x/restore', { cookie: await signedIn(), body })).status).toBe(404);
  });

  it(`more than ${CHANGES_A_MINUTE} changes a minute are refused`, async () => {
    const cookie = await signedIn();
    const change = () => send('POST', 'gaps/g-1', { cookie, body: { state: 'open' } });
    for (let count = 1; count <= CHANGES_A_MINUTE; count++) expect((await change()).status).toBe(204);
    expect((await change()).status).toBe(429);
  });
});
