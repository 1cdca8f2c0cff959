// What the console's conversation pane thinks without a browser: canned replies, gaps, the folded transcript, and messages that are
// sent once and in order.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BotSummary, ColleagueView, NoteLine, TranscriptLine } from '../handoff/views.js';
import type { Answer, Refusal } from '../web/agent/api.js';
import { byReadiness } from '../web/agent/colleague-order.js';
import { type KeptMessage, keepMessages, readKept } from '../web/agent/kept-messages.js';
import { createOutbox, type Outgoing } from '../web/agent/outbox.js';
import { isOurs } from '../web/agent/plain-text.js';
import { findReplies, putIn, searchAt } from '../web/agent/prepared-replies.js';
import { snoozeChoices } from '../web/agent/snooze-times.js';
import { lastRead, timelineOf } from '../web/agent/timeline.js';

describe('a canned reply is asked for', () => {
  it.each([
    ['/', 1, ''],
    ['/late', 5, 'late'],
    ['/late del', 9, 'late del'],
    ['Hello Maya, /late', 17, 'late'],
    ['first line\n/late', 16, 'late'],
    // The caret decides, not the end of the text.
    ['/late and more', 5, 'late'],
  ])('in %j at %i by %j', (text, caret, words) => expect(searchAt(text, caret)?.words).toBe(words));

  it.each([
    ['and/or', 6],
    ['https://shop.example/rugs', 25],
    ['1/2', 3],
    ['/late\nnext line', 15],
    ['late', 4],
    [`/${'x'.repeat(41)}`, 42],
  ])('not in %j at %i', (text, caret) => expect(searchAt(text, caret)).toBeUndefined());

  it('at the longest search, but no longer one', () => {
    expect(searchAt(`/${'x'.repeat(40)}`, 41)?.words).toHaveLength(40);
  });
});

describe('canned replies are found', () => {
  const reply = (id: string, title: string, text = '') => ({ id, title, text });
  const replies = [
    reply('greeting', 'Greeting', 'Hello [order], about the late delivery'),
    reply('undelayed', 'Undelayed parcel'),
    reply('late-parcel', 'Late delivery'),
    reply('cafe', 'Café voucher'),
  ];
  it.each([
    ['', ['greeting', 'undelayed', 'late-parcel', 'cafe']],
    ['late', ['late-parcel', 'greeting']],
    ['LATE DEL', ['late-parcel', 'greeting']],
    ['parcel', ['undelayed', 'late-parcel']],
    ['cafe', ['cafe']],
    ['delay', ['undelayed']],
    ['refund', []],
  ])('by %j: the beginning of a word first, then within, then the text', (words, ids) => {
    expect(findReplies(replies, words).map(({ id }) => id)).toEqual(ids);
  });
});

describe('a reply put in its place', () => {
  it('takes the place of the search alone, and the caret goes behind it', () => {
    const written = putIn('Hello, /late bye', { from: 7, to: 12 }, 'it is late.');
    expect(written).toEqual({ text: 'Hello, it is late. bye', from: 18, to: 18 });
  });

  it('selects its first gap, so that typing fills it', () => {
    const { text, from, to } = putIn('[mine] /x', { from: 7, to: 9 }, 'Order [order] is [day].');
    expect(text.slice(from, to)).toBe('[order]');
  });
});

const line = (sequence: number, from: TranscriptLine['from'] = 'customer'): TranscriptLine => ({
  id: `a${sequence}`,
  sequence,
  at: `2026-11-03T10:${String(sequence).padStart(2, '0')}:00.000Z`,
  from,
  name: from,
  text: `line ${sequence}`,
  attachments: [],
});
const note = (at: string, text: string): NoteLine => ({ id: text, at, name: 'Lena', text, kind: 'note' });

