// The thresholds over the business's API: who may, what is checked, what a change would have done, who changed what, and the way back.

import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { AgentCard, AgentRole } from '../data/business.js';
import type { AgentId } from '../data/ids.js';
import { openLowdbStores } from '../data/lowdb/lowdb-stores.js';
import { createMemoryStores } from '../data/memory/memory-stores.js';
import type { ThresholdsCheck, ThresholdsView, TrialOutcome, TrialReport } from '../data/thresholds-desk.js';
import { THRESHOLD_FIELDS } from '../escalation/index.js';
import { thresholdsInForce } from '../scripts/replay/thresholds-in-force.js';
import { createLoginLimit } from '../server/agent-login.js';
import { registerBusinessRoutes } from '../server/business-routes.js';
import { createServer, type RunningServer } from '../server/create-server.js';
import { createSessions, hashPassword, type Sessions } from '../server/sessions.js';
import { type LiveThresholds, openLiveThresholds } from '../service/live-thresholds.js';
import type { Folder } from '../service/load-folder.js';
import { createTrials, type TryOnPast } from '../service/threshold-trials.js';
import { type Audited, createThresholdsDesk } from '../service/thresholds-desk.js';
import { layersIn, readText, valueAt, withValue } from '../web/business/thresholds-text.js';
import { createWorld, type World } from './conversation.js';
import { overlapTrainer, overlapUnderstander, smallFolder } from './learning-world.js';

const PASSWORD = 'correct horse';

let folder: Folder;
let passwordHash: string;
let world: World;
let live: LiveThresholds;
let sessions: Sessions;
let running: RunningServer;
let origin: string;
let audited: Audited[];
let faults: unknown[];
let tryOnPast: TryOnPast;
/** thresholds.yaml of the demo. */
let text: string;

beforeAll(async () => {
  folder = await smallFolder();
  passwordHash = await hashPassword(PASSWORD);
});

beforeEach(async () => {
  world = await createWorld({
    folder,
    understander: await overlapUnderstander(folder),
    trainer: overlapTrainer(),
  });
  audited = [];
  faults = [];
  live = await openLiveThresholds({
    folder,
    stores: world.stores,
    clock: world.now,
    onRefused: (error) => faults.push(error),
    onTaken: () => undefined,
  });
  tryOnPast = createTrials({
    folder,
    stores: world.stores,
    store: 'memory',
    dataDir: '',
    databaseUrl: '',
    mayMakeUp: false,
  });
  running = createServer({ log: pino({ level: 'silent' }), production: false });
  sessions = createSessions({
    stores: createMemoryStores(),
    clock: world.now,
    newToken: () => randomBytes(32).toString('base64url'),
    agents: new Map([agent('aisling', ['supervisor']), agent('boss', ['admin']), agent('tom', [])]),
  });
  registerBusinessRoutes(running.server, {
    sessions,
    loginLimit: createLoginLimit(),
    learning: world.service.learning,
    thresholds: createThresholdsDesk({
      folder,
      thresholds: live,
      clock: world.now,
      tryOnPast: (trial) => tryOnPast(trial),
      onAudit: (one) => audited.push(one),
      onError: (error) => faults.push(error),
    }),
    businessName: 'Shop',
  });
  await new Promise<void>((listening) => {
    running.server.listen(0, '127.0.0.1', () => listening());
  });
  origin = `http://127.0.0.1:${(running.server.address() as unknown as AddressInfo).port}`;
  text = (await live.versions()).at(-1)?.text ?? '';
});

afterEach(async () => {
  await running.close();
  await live.close();
  await world.stop();
  expect(faults).toEqual([]);
});

function agent(name: string, roles: readonly AgentRole[]): [AgentId, AgentCard] {
  const id = name as AgentId;
  const email = `${name}@shop.example`;
  return [id, { id, name, email, skills: [], languages: [], capacity: 1, roles, passwordHash }];
}

