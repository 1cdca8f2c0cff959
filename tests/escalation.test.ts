// The decision: a rule table around each threshold. What no threshold can break is in escalation-properties.test.ts.

import { readFileSync } from 'node:fs';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { parse } from 'yaml';
import { faultInWords } from '../data/business-faults.js';
import type { DecisionKind, DecisionReason } from '../data/decision.js';
import type { AgentId } from '../data/ids.js';
import {
  accept,
  auditLine,
  type Decision,
  decide,
  type Facts,
  lintThresholds,
  type Meaning,
  meaningOf,
  PERSON_RULES,
  reasonForAgent,
  type Surroundings,
  type Thresholds,
  thresholdsFor,
  thresholdsSchema,
  topicsIn,
} from '../escalation/index.js';
import { doubtsInWords, readThresholds } from '../service/load-thresholds.js';
import type { Understanding } from '../understanding/understanding.js';

const demo = thresholdsSchema.parse(parse(readFileSync('data/business/thresholds.yaml', 'utf8')));
const lena = { agentId: 'a-lena' as AgentId, name: 'Lena Okafor', online: true };
const now = '2026-03-10T09:00:00.000Z';

const calm: Facts = {
  now,
  meaning: { kind: 'intent', intent: 'order-status' },
  confidence: 0.9,
  evidence: [],
  anger: 'calm',
  languageServed: true,
  kind: 'known',
  level: 2,
  consent: 'open',
  lateOrders: 0,
  failures: 0,
  repeated: 1,
  openHandoff: false,
  desk: { open: true, anyoneOnline: true, dedicated: lena },
};
const decided = (changes: Partial<Facts>, thresholds = demo) => decide({ ...calm, ...changes }, thresholds);
const intent = (name: string): Meaning => ({ kind: 'intent', intent: name });
const lost: Meaning = { kind: 'out-of-scope' };

/** `offer anger + start-dialog`, `escalate anger to dedicated`, `answer`. */
function inShort(decision: Decision): string {
  if (decision.kind === 'escalate') return `escalate ${decision.rule} to ${decision.route}`;
  if (decision.kind === 'offer-person')
    return `offer ${decision.rule}${decision.also ? ` + ${decision.also.kind}` : ''}`;
  if (decision.kind === 'decline') return `decline ${decision.why}`;
  return decision.kind;
}

describe('around each threshold', () => {
  test.each<[string, Partial<Facts>, string]>([
    ['level 2, 2 failures', { failures: 2, meaning: lost }, 'decline out-of-scope'],
    ['level 2, 3 failures', { failures: 3, meaning: lost }, 'offer failed-answers'],
    ['level 2, 4 failures', { failures: 4, meaning: lost }, 'offer failed-answers'],
    ['level 4, 1 failure', { level: 4, failures: 1, meaning: lost }, 'decline out-of-scope'],
    ['level 4, 2 failures', { level: 4, failures: 2, meaning: lost }, 'offer failed-answers'],
    ['level 2, annoyed', { anger: 'annoyed' }, 'start-dialog'],
    ['level 2, angry', { anger: 'angry' }, 'offer anger + start-dialog'],
    ['level 2, furious', { anger: 'furious' }, 'escalate anger to pool'],
    ['level 3, angry', { level: 3, anger: 'angry' }, 'offer anger + start-dialog'],
    ['level 4, calm', { level: 4 }, 'start-dialog'],
    ['level 4, annoyed', { level: 4, anger: 'annoyed' }, 'offer anger + start-dialog'],
    ['level 4, angry', { level: 4, anger: 'angry' }, 'escalate anger to dedicated'],
    ['level 6, furious', { level: 6, anger: 'furious' }, 'escalate anger to dedicated'],
    [
      'level 5, 1 late, says so',
      { level: 5, lateOrders: 1, meaning: intent('late-delivery') },
      'start-dialog',
    ],
    [
      'level 5, 2 late, says so',
      { level: 5, lateOrders: 2, meaning: intent('late-delivery') },
      'escalate late-deliveries to dedicated',
    ],
    [
      'level 5, 2 late, annoyed',
      { level: 5, lateOrders: 2, anger: 'annoyed' },
      'escalate late-deliveries to dedicated',
    ],
    ['level 5, 2 late, calm about something else', { level: 5, lateOrders: 2 }, 'start-dialog'],
    [
      'level 3, 5 late, says so',
      { level: 3, lateOrders: 5, meaning: intent('late-delivery') },
      'start-dialog',
    ],
    ['asked once', { repeated: 1 }, 'start-dialog'],
    ['asked twice', { repeated: 2 }, 'offer repeated-question + start-dialog'],
    [
      'level 2, complaint worth 299.99',
      { meaning: intent('complaint'), valueAtStake: 299.99 },
      'start-dialog',
    ],
    [
      'level 2, complaint worth 300',
      { meaning: intent('complaint'), valueAtStake: 300 },
      'offer value-at-stake + start-dialog',
    ],
    [
      'level 4, complaint worth 99',
      { level: 4, meaning: intent('complaint'), valueAtStake: 99 },
      'start-dialog',
    ],
    [
      'level 4, complaint worth 100',
      { level: 4, meaning: intent('complaint'), valueAtStake: 100 },
      'offer value-at-stake + start-dialog',
    ],
    [
      'level 4, complaint worth 300',
      { level: 4, meaning: intent('complaint'), valueAtStake: 300 },
      'escalate value-at-stake to dedicated',
    ],
    ['level 4, a question about 900', { level: 4, valueAtStake: 900 }, 'start-dialog'],
    ['offer declined, 3 messages ago', { anger: 'angry', messagesSinceDeclinedOffer: 3 }, 'start-dialog'],
    [
      'offer declined, 4 messages ago',
      { anger: 'angry', messagesSinceDeclinedOffer: 4 },
      'offer anger + start-dialog',
    ],
    [
      'furious after a declined offer',
      { anger: 'furious', messagesSinceDeclinedOffer: 1 },
      'escalate anger to pool',
    ],
    [
      'settled until now',
      { anger: 'furious', settled: { rule: 'anger', until: now } },
      'escalate anger to pool',
    ],
    [
      'settled a while longer',
      { anger: 'furious', settled: { rule: 'anger', until: '2026-03-10T09:00:00.001Z' } },
      'offer anger + start-dialog',
    ],
    [
      'another rule settled',
      { anger: 'furious', settled: { rule: 'late-deliveries', until: '2026-03-10T10:00:00.000Z' } },
      'escalate anger to pool',
    ],
    ['furious while a handoff waits', { anger: 'furious', openHandoff: true }, 'start-dialog'],
    [
      'angry at level 5, no dedicated agent',
      { level: 5, anger: 'angry', desk: { open: true, anyoneOnline: true } },
      'escalate anger to pool',
    ],
    [
      'angry at level 5, declined relationship',
      { level: 5, anger: 'angry', consent: 'declined' },
      'offer anger + start-dialog',
    ],
    [
      'furious at level 5, declined relationship',
      { level: 5, anger: 'furious', consent: 'declined' },
      'escalate anger to pool',
    ],
  ])('%s', (_, changes, outcome) => {
    expect(inShort(decided(changes))).toBe(outcome);
  });
});

