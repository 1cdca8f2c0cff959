// How the console orders the queue, what it calls an agent to, what it tells as read, and what its keys do. No browser, no network.

import { describe, expect, it } from 'vitest';
import type { HandoffView, QueueRow, TranscriptLine } from '../handoff/views.js';
import { alertOfLines, alertsOfQueue, alertsOfTime } from '../web/agent/alerts.js';
import { groupsOf, needingCount, nextNeeding, stepFrom, unreadOf } from '../web/agent/queue-groups.js';
import { createReading } from '../web/agent/reading.js';
import { type Command, commandOf, SHORTCUTS } from '../web/agent/shortcuts.js';
import type { OpenConversation } from '../web/agent/state.js';
import { DUE_SOON_MS } from '../web/agent/times.js';

const NOW = '2026-11-03T10:00:00.000Z';
const LATER = '2026-11-03T10:05:00.000Z';
const LATEST = '2026-11-03T10:09:00.000Z';

const row = (name: string, more: Partial<QueueRow> = {}): QueueRow => ({
  customerId: name,
  handoffId: `h-${name}`,
  status: 'waiting',
  customerName: name,
  level: 3,
  channel: 'web',
  trigger: 'Asked for a person.',
  routeSentence: 'Waiting for anybody',
  claimable: true,
  mine: false,
  openedAt: NOW,
  ...more,
});
const mine = (name: string, more: Partial<QueueRow> = {}) =>
  row(name, { status: 'assigned', claimable: false, mine: true, ...more });
const theirs = (name: string, more: Partial<QueueRow> = {}) => mine(name, { mine: false, ...more });
const offered = (name: string, offeredUntil = LATER) => row(name, { offeredUntil });

const line = (sequence: number, from: TranscriptLine['from'] = 'customer'): TranscriptLine => ({
  id: `a${sequence}`,
  sequence,
  at: NOW,
  from,
  name: 'Mary',
  text: `line ${sequence}`,
  attachments: [],
});

describe('the groups of the queue', () => {
  it('stand in the order in which an agent should look at them; who waits stays in line', () => {
    const rows = [
      theirs('their-own'),
      row('second'),
      theirs('watched', { watching: 'supervisor' }),
      mine('aside', { snoozedUntil: LATER }),
      row('third'),
      mine('own'),
      offered('offered'),
    ];
    expect(groupsOf(rows).map(({ title, rows }) => [title, ...rows.map((r) => r.customerName)])).toEqual([
      ['Your turn', 'offered'],
      ['Yours', 'own'],
      ['Waiting', 'second', 'third'],
      ['Put aside', 'aside'],
      ['You read along', 'watched'],
      ['With colleagues', 'their-own'],
    ]);
  });

  it('without members are left out', () => expect(groupsOf([])).toEqual([]));
});

describe('unread messages', () => {
  it.each([
    ['of one’s own conversation are the server’s', mine('mary', { unread: 0 }), 0],
    ['of one’s own, where the server counts none, are ours', mine('mary'), 2],
    ['of another are ours', row('mary'), 2],
  ])('%s', (_name, one, count) => expect(unreadOf(one, { 'h-mary': 2 })).toBe(count));
});

describe('what needs the agent', () => {
  it.each([
    ['nothing in an empty queue', [], 0],
    ['who may be claimed', [row('a')], 1],
    ['not who waits for somebody else', [row('a', { claimable: false })], 0],
    ['their own with new messages', [mine('a', { unread: 1 })], 1],
    ['not their own that is read', [mine('a', { unread: 0 })], 0],
    ['not a colleague’s', [theirs('a')], 0],
  ])('counts %s', (_name, rows, count) => expect(needingCount(rows, {})).toBe(count));

  it.each([
    [
      'what is offered, before all',
      [row('a', { promisedBy: NOW }), mine('b', { unread: 1 }), offered('c')],
      'c',
    ],
    ['of two offers the one that ends first', [offered('a', LATEST), offered('b', LATER)], 'b'],
    ['their own before who waits', [row('a', { promisedBy: NOW }), mine('b', { unread: 1 })], 'b'],
    [
      'who was promised an answer soonest',
      [row('a', { promisedBy: LATEST }), row('b', { promisedBy: LATER })],
      'b',
    ],
    ['nothing', [theirs('a'), mine('b', { unread: 0 })], undefined],
  ])('next is %s', (_name, rows, name) => expect(nextNeeding(rows, {})?.customerName).toBe(name));
});

describe('moving through the list', () => {
  const rows = [row('waiting'), mine('own'), offered('offered')];
  it.each([
    ['down without a selection begins at the top', undefined, 1, 'offered'],
    ['down goes to the next as shown', rows[2], 1, 'own'],
    ['up goes back', rows[0], -1, 'own'],
    ['down stops at the end', rows[0], 1, 'waiting'],
    ['up stops at the top', rows[2], -1, 'offered'],
    ['one that has left begins at the top', row('gone'), 1, 'offered'],
  ] as const)('%s', (_name, from, steps, name) => {
    expect(stepFrom(rows, from, steps)?.customerName).toBe(name);
  });

  it('of an empty list leads nowhere', () => expect(stepFrom([], undefined, 1)).toBeUndefined());
});

