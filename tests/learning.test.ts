// Learning from what went unanswered, told as conversations: customers ask, the business answers once, the next customer hears it.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TestQuestion } from '../data/business.js';
import type { KnowledgeVersion } from '../data/knowledge-version.js';
import { loadBusiness } from '../data/load-business.js';
import { createMemoryStores } from '../data/memory/memory-stores.js';
import type { Stores } from '../data/ports.js';
import type { Proposal } from '../data/proposal.js';
import type { Folder } from '../service/load-folder.js';
import { createUnderstander } from '../understanding/index.js';
import { createAlikeIndex, isComparable } from '../understanding/learning/alike.js';
import { chanceOf } from '../understanding/learning/checks.js';
import { newestKnowledge } from '../understanding/learning/index.js';
import { maskDetails, maskSentence } from '../understanding/learning/mask.js';
import { createWorld, type World } from './conversation.js';
import {
  AISLING,
  approve,
  LENA,
  overlapTrainer,
  overlapUnderstander,
  revisionOf,
  smallFolder,
} from './learning-world.js';
import { withTinyBusiness } from './tiny-business.js';

const LINEN = {
  question: 'How do I wash linen?',
  alternatives: ['Can linen go into the washing machine?'],
  answer: 'Wash linen at 40 °C, and iron it while it is damp.',
  title: 'Care',
};
const SOURCE = 'bot: Wash linen at 40 °C, and iron it while it is damp.\n\n*Source: Care*';

let world: World;
let folder: Folder;

/** A process on these stores, which has learnt what was approved before it began. */
async function begin(stores: Stores, hold?: () => Promise<void>): Promise<World> {
  const learnt = await newestKnowledge(stores);
  const begun = await createWorld({
    folder,
    stores,
    learnt,
    understander: await overlapUnderstander(folder, learnt),
    trainer: overlapTrainer(hold),
  });
  await begun.service.learning.start();
  return begun;
}

async function asks(id: string, ...texts: readonly string[]): Promise<readonly string[]> {
  const customer = world.customer(id);
  for (const text of texts) await customer.says(text);
  return customer.transcript();
}

async function gaps() {
  await world.service.learning.settled();
  await world.service.learning.forget();
  return world.service.learning.gaps.list();
}

describe('the whole way, with what the product really learns with', () => {
  test('three customers ask what nobody knows, Lena writes the answer, Aisling approves it, the fourth customer gets it', {
    timeout: 120_000,
  }, async () => {
    folder = await smallFolder([
      { question: 'where is my parcel', expected: 'intent:order-status', place: 'tests.yaml, test 1' },
    ]);
    const understander = createUnderstander(folder.business);
    world = await createWorld({ folder, understander });
    const { learning } = world.service;
    await learning.start();

    await asks('guest-1', 'what is the best way to wash linen');
    await asks('guest-2', 'how should linen be washed?');
    await asks('guest-3', 'can I wash linen in the machine');
    const { gaps: found } = await gaps();
    expect(found).toMatchObject([
      { count: 3, state: 'open', reasons: [{ reason: 'not-understood', count: 3 }] },
    ]);
    expect(found[0]?.examples).toContain('how should linen be washed?');

    const id = await learning.proposals.propose(LINEN, { gapId: found[0]?.id ?? '' }, LENA);
    expect(await asks('guest-4', 'how do I wash linen?')).not.toContain(SOURCE);
    expect(await approve(learning, id)).toMatchObject({
      state: 'approved',
      version: 1,
      by: 'Lena Okafor',
      decided: { by: 'Aisling Quinn' },
      report: { tests: { passed: 1, of: 1 }, worse: [] },
    });

    expect(await asks('guest-5', 'how do I wash linen?')).toContain(SOURCE);
    expect((await gaps()).gaps[0]?.state).toBe('answered');
    await world.stop();
    await understander.close();
  });
});