describe('what the bot does by itself', () => {
  const one = { title: 'Where is my order', target: 'intent:order-status', score: 0.5 };
  const two = { title: 'How long does delivery take?', target: 'answer:delivery#how-long', score: 0.4 };
  const ambiguous: Meaning = { kind: 'ambiguous', candidates: [one, two] };
  test.each<[string, Partial<Facts>, object]>([
    ['an intent', { meaning: intent('return-item') }, { kind: 'start-dialog', intent: 'return-item' }],
    [
      'a wish for a recommendation',
      { meaning: intent('recommend') },
      { kind: 'recommend', intent: 'recommend' },
    ],
    ['a critique of one', { meaning: intent('critique') }, { kind: 'recommend', intent: 'critique' }],
    [
      'a known question',
      { meaning: { kind: 'answer', entryId: 'k#1' } },
      { kind: 'answer', answer: { kind: 'entry', entryId: 'k#1' } },
    ],
    ['confidence just enough', { confidence: 0.35, evidence: [one] }, { kind: 'start-dialog' }],
    [
      'confidence just below',
      { confidence: 0.349, evidence: [one, two] },
      { kind: 'clarify', candidates: [one, two] },
    ],
    ['unsure, nothing to ask with', { confidence: 0.1 }, { kind: 'start-dialog' }],
    ['two readings', { meaning: ambiguous, confidence: 0.39 }, { kind: 'clarify', candidates: [one, two] }],
    [
      'two readings, one sure',
      { meaning: ambiguous, confidence: 0.4 },
      { kind: 'start-dialog', intent: 'order-status' },
    ],
    [
      'small talk',
      { meaning: { kind: 'small-talk', talk: 'thanks' } },
      { kind: 'answer', answer: { kind: 'small-talk', talk: 'thanks' } },
    ],
    [
      'a yes to nothing',
      { meaning: { kind: 'affirm' } },
      { kind: 'answer', answer: { kind: 'small-talk', talk: 'acknowledge' } },
    ],
    [
      'a thumbs-up',
      { meaning: { kind: 'wordless', reaction: 'positive' } },
      { kind: 'answer', answer: { talk: 'acknowledge' } },
    ],
    [
      'a thumbs-down',
      { meaning: { kind: 'wordless', reaction: 'negative' } },
      { kind: 'decline', why: 'missed' },
    ],
    ['no words', { meaning: { kind: 'wordless', reaction: 'none' } }, { kind: 'decline', why: 'wordless' }],
    ['out of scope', { meaning: lost }, { kind: 'decline', why: 'out-of-scope' }],
    ['another language', { meaning: lost, languageServed: false }, { kind: 'decline', why: 'language' }],
    ['another language, understood all the same', { languageServed: false }, { kind: 'start-dialog' }],
    ['far too long', { meaning: { kind: 'too-long', length: 9000 } }, { kind: 'decline', why: 'too-long' }],
    ['not what I asked', { meaning: { kind: 'missed' } }, { kind: 'decline', why: 'missed' }],
    ['cancel', { meaning: { kind: 'cancel' } }, { kind: 'continue-dialog', control: 'cancel' }],
    ['start over', { meaning: { kind: 'start-over' } }, { kind: 'continue-dialog', control: 'start-over' }],
  ])('%s', (_, changes, outcome) => {
    expect(decided(changes)).toMatchObject(outcome);
  });
});

