// The composition root: it alone names concrete stores and channels, and reads like a parts list.

import { randomBytes, randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import type { Logger } from 'pino';
import { createDirectLine, createTokens, verifyIdentity } from './channels/direct-line/index.js';
import type { TeamsChannel } from './channels/teams/index.js';
import { type Config, carriesKeyOpenly, isLoopback } from './config.js';
import { type CustomerService, createCustomerService } from './customer-service.js';
import { dayIn } from './data/calendar.js';
import { createChangeFeed } from './data/change-feed.js';
import type { AgentId, Clock } from './data/ids.js';
import type { Stores } from './data/ports.js';
import { takeShopEvents } from './data/take-shop-events.js';
import { createFutureFitting } from './future-fitting.js';
import { openLiveThresholds } from './live-thresholds.js';
import { type Folder, loadFolder } from './load-folder.js';
import { findSecrets } from './secrets.js';
import { createLoginLimit } from './server/agent-login.js';
import { registerAgentRoutes } from './server/agent-routes.js';
import { registerBusinessRoutes } from './server/business-routes.js';
import { allowEmbedders } from './server/cors.js';
import { createServer } from './server/create-server.js';
import { type DemoCustomer, registerDemo } from './server/demo-routes.js';
import { registerDirectLine } from './server/direct-line-routes.js';
import { registerEvents } from './server/events-routes.js';
import { registerMessages } from './server/messages-route.js';
import { registerPages } from './server/pages.js';
import { picturePath, registerPictures } from './server/picture-routes.js';
import { createSessions } from './server/sessions.js';
import { serveStreams } from './server/upgrade.js';
import { createTrials } from './threshold-trials.js';
import { createThresholdsDesk } from './thresholds-desk.js';
import { newestKnowledge } from './understanding/learning/index.js';
import type { AnswerPhraser } from './understanding/phrase-answer/index.js';

/** Where the product's own texts are; they stand in for what a business leaves out. */
const SHIPPED = 'data/business';
const WEB_FOLDER = 'dist/web';
/** Customers in the demo's chooser; the demo business has fewer, a business of a million is no list to choose from. */
const SHOWN_IN_DEMO = 200;

export interface Overrides {
  readonly stores?: Stores;
  readonly clock?: Clock;
  readonly newId?: () => string;
  /** Called when nothing more may be stored, because another process took the data folder. By default the process ends. */
  readonly onFatal?: (error: unknown) => void;
}

export interface App {
  /** Where it listens, for example `http://127.0.0.1:3978`. */
  readonly url: string;
  readonly folder: Folder;
  readonly teams: TeamsChannel | undefined;
  readonly logins: readonly {
    readonly name: string;
    readonly email: string;
    readonly password: string;
    /** May enter the business's console. */
    readonly supervisor: boolean;
  }[];
  /** What ought to be known at the start, though it is no fault. */
  readonly remarks: readonly string[];
  /** Ends what was begun, within 10 s. Idempotent. */
  close(): Promise<void>;
}

/**
 * Builds the app and listens.
 * @throws RapportError for whatever must not start: a fault in the business's files, a data folder in use.
 */
export async function createApp(config: Config, log: Logger, overrides: Overrides = {}): Promise<App> {
  const clock = overrides.clock ?? (() => new Date());
  const newId = overrides.newId ?? randomUUID;
  const onError = (error: unknown) => log.error({ err: error }, 'a part of the app failed');

  const shipped = resolve(SHIPPED);
  const folder = await loadFolder(config.businessDir, shipped, (timeZone) => dayIn(clock(), timeZone));
  const { business } = folder;
  const { profile } = business;
  const stores =
    overrides.stores ?? (await openStores(config, log, overrides.onFatal ?? (() => process.exit(1))));
  const secrets = await findSecrets(config);
  const feed = stores.feed ?? createChangeFeed(onError);
  const future = createFutureFitting({
    folder: business.folder,
    customers: business.customers.size,
    today: () => dayIn(clock(), profile.timeZone),
    onFault: onError,
  });
  const thresholds = await openLiveThresholds({
    folder,
    stores,
    clock,
    onRefused: (error) => log.error({ err: error }, 'changed thresholds were not taken'),
    // The first version is the folder's own, and no news.
    onTaken: ({ version, author, differences }) => {
      if (differences.length > 0) log.info({ version, author, differences }, 'thresholds are in force');
    },
  });
  /** Known once the server listens; nobody is answered before. */
  let url = config.publicUrl;
  const service = createCustomerService({
    folder,
    thresholds,
    outlook: future.outlook,
    stores,
    feed,
    clock,
    newId,
    onError,
    phraser: await loadPhraser(config, clock, log),
    pictureOf: (id) => {
      const product = business.products.get(id);
      return product && url ? new URL(picturePath(product), url).href : undefined;
    },
    learnt: await newestKnowledge(stores),
  });
  const { bot, desk, learning } = service;
  await desk.start();
  await learning.start();
  // Seconds for sentences that were never learnt here; a customer who came meanwhile would wait for nothing said.
  await service.understands;
  const teamsChannel = await loadTeams(config);

  const { server, close: closeServer } = createServer({
    log,
    production: config.mode === 'production',
    probe: () => stores.collection('sessions').get('health'),
    ...(config.metricsToken ? { metricsToken: config.metricsToken } : {}),
  });
  allowEmbedders(server, config.embedOrigins);
  // Nothing is awaited from here until every route is there, so that no request finds half of them.
  const address = await listen(server, config);
  url = config.publicUrl || address;

  const directLine = createDirectLine({
    stores,
    feed,
    clock,
    newId,
    log,
    turn: bot.turn,
    tokens: createTokens({ secret: secrets.tokens, clock }),
    identify: (jwt) =>
      verifyIdentity(jwt, {
        secret: secrets.identity,
        clock,
        knownCustomer: (id) => business.customers.has(id),
      }),
    newKey: () => randomBytes(32).toString('base64url'),
    publicUrl: url,
    botName: profile.botName,
    join: async (guest, customer) => (await service.join(guest, customer)) !== 'busy',
  });
  const teams = teamsChannel?.createTeamsChannel({
    stores,
    feed,
    clock,
    newId,
    log,
    turn: bot.turn,
    appId: config.appId,
    appPassword: config.appPassword,
    tenantId: config.appTenantId,
    appType: config.appType,
    auth: config.botAuth,
    serviceUrlAllowList: config.serviceUrlHosts,
    linkedCustomer: (teamsId) => {
      const card = business.customerOnTeams(teamsId);
      return card && { customerId: card.id, name: card.name };
    },
  });

  registerDirectLine(server, { directLine, trustProxy: config.trustProxy });
  const stopStreams = serveStreams(server, {
    trustProxy: config.trustProxy,
    directLine,
    publicUrl: url,
    embedOrigins: config.embedOrigins,
    log,
  });
  registerMessages(server, teams);
  registerPictures(server, business);
  registerEvents(server, {
    key: config.eventsKey,
    take: (events) => takeShopEvents({ stores, feed, business, clock }, events),
  });
  const passwords = demoPasswords();
  const sessions = createSessions({
    stores,
    clock,
    agents: business.agents,
    newToken: () => randomBytes(32).toString('base64url'),
    demoPasswords: passwords,
  });
  const loginLimit = createLoginLimit();
  const agentApi = registerAgentRoutes(server, {
    sessions,
    loginLimit,
    desk,
    proposals: learning.proposals,
    onError,
    businessName: profile.name,
    publicUrl: url,
    trustProxy: config.trustProxy,
  });
  registerBusinessRoutes(server, {
    sessions,
    loginLimit,
    learning,
    thresholds: createThresholdsDesk({
      folder,
      thresholds,
      clock,
      tryOnPast: createTrials({ ...config, folder, stores, mayMakeUp: business.folder === shipped }),
      onAudit: (audited) => log.info({ audit: 'thresholds', ...audited }, 'audit'),
      onError,
    }),
    businessName: profile.name,
    publicUrl: url,
    trustProxy: config.trustProxy,
  });
  if (config.mode === 'demo') {
    registerDemo(server, {
      customers: async () => demoCustomers(folder, service.standingOf),
      identitySecret: secrets.identity,
      clock,
    });
  }
  const pages = registerPages(server, {
    webFolder: resolve(WEB_FOLDER),
    publicUrl: url,
    profile,
    demo: config.mode === 'demo',
    embedOrigins: config.embedOrigins,
    products: business.products.values(),
    newNonce: () => randomBytes(16).toString('base64'),
  });
  await teams?.start();
  // Ready first: until it is fitted, gates alone decide.
  void future.start();

  function demoPasswords(): ReadonlyMap<AgentId, string> | undefined {
    const { demoPassword } = secrets;
    return demoPassword && new Map([...business.agents.keys()].map((id) => [id, demoPassword(id)]));
  }

  let closing: Promise<void> | undefined;
  async function close(): Promise<void> {
    agentApi.close();
    stopStreams();
    await closeServer();
    await teams?.close();
    await future.close();
    await service.stop();
    await thresholds.close();
    await stores.close();
  }

  return {
    url,
    folder,
    teams,
    remarks: [
      ...folder.remarks,
      ...(pages === 'not-built' ? ['The pages are not built: run `npm run build`.'] : []),
      ...(carriesKeyOpenly(config)
        ? ['GENERATE_URL is not https: questions and the key go over the network as they are.']
        : []),
      ...(isLoopback(config.host) ? [] : [`Listening beyond this machine, on ${config.host}.`]),
      ...(url.startsWith('https:') && !config.trustProxy
        ? ['TRUST_PROXY is false: behind a proxy, all visitors would share the limits of one address.']
        : []),
    ],
    logins: [...business.agents.values()].flatMap((agent) => {
      const password = passwords?.get(agent.id);
      const supervisor = (agent.roles?.length ?? 0) > 0;
      return password && !agent.passwordHash
        ? [{ name: agent.name, email: agent.email, password, supervisor }]
        : [];
    }),
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}

/** What is not configured is not loaded: a start is mostly the loading of packages. */
async function loadTeams({ appId, botAuth }: Config) {
  const configured = appId !== '' || botAuth === 'off';
  return configured ? import('./channels/teams/index.js') : undefined;
}

/** Off, unless an endpoint is named. */
async function loadPhraser(config: Config, clock: Clock, log: Logger): Promise<AnswerPhraser | undefined> {
  if (config.generateUrl === '') return undefined;
  const { createAnswerPhraser } = await import('./understanding/phrase-answer/index.js');
  return createAnswerPhraser({
    endpoint: {
      url: config.generateUrl,
      key: config.generateKey,
      model: config.generateModel,
      maxTokens: config.generateTokens,
      timeout: config.generateTimeout,
    },
    concurrent: config.generateConcurrency,
    clock,
    fetch,
    onRest: (why, milliseconds) =>
      log.warn(
        { why, seconds: Math.ceil(milliseconds / 1000) },
        'answers are quoted for a while: GENERATE_URL',
      ),
  });
}

async function openStores(config: Config, log: Logger, onFatal: (error: unknown) => void): Promise<Stores> {
  switch (config.store) {
    case 'memory': {
      const { createMemoryStores } = await import('./data/memory/memory-stores.js');
      return createMemoryStores();
    }
    case 'lowdb': {
      const { openLowdbStores } = await import('./data/lowdb/lowdb-stores.js');
      return openLowdbStores(config.dataDir, { log, onLockLost: onFatal });
    }
    case 'postgres': {
      const { openPostgresStores } = await import('./data/postgres/postgres-stores.js');
      return openPostgresStores(config.databaseUrl, {
        onError: (error) => log.error({ err: error }, 'the database does not tell what other processes do'),
      });
    }
  }
}

async function listen(server: ReturnType<typeof createServer>['server'], config: Config): Promise<string> {
  await new Promise<void>((done, fail) => {
    server.server.once('error', fail);
    server.listen(config.port, config.host, () => done());
  });
  const address = server.server.address();
  const port = typeof address === 'object' && address ? address.port : config.port;
  return `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`;
}

/** The demo's customers for its chooser, by level, so that a newcomer can try each. */
function demoCustomers(
  { business }: Folder,
  standingOf: CustomerService['standingOf'],
): readonly DemoCustomer[] {
  return first(business.customers.values(), SHOWN_IN_DEMO)
    .map(({ id, name }) => ({ id, name, ...standingOf(id) }))
    .sort((a, b) => a.level - b.level || a.name.localeCompare(b.name));
}

function first<T>(items: Iterable<T>, count: number): readonly T[] {
  const taken: T[] = [];
  for (const item of items) {
    if (taken.length === count) break;
    taken.push(item);
  }
  return taken;
}
