// Who may be whom: identities of the business's site, our own tokens, forged and foreign ones, and what none of them may see.

import { once } from 'node:events';
import { SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createTokens, verifyIdentity } from '../channels/direct-line/index.js';
import type { CustomerId } from '../data/ids.js';
import {
  ask,
  begin,
  EMBEDDER,
  get,
  identityOf,
  MAYA,
  post,
  type Running,
  SECRET,
  SITE_SECRET,
  startDirectLine,
  TOM,
  testClock,
} from './direct-line-fixture.js';

const key = (secret: string) => new TextEncoder().encode(secret);
const NOW = 1_800_000_000;

function signed(claims: Record<string, unknown>, secret = SITE_SECRET, alg = 'HS256'): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg }).sign(key(secret));
}

describe('an identity of the site', () => {
  const good = { sub: MAYA, aud: 'rapport', iat: NOW, exp: NOW + 300, name: 'Maya Byrne' };
  const rules = {
    secret: SITE_SECRET as string | undefined,
    clock: () => new Date(NOW * 1000),
    knownCustomer: (id: CustomerId) => id === MAYA,
  };

  it.each<[string, () => Promise<string> | string, string | undefined]>([
    ['is accepted', () => signed(good), undefined],
    ['without a name is accepted', () => signed({ ...good, name: undefined }), undefined],
    ['that lives exactly 10 minutes is accepted', () => signed({ ...good, exp: NOW + 600 }), undefined],
    ['that lives a second longer', () => signed({ ...good, exp: NOW + 601 }), 'TOKEN_INVALID'],
    ['of a second ago, expired now', () => signed({ ...good, iat: NOW - 10, exp: NOW }), 'TOKEN_EXPIRED'],
    ['with a second left is accepted', () => signed({ ...good, iat: NOW - 10, exp: NOW + 1 }), undefined],
    ['from a clock a minute ahead is accepted', () => signed({ ...good, iat: NOW + 60 }), undefined],
    ['from a clock further ahead', () => signed({ ...good, iat: NOW + 61 }), 'TOKEN_INVALID'],
    ['valid from now on, by a clock a minute ahead', () => signed({ ...good, nbf: NOW + 60 }), undefined],
    ['valid from later on', () => signed({ ...good, nbf: NOW + 61 }), 'TOKEN_INVALID'],
    ['without exp', () => signed({ ...good, exp: undefined }), 'TOKEN_INVALID'],
    ['without iat', () => signed({ ...good, iat: undefined }), 'TOKEN_INVALID'],
    ['without sub', () => signed({ ...good, sub: undefined }), 'TOKEN_INVALID'],
    ['of an unknown customer', () => signed({ ...good, sub: 'c-9999' }), 'TOKEN_INVALID'],
    ['for another audience', () => signed({ ...good, aud: 'elsewhere' }), 'TOKEN_INVALID'],
    ['without an audience', () => signed({ ...good, aud: undefined }), 'TOKEN_INVALID'],
    ['signed with another secret', () => signed(good, SECRET), 'TOKEN_INVALID'],
    ['signed with another algorithm', () => signed(good, SITE_SECRET, 'HS512'), 'TOKEN_INVALID'],
    ['not signed at all', () => new UnsecuredJWT(good).encode(), 'TOKEN_INVALID'],
    ['that is no token', () => 'c-1002', 'TOKEN_INVALID'],
  ])('%s', async (_name, jwt, code) => {
    const outcome = await verifyIdentity(await jwt(), rules).then(
      ({ customerId }) => customerId,
      (error: { code: string }) => error.code,
    );
    expect(outcome).toBe(code ?? MAYA);
  });

  it('is not accepted where no secret is set', async () => {
    await expect(verifyIdentity(await signed(good), { ...rules, secret: undefined })).rejects.toThrow(
      'IDENTITY_SECRET',
    );
  });

  it('tells a name that fits in a line', async () => {
    const jwt = await signed({ ...good, name: ` ${'x'.repeat(500)}` });
    expect((await verifyIdentity(jwt, rules)).name).toBe('x'.repeat(100));
    const moons = await signed({ ...good, name: `x${'🌘'.repeat(100)}` });
    expect((await verifyIdentity(moons, rules)).name).toBe(`x${'🌘'.repeat(99)}`);
  });
});