describe('in the middle of a task', () => {
  const filled = { id: 'return-item', accepts: 'filled' } as const;
  const open = { id: 'return-item', accepts: 'not-filled' } as const;
  const refused = { id: 'return-item', accepts: 'refused' } as const;
  const words = { id: 'return-item', accepts: 'free-text' } as const;
  test.each<[string, Partial<Facts>, string]>([
    ['the slot takes it', { openDialog: filled }, 'continue-dialog'],
    [
      'the slot takes it, though a change of subject is read into it',
      { openDialog: filled, meaning: intent('complaint') },
      'continue-dialog',
    ],
    ['the slot takes it, angry at level 2', { openDialog: filled, anger: 'angry' }, 'continue-dialog'],
    [
      'the slot takes it, angry at level 4',
      { openDialog: filled, anger: 'angry', level: 4 },
      'escalate anger to dedicated',
    ],
    [
      'the slot takes it, a person is wanted',
      { openDialog: filled, meaning: { kind: 'wish-for-person' } },
      'escalate wish-for-person to pool',
    ],
    ['cancel', { openDialog: filled, meaning: { kind: 'cancel' } }, 'continue-dialog'],
    ['another subject', { openDialog: open }, 'start-dialog'],
    ['a question in between', { openDialog: open, meaning: { kind: 'answer', entryId: 'k#1' } }, 'answer'],
    ['the same task again', { openDialog: open, meaning: intent('return-item') }, 'continue-dialog'],
    ['an unsure change of subject', { openDialog: open, confidence: 0.2 }, 'continue-dialog'],
    ['nonsense', { openDialog: open, meaning: lost, failures: 2 }, 'continue-dialog'],
    ['nonsense a third time', { openDialog: open, meaning: lost, failures: 3 }, 'offer failed-answers'],
    ['no such order', { openDialog: refused, failures: 2 }, 'continue-dialog'],
    ['no such order a third time', { openDialog: refused, failures: 3 }, 'offer failed-answers'],
    ['thanks', { openDialog: open, meaning: { kind: 'small-talk', talk: 'thanks' } }, 'answer'],
    ['too long', { openDialog: words, meaning: { kind: 'too-long', length: 9000 } }, 'decline too-long'],
    ['any words will do', { openDialog: words, meaning: lost }, 'continue-dialog'],
    [
      'it arrived broken',
      { openDialog: words, meaning: intent('complaint'), confidence: 0.95 },
      'continue-dialog',
    ],
    ['perhaps another subject', { openDialog: words, confidence: 0.69 }, 'continue-dialog'],
    ['surely another subject', { openDialog: words, confidence: 0.7 }, 'start-dialog'],
  ])('%s', (_, changes, outcome) => {
    expect(inShort(decided(changes))).toBe(outcome);
  });

  test.each([
    [0.59, 'continue-dialog'],
    [0.6, 'start-dialog'],
    [0.61, 'start-dialog'],
  ])('where 0.6 is sure enough, another subject at %d', (confidence, outcome) => {
    const lower = thresholdsSchema.parse({ ...demo, defaults: { ...demo.defaults, change_above: 0.6 } });
    expect(inShort(decided({ openDialog: words, confidence }, lower))).toBe(outcome);
  });

  test('a file that does not say how sure is as ever', () => {
    const { change_above: _, ...before } = demo.defaults;
    expect(thresholdsSchema.parse({ ...demo, defaults: before }).defaults.change_above).toBe(0.7);
  });

  test('cancelling says that it is not for the slot', () => {
    expect(decided({ openDialog: filled, meaning: { kind: 'cancel' } })).toMatchObject({ control: 'cancel' });
  });
});

