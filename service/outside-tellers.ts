// Wires what is told outside of each handoff: the business's webhook, and the desk that stands in for ours, where they are configured.

import type { Logger } from 'pino';
import type { Config } from '../config.js';
import type { Outsider } from '../data/conversation.js';
import type { CustomerRecord } from '../data/customer.js';
import type { AgentId, Clock } from '../data/ids.js';
import type { ChangeFeed, Stores } from '../data/ports.js';
import {
  activityFor,
  createTeller,
  type OutsideDesk,
  type Receiver,
  type Teller,
  tellSigns,
} from '../handoff/outside/index.js';
import type { Folder } from './load-folder.js';

export function outsidersOf({ desk, webhookUrl }: Config): readonly Outsider[] {
  return [
    ...(webhookUrl === '' ? [] : ['webhook' as const]),
    ...(desk === 'outside' ? ['desk' as const] : []),
  ];
}

/** @returns what is to be started once the server listens, and closed before the stores. */
export function createTellers(
  config: Config,
  parts: {
    readonly folder: Folder;
    /** Those that note whom to tell; see tellingStores. */
    readonly stores: Stores;
    readonly feed: ChangeFeed;
    readonly clock: Clock;
    /** Unique to the process. */
    readonly owner: string;
    readonly log: Logger;
    /** Where the bot is reached. */
    readonly url: string;
    readonly nameOf: (record: CustomerRecord) => string;
    readonly newId: () => string;
    /** Whose agents are told that their customers type and read; absent: there is none. */
    readonly outsideDesk: Pick<OutsideDesk, 'onSign'> | undefined;
  },
): Pick<Teller, 'start' | 'close'> {
  const { business } = parts.folder;
  const { botName, locale, timeZone } = business.profile;
  const receivers: Readonly<Record<Outsider, Receiver>> = {
    webhook: { url: config.webhookUrl, secret: config.webhookSecret },
    desk: { url: config.deskUrl, secret: config.deskSecret },
  };
  const around = {
    ...{ botName, locale, timeZone },
    serviceUrl: parts.url,
    nameOf: parts.nameOf,
    agentName: (id: AgentId) => business.agents.get(id)?.name ?? id,
    contextOf: ({ id, kind }: CustomerRecord) => {
      const dedicated = business.customers.get(id)?.dedicatedAgent;
      const agent = dedicated && business.agents.get(dedicated);
      return { customerKind: kind, ...(agent ? { dedicatedAgent: agent.name } : {}) };
    },
  };
  const tellers = outsidersOf(config).map((outsider) =>
    createTeller({
      ...parts,
      outsider,
      receiver: receivers[outsider],
      activityFor: (record, untold) => activityFor(record, untold, around),
      fetch,
      random: Math.random,
    }),
  );
  const { outsideDesk, clock, newId, url } = parts;
  const stopSigns =
    outsideDesk &&
    tellSigns({ onSign: outsideDesk.onSign, receiver: receivers.desk, serviceUrl: url, clock, newId, fetch });
  return {
    async start() {
      for (const teller of tellers) await teller.start();
    },
    async close() {
      stopSigns?.();
      await Promise.all(tellers.map((teller) => teller.close()));
    },
  };
}
