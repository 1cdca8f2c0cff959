// One customer's open socket: what was said before, then what is said, in order and once. Knows nothing of HTTP.

import type { Logger } from 'pino';
import type { WebSocket } from 'ws';
import type { TranscriptEntry } from '../../data/conversation.js';
import type { Clock } from '../../data/ids.js';
import type { ChangeFeed } from '../../data/ports.js';
import type { TypingFeed } from '../../handoff/typing-feed.js';
import type { Session } from './tokens.js';
import { type ActivitySet, activitySet, typingActivity, type WireNames } from './wire.js';

/** Bytes that may wait for a slow reader before it is dropped; it comes back with its watermark and misses nothing. */
const BACKLOG_LIMIT = 1024 * 1024;

/** Codes of RFC 6455. */
const CLOSE_INTERNAL = 1011;

export interface StreamDependencies {
  readonly feed: ChangeFeed;
  /** The conversation's transcript, wherever it is kept, at least from after this sequence on. */
  readonly transcript: (after: number) => Promise<readonly TranscriptEntry[]>;
  readonly names: WireNames;
  /** Tells that a person types; left out, nobody is shown it. */
  readonly typingFeed?: Pick<TypingFeed, 'listenTo'> | undefined;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly log: Logger;
}

/**
 * Follows a conversation from `after` until the socket closes. Listens first and reads then, so that nothing falls between; what
 * came twice is known by its sequence, and where the feed left a gap the store is read again.
 */
export function followConversation(
  socket: WebSocket,
  session: Session,
  after: number,
  { feed, transcript, names, typingFeed, clock, newId, log }: StreamDependencies,
): void {
  let seen = after;
  /** Reads and sends queue here, so that a frame never overtakes another. */
  let work = Promise.resolve();

  function send(entries: readonly TranscriptEntry[]): void {
    const set = activitySet(entries, seen, session, names);
    seen = Number(set.watermark);
    if (set.activities.length === 0 || socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > BACKLOG_LIMIT) {
      log.warn({ conversationId: session.conversationId }, 'a reader was too slow and was dropped');
      socket.terminate();
      return;
    }
    socket.send(JSON.stringify(set));
  }

  function queue(step: () => void | Promise<void>): void {
    work = work.then(step).catch((error: unknown) => {
      log.error(
        { err: error, conversationId: session.conversationId },
        'a conversation could not be followed',
      );
      socket.close(CLOSE_INTERNAL);
    });
  }

  const readAgain = async () => send(await transcript(seen));

  const unsubscribe = feed.subscribe((change) => {
    const entries = change.conversations.find(({ id }) => id === session.conversationId)?.entries;
    if (entries === undefined) return;
    queue(() => {
      const [first] = entries;
      return first && first.sequence > seen + 1 ? readAgain() : send(entries);
    });
  }, session.customerId);
  const stopTyping = typingFeed?.listenTo(session.customerId, ({ conversationId, from }) => {
    if (conversationId !== session.conversationId || from === 'customer') return;
    queue(() => {
      // Nobody waits for a sign; what is said is more than a frame behind.
      if (socket.readyState !== socket.OPEN || socket.bufferedAmount > 0) return;
      const sign = typingActivity(from.agentName, session, { id: newId(), at: clock() });
      socket.send(JSON.stringify({ activities: [sign], watermark: String(seen) } satisfies ActivitySet));
    });
  });
  socket.on('close', () => {
    unsubscribe();
    stopTyping?.();
  });
  queue(readAgain);
}