/** The demo's thresholds with some of their values changed for everybody. */
const withRules = (rules: Partial<Thresholds['defaults']>, more: object = {}): Thresholds =>
  thresholdsSchema.parse({
    version: 1,
    defaults: {
      ...demo.defaults,
      offer_anger: 'never',
      failed_answers: 'never',
      repeated_question: 'never',
      open_complaint: 'never',
      offer_days_late: 'never',
      offer_trouble_signs: 'never',
      offer_value_at_stake: 'never',
      ...rules,
    },
    ...more,
  });

describe('around each further threshold', () => {
  const complaint = intent('complaint');
  const asked = intent('order-status');
  const late = withRules({ days_late: 14, offer_days_late: 7 });
  const window = withRules({ late_deliveries: 2, late_within_days: 60 });
  const signs = withRules({ trouble_signs: 4, offer_trouble_signs: 3 });
  const unsure = withRules({ offer_below: 0.3, clarify_below: 0.1 });
  const open = withRules({ open_complaint: 'call' });
  const openOffer = withRules({ open_complaint: 'offer' });

  test.each<[string, Thresholds, Partial<Facts>, string]>([
    ['6 days late, asked about', late, { daysLate: 6, meaning: asked }, 'start-dialog'],
    ['7 days late, asked about', late, { daysLate: 7, meaning: asked }, 'offer days-late + start-dialog'],
    ['13 days late, asked about', late, { daysLate: 13, meaning: asked }, 'offer days-late + start-dialog'],
    ['14 days late, asked about', late, { daysLate: 14, meaning: asked }, 'escalate days-late to pool'],
    [
      '15 days late, complained about',
      late,
      { daysLate: 15, meaning: complaint },
      'escalate days-late to pool',
    ],
    [
      '20 days late, calm about something else',
      late,
      { daysLate: 20, meaning: intent('opening-hours') },
      'start-dialog',
    ],
    [
      '20 days late, annoyed about something else',
      late,
      { daysLate: 20, anger: 'annoyed', meaning: intent('opening-hours') },
      'escalate days-late to pool',
    ],
    ['nothing late', late, { meaning: asked }, 'start-dialog'],

    [
      'late orders of 60 and 61 days',
      window,
      { meaning: intent('late-delivery'), lateOrders: 2, lateOrderAges: [60, 61] },
      'start-dialog',
    ],
    [
      'late orders of 60 and 59 days',
      window,
      { meaning: intent('late-delivery'), lateOrders: 2, lateOrderAges: [60, 59] },
      'escalate late-deliveries to pool',
    ],
    [
      'an older record, without ages',
      window,
      { meaning: intent('late-delivery'), lateOrders: 2 },
      'escalate late-deliveries to pool',
    ],

    ['2 signs: annoyed, late', signs, { anger: 'annoyed', lateOrders: 1 }, 'start-dialog'],
    [
      '3 signs: annoyed, late, complaint open',
      signs,
      { anger: 'annoyed', lateOrders: 1, openComplaints: 1 },
      'offer trouble + start-dialog',
    ],
    [
      '4 signs: and a failed answer',
      signs,
      { anger: 'annoyed', lateOrders: 1, openComplaints: 1, failures: 1, meaning: lost },
      'escalate trouble to pool',
    ],
    [
      '5 signs: and asked again',
      signs,
      { anger: 'annoyed', lateOrders: 1, openComplaints: 1, failures: 1, repeated: 2, meaning: lost },
      'escalate trouble to pool',
    ],
    [
      '2 signs, both of the past',
      withRules({ trouble_signs: 2 }),
      { lateOrders: 1, openComplaints: 1 },
      'start-dialog',
    ],

    ['confidence .29', unsure, { confidence: 0.29 }, 'offer low-confidence + start-dialog'],
    ['confidence .3', unsure, { confidence: 0.3 }, 'start-dialog'],
    ['confidence .31', unsure, { confidence: 0.31 }, 'start-dialog'],
    [
      'small talk of low confidence',
      unsure,
      { confidence: 0.1, meaning: { kind: 'small-talk', talk: 'thanks' } },
      'answer',
    ],

    ['no complaint open', open, { meaning: complaint, openComplaints: 0 }, 'start-dialog'],
    [
      'one open, another made',
      open,
      { meaning: complaint, openComplaints: 1 },
      'escalate open-complaint to pool',
    ],
    ['one open, annoyed', open, { anger: 'annoyed', openComplaints: 1 }, 'escalate open-complaint to pool'],
    ['one open, calm about something else', open, { openComplaints: 2 }, 'start-dialog'],
    [
      'one open, only offered',
      openOffer,
      { meaning: complaint, openComplaints: 1 },
      'offer open-complaint + start-dialog',
    ],
    ['one open, never', withRules({}), { meaning: complaint, openComplaints: 3 }, 'start-dialog'],
  ])('%s', (_, thresholds, changes, outcome) => {
    expect(inShort(decided(changes, thresholds))).toBe(outcome);
  });
});

