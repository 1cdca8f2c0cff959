// The bot's part of a conversation in a few lines: rows of what was said and decided, and the points that come of it.

import { describe, expect, test } from 'vitest';
import type { ActivityContent, Speaker, TranscriptEntry } from '../data/conversation.js';
import type { DecisionKind } from '../data/decision.js';
import type { ActivityId, AgentId, HandoffId } from '../data/ids.js';
import { summaryOf } from '../handoff/summary.js';

const H1 = 'h-1' as HandoffId;
const numbersIn = (text: string) => (text.match(/\b1\d{4}\b/g) ?? []).map((number) => `order ${number}`);

type Line = Omit<TranscriptEntry, 'id' | 'sequence' | 'at'>;

const line = (
  from: Speaker,
  activity: Partial<ActivityContent>,
  decision?: TranscriptEntry['decision'],
): Line => ({
  from,
  activity: { type: 'message', ...activity },
  ...(decision ? { decision } : {}),
});
const customer = (text: string, kind?: DecisionKind, facts: unknown = {}) =>
  line(
    { role: 'customer' },
    { text },
    kind && {
      kind,
      at: '2026-11-18T11:00:00.000Z',
      reason: { rule: 'served', value: true, thresholdsVersion: 1 },
      facts,
    },
  );
const bot = (text: string) => line({ role: 'bot' }, { text });
const agent = (text: string) => line({ role: 'agent', agentId: 'a' as AgentId, name: 'Lena' }, { text });
const mark = (name: string, value: object) => line({ role: 'system' }, { type: 'event', name, value });
const opened = (handoff = H1) => mark('handoff.initiate', { handoff });
const accepted = (handoff = H1) => mark('handoff.status', { handoff, state: 'accepted' });
const ended = (handoff: HandoffId) =>
  mark('handoff.status', { handoff, state: 'completed', outcome: 'returned' });

const numbered = (lines: readonly Line[]): readonly TranscriptEntry[] =>
  lines.map((each, at) => ({
    ...each,
    id: `e-${at + 1}` as ActivityId,
    sequence: at + 1,
    at: '2026-11-18T11:00:00.000Z',
  }));
const summary = (...lines: readonly Line[]) => summaryOf(numbered(lines), H1, numbersIn);
const points = (...lines: readonly Line[]) =>
  summary(...lines)?.points.map(({ kind, text, sequence }) => `${sequence} ${kind}: ${text}`);

const ANSWER = { meaning: { kind: 'answer' } };

describe('what the bot did about a message', () => {
  test.each<[string, DecisionKind, unknown, readonly string[]]>([
    ['answered', 'answer', ANSWER, ['1 asked: words', '2 tried: reply']],
    ['small talk', 'answer', { meaning: { kind: 'small-talk' } }, []],
    ['a task begun', 'start-dialog', {}, ['1 asked: words', '2 tried: reply']],
    ['recommended', 'recommend', {}, ['1 asked: words', '2 tried: reply']],
    ['asked which', 'clarify', {}, ['1 asked: words', '2 tried: reply']],
    ['a task went on', 'continue-dialog', { failures: 0 }, ['2 tried: reply']],
    ['a task did not take it', 'continue-dialog', { failures: 1 }, ['1 failed: words']],
    ['not understood', 'decline', { failures: 1 }, ['1 failed: words']],
    ['a person offered after a failure', 'offer-person', { failures: 3 }, ['1 failed: words']],
    [
      'a person offered beside an answer',
      'offer-person',
      { failures: 0 },
      ['1 asked: words', '2 tried: reply'],
    ],
    ['passed on', 'escalate', {}, ['1 asked: words']],
    ['facts of an older version', 'start-dialog', undefined, ['1 asked: words', '2 tried: reply']],
  ])('%s', (_name, kind, facts, expected) => {
    expect(points(customer('words', kind, facts), bot('reply'))).toEqual(expected);
  });

  test('the last word of a task stands for it, with its own place', () => {
    expect(
      points(
        customer('return my lamp', 'start-dialog'),
        bot('Why?'),
        customer('broken', 'continue-dialog', { failures: 0 }),
        bot('Shall I?'),
        customer('yes', 'continue-dialog', { failures: 0 }),
        bot('Done. Your return number is R-1.'),
      ),
    ).toEqual(['1 asked: return my lamp', '6 tried: Done. Your return number is R-1.']);
  });

  test('of several replies in a row the last', () => {
    expect(
      points(customer('hours?', 'answer', ANSWER), bot('We open at nine.'), bot('Back to your return:')),
    ).toEqual(['1 asked: hours?', '3 tried: Back to your return:']);
  });

  test.each([
    ['no', []],
    ['yes, please', []],
    ['please write to me', ['1 asked: please write to me']],
  ])('%j, about which nothing was decided', (text, expected) => {
    expect(points(customer(text), bot('All right.'))).toEqual(expected);
  });

  test('a file without words is its name', () => {
    expect(
      points(
        line(
          { role: 'customer' },
          { text: '', attachments: [{ contentType: 'image/png', name: 'lamp.png' }] },
        ),
        bot('Hm.'),
      ),
    ).toEqual(['1 asked: lamp.png']);
  });
});

