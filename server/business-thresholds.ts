// The thresholds in the business's API: read, checked, tried on the past as a stream, put in force, restored. Decides nothing itself.

import { z } from 'zod';
import type { Author } from '../data/learning-desk.js';
import type { PutOutcome, ThresholdsDesk, TrialOutcome } from '../data/thresholds-desk.js';
import { type Problem, sendProblem } from './agent-guard.js';
import { CHANGED, createBusinessGuard, GONE } from './business-guard.js';
import { bodyOf, type Request, type Response, type Server } from './http.js';
import type { Sessions } from './sessions.js';

/** Characters; the demo's file has 7,000. */
const LONGEST_TEXT = 100_000;
const LONGEST_COMMENT = 500;
/** Of the past that may be tried at once. */
export const MOST_DAYS = 366;
/** A page checks while somebody writes. */
const CHECKS_A_MINUTE = 240;
/** How often the page hears how far a trial is; below the idle limits of common proxies. */
const TELL_MS = 500;

const text = z.string().min(1).max(LONGEST_TEXT);
const newest = z.int().min(1);
const Text = z.object({ text });
const Trial = z.object({ text, days: z.int().min(1).max(MOST_DAYS) });
const Put = z.object({
  text,
  newest,
  comment: z
    .string()
    .max(LONGEST_COMMENT)
    .refine((said) => said.trim() !== '', 'it is empty: a version says why it was made'),
});
const Restore = z.object({ newest });

const BUSY: Problem = {
  status: 429,
  code: 'TOO_MANY_REQUESTS',
  message: 'Somebody tries thresholds on the past just now. Try again when that has ended.',
};

/** One line of a trial's answer. */
type TrialLine =
  | { readonly kind: 'progress'; readonly decisions: number }
  | Exclude<TrialOutcome, { kind: 'busy' }>;

/** Registers `/api/business/thresholds*`, for whoever may decide. */
export function registerBusinessThresholds(
  server: Server,
  deps: {
    readonly sessions: Sessions;
    readonly thresholds: ThresholdsDesk;
    readonly publicUrl?: string;
  },
): void {
  const { thresholds } = deps;
  const { reading, deciding, changing } = createBusinessGuard(deps);
  const checking = createBusinessGuard({ ...deps, perMinute: CHECKS_A_MINUTE }).changing;

  server.get(
    '/api/business/thresholds',
    reading(() => thresholds.read()),
  );
  server.get(
    '/api/business/thresholds/:version',
    deciding(async (request, response) => {
      const version = versionIn(request);
      const found = version === undefined ? undefined : await thresholds.textOf(version);
      if (found === undefined) return sendProblem(response, GONE);
      response.send(200, { text: found });
    }),
  );
  server.post(
    '/api/business/thresholds',
    changing(async (request, response, by) => {
      const { text, comment, newest } = bodyOf(request, Put);
      sendPut(response, await thresholds.put(text, comment.trim(), newest, by));
    }),
  );
  server.post(
    '/api/business/thresholds/check',
    checking(async (request, response) => {
      response.send(200, thresholds.check(bodyOf(request, Text).text));
    }),
  );
  server.post(
    '/api/business/thresholds/try',
    changing(async (request, response, by) => stream(response, thresholds, bodyOf(request, Trial), by)),
  );
  server.post(
    '/api/business/thresholds/:version/restore',
    changing(async (request, response, by) => {
      const { newest } = bodyOf(request, Restore);
      const version = versionIn(request);
      if (version === undefined) return sendProblem(response, GONE);
      sendPut(response, await thresholds.restore(version, newest, by));
    }),
  );
}

/**
 * One request is the whole trial, as JSON lines: progress, then the outcome. Whoever leaves ends it, and it needs no other
 * process to know of it.
 */
async function stream(
  response: Response,
  thresholds: ThresholdsDesk,
  { text, days }: z.output<typeof Trial>,
  by: Author,
): Promise<void> {
  const left = new AbortController();
  response.once('close', () => left.abort());
  if (response.destroyed) return;
  let decisions = 0;
  let begun = false;
  const tell = (line: TrialLine) => {
    if (response.writableEnded || response.destroyed) return;
    if (!begun) {
      begun = true;
      response.writeHead(200, {
        'Content-Type': 'application/x-ndjson; charset=utf-8',
        'X-Accel-Buffering': 'no',
        // Else the socket would stay open after the answer, and hold up the server's close.
        Connection: 'close',
      });
    }
    response.write(`${JSON.stringify(line)}\n`);
  };
  const telling = setInterval(() => tell({ kind: 'progress', decisions }), TELL_MS);
  try {
    const outcome = await thresholds.tryOnPast(text, days, (done) => (decisions = done), left.signal, by);
    if (outcome.kind === 'busy') return sendProblem(response, BUSY);
    tell(outcome);
  } finally {
    clearInterval(telling);
    if (begun) response.end();
  }
}

function versionIn(request: Request): number | undefined {
  const { version } = request.params as { readonly version: string };
  return /^\d{1,9}$/.test(version) ? Number(version) : undefined;
}

function sendPut(response: Response, outcome: PutOutcome): void {
  switch (outcome.kind) {
    case 'done':
      response.send(201, { version: outcome.version });
      return;
    case 'refused':
      sendProblem(response, {
        status: 400,
        code: 'BAD_REQUEST',
        message: `Nothing was done: ${outcome.check.faults.join(' ')}`,
      });
      return;
    case 'stale':
      sendProblem(response, CHANGED);
      return;
    case 'gone':
      sendProblem(response, GONE);
      return;
    default:
      outcome satisfies never;
  }
}
