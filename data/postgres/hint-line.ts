// The connection on which processes tell each other what they have just saved (NOTIFY) and hear it (LISTEN). It may be down, or
// lose what is said: whoever relies on it looks for itself as well. Knows nothing of records.

import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { z } from 'zod';
import type { CustomerId } from '../ids.js';
import type { RowState } from './customers.js';

const CHANNEL = 'rapport_changes';
/** Bytes; NOTIFY takes 7,999. */
const PAYLOAD_MAX = 7_900;
/** Not said yet; a database that is slow is not told of everybody who types. */
const MOST_SIGNS = 200;
const CONNECT_MS = 5_000;
const FIRST_DELAY_MS = 100;
const LONGEST_DELAY_MS = 5_000;

/** `open`: with open work, so that also those who follow nobody in particular want to know. */
export interface Hint extends RowState {
  readonly open: boolean;
}

export interface HintLine {
  /** Says it soon, together with others: each NOTIFY takes a lock of the whole server's, so a busy process says them by the dozen. */
  send(hint: Hint): void;
  /** The same for what is about no record. */
  sign(sign: unknown): void;
  close(): Promise<void>;
}

const Payload = z.object({
  from: z.string(),
  saved: z.array(z.tuple([z.string(), z.number(), z.boolean()])),
  signs: z.array(z.unknown()).optional(),
});

/** @param origin unique to this process, which does not hear its own hints. */
export function openHintLine(parts: {
  readonly url: string;
  readonly origin: string;
  readonly onHint: (hint: Hint) => void;
  readonly onSign: (sign: unknown) => void;
  /** It listens from now on; what was said before it did not hear. */
  readonly onListening: () => void;
  readonly random: () => number;
}): HintLine {
  const closing = new AbortController();
  let line: Client | undefined;
  let unsaid = new Map<CustomerId, Hint>();
  const signs: unknown[] = [];
  let saying: Promise<void> | undefined;

  async function listen(): Promise<void> {
    const client = new Client({
      connectionString: parts.url,
      application_name: 'rapport hints',
      connectionTimeoutMillis: CONNECT_MS,
      query_timeout: CONNECT_MS,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
    });
    let stop = (): void => undefined;
    const ended = new Promise<void>((resolve) => {
      stop = resolve;
    });
    client.on('error', stop);
    client.on('end', stop);
    closing.signal.addEventListener('abort', stop);
    client.on('notification', ({ payload }) => hear(payload ?? ''));
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
      line = client;
      parts.onListening();
      await ended;
    } finally {
      line = undefined;
      closing.signal.removeEventListener('abort', stop);
      await client.end().catch(() => undefined);
    }
  }

  function hear(payload: string): void {
    const read = Payload.safeParse(parseJson(payload));
    if (!read.success || read.data.from === parts.origin) return;
    for (const [id, version, open] of read.data.saved) parts.onHint({ id: id as CustomerId, version, open });
    for (const sign of read.data.signs ?? []) parts.onSign(sign);
  }

  async function say(): Promise<void> {
    while (line && (unsaid.size > 0 || signs.length > 0)) {
      const hints = [...unsaid.values()];
      unsaid = new Map();
      const shown = signs.splice(0);
      const all = [
        ...payloads(parts.origin, hints.map(tupleOf), 'saved'),
        ...payloads(parts.origin, shown, 'signs'),
      ];
      for (const payload of all) {
        await line?.query('SELECT pg_notify($1, $2)', [CHANNEL, payload]);
      }
    }
  }

  async function keepListening(): Promise<void> {
    let delay = FIRST_DELAY_MS;
    while (!closing.signal.aborted) {
      const began = performance.now();
      await listen().catch(() => undefined);
      delay =
        performance.now() - began > LONGEST_DELAY_MS ? FIRST_DELAY_MS : Math.min(delay * 2, LONGEST_DELAY_MS);
      await sleep(delay * (0.5 + parts.random()), undefined, { signal: closing.signal }).catch(
        () => undefined,
      );
    }
  }

  function saySoon(): void {
    saying ??= say()
      .catch(() => undefined)
      .finally(() => {
        saying = undefined;
      });
  }

  const listening = keepListening();
  return {
    send(hint) {
      if (!line) return;
      unsaid.set(hint.id, hint);
      saySoon();
    },
    sign(sign) {
      if (!line || signs.length >= MOST_SIGNS) return;
      signs.push(sign);
      saySoon();
    },
    async close() {
      await saying;
      closing.abort();
      await listening;
    },
  };
}

function tupleOf({ id, version, open }: Hint): readonly [string, number, boolean] {
  return [id, version, open];
}

/** Where processes of an earlier version hear as well, `saved` is always there. */
function payloads(from: string, items: readonly unknown[], what: 'saved' | 'signs'): readonly string[] {
  if (items.length === 0) return [];
  const payload = JSON.stringify({ from, saved: [], [what]: items });
  if (Buffer.byteLength(payload) <= PAYLOAD_MAX) return [payload];
  // One that is too long alone is found by those who look for themselves.
  if (items.length === 1) return [];
  const half = Math.ceil(items.length / 2);
  return [...payloads(from, items.slice(0, half), what), ...payloads(from, items.slice(half), what)];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