describe('who is there', () => {
  const desk = (changes: Partial<Facts['desk']>): Partial<Facts> => ({
    anger: 'furious',
    desk: { ...calm.desk, ...changes },
  });
  const night = withRules({ quiet_hours: '22:00-07:00' });
  const lunch = withRules({ quiet_hours: '12:00-13:00' });
  const closed = withRules({ when_closed: 'nothing' });
  const full = (when_full: 'queue' | 'offer' | 'nothing') => withRules({ when_full });

  test.each<[string, Thresholds, Partial<Facts>, string]>([
    ['21:59', night, desk({ time: '21:59' }), 'escalate anger to pool'],
    ['22:00', night, desk({ time: '22:00' }), 'start-dialog'],
    ['00:00', night, desk({ time: '00:00' }), 'start-dialog'],
    ['06:59', night, desk({ time: '06:59' }), 'start-dialog'],
    ['07:00', night, desk({ time: '07:00' }), 'escalate anger to pool'],
    ['11:59', lunch, desk({ time: '11:59' }), 'escalate anger to pool'],
    ['12:00', lunch, desk({ time: '12:00' }), 'start-dialog'],
    ['13:00', lunch, desk({ time: '13:00' }), 'escalate anger to pool'],
    ['no time on record', night, desk({}), 'escalate anger to pool'],
    ['closed, a message is left', withRules({}), desk({ open: false }), 'escalate anger to pool'],
    ['closed, nothing comes of it', closed, desk({ open: false }), 'start-dialog'],
    ['open, though nothing would come of it', closed, desk({ open: true }), 'escalate anger to pool'],
    ['no place free, the queue', full('queue'), desk({ freePlaces: 0 }), 'escalate anger to pool'],
    ['no place free, an offer', full('offer'), desk({ freePlaces: 0 }), 'offer anger + start-dialog'],
    ['no place free, nothing', full('nothing'), desk({ freePlaces: 0 }), 'start-dialog'],
    ['one place free', full('nothing'), desk({ freePlaces: 1 }), 'escalate anger to pool'],
    ['places not known', full('nothing'), desk({}), 'escalate anger to pool'],
    [
      'a wish at night',
      night,
      { ...desk({ time: '23:00' }), meaning: { kind: 'wish-for-person' } },
      'escalate wish-for-person to pool',
    ],
    [
      'a sensitive topic at night',
      demoAtNight(),
      { ...desk({ time: '23:00' }), anger: 'calm', topics: ['safety'] },
      'escalate sensitive-topic to pool',
    ],
  ])('%s', (_, thresholds, changes, outcome) => {
    expect(inShort(decided(changes, thresholds))).toBe(outcome);
  });

  test('a person is told of while the desk is open, a message while it is not', () => {
    expect(decided(desk({ open: true }))).toMatchObject({ reach: 'person' });
    expect(decided(desk({ open: false }))).toMatchObject({ reach: 'message' });
    expect(decided({ ...desk({ open: false }), anger: 'angry' })).toMatchObject({
      kind: 'offer-person',
      reach: 'message',
    });
  });

  function demoAtNight(): Thresholds {
    return { ...demo, defaults: { ...demo.defaults, quiet_hours: '22:00-07:00' } };
  }
});

describe('the level, then the value of the order, then the topic', () => {
  const layered = withRules(
    { value_at_stake: 1000, failed_answers: 5 },
    {
      levels: { 4: { failed_answers: 4 } },
      order_values: [
        { from: 200, value_at_stake: 300 },
        { from: 500, value_at_stake: 'never', failed_answers: 3 },
      ],
      topics: {
        gifts: { intents: ['complaint'], failed_answers: 2 },
        trade: { words: ['wholesale'], person: 'offer' },
      },
    },
  );
  test.each<[string, Partial<Facts>, string]>([
    ['defaults: 4 failures', { failures: 4, meaning: lost }, 'decline out-of-scope'],
    ['level 4: 4 failures', { level: 4, failures: 4, meaning: lost }, 'offer failed-answers'],
    [
      'level 4 and an order of 499: 3 failures',
      { level: 4, failures: 3, meaning: lost, valueAtStake: 499 },
      'decline out-of-scope',
    ],
    [
      'level 4 and an order of 500: 3 failures',
      { level: 4, failures: 3, meaning: lost, valueAtStake: 500 },
      'offer failed-answers',
    ],
    [
      'a topic by intent: 2 failures',
      { failures: 2, meaning: intent('complaint'), valueAtStake: 500 },
      'offer failed-answers + start-dialog',
    ],
    ['a complaint worth 199', { meaning: intent('complaint'), valueAtStake: 199 }, 'start-dialog'],
    [
      'a complaint worth 300',
      { meaning: intent('complaint'), valueAtStake: 300 },
      'escalate value-at-stake to pool',
    ],
    ['a complaint worth 2000', { meaning: intent('complaint'), valueAtStake: 2000 }, 'start-dialog'],
    ['a topic by words', { topics: ['trade'] }, 'offer sensitive-topic + start-dialog'],
    ['a topic that is gone', { topics: ['weather'] }, 'start-dialog'],
  ])('%s', (_, changes, outcome) => {
    const decision = decided(changes, layered);
    expect(inShort(decision)).toBe(outcome);
  });

  test('the reason says where the threshold stood', () => {
    expect(decided({ failures: 3, meaning: lost, valueAtStake: 500 }, layered).reason).toMatchObject({
      threshold: 3,
      setBy: 'orders from 500',
    });
    expect(decided({ level: 4, failures: 4, meaning: lost }, layered).reason).toMatchObject({
      setBy: 'level',
    });
    expect(reasonForAgent(decided({ failures: 3, meaning: lost, valueAtStake: 500 }, layered).reason)).toBe(
      '3 failed answers in a row (threshold for orders from 500: 3)',
    );
  });
});

