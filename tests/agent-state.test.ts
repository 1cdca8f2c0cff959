// The console's state, event by event, and how it reads times and markup. No browser, no network.

import { describe, expect, it } from 'vitest';
import type { HandoffView, QueueRow, TranscriptLine } from '../handoff/views.js';
import type { Delivery } from '../web/agent/outbox.js';
import { summarise, withoutMarkdown } from '../web/agent/plain-text.js';
import { isOutdated, waitingCount } from '../web/agent/queue-groups.js';
import {
  type ConsoleAction,
  type ConsoleState,
  initialState,
  mergeLines,
  reduce,
} from '../web/agent/state.js';
import { clockTime, DUE_SOON_MS, duration, promiseState } from '../web/agent/times.js';

const MARY = { customerId: 'mary', handoffId: 'h1' };
const AOIFE = { customerId: 'aoife', handoffId: 'h2' };

const row = (ref: typeof MARY, more: Partial<QueueRow> = {}): QueueRow => ({
  ...ref,
  status: 'waiting',
  customerName: ref.customerId,
  level: 3,
  channel: 'web',
  trigger: 'Asked for a person.',
  routeSentence: 'Waiting for anybody',
  claimable: true,
  mine: false,
  openedAt: '2026-11-03T10:00:00.000Z',
  ...more,
});

const line = (sequence: number, text: string, more: Partial<TranscriptLine> = {}): TranscriptLine => ({
  id: `a${sequence}`,
  sequence,
  at: '2026-11-03T10:00:00.000Z',
  from: 'customer',
  name: 'Mary',
  text,
  attachments: [],
  ...more,
});

const view = (transcript: readonly TranscriptLine[], more: Partial<QueueRow> = {}) =>
  ({ ...row(MARY, more), epoch: 2, transcript }) as unknown as HandoffView;

const lines = (ref: typeof MARY, ...those: TranscriptLine[]): ConsoleAction => ({
  type: 'lines',
  ...ref,
  lines: those,
});
const sending = (
  clientId: string,
  text = 'Hello',
  delivery: Delivery = { state: 'sending' },
): ConsoleAction => ({ type: 'delivery', message: { ...MARY, clientId, text, epoch: 2 }, delivery });
const sent = (clientId: string) => sending(clientId, 'Hello', { state: 'sent' });
const failed = (clientId: string, problem: string) =>
  sending(clientId, 'Hello', { state: 'failed', problem });

function stateAfter(...actions: readonly ConsoleAction[]): ConsoleState {
  return actions.reduce(reduce, initialState);
}

const openMary: readonly ConsoleAction[] = [
  { type: 'opened', ref: MARY },
  { type: 'view-read', view: view([line(1, 'Hi')]) },
];

function shown(state: ConsoleState): readonly string[] {
  const stored = state.open.kind === 'ready' ? state.open.view.transcript.map((l) => l.text) : [];
  return [...stored, ...state.pending.map((m) => `${m.text} (${m.delivery})`)];
}

