// The agents' API over real HTTP, with a small desk of our own: who may do what, what each must not see, and what the answers say.

import { createHash, randomBytes } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AgentCard } from '../data/business.js';
import type { AgentId, CustomerId, HandoffId } from '../data/ids.js';
import { createMemoryStores } from '../data/memory/memory-stores.js';
import type { Stores } from '../data/ports.js';
import type { AgentDesk, Presence } from '../handoff/desk.js';
import type { ConsoleEvent, HandoffView, QueueRow, TeamOverview, TranscriptLine } from '../handoff/views.js';
import { HEARTBEAT_MS } from '../server/agent-events.js';
import { LOGINS_PER_EMAIL } from '../server/agent-login.js';
import {
  AWAY_AFTER_MINUTES,
  createAgentPresence,
  DEAF_AFTER_MS,
  OFFLINE_AFTER_MS,
  type Shown,
} from '../server/agent-presence.js';
import { type AgentApi, registerAgentRoutes } from '../server/agent-routes.js';
import { type AgentSigns, createKeptChoices, createSharedSigns } from '../server/agent-signs.js';
import { createServer, type RunningServer } from '../server/create-server.js';
import { createSessions, hashPassword, SESSION_HOURS } from '../server/sessions.js';

const LENA = 'lena' as AgentId;
const TOM = 'tom' as AgentId;
const PASSWORD = { lena: 'lena likes lamps', tom: 'tom trusts tables' };
const MARY = '/api/agent/handoffs/mary/h1';

const agent = (id: AgentId, passwordHash?: string): AgentCard => ({
  id,
  name: id === LENA ? 'Lena' : 'Tom',
  roles: id === TOM ? ['supervisor'] : [],
  email: `${id}@shop.example`,
  skills: [],
  languages: ['en'],
  capacity: 3,
  passwordHash,
});

const OVERVIEW: TeamOverview = {
  agents: [],
  teams: [],
  waiting: 1,
  assigned: 0,
  atRisk: [],
  promises: { kept: 3, broken: 1 },
};

/** One customer, Mary, who waits for Lena until `open` is set otherwise; whoever claims has her. */
function createFakeDesk() {
  const presence = new Map<AgentId, Presence>();
  const listeners = new Map<AgentId, Set<(event: ConsoleEvent) => void>>();
  const told = new EventEmitter();
  const lines: TranscriptLine[] = [];
  const calls: string[] = [];
  const handoff = {
    for: LENA as AgentId | 'pool',
    owner: undefined as AgentId | undefined,
    epoch: 1,
    ended: false,
  };

  const sees = (who: AgentId) =>
    !handoff.ended && (handoff.owner ? handoff.owner === who : handoff.for === 'pool' || handoff.for === who);
  const rowFor = (who: AgentId): QueueRow => ({
    customerId: 'mary',
    handoffId: 'h1',
    status: handoff.owner ? 'assigned' : 'waiting',
    customerName: 'Mary Byrne',
    level: 3,
    channel: 'web',
    trigger: 'Asked for a person.',
    routeSentence: 'Waiting for Lena (dedicated)',
    claimable: !handoff.owner && sees(who),
    mine: handoff.owner === who,
    openedAt: '2026-11-03T10:00:00.000Z',
  });
  const queueOf = (who: AgentId) => (sees(who) ? [rowFor(who)] : []);
  const outcome = (who: AgentId, epoch: number) =>
    handoff.ended ? 'gone' : handoff.owner !== who || handoff.epoch !== epoch ? 'stale' : 'done';
  /** Tom is a supervisor here. */
  const watched = (who: AgentId, what: string) => {
    calls.push(`${what} ${who}`);
    return handoff.ended ? 'gone' : who === TOM ? 'done' : 'not-allowed';
  };

  const desk: AgentDesk = {
    queue: async (who) => queueOf(who),
    async view(who, key) {
      if (key.handoffId !== ('h1' as HandoffId) || key.customerId !== ('mary' as CustomerId))
        return undefined;
      if (!sees(who)) return undefined;
      return { ...rowFor(who), epoch: handoff.epoch, transcript: lines } as unknown as HandoffView;
    },
    async claim(who) {
      if (handoff.ended) return { outcome: 'gone' };
      if (handoff.owner && handoff.owner !== who) return { outcome: 'taken', by: 'Lena' };
      if (handoff.for !== 'pool' && handoff.for !== who) return { outcome: 'not-yours' };
      handoff.owner = who;
      handoff.epoch = 2;
      return { outcome: 'claimed', epoch: 2 };
    },
    async say(who, _key, message) {
      calls.push(`say ${who} ${message.text}`);
      return outcome(who, message.epoch);
    },
    async giveBack(who, _key, { epoch, note, reason }) {
      calls.push(`return ${who} ${note} ${reason}`);
      return outcome(who, epoch);
    },
    async close(who, _key, { epoch, note, reason }) {
      calls.push(`close ${who} ${note} ${reason}`);
      return outcome(who, epoch);
    },
    async transfer(who, _key, { epoch, to, note }) {
      calls.push(`transfer ${who} ${JSON.stringify(to)} ${note}`);
      return 'agent' in to && to.agent === 'nobody' ? 'not-there' : outcome(who, epoch);
    },
    async invite(who, _key, epoch, colleague) {
      calls.push(`invite ${who} ${colleague}`);
      return outcome(who, epoch);
    },
    watch: async (who) => watched(who, 'watch'),
    leave: async (who) => watched(who, 'leave'),
    whisper: async (who, _key, { clientId, text }) => watched(who, `whisper ${clientId} ${text}`),
    note: async (who, _key, { clientId, text }) => watched(who, `note ${clientId} ${text}`),
    async takeOver(who) {
      if (who !== TOM) return { outcome: 'not-allowed' };
      return handoff.ended ? { outcome: 'gone' } : { outcome: 'claimed', epoch: 3 };
    },
    async reassign(who, _key, { to, note }) {
      calls.push(`reassign ${who} ${JSON.stringify(to)} ${note}`);
      return who === TOM ? 'done' : 'not-allowed';
    },
    async snooze(who, _key, epoch, until) {
      calls.push(`snooze ${who} ${until?.toISOString()}`);
      return outcome(who, epoch);
    },
    async typing(who, _key, epoch) {
      calls.push(`typing ${who} ${epoch}`);
    },
    async read(who, _key, sequence) {
      calls.push(`read ${who} ${sequence}`);
      return outcome(who, handoff.epoch);
    },
    async overview(who) {
      return who === TOM ? OVERVIEW : undefined;
    },
    async setPresence(who, now) {
      presence.set(who, now);
      told.emit('presence', `${who} ${now}`);
    },
    presenceOf: (who) => presence.get(who) ?? 'offline',
    follow(who, listener) {
      const mine = listeners.get(who) ?? new Set();
      listeners.set(who, mine.add(listener));
      listener({ type: 'queue', rows: queueOf(who) });
      return () => {
        mine.delete(listener);
        told.emit('unfollowed');
      };
    },
  };
  const tell = (who: AgentId, event: ConsoleEvent) => {
    for (const listener of listeners.get(who) ?? []) listener(event);
  };
  return {
    desk,
    handoff,
    calls,
    told,
    presence,
    tell,
    followers: (who: AgentId) => listeners.get(who)?.size ?? 0,
  };
}

