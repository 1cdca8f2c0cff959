// The consoles' live events as server-sent events: one stream a console. Knows nothing of what the events mean.

import type { AgentCard } from '../data/business.js';
import type { AgentDesk } from '../handoff/desk.js';
import type { ConsoleEvent } from '../handoff/views.js';
import type { AgentPresence } from './agent-presence.js';
import type { Response } from './http.js';

/** Below the idle limits of common proxies (60 s), and how soon a session that has ended loses its stream. */
export const HEARTBEAT_MS = 15_000;
/** A console that is this many bytes behind, and a whole queue, is cut off; it connects again and reads everything anew. */
const BEHIND_BYTES = 1_000_000;
/** How long a browser waits before it connects again. */
const RECONNECT_MS = 2_000;

export interface AgentEvents {
  /** Streams until the console leaves, the session ends or the server closes. */
  open(response: Response, agent: AgentCard, sessionToken: string): void;
  /** Ends the streams of one session. */
  endSession(sessionToken: string): void;
  /** Ends all streams: an open one would keep the server from closing. */
  close(): void;
}

/** @param stillValid tells whether a session has not ended meanwhile. */
export function createAgentEvents(deps: {
  readonly desk: Pick<AgentDesk, 'follow'>;
  readonly presence: AgentPresence;
  readonly stillValid: (sessionToken: string) => Promise<boolean>;
  readonly heartbeatMs?: number;
}): AgentEvents {
  const streams = new Set<{ readonly sessionToken: string; readonly finish: () => void }>();

  return {
    open(response, agent, sessionToken) {
      // The console may have left while its session was looked up; its `close` would never come.
      if (response.destroyed) return;
      response.writeHead(200, {
        'Content-Type': 'text/event-stream; charset=utf-8',
        'Cache-Control': 'no-store',
        'X-Accel-Buffering': 'no',
        // Else the socket would stay open for further requests after the stream has ended, and hold up the server's close.
        Connection: 'close',
      });
      response.write(`retry: ${RECONNECT_MS}\n\n`);
      /** The longest queue that was sent: it alone puts nobody too far behind. */
      let longest = 0;
      /** A queue replaces the one before, so whoever is behind is sent the newest alone, once they have caught up. */
      let held: ConsoleEvent | undefined;
      const send = (chunk: string): void => {
        if (response.writableEnded || response.destroyed) return;
        if (response.writableLength > BEHIND_BYTES + longest) response.destroy();
        else response.write(chunk);
      };
      const sendEvent = (event: ConsoleEvent): void => {
        const isQueue = event.type === 'queue';
        if (isQueue && response.writableNeedDrain) {
          held = event;
          return;
        }
        const chunk = `data: ${JSON.stringify(event)}\n\n`;
        if (isQueue) longest = Math.max(longest, Buffer.byteLength(chunk));
        send(chunk);
      };
      response.on('drain', () => {
        const newest = held;
        held = undefined;
        if (newest) sendEvent(newest);
      });
      const left = deps.presence.opened(agent.id, (shown) => sendEvent({ type: 'presence', ...shown }));
      const heartbeat = setInterval(() => {
        // An event of its own name, so that a console can answer it.
        send('event: ping\ndata:\n\n');
        deps.presence.asked(agent.id);
        deps.stillValid(sessionToken).then((valid) => valid || stream.finish(), stream.finish);
      }, deps.heartbeatMs ?? HEARTBEAT_MS);
      const unfollow = deps.desk.follow(agent.id, sendEvent);

      const stream = {
        sessionToken,
        finish() {
          if (!streams.delete(stream)) return;
          clearInterval(heartbeat);
          unfollow();
          left();
          response.end();
        },
      };
      streams.add(stream);
      response.once('close', stream.finish);
    },

    endSession(sessionToken) {
      for (const stream of streams) if (stream.sessionToken === sessionToken) stream.finish();
    },

    close() {
      for (const stream of streams) stream.finish();
    },
  };
}
