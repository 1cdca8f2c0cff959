// The bot and the desk over a business's folder and a store: what speaks with customers, without channels or a server.

import {
  type Bot,
  createBot,
  customerName,
  customerView,
  levelInForce,
  namesFor,
  patienceOf,
  toneFor,
} from './bots/index.js';
import { isOpen } from './data/calendar.js';
import type { AgentId, Clock } from './data/ids.js';
import type { ChangeFeed, Stores } from './data/ports.js';
import { timeInWords } from './dialogs/format.js';
import type { Services } from './dialogs/turn.js';
import { thresholdsFor } from './escalation/index.js';
import { callbackBy } from './handoff/callback-time.js';
import { createDesk, type OurDesk } from './handoff/our-desk.js';
import { createVoice } from './handoff/sweep.js';
import type { Folder } from './load-folder.js';
import { basketsOf, fitEase, popularityOf } from './recommendations/index.js';
import { createTexts } from './texts/index.js';
import {
  createEntityReader,
  createUnderstander,
  type Understander,
  vocabularyOf,
} from './understanding/index.js';

/** Steck 2019 takes hundreds for millions of ratings; with tens of customers a small one keeps the few signals there are. */
const EASE_LAMBDA = 5;

export interface CustomerService {
  readonly bot: Bot;
  readonly desk: OurDesk;
  /** Stops timers and workers; the stores stay open. */
  stop(): Promise<void>;
}

export function createCustomerService(parts: {
  readonly folder: Folder;
  readonly stores: Stores;
  readonly feed: ChangeFeed;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly onError: (error: unknown) => void;
  /** Trained on this folder already; left out, it is trained here. */
  readonly understander?: Understander;
}): CustomerService {
  const { folder, stores, feed, clock, newId, onError } = parts;
  const { business, levels, thresholds } = folder;
  const { profile } = business;

  const vocabulary = vocabularyOf(business.products.values());
  const orders = [...business.allOrders()];
  const services: Services = {
    business,
    stores,
    levels,
    newId,
    texts: createTexts(folder.texts.defaults, folder.texts.own, 'en'),
    entities: createEntityReader({ timeZone: profile.timeZone, onFault: onError }),
    vocabulary,
    taste: {
      model: fitEase(basketsOf(orders), { lambda: EASE_LAMBDA }),
      popularity: popularityOf(orders),
    },
  };

  const bot = createBot({
    services,
    feed,
    clock,
    thresholds,
    onError,
    understander: parts.understander ?? createUnderstander({ ...business, vocabulary }),
    languages: ['en'],
    // The bot and the desk know each other: by the time a turn asks, the desk is there.
    presenceOf: (agent: AgentId) => desk.presenceOf(agent),
  });

  const desk: OurDesk = createDesk({
    stores,
    feed,
    clock,
    newId,
    onError,
    agents: business.agents,
    botName: profile.botName,
    patienceFor: (record) => patienceOf(thresholds, record),
    settledMinutes: (record) => thresholdsFor(levelInForce(record), thresholds).settled_minutes,
    voice: createVoice({
      clock,
      newId,
      time: (at) => timeInWords(at, clock(), profile),
      say: (record, key, values) =>
        services.texts.say(key, toneFor(record, services), { ...namesFor(record, services), ...values }),
    }),
    nameOf: (record) => customerName(record, services),
    customerView: (record) => customerView(record, services, clock()),
    callbackBy: (record, at) => callbackBy(profile, patienceOf(thresholds, record).callbackHours, at),
    deskOpen: (at) => isOpen(profile.deskHours, profile.holidays, at, profile.timeZone),
    onReturned: bot.onReturned,
    onClosed: bot.onClosed,
  });

  return {
    bot,
    desk,
    async stop() {
      await desk.stop();
      await services.entities.close();
    },
  };
}