describe('a topic is found by its words', () => {
  const { topics } = demo;
  test.each<[string, readonly string[]]>([
    ['The lamp caught fire last night!', ['safety']],
    ['my son burnt his hand on the stove', ['safety']],
    ['do you sell fire pits', []],
    ['is the tent waterproof, I was hurt by the price', []],
    ['You will hear from my solicitor', ['legal']],
    ['I’ll take you to court', ['legal']],
    ['is there a shop near the tennis court', []],
    ['my husband passed away and the order was his', ['bereavement']],
    ['my mother has just died, please stop the parcel', ['bereavement']],
    ['my plant died', []],
    ['the battery of my lamp has died', []],
    ['I was charged twice', ['payment-dispute']],
    ['I didn’t authorise this', ['payment-dispute']],
    ['my solicitor says you charged me twice', ['legal', 'payment-dispute']],
    ['', []],
  ])('%s', (text, found) => {
    expect(topicsIn(text, topics)).toEqual(found);
  });

  test.each(['a', 'a/b c*', 'charged ... twice', 'didn’t'])('"%s" is a phrase', (phrase) => {
    expect(thresholdsSchema.safeParse({ ...demo, topics: { t: { words: [phrase] } } }).success).toBe(true);
  });
  test.each(['', ' ', '...', 'a ...', '/', 'a//b', 'a*b', '(a|b)', 'a  b', 'ice-cream'])(
    '"%s" is none',
    (phrase) => {
      expect(thresholdsSchema.safeParse({ ...demo, topics: { t: { words: [phrase] } } }).success).toBe(false);
    },
  );
});

describe('one reason record, three readings', () => {
  const reasonOf = (rule: string): DecisionReason => ({ rule, value: 2, threshold: 2, thresholdsVersion: 3 });
  test.each(PERSON_RULES)('%s', (rule) => {
    const texts = parse(readFileSync('data/business/texts/en.yaml', 'utf8')) as {
      why: Record<string, string>;
    };
    expect(texts.why[rule]).toMatch(/^Because /);
    expect(reasonForAgent(reasonOf(rule))).not.toContain(`${rule}:`);
    expect(auditLine({ kind: 'escalate', at: now, reason: reasonOf(rule), facts: calm })).toBe(
      `${now} escalate ${rule} 2 against 2 (defaults, thresholds 3), level 2`,
    );
  });

  test('an accepted offer says what it was offered for', () => {
    const decision = accept('failed-answers', calm, demo);
    expect(decision).toMatchObject({ kind: 'escalate', rule: 'wish-for-person', reach: 'person' });
    expect(reasonForAgent(decision.reason)).toBe('Accepted the offer of a person (failed answers)');
    expect(auditLine({ kind: 'escalate', at: now, reason: decision.reason, facts: undefined })).toBe(
      `${now} escalate failed-answers true (defaults, thresholds 1)`,
    );
  });
});

describe('the reason goes with the decision', () => {
  test.each<[Partial<Facts>, string]>([
    [{ meaning: { kind: 'wish-for-person' } }, 'Asked for a person'],
    [{ level: 4, anger: 'annoyed' }, 'Annoyed message (threshold at this level: annoyed)'],
    [
      { level: 5, lateOrders: 2, anger: 'angry' },
      '2 late deliveries in 90 days (threshold at this level: 2)',
    ],
    [{ failures: 3, meaning: lost }, '3 failed answers in a row (threshold at this level: 3)'],
    [{ repeated: 2 }, 'Asked the same 2 times (threshold at this level: 2)'],
    [
      { meaning: intent('complaint'), valueAtStake: 540 },
      'Complaint about an order worth 540 (threshold at this level: 300)',
    ],
  ])('%o', (changes, sentence) => {
    const { reason } = decided(changes);
    expect(reasonForAgent(reason)).toBe(sentence);
    expect(reason.thresholdsVersion).toBe(demo.version);
  });
});