describe('the lines that it stands for', () => {
  const asked = customer('where is it', 'start-dialog');

  test('end where a person took it, though the bot went on while the customer waited', () => {
    const told = summary(
      bot('Hello'),
      asked,
      bot('On its way'),
      opened(),
      bot('By 11:15'),
      accepted(),
      bot('Lena is here'),
      agent('Hi'),
      customer('hi'),
    );
    expect([told?.from, told?.to]).toEqual([1, 5]);
  });

  test('begin after the handoff before', () => {
    const before = 'h-0' as HandoffId;
    const told = summary(
      asked,
      bot('1'),
      opened(before),
      accepted(before),
      agent('Hi'),
      ended(before),
      bot('Back'),
      customer('and the rug', 'start-dialog'),
      bot('2'),
      opened(),
    );
    expect([told?.from, told?.to]).toEqual([7, 9]);
    expect(told?.points.map(({ text }) => text)).toEqual(['and the rug', '2']);
  });

  test('are all so far while nobody took it', () => {
    expect(summary(asked, bot('1'), opened(), bot('2'), customer('still there?'))).toMatchObject({
      from: 1,
      to: 5,
    });
  });

  test('a second owner does not make them longer', () => {
    const told = summary(asked, bot('1'), opened(), accepted(), agent('Hi'), accepted(), agent('Me now'));
    expect([told?.from, told?.to]).toEqual([1, 2]);
  });

  test('without a word of the bot there are none', () => {
    expect(summary(asked, opened(), accepted(), bot('Lena is here'))).toBeUndefined();
  });
});

describe('mood', () => {
  const said = (anger: string, text = anger) => customer(text, 'decline', { anger });
  test.each([
    [['calm', 'calm'], []],
    [['annoyed'], ['1 mood: annoyed: “annoyed”']],
    [['annoyed', 'annoyed', 'calm'], ['1 mood: annoyed: “annoyed”']],
    [['angry', 'annoyed'], ['1 mood: angry: “angry”']],
    [
      ['annoyed', 'angry', 'furious'],
      ['2 mood: angry: “angry”', '3 mood: furious: “furious”'],
    ],
    [['unheard of'], []],
  ])('%j', (angers, expected) => {
    const told = points(...angers.map((anger) => said(anger)), bot('Sorry'));
    expect(told?.filter((point) => point.includes(' mood: '))).toEqual(expected);
  });
});

describe('how much of it', () => {
  test.each([
    ['asked', 5, (n: number) => [customer(`q${n}`, 'escalate')]],
    ['failed', 4, (n: number) => [customer(`q${n}`, 'decline')]],
    [
      'tried',
      5,
      (n: number) => [customer('', 'start-dialog'), customer(`q${n}`, 'start-dialog'), bot(`r${n}`)],
    ],
    ['mentioned', 6, (n: number) => [customer(`1000${n}`, 'decline')]],
  ] as const)('of %s the newest %i', (kind, most, make) => {
    const told = summary(bot('Hello'), ...Array.from({ length: most + 1 }, (_, n) => make(n)).flat());
    const texts = told?.points.filter((point) => point.kind === kind).map(({ text }) => text) ?? [];
    expect(texts).toHaveLength(most);
    expect(texts.at(-1)).toContain(String(most));
    expect(texts[0]).toContain('1');
  });

  test.each([
    [29, ['order 10302']],
    [30, []],
  ])('of things named %i messages ago: %j', (ago, expected) => {
    const since = Array.from({ length: ago }, (_, n) => customer(`q${n}`, 'decline'));
    const told = summary(bot('Hello'), customer('10302', 'decline'), ...since);
    expect(told?.points.flatMap(({ kind, text }) => (kind === 'mentioned' ? [text] : []))).toEqual(expected);
  });

  test('what is named twice is mentioned once, where it was named first', () => {
    expect(
      points(customer('10302?', 'decline'), customer('10302 and 10307', 'decline'), bot('Hm'))?.slice(2),
    ).toEqual(['1 mentioned: order 10302', '2 mentioned: order 10307']);
  });

  test.each([
    [160, false],
    [161, true],
  ])('a text of %i characters is cut: %s', (length, cut) => {
    const text = `${'word '.repeat(40)}`.slice(0, length - 1).padEnd(length, 'x');
    const [point] = summary(customer(text, 'escalate'), bot('Hm'))?.points ?? [];
    expect(point?.text.endsWith('…')).toBe(cut);
    expect(text.startsWith(point?.text.replace('…', '') ?? 'none')).toBe(true);
  });
});