describe('the open conversation', () => {
  it('keeps lines in order, each once, however they come', () => {
    const state = stateAfter(
      ...openMary,
      lines(MARY, line(3, 'three')),
      lines(MARY, line(2, 'two'), line(3, 'three')),
    );
    expect(shown(state)).toEqual(['Hi', 'two', 'three']);
  });

  it('keeps a line that came while the view was being read and is newer than it', () => {
    const state = stateAfter({ type: 'opened', ref: MARY }, lines(MARY, line(2, 'early')), {
      type: 'view-read',
      view: view([line(1, 'Hi')]),
    });
    expect(shown(state)).toEqual(['Hi', 'early']);
  });

  it('reading it again after a reconnection loses nothing that the stream told meanwhile', () => {
    const state = stateAfter(...openMary, lines(MARY, line(3, 'live')), {
      type: 'view-read',
      view: view([line(1, 'Hi'), line(2, 'missed')]),
    });
    expect(shown(state)).toEqual(['Hi', 'missed', 'live']);
  });

  it('ignores the answer for a conversation that is not open any more', () => {
    const state = stateAfter(
      { type: 'opened', ref: MARY },
      { type: 'opened', ref: AOIFE },
      {
        type: 'view-read',
        view: view([line(1, 'Hi')]),
      },
    );
    expect(state.open).toEqual({ kind: 'loading', ref: AOIFE, early: [] });
  });

  it('ignores a failure that belongs to another one', () => {
    const state = stateAfter(...openMary, { type: 'view-failed', ref: AOIFE, message: 'gone' });
    expect(shown(state)).toEqual(['Hi']);
  });

  it('announces what a colleague whispers to its owner, once, and no note', () => {
    const withNotes = (...kinds: ('note' | 'whisper')[]): ConsoleAction => {
      const notes = kinds.map((kind, n) => ({
        id: `n${n}`,
        at: '',
        name: 'Aisling',
        text: `${kind} ${n}`,
        kind,
      }));
      return { type: 'view-read', view: { ...view([], { mine: true }), notes } };
    };
    const said = (...actions: readonly ConsoleAction[]) =>
      stateAfter({ type: 'opened', ref: MARY }, ...actions).announcement;
    expect(said(withNotes('whisper'))).toBe('');
    expect(said(withNotes(), withNotes('note'))).toBe('');
    const first = [withNotes('note'), withNotes('note', 'whisper')];
    expect(said(...first)).toBe('Aisling whispers: whisper 1');
    const later = [...first, lines(MARY, line(2, 'Hello?')), withNotes('note', 'whisper')];
    expect(said(...later)).toBe('Mary: Hello?');
  });

  it('announces what the customer writes, not what the agent writes', () => {
    const wrote = stateAfter(...openMary, lines(MARY, line(2, 'Are you there?')));
    expect(wrote.announcement).toBe('Mary: Are you there?');
    const answered = reduce(wrote, lines(MARY, line(3, 'Yes', { from: 'agent', name: 'Lena' })));
    expect(answered.announcement).toBe('Mary: Are you there?');
  });
});

describe('a message of the agent', () => {
  it('is pending, then sent, then the stored line takes its place', () => {
    const steps: ConsoleAction[] = [
      sending('c1'),
      sent('c1'),
      lines(MARY, line(2, 'Hello', { from: 'agent', clientId: 'c1' })),
    ];
    let state = stateAfter(...openMary);
    const seen = steps.map((step) => {
      state = reduce(state, step);
      return shown(state);
    });
    expect(seen).toEqual([
      ['Hi', 'Hello (sending)'],
      ['Hi', 'Hello (sent)'],
      ['Hi', 'Hello'],
    ]);
  });

  it('may arrive as a line before the server’s answer does', () => {
    const state = stateAfter(
      ...openMary,
      sending('c1'),
      lines(MARY, line(2, 'Hello', { from: 'agent', clientId: 'c1' })),
      sent('c1'),
    );
    expect(shown(state)).toEqual(['Hi', 'Hello']);
  });

  it('is paired by its id when the line is found by reading again', () => {
    const state = stateAfter(...openMary, sending('c1'), failed('c1', 'Offline.'), {
      type: 'view-read',
      view: view([line(1, 'Hi'), line(2, 'Hello', { from: 'agent', clientId: 'c1' })]),
    });
    expect(shown(state)).toEqual(['Hi', 'Hello']);
  });

  it('that failed stays with the reason, is tried again under the same id, or thrown away', () => {
    const state = stateAfter(...openMary, sending('c1'), failed('c1', 'Offline.'));
    expect(state.pending[0]).toMatchObject({ delivery: 'failed', problem: 'Offline.' });
    expect(state.announcement).toBe('A message was not sent. Offline.');
    expect(shown(reduce(state, sending('c1')))).toEqual(['Hi', 'Hello (sending)']);
    expect(shown(reduce(state, { type: 'message-discarded', clientId: 'c1' }))).toEqual(['Hi']);
  });

  it('whose answer was lost on the way is not shown again when it is tried again', () => {
    const state = stateAfter(
      ...openMary,
      sending('c1'),
      sending('c1', 'Hello', { state: 'held' }),
      lines(MARY, line(2, 'Hello', { from: 'agent', clientId: 'c1' })),
      sending('c1'),
      sent('c1'),
    );
    expect(shown(state)).toEqual(['Hi', 'Hello']);
  });

  it('two with the same words are two', () => {
    const state = stateAfter(
      ...openMary,
      sending('c1'),
      sending('c2'),
      lines(MARY, line(2, 'Hello', { clientId: 'c1' })),
    );
    expect(shown(state)).toEqual(['Hi', 'Hello', 'Hello (sending)']);
  });
});

