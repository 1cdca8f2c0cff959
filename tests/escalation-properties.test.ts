// What no threshold can break, for any facts and any thresholds.

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { LevelNumber } from '../data/customer.js';
import type { AgentId } from '../data/ids.js';
import {
  ANGERS,
  accept,
  type Decision,
  decide,
  type Facts,
  type Meaning,
  meaningOf,
  PERSON_RULES,
  type Thresholds,
  thresholdsSchema,
} from '../escalation/index.js';

const demo = thresholdsSchema.parse(parse(readFileSync('data/business/thresholds.yaml', 'utf8')));
const lena = { agentId: 'a-lena' as AgentId, name: 'Lena Okafor', online: true };
const now = '2026-03-10T09:00:00.000Z';

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
    lateOrderAges: fc.array(fc.nat(120), { maxLength: 4 }),
    daysLate: fc.integer({ min: 1, max: 20 }),
    openComplaints: fc.nat(2),
    topics: fc.subarray(['safety', 'trade', 'gone']),
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
      {
        open: fc.boolean(),
        anyoneOnline: fc.boolean(),
        time: fc.constantFrom('03:00', '12:00', '23:00'),
        freePlaces: fc.nat(2),
        dedicated: fc.constant(lena),
      },
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
  offer_below: fc.oneof(share, fc.constant('never' as const)),
  late_within_days: fc.integer({ min: 1, max: 120 }),
  days_late: counted,
  offer_days_late: counted,
  open_complaint: fc.constantFrom('call', 'offer', 'never'),
  trouble_signs: counted,
  offer_trouble_signs: counted,
  quiet_hours: fc.constantFrom('never', '22:00-07:00', '11:00-13:00'),
  when_closed: fc.constantFrom('message', 'nothing'),
  when_full: fc.constantFrom('queue', 'offer', 'nothing'),
  offer_cooldown: fc.nat(4),
  route: fc.constantFrom('dedicated', 'pool'),
};
const thresholds: fc.Arbitrary<Thresholds> = fc
  .tuple(
    share,
    share,
    share,
    fc.record(perLevel),
    fc.record(perLevel, { requiredKeys: [] }),
    fc.record(perLevel, { requiredKeys: [] }),
    fc.record(perLevel, { requiredKeys: [] }),
    fc.record({ ...perLevel, person: fc.constantFrom('call', 'offer', 'never') }, { requiredKeys: [] }),
  )
  .map(([clarify_below, answer_above, change_above, defaults, two, five, dear, topic]) =>
    thresholdsSchema.parse({
      version: 7,
      defaults: { ...demo.defaults, ...defaults, clarify_below, answer_above, change_above },
      levels: { 2: two, 5: five },
      order_values: [{ from: 400, ...dear }],
      topics: { safety: { words: ['fire'], person: 'call' }, trade: { intents: ['complaint'], ...topic } },
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

  test('an accepted offer is a wish, and says what it was offered for', () => {
    fc.assert(
      fc.property(facts, thresholds, fc.constantFrom(...PERSON_RULES), (some, limits, rule) => {
        const decision = accept(rule, some, limits);
        expect(decision).toMatchObject({ kind: 'escalate', rule: 'wish-for-person', reason: { rule } });
      }),
    );
  });

  test('nothing is promised that is not there: a person only while the desk is open, an agent only to whom one is given', () => {
    fc.assert(
      fc.property(facts, thresholds, (some, limits) => {
        const decision = decide(some, limits);
        if (decision.kind !== 'escalate' && decision.kind !== 'offer-person') return;
        expect(decision.reach).toBe(some.desk.open ? 'person' : 'message');
        if (decision.kind === 'escalate' && decision.route === 'dedicated') expect(some.desk.open).toBe(true);
      }),
    );
  });

  test('a safety matter reaches a person at any hour, unless one has it already or has just had it', () => {
    fc.assert(
      fc.property(facts, thresholds, (some, limits) => {
        const decision = decide({ ...some, topics: ['safety'] }, limits);
        const way = ['cancel', 'start-over', 'wish-for-person'].includes(some.meaning.kind);
        if (way || some.openHandoff || some.settled?.rule === 'sensitive-topic') return;
        expect(decision).toMatchObject({ kind: 'escalate', rule: 'sensitive-topic' });
      }),
    );
  });

  test('quiet hours, a closed and a full desk only ever hold back', () => {
    fc.assert(
      fc.property(facts, thresholds, (some, limits) => {
        const free = decide(
          some,
          everywhere(limits, { quiet_hours: 'never', when_closed: 'message', when_full: 'queue' }),
        );
        const held = decide(some, limits);
        if (held.kind === 'escalate') expect(free.kind).toBe('escalate');
        if (held.kind === 'offer-person') expect(['offer-person', 'escalate']).toContain(free.kind);
      }),
    );
  });

  test.each([
    ['failed_answers', 'failed-answers', [1, 2, 3, 4, 5, 'never']],
    ['repeated_question', 'repeated-question', [1, 2, 3, 4, 'never']],
    ['late_deliveries', 'late-deliveries', [1, 2, 3, 4, 'never']],
    ['late_within_days', 'late-deliveries', [120, 90, 60, 30, 1]],
    ['days_late', 'days-late', [1, 5, 10, 20, 'never']],
    ['offer_days_late', 'days-late', [1, 5, 10, 20, 'never']],
    ['open_complaint', 'open-complaint', ['call', 'offer', 'never']],
    ['trouble_signs', 'trouble', [1, 2, 3, 4, 'never']],
    ['offer_trouble_signs', 'trouble', [1, 2, 3, 4, 'never']],
    ['value_at_stake', 'value-at-stake', [0, 100, 500, 900, 'never']],
    ['offer_value_at_stake', 'value-at-stake', [0, 100, 500, 900, 'never']],
    ['anger', 'anger', ['annoyed', 'angry', 'furious', 'never']],
    ['offer_anger', 'anger', ['annoyed', 'angry', 'furious', 'never']],
    // Below it a person is offered, so what is stricter is less.
    ['offer_below', 'low-confidence', [1, 0.7, 0.3, 0, 'never']],
  ] as const)('making %s stricter never calls or offers a person more often for it', (name, rule, steps) => {
    const offering = ['failed_answers', 'repeated_question'].includes(name) || name.startsWith('offer_');
    fc.assert(
      fc.property(facts, thresholds, (some, limits) => {
        const fired = steps.map((step) => {
          const decision = decide(some, everywhere(limits, { [name]: step }));
          return (
            decision.kind === (offering ? 'offer-person' : 'escalate') &&
            'rule' in decision &&
            decision.rule === rule
          );
        });
        // Once quiet, quiet at every stricter step.
        expect(fired).toEqual(fired.toSorted((a, b) => Number(b) - Number(a)));
      }),
      { numRuns: 300 },
    );
  });

  test('facts keep the meaning without the words', () => {
    fc.assert(
      fc.property(meaning, (some) => {
        expect(meaningOf({ ...some, text: 'x' } as Meaning & { text: string })).toEqual(some);
      }),
    );
  });
});

/** The same thresholds with some of them at the same value in every layer. */
function everywhere(limits: Thresholds, rules: object): Thresholds {
  return thresholdsSchema.parse({
    ...limits,
    defaults: { ...limits.defaults, ...rules },
    levels: Object.fromEntries(
      Object.entries(limits.levels).map(([level, own]) => [level, { ...own, ...rules }]),
    ),
    order_values: limits.order_values.map((own) => ({ ...own, ...rules })),
    topics: Object.fromEntries(
      Object.entries(limits.topics).map(([topic, own]) => [topic, { ...own, ...rules }]),
    ),
  });
}

/** What the bot does by itself; `undefined` where a person comes instead. */
function service(decision: Decision): Omit<Decision, 'reason'> | undefined {
  if (decision.kind === 'escalate') return undefined;
  if (decision.kind === 'offer-person') return decision.also && service(decision.also);
  const { reason: _, ...act } = decision;
  return act;
}
