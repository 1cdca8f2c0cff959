// A conversation for tests: who said what, in order. The real bot and desk over the memory store; the clock and ids are the test's.

import { resolve } from 'node:path';
import { ActivityTypes, type Attachment, TurnContext } from 'botbuilder';
import { SilentAdapter } from '../bots/silent-adapter.js';
import { createChangeFeed } from '../data/change-feed.js';
import type { Channel, Conversation, TranscriptEntry } from '../data/conversation.js';
import type { CustomerRecord } from '../data/customer.js';
import type { AgentId, ConversationId, CustomerId } from '../data/ids.js';
import type { KnowledgeVersion } from '../data/knowledge-version.js';
import { createMemoryStores } from '../data/memory/memory-stores.js';
import type { ChangeFeed, Stores } from '../data/ports.js';
import type { HandoffKey } from '../handoff/desk.js';
import { type CustomerService, createCustomerService } from '../service/customer-service.js';
import { type Folder, loadFolder } from '../service/load-folder.js';
import { createUnderstander, type Understander } from '../understanding/index.js';
import type { Trainer } from '../understanding/learning/index.js';
import type { AnswerPhraser } from '../understanding/phrase-answer/index.js';
import type { TopicReader } from '../understanding/topic-examples.js';

/** A Wednesday in winter, 11:00 in Dublin. */
export const NOON = new Date('2026-11-18T11:00:00Z');
const DEMO = resolve('data/business');

let demo: Promise<Folder> | undefined;
/** The demo business as of `NOON`, read once. */
export function demoFolder(): Promise<Folder> {
  demo ??= loadFolder(DEMO, DEMO, '2026-11-18');
  return demo;
}

/** Training takes most of a second; worlds over the same intents and knowledge share it. */
const trained = new WeakMap<object, Understander>();
function understanderOf({ business }: Folder): Understander {
  const understander = trained.get(business.knowledge) ?? createUnderstander(business);
  trained.set(business.knowledge, understander);
  return understander;
}

/** What reads messages in the demo business. */
export async function understanderFor(): Promise<Understander> {
  return understanderOf(await demoFolder());
}

export interface World {
  readonly service: CustomerService;
  readonly stores: Stores;
  readonly feed: ChangeFeed;
  readonly folder: Folder;
  /** What the bot reported; a test that causes a fault empties it, for `stop` fails on one that is left. */
  readonly faults: unknown[];
  now(): Date;
  wait(span: { seconds?: number; minutes?: number; hours?: number; days?: number }): void;
  /**
   * @param id of a customer of the demo, or a guest's own id.
   * @param options.visit a conversation of its own: the page was opened again after a long while.
   */
  customer(id: string, options?: { channel?: Channel; guest?: boolean; visit?: number }): Customer;
  agent(id: string): Agent;
  /** @throws when a fault was reported, or a sentence of the bot has a hole in it. */
  stop(): Promise<void>;
}

export interface Customer {
  readonly id: CustomerId;
  arrives(): Promise<void>;
  says(
    text: string,
    options?: { id?: string; attachments?: Attachment[]; value?: unknown; localTimezone?: string },
  ): Promise<void>;
  /** Taps one of the answers offered with the bot's last words. */
  taps(title: string): Promise<void>;
  /** Everything so far, one line an entry, as `customer: …`, `bot: … [choices]`, `Lena Okafor: …`. */
  transcript(): Promise<readonly string[]>;
  /** What was said since the last call. */
  heard(): Promise<readonly string[]>;
  conversation(): Promise<Conversation>;
  record(): Promise<CustomerRecord>;
}

export interface Agent {
  readonly id: AgentId;
  comesOnline(): Promise<void>;
  key(customer: Customer): Promise<HandoffKey>;
  claims(customer: Customer): ReturnType<CustomerService['desk']['claim']>;
  says(customer: Customer, text: string, options?: { epoch?: number; clientId?: string }): Promise<string>;
  returns(customer: Customer): Promise<string>;
  closes(customer: Customer): Promise<string>;
}

