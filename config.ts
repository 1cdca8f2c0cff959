// The environment as a frozen configuration: one row a variable, all faults reported at once. The only file that knows process.env's names.

import { resolve } from 'node:path';
import { RapportError } from './data/errors.js';

export interface Config {
  /** `demo`: the demo log-ins and the customer chooser are there. `production`: they are not, and secrets must be given. */
  readonly mode: 'demo' | 'production';
  readonly host: string;
  readonly port: number;
  /** As customers' browsers and Teams reach it; empty: `http://<host>:<port>`. */
  readonly publicUrl: string;
  readonly dataDir: string;
  readonly businessDir: string;
  readonly store: 'lowdb' | 'postgres' | 'memory';
  /** Where PostgreSQL is, with user and password; for that store only. */
  readonly databaseUrl: string;
  /** Signs tokens and sessions; empty in the demo: one is made and kept in the data folder. */
  readonly secret: string;
  /** Shared with the business's site, which signs its customers' identities with it; empty: derived like `secret`. */
  readonly identitySecret: string;
  readonly embedOrigins: readonly string[];
  readonly trustProxy: boolean;
  readonly metricsToken: string;
  /** What the business's shop sends with its events; empty: none are taken. */
  readonly eventsKey: string;
  /** `outside`: agents work elsewhere, and only events go to and fro. */
  readonly desk: 'own' | 'outside';
  /** Where the outside desk takes events, and what both sides sign with. */
  readonly deskUrl: string;
  readonly deskSecret: string;
  /** Where the business takes events of handoffs, and what they are signed with; empty: nobody is told. */
  readonly webhookUrl: string;
  readonly webhookSecret: string;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  readonly botAuth: 'required' | 'off';
  readonly appId: string;
  readonly appPassword: string;
  readonly appTenantId: string;
  readonly appType: 'MultiTenant' | 'SingleTenant';
  readonly serviceUrlHosts: readonly string[];
  /** Of an endpoint that speaks OpenAI's chat completions; empty: answers are quoted. */
  readonly generateUrl: string;
  readonly generateKey: string;
  readonly generateModel: string;
  /** Milliseconds. */
  readonly generateTimeout: number;
  /** Tokens of one reply. */
  readonly generateTokens: number;
  /** Requests at a time. */
  readonly generateConcurrency: number;
}

interface Variable<T> {
  readonly name: string;
  readonly fallback: string;
  readonly purpose: string;
  /** @throws Error that says what the value has to be. */
  readonly parse: (text: string) => T;
}

const text = (value: string): string => value;

function oneOf<const T extends string>(...values: readonly T[]): (text: string) => T {
  return (given) => {
    const found = values.find((value) => value === given);
    if (found === undefined) throw new Error(`must be one of: ${values.join(', ')}`);
    return found;
  };
}

function port(given: string): number {
  const number = Number(given);
  if (!Number.isInteger(number) || number < 0 || number > 65_535)
    throw new Error('must be a port, 0 to 65535');
  return number;
}

function wholeNumber(least: number, most: number): (text: string) => number {
  return (given) => {
    const number = Number(given);
    if (!Number.isInteger(number) || number < least || number > most)
      throw new Error(`must be a whole number, ${least} to ${most}`);
    return number;
  };
}

function flag(given: string): boolean {
  return oneOf('true', 'false')(given) === 'true';
}