let now: Date;
let stores: Stores;
let fake: ReturnType<typeof createFakeDesk>;
let running: RunningServer;
let api: AgentApi;
let origin: string;
const faults: unknown[] = [];

async function serve(publicUrl?: string): Promise<void> {
  const agents = new Map([agent(LENA, await hashPassword(PASSWORD.lena)), agent(TOM)].map((a) => [a.id, a]));
  running = createServer({ log: pino({ level: 'silent' }), production: false });
  api = registerAgentRoutes(running.server, {
    sessions: createSessions({
      stores,
      clock: () => now,
      newToken: () => randomBytes(32).toString('base64url'),
      agents,
      demoPasswords: new Map([[TOM, PASSWORD.tom]]),
    }),
    desk: fake.desk,
    businessName: 'Fern & Oak',
    onError: (error) => faults.push(error),
    publicUrl,
    heartbeatMs: 20,
  });
  await new Promise<void>((listening) => running.server.listen(0, '127.0.0.1', listening));
  origin = `http://127.0.0.1:${(running.server.address() as AddressInfo).port}`;
}

beforeEach(async () => {
  now = new Date('2026-11-03T10:05:00.000Z');
  stores = createMemoryStores();
  fake = createFakeDesk();
  faults.length = 0;
  await serve();
});

afterEach(async () => {
  api.close();
  await running.close();
  expect(faults).toEqual([]);
});