describe('with a reader that is quickly learnt', () => {
  let stores: Stores;
  const TESTS: readonly TestQuestion[] = [
    {
      question: 'do you repair a broken lamp',
      expected: 'answer:warranty#do-you-repair-things',
      place: 'tests.yaml, test 1',
    },
    { question: 'what is the capital of France', expected: 'unanswered', place: 'tests.yaml, test 2' },
  ];
  const ORDERS = ['', ' today', ' please', ' now', ' again', ' really', ' then', ' there'].map(
    (end) => `where is my order${end}`,
  );
  const REPAIR = 'do you repair a broken lamp';

  beforeEach(async () => {
    folder = await smallFolder(TESTS);
    const { business } = folder;
    const knowledge = business.knowledge.map((entry) =>
      entry.id === 'warranty#do-you-repair-things' ? { ...entry, alternatives: [REPAIR] } : entry,
    );
    const intents = business.intents.map((each) =>
      each.intent === 'order-status' ? { ...each, examples: ORDERS } : each,
    );
    folder = { ...folder, business: { ...business, knowledge, intents } };
    stores = createMemoryStores();
    world = await begin(stores);
  });
  afterEach(() => world.stop());

  describe('a change that makes something worse', () => {
    const WIDE = {
      ...LINEN,
      question: 'Do you repair a broken lamp or chair?',
      alternatives: ['What is the capital of Spain?'],
    };

    test('is refused with what got worse, and customers are answered as before', async () => {
      const { learning } = world.service;
      const id = await learning.proposals.propose(WIDE, {}, LENA);
      const refused = await approve(learning, id);
      expect(refused).toMatchObject({ state: 'proposed', report: { tests: { passed: 1, of: 2 } } });
      expect(refused.report?.worse).toEqual([
        {
          question: 'what is the capital of France',
          place: 'tests.yaml, test 2',
          expected: 'no answer',
          before: 'no answer',
          now: 'the answer to "Do you repair a broken lamp or chair?"',
        },
      ]);
      expect((await learning.versions.list()).inForce).toBe(0);
      expect((await asks('guest-1', 'what is the capital of Spain?')).at(-1)).not.toContain('linen');
    });

    test('can be edited and approved again', async () => {
      const { learning } = world.service;
      const id = await learning.proposals.propose(WIDE, {}, LENA);
      await approve(learning, id);
      expect(await learning.proposals.edit(id, await revisionOf(learning, id), LINEN)).toBe('done');
      expect(await approve(learning, id)).toMatchObject({ state: 'approved', version: 1 });
    });

    test('is refused when it takes over what examples held out are about', async () => {
      const { learning } = world.service;
      const draft = { ...LINEN, alternatives: ORDERS.map((text) => `${text} anyway`) };
      const refused = await approve(learning, await learning.proposals.propose(draft, {}, LENA));
      expect(refused.state).toBe('proposed');
      expect(refused.report?.worse.length).toBeGreaterThan(1);
      expect(refused.report?.worse[0]).toMatchObject({
        place: 'example',
        now: 'the answer to "How do I wash linen?"',
      });
    });

    test.each([
      [
        'asked in the folder already',
        { question: 'How can I pay?' },
        /is answered in knowledge\/payment\.md:\d+ already/,
      ],
      ['asked in no words', { question: '???' }, /neither a letter nor a digit/],
      [
        'with a variable that is not there',
        { answer: 'By {{moon}}.' },
        /{{moon}} is not known. Use one of {{business_name}}/,
      ],
    ])('is refused when it is %s', async (_, change, fault) => {
      const { learning } = world.service;
      const id = await learning.proposals.propose({ ...LINEN, ...change }, {}, LENA);
      const refused = await approve(learning, id);
      expect(refused.state).toBe('proposed');
      expect(refused.report?.fault).toMatch(fault);
    });
  });

  describe('decisions', () => {
    test('a decision on something older than it is now does nothing', async () => {
      const { proposals } = world.service.learning;
      const id = await proposals.propose(LINEN, {}, LENA);
      const revision = await revisionOf(world.service.learning, id);
      expect(await proposals.edit(id, revision, { ...LINEN, answer: 'By hand.' })).toBe('done');
      expect(await proposals.approve(id, revision, AISLING)).toBe('stale');
      expect(await proposals.reject(id, revision, AISLING)).toBe('stale');
      expect(await proposals.reject('nothing', 1, AISLING)).toBe('gone');
    });

    test('what was rejected stays rejected', async () => {
      const { learning } = world.service;
      const id = await learning.proposals.propose(LINEN, {}, LENA);
      await learning.proposals.reject(id, await revisionOf(learning, id), AISLING);
      expect(await learning.proposals.approve(id, await revisionOf(learning, id), AISLING)).toBe('stale');
      expect(await learning.proposals.list()).toMatchObject([
        { state: 'rejected', decided: { by: 'Aisling Quinn' } },
      ]);
    });

    test('without a source, customers read the name of the business', async () => {
      const { learning } = world.service;
      await approve(learning, await learning.proposals.propose({ ...LINEN, title: ' ' }, {}, LENA));
      expect((await asks('guest-1', 'How do I wash linen?')).at(-1)).toContain('*Source: Fennel & Fir*');
    });

    test('variables are filled in as in the pages of the folder', async () => {
      const { learning } = world.service;
      const draft = { ...LINEN, answer: 'You may send it back for {{return_window_days}} days.' };
      await approve(learning, await learning.proposals.propose(draft, {}, LENA));
      expect((await asks('guest-1', 'How do I wash linen?')).at(-1)).toContain('for 30 days');
    });
  });

  describe('versions', () => {
    test('each names its difference; the same question again changes its answer; any can be restored', async () => {
      const { learning } = world.service;
      await approve(learning, await learning.proposals.propose(LINEN, {}, LENA));
      const better = { ...LINEN, answer: 'At 30 °C.' };
      await approve(learning, await learning.proposals.propose(better, {}, LENA));
      expect((await asks('guest-1', 'How do I wash linen?')).at(-1)).toContain('At 30 °C.');

      expect(await learning.versions.restore(1, 2, AISLING)).toBe('done');
      await learning.settled();
      expect(await asks('guest-2', 'How do I wash linen?')).toContain(SOURCE);
      expect(await learning.versions.restore(0, 3, AISLING)).toBe('done');
      await learning.settled();
      expect(await asks('guest-3', 'How do I wash linen?')).not.toContain(SOURCE);

      const { versions, inForce } = await learning.versions.list();
      expect(inForce).toBe(4);
      expect(versions.map(({ number, why }) => `${number} ${why}`)).toEqual([
        '4 Back to the folder alone',
        '3 Version 1 was restored',
        '2 An answer was approved',
        '1 An answer was approved',
        '0 The folder alone',
      ]);
      expect(versions[3]).toMatchObject({ by: 'Aisling Quinn', added: [{ answer: LINEN.answer }] });
      expect(versions[2]?.changed[0]?.before).toContain('At 40'.slice(3));
      expect(versions[2]?.changed[0]?.now).toContain('At 30 °C.');
      expect(versions[0]?.removed).toEqual([{ question: LINEN.question, answer: LINEN.answer }]);
    });

    test('a version that was made meanwhile is not overwritten', async () => {
      const { learning } = world.service;
      await approve(learning, await learning.proposals.propose(LINEN, {}, LENA));
      expect(await learning.versions.restore(0, 0, AISLING)).toBe('stale');
      expect(await learning.versions.restore(7, 1, AISLING)).toBe('gone');
    });
  });

  describe('while it learns, and when it is killed', () => {
    test('customers are answered as before until the new answer is there', async () => {
      await world.stop();
      let learn = () => {};
      const learning = new Promise<void>((resolve) => {
        learn = resolve;
      });
      world = await begin(stores, () => learning);
      const { proposals } = world.service.learning;
      const id = await proposals.propose(LINEN, {}, LENA);
      await proposals.approve(id, 1, AISLING);
      expect((await asks('guest-1', REPAIR)).at(-1)).toContain('workshop in Cork');
      expect(await asks('guest-2', 'How do I wash linen?')).not.toContain(SOURCE);
      expect(await proposals.list()).toMatchObject([{ state: 'checking' }]);
      learn();
      await world.service.learning.settled();
      expect(await asks('guest-3', 'How do I wash linen?')).toContain(SOURCE);
    });

    test('killed after the approval and before the checks, it checks at the next start', async () => {
      const { proposals } = world.service.learning;
      const id = await proposals.propose(LINEN, {}, LENA);
      // What is stored when it is killed: the approval, and nothing else.
      const kept = stores.collection<Proposal>('proposals');
      const stored = await kept.get(id);
      if (!stored) throw new Error('it was not stored');
      const state = { kind: 'checking', by: AISLING, at: world.now().toISOString() } as const;
      await kept.save(id, { ...stored.value, state }, stored.version);

      await world.stop();
      world = await begin(stores);
      await world.service.learning.settled();
      expect(await world.service.learning.proposals.list()).toMatchObject([
        { state: 'approved', version: 1 },
      ]);
      expect(await asks('guest-1', 'How do I wash linen?')).toContain(SOURCE);
    });

    test('killed after the version was stored, it answers from it at the next start and makes no second one', async () => {
      const { learning } = world.service;
      const id = await learning.proposals.propose(LINEN, {}, LENA);
      const { at } = await approve(learning, id);
      const kept = stores.collection<Proposal>('proposals');
      const stored = await kept.get(id);
      if (!stored) throw new Error('it was not stored');
      await kept.save(id, { ...stored.value, state: { kind: 'checking', by: AISLING, at } }, stored.version);

      await world.stop();
      world = await begin(stores);
      expect(await asks('guest-1', 'How do I wash linen?')).toContain(SOURCE);
      await world.service.learning.settled();
      expect(await world.service.learning.proposals.list()).toMatchObject([
        { state: 'approved', version: 1 },
      ]);
      expect(await stores.collection<KnowledgeVersion>('knowledge-versions').list()).toHaveLength(1);
    });

    test('another process on the same data answers from the new version, too', async () => {
      const other = await begin(stores);
      const { learning } = world.service;
      await approve(learning, await learning.proposals.propose(LINEN, {}, LENA));
      await other.service.learning.look();
      const customer = other.customer('guest-1');
      await customer.says('How do I wash linen?');
      expect(await customer.transcript()).toContain(SOURCE);
      await other.stop();
    });
  });

  describe('what counts as unanswered', () => {
    const reasonsOf = async () => (await gaps()).gaps.flatMap(({ reasons }) => reasons);

    test('an answer that missed: the question before it', async () => {
      await asks('guest-1', REPAIR, "that's not what I asked");
      expect((await gaps()).gaps).toMatchObject([
        { examples: [REPAIR], reasons: [{ reason: 'missed', count: 1 }] },
      ]);
    });

    test.each([
      ['2', [{ reason: 'bad-rating', count: 1 }]],
      ['3', []],
    ])('an answered question, when the bot is rated %s', async (score, reasons) => {
      await asks('guest-1', REPAIR, 'bye', score);
      expect(await reasonsOf()).toEqual(reasons);
    });

    test('a question back of which nothing was picked', async () => {
      const customer = world.customer('guest-1');
      await customer.says('which one wears out');
      await customer.taps('None of these');
      expect((await gaps()).gaps).toMatchObject([
        { examples: ['which one wears out'], reasons: [{ reason: 'unsure', count: 1 }] },
      ]);
    });

    test('not a question back that was answered, nor small talk, nor a task', async () => {
      const customer = world.customer('guest-1');
      await customer.says('which one wears out');
      await customer.taps('Payment');
      await asks('guest-1', 'bye', 'where is my order');
      expect((await gaps()).gaps).toEqual([]);
    });

    test('one message counts once, however often the feed tells it', async () => {
      await asks('guest-1', 'how do I wash linen');
      const other = await begin(stores);
      await gaps();
      await asks('guest-1', 'thanks a lot for nothing useful');
      await other.stop();
      expect((await gaps()).gaps.map(({ count }) => count)).toEqual([1, 1]);
    });

    test('asked again after it was answered, a gap opens again; what is not for us stays put aside', async () => {
      const { learning } = world.service;
      await asks('guest-1', 'how do I wash linen', 'who won the football cup');
      const [linen, football] = [...(await gaps()).gaps].sort((a) =>
        a.examples[0]?.includes('linen') ? -1 : 1,
      );
      await approve(learning, await learning.proposals.propose(LINEN, { gapId: linen?.id ?? '' }, LENA));
      await learning.gaps.set(football?.id ?? '', 'not-ours');
      await asks('guest-2', 'linen washing', 'football cup won by who');
      expect((await gaps()).gaps.map(({ state, count }) => `${state} ${count}`).sort()).toEqual([
        'not-ours 2',
        'open 2',
      ]);
    });
  });

  describe('whose sentences are kept', () => {
    test('an erased customer’s vanish; the count stays', async () => {
      await asks('guest-1', 'how do I wash linen');
      await asks('guest-2', 'how is linen washed');
      expect((await gaps()).gaps[0]?.examples).toHaveLength(2);
      await stores.customers.erase('guest-1' as never, world.now().toISOString());
      expect((await gaps()).gaps).toMatchObject([{ count: 2, examples: ['how is linen washed'] }]);
      await stores.customers.erase('guest-2' as never, world.now().toISOString());
      expect(await gaps()).toEqual({ gaps: [], withoutSentence: 2 });
      expect(JSON.stringify(await stores.collection('gaps').list())).not.toMatch(/linen|guest/);
    });

    test('of whoever declined the relationship, the question is counted and no sentence is kept', async () => {
      await asks('guest-1', 'how do I wash linen');
      const stored = await stores.customers.get('guest-2' as never);
      expect(stored).toBeUndefined();
      await asks('guest-2', 'hello there');
      await gaps();
      const record = await stores.customers.get('guest-2' as never);
      if (!record) throw new Error('no record');
      await stores.customers.save({ ...record.value, consent: { relationship: 'declined' } }, record.version);
      await asks('guest-2', 'how is linen washed by hand', 'who won the football cup');
      const after = await gaps();
      expect(after.gaps[0]).toMatchObject({ count: 2, examples: ['how do I wash linen'] });
      expect(JSON.stringify(await stores.collection('gaps').list())).not.toMatch(/by hand|football/);
      expect(after.withoutSentence).toBeGreaterThanOrEqual(1);
    });

    test('a proposal from a conversation loses what is the customer’s, and goes with them until it is approved', async () => {
      await asks('c-1002', 'how do I wash linen');
      const { learning } = world.service;
      const from = { customerId: 'c-1002' as never };
      const draft = {
        ...LINEN,
        question: 'Maya Byrne here, how do I wash linen?',
        answer: 'Dear Maya, at 40 °C. Write to help@fennelandfir.example.',
      };
      await learning.proposals.propose(draft, from, LENA);
      const [proposal] = await learning.proposals.list();
      expect(proposal?.draft).toMatchObject({
        question: '[name] here, how do I wash linen?',
        answer: 'Dear [name], at 40 °C. Write to help@fennelandfir.example.',
      });
      await stores.customers.erase(from.customerId, world.now().toISOString());
      await learning.forget();
      expect(await learning.proposals.list()).toEqual([]);
    });
  });
});