export async function createWorld(
  changes: {
    folder?: Folder;
    stores?: Stores;
    now?: Date;
    phraser?: AnswerPhraser;
    understander?: Understander;
    trainer?: Trainer;
    learnt?: KnowledgeVersion;
    deskIs?: 'own' | 'outside';
    topics?: TopicReader;
  } = {},
): Promise<World> {
  const folder = changes.folder ?? (await demoFolder());
  const stores = changes.stores ?? createMemoryStores();
  const faults: unknown[] = [];
  const onError = (error: unknown) => faults.push(error);
  const feed = createChangeFeed(onError);
  let time = (changes.now ?? NOON).getTime();
  let ids = 0;
  const newId = () => `id-${++ids}`;
  const clock = () => new Date(time);
  const understander = changes.understander ?? understanderOf(folder);
  const service = createCustomerService({
    folder,
    stores,
    feed,
    clock,
    newId,
    onError,
    understander,
    phraser: changes.phraser,
    trainer: changes.trainer,
    learnt: changes.learnt,
    deskIs: changes.deskIs ?? 'own',
    ...(changes.topics ? { topics: changes.topics } : {}),
  });
  const met = new Set<CustomerId>();
  await service.desk.start();

  return {
    service,
    stores,
    feed,
    folder,
    faults,
    now: clock,
    wait({ seconds = 0, minutes = 0, hours = 0, days = 0 }) {
      time += (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
    },
    customer(id, { channel = 'web', guest = id.startsWith('guest'), visit = 1 } = {}) {
      const customerId = id as CustomerId;
      met.add(customerId);
      const conversationId = `conversation-${channel}-${id}${visit > 1 ? `-${visit}` : ''}` as ConversationId;
      let heard = 0;

      async function send(activity: Record<string, unknown>): Promise<void> {
        const context = new TurnContext(new SilentAdapter(), {
          channelId: channel,
          conversation: { id: conversationId, isGroup: false, conversationType: 'personal', name: '' },
          from: { id: `user ${id}`, name: '' },
          recipient: { id: 'bot', name: 'bot' },
          serviceUrl: 'https://example.test',
          ...activity,
        });
        await service.bot.turn(context, {
          customerId,
          kind: guest ? 'guest' : 'known',
          channel,
          conversationId,
        });
      }
      async function record(): Promise<CustomerRecord> {
        const stored = await stores.customers.get(customerId);
        if (!stored) throw new Error(`nothing is stored of ${id}`);
        return stored.value;
      }
      async function conversation(): Promise<Conversation> {
        const found = (await record()).conversations.find((c) => c.channel === channel);
        if (!found) throw new Error(`${id} has no conversation on ${channel}`);
        return found;
      }
      async function transcript(): Promise<readonly string[]> {
        return (await conversation()).transcript.flatMap(lineOf);
      }
      const says: Customer['says'] = (text, { id: activityId = newId(), ...more } = {}) =>
        send({ type: ActivityTypes.Message, id: activityId, text, ...more });
      return {
        id: customerId,
        record,
        conversation,
        transcript,
        arrives: () =>
          send({
            type: ActivityTypes.ConversationUpdate,
            id: newId(),
            membersAdded: [{ id: `user ${id}`, name: '' }],
          }),
        says,
        async taps(title) {
          const asked = (await conversation()).transcript.findLast(({ from }) => from.role === 'bot');
          const offered = asked?.activity.suggestedActions?.actions ?? [];
          const action = offered.find((each) => each.title === title);
          if (!action) throw new Error(`no "${title}" among ${offered.map((each) => each.title)}`);
          await says(action.value);
        },
        async heard() {
          const lines = await transcript();
          const fresh = lines.slice(heard);
          heard = lines.length;
          return fresh;
        },
      };
    },
    agent(id) {
      const agentId = id as AgentId;
      const { desk } = service;
      async function key(customer: Customer): Promise<HandoffKey> {
        const { handoff } = await customer.record();
        if (!handoff) throw new Error('no handoff is open');
        return { customerId: customer.id, handoffId: handoff.id };
      }
      async function epoch(customer: Customer): Promise<number> {
        return (await customer.record()).handoff?.epoch ?? -1;
      }
      return {
        id: agentId,
        key,
        comesOnline: () => desk.setPresence(agentId, 'online'),
        claims: async (customer) => desk.claim(agentId, await key(customer)),
        says: async (customer, text, options = {}) =>
          desk.say(agentId, await key(customer), {
            text,
            clientId: options.clientId ?? newId(),
            epoch: options.epoch ?? (await epoch(customer)),
          }),
        returns: async (customer) =>
          desk.giveBack(agentId, await key(customer), { epoch: await epoch(customer) }),
        closes: async (customer) =>
          desk.close(agentId, await key(customer), { epoch: await epoch(customer) }),
      };
    },
    async stop() {
      await service.stop();
      for (const id of met) assertWhole((await stores.customers.get(id))?.value);
      if (faults.length > 0) throw new AggregateError(faults, 'the bot reported faults');
    },
  };
}

/** No placeholder may reach a customer unfilled, in a sentence, an answer to tap or a card. */
function assertWhole(record: CustomerRecord | undefined): void {
  const entries = record?.conversations.flatMap((c) => c.transcript) ?? [];
  if (entries.some(({ from, activity }) => from.role === 'customer' && activity.text?.includes('{{'))) return;
  for (const { from, activity } of entries) {
    const said = from.role === 'bot' ? JSON.stringify(activity) : '';
    if (/\{\{|undefined|NaN|\[object/.test(said)) throw new Error(`a hole in what the bot said: ${said}`);
  }
}

/** One line an entry; boundaries in angle brackets, choices and cards in square ones. */
function lineOf({ from, activity }: TranscriptEntry): string[] {
  const choices = activity.suggestedActions?.actions.map(({ title }) => title) ?? [];
  const cards = (activity.attachments ?? []).map(({ name, contentType }) => name ?? contentType);
  const extras = `${cards.length > 0 ? ` {${cards.join(' | ')}}` : ''}${choices.length > 0 ? ` [${choices.join(' | ')}]` : ''}`;
  switch (from.role) {
    case 'system':
      return [`<${activity.name}>`];
    case 'agent':
      return [`${from.name}: ${activity.text}${extras}`];
    case 'customer':
      return activity.type === 'message' ? [`customer: ${activity.text ?? ''}${extras}`] : [];
    case 'bot':
      return [`bot: ${activity.text}${extras}`];
  }
}