describe('an agent is called', () => {
  it('when it becomes their turn, once', () => {
    const before = [row('mary'), offered('aoife')];
    const now = [offered('mary'), offered('aoife', LATEST)];
    expect(alertsOfQueue(before, now).map(({ kind, title }) => [kind, title])).toEqual([
      ['offered', 'Your turn: mary'],
    ]);
  });

  it('when it is their turn at once after signing in', () => {
    expect(alertsOfQueue(undefined, [offered('mary'), row('aoife')])).toHaveLength(1);
  });

  it('again when it was offered to somebody else meanwhile', () => {
    const steps = [[offered('mary')], [row('mary')], [offered('mary', LATEST)]];
    expect(steps.map((rows, at) => alertsOfQueue(steps[at - 1], rows).length)).toEqual([1, 0, 1]);
  });

  it('with a word for who was passed on or lost their agent', () => {
    expect(alertsOfQueue([], [row('mary', { offeredUntil: LATER, first: true })])[0]?.title).toBe(
      'Your turn, first in line: mary',
    );
  });

  it.each([
    ['their customer wrote', mine('mary'), [line(1)], false, 'line 1'],
    ['not when they have it before their eyes', mine('mary'), [line(1)], true, undefined],
    ['not for their own words', mine('mary'), [line(1, 'agent')], false, undefined],
    ['not for somebody else’s customer', theirs('mary'), [line(1)], false, undefined],
    ['not for who is not in the queue', undefined, [line(1)], false, undefined],
  ])('when %s', (_name, one, lines, attentive, text) => {
    expect(alertOfLines(one, lines, attentive)?.text).toBe(text);
  });

  const at = (left: number) => Date.parse(LATER) - left;
  it.each([
    ['before it is near', DUE_SOON_MS + 1, {}, 0],
    ['when it is near', DUE_SOON_MS, {}, 1],
    ['when it is over', -1, {}, 1],
    ['not when it is for somebody else', 0, { claimable: false }, 0],
    ['not without a promise', 0, { promisedBy: undefined }, 0],
  ])('to a promise %s', (_name, left, more, count) => {
    expect(alertsOfTime([row('mary', { promisedBy: LATER, ...more })], at(left), new Set())).toHaveLength(
      count,
    );
  });

  const waits = { answer: { since: NOW, by: LATER } };
  it.each([
    ['before half of the time is over', 150_001, waits, 0],
    ['from half of the time on', 150_000, waits, 1],
    ['when it is over', -1, waits, 1],
    ['not of one whom they read along', 0, { ...waits, mine: false, watching: 'supervisor' as const }, 0],
    ['not where nobody waits', 0, {}, 0],
  ])('to their customer who waits for an answer %s', (_name, left, more, count) => {
    const alerts = alertsOfTime([mine('mary', more)], at(left), new Set());
    expect(alerts.map(({ title }) => title)).toEqual(count ? ['Answer soon: mary'] : []);
  });

  it('to one wait once, and to the next again', () => {
    const [alert] = alertsOfTime([mine('mary', waits)], at(0), new Set());
    const told = new Set([alert?.once ?? '']);
    expect(alertsOfTime([mine('mary', waits)], at(0), told)).toEqual([]);
    const next = { answer: { since: LATER, by: LATEST } };
    expect(alertsOfTime([mine('mary', next)], Date.parse(LATEST), told)).toHaveLength(1);
  });

  it('to one promise once', () => {
    expect(alertsOfTime([row('mary', { promisedBy: LATER })], at(0), new Set(['h-mary']))).toEqual([]);
  });
});

describe('what was read', () => {
  const open = (lines: readonly TranscriptLine[], own = true): OpenConversation => ({
    kind: 'ready',
    ref: { customerId: 'mary', handoffId: 'h-mary' },
    view: { ...(own ? mine('mary') : row('mary')), transcript: lines } as unknown as HandoffView,
  });

  function told(looks: readonly OpenConversation[], inSight = true, done = true): Promise<readonly number[]> {
    const all: number[] = [];
    const reading = createReading({
      inSight: () => inSight,
      tell: async (_ref, sequence) => {
        all.push(sequence);
        return done;
      },
    });
    return looks
      .reduce(
        (before, look) => before.then(() => void reading.look(look)).then(() => undefined),
        Promise.resolve(),
      )
      .then(() => all);
  }

  it('is told up to the customer’s last line, each time once', async () => {
    const first = open([line(1), line(2, 'agent')]);
    expect(await told([first, first, open([line(1), line(3)])])).toEqual([1, 3]);
  });
  it('is not told while the page is out of sight', async () => {
    expect(await told([open([line(1)])], false)).toEqual([]);
  });
  it('is not told of a conversation that is not ours', async () => {
    expect(await told([open([line(1)], false)])).toEqual([]);
  });
  it('is told again when the server did not take it', async () => {
    expect(await told([open([line(1)]), open([line(1)])], true, false)).toEqual([1, 1]);
  });
});

describe('the keys', () => {
  const bare = { ctrlKey: false, altKey: false, metaKey: false };
  const agent = { writing: false, supervisor: false, singleKeys: true };
  it.each([
    ['n', {}, {}, 'next-needing'],
    ['N', {}, {}, 'next-needing'],
    ['?', {}, {}, 'help'],
    ['x', {}, {}, undefined],
    ['n', {}, { writing: true }, undefined],
    ['n', {}, { singleKeys: false }, undefined],
    ['c', { ctrlKey: true }, {}, undefined],
    ['c', { metaKey: true }, {}, undefined],
    ['c', { altKey: true }, {}, undefined],
    ['t', {}, {}, undefined],
    ['t', {}, { supervisor: true }, 'team'],
  ] as const)('%s %o %o: %s', (key, held, more, command) => {
    expect(commandOf({ key, ...bare, ...held }, { ...agent, ...more })).toBe(command);
  });

  it('are each explained, and none does two things', () => {
    const keys = SHORTCUTS.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(new Set<Command>(SHORTCUTS.map(({ command }) => command)).size).toBe(keys.length);
  });
});