describe('chance', () => {
  test.each([
    [0, 0, 1],
    [1, 0, 0.5],
    [6, 3, 0.254],
    [4, 0, 0.0625],
    [5, 0, 0.031],
    [9, 2, 0.033],
  ])('of examples held out, %i lost and %i won: %f', (lost, won, chance) => {
    expect(chanceOf(lost, won)).toBeCloseTo(chance, 3);
  });
});

describe('masking', () => {
  const words = { names: new Set(['siobhan', 'grace']), ordinary: new Set(['will', 'do', 'hello', 'heron']) };
  const maya = { names: ['Maya Byrne'], email: 'maya@mail.example', orders: ['10302'] };
  test.each([
    ['maya here, where is 10302', '[name] here, where is [number]'],
    ['write to tom.k+x@mail.example please', 'write to [e-mail] please'],
    ['call me on +353 86 123 4567 today', 'call me on [number] today'],
    ['my card is 4111 1111 1111 1111', 'my card is [number]'],
    ['IBAN DE89 3704 0044 0532 0130 00 ok', 'IBAN [number] ok'],
    ['see https://shop.example/me?id=7 now', 'see [link] now'],
    ['My name is Tadhg Foley and I wait', 'My name is [name] and I wait'],
    ['I gave it to Siobhan yesterday', 'I gave it to [name] yesterday'],
    ['it is for Aoife Brennan in the office', 'it is for [name] in the office'],
    ['Will you do it for Grace', 'Will you do it for [name]'],
    ['do you deliver to Norway', 'do you deliver to Norway'],
    ['is the Heron lamp 60 cm, and under €1200?', 'is the Heron lamp 60 cm, and under €1200?'],
    ['a\n\tlong   line', 'a long line'],
  ])('%s', (text, masked) => {
    expect(maskSentence(text, maya, words)).toBe(masked);
  });

  test('of an answer only what is the customer’s own', () => {
    expect(maskDetails('Maya, 10302 left; call 01 234 5678 or ask Grace.', maya)).toBe(
      '[name], [number] left; call 01 234 5678 or ask Grace.',
    );
  });

  test('2,000 characters of anything take a moment', () => {
    const begun = performance.now();
    for (const part of ['A', 'Ab ', '1 ', '1-', 'a@', 'my name is ', 'DE89 ', '[name] '])
      maskSentence(part.repeat(2_000 / part.length), maya, words);
    expect(performance.now() - begun).toBeLessThan(500);
  });
});

