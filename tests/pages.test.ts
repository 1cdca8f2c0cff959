// The pages' addresses, headers and files, as any client sees them; no browser is needed here.

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Site, startSite } from './pages-fixture.js';

const SHOP = 'https://shop.example';
const PAGE = `<html data-mode="__MODE__" data-business="__BUSINESS_NAME__" data-accent="__ACCENT__" data-embed-origins="__EMBED_ORIGINS__">
<meta name="csp-nonce" content="__NONCE__"><script src="/chat/main.js" defer></script></html>`;
const SCRIPT = 'console.log("the chat");';

let folder: string;
let demo: Site;
let live: Site;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rapport-pages-'));
  for (const name of ['chat', 'agent', 'business', 'shop']) await mkdir(join(folder, name));
  await writeFile(join(folder, 'chat/page.html'), PAGE);
  await writeFile(join(folder, 'chat/main.js'), SCRIPT);
  await writeFile(join(folder, 'chat/main.js.br'), brotliCompressSync(SCRIPT));
  await writeFile(join(folder, 'chat/main.js.gz'), gzipSync(SCRIPT));
  await writeFile(join(folder, 'agent/index.html'), '<html>agents</html>');
  await writeFile(join(folder, 'business/index.html'), '<html>business</html>');
  await writeFile(join(folder, 'shop/start.html'), '<html>start</html>');
  await writeFile(join(folder, 'shop/index.html'), '<html>shop</html>');
  await writeFile(join(folder, 'embed.js'), '// embed');
  const profile = {
    name: 'Fennel & "Fir" <b>',
    botName: 'Robin',
    accent: '#2f5d50',
    locale: 'en-IE',
    currency: 'EUR',
  };
  demo = await startSite({ webFolder: folder, profile, embedOrigins: [SHOP] });
  live = await startSite({ webFolder: folder, profile, demo: false });
});

afterAll(async () => {
  await Promise.all([demo.stop(), live.stop()]);
  await rm(folder, { recursive: true });
});

interface Seen {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** Sends the path exactly as written; `fetch` would tidy it up. */
function get(site: Site, path: string, headers: Record<string, string> = {}): Promise<Seen> {
  return new Promise((resolve, reject) => {
    request({ port: site.port, host: '127.0.0.1', path, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(parts),
        }),
      );
    })
      .on('error', reject)
      .end();
  });
}

const policyOf = ({ headers }: Seen, directive: string) =>
  String(headers['content-security-policy'])
    .split('; ')
    .find((part) => part.startsWith(`${directive} `));

describe('who may frame a page', () => {
  test.each([
    ['/', "frame-ancestors 'none'"],
    ['/chat', "frame-ancestors 'none'"],
    ['/chat/frame', `frame-ancestors 'self' ${SHOP}`],
    ['/agent', "frame-ancestors 'none'"],
    ['/business', "frame-ancestors 'none'"],
    ['/demo/shop', "frame-ancestors 'none'"],
  ])('%s: %s', async (path, expected) => {
    const page = await get(demo, path);
    expect(page.status).toBe(200);
    expect(policyOf(page, 'frame-ancestors')).toBe(expected);
    expect(page.headers['x-frame-options']).toBeUndefined();
  });
});

