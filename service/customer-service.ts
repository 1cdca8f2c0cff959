// The bot and the desk over a business's folder and a store: what speaks with customers, without channels or a server.

import {
  type Bot,
  courtesyIn,
  createBot,
  customerName,
  customerView,
  type Joined,
  joinGuest,
  levelInForce,
  mentionsIn,
  namesFor,
  patienceOf,
  toneFor,
} from '../bots/index.js';
import type { Business } from '../data/business.js';
import { dayIn } from '../data/calendar.js';
import { type CustomerRecord, type LevelNumber, newCustomer } from '../data/customer.js';
import { isDeskOpen, teamsAt } from '../data/desk-hours.js';
import type { AgentId, Clock, CustomerId } from '../data/ids.js';
import type { KnowledgeVersion } from '../data/knowledge-version.js';
import type { ChangeFeed, Stores } from '../data/ports.js';
import { timeInWords } from '../dialogs/format.js';
import { levelSentence } from '../dialogs/level-words.js';
import { reviewOf } from '../dialogs/standing.js';
import type { Services } from '../dialogs/turn.js';
import { type Thresholds, thresholdsFor } from '../escalation/index.js';
import { createTasteFitting } from '../fitting/taste-fitting.js';
import type { ToldPlace } from '../fitting/told-place.js';
import { createAgentTools } from '../handoff/agent-tools.js';
import { callbackBy } from '../handoff/callback-time.js';
import { createDesk, type DeskParts, type OurDesk } from '../handoff/our-desk.js';
import { createOutsideDesk, OUTSIDE_TEAM, type OutsideDesk } from '../handoff/outside/index.js';
import { summaryOf } from '../handoff/summary.js';
import type { AgentTools } from '../handoff/tools.js';
import { createVoice } from '../handoff/voice.js';
import type { Outlook } from '../relationship/index.js';
import { createTexts } from '../texts/index.js';
import {
  createEntityReader,
  createUnderstander,
  type Understander,
  vocabularyOf,
} from '../understanding/index.js';
import {
  createLearning,
  createTrainer,
  knowledgeWith,
  type Learning,
  type Trainer,
} from '../understanding/learning/index.js';
import type { AnswerPhraser } from '../understanding/phrase-answer/index.js';
import { createReplaceable } from '../understanding/replaceable.js';
import type { TopicReader } from '../understanding/topic-examples.js';
import { constant, type ThresholdsInForce } from './live-thresholds.js';
import type { Folder } from './load-folder.js';

export interface CustomerService {
  readonly bot: Bot;
  readonly desk: OurDesk;
  /** The same desk, where its agents work elsewhere. */
  readonly outsideDesk: OutsideDesk | undefined;
  /** How agents read whom they speak with. */
  readonly nameOf: (record: CustomerRecord) => string;
  /** What agents have at hand in a conversation. */
  readonly tools: AgentTools;
  /** What went unanswered, and what becomes of it; it listens once started. */
  readonly learning: Learning;
  /** Resolves once it has learnt the business's sentences, or found what it learnt of them before. */
  readonly understands: Promise<void>;
  /** The level of a customer of the business as their first review would have it, and in a sentence. */
  standingOf(id: CustomerId): { readonly level: LevelNumber; readonly sentence: string };
  /** A visitor who signed in becomes the customer, with all that was said. Both are proved by the caller. */
  join(guest: CustomerId, customer: CustomerId): Promise<Joined>;
  /** Stops timers and workers; the stores stay open. */
  stop(): Promise<void>;
}