describe('alike', () => {
  test.each([
    ['do you rent furniture', 'can i rent a sofa from you', true],
    ['is there a student discount', 'any discount for students', true],
    ['can I pay with bitcoin', 'bitcoin payment possible?', true],
    ['lamp installation service', 'instal lamps?', true],
    ['can I pay with bitcoin', 'can I pay with klarna', false],
    ['do you ship to norway', 'do you ship to iceland', false],
    ['do you sell cars', 'do you sell flowers', false],
  ])('%s | %s: %s', (one, other, alike) => {
    const index = createAlikeIndex((word) => (['pay', 'ship', 'sell', 'furniture'].includes(word) ? 0.6 : 1));
    index.add('gap', one);
    expect(index.nearest(other)).toBe(alike ? 'gap' : undefined);
    index.remove('gap');
    expect(index.nearest(one)).toBeUndefined();
  });

  test.each([
    ['what?', false],
    ['hello how are you', false],
    ['12345', false],
    ['linen', true],
  ])('there is something to compare in "%s": %s', (text, comparable) => {
    expect(isComparable(text)).toBe(comparable);
  });
});

describe('tests.yaml', () => {
  const read = (yaml: string) =>
    withTinyBusiness({}, async (folder) => {
      await writeFile(join(folder, 'tests.yaml'), yaml);
      return loadBusiness(folder, { today: '2026-06-01' });
    });

  test('names an answer by its question, a task, or nothing', async () => {
    const { tests } = await read(`tests:
  - question: how long
    answer: until when can I return
  - question: where is it
    intent: order-status
  - question: who won
    unanswered: true
`);
    expect(tests).toEqual([
      { question: 'how long', expected: 'answer:returns#how-long-do-i-have', place: 'tests.yaml, test 1' },
      { question: 'where is it', expected: 'intent:order-status', place: 'tests.yaml, test 2' },
      { question: 'who won', expected: 'unanswered', place: 'tests.yaml, test 3' },
    ]);
  });

  test.each([
    [
      'an answer that nobody gives',
      '  - question: q\n    answer: Why?',
      /tests\.yaml:3: .*is no question of knowledge/,
    ],
    [
      'a task that is not there',
      '  - question: q\n    intent: fly',
      /tests\.yaml:3: .*is not in intents\.yaml/,
    ],
    ['nothing expected', '  - question: q', /tests\.yaml:2: .*expects not exactly one thing/],
    ['two things', '  - question: q\n    intent: order-status\n    unanswered: true', /exactly one thing/],
  ])('%s is a fault with its line', async (_, test, fault) => {
    await expect(read(`tests:\n${test}\n`)).rejects.toThrow(fault);
  });
});