describe('the queue', () => {
  it('counts who waits, not who is being talked with', () => {
    expect(waitingCount(undefined)).toBe(0);
    expect(waitingCount([row(MARY), row(AOIFE, { status: 'assigned' })])).toBe(1);
  });

  it('announces who is new, but not the queue that was there from the start', () => {
    const first = stateAfter({ type: 'queue', rows: [row(MARY)] });
    expect(first.announcement).toBe('');
    const second = reduce(first, { type: 'queue', rows: [row(MARY), row(AOIFE)] });
    expect(second.announcement).toBe('aoife is waiting. Asked for a person.');
    const offered = row(MARY, { offeredUntil: '2026-11-03T10:01:00.000Z' });
    const third = reduce(second, { type: 'queue', rows: [offered, row(AOIFE)] });
    expect(third.announcement).toBe('Your turn: mary. Asked for a person.');
  });

  it('keeps the very rows that say the same, so that only what changed is drawn again', () => {
    const first = stateAfter({ type: 'queue', rows: [row(MARY), row(AOIFE)] });
    const second = reduce(first, { type: 'queue', rows: [row(MARY), row(AOIFE, { unread: 1 })] });
    expect(second.queue?.[0]).toBe(first.queue?.[0]);
    expect(second.queue?.[1]).not.toBe(first.queue?.[1]);
  });

  it('counts lines of customers in conversations that are not open, until they are opened or gone', () => {
    const state = stateAfter(
      { type: 'queue', rows: [row(MARY), row(AOIFE)] },
      ...openMary,
      lines(MARY, line(2, 'seen')),
      lines(AOIFE, line(1, 'unseen'), line(2, 'mine', { from: 'agent' })),
      lines(AOIFE, line(3, 'unseen too')),
    );
    expect(state.unread).toEqual({ h2: 2 });
    expect(reduce(state, { type: 'opened', ref: AOIFE }).unread).toEqual({});
    expect(reduce(state, { type: 'queue', rows: [row(MARY)] }).unread).toEqual({});
  });

  it.each([
    ['nothing changed', row(MARY), false],
    ['only what was not read changed', row(MARY, { unread: 2 }), false],
    ['somebody took it', row(MARY, { status: 'assigned', claimable: false }), true],
    ['it became mine', row(MARY, { mine: true }), true],
    ['it is my turn no more', row(MARY, { claimable: false }), true],
    ['it was put aside', row(MARY, { snoozedUntil: '2026-11-03T12:00:00.000Z' }), true],
    ['its owner is lost', row(MARY, { ownerLostSince: '2026-11-03T10:00:00.000Z' }), true],
    ['it is read along', row(MARY, { watching: 'supervisor' }), true],
    ['it went on to somebody else', row(MARY, { routeSentence: 'Waiting for Tom' }), true],
    ['it left the queue', row(AOIFE), true],
  ])('the open view is read again: %s', (_name, now, outdated) => {
    expect(isOutdated(view([]), [now])).toBe(outdated);
  });
});