interface Options {
  readonly cookie?: string;
  readonly headers?: Record<string, string>;
  readonly signal?: AbortSignal;
}

function send(method: 'GET' | 'POST', path: string, body: unknown, options: Options = {}): Promise<Response> {
  return fetch(`${origin}/api/business/${path}`, {
    method,
    headers: {
      Origin: origin,
      ...(method === 'POST' ? { 'Content-Type': 'application/json' } : {}),
      ...(options.cookie ? { Cookie: options.cookie } : {}),
      ...options.headers,
    },
    ...(method === 'POST' ? { body: JSON.stringify(body) } : {}),
    ...(options.signal ? { signal: options.signal } : {}),
  });
}

async function signedIn(name = 'aisling'): Promise<string> {
  const answer = await send('POST', 'login', { email: `${name}@shop.example`, password: PASSWORD });
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}

const codeOf = async (answer: Response) => ((await answer.json()) as { error: { code: string } }).error.code;
const read = async (cookie: string) =>
  (await (await send('GET', 'thresholds', undefined, { cookie })).json()) as ThresholdsView;
const check = async (cookie: string, changed: string) =>
  (await (await send('POST', 'thresholds/check', { text: changed }, { cookie })).json()) as ThresholdsCheck;

/** The demo's thresholds with one line written otherwise. */
function withLine(line: string, other: string): string {
  expect(text).toContain(`\n${line}\n`);
  return text.replace(`\n${line}\n`, `\n${other}\n`);
}
const patient = () => withLine('  failed_answers: 3', '  failed_answers: 4');
const eager = () => withLine('  failed_answers: 3', '  failed_answers: 2');

async function linesOf(answer: Response): Promise<readonly TrialOutcome[]> {
  return (await answer.text())
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as TrialOutcome);
}

async function reportOf(cookie: string, changed: string, days = 7): Promise<TrialReport> {
  const last = (await linesOf(await send('POST', 'thresholds/try', { text: changed, days }, { cookie }))).at(
    -1,
  );
  if (last?.kind !== 'report') throw new Error(`no report: ${JSON.stringify(last)}`);
  return last.report;
}

function event() {
  let happens = (): void => undefined;
  const happened = new Promise<void>((resolve) => {
    happens = resolve;
  });
  return { happened, happens };
}

const ROUTES = (): readonly (readonly ['GET' | 'POST', string, unknown])[] => [
  ['GET', 'thresholds', undefined],
  ['GET', 'thresholds/1', undefined],
  ['POST', 'thresholds', { text: patient(), comment: 'calm', newest: 1 }],
  ['POST', 'thresholds/check', { text }],
  ['POST', 'thresholds/try', { text, days: 7 }],
  ['POST', 'thresholds/1/restore', { newest: 1 }],
];

describe('who may', () => {
  it('not a stranger, and not an agent without a role', async () => {
    const cookie = `rapport_session=${(await sessions.login('tom@shop.example', PASSWORD))?.token}`;
    for (const [method, path, body] of ROUTES()) {
      const stranger = await send(method, path, body);
      expect([path, stranger.status, await codeOf(stranger)]).toEqual([path, 401, 'TOKEN_INVALID']);
      const agent = await send(method, path, body, { cookie });
      expect([path, agent.status, await codeOf(agent)]).toEqual([path, 403, 'FORBIDDEN']);
    }
    expect(live.current.version).toBe(1);
    expect(audited).toEqual([]);
  });

  it('no other site, and nothing that a form could send', async () => {
    const cookie = await signedIn();
    for (const [method, path, body] of ROUTES().filter(([method]) => method === 'POST')) {
      const foreign = await send(method, path, body, { cookie, headers: { Origin: 'https://evil.example' } });
      expect([path, foreign.status]).toEqual([path, 403]);
      const form = await send(method, path, body, { cookie, headers: { 'Content-Type': 'text/plain' } });
      expect([path, form.status]).toEqual([path, 415]);
    }
    expect(live.current.version).toBe(1);
  });

  it.each(['aisling', 'boss'])('%s, who has a role', async (name) => {
    expect((await read(await signedIn(name))).version).toBe(1);
  });
});