test('scripts run by a nonce that is new in each answer, and by nothing else', async () => {
  const [one, other] = [await get(demo, '/chat'), await get(demo, '/chat')];
  const nonce = /csp-nonce" content="([^"]+)"/.exec(one.body.toString())?.[1];
  expect(nonce).toMatch(/^[0-9a-f-]{36}$/);
  expect(policyOf(one, 'script-src')).toBe(`script-src 'nonce-${nonce}'`);
  expect(one.body.toString()).toContain(`<script nonce="${nonce}" src="/chat/main.js?v=`);
  expect(policyOf(other, 'script-src')).not.toBe(policyOf(one, 'script-src'));
  expect(one.headers['cache-control']).toBe('no-store');
  expect(String(one.headers['content-security-policy'])).not.toMatch(/unsafe|\*|https:\/\/(?!shop)/);
});

test('the page may speak to its own server only', async () => {
  const page = await get(demo, '/chat', { Host: 'evil.example' });
  expect(policyOf(page, 'connect-src')).toBe(`connect-src 'self' blob: ws://127.0.0.1:${demo.port}`);
});

test('names of the business are escaped', async () => {
  const html = (await get(demo, '/chat')).body.toString();
  expect(html).toContain('data-business="Fennel &amp; &quot;Fir&quot; &lt;b&gt;"');
  expect(html).toContain(`data-embed-origins="${SHOP}"`);
});

describe('outside of a demo', () => {
  test('the start is the chat, and nothing of the demo is there', async () => {
    const start = await get(live, '/');
    expect([start.status, start.headers.location]).toEqual([302, '/chat']);
    expect((await get(live, '/demo/shop')).status).toBe(404);
    expect((await get(live, '/demo/products')).status).toBe(404);
    expect((await get(live, '/chat/frame')).status).toBe(200);
  });
});

describe('files', () => {
  test('asked for by its content it is kept for ever; else it is asked for again', async () => {
    const html = (await get(demo, '/chat')).body.toString();
    const named = /src="([^"]+)"/.exec(html)?.[1] ?? '';
    expect((await get(demo, named)).headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect((await get(demo, '/chat/main.js?v=0123456789abcdef')).headers['cache-control']).toBe('no-cache');
    expect((await get(demo, '/chat/main.js')).headers['cache-control']).toBe('no-cache');
  });

  test('what the browser has already is not sent again', async () => {
    const first = await get(demo, '/chat/main.js');
    const again = await get(demo, '/chat/main.js', { 'If-None-Match': String(first.headers.etag) });
    expect([again.status, again.body.length]).toEqual([304, 0]);
    const changed = await get(demo, '/chat/main.js', { 'If-None-Match': '"other"' });
    expect(changed.status).toBe(200);
  });

  test.each([
    ['br, gzip', 'br'],
    ['gzip, deflate', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['identity', undefined],
    ['', undefined],
  ])('Accept-Encoding "%s" gets %s', async (accepted, encoding) => {
    const file = await get(demo, '/chat/main.js', { 'Accept-Encoding': accepted });
    expect(file.headers['content-encoding']).toBe(encoding);
    expect(file.headers['content-type']).toBe('text/javascript; charset=utf-8');
    if (encoding === undefined) expect(file.body.toString()).toBe(SCRIPT);
    else
      expect(file.body.equals(encoding === 'br' ? brotliCompressSync(SCRIPT) : gzipSync(SCRIPT))).toBe(true);
  });

  test('other sites may load the embedding script, and no other file', async () => {
    const policy = async (path: string) => (await get(demo, path)).headers['cross-origin-resource-policy'];
    expect(await policy('/embed.js')).toBe('cross-origin');
    expect(await policy('/chat/main.js')).toBe('same-origin');
  });

  test.each([
    '/chat/../../package.json',
    '/chat/..%2f..%2fpackage.json',
    '/..%2fpackage.json',
    '/chat/page.html',
    '/chat/main.js.br',
    '/chat/',
    '/.built',
  ])('%s is not served', async (path) => {
    expect((await get(demo, path)).status).toBe(404);
  });
});

test('a missing build is told, and the rest of the server runs', async () => {
  const site = await startSite({ webFolder: join(folder, 'nothing') });
  expect(site.pages).toBe('not-built');
  expect((await get(site, '/chat')).status).toBe(404);
  expect((await get(site, '/demo/products')).status).toBe(200);
  await site.stop();
});

test('the shop window shows what is in stock', async () => {
  const answer = JSON.parse((await get(demo, '/demo/products')).body.toString());
  expect(answer).toEqual({
    currency: 'EUR',
    locale: 'en-IE',
    products: [
      {
        name: 'Heron lamp',
        category: 'lamps',
        price: 59.9,
        description: 'A reading lamp that stays where it is put.',
      },
    ],
  });
});

test('whoever types localhost is brought to the address that the page can speak to', async () => {
  const path = '/chat';
  const status = await new Promise<{ code: number | undefined; location: string | undefined }>(
    (done, fail) => {
      request(
        { host: '127.0.0.1', port: demo.port, path, headers: { host: `localhost:${demo.port}` } },
        (answer) => {
          answer.resume();
          done({ code: answer.statusCode, location: answer.headers.location });
        },
      )
        .on('error', fail)
        .end();
    },
  );
  expect(status).toEqual({ code: 302, location: `${demo.url}${path}` });
});
