// A stream of server-sent events that is read and counted, not understood: what a console costs the server, without a console.

import { request } from 'node:http';

export interface EventStream {
  /** Bytes so far. */
  received(): number;
  close(): void;
}

/** Resolves with the first bytes. @throws for any status but 200. */
export function openEventStream(
  url: string,
  headers: Readonly<Record<string, string>>,
): Promise<EventStream> {
  return new Promise((done, fail) => {
    let bytes = 0;
    const asking = request(url, { headers }, (response) => {
      if (response.statusCode !== 200) {
        fail(new Error(`${url} answered ${response.statusCode}`));
        return;
      }
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        done({ received: () => bytes, close: () => asking.destroy() });
      });
      response.on('error', () => undefined);
    });
    asking.on('error', fail);
    asking.end();
  });
}