describe('sessions', () => {
  let bot: Running;
  beforeAll(async () => {
    bot = await startDirectLine();
  });
  afterAll(() => bot.stop());

  const generate = (credentials?: string, user?: unknown) =>
    post(`${bot.base}/tokens/generate`, credentials, { user });
  const customerIn = async (token: string) => (await bot.tokens.verify(token)).customerId;

  it('a guest comes back with the resume token to the same record and conversation', async () => {
    const first = await begin(bot);
    const again = await generate(first.resume);
    expect(again.status).toBe(200);
    expect(again.body).toMatchObject({ conversationId: first.conversationId, expires_in: 1800 });
    expect(await customerIn(again.body.token)).toBe(await customerIn(first.token));
  });

  it('a guest who was erased comes back as a new one', async () => {
    const first = await begin(bot);
    const id = await customerIn(first.token);
    await bot.stores.customers.erase(id, bot.clock().toISOString());
    const again = await generate(first.resume);
    expect(await customerIn(again.body.token)).not.toBe(id);
  });

  it('a visitor who signs in is joined to the customer, by a token of their own and nobody else’s', async () => {
    const joined: string[] = [];
    const other = await startDirectLine({
      join: async (guest, customer) => {
        joined.push(`${guest} → ${customer}`);
        return true;
      },
    });
    const guest = await begin(other);
    const id = await customerIn(guest.token);
    const signIn = async (credentials: string | undefined, token: unknown) =>
      (await post(`${other.base}/tokens/generate`, credentials, { guest: token })).body.joined;
    const maya = await identityOf(other, MAYA);
    expect(await signIn(maya, guest.resume)).toBe(true);
    // A token that never was one has served its time; it joins nobody, and the customer is let in.
    expect(await signIn(maya, 'forged')).toBe(true);
    expect(await signIn(maya, maya)).toBe(true);
    // A guest takes nobody along.
    expect(await signIn(undefined, guest.resume)).toBeUndefined();
    expect(joined).toEqual([`${id} → ${MAYA}`]);
    await other.stop();
  });

  it('two guests are two', async () => {
    const [one, two] = [await generate(), await generate(undefined, { id: 'dl_somebody' })];
    expect(await customerIn(one.body.token)).not.toBe(await customerIn(two.body.token));
    expect(one.body.conversationId).not.toBe(two.body.conversationId);
  });

  it('a session ends a day after it began, however often its token is refreshed', async () => {
    const time = testClock();
    const other = await startDirectLine({ time });
    let { token, expires_in: seconds } = (await begin(other)).started.body;
    const refresh = () => post(`${other.base}/tokens/refresh`, token);
    for (let quarter = 1; quarter < 24 * 4; quarter += 1) {
      time.pass(15);
      ({ token, expires_in: seconds } = (await refresh()).body);
      expect(seconds).toBe(quarter === 95 ? 15 * 60 : 30 * 60);
    }
    time.pass(15 - 1 / 60);
    const { conversationId } = await other.tokens.verify(token);
    const conversation = await get(`${other.base}/conversations/${conversationId}`, token);
    expect(conversation.body.expires_in).toBe(1);
    token = conversation.body.token;
    time.pass(1 / 60);
    const late = await refresh();
    expect([late.status, late.body.error.code]).toEqual([403, 'TokenExpired']);
    await other.stop();
  });

  it('a customer is who the site says, and gets no resume token', async () => {
    const answer = await generate(await identityOf(bot, MAYA, 'Maya Byrne'));
    expect(await bot.tokens.verify(answer.body.token)).toMatchObject({
      customerId: MAYA,
      kind: 'known',
      name: 'Maya Byrne',
      user: 'dl_c-1002',
    });
    expect(answer.body.resume).toBeUndefined();
  });

  it.each<[string, () => Promise<string | undefined>, string | undefined, number]>([
    ['a guest may invent an id for clients', async () => undefined, 'dl_123', 200],
    ['a guest may send an empty id', async () => undefined, '', 200],
    ['a guest may not claim to be a customer', async () => undefined, MAYA, 403],
    ['a guest may not claim to be anybody', async () => undefined, 'r_42', 403],
    ['a customer may say who they are', () => identityOf(bot, MAYA), MAYA, 200],
    ['a customer may say so as clients do', () => identityOf(bot, MAYA), 'dl_c-1002', 200],
    ['a customer may not claim to be another', () => identityOf(bot, MAYA), TOM, 403],
    ['nor as clients do', () => identityOf(bot, MAYA), 'dl_c-1005', 403],
    ['a token of a conversation is no identity', async () => (await generate()).body.token, undefined, 401],
    ['a guess is no identity', async () => 'guess', undefined, 401],
  ])('%s', async (_name, credentials, user, status) => {
    expect((await generate(await credentials(), { id: user })).status).toBe(status);
  });

  it.each([
    ['23 hours 59 minutes', 24 * 60 - 1, true],
    ['24 hours', 24 * 60, false],
  ])('after %s of rest the conversation goes on: %#', async (_rest, minutes, goesOn) => {
    const time = testClock();
    const other = await startDirectLine({ time });
    const first = await begin(other, await identityOf(other, MAYA));
    time.pass(minutes);
    const again = await post(`${other.base}/tokens/generate`, await identityOf(other, MAYA));
    expect(again.body.conversationId === first.conversationId).toBe(goesOn);
    await other.stop();
  });
});

