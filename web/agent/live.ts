// The live events, with reconnecting for as long as the session lasts. Knows nothing of what the events mean.

import type { ConsoleEvent } from '../../handoff/views.js';

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 20_000;
/** The server asks every 15 s; after two questions that did not come the stream is dead, whatever the browser believes. */
const SILENT_MS = 40_000;
const LOOK_EVERY_MS = 5_000;

/**
 * Opens the event stream and keeps it open.
 * A browser reconnects by itself after a cut, but gives up on an answer other than 200 (a proxy while the server restarts): then
 * we try again, waiting twice as long each time. A network that goes without a word it does not notice at all: then the
 * server's questions are missed.
 * @param onOpen at the first connection and after each reconnection.
 * @returns a function that ends it.
 */
export function listen(handlers: {
  readonly onEvent: (event: ConsoleEvent) => void;
  readonly onOpen: () => void;
  /** The server asks whether we are still here. */
  readonly onAsked: () => void;
  /** `refused`: the server answered, but not with events; the session may have ended. */
  readonly onLost: (refused: boolean) => void;
}): () => void {
  let source: EventSource;
  let timer: number | undefined;
  let wait = FIRST_WAIT_MS;
  let ended = false;
  let heard = Date.now();

  function connect(): void {
    window.clearTimeout(timer);
    source?.close();
    heard = Date.now();
    source = new EventSource('/api/agent/events');
    source.onopen = () => {
      wait = FIRST_WAIT_MS;
      heard = Date.now();
      handlers.onOpen();
    };
    source.onmessage = (message: MessageEvent<string>) => {
      heard = Date.now();
      handlers.onEvent(JSON.parse(message.data));
    };
    source.addEventListener('ping', () => {
      heard = Date.now();
      handlers.onAsked();
    });
    source.onerror = () => {
      const refused = source.readyState === EventSource.CLOSED;
      handlers.onLost(refused);
      if (!refused || ended) return;
      // Spread out, so that all consoles do not come back in the same moment.
      timer = window.setTimeout(connect, wait * (0.75 + Math.random() / 2));
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    };
  }

  function lost(): void {
    handlers.onLost(false);
  }

  const watchdog = window.setInterval(() => {
    if (source.readyState !== EventSource.OPEN || Date.now() - heard < SILENT_MS) return;
    lost();
    connect();
  }, LOOK_EVERY_MS);

  connect();
  window.addEventListener('online', connect);
  window.addEventListener('offline', lost);
  return () => {
    ended = true;
    window.clearTimeout(timer);
    window.clearInterval(watchdog);
    window.removeEventListener('online', connect);
    window.removeEventListener('offline', lost);
    source.close();
  };
}