describe('a conversation that the agent had', () => {
  const had: ConsoleAction = { type: 'queue', rows: [row(MARY, { mine: true, status: 'assigned' })] };
  const taken: ConsoleAction = {
    type: 'queue',
    rows: [row(MARY, { status: 'assigned', routeSentence: 'With Aisling Quinn' })],
  };

  it('and somebody took is told, and by whom', () => {
    expect(stateAfter(had, taken).notice).toEqual({
      intent: 'warning',
      text: 'You do not have mary any more: with Aisling Quinn.',
    });
  });
  it('and that ended is told', () => {
    expect(stateAfter(had, { type: 'queue', rows: [] }).notice?.text).toBe(
      'The conversation with mary has ended.',
    );
  });
  it('and let go themselves is no news, nor one that was never theirs', () => {
    const own = stateAfter(had, { type: 'closed', ref: MARY }, taken, { type: 'queue', rows: [] });
    expect(own.notice).toBeUndefined();
    expect(
      stateAfter({ type: 'queue', rows: [row(AOIFE)] }, { type: 'queue', rows: [] }).notice,
    ).toBeUndefined();
  });
  it('and still has is no news', () => expect(stateAfter(had, had).notice).toBeUndefined());

  const message = { ...MARY, clientId: 'c1', text: 'One more thing', epoch: 2 };
  const refused: ConsoleAction = {
    type: 'delivery',
    message,
    delivery: { state: 'failed', problem: 'You do not have it.' },
  };
  const unsent = { intent: 'warning', text: 'Not sent: “One more thing” You do not have it.' };

  it('gives back the words that were refused, once the conversation is off the screen', () => {
    const seen = stateAfter(...openMary, refused);
    expect(seen.notice).toBeUndefined();
    expect(reduce(seen, { type: 'view-failed', ref: MARY, message: 'Gone.' }).notice).toEqual(unsent);
    expect(stateAfter(refused).notice).toEqual(unsent);
  });
});

describe('a customer who is typing', () => {
  const typing: ConsoleAction = { type: 'typing', ...MARY };

  it('types until the message comes or nothing more is heard', () => {
    expect(stateAfter(typing, typing).typing).toEqual(['h1']);
    expect(stateAfter(typing, { type: 'typing-over', handoffId: 'h1' }).typing).toEqual([]);
    expect(stateAfter(typing, lines(MARY, line(2, 'Here it is'))).typing).toEqual([]);
    expect(stateAfter(...openMary, typing, lines(MARY, line(2, 'Here it is'))).typing).toEqual([]);
  });

  it('goes on typing while others write', () => {
    expect(stateAfter(typing, lines(MARY, line(2, 'Hello', { from: 'agent' }))).typing).toEqual(['h1']);
    expect(stateAfter(typing, lines(AOIFE, line(2, 'Hello'))).typing).toEqual(['h1']);
  });
});

describe('the session', () => {
  const lena = {
    id: 'lena',
    name: 'Lena',
    presence: 'online',
    businessName: 'Fern & Oak',
    supervisor: false,
  } as const;

  it('signing out leaves nothing of a customer behind', () => {
    const state = stateAfter(
      { type: 'signed-in', agent: lena },
      { type: 'queue', rows: [row(MARY)] },
      ...openMary,
      sending('c1'),
      {
        type: 'signed-out',
        message: 'Ended.',
      },
    );
    expect(state).toEqual({ ...initialState, session: { kind: 'guest', message: 'Ended.' } });
  });

  it('presence changes only for somebody who is signed in', () => {
    const away: ConsoleAction = { type: 'presence', presence: 'away' };
    expect(stateAfter({ type: 'signed-in', agent: lena }, away).session).toEqual({
      kind: 'agent',
      agent: { ...lena, presence: 'away' },
    });
    expect(stateAfter(away)).toEqual(initialState);
  });

  it('says once that the server set the agent away, until they choose again', () => {
    const away: ConsoleAction = { type: 'presence', presence: 'away', setAway: true };
    const state = stateAfter({ type: 'signed-in', agent: lena }, away);
    expect(state.session).toEqual({ kind: 'agent', agent: { ...lena, presence: 'away', setAway: true } });
    expect(state.announcement).toContain('You were set to away.');
    expect(reduce(state, away)).toBe(state);
    const back = reduce(state, { type: 'presence', presence: 'online' });
    expect(back.session).toEqual({ kind: 'agent', agent: lena });
  });

  it('what was chosen of the console outlives signing in and out', () => {
    const settings = { sound: false, desktop: true, singleKeys: false };
    const state = stateAfter(
      { type: 'settings', settings },
      { type: 'signed-in', agent: lena },
      { type: 'signed-out' },
    );
    expect(state.settings).toEqual(settings);
  });
});

