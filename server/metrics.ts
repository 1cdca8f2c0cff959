// Numbers for operators, in the Prometheus format. Never anything about a customer.

import { timingSafeEqual } from 'node:crypto';
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { RapportError } from '../data/errors.js';
import type { SatisfactionNews } from '../data/satisfaction-book.js';
import { bearerOf, type Request, type Response, type Server } from './http.js';

/** Seconds; a turn is expected between 5 ms and 1 s, and Teams gives up after 15 s. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15];

/**
 * Measures every request by route and status, and serves `GET /metrics` to this machine or with the token.
 * @returns the registry, for numbers of other parts.
 */
export function registerMetrics(server: Server, token: string | undefined): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const duration = new Histogram({
    name: 'rapport_http_request_seconds',
    help: 'Time from the request to the end of its answer.',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS,
    registers: [registry],
  });
  server.on('after', (req: Request, res: Response) => {
    // The path of the route, never of the request: ids would make a series each.
    const route = String(req.getRoute()?.path ?? 'none');
    duration.observe(
      { method: req.method ?? '', route, status: res.statusCode },
      (Date.now() - req.time()) / 1000,
    );
  });
  server.get('/metrics', async (req: Request, res: Response) => {
    if (!mayRead(req, token)) {
      throw new RapportError(
        'FORBIDDEN',
        'metrics are not for everybody.',
        'Ask from this machine or send the token.',
      );
    }
    res.setHeader('Content-Type', registry.contentType);
    res.sendRaw(200, await registry.metrics());
  });
  return registry;
}

/** @returns what counts questions how satisfied customers were, and the answers as they were first given. */
export function satisfactionCounters(registry: Registry): (news: SatisfactionNews) => void {
  const asked = new Counter({
    name: 'rapport_satisfaction_asked_total',
    help: 'Customers who were asked how satisfied they were, with the bot or with a person.',
    labelNames: ['about'],
    registers: [registry],
  });
  const answered = new Counter({
    name: 'rapport_satisfaction_answered_total',
    help: 'Their answers, 1 to 5.',
    labelNames: ['about', 'score'],
    registers: [registry],
  });
  return ({ about, score }) => {
    if (score === undefined) asked.inc({ about });
    else answered.inc({ about, score });
  };
}

/** @returns what counts messages of the bot's own accord, sent and not. */
export function noticeCounter(
  registry: Registry,
): (news: { readonly kind: string; readonly outcome: string; readonly why?: string }) => void {
  const counter = new Counter({
    name: 'rapport_notices_total',
    help: 'News for customers who agreed to it: sent, held back and why, or dropped.',
    labelNames: ['kind', 'outcome', 'why'],
    registers: [registry],
  });
  return ({ kind, outcome, why = '' }) => counter.inc({ kind, outcome, why: outcome === 'waits' ? why : '' });
}

/** A local proxy makes everybody look local; it says so by its own header, and then only the token counts. */
function mayRead(req: Request, token: string | undefined): boolean {
  const given = bearerOf(req);
  if (token && given) return sameText(given, token);
  const proxied = req.headers['x-forwarded-for'] !== undefined || req.headers.forwarded !== undefined;
  return !proxied && /^(::ffff:)?127\.|^::1$/.test(req.socket.remoteAddress ?? '');
}

function sameText(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}
