// What became of the messages that were under way when a process died or the database stopped. Reads the clients' logs, and counts.

import type { ClientLog, Moment, SentMessage } from './client.js';

/** Milliseconds of `performance.now()`. */
export interface Outage {
  readonly from: number;
  readonly until: number;
}

export interface Takeovers {
  /** Messages sent to a process, and not answered yet, when it was killed. */
  readonly underWay: number;
  /** Those of them that it had acknowledged. */
  readonly acknowledged: number;
  /** Milliseconds from the kill to the answer on a socket of another process, slowest of all. */
  readonly slowest: number;
}

export function takeoversOf(logs: readonly ClientLog[], kills: readonly Moment[]): Takeovers {
  const found = kills.flatMap((kill) =>
    logs.flatMap((log) =>
      log.messages.flatMap((message) => {
        const attempt = message.attempts.findLast(({ at }) => at < kill.at);
        const answer = answerTo(message, log);
        if (attempt?.url !== kill.url || (answer && answer.at < kill.at)) return [];
        const acknowledged = message.acknowledged !== undefined && message.acknowledged.at < kill.at;
        return { acknowledged, after: (answer?.at ?? Number.POSITIVE_INFINITY) - kill.at };
      }),
    ),
  );
  return {
    underWay: found.length,
    acknowledged: found.filter(({ acknowledged }) => acknowledged).length,
    slowest: found.reduce((slowest, { after }) => Math.max(slowest, after), 0),
  };
}

export interface Recoveries {
  /** Messages sent while the database was going, gone or coming. */
  readonly underWay: number;
  /** Milliseconds from the database's being ready to their acknowledgement, slowest of all. */
  readonly slowest: number;
}

export function recoveriesOf(logs: readonly ClientLog[], outages: readonly Outage[]): Recoveries {
  const found = outages.flatMap((outage) =>
    logs.flatMap(({ messages }) =>
      messages
        .filter((message) => isOpenAt(message, outage.until))
        .map(({ acknowledged }) => (acknowledged?.at ?? Number.POSITIVE_INFINITY) - outage.until),
    ),
  );
  return { underWay: found.length, slowest: found.reduce((slowest, after) => Math.max(slowest, after), 0) };
}

/** Sent by then, and not acknowledged. */
export function isOpenAt({ attempts, acknowledged }: SentMessage, at: number): boolean {
  const [first] = attempts;
  return first !== undefined && first.at < at && (acknowledged === undefined || acknowledged.at >= at);
}

/** @returns the first thing that the bot said after the message's echo, as it came on the wire. */
export function answerTo({ id }: SentMessage, { received }: ClientLog): Moment | undefined {
  const echo = received.findIndex(({ messageId }) => messageId === id);
  return echo < 0 ? undefined : received.slice(echo + 1).find(({ from }) => from === 'bot');
}