describe('what is in force', () => {
  it('every value of thresholds.yaml is explained, and none that does not exist', async () => {
    const { fields, levels, text: shown } = await read(await signedIn());
    const { defaults } = parse(shown) as { defaults: Record<string, unknown> };
    const keys = Object.entries(defaults).flatMap(([key, value]) =>
      typeof value === 'object' && value !== null
        ? Object.keys(value).map((part) => `${key}.${part}`)
        : [key],
    );
    const explained = fields.filter(({ where }) => where.includes('defaults'));
    expect(explained.map(({ path }) => path.join('.')).sort()).toEqual(keys.sort());
    expect(fields.filter(({ explanation }) => !/^\w.{10,}\.$/.test(explanation))).toEqual([]);
    expect(levels[4]).toEqual({ level: 4, name: 'personal recognition' });
  });

  it.each([
    ['change_above', ['defaults'], { kind: 'number', whole: false, least: 0, most: 1, never: false }],
    ['clarify_below', ['defaults'], { kind: 'number', whole: false, least: 0, most: 1, never: false }],
    [
      'failed_answers',
      ['defaults', 'levels', 'order_values', 'topics'],
      { kind: 'number', whole: true, least: 1, never: true },
    ],
    ['promise_minutes', ['defaults', 'levels'], { kind: 'number', whole: true, least: 1, never: false }],
    ['quiet_hours', ['defaults', 'levels', 'order_values', 'topics'], { kind: 'hours' }],
    ['person', ['topics'], { kind: 'choice', options: ['call', 'offer', 'never'] }],
  ])('%s may stand in %j and takes %j', (path, where, takes) => {
    expect(THRESHOLD_FIELDS.find((field) => field.path.join('.') === path)).toMatchObject({ where, takes });
  });
});

describe('a change is checked as the product would at its start', () => {
  it.each([
    ['an unknown key', '  failed_answer: 3', /thresholds\.yaml:\d+: .*failed_answer/],
    ['a value out of range', '  failed_answers: 0', /thresholds\.yaml:\d+: defaults\.failed_answers 0/],
    ['no YAML at all', '  failed_answers: [', /thresholds\.yaml:\d+/],
  ])('%s is a fault, with its line', async (_what, line, said) => {
    const {
      faults: found,
      notes,
      differences,
    } = await check(await signedIn(), withLine('  failed_answers: 3', line));
    expect(found.join('\n')).toMatch(said);
    expect([notes, differences]).toEqual([[], []]);
  });

  it.each([
    [
      'never fires',
      '  failed_answers: 3',
      '  failed_answers: 3\n  offer_below: 0',
      'never fires',
      '  offer_below: never\n',
    ],
    ['always fires', '  failed_answers: 3', '  failed_answers: 1', 'always offers', ''],
  ])('what %s is a note', async (_what, line, other, said, gone) => {
    const changed = withLine(line, other).replace(gone, '');
    const { faults: found, notes } = await check(await signedIn(), changed);
    expect(found).toEqual([]);
    expect(notes.join('\n')).toMatch(new RegExp(`thresholds\\.yaml:\\d+: .*${said}`));
  });

  it('no way to a person is a note', async () => {
    const changed = text.replace(
      /^( {2}(?:failed_answers|repeated_question|(?:offer_)?(?:anger|days_late|trouble_signs|value_at_stake)|open_complaint)): .*$/gm,
      '$1: never',
    );
    const { notes } = await check(await signedIn(), changed);
    expect(notes.join('\n')).toContain('no threshold ever calls or offers a person');
  });

  it('what differs is named, and nothing for the same', async () => {
    const cookie = await signedIn();
    expect((await check(cookie, patient())).differences).toEqual(['defaults.failed_answers: 3 → 4']);
    expect(await check(cookie, text)).toEqual({ faults: [], notes: [], differences: [] });
  });
});