it('of two lines with one sequence the newer reading wins', () => {
  expect(mergeLines([line(1, 'old')], [line(1, 'new')]).map((l) => l.text)).toEqual(['new']);
});

describe('times', () => {
  it.each([
    [-5_000, '0 s'],
    [59_999, '59 s'],
    [60_000, '1 min'],
    [3_599_999, '59 min'],
    [3_600_000, '1 h'],
    [3_900_000, '1 h 5 min'],
    [86_399_999, '23 h 59 min'],
    [86_400_000, '1 day'],
    [200_000_000, '2 days'],
  ])('%i ms are %s', (ms, text) => expect(duration(ms)).toBe(text));

  const promised = '2026-11-03T10:00:00.000Z';
  it.each([
    [DUE_SOON_MS + 1, 'in-time'],
    [DUE_SOON_MS, 'soon'],
    [0, 'soon'],
    [-1, 'overdue'],
  ])('with %i ms left a promise is %s', (left, state) => {
    expect(promiseState(promised, Date.parse(promised) - left).state).toBe(state);
  });

  it('says in words what the colour says', () => {
    const at = clockTime(promised, Date.parse(promised));
    const textAt = (left: number) => promiseState(promised, Date.parse(promised) - left).text;
    expect([textAt(600_000), textAt(90_000), textAt(-180_000)]).toEqual([
      `Answer by ${at}`,
      `Answer by ${at} · 1 min left`,
      'Overdue by 3 min',
    ]);
  });
});

describe('markup as an agent reads it', () => {
  it.each([
    ['**Order 1042** is *late*.', 'Order 1042 is late.'],
    ['See [our returns](https://shop.example/r).', 'See our returns (https://shop.example/r).'],
    ['[https://a.example](https://a.example)', 'https://a.example'],
    ['# Title\n- one\n* two', 'Title\n• one\n• two'],
    ['2 * 3 * 4 = 24', '2 * 3 * 4 = 24'],
    ['file_name_here and __bold__', 'file_name_here and bold'],
  ])('%j', (markdown, plain) => expect(withoutMarkdown(markdown)).toBe(plain));

  it('an Adaptive Card is its words, in reading order, without its buttons', () => {
    const content = {
      type: 'AdaptiveCard',
      body: [
        { type: 'TextBlock', text: '**Your order**' },
        { type: 'ColumnSet', columns: [{ items: [{ type: 'TextBlock', text: 'Lamp' }] }, { items: [] }] },
        { type: 'FactSet', facts: [{ title: 'Status', value: 'Shipped' }] },
      ],
      actions: [{ type: 'Action.OpenUrl', title: 'Track', url: 'https://shop.example' }],
    };
    expect(summarise({ contentType: 'application/vnd.microsoft.card.adaptive', content })).toEqual({
      kind: 'card',
      title: 'Your order',
      text: ['Lamp', 'Status: Shipped'],
    });
  });

  it.each([
    ['https://shop.example/a.png', 'link'],
    ['/v3/directline/attachments/k', 'link'],
    ['javascript:alert(1)', 'file'],
    ['data:text/html,x', 'file'],
    [undefined, 'file'],
  ])('a picture at %s is a %s', (contentUrl, kind) => {
    expect(summarise({ contentType: 'image/png', name: 'a.png', contentUrl })).toMatchObject({
      kind,
      name: 'a.png',
    });
  });
});
