// JSON over HTTP/1.1 with connections that stay open, as browsers and the connector keep them. Knows no protocol above it.

import { Agent, request } from 'node:http';

export interface HttpClient {
  /** @returns the answer's JSON. @throws for any status from 300. */
  post(url: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<unknown>;
  get(url: string, headers?: Readonly<Record<string, string>>): Promise<unknown>;
  close(): void;
}

/** @param connections 1 is one browser; more is a service that speaks for many. */
export function createHttpClient(connections: number): HttpClient {
  // Not fetch: it opens a connection whenever none is free, and a thousand at once overflow the system's queue of new ones.
  const agent = new Agent({ keepAlive: true, maxSockets: connections });

  async function ask(
    url: string,
    method: string,
    text: string | undefined,
    headers: Readonly<Record<string, string>>,
  ): Promise<unknown> {
    const { status, body } = await new Promise<{ status: number; body: string }>((done, fail) => {
      const length = text === undefined ? {} : { 'Content-Length': Buffer.byteLength(text) };
      const asking = request(url, { method, agent, headers: { ...headers, ...length } }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          done({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() }),
        );
        response.on('error', fail);
      });
      asking.on('error', fail);
      asking.end(text);
    });
    if (status >= 300) throw new Error(`${method} ${url} answered ${status}: ${body}`);
    return body === '' ? undefined : JSON.parse(body);
  }

  return {
    post: (url, body, headers = {}) =>
      ask(url, 'POST', JSON.stringify(body), { 'Content-Type': 'application/json', ...headers }),
    get: (url, headers = {}) => ask(url, 'GET', undefined, headers),
    close: () => agent.destroy(),
  };
}
