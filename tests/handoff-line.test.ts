// The desk's rules about those who wait, as tables: which way a handoff goes, who is before whom, who is asked, and what may be told of the wait.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AgentCard, Team } from '../data/business.js';
import { isDeskOpen, isEverOpen, teamsAt } from '../data/desk-hours.js';
import type { Route, WaitingHandoff } from '../data/handoff.js';
import type { AgentId, CustomerId } from '../data/ids.js';
import { callbackBy } from '../handoff/callback-time.js';
import type { Presence } from '../handoff/desk.js';
import { estimateWait } from '../handoff/estimate.js';
import { compareInLine, type InLine, planOffers, turnOf } from '../handoff/line.js';
import { hasRoom } from '../handoff/places.js';
import {
  firstManned,
  mayClaim,
  type Need,
  onwardFrom,
  type Patience,
  patienceFor,
  promiseFor,
  routesFor,
} from '../handoff/routing.js';
import { lineChoiceIn, phoneNumberIn, staysInChat } from '../understanding/line-choice.js';

const NOW = '2026-11-18T11:00:00.000Z';
const later = (seconds: number) => new Date(Date.parse(NOW) + seconds * 1000).toISOString();

function agent(id: string, more: Partial<AgentCard> = {}): AgentCard {
  const card = { name: id, email: `${id}@tiny.example`, skills: [], languages: ['en'], capacity: 2 };
  return { ...card, ...more, id: id as AgentId };
}

const ann = agent('ann', { skills: ['orders'], deputy: 'ben' as AgentId });
const ben = agent('ben', { skills: ['orders', 'returns'] });
const cia = agent('cia', { skills: ['returns'], languages: ['en', 'fr'] });
const dan = agent('dan');
const AGENTS = new Map([ann, ben, cia, dan].map((card) => [card.id, card]));

const named = (kind: 'dedicated' | 'previous' | 'colleague', card: AgentCard): Route => ({
  kind,
  agentId: card.id,
});
const toDeputy: Route = { kind: 'deputy', agentId: ben.id, for: ann.id };
const pool: Route = { kind: 'pool' };
const message: Route = { kind: 'message' };

describe('the way of a handoff', () => {
  test.each<
    [string, 'dedicated' | 'pool', { dedicated?: AgentCard; previous?: AgentCard; need?: Need }, Route[]]
  >([
    ['nobody in particular', 'pool', {}, [pool, message]],
    [
      'a dedicated agent',
      'dedicated',
      { dedicated: ann },
      [named('dedicated', ann), toDeputy, pool, message],
    ],
    ['one without a deputy', 'dedicated', { dedicated: dan }, [named('dedicated', dan), pool, message]],
    ['a dedicated agent, who is not wanted', 'pool', { dedicated: ann }, [pool, message]],
    ['one of last time', 'pool', { previous: cia }, [named('previous', cia), pool, message]],
    [
      'the dedicated one was the last: asked once',
      'dedicated',
      { dedicated: ann, previous: ann },
      [named('dedicated', ann), toDeputy, pool, message],
    ],
    [
      'the deputy was the last: asked once',
      'dedicated',
      { dedicated: ann, previous: ben },
      [named('dedicated', ann), toDeputy, pool, message],
    ],
    ['a skill', 'pool', { need: { skill: 'returns' } }, [{ kind: 'pool', skill: 'returns' }, pool, message]],
    [
      'a skill and a language',
      'pool',
      { need: { skill: 'returns', language: 'fr' } },
      [{ kind: 'pool', skill: 'returns', language: 'fr' }, pool, message],
    ],
    ['a language that all speak', 'pool', { need: { language: 'en' } }, [pool, message]],
    ['a skill that nobody has', 'pool', { need: { skill: 'law' } }, [pool, message]],
  ])('%s', (_what, wanted, { dedicated, previous, need }, way) => {
    const facts = { agents: AGENTS, deskOpen: true, ...(need ? { need } : {}) };
    expect(
      routesFor(wanted, {
        ...facts,
        ...(dedicated ? { dedicated: dedicated.id } : {}),
        ...(previous ? { previous: previous.id } : {}),
      }),
    ).toEqual(way);
  });

  test('while the desk is closed: a message, whoever is wanted', () => {
    const facts = { dedicated: ann.id, previous: cia.id, agents: AGENTS, deskOpen: false };
    expect(routesFor('dedicated', facts)).toEqual([message]);
  });

  test('each route once, so that it never goes round', () => {
    const routes = routesFor('dedicated', {
      dedicated: ann.id,
      previous: cia.id,
      agents: AGENTS,
      deskOpen: true,
      need: { skill: 'returns' },
    });
    expect(new Set(routes.map((route) => JSON.stringify(route))).size).toBe(routes.length);
  });

  test.each<[Route, Route[]]>([
    [named('colleague', cia), [pool, message]],
    [{ kind: 'pool', team: 'south' }, [pool, message]],
    [pool, [message]],
    [message, []],
  ])('passed on by hand to %j, it goes on to everybody', (route, onward) => {
    expect(onwardFrom(route)).toEqual(onward);
  });
});