describe('the transcript', () => {
  const lines = [line(1), line(2, 'bot'), line(3, 'system'), line(4), line(5, 'agent')];
  const summary: BotSummary = { from: 1, to: 2, points: [] };
  const shown = (unfolded: boolean, notes: readonly NoteLine[] = [], bot: BotSummary | undefined = summary) =>
    timelineOf(lines, notes, bot, unfolded).map((item) => {
      if (item.kind === 'line') return item.line.sequence;
      return item.kind === 'note' ? item.note.text : `bot's part of ${item.count}`;
    });

  it('folds the bot’s part into one, and no more', () => {
    expect(shown(false)).toEqual(["bot's part of 2", 3, 4, 5]);
  });

  it('shows its lines below it when it is opened', () => {
    expect(shown(true)).toEqual(["bot's part of 2", 1, 2, 3, 4, 5]);
  });

  it('stands whole where nothing is to be folded', () => {
    expect(timelineOf(lines, [], undefined, false)).toHaveLength(5);
    expect(shown(false, [], { ...summary, from: 8, to: 9 })).toEqual([1, 2, 3, 4, 5]);
  });

  it('has notes where they were written: before a later line, after one of the same time', () => {
    const notes = [
      note('2026-11-03T10:03:30.000Z', 'between'),
      note(line(4).at, 'with'),
      note('2026-11-03T10:59:00.000Z', 'late'),
    ];
    expect(shown(false, notes)).toEqual(["bot's part of 2", 3, 'between', 4, 'with', 5, 'late']);
  });

  it('a note parts the lines of one speaker', () => {
    const [first, , second] = timelineOf(
      [line(1), line(2)],
      [note('2026-11-03T10:01:30.000Z', 'n')],
      undefined,
      false,
    );
    expect([first, second]).toEqual([
      { kind: 'line', line: line(1) },
      { kind: 'line', line: line(2) },
    ]);
  });

  it.each([
    [undefined, undefined],
    [4, undefined],
    [5, 5],
    [6, 5],
    [7, 7],
  ])('with the customer at %s the last read line of ours is %s', (customerRead, sequence) => {
    expect(lastRead([...lines, line(6), line(7, 'agent')], customerRead)).toBe(sequence);
  });
});

const ASSURED: Answer<void> = { ok: true, value: undefined };
const refused = (status: number, message: string): Refusal => ({ ok: false, status, code: 'X', message });
const OFFLINE = refused(0, 'No network.');