describe('thresholds.yaml', () => {
  test('a level overrides what it names and inherits the rest', () => {
    expect(thresholdsFor(2, demo)).toMatchObject({ failed_answers: 3, route: 'pool', version: 1 });
    expect(thresholdsFor(5, demo)).toMatchObject({
      failed_answers: 2,
      route: 'dedicated',
      repeated_question: 2,
    });
    const patient = thresholdsSchema.parse({ ...demo, levels: { 5: { patience_seconds: { pool: 10 } } } });
    expect(thresholdsFor(5, patient).patience_seconds).toEqual({
      ...demo.defaults.patience_seconds,
      pool: 10,
    });
  });

  test.each<[string, object]>([
    ['an unknown key', { ...demo, speed: 1 }],
    ['an unknown threshold', { ...demo, defaults: { ...demo.defaults, angre: 'angry' } }],
    ['an unknown threshold at a level', { ...demo, levels: { 5: { angre: 'angry' } } }],
    ['an unknown level', { ...demo, levels: { 7: {} } }],
    ['a confidence by level', { ...demo, levels: { 5: { clarify_below: 0.5 } } }],
    ['a confidence above 1', { ...demo, defaults: { ...demo.defaults, clarify_below: 1.1 } }],
    ['a threshold that is always reached', { ...demo, defaults: { ...demo.defaults, failed_answers: 0 } }],
    ['calm as a mood that calls', { ...demo, defaults: { ...demo.defaults, anger: 'calm' } }],
  ])('%s is an error', (_, broken) => {
    expect(thresholdsSchema.safeParse(broken).success).toBe(false);
  });

  test('the demo business has none that never or always fires', () => {
    expect(lintThresholds(demo)).toEqual([]);
  });

  test.each<[string, Partial<Thresholds['defaults']>, RegExp]>([
    [
      'an offer at the mood that calls',
      { anger: 'angry', offer_anger: 'angry' },
      /offer_anger angry never fires/,
    ],
    [
      'an offer above the value that calls',
      { value_at_stake: 50, offer_value_at_stake: 60 },
      /offer_value_at_stake 60 never fires/,
    ],
    ['a person at the first failure', { failed_answers: 1 }, /failed_answers 1 always/],
    ['every question repeated', { repeated_question: 1 }, /repeated_question 1 always/],
    ['never asking', { clarify_below: 0 }, /clarify_below 0 never/],
    ['always taking the best', { answer_above: 0 }, /answer_above 0 always/],
    ['every word a change of subject', { change_above: 0 }, /change_above 0 always/],
    ['a dedicated agent for strangers', { route: 'dedicated' }, /Level 0: route dedicated never/],
    ['an offer as late as the call', { days_late: 4, offer_days_late: 4 }, /offer_days_late 4 never fires/],
    [
      'an offer at more signs than the call',
      { trouble_signs: 2, offer_trouble_signs: 3 },
      /offer_trouble_signs 3 never/,
    ],
    ['six signs of five', { trouble_signs: 6 }, /trouble_signs 6 never fires/],
    ['more repetitions than are remembered', { repeated_question: 7 }, /repeated_question 7 never fires/],
    ['no confidence below 0', { offer_below: 0 }, /offer_below 0 never fires/],
    ['every confidence below 1', { offer_below: 1 }, /offer_below 1 always/],
    ['quiet hours of no length', { quiet_hours: '07:00-07:00' }, /quiet_hours 07:00-07:00 never/],
    ['quiet all day', { quiet_hours: '00:00-23:59' }, /quiet_hours 00:00-23:59 always/],
    [
      'any value at stake',
      { value_at_stake: 0, offer_value_at_stake: 'never' },
      /value_at_stake 0 always calls/,
    ],
    ['any value offered for', { offer_value_at_stake: 0 }, /offer_value_at_stake 0 always offers/],
    [
      'a promise shorter than the queue',
      {
        promise_minutes: 1,
        patience_seconds: { dedicated: 30, deputy: 15, previous: 10, skilled: 5, pool: 9, offer: 9 },
      },
      /before the pool add up to/,
    ],
    [
      'an offer longer than the pool waits',
      {
        patience_seconds: { dedicated: 180, deputy: 120, previous: 120, skilled: 60, pool: 20, offer: 21 },
      },
      /offer 21 is longer than pool 20/,
    ],
    ['a head start beyond the promise', { promise_minutes: 15, priority: 16 }, /priority 16 is more than/],
    ['no way back after a silence', { nudge_minutes: 5, reopen_minutes: 0 }, /reopen_minutes 0/],
  ])('%s is reported once', (_, changes, doubt) => {
    const found = lintThresholds({ ...demo, defaults: { ...demo.defaults, ...changes } });
    expect(found.filter((line) => doubt.test(line))).toHaveLength(1);
  });
});