describe('nobody waits for somebody who is not there', () => {
  const atDesk = (
    there: Readonly<Record<string, Presence>>,
    teamOpen = true,
    full: readonly string[] = [],
  ) => ({
    agents: AGENTS,
    presenceOf: (id: AgentId) => there[id] ?? 'offline',
    isFull: (id: AgentId) => full.includes(id),
    teamOpen: () => teamOpen,
  });
  const way = [named('dedicated', ann), toDeputy, named('previous', cia), pool, message];

  test.each<[Readonly<Record<string, Presence>>, Route, AgentId[]]>([
    [{ ann: 'online' }, named('dedicated', ann), []],
    [{ ann: 'busy', ben: 'online' }, toDeputy, [ann.id]],
    [{ ann: 'away', ben: 'online' }, toDeputy, [ann.id]],
    [{ ben: 'online' }, toDeputy, [ann.id]],
    [{ cia: 'online' }, named('previous', cia), [ann.id, ben.id]],
    [{ ben: 'busy', cia: 'away', dan: 'online' }, pool, [ann.id, ben.id, cia.id]],
    [{}, pool, [ann.id, ben.id, cia.id]],
  ])('%j', (there, route, skipped) => {
    expect(firstManned(way, atDesk(there))).toMatchObject({ route, skipped });
  });

  test('nor for somebody who has no place left', () => {
    const there = { ann: 'online', ben: 'online' } as const;
    expect(firstManned(way, atDesk(there, true, ['ann']))).toMatchObject({
      route: toDeputy,
      skipped: [ann.id],
    });
    expect(firstManned(way, atDesk(there, true, ['ben']))).toMatchObject({ route: way[0], skipped: [] });
  });

  test.each<[string, Route, Readonly<Record<string, Presence>>, boolean, boolean]>([
    ['a skill that somebody online has', { kind: 'pool', skill: 'returns' }, { cia: 'online' }, true, true],
    ['a skill that only a busy one has', { kind: 'pool', skill: 'returns' }, { cia: 'busy' }, true, false],
    [
      'a skill without the language',
      { kind: 'pool', skill: 'orders', language: 'fr' },
      { ann: 'online' },
      true,
      false,
    ],
    ['a team that is closed', { kind: 'pool', team: 'x' }, { ann: 'online' }, false, false],
    ['a colleague who is busy, asked by hand', named('colleague', cia), { cia: 'busy' }, true, true],
    ['a colleague who left', named('colleague', cia), { cia: 'away' }, true, false],
  ])('%s', (_what, route, there, teamOpen, manned) => {
    expect(firstManned([route, pool], atDesk(there, teamOpen)).route).toEqual(manned ? route : pool);
  });

  test('with nothing left, a message', () => {
    expect(firstManned([], atDesk({}))).toEqual({ route: message, onward: [], skipped: [] });
  });

  test('who was passed over, or asked before, may still take it; others may not', () => {
    const waiting = { route: toDeputy, asked: [dan.id], skipped: [ann.id] };
    expect([ann, ben, dan].map(({ id }) => mayClaim(waiting, id))).toEqual([true, true, true]);
    expect(mayClaim(waiting, cia.id)).toBe(false);
    expect(mayClaim({ route: { kind: 'pool', skill: 'returns' }, asked: [] }, dan.id)).toBe(true);
  });
});

