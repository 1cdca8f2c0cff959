// Pages of the web, fetched as a polite guest: within robots.txt, a few at once, each hop checked. Knows not what is made of them.

import { setTimeout as sleep } from 'node:timers/promises';
import robotsParser, { type Robot } from 'robots-parser';
import { type Answer, fetchOnce, ROBOT } from './fetch-once.js';
import { MAX_BYTES, type PageRefusal } from './page.js';
import { addressFault, PrivateAddressError } from './public-address.js';

/** The package is one function; its types speak of a `default` that is not there. */
const parseRobots = robotsParser as unknown as (address: string, content: string) => Robot;

const TIME_LIMIT = 20_000;
const MAX_REDIRECTS = 5;
/** RFC 9309, "Limits": at least 500 KiB of robots.txt are read. */
const ROBOTS_BYTES = 500 * 1024;
/** Seconds that a server may ask to be waited for; one that asks for more is not fetched. */
const LONGEST_WAIT = 30;

export type Fetched =
  | {
      readonly ok: true;
      readonly bytes: Uint8Array;
      /** Without parameters, lower case: `text/html`. */
      readonly mime: string;
      readonly charset?: string;
      /** After redirects. */
      readonly address: string;
    }
  | ({ readonly ok: false } & PageRefusal);

export interface FetchOptions {
  /** Also addresses of this machine and its network. */
  readonly allowPrivate: boolean;
  readonly signal: AbortSignal;
  /** Milliseconds for one request; 20 s where it is left out. */
  readonly timeLimit?: number;
}

export interface PageFetcher {
  fetch(address: string): Promise<Fetched>;
}

export function createPageFetcher({
  allowPrivate,
  signal,
  timeLimit = TIME_LIMIT,
}: FetchOptions): PageFetcher {
  const hosts = new Map<string, Promise<Robot | 'unreachable'>>();
  const next = new Map<string, Promise<unknown>>();
  const limits = { allowPrivate, timeLimit, signal };

  async function robotsOf(origin: string): Promise<Robot | 'unreachable'> {
    const address = `${origin}/robots.txt`;
    try {
      const hop = await follow(new URL(address), async (url) =>
        fetchOnce(url, { ...limits, maxBytes: ROBOTS_BYTES }),
      );
      if (!hop.ok) return hop.why === 'fetch-failed' ? parseRobots(address, '') : 'unreachable';
      const { status, bytes } = hop.answer;
      // RFC 9309, 2.3.1: a server that can't answer forbids, one that has no such file allows.
      if (status >= 500) return 'unreachable';
      return parseRobots(address, status === 200 ? new TextDecoder().decode(bytes) : '');
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof PrivateAddressError) throw error;
      return 'unreachable';
    }
  }

  /** One after the other for each host, with the pause that it asks for. */
  function inTurn<T>(host: string, pause: number, work: () => Promise<T>): Promise<T> {
    const before = next.get(host) ?? Promise.resolve();
    const done = before.then(work);
    const after = done.then(
      () => (pause > 0 ? sleep(pause * 1000, undefined, { signal }) : undefined),
      () => undefined,
    );
    next.set(
      host,
      after.catch(() => undefined),
    );
    return done;
  }

  async function polite(url: URL): Promise<Answer | PageRefusal> {
    let robots = hosts.get(url.origin);
    if (!robots) {
      robots = robotsOf(url.origin);
      hosts.set(url.origin, robots);
    }
    const rules = await robots;
    if (rules === 'unreachable') {
      return refusal(
        'robots',
        `${url.origin}/robots.txt could not be asked`,
        'Try again later, or save the page and name the file.',
      );
    }
    if (rules.isAllowed(url.href, ROBOT) === false) {
      return refusal(
        'robots',
        `${url.origin}/robots.txt forbids ${url.pathname}`,
        `Allow ${ROBOT} there, or save the page and name the file.`,
      );
    }
    const pause = Math.min(LONGEST_WAIT, rules.getCrawlDelay(ROBOT) ?? 0);
    return inTurn(url.host, pause, async () => {
      const answer = await fetchOnce(url, { ...limits, maxBytes: MAX_BYTES });
      const wait = [429, 503].includes(answer.status)
        ? Number(answer.headers['retry-after'] ?? Number.NaN)
        : Number.NaN;
      if (!(wait >= 0 && wait <= LONGEST_WAIT)) return answer;
      await sleep(wait * 1000, undefined, { signal });
      return fetchOnce(url, { ...limits, maxBytes: MAX_BYTES });
    });
  }

  /** Every hop is checked like the first address. */
  async function follow(first: URL, ask: (url: URL) => Promise<Answer | PageRefusal>): Promise<Hop> {
    let url = first;
    for (let hops = 0; hops <= MAX_REDIRECTS; hops += 1) {
      const fault = addressFault(url, allowPrivate);
      if (fault) return { ok: false, ...privateAddress(fault) };
      const answer = await ask(url);
      if ('why' in answer) return { ok: false, ...answer };
      const { location } = answer.headers;
      if (answer.status < 300 || answer.status > 399 || location === undefined)
        return { ok: true, answer, url };
      if (!URL.canParse(location, url.href)) break;
      url = new URL(location, url);
    }
    return { ok: false, ...failed(`it leads on and on, at last to ${url.href}`) };
  }

  return {
    async fetch(address) {
      if (!URL.canParse(address)) {
        return {
          ok: false,
          ...refusal('address', 'it is no address', 'Write it as https://shop.example/help.'),
        };
      }
      try {
        const hop = await follow(new URL(address), polite);
        return hop.ok ? fetched(hop.answer, hop.url) : hop;
      } catch (error) {
        signal.throwIfAborted();
        if (error instanceof PrivateAddressError) return { ok: false, ...privateAddress(error.message) };
        const code = error instanceof Error && 'code' in error ? String(error.code) : '';
        const late = error instanceof Error && error.name === 'TimeoutError';
        return {
          ok: false,
          ...failed(
            late || code === 'ABORT_ERR' ? `no answer within ${timeLimit / 1000} s` : `${code || error}`,
          ),
        };
      }
    },
  };
}

type Hop =
  | { readonly ok: true; readonly answer: Answer; readonly url: URL }
  | ({ readonly ok: false } & PageRefusal);

function fetched({ status, headers, bytes, tooLarge }: Answer, url: URL): Fetched {
  if (status !== 200) return { ok: false, ...failed(`the server answered ${status}`) };
  if (tooLarge) {
    return {
      ok: false,
      ...refusal('too-large', `it has more than ${MAX_BYTES} bytes`, 'Divide it into pages.'),
    };
  }
  const [mime = '', ...parameters] = (headers['content-type'] ?? '').split(';').map((part) => part.trim());
  const charset = parameters.map((each) => /^charset="?([^"]+)"?$/i.exec(each)?.[1]).find(Boolean);
  return { ok: true, bytes, mime: mime.toLowerCase(), charset, address: url.href };
}

function refusal(why: PageRefusal['why'], what: string, remedy: string): PageRefusal {
  return { why, what, remedy };
}

function failed(what: string): PageRefusal {
  return refusal('fetch-failed', what, 'Open it in a browser; correct the address or try again later.');
}

function privateAddress(what: string): PageRefusal {
  return refusal('address', what, 'Add --allow-private if this is your own network.');
}