describe('with tokens that are not theirs, nobody sees or says anything', () => {
  let bot: Running;
  let maya: Awaited<ReturnType<typeof begin>>;
  let tokens: Record<string, string | undefined>;

  beforeAll(async () => {
    bot = await startDirectLine();
    maya = await begin(bot, await identityOf(bot, MAYA, 'Maya Byrne'));
    await post(`${maya.url}/activities`, maya.token, { type: 'message', text: 'my secret' });
    const session = await bot.tokens.verify(maya.token);
    const claims = { ...session, conv: session.conversationId, sub: MAYA, aud: 'rapport:direct-line' };
    const now = Math.floor(Date.now() / 1000);
    const past = testClock();
    past.pass(-31);
    tokens = {
      none: undefined,
      'of a guest': (await begin(bot)).token,
      'of another customer': (await begin(bot, await identityOf(bot, TOM))).token,
      'for resuming': await bot.tokens.signResume(MAYA),
      'of the site': await identityOf(bot, MAYA),
      expired: (await createTokens({ secret: SECRET, clock: past.clock }).sign(session)).token,
      unsigned: new UnsecuredJWT({ ...claims, iat: now, exp: now + 60 }).encode(),
      'of another secret': await signed({ ...claims, iat: now, exp: now + 60 }),
      'of another algorithm': await signed({ ...claims, iat: now, exp: now + 60 }, SECRET, 'HS384'),
      'of another audience': await signed({ ...claims, aud: 'rapport', iat: now, exp: now + 60 }, SECRET),
      'without end': await signed({ ...claims, iat: now }, SECRET),
      'without kind': await signed({ ...claims, kind: undefined, iat: now, exp: now + 60 }, SECRET),
      garbage: 'garbage',
    };
  });
  afterAll(() => bot.stop());

  it.each([
    ['none', 401],
    ['of a guest', 403],
    ['of another customer', 403],
    ['for resuming', 401],
    ['of the site', 401],
    ['expired', 403],
    ['unsigned', 401],
    ['of another secret', 401],
    ['of another algorithm', 401],
    ['of another audience', 401],
    ['without end', 401],
    ['without kind', 401],
    ['garbage', 401],
  ])('token %s: %i', async (name, status) => {
    const bearer = tokens[name];
    const image = { headers: { 'Content-Type': 'image/png' }, body: 'x', method: 'POST' };
    const answers = [
      await get(maya.url, bearer),
      await get(`${maya.url}/activities`, bearer),
      await post(`${maya.url}/activities`, bearer, { type: 'message', text: 'forged' }),
      await ask(`${maya.url}/upload`, { ...image, bearer }),
    ];
    const socket = new WebSocket(`${maya.url.replace('http', 'ws')}/stream?t=${bearer ?? ''}`);
    const [refused] = (await once(socket, 'error')) as [Error];

    expect(answers.map((answer) => answer.status)).toEqual([status, status, status, status]);
    expect(refused.message).toContain(String(status));
    if (name === 'expired') expect(answers[0]?.body.error.code).toBe('TokenExpired');
    for (const { body } of answers) expect(JSON.stringify(body)).not.toContain('secret');
    const stored = await bot.stores.customers.get(MAYA);
    expect(JSON.stringify(stored?.value)).not.toContain('forged');
  });

  it('the sender is the token, whatever the activity says', async () => {
    const guest = await begin(bot);
    const forged = {
      type: 'message',
      text: 'I am Maya',
      from: { id: 'dl_c-1002', name: 'Maya Byrne' },
      conversation: { id: maya.conversationId },
      channelId: 'msteams',
    };
    expect((await post(`${guest.url}/activities`, guest.token, forged)).status).toBe(200);
    const own = await get(`${guest.url}/activities`, guest.token);
    expect(own.body.activities.at(-2)).toMatchObject({
      text: 'I am Maya',
      conversation: { id: guest.conversationId },
    });
    expect(own.body.activities.at(-2).from.id).not.toBe('dl_c-1002');
    expect(JSON.stringify((await bot.stores.customers.get(MAYA))?.value)).not.toContain('I am Maya');
  });

  it('a stream opens for our own page, for embedders and for programs, not for other sites', async () => {
    const tryFrom = async (origin?: string) => {
      const socket = new WebSocket(maya.started.body.streamUrl, origin === undefined ? {} : { origin });
      const outcome = await once(socket, 'open').then(
        () => 'open',
        (error: Error) => error.message,
      );
      socket.terminate();
      return outcome;
    };
    expect(await tryFrom()).toBe('open');
    expect(await tryFrom(bot.publicUrl)).toBe('open');
    expect(await tryFrom(EMBEDDER)).toBe('open');
    for (const foreign of ['https://evil.example', 'null', `${EMBEDDER}.evil.example`]) {
      expect(await tryFrom(foreign)).toContain('403');
    }
  });

  it('an embedder may ask from its pages, another site may not', async () => {
    const preflight = (origin: string) =>
      ask(`${bot.base}/tokens/generate`, { method: 'OPTIONS', headers: { Origin: origin } });
    const allowed = await preflight(EMBEDDER);
    expect([allowed.status, allowed.headers.get('access-control-allow-origin')]).toEqual([204, EMBEDDER]);
    expect(allowed.headers.get('access-control-allow-headers')).toBe(
      'Authorization, Content-Type, x-ms-bot-agent, X-Requested-With',
    );
    expect((await preflight('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
  });

  it('another upgrade is refused, not left hanging', async () => {
    const socket = new WebSocket(`ws://127.0.0.1:${bot.port}/elsewhere`);
    const [error] = (await once(socket, 'error')) as [Error];
    expect(error.message).toContain('404');
  });
});
