// The web server before any route: what is refused at the door, how faults are answered, health, and a close that lets work end.

import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import helmet from 'helmet';
import { createHttpTerminator } from 'http-terminator';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import restify from 'restify';
import { RapportError } from '../data/errors.js';
import { answerErrors } from './error-responses.js';
import type { Request, Response, Server } from './http.js';
import { registerMetrics } from './metrics.js';
import { parseJsonBodies } from './read-body.js';

/** Milliseconds. Headers come at once or from an attacker; 5 MB over a slow phone takes most of a minute. */
const TIMEOUTS = { headers: 15_000, request: 60_000, keepAlive: 65_000 };
/** Milliseconds that open requests get to end when the server closes. */
const GRACE = 5_000;
/** Milliseconds after which a store that does not answer counts as down. */
const PROBE_LIMIT = 2_000;

export interface ServerOptions {
  readonly log: Logger;
  /** Behind HTTPS: browsers are told to stay there. */
  readonly production: boolean;
  /** Rejects when the store cannot serve; absent: `/health` tells of the process only. */
  readonly probe?: () => Promise<unknown>;
  /** Opens `/metrics` to other machines. */
  readonly metricsToken?: string;
}

export interface RunningServer {
  readonly server: Server;
  readonly metrics: Registry;
  /** Takes no new connection, lets open requests end (5 s), then closes the rest. Idempotent. */
  close(): Promise<void>;
}

/**
 * A restify server without routes of the product. Routes are async functions of two arguments; what they throw becomes
 * `{ error: { code, message } }`. Every answer forbids framing and scripts by its CSP: a page that needs more sets its own.
 */
export function createServer(options: ServerOptions): RunningServer {
  const { log } = options;
  // An empty name: no Server header. The types still name the logger of older versions; restify only calls what pino has.
  const server = restify.createServer({ name: '', log: log as unknown as never });
  refuseBrokenUrls(server);
  server.pre(securityHeaders(options.production), refuseEncodedBodies);
  parseJsonBodies(server);
  answerErrors(server, log);
  server.server.headersTimeout = TIMEOUTS.headers;
  server.server.requestTimeout = TIMEOUTS.request;
  server.server.keepAliveTimeout = TIMEOUTS.keepAlive;
  const metrics = registerMetrics(server, options.metricsToken);
  registerHealth(server, options.probe);
  const terminator = createHttpTerminator({ server: server.server, gracefulTerminationTimeout: GRACE });
  return { server, metrics, close: () => terminator.terminate() };
}

/** As nearly every target is: no URL gets broken by it, and reading one costs more than all else at the door. */
const PLAIN_TARGET = /^\/(?:[\w-][\w.~/=&?-]*)?$/;
/** Hosts that are remembered as readable; anybody can send others. */
const KNOWN_HOSTS = 100;

/** restify 12 builds a URL from the Host header and the target outside of any handler: a broken one would end the process. */
function refuseBrokenUrls(server: Server): void {
  // The types of restify do not know `first` yet.
  const { first } = server as Server & { first(handler: (req: Request, res: Response) => boolean): void };
  const readableHosts = new Set<string>();
  first.call(server, (req, res) => {
    const target = req.url ?? '/';
    const host = req.headers.host || 'localhost';
    if (PLAIN_TARGET.test(target) && readableHosts.has(host)) return true;
    const base = `http://${host}`;
    const readable = target.startsWith('/') ? URL.canParse(base + target) : URL.canParse(target, base);
    if (readable && readableHosts.size < KNOWN_HOSTS) readableHosts.add(host);
    if (readable) return true;
    res.writeHead(400, { Connection: 'close' });
    res.end();
    return false;
  });
}

/** A few compressed kilobytes unpack to megabytes, and restify's own reader of them can be made to end the process. */
async function refuseEncodedBodies(req: Request): Promise<void> {
  const encoding = req.headers['content-encoding'];
  if (encoding !== undefined) {
    throw new RapportError(
      'UNSUPPORTED_ENCODING',
      `the body is encoded as "${encoding.slice(0, 40)}".`,
      'Send it without Content-Encoding.',
    );
  }
}

function securityHeaders(production: boolean) {
  const headers = helmetHeaders(production);
  return function setSecurityHeaders(req: Request, res: Response, next: () => void): void {
    res.setHeader('X-Request-Id', req.id());
    for (const [name, value] of headers) res.setHeader(name, value);
    next();
  };
}

/** What helmet sets is the same for every answer, so it is asked once. */
function helmetHeaders(production: boolean): ReadonlyMap<string, string> {
  const headers = new Map<string, string>();
  const middleware = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
    },
    // The embedded chat is framed by other sites; who may frame a page is said by its frame-ancestors alone.
    xFrameOptions: false,
    strictTransportSecurity: production,
  });
  const answer = new ServerResponse(new IncomingMessage(new Socket()));
  middleware(answer.req, answer, () => undefined);
  for (const [name, value] of Object.entries(answer.getHeaders())) headers.set(name, String(value));
  return headers;
}

function registerHealth(server: Server, probe: ServerOptions['probe']): void {
  server.get('/health', async (_req: Request, res: Response) => {
    if (probe) await answersInTime(probe);
    res.setHeader('Cache-Control', 'no-store');
    res.send(200, { status: 'ok' });
  });
}

async function answersInTime(probe: () => Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${PROBE_LIMIT} ms`)), PROBE_LIMIT);
  });
  try {
    await Promise.race([probe(), late]);
  } catch (cause) {
    throw new RapportError('STORE_UNAVAILABLE', 'the store does not answer.', 'See the log of the server.', {
      cause,
    });
  } finally {
    clearTimeout(timer);
  }
}
