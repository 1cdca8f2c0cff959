// A task as a list of slots, and what happens to a conversation in flight when a new version of the task takes over.

import { TurnContext } from 'botbuilder';
import { DialogContext, type DialogInstance, DialogSet } from 'botbuilder-dialogs';
import { beforeEach, describe, expect, test } from 'vitest';
import { replyCollector } from '../bots/activity-content.js';
import { SilentAdapter } from '../bots/silent-adapter.js';
import type { Conversation } from '../data/conversation.js';
import { newCustomer } from '../data/customer.js';
import type { ActivityId, ConversationId, CustomerId } from '../data/ids.js';
import { confirmSlot, type Slot, SlotDialog, type Slots, type Task } from '../dialogs/slot-dialog.js';
import { attachTurn, type Sentence, speak, type Turn } from '../dialogs/turn.js';
import { createWorld, understanderFor } from './conversation.js';

/** Asks for its name; "bad" is refused, "" and "?" are not read. */
function slot(name: string, more: Partial<Slot> = {}): Slot {
  return {
    name,
    retry: `${name} again`,
    ask: () => ({ key: `${name}?`, choices: [{ title: 'any', value: 'any' }] }),
    read({ text }) {
      if (text === 'bad') return { kind: 'refused', say: { key: `not that ${name}` } };
      return text === '' || text === '?' ? { kind: 'unread' } : { kind: 'filled', value: text };
    },
    ...more,
  };
}

function order(...slots: readonly Slot[]): Task {
  return {
    id: 'order-tea',
    slots,
    act: (turn, filled) => turn.say({ key: `done ${JSON.stringify(filled)}` }),
  };
}

const [TEA, SIZE, MILK] = [slot('tea'), slot('size'), slot('milk')];

/** One customer before a set of tasks; the stack is what the record would keep, as JSON. */
let stack: string;
beforeEach(() => {
  stack = '[]';
});

/** A turn over the stored stack: keys stand for sentences, so that what is said shows which text was meant. */
async function turn(
  tasks: readonly Task[],
  text: string,
  work: (dc: DialogContext) => Promise<unknown> = (dc) => dc.continueDialog(),
): Promise<readonly string[]> {
  const context = new TurnContext(new SilentAdapter(), {
    type: 'message',
    text,
    conversation: { id: 'c' },
  } as never);
  const replies = replyCollector(context);
  const understanding = await (await understanderFor()).understand(text, {
    channel: 'web',
    recentQuestions: [],
    failures: 0,
  });
  const phrase = (key: string, values: Sentence['values'] = {}) =>
    [key, ...Object.entries(values).map(([name, value]) => `${name}=${value}`)].join(' ');
  const conversation: Conversation = {
    id: 'c' as ConversationId,
    channel: 'web',
    startedAt: '',
    lastActivityAt: '',
    transcript: [],
    handled: [],
    focus: {},
    counters: { failures: 0, recentQuestions: [] },
    outbox: [],
  };
  const made: Pick<Turn, 'text' | 'phrase' | 'say' | 'understanding' | 'record' | 'conversation'> = {
    text,
    phrase,
    understanding,
    conversation,
    record: newCustomer('c-1' as CustomerId, 'known', ''),
    say: ({ key, values, choices }) => speak(context, phrase(key, values), choices),
  };
  attachTurn(context, made as Turn);
  const dialogs = new DialogSet();
  for (const task of tasks) dialogs.add(new SlotDialog(task));
  const dc = new DialogContext(dialogs, context, { dialogStack: JSON.parse(stack) as DialogInstance[] });
  await work(dc);
  stack = JSON.stringify(dc.stack);
  let ids = 0;
  replies.appendTo(conversation, new Date(0), () => `${++ids}` as ActivityId);
  return conversation.transcript.map(({ activity }) => {
    const choices = activity.suggestedActions?.actions.map(({ title }) => title).join('|');
    return `${activity.text}${choices ? ` [${choices}]` : ''}`;
  });
}

const begin = (id: string) => (dc: DialogContext) => dc.beginDialog(id);

describe('a task', () => {
  test('asks for the first empty slot until none is left, then acts', async () => {
    const tasks = [order(TEA, SIZE)];
    expect(await turn(tasks, 'tea please', begin('order-tea'))).toEqual(['tea? [any]']);
    expect(await turn(tasks, 'green')).toEqual(['size? [any]']);
    expect(await turn(tasks, 'large')).toEqual(['done {"tea":"green","size":"large"}']);
    expect(stack).toBe('[]');
  });

  test.each([
    ['filled', 'green', ['size? [any]']],
    ['refused: told why, and asked again', 'bad', ['not that tea', 'tea? [any]']],
    ['unread: asked in other words, with the same answers to tap', '?', ['tea again [any]']],
    ['empty', '', ['tea again [any]']],
  ])('%s', async (_name, text, answer) => {
    const tasks = [order(TEA, SIZE)];
    await turn(tasks, '', begin('order-tea'));
    expect(await turn(tasks, text)).toEqual(answer);
  });

  test('asks nothing that the first message says already, or that there is nothing to choose about', async () => {
    const spotted = slot('tea', { spot: ({ text }) => /green|black/.exec(text)?.[0] });
    const settled = slot('cup', { settle: (_turn, slots) => (slots.size === 'large' ? 'mug' : undefined) });
    const tasks = [order(spotted, SIZE, settled)];
    expect(await turn(tasks, 'a green tea', begin('order-tea'))).toEqual(['size? [any]']);
    expect(await turn(tasks, 'large')).toEqual(['done {"tea":"green","size":"large","cup":"mug"}']);
  });

  test('an obstacle ends it as soon as it is known, and nothing is done', async () => {
    const soldOut = (_turn: Turn, slots: Slots) =>
      slots.tea === 'green' ? { key: 'no green tea' } : undefined;
    const tasks = [{ ...order(TEA, SIZE), obstacle: soldOut }];
    await turn(tasks, '', begin('order-tea'));
    expect(await turn(tasks, 'green')).toEqual(['no green tea']);
    expect(stack).toBe('[]');
  });

  test.each([
    ['yes', 'done'],
    ['ok', 'done'],
    ['👍🏽', 'done'],
    ['no', 'not done'],
    ['👎', 'not done'],
    ['maybe', 'again'],
    ['❤', 'again'],
    ['', 'again'],
  ])('before anything is done, "%s" means: %s', async (text, outcome) => {
    const task: Task = {
      ...order(confirmSlot(() => ({ key: 'sure?' }))),
      obstacle: (_turn, { confirmed }) => (confirmed === 'no' ? { key: 'not done' } : undefined),
      act: (t) => t.say({ key: 'done' }),
    };
    await turn([task], '', begin('order-tea'));
    const again = 'confirm.retry [confirm.yes|confirm.no]';
    expect(await turn([task], text)).toEqual([outcome === 'again' ? again : outcome]);
  });
});