describe('what the file as a whole leads to', () => {
  const { clarify_below: _1, answer_above: _2, change_above: _3, ...rules } = demo.defaults;
  const off = {
    ...rules,
    ...{ failed_answers: 'never', repeated_question: 'never', anger: 'never', offer_anger: 'never' },
    ...{
      offer_days_late: 'never',
      open_complaint: 'never',
      offer_trouble_signs: 'never',
      offer_value_at_stake: 'never',
    },
  };
  const around = { agents: 2, everOpen: true, anyDedicated: true, intents: ['complaint'] };
  test.each<[string, object, Partial<Surroundings>, RegExp]>([
    [
      'a level with no way out',
      { defaults: { ...demo.defaults, ...off } },
      {},
      /^Level 0: no threshold ever calls or offers a person/,
    ],
    ['one such level', { levels: { 2: off } }, {}, /^Level 2: no threshold ever/],
    [
      'a topic without words',
      { topics: { gifts: { person: 'call' } } },
      {},
      /the topic gifts is never noticed/,
    ],
    [
      'a topic that changes nothing',
      { topics: { gifts: { words: ['gift'] } } },
      {},
      /the topic gifts changes nothing/,
    ],
    [
      'a topic of an unknown intent',
      { topics: { gifts: { person: 'call', intents: ['gift'] } } },
      {},
      /waits for "gift"/,
    ],
    [
      'a topic whose threshold never fires',
      { topics: { gifts: { words: ['gift'], offer_below: 0 } } },
      {},
      /topic gifts: offer_below 0 never/,
    ],
    [
      'a value that changes nothing',
      { order_values: [{ from: 9 }] },
      {},
      /order_values from 9 changes nothing/,
    ],
    [
      'a value twice',
      {
        order_values: [
          { from: 9, anger: 'angry' },
          { from: 9, offer_anger: 'never' },
        ],
      },
      {},
      /stands there twice/,
    ],
    ['nobody is dedicated', {}, { anyDedicated: false }, /no customer has a dedicated agent/],
    ['nobody works here', {}, { agents: 0 }, /there are no agents/],
    [
      'a desk that never opens',
      { defaults: { ...demo.defaults, when_closed: 'nothing' } },
      { everOpen: false },
      /the desk is never open/,
    ],
    [
      'a skill that nobody has',
      { topics: { repairs: { words: ['broken'], skill: 'repairs' } } },
      { skills: new Set(['orders']) },
      /asks for the skill "repairs", which no agent has/,
    ],
    [
      'conversations larger than any agent',
      { defaults: { ...demo.defaults, places: 4 } },
      { mostPlaces: 3 },
      /places is more than any agent's capacity/,
    ],
  ])('%s is reported once', (_, changes, surroundings, doubt) => {
    const thresholds = thresholdsSchema.parse({
      ...demo,
      levels: {},
      topics: {},
      order_values: [],
      ...('agents' in surroundings || 'anyDedicated' in surroundings ? demo : {}),
      ...changes,
    });
    const found = lintThresholds(thresholds, { ...around, ...surroundings });
    expect(found.filter((line) => doubt.test(line))).toHaveLength(1);
  });

  test('each doubt has its line and a remedy', () => {
    const text = readFileSync('data/business/thresholds.yaml', 'utf8').replace(
      'trouble_signs: 3\n',
      'trouble_signs: 9\n',
    );
    const read = readThresholds(text);
    if (!read.ok) throw new Error('it can be read');
    const line = text.split('\n').findIndex((words) => words.includes('trouble_signs: 9')) + 1;
    expect(doubtsInWords(read.value, text)).toEqual([
      `thresholds.yaml:${line}: level ${line < 75 ? 0 : 4}: ${line < 75 ? 'offer_' : ''}trouble_signs 9 never fires: there are 5 signs. Use at most 5, or never.`,
    ]);
  });

  test('an unknown key is told with its line, so thresholds of a newer version are too', () => {
    const read = readThresholds('version: 9\nspeed: 3\n');
    expect(read.ok ? [] : read.faults.map(faultInWords)).toContain(
      'thresholds.yaml:2: "speed" is not known here. Correct the spelling or remove it.',
    );
  });
});

describe('the contracts hold', () => {
  test('every understanding is a meaning, and every decision has a kind of the record', () => {
    expectTypeOf<Understanding>().toExtend<Meaning>();
    expectTypeOf<Decision['kind']>().toEqualTypeOf<DecisionKind>();
  });

  test('facts keep the meaning without the words', () => {
    const understood = {
      kind: 'intent',
      intent: 'return-item',
      text: 'my secret',
      language: 'en',
      confidence: 1,
    } as unknown as Understanding;
    expect(meaningOf(understood)).toEqual({ kind: 'intent', intent: 'return-item' });
  });
});