describe('put in force', () => {
  it('with its author, its reason and what differs, in the log too, from now on', async () => {
    const cookie = await signedIn();
    const answer = await send(
      'POST',
      'thresholds',
      { text: patient(), comment: ' Too many offers ', newest: 1 },
      { cookie },
    );
    expect([answer.status, await answer.json()]).toEqual([201, { version: 2 }]);
    expect(live.current.defaults.failed_answers).toBe(4);
    const { version, text: shown, versions } = await read(cookie);
    expect([version, shown]).toEqual([2, patient()]);
    const made = {
      author: 'aisling',
      comment: 'Too many offers',
      differences: ['defaults.failed_answers: 3 → 4'],
    };
    expect(versions).toMatchObject([{ version: 2, at: '2026-11-18T11:00:00.000Z', ...made }, { version: 1 }]);
    expect(audited).toEqual([
      {
        did: 'put-in-force',
        by: { id: 'aisling', name: 'aisling' },
        version: 2,
        comment: made.comment,
        differences: made.differences,
      },
    ]);
  });

  it('not without a reason, not with a fault: what was in force stays', async () => {
    const cookie = await signedIn();
    const silent = await send('POST', 'thresholds', { text: patient(), comment: ' ', newest: 1 }, { cookie });
    expect([silent.status, await codeOf(silent)]).toEqual([400, 'BAD_REQUEST']);
    const broken = withLine('  failed_answers: 3', '  failed_answers: 0');
    const refused = await send('POST', 'thresholds', { text: broken, comment: 'x', newest: 1 }, { cookie });
    expect(refused.status).toBe(400);
    expect(((await refused.json()) as { error: { message: string } }).error.message).toMatch(
      /thresholds\.yaml:\d+: defaults\.failed_answers 0/,
    );
    expect(live.current.version).toBe(1);
    expect(audited).toEqual([]);
  });

  it('of two who began from the same version one comes first, and the other is told', async () => {
    const cookies = [await signedIn('aisling'), await signedIn('boss')];
    const changes = [patient(), eager()];
    const answers = await Promise.all(
      cookies.map((cookie, i) =>
        send('POST', 'thresholds', { text: changes[i], comment: 'mine', newest: 1 }, { cookie }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(live.current.version).toBe(2);
  });

  it('any version can be read and restored, as a new one', async () => {
    const cookie = await signedIn();
    await send('POST', 'thresholds', { text: patient(), comment: 'calm', newest: 1 }, { cookie });
    const first = await send('GET', 'thresholds/1', undefined, { cookie });
    expect(await first.json()).toEqual({ text });
    const late = await send('POST', 'thresholds/1/restore', { newest: 1 }, { cookie });
    expect([late.status, await codeOf(late)]).toEqual([409, 'CHANGED_MEANWHILE']);
    expect((await send('POST', 'thresholds/1/restore', { newest: 2 }, { cookie })).status).toBe(201);
    expect([live.current.version, live.current.defaults.failed_answers]).toEqual([3, 3]);
    expect(audited.at(-1)).toMatchObject({ did: 'restored', version: 3, comment: 'Back to version 1' });
    for (const path of ['thresholds/9/restore', 'thresholds/x/restore'])
      expect((await send('POST', path, { newest: 3 }, { cookie })).status).toBe(404);
    expect((await send('GET', 'thresholds/9', undefined, { cookie })).status).toBe(404);
  });
});

describe('tried on the past', { timeout: 60_000 }, () => {
  it('who would newly be offered a person, the minutes, examples, and what nobody knows', async () => {
    const asks = world.customer('guest-1');
    await asks.says('who won the football cup');
    await asks.says('what about the weather on mars');
    await world.customer('guest-2').says('how can I pay');
    const cookie = await signedIn();
    const report = await reportOf(cookie, eager());
    expect(report.madeUp).toBe(false);
    expect(report.changes).toEqual([{ name: 'newly offered a person', short: '+ offered', count: 1 }]);
    expect(report.by).toContainEqual({ view: 'level', rows: [{ name: '0', counts: [1] }] });
    expect(report.by).toContainEqual({ view: 'topic', rows: [{ name: 'not understood', counts: [1] }] });
    expect(report.by.at(-1)).toMatchObject({ view: 'rule', rows: [{ counts: [1] }] });
    expect(report.examples).toMatchObject([
      { change: 'newly offered a person', words: 'what about the weather on mars', level: 0, value: '2' },
    ]);
    expect(report.desk.about.join(' ')).toContain('minutes instead of 0');
    expect(report.limits[0]).toContain('is not known');
    expect(audited).toMatchObject([
      { did: 'tried-on-past', differences: ['defaults.failed_answers: 3 → 2'] },
    ]);
    expect(live.current.version).toBe(1);

    world.wait({ days: 30 });
    expect((await reportOf(await signedIn(), eager())).summary).toBe('There is nothing to replay.');
  });

  it('whoever wrote an example can’t be told from it', async () => {
    const maya = world.customer('c-1001');
    await maya.says('who won the football cup');
    await maya.says(
      'Maya Byrne here, the football of Tom Keane in 10311, card 4111 1111 1111 1111, me@mail.example or +353 86 123 4567',
    );
    const guest = world.customer('guest-1');
    await guest.says('who won the football cup');
    await guest.says(`${'so long a story '.repeat(30)}my name is Orla Duffy`);
    const { examples } = await reportOf(await signedIn(), eager());
    expect(examples.map(({ words }) => words).sort()).toEqual([
      '[name] here, the football of [name] in [number], card [number], [e-mail] or [number]',
      'so long a story '.repeat(10),
    ]);
    expect(JSON.stringify(examples)).not.toMatch(/Maya|Orla/);
  });

  it('not with a fault, and not further back than a year', async () => {
    const cookie = await signedIn();
    const broken = withLine('  failed_answers: 3', '  failed_answers: 0');
    const lines = await linesOf(await send('POST', 'thresholds/try', { text: broken, days: 7 }, { cookie }));
    expect(lines).toMatchObject([{ kind: 'refused' }]);
    for (const days of [0, 367, 1.5])
      expect((await send('POST', 'thresholds/try', { text, days }, { cookie })).status).toBe(400);
  });

  it('one at a time; whoever leaves ends it, and the next may begin', async () => {
    const cookie = await signedIn();
    const begun = event();
    const ended = event();
    tryOnPast = ({ signal }) =>
      new Promise((_done, fail) => {
        begun.happens();
        signal.addEventListener('abort', () => {
          ended.happens();
          fail(new Error('ended'));
        });
      });
    const leaves = new AbortController();
    const first = send('POST', 'thresholds/try', { text, days: 7 }, { cookie, signal: leaves.signal });
    first.catch(() => undefined);
    await begun.happened;
    const second = await send('POST', 'thresholds/try', { text, days: 7 }, { cookie });
    expect([second.status, await codeOf(second)]).toEqual([429, 'TOO_MANY_REQUESTS']);
    leaves.abort();
    await ended.happened;
    tryOnPast = async ({ progress }) => {
      progress(12);
      throw new Error('a worker ended');
    };
    const third = await linesOf(await send('POST', 'thresholds/try', { text, days: 7 }, { cookie }));
    expect(third).toEqual([{ kind: 'failed' }]);
    expect(faults.splice(0)).toMatchObject([{ message: 'a worker ended' }]);
  });
});

describe('replay from the command line', () => {
  it('compares with what the console put in force, until the file is changed', async () => {
    const place = await mkdtemp(join(tmpdir(), 'thresholds-in-force-'));
    try {
      const env = { DATA_DIR: join(place, 'data') };
      const own = join(place, 'business');
      await cp(folder.business.folder, own, { recursive: true });
      const here: Folder = { ...folder, business: { ...folder.business, folder: own } };
      const inForce = async () => (await thresholdsInForce(here, 'lowdb', env)).defaults.failed_answers;
      expect(await inForce()).toBe(3);

      const stores = await openLowdbStores(env.DATA_DIR, {});
      const parts = { folder: here, stores, clock: world.now, onTaken: () => undefined };
      const opened = await openLiveThresholds({ ...parts, onRefused: (error) => faults.push(error) });
      expect(await inForce()).toBe(3);
      await opened.applyOver(1, patient(), { author: 'Aisling', comment: 'calm' });
      expect(await inForce()).toBe(4);
      await opened.close();
      await stores.close();
      expect(await inForce()).toBe(4);
      await writeFile(join(own, 'thresholds.yaml'), eager());
      // What the file says was read with the folder.
      expect(await inForce()).toBe(3);
    } finally {
      await rm(place, { recursive: true, force: true });
    }
  });
});

describe('the form writes into the text', () => {
  const everybody = ['defaults', 'failed_answers'];

  it('one value, and every comment and line besides stays', () => {
    const changed = withValue(text, everybody, '4');
    expect(changed).toBe(patient());
    expect(withValue(changed, everybody, ' 3 ')).toBe(text);
  });

  it.each<[string, (string | number)[], string, RegExp]>([
    ['a word', everybody, 'never', /\n {2}failed_answers: never\n/],
    ['what is no number yet', everybody, '0.', /\n {2}failed_answers: "0\."\n/],
    ['hours', ['defaults', 'quiet_hours'], '22:00-07:00', /\n {2}quiet_hours: "?22:00-07:00"?\n/],
    [
      'a value of a group',
      ['defaults', 'patience_seconds', 'pool'],
      '60',
      /skilled: 120, pool: 60, offer: 30 }/,
    ],
    ['a level that had none', ['levels', 2, 'anger'], 'angry', /\n {2}2:\n {4}anger: angry\n/],
    [
      'a group of a level',
      ['levels', 2, 'patience_seconds', 'pool'],
      '60',
      /2:\n {4}patience_seconds:\n {6}pool: 60\n/,
    ],
    ['a value of orders', ['order_values', 0, 'offer_days_late'], '6', /from: 500\n {4}offer_days_late: 6\n/],
    ['a topic', ['topics', 'legal', 'person'], 'offer', /\n {2}legal:\n {4}person: offer\n/],
  ])('%s', (_what, path, written, found) => {
    const changed = withValue(text, path, written);
    expect(changed).toMatch(found);
    const document = readText(changed);
    expect(document && valueAt(document, path)).toBe(written);
  });

  it('an emptied value goes, and a level in which nothing differs any more with it', () => {
    const made = withValue(text, ['levels', 2, 'patience_seconds', 'pool'], '60');
    expect(withValue(made, ['levels', 2, 'patience_seconds', 'pool'], '')).toBe(text);
    expect(withValue(text, ['levels', 2, 'anger'], '')).toBe(text);
  });

  it('a file without levels gets them; what is no YAML stays as it is', () => {
    expect(withValue('version: 1\nlevels:\n', ['levels', 1, 'anger'], 'angry')).toMatch(
      /levels:\n {2}1:\n {4}anger: angry/,
    );
    expect(readText('defaults: [')).toBeUndefined();
    expect(withValue('defaults: [', everybody, '4')).toBe('defaults: [');
  });

  it('knows every part that a threshold may stand in', () => {
    const document = readText(text);
    const layers = document ? layersIn(document, [{ level: 4, name: 'personal recognition' }]) : [];
    expect(layers.map(({ name }) => name)).toEqual([
      ...['Everybody', 'Level 4: personal recognition', 'Orders from 500'],
      ...['Topic safety', 'Topic legal', 'Topic bereavement', 'Topic payment-dispute'],
    ]);
  });
});