function list(given: string): readonly string[] {
  return given
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function origins(given: string): readonly string[] {
  return list(given).map((item) => {
    if (!URL.canParse(item) || new URL(item).origin !== item) {
      throw new Error(`must be origins such as https://shop.example, with commas between; "${item}" is none`);
    }
    return item;
  });
}

function url(given: string): string {
  if (given === '') return given;
  if (!URL.canParse(given) || !/^https?:$/.test(new URL(given).protocol))
    throw new Error('must be an http or https address');
  return given.replace(/\/$/, '');
}

function endpointUrl(given: string): string {
  const address = url(given);
  if (address === '') return address;
  const { username, password, hash } = new URL(address);
  if (username !== '' || password !== '') throw new Error('must not have a user in it; use GENERATE_KEY');
  if (hash !== '') throw new Error('must not have a # in it');
  return address;
}

/** As given: another slash at the end is another address to some. */
function receiverUrl(given: string): string {
  if (url(given) === '') return given;
  const { username, password, hash } = new URL(given);
  if (username !== '' || password !== '') throw new Error('must not have a user in it; requests are signed');
  if (hash !== '') throw new Error('must not have a # in it');
  return given;
}

function databaseUrl(given: string): string {
  if (given !== '' && !(URL.canParse(given) && /^postgres(ql)?:$/.test(new URL(given).protocol)))
    throw new Error('must be an address such as postgresql://user:password@host:5432/database');
  return given;
}

function secret(given: string): string {
  if (given !== '' && given.length < 32) throw new Error('must have at least 32 characters');
  return given;
}

/** One row a variable; .env.example is these rows, and a test keeps it so. */
export const VARIABLES: { readonly [K in keyof Config]: Variable<Config[K]> } = {
  mode: {
    name: 'MODE',
    fallback: 'demo',
    purpose: 'demo (log-ins and a customer chooser to try it) or production',
    parse: oneOf('demo', 'production'),
  },
  host: {
    name: 'HOST',
    fallback: '127.0.0.1',
    purpose: 'address to listen on; the demo stays on this machine',
    parse: text,
  },
  port: { name: 'PORT', fallback: '3978', purpose: 'port to listen on; 0 takes a free one', parse: port },
  publicUrl: {
    name: 'PUBLIC_URL',
    fallback: '',
    purpose: 'address under which browsers reach it; empty: http://HOST:PORT',
    parse: url,
  },
  dataDir: {
    name: 'DATA_DIR',
    fallback: 'var/data',
    purpose: 'folder of the embedded store',
    parse: (given) => resolve(given),
  },
  businessDir: {
    name: 'BUSINESS_DIR',
    fallback: 'data/business',
    purpose: "folder with the business's own files",
    parse: (given) => resolve(given),
  },
  store: {
    name: 'STORE',
    fallback: 'lowdb',
    purpose: 'lowdb (embedded, one process), postgres (several processes) or memory (nothing is kept)',
    parse: oneOf('lowdb', 'postgres', 'memory'),
  },
  databaseUrl: {
    name: 'DATABASE_URL',
    fallback: '',
    purpose: 'for STORE=postgres: postgresql://user:password@host:5432/database',
    parse: databaseUrl,
  },
  secret: {
    name: 'SECRET',
    fallback: '',
    purpose: 'signs tokens and sessions, 32 characters or more; required in production',
    parse: secret,
  },
  identitySecret: {
    name: 'IDENTITY_SECRET',
    fallback: '',
    purpose: "shared with the business's site, which signs its customers' identities; required in production",
    parse: secret,
  },
  embedOrigins: {
    name: 'EMBED_ORIGINS',
    fallback: '',
    purpose: 'origins of sites that embed the chat, with commas between',
    parse: origins,
  },
  trustProxy: {
    name: 'TRUST_PROXY',
    fallback: 'false',
    purpose: 'true behind a reverse proxy that sets X-Forwarded-For',
    parse: flag,
  },
  metricsToken: {
    name: 'METRICS_TOKEN',
    fallback: '',
    purpose: 'bearer token for /metrics; empty: only from this machine',
    parse: text,
  },
  eventsKey: {
    name: 'EVENTS_KEY',
    fallback: '',
    purpose:
      "bearer token of the business's shop for POST /api/events, 32 characters or more; empty: no events",
    parse: secret,
  },
  desk: {
    name: 'DESK',
    fallback: 'own',
    purpose: 'own (the agent console) or outside (a desk elsewhere, which gets and sends handoff events)',
    parse: oneOf('own', 'outside'),
  },
  deskUrl: {
    name: 'DESK_URL',
    fallback: '',
    purpose: 'for DESK=outside: where that desk takes events',
    parse: receiverUrl,
  },
  deskSecret: {
    name: 'DESK_SECRET',
    fallback: '',
    purpose: 'for DESK=outside: signs events both ways, 32 characters or more',
    parse: secret,
  },
  webhookUrl: {
    name: 'WEBHOOK_URL',
    fallback: '',
    purpose: 'where the business takes events of handoffs; empty: nobody is told',
    parse: receiverUrl,
  },
  webhookSecret: {
    name: 'WEBHOOK_SECRET',
    fallback: '',
    purpose: 'signs them, 32 characters or more',
    parse: secret,
  },
  logLevel: {
    name: 'LOG_LEVEL',
    fallback: 'info',
    purpose: 'debug, info, warn, error or silent',
    parse: oneOf('debug', 'info', 'warn', 'error', 'silent'),
  },
  botAuth: {
    name: 'BOT_AUTH',
    fallback: 'required',
    purpose: 'off lets the Agents Playground in without a token, on this machine only',
    parse: oneOf('required', 'off'),
  },
  appId: {
    name: 'MICROSOFT_APP_ID',
    fallback: '',
    purpose: 'app id of the Azure bot; empty: Teams is off',
    parse: text,
  },
  appPassword: { name: 'MICROSOFT_APP_PASSWORD', fallback: '', purpose: 'its password', parse: text },
  appTenantId: {
    name: 'MICROSOFT_APP_TENANT_ID',
    fallback: '',
    purpose: 'its tenant, for SingleTenant',
    parse: text,
  },
  appType: {
    name: 'MICROSOFT_APP_TYPE',
    fallback: 'MultiTenant',
    purpose: 'MultiTenant or SingleTenant',
    parse: oneOf('MultiTenant', 'SingleTenant'),
  },
  serviceUrlHosts: {
    name: 'SERVICE_URL_HOSTS',
    fallback: 'smba.trafficmanager.net',
    purpose: 'hosts that replies to Teams may be sent to, with commas between',
    parse: list,
  },
  generateUrl: {
    name: 'GENERATE_URL',
    fallback: '',
    purpose: 'endpoint that may word answers, such as https://api.example/v1; empty: answers are quoted',
    parse: endpointUrl,
  },
  generateKey: {
    name: 'GENERATE_KEY',
    fallback: '',
    purpose: 'its key, sent as a bearer token',
    parse: text,
  },
  generateModel: { name: 'GENERATE_MODEL', fallback: '', purpose: 'its model', parse: text },
  generateTimeout: {
    name: 'GENERATE_TIMEOUT_MS',
    fallback: '2500',
    purpose: 'milliseconds after which the answer is quoted instead, 100 to 10000',
    parse: wholeNumber(100, 10_000),
  },
  generateTokens: {
    name: 'GENERATE_MAX_TOKENS',
    fallback: '250',
    purpose: 'most tokens of one answer, 16 to 2000',
    parse: wholeNumber(16, 2000),
  },
  generateConcurrency: {
    name: 'GENERATE_CONCURRENCY',
    fallback: '4',
    purpose: 'answers worded at a time, 1 to 100; the others are quoted',
    parse: wholeNumber(1, 100),
  },
};

/**
 * @param env for example process.env; it is only read.
 * @throws RapportError CONFIG_INVALID that names every fault.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const faults: string[] = [];
  const read = Object.entries(VARIABLES).map(([key, variable]: [string, Variable<unknown>]) => {
    const given = env[variable.name] || variable.fallback;
    try {
      return [key, variable.parse(given)];
    } catch (error) {
      const shown = /SECRET|PASSWORD|TOKEN$|KEY$|(DATABASE|GENERATE|DESK|WEBHOOK)_URL/.test(variable.name)
        ? '(not shown)'
        : JSON.stringify(given);
      faults.push(`${variable.name}=${shown} ${error instanceof Error ? error.message : error}`);
      return [key, undefined];
    }
  });
  const config: Config = Object.freeze(Object.fromEntries(read));
  if (faults.length === 0) faults.push(...contradictions(config));
  if (faults.length > 0) {
    throw new RapportError(
      'CONFIG_INVALID',
      `${faults.join('; ')}.`,
      'Correct the environment; .env.example names every variable.',
    );
  }
  return config;
}

function contradictions(config: Config): readonly string[] {
  const local = isLoopback(config.host);
  return [
    ...(config.mode === 'production' && config.secret === '' ? ['SECRET is required in production'] : []),
    ...(config.mode === 'production' && config.identitySecret === ''
      ? ['IDENTITY_SECRET is required in production']
      : []),
    ...storeContradictions(config),
    ...generateContradictions(config),
    ...outsiderContradictions(config),
    ...(config.mode === 'demo' && !local
      ? [`HOST=${config.host} would show the demo log-ins to others; set MODE=production`]
      : []),
    ...(config.mode === 'demo' && !hasLoopbackAddress(config.publicUrl)
      ? [`PUBLIC_URL=${config.publicUrl} would let anybody be any customer of the demo; set MODE=production`]
      : []),
    ...(config.mode === 'production' && config.publicUrl === ''
      ? ['PUBLIC_URL is required in production: browsers are told where to connect']
      : []),
    ...(config.botAuth === 'off' && (config.mode === 'production' || !local)
      ? ['BOT_AUTH=off lets anybody speak as anybody, so only in the demo and on this machine']
      : []),
    ...(config.appId !== '' && config.appPassword === ''
      ? ['MICROSOFT_APP_ID needs MICROSOFT_APP_PASSWORD']
      : []),
    ...(config.appType === 'SingleTenant' && config.appTenantId === ''
      ? ['MICROSOFT_APP_TYPE=SingleTenant needs MICROSOFT_APP_TENANT_ID']
      : []),
  ];
}

/** An empty address is the one that it listens on, which is checked for itself. */
function hasLoopbackAddress(publicUrl: string): boolean {
  return publicUrl === '' || isLoopback(new URL(publicUrl).hostname.replace(/^\[|\]$/g, ''));
}

function storeContradictions({ mode, store, databaseUrl }: Config): readonly string[] {
  if (store === 'postgres' && databaseUrl === '') return ['STORE=postgres needs DATABASE_URL'];
  if (store === 'memory' && mode === 'production')
    return ['STORE=memory keeps nothing, so not in production'];
  return [];
}

function generateContradictions({ generateUrl, generateKey, generateModel }: Config): readonly string[] {
  if (generateUrl !== '') return generateModel === '' ? ['GENERATE_URL needs GENERATE_MODEL'] : [];
  return generateKey === '' && generateModel === ''
    ? []
    : ['GENERATE_KEY and GENERATE_MODEL need GENERATE_URL'];
}

function outsiderContradictions(config: Config): readonly string[] {
  const { desk, deskUrl, deskSecret, webhookUrl, webhookSecret } = config;
  const deskNamed = deskUrl !== '' || deskSecret !== '';
  return [
    ...(desk === 'outside' && (deskUrl === '' || deskSecret === '')
      ? ['DESK=outside needs DESK_URL and DESK_SECRET']
      : []),
    ...(desk === 'own' && deskNamed ? ['DESK_URL and DESK_SECRET need DESK=outside'] : []),
    ...((webhookUrl === '') !== (webhookSecret === '')
      ? ['WEBHOOK_URL and WEBHOOK_SECRET need each other']
      : []),
  ];
}

/** Whether what is asked of the endpoint could be read on its way. */
export function carriesKeyOpenly({ generateUrl }: Config): boolean {
  return isReadable(generateUrl);
}

/** @returns the variables that name an outsider to whom what customers wrote goes in the open. */
export function tellsOpenly({ deskUrl, webhookUrl }: Config): readonly string[] {
  return [...(isReadable(deskUrl) ? ['DESK_URL'] : []), ...(isReadable(webhookUrl) ? ['WEBHOOK_URL'] : [])];
}

function isReadable(address: string): boolean {
  if (!/^http:/i.test(address)) return false;
  return !isLoopback(new URL(address).hostname.replace(/^\[|\]$/g, ''));
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host);
}

/** The text of .env.example. */
export function exampleEnvironment(): string {
  const rows = Object.values(VARIABLES).map(
    ({ name, fallback, purpose }) => `# ${purpose}\n# ${name}=${fallback}\n`,
  );
  return `# Every variable, with its default. Nothing has to be set for the demo.\n\n${rows.join('\n')}`;
}
