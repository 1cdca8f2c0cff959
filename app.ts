// The composition root: it alone names concrete stores and channels, and reads like a parts list.

import { randomBytes, randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import type { Logger } from 'pino';
import {
  createDirectLine,
  createTokens,
  createUploadStore,
  verifyIdentity,
} from './channels/direct-line/index.js';
import type { TeamsChannel } from './channels/teams/index.js';
import { type Config, carriesKeyOpenly, isLoopback, tellsOpenly } from './config.js';
import { dayIn } from './data/calendar.js';
import { createChangeFeed } from './data/change-feed.js';
import type { AgentId, Clock } from './data/ids.js';
import type { Stores } from './data/ports.js';
import { createSatisfactionBook } from './data/satisfaction-book.js';
import { createSatisfactionFigures } from './data/satisfaction-figures.js';
import { createSatisfactionListener } from './data/satisfaction-listener.js';
import { takeShopEvents } from './data/take-shop-events.js';
import { createFutureFitting } from './fitting/future-fitting.js';
import { createToldPlace } from './fitting/told-place.js';
import { tellingStores } from './handoff/outside/index.js';
import { createLoginLimit } from './server/agent-login.js';
import { registerAgentRoutes } from './server/agent-routes.js';
import { createKeptChoices, createSharedSigns } from './server/agent-signs.js';
import { registerBusinessRoutes } from './server/business-routes.js';
import { allowEmbedders } from './server/cors.js';
import { createServer } from './server/create-server.js';
import { type DemoCustomer, registerDemo } from './server/demo-routes.js';
import { registerDeskEvents } from './server/desk-events-routes.js';
import { registerDirectLine } from './server/direct-line-routes.js';
import { registerEvents } from './server/events-routes.js';
import { registerMessages } from './server/messages-route.js';
import { noticeCounter, satisfactionCounters } from './server/metrics.js';
import { registerPages } from './server/pages.js';
import { picturePath, registerPictures } from './server/picture-routes.js';
import { createSessions } from './server/sessions.js';
import { serveStreams } from './server/upgrade.js';
import { type CustomerService, createCustomerService } from './service/customer-service.js';
import { openLiveCatalogue } from './service/live-catalogue.js';
import { openLiveThresholds } from './service/live-thresholds.js';
import { type Folder, loadFolder } from './service/load-folder.js';
import { createNoticeRounds } from './service/notice-rounds.js';
import { createTellers, outsidersOf } from './service/outside-tellers.js';
import { findSecrets } from './service/secrets.js';
import { createTrials } from './service/threshold-trials.js';
import { createThresholdsDesk } from './service/thresholds-desk.js';
import { usualSentences } from './service/usual-sentences.js';
import { newestKnowledge } from './understanding/learning/index.js';
import type { AnswerPhraser } from './understanding/phrase-answer/index.js';
import { createTopicReader } from './understanding/topic-examples.js';

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
  const loaded = await loadFolder(config.businessDir, shipped, (timeZone) => dayIn(clock(), timeZone));
  const { profile } = loaded.business;
  const catalogue = await openLiveCatalogue({
    business: loaded.business,
    today: () => dayIn(clock(), profile.timeZone),
    onRefused: (error) => log.error({ err: error }, 'a changed table was not taken'),
  });
  catalogue.onTaken((taken) => log.info(taken, 'a table of the business was saved'));
  const { business } = catalogue;
  const folder: Folder = { ...loaded, business };
  const stores = tellingStores(
    overrides.stores ?? (await openStores(config, log, overrides.onFatal ?? (() => process.exit(1)))),
    outsidersOf(config),
  );
  const secrets = await findSecrets(config);
  const feed = stores.feed ?? createChangeFeed(onError);
  const told = createToldPlace(config, stores);
  const future = createFutureFitting({
    folder: business.folder,
    told,
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
  const topics = createTopicReader({
    usual: usualSentences(business, thresholds.current),
    onFault: onError,
  });
  /** Known once the server listens; nobody is answered before. */
  let url = config.publicUrl;
  const service = createCustomerService({
    folder,
    thresholds,
    outlook: future.outlook,
    told,
    topics,
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
    deskIs: config.desk,
  });
  const { bot, desk, learning } = service;
  await desk.start();
  await learning.start();
  // Seconds for sentences that were never learnt here; a customer who came meanwhile would wait for nothing said.
  await service.understands;
  const teamsChannel = await loadTeams(config);

  const {
    server,
    metrics,
    close: closeServer,
  } = createServer({
    log,
    production: config.mode === 'production',
    probe: () => stores.collection('sessions').get('health'),
    ...(config.metricsToken ? { metricsToken: config.metricsToken } : {}),
  });
  const book = createSatisfactionBook(stores.collection('satisfaction'), () =>
    dayIn(clock(), profile.timeZone),
  );
  const satisfaction = createSatisfactionListener({
    customers: stores.customers,
    feed,
    book,
    timeZone: profile.timeZone,
    onNews: satisfactionCounters(metrics),
    onError,
  });
  satisfaction.start();
  const countNotice = noticeCounter(metrics);
  const rounds = createNoticeRounds({
    ...{ stores, feed, clock, onError },
    owner: newId(),
    write: bot.writeNotices,
    onAudit(audited) {
      log.info({ audit: 'notices', ...audited }, 'audit');
      countNotice(audited);
    },
  });
  catalogue.onTaken(rounds.worldChanged);
  allowEmbedders(server, config.embedOrigins);
  // Nothing is awaited from here until every route is there, so that no request finds half of them.
  const address = await listen(server, config);
  url = config.publicUrl || address;

  const newKey = () => randomBytes(32).toString('base64url');
  const directLine = createDirectLine({
    stores,
    feed,
    clock,
    newId,
    log,
    turn: bot.turn,
    signs: desk.signs,
    typingFeed: desk.typingFeed,
    tokens: createTokens({ secret: secrets.tokens, clock }),
    identify: (jwt) =>
      verifyIdentity(jwt, {
        secret: secrets.identity,
        clock,
        knownCustomer: (id) => business.customers.has(id),
      }),
    newKey,
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
    typingFeed: desk.typingFeed,
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
  registerDeskEvents(server, {
    ...{ clock, secret: config.deskSecret },
    take: service.outsideDesk?.take,
  });
  const tellers = createTellers(config, {
    ...{ folder, stores, feed, clock, log, url },
    owner: newId(),
    ...{ newId, nameOf: service.nameOf, outsideDesk: service.outsideDesk },
  });
  const passwords = demoPasswords();
  const sessions = createSessions({
    stores,
    clock,
    agents: business.agents,
    newToken: newKey,
    demoPasswords: passwords,
  });
  const loginLimit = createLoginLimit();
  const agentApi = registerAgentRoutes(server, {
    sessions,
    loginLimit,
    desk,
    team: desk.team,
    awayAfterMinutes: () => profile.awayAfterMinutes,
    shared: createSharedSigns(stores),
    choices: createKeptChoices(stores),
    tools: service.tools,
    files: createUploadStore({ stores, clock, newKey, publicUrl: url }),
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
    satisfaction: createSatisfactionFigures({
      customers: stores.customers,
      book,
      clock,
      timeZone: profile.timeZone,
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
  await tellers.start();
  await rounds.start();
  // Ready first: until it is fitted, gates alone decide.
  void future.start();
  void topics.prepare(thresholds.current.topics);

  function demoPasswords(): ReadonlyMap<AgentId, string> | undefined {
    const { demoPassword } = secrets;
    return demoPassword && new Map([...business.agents.keys()].map((id) => [id, demoPassword(id)]));
  }

  let closing: Promise<void> | undefined;
  async function close(): Promise<void> {
    agentApi.close();
    stopStreams();
    await closeServer();
    await catalogue.close();
    await rounds.close();
    await teams?.close();
    await tellers.close();
    await future.close();
    await service.stop();
    await topics.close();
    await satisfaction.stop();
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
      ...tellsOpenly(config).map(
        (name) => `${name} is not https: what customers write goes over the network as it is.`,
      ),
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
