// The other side of the network for Teams: Microsoft's connector and its keys on loopback. Knows nothing of the product.

import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Activity } from 'botbuilder';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';

/** How the connector meets one send; `hang` takes it and never answers, `reset` takes it and drops the connection. */
export type Reaction =
  | 'take'
  | 'hang'
  | 'reset'
  | { readonly status: number; readonly headers?: Record<string, string> };

export interface Arrival {
  readonly conversationId: string;
  readonly authorization: string | undefined;
  readonly activity: Partial<Activity>;
  readonly reaction: Reaction;
}

export interface ConnectorStandIn {
  readonly serviceUrl: string;
  readonly metadataUrl: string;
  /** Every send that came in, whatever became of it: each is a copy that the customer may have seen. */
  readonly arrivals: readonly Arrival[];
  /** Reactions to the next sends, in order; after them every send is taken. */
  react(...reactions: readonly Reaction[]): void;
  /** Resolves when the connector has seen this many sends. */
  arrived(count: number): Promise<void>;
  /** A token as Microsoft signs it for `audience`, with these claims changed; `undefined` removes one. */
  token(audience: string, changes?: JWTPayload, key?: 'own' | 'foreign'): Promise<string>;
  close(): Promise<void>;
}

/** Made once: they take longer than all the rest of a test. */
const keyPairs = Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')]);

export async function startConnector(now: () => Date): Promise<ConnectorStandIn> {
  const [own, foreign] = await keyPairs;
  const jwk = { ...(await exportJWK(own.publicKey)), kid: 'key-1', use: 'sig', endorsements: ['msteams'] };
  const arrivals: Arrival[] = [];
  const script: Reaction[] = [];
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', base);
    if (pathname === '/openid') {
      return json(response, 200, {
        issuer: 'https://api.botframework.com',
        jwks_uri: `${base}/keys`,
        id_token_signing_alg_values_supported: ['RS256'],
      });
    }
    if (pathname === '/keys') return json(response, 200, { keys: [jwk] });
    const conversation = /^\/teams\/v3\/conversations\/([^/]+)\/activities$/.exec(pathname)?.[1];
    if (request.method !== 'POST' || !conversation) return json(response, 404, {});
    const body = (await request.toArray()).join('');
    const reaction = script.shift() ?? 'take';
    const conversationId = decodeURIComponent(conversation);
    const { authorization } = request.headers;
    arrivals.push({ conversationId, authorization, activity: JSON.parse(body), reaction });
    server.emit('arrival');
    if (reaction === 'take') json(response, 201, { id: `sent-${arrivals.length}` });
    else if (reaction === 'reset') request.socket.destroy();
    else if (reaction !== 'hang') json(response, reaction.status, { error: {} }, reaction.headers);
  }

  return {
    serviceUrl: `${base}/teams/`,
    metadataUrl: `${base}/openid`,
    arrivals,
    react: (...reactions) => void script.push(...reactions),
    async arrived(count) {
      while (arrivals.length < count) await once(server, 'arrival');
    },
    async token(audience, changes = {}, key = 'own') {
      const seconds = Math.floor(now().getTime() / 1000);
      const claims = {
        iss: 'https://api.botframework.com',
        aud: audience,
        serviceurl: `${base}/teams/`,
        nbf: seconds - 60,
        exp: seconds + 3600,
        ...changes,
      };
      return new SignJWT(claims)
        .setProtectedHeader({ alg: 'RS256', kid: 'key-1' })
        .sign(key === 'own' ? own.privateKey : foreign.privateKey);
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function json(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  // Not chained: restify, loaded in the same process, changes what writeHead returns.
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}