describe('how long each step waits', () => {
  const seconds = { dedicated: 1, deputy: 2, previous: 3, skilled: 4, pool: 5, offer: 6 };
  const patience: Patience = { seconds, promiseMinutes: 15, callbackHours: 4, priorityMinutes: 0, places: 1 };
  const times = { patience, callbackBy: new Date(later(9000)) };
  test.each<[Route, number, number]>([
    [named('dedicated', ann), 1, 900],
    [toDeputy, 2, 900],
    [named('previous', ann), 3, 900],
    [named('colleague', ann), 3, 900],
    [{ kind: 'pool', skill: 'orders' }, 4, 900],
    [{ kind: 'pool', language: 'fr' }, 4, 900],
    [{ kind: 'pool', team: 'south' }, 4, 900],
    [pool, 5, 900],
    [message, 9000, 9000],
  ])('%j: %i s, and the customer is told %i s', (route, waits, told) => {
    expect(patienceFor(route, times, new Date(NOW)).toISOString()).toBe(later(waits));
    expect(promiseFor(route, times, new Date(NOW)).toISOString()).toBe(later(told));
  });
});

function inLine(id: string, more: Partial<WaitingHandoff> = {}, priorityMinutes = 0, places = 1): InLine {
  const handoff = {
    status: 'waiting',
    id,
    conversationId: `conversation ${id}`,
    openedAt: NOW,
    reason: { rule: 'wish-for-person', value: true, thresholdsVersion: 1 },
    brief: { customerName: '', levelSentence: '', trigger: '', mood: '', said: [], tried: [], facts: [] },
    route: pool,
    onward: [message],
    asked: [],
    patienceUntil: later(600),
    promisedBy: later(900),
    firstPromise: later(900),
    epoch: 0,
    ...more,
  } as unknown as WaitingHandoff;
  return { customerId: id as CustomerId, handoff, places, turn: turnOf(handoff, { priorityMinutes }) };
}
const cameAt = (seconds: number): Partial<WaitingHandoff> => ({
  openedAt: later(seconds),
  promisedBy: later(seconds + 900),
  firstPromise: later(seconds + 900),
});

describe('who is before whom in line', () => {
  test.each<[string, InLine, InLine]>([
    ['who came first', inLine('a'), inLine('b', cameAt(1))],
    ['one who lost their agent, however late', inLine('a', { ...cameAt(800), first: true }), inLine('b')],
    [
      'of two who lost theirs, who came first',
      inLine('a', { first: true }),
      inLine('b', { ...cameAt(1), first: true }),
    ],
    ['a head start of 5 minutes, 299 s later', inLine('a', cameAt(299), 5), inLine('b')],
    ['the earlier one, once the head start is used up', inLine('a'), inLine('b', cameAt(301), 5)],
    [
      'one whom nobody took in time, before newcomers',
      inLine('a', { route: message, promisedBy: later(15_000) }),
      inLine('b', cameAt(700)),
    ],
    [
      'whoever waits, before one who chose a later time',
      inLine('a', cameAt(700)),
      inLine('b', { route: message, chosen: 'callback', promisedBy: later(15_000) }),
    ],
    [
      'one who chose a later time, when that comes',
      inLine('a', {
        route: message,
        chosen: 'callback',
        promisedBy: later(15_000),
        firstPromise: later(15_000),
      }),
      inLine('b', cameAt(14_101)),
    ],
    [
      'one of an older version, without the time told first',
      inLine('a', { firstPromise: undefined } as never),
      inLine('b', cameAt(1)),
    ],
  ])('%s', (_what, before, after) => {
    expect(compareInLine(before, after)).toBeLessThan(0);
    expect(compareInLine(after, before)).toBeGreaterThan(0);
  });

  test('nobody who waited longer than the largest head start is passed by anybody who comes', () => {
    const minutes = fc.integer({ min: 0, max: 240 });
    fc.assert(
      fc.property(minutes, minutes, fc.integer({ min: 1, max: 86_400 }), (own, other, after) => {
        const waits = inLine('a', {}, own);
        const comes = inLine('b', cameAt(Math.max(own, other) * 60 + after), other);
        expect(compareInLine(waits, comes)).toBeLessThan(0);
      }),
    );
  });
});