export function createCustomerService(parts: {
  readonly folder: Folder;
  /** Those in force, which may change while it runs; left out, the folder's own. */
  readonly thresholds?: ThresholdsInForce;
  readonly stores: Stores;
  readonly feed: ChangeFeed;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly onError: (error: unknown) => void;
  /** Trained on this folder already; left out, it is trained here. */
  readonly understander?: Understander;
  /** The newest of what was approved over the folder's knowledge; an understander that is given has learnt it. */
  readonly learnt?: KnowledgeVersion | undefined;
  /** Learns changes; left out, as at the start, beside what is in force. */
  readonly trainer?: Trainer;
  /** What may be expected of customers' next orders; left out, gates alone decide. */
  readonly outlook?: Outlook;
  /** Where orders are that came since the tables were read; left out, tastes are learned from the tables alone. */
  readonly told?: () => Promise<ToldPlace>;
  /** Where a product's picture can be fetched; left out, cards have none. */
  readonly pictureOf?: Services['pictureOf'];
  /** Notices topics by their examples; left out, by their words alone. */
  readonly topics?: TopicReader;
  /** Words answers from the knowledge; left out, they are quoted. */
  readonly phraser?: AnswerPhraser | undefined;
  /** Whose desk agents work at; left out, our own. */
  readonly deskIs?: 'own' | 'outside';
}): CustomerService {
  const { folder, stores, feed, clock, newId, onError } = parts;
  const { business, levels } = folder;
  const { thresholds = constant(folder.thresholds), topics } = parts;
  const { profile } = business;
  /** An open handoff goes on by the thresholds that opened it. */
  const thresholdsOf = ({ handoff }: CustomerRecord): Thresholds =>
    handoff ? thresholds.at(handoff.reason.thresholdsVersion) : thresholds.current;

  const vocabulary = vocabularyOf(business.products.values(), business.synonyms);
  const tastes = createTasteFitting({
    business,
    today: () => dayIn(clock(), profile.timeZone),
    ...(parts.told ? { told: parts.told } : {}),
    onFault: onError,
  });
  // Ready first: until it is fitted, what is popular is recommended.
  void tastes.start();
  const outside = parts.deskIs === 'outside';
  const services: Services = {
    business: outside ? withOutsideTeam(business) : business,
    stores,
    levels,
    newId,
    ...(parts.outlook ? { outlook: parts.outlook } : {}),
    ...(folder.messages ? { messages: folder.messages } : {}),
    ...(parts.pictureOf ? { pictureOf: parts.pictureOf } : {}),
    texts: createTexts(folder.texts.defaults, folder.texts.own, 'en'),
    entities: createEntityReader({ timeZone: profile.timeZone, onFault: onError }),
    vocabulary,
    get taste() {
      return tastes.current;
    },
  };

  const entries = knowledgeWith(business, parts.learnt);
  const understander = createReplaceable(
    parts.understander ??
      createUnderstander({ ...business, knowledge: entries, vocabulary, onFault: onError }),
    parts.understander === undefined,
    onError,
  );
  // What a version took away stays readable by its id, for a turn that began before.
  const knowledge = new Map(entries.map((entry) => [entry.id, entry]));
  const learning = createLearning({
    business,
    stores,
    feed,
    clock,
    newId,
    onError,
    understander,
    learnt: parts.learnt,
    trainer:
      parts.trainer ?? createTrainer({ vocabulary, unanswered: business.unanswered, onFault: onError }),
    onKnowledge: (changed) => {
      for (const entry of changed) knowledge.set(entry.id, entry);
    },
  });

  const bot = createBot({
    services,
    feed,
    clock,
    get thresholds() {
      return thresholds.current;
    },
    onError,
    understander,
    knowledge,
    ...(parts.phraser ? { phraser: parts.phraser } : {}),
    ...(topics ? { topicsLike: (text: string) => topics.like(text, thresholds.current.topics) } : {}),
    languages: ['en'],
    // The bot and the desk know each other: by the time a turn asks, the desk is there.
    presenceOf: (agent: AgentId) => desk.presenceOf(agent),
    deskLoad: () => desk.load(),
    isFull: (agent: AgentId) => desk.isFull(agent),
    placeInLine: (record) => desk.placeInLine(record),
  });

  const deskParts: DeskParts = {
    stores,
    feed,
    clock,
    newId,
    onError,
    agents: business.agents,
    botName: profile.botName,
    teams: (at) => teamsAt(profile, at),
    patienceFor: (record) => patienceOf(thresholdsOf(record), record),
    standstillFor(record) {
      const set = thresholdsFor(levelInForce(record), thresholdsOf(record));
      return {
        graceSeconds: set.grace_seconds,
        nudgeMinutes: set.nudge_minutes,
        answerMinutes: { first: set.first_answer_minutes, later: set.answer_minutes },
        reopenMinutes: set.reopen_minutes,
      };
    },
    settledMinutes: (record) => thresholdsFor(levelInForce(record), thresholdsOf(record)).settled_minutes,
    voice: createVoice({
      clock,
      newId,
      time: (at) => timeInWords(at, clock(), profile),
      say: (record, key, values) =>
        services.texts.say(key, toneFor(record, services), { ...namesFor(record, services), ...values }),
    }),
    courtesyIn,
    nameOf: (record) => customerName(record, services),
    customerView: (record) => customerView(record, services, clock()),
    summarise: ({ handoff }, { transcript }) =>
      handoff && summaryOf(transcript, handoff.id, (text) => mentionsIn(text, services)),
    callbackBy: (record, at) =>
      callbackBy(profile, patienceOf(thresholdsOf(record), record).callbackHours, at),
    deskOpen: (at) => isDeskOpen(profile, at),
    onReturned: bot.onReturned,
    onClosed: bot.onClosed,
  };
  const outsideDesk = outside
    ? createOutsideDesk(deskParts, services.texts.say('outside-desk.team', 'plain'))
    : undefined;
  const desk: OurDesk = outsideDesk ?? createDesk(deskParts);

  return {
    bot,
    desk,
    outsideDesk,
    nameOf: deskParts.nameOf,
    tools: createAgentTools({
      ...{ stores, feed, agents: business.agents, words: business.deskWords },
      bot: bot.forAgents,
    }),
    learning,
    understands: understander.ready,
    join: (guest, customer) => joinGuest({ services, feed, clock }, guest, customer),
    standingOf(id) {
      const at = clock().toISOString();
      const today = dayIn(clock(), profile.timeZone);
      const review = reviewOf(newCustomer(id, 'known', at), undefined, at, services);
      return { level: review.level, sentence: levelSentence(review, { services, tone: 'plain', today }) };
    },
    async stop() {
      await desk.stop();
      await services.entities.close();
      await tastes.close();
      await learning.stop();
      await understander.close();
    },
  };
}

/** The catalogue may change while it runs, so it is not copied. */
function withOutsideTeam(business: Business): Business {
  return {
    ...business,
    get products() {
      return business.products;
    },
    agents: new Map([[OUTSIDE_TEAM.id, OUTSIDE_TEAM]]),
  };
}