describe('a task in the middle of another', () => {
  const other: Task = { id: 'ask-hours', slots: [slot('shop')], act: (t) => t.say({ key: 'hours' }) };

  test('ends, and the first goes on with its own question', async () => {
    const tasks = [order(TEA, SIZE), other];
    await turn(tasks, '', begin('order-tea'));
    await turn(tasks, 'green');
    expect(await turn(tasks, 'when are you open?', begin('ask-hours'))).toEqual(['shop? [any]']);
    expect(await turn(tasks, 'Cork')).toEqual(['hours', 'order-tea.back', 'size? [any]']);
    expect(await turn(tasks, 'large')).toEqual(['done {"tea":"green","size":"large"}']);
  });

  test('is cancelled, and the first goes on all the same', async () => {
    const tasks = [order(TEA, SIZE), other];
    await turn(tasks, '', begin('order-tea'));
    await turn(tasks, '', begin('ask-hours'));
    expect(await turn(tasks, 'cancel', (dc) => dc.endDialog())).toEqual(['order-tea.back', 'tea? [any]']);
  });
});

describe('a new version of the task takes over a conversation in flight', () => {
  const before = [order(TEA, SIZE, MILK)];

  /** Tea is green, and the size was asked for. */
  beforeEach(async () => {
    await turn(before, '', begin('order-tea'));
    await turn(before, 'green');
  });

  test('what is stored are filled slots and the name of the one asked for, no position', () => {
    expect(JSON.parse(stack)).toEqual([
      { id: 'order-tea', state: { slots: { tea: 'green' }, asking: 'size' } },
    ]);
  });

  test.each([
    [
      'the slots in another order: the answer is for what was asked',
      [MILK, SIZE, TEA],
      ['milk? [any]'],
      'oat',
      { tea: 'green', size: 'large', milk: 'oat' },
    ],
    [
      'a slot before the one asked for is gone',
      [SIZE, MILK],
      ['milk? [any]'],
      'oat',
      { tea: 'green', size: 'large', milk: 'oat' },
    ],
    ['a slot after it is gone', [TEA, SIZE], ['done {"tea":"green","size":"large"}'], undefined, undefined],
    ['a new slot at the front', [slot('name'), TEA, SIZE, MILK], ['name? [any]'], 'Ann', undefined],
  ])('%s', async (_name, slots, next, answer, filled) => {
    const after = [order(...slots)];
    expect(await turn(after, 'large')).toEqual(next);
    const then = answer === undefined ? [] : await turn(after, answer);
    if (filled) {
      const [done = ''] = then;
      expect(JSON.parse(done.replace('done ', ''))).toEqual(filled);
    }
  });

  test('the slot that was asked for is gone: the message is taken for the first empty one', async () => {
    expect(await turn([order(TEA, MILK)], 'oat')).toEqual(['done {"tea":"green","milk":"oat"}']);
  });

  test('every slot that was empty is gone: it is done with what there is', async () => {
    expect(await turn([order(TEA)], 'anything')).toEqual(['done {"tea":"green"}']);
  });
});

describe('a customer who changes the subject again and again', () => {
  test('is led back twice, then left in peace, and the answer still counts', async () => {
    const world = await createWorld();
    const maya = world.customer('c-1002');
    await maya.says("where's my order?");
    const question = (await maya.heard()).at(-1);
    for (const aside of ['do you ship to Belgium?', 'can i pay with paypal', 'how do I become a member?']) {
      await maya.says(aside);
    }
    expect((await maya.heard()).filter((line) => line === question)).toHaveLength(2);
    await maya.says('#10302');
    expect((await maya.heard()).at(-1)).toMatch(/^bot: Order 10302 .+ is on its way/);
    await world.stop();
  });

  test('asks for the same in a worse mood: one task takes the place of the other', async () => {
    const world = await createWorld();
    const maya = world.customer('c-1002');
    await maya.says("where's my order?");
    await maya.says('my delivery is late');
    await maya.says('#10302');
    await maya.heard();
    await maya.says('thanks');
    expect(await maya.heard()).toEqual(['customer: thanks', expect.stringMatching(/^bot: You're welcome/)]);
    await world.stop();
  });
});