describe('whom of the pool it is offered to', () => {
  const ready = (card: AgentCard, load = 0) => ({ card, load });
  const asked = (line: readonly InLine[], there: readonly ReturnType<typeof ready>[], at = NOW) =>
    planOffers(line, there, () => true, at).map(({ handoff, offer }) => `${handoff.id}: ${offer}`);

  test.each<[string, InLine, ReturnType<typeof ready>[], string[]]>([
    ['the least busy', inLine('a'), [ready(ann, 1), ready(ben, 0)], ['a: ben']],
    [
      'by share of what they can take',
      inLine('a'),
      [ready(ann, 1), ready(agent('eve', { capacity: 5 }), 2)],
      ['a: eve'],
    ],
    [
      'whoever has the skill, busier or not',
      inLine('a', { route: { kind: 'pool', skill: 'returns' } }),
      [ready(ann), ready(cia, 1)],
      ['a: cia'],
    ],
    [
      'whoever speaks it',
      inLine('a', { route: { kind: 'pool', language: 'fr' } }),
      [ready(ann), ready(cia, 1)],
      ['a: cia'],
    ],
    [
      'whoever was meant for it and has come',
      inLine('a', { skipped: [ann.id] }),
      [ready(ann, 1), ready(ben)],
      ['a: ann'],
    ],
    ['nobody whose places are taken', inLine('a'), [ready(ann, 2)], []],
    ['nobody whose places do not suffice', inLine('a', {}, 0, 2), [ready(ann, 1)], []],
    ['who has nothing takes what is larger than they are', inLine('a', {}, 0, 3), [ready(ann)], ['a: ann']],
    ['who was not asked yet', inLine('a', { asked: [ben.id] }), [ready(ann, 1), ready(ben)], ['a: ann']],
    [
      'all were asked: it goes round anew',
      inLine('a', { asked: [ann.id, ben.id] }),
      [ready(ann, 1), ready(ben)],
      ['a: ben'],
    ],
    [
      'one who waits for somebody by name is not offered to others',
      inLine('a', { route: named('dedicated', ann) }),
      [ready(ben)],
      [],
    ],
    ['a message too', inLine('a', { route: message }), [ready(ben)], ['a: ben']],
    ['nobody is there', inLine('a'), [], []],
  ])('%s', (_what, waiting, there, offers) => {
    expect(asked([waiting], there)).toEqual(offers);
  });

  test('in order, and nobody more than they can take', () => {
    const line = [inLine('a'), inLine('b', cameAt(1)), inLine('c', cameAt(2))];
    expect(asked(line, [ready(ann, 1), ready(ben, 1)]).map((each) => each.slice(0, 2))).toEqual(['a:', 'b:']);
  });

  test.each([
    [29, []],
    [30, ['a: ben']],
    [31, ['a: ben']],
  ])('offered for 30 s, after %i s: %j', (seconds, offers) => {
    const line = [inLine('a', { offered: { agentId: ann.id, until: later(30) } })];
    expect(asked(line, [ready(ann), ready(ben)], later(seconds))).toEqual(offers);
    const [change] = planOffers(line, [ready(ann), ready(ben)], () => true, later(seconds));
    expect(change?.asked).toEqual(offers.length > 0 ? [ann.id] : undefined);
  });

  test('an offer takes a place until it is over', () => {
    const line = [inLine('a', { offered: { agentId: ann.id, until: later(30) } }), inLine('b', cameAt(1))];
    expect(asked(line, [ready(ann, 1)])).toEqual([]);
  });

  test('an offer to somebody who left goes on at once, and they may be asked again', () => {
    const line = [inLine('a', { offered: { agentId: ann.id, until: later(30) } })];
    const [change] = planOffers(line, [ready(ben)], () => true, NOW);
    expect(change).toMatchObject({ offer: 'ben', asked: [] });
  });

  test('the same agent again where there is nobody else; none where all have their hands full', () => {
    const line = [inLine('a', { offered: { agentId: ann.id, until: NOW } })];
    expect(asked(line, [ready(ann)])).toEqual(['a: ann']);
    expect(planOffers(line, [ready(ann, 2)], () => true, NOW)).toMatchObject([{ asked: [ann.id] }]);
  });

  test('equals are asked in turn, not always the same', () => {
    const there = [ann, ben, cia, dan].map((card) => ready(card));
    const first = Array.from({ length: 200 }, (_, i) => asked([inLine(`h-${i}`)], there)[0]?.split(': ')[1]);
    for (const { card } of there) {
      const times = first.filter((id) => id === card.id).length;
      expect(times).toBeGreaterThan(25);
      expect(times).toBeLessThan(75);
    }
  });

  test('nobody whose team has gone home', () => {
    const eve = agent('eve', { team: 'south' });
    expect(planOffers([inLine('a')], [ready(eve)], () => false, NOW)).toEqual([]);
    expect(planOffers([inLine('a')], [ready(eve)], () => true, NOW)).toHaveLength(1);
  });

  test.each([
    [1, 2, 0, true],
    [1, 2, 1, true],
    [1, 2, 2, false],
    [2, 3, 1, true],
    [2, 3, 2, false],
    [2, 1, 0, true],
  ])('%i places, capacity %i, %i taken: %s', (places, capacity, load, room) => {
    expect(hasRoom(places, { capacity, load })).toBe(room);
  });
});