interface Call {
  readonly cookie?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

async function call(method: 'GET' | 'POST', path: string, { cookie, body = {}, headers }: Call = {}) {
  const response = await fetch(origin + path, {
    method,
    headers: {
      ...(cookie ? { Cookie: cookie } : {}),
      ...(method === 'POST' ? { 'Content-Type': 'application/json', Origin: origin } : {}),
      ...headers,
    },
    body: method === 'POST' ? (typeof body === 'string' ? body : JSON.stringify(body)) : undefined,
    signal: AbortSignal.timeout(5_000),
  });
  const text = await response.text();
  const read = text ? JSON.parse(text) : undefined;
  return {
    status: response.status,
    body: read,
    code: read?.error?.code as string | undefined,
    headers: response.headers,
  };
}

async function signIn(who: 'lena' | 'tom'): Promise<string> {
  const answer = await call('POST', '/api/agent/login', {
    body: { email: `${who}@shop.example`, password: PASSWORD[who] },
  });
  expect(answer.status).toBe(200);
  return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}

const READS = [
  '/api/agent/me',
  '/api/agent/queue',
  MARY,
  '/api/agent/events',
  '/api/agent/team',
  '/api/agent/overview',
];
const CHANGES = [
  ['/api/agent/logout', {}],
  [`${MARY}/claim`, {}],
  [`${MARY}/messages`, { clientId: 'c1', text: 'Hello', epoch: 2 }],
  [`${MARY}/return`, { epoch: 2 }],
  [`${MARY}/close`, { epoch: 2 }],
  ['/api/agent/presence', { presence: 'away' }],
  ['/api/agent/alive', {}],
  [`${MARY}/transfer`, { epoch: 2, to: { agent: 'tom' }, note: '' }],
  [`${MARY}/reassign`, { to: { agent: 'tom' }, note: '' }],
  [`${MARY}/take-over`, {}],
  [`${MARY}/invite`, { epoch: 2, colleague: 'tom' }],
  [`${MARY}/watch`, {}],
  [`${MARY}/leave`, {}],
  [`${MARY}/whisper`, { clientId: 'n1', text: 'x' }],
  [`${MARY}/notes`, { clientId: 'n1', text: 'x' }],
  [`${MARY}/snooze`, { epoch: 2 }],
  [`${MARY}/typing`, { epoch: 2 }],
  [`${MARY}/read`, { sequence: 1 }],
] as const;

describe('signing in', () => {
  it('answers who it is, with a cookie that scripts and other sites cannot use', async () => {
    const answer = await call('POST', '/api/agent/login', {
      body: { email: ' Lena@Shop.example ', password: PASSWORD.lena },
    });
    expect(answer.body).toEqual({
      id: 'lena',
      name: 'Lena',
      presence: 'online',
      businessName: 'Fern & Oak',
      supervisor: false,
    });
    expect(answer.headers.get('set-cookie')).toMatch(
      /^rapport_session=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('marks the cookie Secure where the console is reached over https', async () => {
    api.close();
    await running.close();
    await serve('https://desk.shop.example');
    const answer = await call('POST', '/api/agent/login', {
      body: { email: 'tom@shop.example', password: PASSWORD.tom },
      headers: { Origin: 'https://desk.shop.example' },
    });
    expect(answer.headers.get('set-cookie')).toMatch(/; Secure/);
  });

  it('keeps only a hash of the token', async () => {
    const token = (await signIn('lena')).split('=')[1]!;
    const kept = await stores.collection('sessions').list();
    expect(JSON.stringify(kept)).not.toContain(token);
    expect(kept.map((s) => s.key)).toEqual([createHash('sha256').update(token).digest('hex')]);
  });

  it.each([
    ['a wrong password', 'lena@shop.example', 'lena likes lamp'],
    ['an unknown e-mail', 'nobody@shop.example', PASSWORD.lena],
    ['the password of somebody else', 'lena@shop.example', PASSWORD.tom],
    ['a wrong password of the demo', 'tom@shop.example', PASSWORD.lena],
  ])('says the same to %s', async (_name, email, password) => {
    const answer = await call('POST', '/api/agent/login', { body: { email, password } });
    expect([answer.status, answer.body]).toEqual([
      401,
      {
        error: {
          code: 'LOGIN_FAILED',
          message: 'The e-mail address or the password is wrong. Check both.',
        },
      },
    ]);
    expect(answer.headers.get('set-cookie')).toBeNull();
  });

  it('has no login for an agent without a hash outside the demo', async () => {
    const sessions = createSessions({
      stores,
      clock: () => now,
      newToken: () => randomBytes(32).toString('base64url'),
      agents: new Map([[TOM, agent(TOM)]]),
    });
    expect(await sessions.login('tom@shop.example', PASSWORD.tom)).toBeUndefined();
    expect(await sessions.login('tom@shop.example', '')).toBeUndefined();
  });

  it('never repeats what was sent in a wrong body', async () => {
    const answer = await call('POST', '/api/agent/login', { body: { email: 5, password: 'secret words' } });
    expect([answer.status, answer.code]).toEqual([400, 'BAD_REQUEST']);
    expect(JSON.stringify(answer.body)).not.toContain('secret words');
  });

  it(`lets ${LOGINS_PER_EMAIL} guesses pass for one e-mail, then none, not even the right one`, async () => {
    const guess = (password: string, email = 'lena@shop.example') =>
      call('POST', '/api/agent/login', { body: { email, password } });
    for (let i = 1; i <= LOGINS_PER_EMAIL; i++) expect((await guess(`guess ${i}`)).status).toBe(401);
    const refused = await guess(PASSWORD.lena);
    expect([refused.status, refused.code]).toEqual([429, 'TOO_MANY_REQUESTS']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await guess(PASSWORD.tom, 'tom@shop.example')).status).toBe(200);
  });
});

describe('a new password', () => {
  const sessionsWith = async (card: AgentCard, demoPassword?: string) =>
    createSessions({
      stores,
      clock: () => now,
      newToken: () => randomBytes(32).toString('base64url'),
      agents: new Map([[card.id, card]]),
      demoPasswords: demoPassword === undefined ? undefined : new Map([[card.id, demoPassword]]),
    });

  it('ends the sessions that the old one began', async () => {
    const old = agent(LENA, await hashPassword(PASSWORD.lena));
    const { token } = (await (await sessionsWith(old)).login(old.email, PASSWORD.lena))!;
    expect(await (await sessionsWith(old)).agentOf(token)).toEqual(old);
    const changed = await sessionsWith(agent(LENA, await hashPassword('lena likes ladders')));
    expect(await changed.agentOf(token)).toBeUndefined();
    expect(await stores.collection('sessions').list()).toEqual([]);
  });

  it('does so in the demo too', async () => {
    const { token } = (await (await sessionsWith(agent(TOM), 'one')).login('tom@shop.example', 'one'))!;
    expect(await (await sessionsWith(agent(TOM), 'one')).agentOf(token)).toEqual(agent(TOM));
    expect(await (await sessionsWith(agent(TOM), 'two')).agentOf(token)).toBeUndefined();
  });
});

describe('who may do what', () => {
  const everything = [
    ...READS.map((path) => ['GET', path, {}] as const),
    ...CHANGES.map(([path, body]) => ['POST', path, body] as const),
  ];

  it.each(everything)('a guest: %s %s is 401 and says nothing', async (method, path, body) => {
    const answer = await call(method, path, { body });
    expect([answer.status, answer.code]).toEqual([401, 'TOKEN_INVALID']);
    expect(JSON.stringify(answer.body)).not.toContain('Mary');
    expect(fake.calls).toEqual([]);
  });

  it.each(everything)('a made-up cookie: %s %s is 401', async (method, path, body) => {
    const answer = await call(method, path, { body, cookie: `rapport_session=${'A'.repeat(43)}` });
    expect(answer.status).toBe(401);
  });

  it('an agent reads the queue and the handoff', async () => {
    const cookie = await signIn('lena');
    expect((await call('GET', '/api/agent/me', { cookie })).body).toMatchObject({
      id: 'lena',
      presence: 'online',
    });
    expect((await call('GET', '/api/agent/queue', { cookie })).body).toMatchObject([
      { customerName: 'Mary Byrne' },
    ]);
    expect((await call('GET', MARY, { cookie })).body).toMatchObject({
      customerName: 'Mary Byrne',
      epoch: 1,
    });
  });

  it('another agent sees nothing of it, and a handoff that is not theirs looks like none', async () => {
    const cookie = await signIn('tom');
    expect((await call('GET', '/api/agent/queue', { cookie })).body).toEqual([]);
    const hidden = await call('GET', MARY, { cookie });
    const missing = await call('GET', '/api/agent/handoffs/mary/h999', { cookie });
    expect([hidden.status, hidden.code]).toEqual([410, 'HANDOFF_GONE']);
    expect([missing.status, missing.body]).toEqual([hidden.status, hidden.body]);
  });

  it.each([
    [-1, 200],
    [0, 401],
    [1, 401],
  ])(`${SESSION_HOURS} hours later, %i ms off, a session answers %i`, async (offset, status) => {
    const cookie = await signIn('lena');
    now = new Date(now.getTime() + SESSION_HOURS * 3_600_000 + offset);
    expect((await call('GET', '/api/agent/queue', { cookie })).status).toBe(status);
  });

  it('after signing out the same cookie is worth nothing, and a colleague stays signed in', async () => {
    const [lena, tom] = [await signIn('lena'), await signIn('tom')];
    const out = await call('POST', '/api/agent/logout', { cookie: lena });
    expect(out.status).toBe(204);
    expect(out.headers.get('set-cookie')).toMatch(/^rapport_session=; Max-Age=0;/);
    expect((await call('GET', '/api/agent/queue', { cookie: lena })).status).toBe(401);
    expect((await call('GET', '/api/agent/queue', { cookie: tom })).status).toBe(200);
    expect(fake.presence.get(LENA)).toBe('offline');
  });

  it.each([
    ['another site', { Origin: 'https://evil.example' }, 403],
    ['another port', { Origin: 'http://127.0.0.1:1' }, 403],
    ['a sandboxed page', { Origin: 'null' }, 403],
    ['a browser that says cross-site', { 'Sec-Fetch-Site': 'cross-site' }, 403],
    ['a browser that says same-site', { 'Sec-Fetch-Site': 'same-site' }, 403],
    ['a form', { 'Content-Type': 'application/x-www-form-urlencoded' }, 415],
    ['plain text', { 'Content-Type': 'text/plain' }, 415],
    ['our own page', { 'Sec-Fetch-Site': 'same-origin' }, 204],
  ])('a change sent by %s', async (_name, headers, status) => {
    const cookie = await signIn('lena');
    const body = { presence: 'away' };
    expect((await call('POST', '/api/agent/presence', { cookie, body, headers })).status).toBe(status);
    expect(fake.presence.get(LENA)).toBe(status === 204 ? 'away' : 'online');
  });

  it('refuses every change from another site before it looks at the session', async () => {
    for (const [path, body] of [...CHANGES, ['/api/agent/login', {}] as const]) {
      const answer = await call('POST', path, { body, headers: { Origin: 'https://evil.example' } });
      expect([path, answer.status]).toEqual([path, 403]);
    }
  });
});

describe('what the desk says', () => {
  const message = { clientId: 'c1', text: 'Hello Mary', epoch: 2 };

  it('claim, answer, return', async () => {
    const cookie = await signIn('lena');
    expect(await call('POST', `${MARY}/claim`, { cookie })).toMatchObject({
      status: 200,
      body: { epoch: 2 },
    });
    expect((await call('POST', `${MARY}/messages`, { cookie, body: message })).status).toBe(204);
    expect(
      (
        await call('POST', `${MARY}/return`, {
          cookie,
          body: { epoch: 2, note: ' Refunded. ', reason: 'r-1' },
        })
      ).status,
    ).toBe(204);
    expect((await call('POST', `${MARY}/close`, { cookie, body: { epoch: 2 } })).status).toBe(204);
    expect(fake.calls).toEqual([
      'say lena Hello Mary',
      'return lena Refunded. r-1',
      'close lena undefined undefined',
    ]);
  });

  it.each([
    ['somebody was quicker', { owner: LENA }, 409, 'HANDOFF_TAKEN'],
    ['it is somebody else’s turn', {}, 409, 'FORBIDDEN'],
    ['it has ended', { ended: true }, 410, 'HANDOFF_GONE'],
  ])('claim, but %s', async (_name, change, status, code) => {
    Object.assign(fake.handoff, change);
    const answer = await call('POST', `${MARY}/claim`, { cookie: await signIn('tom') });
    expect([answer.status, answer.code]).toEqual([status, code]);
    if (code === 'HANDOFF_TAKEN') expect(answer.body.error.message).toContain('Lena was quicker');
  });

  it.each([
    ['an older epoch', { owner: LENA, epoch: 3 }, 409, 'HANDOFF_STALE'],
    ['somebody else’s', { owner: TOM, epoch: 2 }, 409, 'HANDOFF_STALE'],
    ['one that has ended', { ended: true }, 410, 'HANDOFF_GONE'],
  ])('writing, returning and closing with %s', async (_name, change, status, code) => {
    Object.assign(fake.handoff, change);
    const cookie = await signIn('lena');
    for (const [action, body] of [
      ['messages', message],
      ['return', { epoch: 2 }],
      ['close', { epoch: 2 }],
    ] as const) {
      const answer = await call('POST', `${MARY}/${action}`, { cookie, body });
      expect([action, answer.status, answer.code]).toEqual([action, status, code]);
    }
  });

  it.each([
    ['no text', '', 400],
    ['only spaces', '  \n', 400],
    ['one character', 'x', 204],
    ['4000 characters', 'x'.repeat(4000), 204],
    ['4001 characters', 'x'.repeat(4001), 400],
  ])('a message of %s', async (_name, text, status) => {
    Object.assign(fake.handoff, { owner: LENA, epoch: 2 });
    const cookie = await signIn('lena');
    expect((await call('POST', `${MARY}/messages`, { cookie, body: { ...message, text } })).status).toBe(
      status,
    );
    expect(fake.calls.length).toBe(status === 204 ? 1 : 0);
  });

  it.each([
    {},
    { ...message, epoch: '2' },
    { ...message, epoch: 1.5 },
    { ...message, clientId: '' },
    '[]',
    '{',
  ])('a message that is not one: %j', async (body) => {
    const cookie = await signIn('lena');
    const answer = await call('POST', `${MARY}/messages`, { cookie, body });
    expect([answer.status, answer.code]).toEqual([400, 'BAD_REQUEST']);
    expect(fake.calls).toEqual([]);
  });
});

describe('around a conversation', () => {
  const [noted, toTom] = [{ clientId: 'n1', text: 'Likes oak.' }, { agent: 'tom' }];

  it.each([
    ['transfer', { epoch: 2, to: toTom, note: 'Knows lamps.' }, 'transfer lena {"agent":"tom"} Knows lamps.'],
    ['transfer', { epoch: 2, to: { team: 'night' }, note: '' }, 'transfer lena {"team":"night"} '],
    ['invite', { epoch: 2, colleague: 'tom' }, 'invite lena tom'],
    ['snooze', { epoch: 2, until: '2026-11-03T11:00:00+01:00' }, 'snooze lena 2026-11-03T10:00:00.000Z'],
    ['snooze', { epoch: 2 }, 'snooze lena undefined'],
    ['typing', { epoch: 2 }, 'typing lena 2'],
    ['read', { sequence: 7 }, 'read lena 7'],
  ])('the owner: %s', async (action, body, told) => {
    Object.assign(fake.handoff, { owner: LENA, epoch: 2 });
    const cookie = await signIn('lena');
    expect((await call('POST', `${MARY}/${action}`, { cookie, body })).status).toBe(204);
    expect(fake.calls).toEqual([told]);
  });

  it('a colleague who is not there', async () => {
    Object.assign(fake.handoff, { owner: LENA, epoch: 2 });
    const body = { epoch: 2, to: { agent: 'nobody' }, note: '' };
    const answer = await call('POST', `${MARY}/transfer`, { cookie: await signIn('lena'), body });
    expect([answer.status, answer.code]).toEqual([409, 'COLLEAGUE_AWAY']);
  });

  it.each([
    ['watch', {}, 'watch'],
    ['leave', {}, 'leave'],
    ['whisper', noted, 'whisper n1 Likes oak.'],
    ['notes', noted, 'note n1 Likes oak.'],
    ['reassign', { to: toTom, note: 'x' }, undefined],
    ['take-over', {}, undefined],
  ])('a supervisor may %s, others may not', async (action, body, told) => {
    const refused = await call('POST', `${MARY}/${action}`, { cookie: await signIn('lena'), body });
    expect([refused.status, refused.code]).toEqual([403, 'FORBIDDEN']);
    const done = await call('POST', `${MARY}/${action}`, { cookie: await signIn('tom'), body });
    expect([done.status, done.body]).toEqual(action === 'take-over' ? [200, { epoch: 3 }] : [204, undefined]);
    if (told) expect(fake.calls).toEqual([`${told} lena`, `${told} tom`]);
  });

  it.each([
    ['transfer', { epoch: 2, note: '', to: { agent: 'a', team: 'b' } }],
    ['transfer', { epoch: 2, to: toTom }],
    ['reassign', { to: {}, note: '' }],
    ['invite', { epoch: 2 }],
    ['whisper', { clientId: 'n1', text: ' ' }],
    ['notes', { text: 'x' }],
    ['snooze', { epoch: 2, until: 'tomorrow' }],
    ['typing', {}],
    ['read', { sequence: -1 }],
  ])('%s that is none: %j', async (action, body) => {
    const answer = await call('POST', `${MARY}/${action}`, { cookie: await signIn('tom'), body });
    expect([answer.status, answer.code]).toEqual([400, 'BAD_REQUEST']);
    expect(fake.calls).toEqual([]);
  });

  it('the overview is for supervisors, the team for everybody', async () => {
    const [lena, tom] = [await signIn('lena'), await signIn('tom')];
    expect((await call('GET', '/api/agent/overview', { cookie: lena })).status).toBe(403);
    expect(await call('GET', '/api/agent/overview', { cookie: tom })).toMatchObject({
      status: 200,
      body: OVERVIEW,
    });
    for (const cookie of [lena, tom])
      expect(await call('GET', '/api/agent/team', { cookie })).toMatchObject({
        status: 200,
        body: { agents: [], teams: [] },
      });
  });

  it('who I am says whether I am a supervisor', async () => {
    expect((await call('GET', '/api/agent/me', { cookie: await signIn('lena') })).body.supervisor).toBe(
      false,
    );
    expect((await call('GET', '/api/agent/me', { cookie: await signIn('tom') })).body.supervisor).toBe(true);
  });
});

describe('live events', () => {
  async function follow(cookie: string) {
    const stop = new AbortController();
    const response = await fetch(`${origin}/api/agent/events`, {
      headers: { Cookie: cookie },
      signal: stop.signal,
    });
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    let seen = '';
    return {
      response,
      stop: () => stop.abort(),
      /** Everything up to and including the text, which must come. */
      async until(text: string) {
        while (!seen.includes(text)) {
          const { value, done } = await reader.read();
          if (done) throw new Error(`the stream ended before "${text}": ${seen}`);
          seen += value;
        }
        return seen;
      },
      async untilEnd() {
        for (;;) {
          const { value, done } = await reader.read();
          if (done) return seen;
          seen += value;
        }
      },
    };
  }

  it('the queue comes first, then what happens, to each agent only their own', async () => {
    const [lena, tom] = [await follow(await signIn('lena')), await follow(await signIn('tom'))];
    expect(lena.response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(lena.response.headers.get('x-accel-buffering')).toBe('no');
    await lena.until('Mary Byrne');
    const line = { text: 'a secret\nof two lines' } as TranscriptLine;
    fake.tell(LENA, { type: 'lines', handoffId: 'h1', customerId: 'mary', lines: [line] });
    fake.tell(TOM, { type: 'queue', rows: [{ customerName: 'Aoife' } as QueueRow] });
    expect(await lena.until('lines"}')).toContain('a secret\\nof two lines');
    expect(await tom.until('Aoife')).not.toMatch(/Mary|secret/);
  });

  it('is asked whether anybody is still there, which also keeps a silent stream open', async () => {
    const lena = await follow(await signIn('lena'));
    await lena.until('event: ping');
  });

  it('ends with the session: by signing out, and when its time is over', async () => {
    const [lena, tom] = [await signIn('lena'), await signIn('tom')];
    const [first, second] = [await follow(lena), await follow(tom)];
    await call('POST', '/api/agent/logout', { cookie: lena });
    await first.untilEnd();
    expect(fake.followers(LENA)).toBe(0);
    expect(fake.presence.get(LENA)).toBe('offline');
    now = new Date(now.getTime() + SESSION_HOURS * 3_600_000);
    await second.untilEnd();
    expect(fake.followers(TOM)).toBe(0);
  });

  it('stops following when the console leaves', async () => {
    const lena = await follow(await signIn('lena'));
    await lena.until('Mary');
    const unfollowed = once(fake.told, 'unfollowed');
    lena.stop();
    await unfollowed;
    expect(fake.followers(LENA)).toBe(0);
  });

  it('ends when the server closes', async () => {
    const lena = await follow(await signIn('lena'));
    await lena.until('Mary');
    api.close();
    await Promise.all([lena.untilEnd(), running.close()]);
  });
});

describe('presence', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  function watch() {
    const told: string[] = [];
    fake.told.on('presence', (line: string) => told.push(line));
    const presence = createAgentPresence(fake.desk, (error) => faults.push(error));
    return { told, presence };
  }

  it(`is online at the first stream, offline ${OFFLINE_AFTER_MS / 1000} s after the last`, () => {
    const { told, presence } = watch();
    const [first, second] = [presence.opened(LENA), presence.opened(LENA)];
    first();
    vi.advanceTimersByTime(OFFLINE_AFTER_MS * 2);
    second();
    vi.advanceTimersByTime(OFFLINE_AFTER_MS - 1);
    expect(told).toEqual(['lena online']);
    vi.advanceTimersByTime(1);
    expect(told).toEqual(['lena online', 'lena offline']);
  });

  it('a reload within that time is not noticed', () => {
    const { told, presence } = watch();
    presence.opened(LENA)();
    vi.advanceTimersByTime(OFFLINE_AFTER_MS - 1);
    presence.opened(LENA);
    vi.advanceTimersByTime(OFFLINE_AFTER_MS * 2);
    expect(told).toEqual(['lena online', 'lena online']);
  });

  it.each(['away', 'busy'] as const)(
    'who is %s stays so through a reload; who has left is not there',
    async (chosen) => {
      const { told, presence } = watch();
      const left = presence.opened(LENA);
      await presence.choose(LENA, chosen);
      left();
      presence.opened(LENA)();
      vi.advanceTimersByTime(OFFLINE_AFTER_MS);
      presence.opened(LENA);
      const now = `lena ${chosen}`;
      expect(told).toEqual(['lena online', now, now, 'lena offline', now]);
    },
  );

  describe('what was chosen outlives a restart of the server', () => {
    const settle = () => vi.advanceTimersByTimeAsync(0);

    /** A server over the same store; those before it are gone. */
    function started(stores: Pick<Stores, 'collection'>) {
      const told: string[] = [];
      const present = new Map<string, string>();
      const desk = {
        presenceOf: (agent: AgentId) => (present.get(agent) ?? 'offline') as Presence,
        setPresence: async (agent: AgentId, presence: Presence) => {
          present.set(agent, presence);
          told.push(presence);
        },
      };
      const choices = createKeptChoices(stores);
      return { told, presence: createAgentPresence(desk, (error) => faults.push(error), { choices }) };
    }

    it.each(['busy', 'away'] as const)(
      'who was %s is so at once, and never online between',
      async (chosen) => {
        const stores = createMemoryStores();
        const before = started(stores);
        before.presence.opened(LENA);
        await settle();
        await before.presence.choose(LENA, chosen);
        const after = started(stores);
        // Requests may come before the stream.
        after.presence.active(LENA);
        after.presence.opened(LENA);
        await settle();
        expect(after.told).toEqual([chosen]);
        expect(after.presence.shown(LENA)).toEqual({ presence: chosen });
      },
    );

    it('whoever chose anew, or signed in, is what they are now', async () => {
      const stores = createMemoryStores();
      const before = started(stores);
      await before.presence.choose(LENA, 'busy');
      const after = started(stores);
      after.presence.opened(LENA);
      await after.presence.choose(LENA, 'online');
      await settle();
      expect(after.told.at(-1)).toBe('online');
      await after.presence.choose(LENA, 'away');
      const later = started(stores);
      later.presence.signedIn(LENA);
      later.presence.opened(LENA);
      await settle();
      const last = started(stores);
      last.presence.opened(LENA);
      await settle();
      expect([later.told.at(-1), last.told]).toEqual(['online', ['online']]);
    });

    it('a store that fails keeps nobody from the desk', async () => {
      const failing = () => Promise.reject(new Error('no disk'));
      const collection = { get: failing, save: failing, remove: failing, list: failing };
      const { told, presence } = started({ collection: () => collection } as never);
      presence.opened(LENA);
      await settle();
      expect(told).toEqual(['online']);
      expect(faults.splice(0)).toEqual([new Error('no disk')]);
    });
  });

  describe('away after a time without anything done', () => {
    const MINUTE_MS = 60_000;

    it('is told once, shown as not chosen, and over with the next thing done', async () => {
      const { told, presence } = watch();
      const shown: Shown[] = [];
      presence.opened(LENA, (now) => shown.push(now));
      vi.advanceTimersByTime(AWAY_AFTER_MINUTES * MINUTE_MS - 1);
      presence.active(LENA);
      vi.advanceTimersByTime(AWAY_AFTER_MINUTES * MINUTE_MS - 1);
      expect(told).toEqual(['lena online']);
      vi.advanceTimersByTime(1);
      expect(told).toEqual(['lena online', 'lena away']);
      expect(presence.shown(LENA)).toEqual({ presence: 'away', setAway: true });
      presence.active(LENA);
      await vi.waitFor(() => expect(told).toEqual(['lena online', 'lena away', 'lena online']));
      expect(shown).toEqual([
        { presence: 'online' },
        { presence: 'away', setAway: true },
        { presence: 'online' },
      ]);
    });

    it('a console that reconnects by itself is nobody at work', () => {
      const { told, presence } = watch();
      const left = presence.opened(LENA);
      vi.advanceTimersByTime(AWAY_AFTER_MINUTES * MINUTE_MS - 1_000);
      left();
      presence.opened(LENA);
      vi.advanceTimersByTime(1_000);
      expect(told).toEqual(['lena online', 'lena online', 'lena away']);
    });

    it('who is busy comes back as busy; who chose to be away stays so', async () => {
      const { told, presence } = watch();
      presence.opened(LENA);
      await presence.choose(LENA, 'busy');
      vi.advanceTimersByTime(AWAY_AFTER_MINUTES * MINUTE_MS);
      presence.active(LENA);
      await presence.choose(LENA, 'away');
      vi.advanceTimersByTime(AWAY_AFTER_MINUTES * MINUTE_MS);
      presence.active(LENA);
      expect(told).toEqual(['lena online', 'lena busy', 'lena away', 'lena busy', 'lena away']);
    });
  });

  describe('a connection that was cut without a word', () => {
    it(`is noticed ${DEAF_AFTER_MS / 1000} s after a question that stays open, below 30 s with the time between two`, () => {
      expect(HEARTBEAT_MS + DEAF_AFTER_MS).toBeLessThan(30_000);
      const { told, presence } = watch();
      presence.opened(LENA);
      presence.answered(LENA);
      presence.asked(LENA);
      vi.advanceTimersByTime(DEAF_AFTER_MS - 1);
      expect(told).toEqual(['lena online']);
      vi.advanceTimersByTime(1);
      expect(told).toEqual(['lena online', 'lena offline']);
      presence.answered(LENA);
      expect(told).toEqual(['lena online', 'lena offline', 'lena online']);
    });

    it('an answer, or anything done, keeps the agent there', () => {
      const { told, presence } = watch();
      presence.opened(LENA);
      presence.answered(LENA);
      for (let i = 0; i < 10; i++) {
        presence.asked(LENA);
        vi.advanceTimersByTime(DEAF_AFTER_MS - 1);
        if (i % 2) presence.answered(LENA);
        else presence.active(LENA);
      }
      expect(told).toEqual(['lena online']);
    });

    it('a new stream beside the dead one brings the agent back', () => {
      const { told, presence } = watch();
      presence.opened(LENA);
      presence.answered(LENA);
      presence.asked(LENA);
      vi.advanceTimersByTime(DEAF_AFTER_MS);
      presence.opened(LENA);
      expect(told).toEqual(['lena online', 'lena offline', 'lena online']);
    });

    it('is not taken for gone where the answer reached another process; what was chosen there is taken over', async () => {
      const signs: AgentSigns = { answered: 0, active: 0, choices: 0 };
      let shared = signs;
      const told: string[] = [];
      fake.told.on('presence', (line: string) => told.push(line));
      const onError = (error: unknown) => faults.push(error);
      const presence = createAgentPresence(fake.desk, onError, {
        shared: { note: async () => undefined, of: async () => shared },
      });
      presence.opened(LENA);
      await vi.advanceTimersByTimeAsync(0);
      shared = { ...signs, answered: 1 };
      presence.asked(LENA);
      await vi.advanceTimersByTimeAsync(1);
      presence.asked(LENA);
      shared = { ...signs, answered: 2, choices: 1, chosen: 'busy' };
      await vi.advanceTimersByTimeAsync(DEAF_AFTER_MS);
      expect(told).toEqual(['lena online', 'lena busy']);
      presence.asked(LENA);
      await vi.advanceTimersByTimeAsync(DEAF_AFTER_MS);
      expect(told).toEqual(['lena online', 'lena busy', 'lena offline']);
    });

    it('is away only where nothing was done at any process', async () => {
      let active = 0;
      const told: string[] = [];
      fake.told.on('presence', (line: string) => told.push(line));
      const onError = (error: unknown) => faults.push(error);
      const presence = createAgentPresence(fake.desk, onError, {
        shared: { note: async () => undefined, of: async () => ({ answered: 0, choices: 0, active }) },
      });
      presence.opened(LENA);
      for (let minute = 0; minute < 2 * AWAY_AFTER_MINUTES; minute++) {
        active += 1;
        await vi.advanceTimersByTimeAsync(60_000);
        presence.asked(LENA);
      }
      expect(told).toEqual(['lena online']);
      await vi.advanceTimersByTimeAsync(AWAY_AFTER_MINUTES * 60_000);
      expect(told).toEqual(['lena online', 'lena away']);
    });

    it('a console that never answers is not expected to', () => {
      const { told, presence } = watch();
      presence.opened(LENA);
      presence.asked(LENA);
      vi.advanceTimersByTime(DEAF_AFTER_MS * 2);
      expect(told).toEqual(['lena online']);
    });
  });

  it('who signs in but never opens the console goes offline again', () => {
    const { told, presence } = watch();
    presence.signedIn(LENA);
    vi.advanceTimersByTime(OFFLINE_AFTER_MS);
    expect(told).toEqual(['lena online', 'lena offline']);
  });

  it('who signs out is offline at once, unless another console is open', () => {
    const { told, presence } = watch();
    const left = presence.opened(LENA);
    presence.signedOut(LENA);
    left();
    presence.signedOut(LENA);
    vi.advanceTimersByTime(OFFLINE_AFTER_MS);
    expect(told).toEqual(['lena online', 'lena offline']);
  });
});

describe('signs for other processes', () => {
  const sharing = { attempts: 5, pause: async () => undefined };

  it('are counted in the store, the last choice with them; one process alone has none', async () => {
    expect(createSharedSigns(stores)).toBeUndefined();
    const signs = createSharedSigns({ ...stores, sharing });
    await Promise.all([signs?.note(LENA, 'answered'), signs?.note(LENA, 'active')]);
    await signs?.note(LENA, { chosen: 'busy' });
    const elsewhere = createSharedSigns({ ...stores, sharing });
    expect(await elsewhere?.of(LENA)).toEqual({ answered: 1, active: 1, choices: 1, chosen: 'busy' });
    expect(await elsewhere?.of(TOM)).toEqual({ answered: 0, active: 0, choices: 0 });
  });
});
