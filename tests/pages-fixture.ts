// A running server with the built pages, the real Direct Line and a bot that is a few lines long; browsers are pointed at it.

import { once } from 'node:events';
import { join } from 'node:path';
import { createDirectLine, createTokens, verifyIdentity } from '../channels/direct-line/index.js';
import type { TurnHandler } from '../channels/turn.js';
import type { Product } from '../data/business.js';
import { createChangeFeed } from '../data/change-feed.js';
import type { Clock, CustomerId, ProductId } from '../data/ids.js';
import { createMemoryStores } from '../data/memory/memory-stores.js';
import type { ChangeFeed, Stores } from '../data/ports.js';
import { createTypingFeed, type TypingFeed } from '../handoff/typing-feed.js';
import { allowEmbedders } from '../server/cors.js';
import { createServer } from '../server/create-server.js';
import { registerDemo } from '../server/demo-routes.js';
import { registerDirectLine } from '../server/direct-line-routes.js';
import { type PagesOptions, registerPages } from '../server/pages.js';
import { serveStreams } from '../server/upgrade.js';
import { echoTurn, SECRET, SITE_SECRET, silent } from './direct-line-fixture.js';

export const DIST_WEB = join(import.meta.dirname, '../dist/web');

export const LAMP: Product = {
  id: 'p-lamp' as ProductId,
  name: 'Heron lamp',
  category: 'lamps',
  rooms: ['study'],
  price: 59.9,
  materials: ['oak'],
  colours: ['natural'],
  vegan: true,
  size: '',
  stock: 4,
  description: 'A reading lamp that stays where it is put.',
};

export const DEMO_CUSTOMERS = [
  { id: 'c-1002', name: 'Maya Byrne', level: 2, sentence: 'Level 2, convenience: 3 orders.' },
  { id: 'c-1005', name: 'Tom Kelleher', level: 5, sentence: 'Level 5, self-expression: a member.' },
];

export interface Site {
  readonly port: number;
  readonly url: string;
  readonly stores: Stores;
  readonly feed: ChangeFeed;
  readonly pages: 'ready' | 'not-built';
  /** What the page told besides messages: `typing`, and `read` with the id of the line. */
  readonly signs: readonly string[];
  readonly typingFeed: TypingFeed;
  stop(): Promise<void>;
}

export interface SiteSetting extends Partial<PagesOptions> {
  readonly port?: number;
  readonly stores?: Stores;
  readonly clock?: Clock;
  readonly turn?: (stores: Stores, feed: ChangeFeed) => TurnHandler;
}

/** Without a port, a free one is taken. */
export async function startSite(setting: SiteSetting = {}): Promise<Site> {
  const clock = setting.clock ?? (() => new Date());
  const newId = () => crypto.randomUUID();
  const stores = setting.stores ?? createMemoryStores();
  const feed = createChangeFeed(() => undefined);
  const { server, close } = createServer({ log: silent, production: false });
  server.listen(setting.port ?? 0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as { port: number };
  const publicUrl = `http://127.0.0.1:${port}`;
  const embedOrigins = setting.embedOrigins ?? [];

  const knownCustomer = (id: CustomerId) => DEMO_CUSTOMERS.some((customer) => customer.id === id);
  const signs: string[] = [];
  const typingFeed = createTypingFeed();
  const directLine = createDirectLine({
    typingFeed,
    signs: {
      typing: () => signs.push('typing'),
      async read(_customer, _conversation, line) {
        signs.push(`read ${line}`);
      },
    },
    stores,
    feed,
    turn: setting.turn?.(stores, feed) ?? echoTurn(stores, feed, clock, newId),
    tokens: createTokens({ secret: SECRET, clock }),
    identify: (jwt) => verifyIdentity(jwt, { secret: SITE_SECRET, clock, knownCustomer }),
    clock,
    newId,
    newKey: () => newId() + newId(),
    log: silent,
    publicUrl,
    botName: 'Robin',
  });
  allowEmbedders(server, embedOrigins);
  registerDirectLine(server, { directLine, trustProxy: false });
  registerDemo(server, { customers: async () => DEMO_CUSTOMERS, identitySecret: SITE_SECRET, clock });
  const pages = registerPages(server, {
    webFolder: DIST_WEB,
    publicUrl,
    profile: {
      name: 'Fennel & Fir',
      botName: 'Robin',
      accent: '#2f5d50',
      locale: 'en-IE',
      currency: 'EUR',
    },
    demo: true,
    products: [{ ...LAMP, id: 'p-sold' as ProductId, name: 'Sold-out lamp', stock: 0 }, LAMP],
    newNonce: newId,
    ...setting,
    embedOrigins,
  });
  const closeStreams = serveStreams(server, { directLine, publicUrl, embedOrigins, log: silent });
  return {
    port,
    url: publicUrl,
    stores,
    feed,
    pages,
    signs,
    typingFeed,
    async stop() {
      closeStreams();
      await close();
    },
  };
}