describe('messages of an agent', () => {
  const storage = () => {
    const kept = new Map<string, string>();
    return {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
      kept,
    } as unknown as Storage & { kept: Map<string, string> };
  };
  const message = (clientId: string, handoffId = 'h1'): Outgoing => ({
    customerId: 'mary',
    handoffId,
    clientId,
    text: `text of ${clientId}`,
    epoch: 2,
  });

  /** Answers are given by hand, so that each test says what happens in between. */
  function outboxWith(kept = storage()) {
    const calls: { readonly id: string; readonly answer: (answer: Answer<void>) => Promise<void> }[] = [];
    const told: string[] = [];
    const outbox = createOutbox({
      send: ({ clientId: id }) =>
        new Promise((resolve) => {
          calls.push({
            id,
            answer: async (answer) => {
              resolve(answer);
              await new Promise((done) => setImmediate(done));
            },
          });
        }),
      onDelivery: ({ clientId }, delivery) => void told.push(`${clientId} ${delivery.state}`),
      read: (agent) => readKept(agent, kept),
      keep: (agent, messages) => keepMessages(agent, messages, kept),
    });
    outbox.open('lena');
    return { outbox, calls, told, kept, sent: () => calls.map(({ id }) => id) };
  }

  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => void vi.useRealTimers());

  it('go one after the other within a conversation, while another does not wait', async () => {
    const { outbox, calls, sent } = outboxWith();
    outbox.put(message('a'));
    outbox.put(message('b'));
    outbox.put(message('c', 'h2'));
    expect(sent()).toEqual(['a', 'c']);
    await calls[0]!.answer(ASSURED);
    expect(sent()).toEqual(['a', 'c', 'b']);
  });

  it('are held without a connection, and go in order as soon as there is one', async () => {
    const { outbox, calls, sent, told, kept } = outboxWith();
    outbox.put(message('a'));
    outbox.put(message('b'));
    await calls[0]!.answer(OFFLINE);
    expect(told).toEqual(['a sending', 'a sending', 'b sending', 'a held', 'b held']);
    outbox.resume();
    await calls[1]!.answer(ASSURED);
    await calls[2]!.answer(ASSURED);
    expect(sent()).toEqual(['a', 'a', 'b']);
    expect(told.slice(-4)).toEqual(['a sending', 'a sent', 'b sending', 'b sent']);
    expect(kept.kept.size).toBe(0);
  });

  it.each([
    [0, 'held'],
    [429, 'held'],
    [503, 'held'],
    [400, 'failed'],
    [409, 'failed'],
    [410, 'failed'],
    [500, 'failed'],
  ])('answered with %i are %s', async (status, state) => {
    const { outbox, calls, told } = outboxWith();
    outbox.put(message('a'));
    await calls[0]!.answer(refused(status, 'No.'));
    expect(told.at(-1)).toBe(`a ${state}`);
  });

  it('are tried again by themselves, waiting twice as long each time', async () => {
    const { outbox, calls, sent } = outboxWith();
    outbox.put(message('a'));
    await calls[0]!.answer(OFFLINE);
    vi.advanceTimersByTime(1_999);
    expect(sent()).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(sent()).toHaveLength(2);
    await calls[1]!.answer(OFFLINE);
    vi.advanceTimersByTime(3_999);
    expect(sent()).toHaveLength(2);
    vi.advanceTimersByTime(1);
    expect(sent()).toHaveLength(3);
  });

  it('one that is refused holds up none behind it, and may be tried again', async () => {
    const { outbox, calls, sent, told } = outboxWith();
    outbox.put(message('a'));
    outbox.put(message('b'));
    await calls[0]!.answer(refused(409, 'Not yours any more.'));
    await calls[1]!.answer(ASSURED);
    expect(told).toContain('a failed');
    outbox.resume();
    expect(sent()).toEqual(['a', 'b']);
    outbox.put({ ...message('a'), epoch: 3 });
    expect(sent()).toEqual(['a', 'b', 'a']);
  });

  it('survive a reload: those on their way go again under their id, those refused stay so', async () => {
    const before = outboxWith();
    before.outbox.put(message('a'));
    await before.calls[0]!.answer(refused(409, 'Not yours.'));
    before.outbox.put(message('b'));
    before.outbox.put(message('c'));
    const after = outboxWith(before.kept);
    expect(after.told).toEqual(['a failed', 'b held', 'c held', 'b sending']);
    await after.calls[0]!.answer(ASSURED);
    expect(after.sent()).toEqual(['b', 'c']);
  });

  it('of one agent are neither sent nor seen by the next in the same tab', async () => {
    const { outbox, calls, told, sent } = outboxWith();
    outbox.put(message('a'));
    outbox.close();
    await calls[0]!.answer(refused(401, 'Signed out.'));
    outbox.open('aisling');
    expect([sent(), told]).toEqual([['a'], ['a sending', 'a sending']]);
    outbox.close();
    outbox.open('lena');
    expect(sent()).toEqual(['a', 'a']);
  });

  it('that were discarded are not sent any more', async () => {
    const { outbox, calls, sent, kept } = outboxWith();
    outbox.put(message('a'));
    outbox.put(message('b'));
    outbox.discard('b');
    await calls[0]!.answer(ASSURED);
    expect(sent()).toEqual(['a']);
    expect(kept.kept.size).toBe(0);
  });

  it.each(['{', '{}', '[null, 1, {"clientId": "a"}]'])('kept as %j by other hands are none', (text) => {
    const kept = storage();
    kept.setItem('rapport.unsent.lena', text);
    expect(readKept('lena', kept)).toEqual([]);
  });

  it('keep their files', () => {
    const kept = storage();
    const files: KeptMessage = { ...message('a'), attachments: [{ contentType: 'image/png' }] };
    keepMessages('lena', [files], kept);
    expect(readKept('lena', kept)).toEqual([files]);
  });
});

it('colleagues who are there come first, among them the least busy', () => {
  const colleague = (name: string, presence: ColleagueView['presence'], load: number, capacity = 4) =>
    ({ id: name, name, presence, load, capacity, skills: [], languages: [] }) satisfies ColleagueView;
  const order = byReadiness([
    colleague('Offline', 'offline', 0),
    colleague('Away', 'away', 0),
    colleague('Full', 'online', 2, 2),
    colleague('Busy', 'busy', 0),
    colleague('Half', 'online', 2),
    colleague('Free', 'online', 0),
    colleague('Also free', 'online', 0),
  ]);
  expect(order.map(({ name }) => name)).toEqual([
    'Also free',
    'Free',
    'Half',
    'Full',
    'Busy',
    'Away',
    'Offline',
  ]);
});

it('a conversation is put aside for a while, or until the morning after', () => {
  const now = new Date(2026, 10, 30, 23, 30);
  expect(snoozeChoices(now).map(({ until }) => until)).toEqual([
    new Date(2026, 10, 30, 23, 45),
    new Date(2026, 11, 1, 0, 30),
    new Date(2026, 11, 1, 2, 30),
    new Date(2026, 11, 1, 9, 0),
  ]);
});

it.each([
  ['/files/a.png', true],
  ['https://desk.example/files/a.png', true],
  ['https://elsewhere.example/a.png', false],
  ['//elsewhere.example/a.png', false],
  ['data:image/png;base64,AAAA', false],
])('%s is on our own server: %s', (address, ours) => {
  expect(isOurs(address, 'https://desk.example')).toBe(ours);
});