describe('how long it will probably take', () => {
  const even = (n: number, seconds = 600) => Array.from({ length: n }, () => seconds);
  /** Half of them a, half of them b. */
  const mixed = (n: number, a: number, b: number) => even(n, 1).map((_, i) => (i % 2 ? a : b));

  test.each([
    ['one agent, next in line, ten minutes each', { position: 1, atOnce: 1, handled: even(10) }, 19],
    ['nine measured are too few', { position: 1, atOnce: 1, handled: even(9) }, undefined],
    ['ten at once', { position: 1, atOnce: 10, handled: even(10) }, 2],
    ['the fifth', { position: 5, atOnce: 1, handled: even(10) }, 69],
    ['nobody there', { position: 1, atOnce: 0, handled: even(50) }, undefined],
    ['some twice as long as others: told', { position: 1, atOnce: 2, handled: mixed(10, 400, 800) }, 10],
    [
      'most very short, some very long: not told',
      { position: 1, atOnce: 2, handled: [...even(9, 60), 6000] },
      undefined,
    ],
  ])('%s', (_what, line, minutes) => {
    expect(estimateWait(line)).toBe(minutes);
  });

  test('is kept four times of five, whatever conversations are like', () => {
    for (const kind of ['exponential', 'even', 'long tail'] as const) {
      const kept = keptShare(kind);
      expect(kept, kind).toBeGreaterThan(0.78);
    }
  });
});

/** Many made-up desks, all busy: how often the k-th in line waits no longer than was said. Seeded. */
function keptShare(kind: 'exponential' | 'even' | 'long tail'): number {
  const random = seeded(7);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const length = {
    exponential: () => -600 * Math.log(1 - random()),
    even: () => 300 + 600 * random(),
    'long tail': () => 500 * Math.exp(0.6 * normal() - 0.18),
  }[kind];
  let told = 0;
  let kept = 0;
  for (let desk = 0; desk < 4000; desk++) {
    const atOnce = 1 + Math.floor(random() * 8);
    const position = 1 + Math.floor(random() * 6);
    const minutes = estimateWait({ position, atOnce, handled: Array.from({ length: 50 }, length) });
    if (minutes === undefined) continue;
    // Looked at in the middle of a busy day: each agent has worked through some conversations by then.
    const moment = 20_000;
    const ends = Array.from({ length: atOnce }, () => {
      let end = 0;
      while (end <= moment) end += length();
      return end - moment;
    });
    for (let before = 1; before < position; before++) {
      const next = ends.indexOf(Math.min(...ends));
      ends[next] = (ends[next] ?? 0) + length();
    }
    told += 1;
    if (Math.min(...ends) <= minutes * 60) kept += 1;
  }
  expect(told).toBeGreaterThan(2000);
  return kept / told;
}

