// One request for one address: bounded in time and size, without following where it leads. Knows neither robots nor pages.

import { type IncomingHttpHeaders, type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { publicLookup } from './public-address.js';

/** As it tells servers who it is, and as robots.txt may name it. */
export const USER_AGENT = 'RapportImport/1.0 (a business reading its own pages for its customer-service bot)';
export const ROBOT = 'RapportImport';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Uint8Array;
  /** More came than was asked for; `bytes` has none of it. */
  readonly tooLarge: boolean;
}

export interface RequestLimits {
  readonly allowPrivate: boolean;
  /** Milliseconds for the whole request. */
  readonly timeLimit: number;
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

/** @throws what the network, the time limit or the lookup says. */
export async function fetchOnce(url: URL, limits: RequestLimits): Promise<Answer> {
  const signal = AbortSignal.any([limits.signal, AbortSignal.timeout(limits.timeLimit)]);
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, {
      signal,
      agent: false,
      headers: {
        'User-Agent': USER_AGENT,
        Accept: 'text/html,text/*;q=0.9,application/xml;q=0.8',
        'Accept-Encoding': 'gzip, br',
      },
      ...(limits.allowPrivate ? {} : { lookup: publicLookup }),
    });
    request.once('response', resolve).once('error', reject).end();
  });
  const { statusCode: status = 0, headers } = response;
  const chunks: Uint8Array[] = [];
  let size = 0;
  const count = async (content: AsyncIterable<Uint8Array>): Promise<void> => {
    for await (const chunk of content) {
      size += chunk.length;
      if (size > limits.maxBytes) return;
      chunks.push(chunk);
    }
  };
  try {
    const unpack = unpacking(headers['content-encoding']);
    await (unpack ? pipeline(response, unpack, count, { signal }) : pipeline(response, count, { signal }));
  } catch (error) {
    // Ending the reading early is how too much is refused.
    if (size <= limits.maxBytes) throw error;
  } finally {
    response.destroy();
  }
  const tooLarge = size > limits.maxBytes;
  return { status, headers, bytes: tooLarge ? new Uint8Array() : Buffer.concat(chunks), tooLarge };
}

function unpacking(encoding = 'identity') {
  switch (encoding.trim().toLowerCase()) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'br':
      return createBrotliDecompress();
    case 'deflate':
      return createInflate();
    default:
      return undefined;
  }
}
