// The decision: a rule table around each threshold, and what no threshold can break.

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { parse } from 'yaml';
import type { LevelNumber } from '../data/customer.js';
import type { DecisionKind } from '../data/decision.js';
import type { AgentId } from '../data/ids.js';
import {
  ANGERS,
  type Decision,
  decide,
  type Facts,
  lintThresholds,
  type Meaning,
  meaningOf,
  PERSON_RULES,
  reasonForAgent,
  type Thresholds,
  thresholdsFor,
  thresholdsSchema,
} from '../escalation/index.js';
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
    ['perhaps another subject', { openDialog: words, confidence: 0.39 }, 'continue-dialog'],
    ['surely another subject', { openDialog: words, confidence: 0.4 }, 'start-dialog'],
  ])('%s', (_, changes, outcome) => {
    expect(inShort(decided(changes))).toBe(outcome);
  });

  test('cancelling says that it is not for the slot', () => {
    expect(decided({ openDialog: filled, meaning: { kind: 'cancel' } })).toMatchObject({ control: 'cancel' });
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

// --- What no threshold can break.

const share = fc.double({ min: 0, max: 1, noNaN: true });
const anger = fc.constantFrom(...ANGERS);
const candidate = fc.record({
  title: fc.string(),
  target: fc.constantFrom('intent:order-status', 'intent:recommend', 'answer:k#1', 'nonsense'),
  score: share,
});
const meaning: fc.Arbitrary<Meaning> = fc.oneof(
  fc.record({
    kind: fc.constant('intent' as const),
    intent: fc.constantFrom('order-status', 'late-delivery', 'complaint', 'recommend', 'return-item'),
  }),
  fc.record({ kind: fc.constant('answer' as const), entryId: fc.constant('k#1') }),
  fc.record({ kind: fc.constant('ambiguous' as const), candidates: fc.array(candidate, { maxLength: 3 }) }),
  fc.record({
    kind: fc.constantFrom(
      'out-of-scope',
      'missed',
      'affirm',
      'deny',
      'cancel',
      'start-over',
      'wish-for-person',
    ),
  }),
  fc.record({
    kind: fc.constant('small-talk' as const),
    talk: fc.constantFrom('greeting', 'thanks', 'help'),
  }),
  fc.record({
    kind: fc.constant('wordless' as const),
    reaction: fc.constantFrom('none', 'positive', 'negative'),
  }),
  fc.record({ kind: fc.constant('too-long' as const), length: fc.nat() }),
) as fc.Arbitrary<Meaning>;
const level = fc.integer({ min: 0, max: 6 }) as fc.Arbitrary<LevelNumber>;
const facts: fc.Arbitrary<Facts> = fc.record(
  {
    now: fc.constant(now),
    meaning,
    confidence: share,
    evidence: fc.array(candidate, { maxLength: 4 }),
    anger,
    languageServed: fc.boolean(),
    kind: fc.constantFrom('guest', 'known'),
    level,
    consent: fc.constantFrom('open', 'declined'),
    lateOrders: fc.nat(4),
    valueAtStake: fc.nat(1000),
    failures: fc.nat(5),
    repeated: fc.integer({ min: 1, max: 4 }),
    openDialog: fc.record({
      id: fc.constantFrom('return-item', 'order-status'),
      accepts: fc.constantFrom('filled', 'refused', 'not-filled', 'free-text'),
    }),
    settled: fc.record({
      rule: fc.constantFrom(...PERSON_RULES),
      until: fc.constantFrom('2026-03-10T08:00:00.000Z', '2026-03-10T10:00:00.000Z'),
    }),
    messagesSinceDeclinedOffer: fc.integer({ min: 1, max: 5 }),
    openHandoff: fc.boolean(),
    desk: fc.record(
      { open: fc.boolean(), anyoneOnline: fc.boolean(), dedicated: fc.constant(lena) },
      { requiredKeys: ['open', 'anyoneOnline'] },
    ),
  },
  {
    requiredKeys: [
      'now',
      'meaning',
      'confidence',
      'evidence',
      'anger',
      'languageServed',
      'kind',
      'level',
      'consent',
      'lateOrders',
      'failures',
      'repeated',
      'openHandoff',
      'desk',
    ],
  },
);
const counted = fc.oneof(fc.integer({ min: 1, max: 5 }), fc.constant('never' as const));
const mood = fc.constantFrom('annoyed', 'angry', 'furious', 'never');
const perLevel = {
  failed_answers: counted,
  repeated_question: counted,
  anger: mood,
  offer_anger: mood,
  late_deliveries: counted,
  value_at_stake: fc.oneof(fc.nat(1000), fc.constant('never' as const)),
  offer_value_at_stake: fc.oneof(fc.nat(1000), fc.constant('never' as const)),
  offer_cooldown: fc.nat(4),
  route: fc.constantFrom('dedicated', 'pool'),
};
const thresholds: fc.Arbitrary<Thresholds> = fc
  .tuple(
    share,
    share,
    fc.record(perLevel),
    fc.record(perLevel, { requiredKeys: [] }),
    fc.record(perLevel, { requiredKeys: [] }),
  )
  .map(([clarify_below, answer_above, defaults, two, five]) =>
    thresholdsSchema.parse({
      version: 7,
      defaults: { ...demo.defaults, ...defaults, clarify_below, answer_above },
      levels: { 2: two, 5: five },
    }),
  );

describe('whatever the facts and the thresholds', () => {
  test('a wish for a person is always honoured, also with a declined relationship and in any task', () => {
    fc.assert(
      fc.property(facts, thresholds, (some, limits) => {
        const decision = decide({ ...some, meaning: { kind: 'wish-for-person' } }, limits);
        expect(decision).toMatchObject({ kind: 'escalate', rule: 'wish-for-person' });
      }),
    );
  });

  test('the same facts, also after being stored, give the same decision', () => {
    fc.assert(
      fc.property(facts, thresholds, (some, limits) => {
        expect(decide(JSON.parse(JSON.stringify(some)), limits)).toEqual(decide(some, limits));
      }),
    );
  });

  test('declining the relationship, or any level, changes nothing of what the bot itself does', () => {
    fc.assert(
      fc.property(facts, level, thresholds, (some, other, limits) => {
        const open = service(decide({ ...some, consent: 'open' }, limits));
        const changed = [
          decide({ ...some, consent: 'declined' }, limits),
          decide({ ...some, level: other }, limits),
        ];
        for (const decision of changed.map(service)) if (open && decision) expect(decision).toEqual(open);
      }),
    );
  });

  test('a declined relationship is never passed to the dedicated agent, and nobody is who has none', () => {
    fc.assert(
      fc.property(facts, thresholds, (some, limits) => {
        const decision = decide(some, limits);
        if (decision.kind !== 'escalate' || decision.route !== 'dedicated') return;
        expect(some.consent).toBe('open');
        expect(some.desk.dedicated).toBeDefined();
      }),
    );
  });

  test('no decision names an agent', () => {
    fc.assert(
      fc.property(facts, thresholds, (some, limits) => {
        expect(JSON.stringify(decide(some, limits))).not.toMatch(/lena/i);
      }),
    );
  });

  test('a settled rule and an open handoff open no handoff', () => {
    fc.assert(
      fc.property(facts, thresholds, (some, limits) => {
        const decision = decide(some, limits);
        if (decision.kind !== 'escalate' || decision.rule === 'wish-for-person') return;
        expect(some.openHandoff).toBe(false);
        if (some.settled?.rule === decision.rule) expect(some.settled.until <= some.now).toBe(true);
      }),
    );
  });

  test.each([
    ['failed_answers', 'failed-answers', [1, 2, 3, 4, 5, 'never']],
    ['repeated_question', 'repeated-question', [1, 2, 3, 4, 'never']],
    ['late_deliveries', 'late-deliveries', [1, 2, 3, 4, 'never']],
    ['value_at_stake', 'value-at-stake', [0, 100, 500, 900, 'never']],
    ['anger', 'anger', ['annoyed', 'angry', 'furious', 'never']],
  ] as const)('raising %s never calls or offers a person more often for it', (name, rule, steps) => {
    const offering = name === 'failed_answers' || name === 'repeated_question';
    fc.assert(
      fc.property(facts, thresholds, (some, limits) => {
        const fired = steps.map((step) => {
          const raised = thresholdsSchema.parse({
            ...limits,
            defaults: { ...limits.defaults, [name]: step },
            levels: {},
          });
          const decision = decide(some, raised);
          return (
            decision.kind === (offering ? 'offer-person' : 'escalate') &&
            'rule' in decision &&
            decision.rule === rule
          );
        });
        // Once quiet, quiet at every higher step.
        expect(fired).toEqual(fired.toSorted((a, b) => Number(b) - Number(a)));
      }),
      { numRuns: 300 },
    );
  });
});

/** What the bot does by itself; `undefined` where a person comes instead. */
function service(decision: Decision): Omit<Decision, 'reason'> | undefined {
  if (decision.kind === 'escalate') return undefined;
  if (decision.kind === 'offer-person') return decision.also && service(decision.also);
  const { reason: _, ...act } = decision;
  return act;
}

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
    ['a dedicated agent for strangers', { route: 'dedicated' }, /Level 0: route dedicated never/],
    [
      'a promise shorter than the queue',
      { promise_minutes: 1, patience_seconds: { dedicated: 30, deputy: 20, previous: 10, pool: 9 } },
      /before the pool add up to/,
    ],
  ])('%s is reported once', (_, changes, doubt) => {
    const found = lintThresholds({ ...demo, defaults: { ...demo.defaults, ...changes } });
    expect(found.filter((line) => doubt.test(line))).toHaveLength(1);
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
    fc.assert(
      fc.property(meaning, (some) => {
        expect(meaningOf({ ...some, text: 'x' } as Meaning & { text: string })).toEqual(some);
      }),
    );
  });
});