/** Mulberry32. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

describe('teams', () => {
  const day = { from: '09:00', to: '17:00' };
  const weekdays = { monday: day, tuesday: day, wednesday: day, thursday: day, friday: day };
  const dublin: Team = {
    id: 'dublin',
    name: 'Dublin',
    hours: weekdays,
    holidays: [],
    timeZone: 'Europe/Dublin',
  };
  const boston: Team = {
    id: 'boston',
    name: 'Boston',
    hours: weekdays,
    holidays: ['2026-11-26'],
    timeZone: 'America/New_York',
  };
  const desk = { deskHours: {}, holidays: [], timeZone: 'Europe/Dublin', teams: [dublin, boston] };

  // In winter, Dublin's clocks show UTC and Boston's five hours less.
  test.each([
    ['2026-11-18T08:59:00Z', []],
    ['2026-11-18T09:00:00Z', ['dublin']],
    ['2026-11-18T14:00:00Z', ['dublin', 'boston']],
    ['2026-11-18T17:00:00Z', ['boston']],
    ['2026-11-18T21:59:00Z', ['boston']],
    ['2026-11-18T22:00:00Z', []],
    ['2026-11-26T18:00:00Z', []],
  ])('%s: %j work, and the desk is open while anybody does', (at, open) => {
    const now = new Date(at);
    expect(teamsAt(desk, now).flatMap((team) => (team.open ? [team.id] : []))).toEqual(open);
    expect(isDeskOpen(desk, now)).toBe(open.length > 0);
  });

  test('a promise counts the hours of all teams together', () => {
    expect(callbackBy(desk, 4, new Date('2026-11-18T20:00:00Z')).toISOString()).toBe(
      '2026-11-19T11:00:00.000Z',
    );
  });

  test('whether anybody is ever there', () => {
    expect(isEverOpen(desk)).toBe(true);
    expect(isEverOpen({ ...desk, teams: [] })).toBe(false);
    expect(isEverOpen({ ...desk, teams: [{ ...dublin, hours: {} }] })).toBe(false);
  });
});

describe('what somebody in line would rather do', () => {
  test.each([
    ['wait', "I'll wait"],
    ['wait', "ok, I'll hold on"],
    ['wait', 'keep waiting'],
    ['callback', 'Call me back'],
    ['callback', 'can someone call me back please?'],
    ['callback', "I'd rather be called back"],
    ['callback', 'a callback would be great'],
    ['callback', 'please phone me tomorrow'],
    ['message', "I'd like to leave a message please"],
    ['message', 'can I leave a note?'],
    ['callback', "I'd rather they call me"],
    ['ask', 'how long will that take?'],
    ['ask', 'How long do I have to wait'],
    ['ask', 'how much longer'],
    ['ask', 'when will they answer'],
    ['ask', 'and when is somebody going to be there?'],
    ['ask', 'are you still there'],
    ['ask', "what's my place in the queue?"],
    ['ask', 'how many people are ahead of me'],
    ['ask', "I'm still waiting..."],
    [undefined, 'how long does delivery take?'],
    [undefined, 'how long do I have to send it back'],
    [undefined, 'when will it arrive?'],
    [undefined, 'is it coming today?'],
    [undefined, 'when will they deliver my sofa'],
    [undefined, 'are you open on Sunday'],
    [undefined, 'they called me yesterday'],
    [undefined, 'wait, where is my order?'],
    [undefined, 'call me a taxi'],
    [undefined, 'you never called me back'],
    [undefined, 'called you three times already'],
    [undefined, 'the ring is broken'],
    [undefined, 'I want to return the phone'],
    [undefined, 'send me a message on the gift card'],
    [undefined, 'I waited three weeks'],
  ])('%s: %s', (kind, words) => {
    expect(lineChoiceIn(words)?.kind).toBe(kind);
  });

  test.each([
    ['Could you ring me on 087 123 4567?', '087 123 4567'],
    ['give me a call on +353 87 123 45 67', '+353 87 123 45 67'],
    ['it is (01) 234-5678, thanks', '(01) 234-5678'],
    ['123456', undefined],
    ['1234567', '1234567'],
    ['order 10302', undefined],
    ['1234567890123456', undefined],
  ])('the number in "%s" is %s', (words, number) => {
    expect(phoneNumberIn(words)).toBe(number);
  });

  test.each([
    ['here', true],
    ['in the chat is fine', true],
    ['Answer here', true],
    ['just write to me here', true],
    ['where is my order', false],
    ['is anybody here', false],
  ])('"%s" stays in the chat: %s', (words, stays) => {
    expect(staysInChat(words)).toBe(stays);
  });
});
