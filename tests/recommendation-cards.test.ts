// The pictures of products and the cards on each channel: what is served, for how long it may be kept, and what Teams makes of a card.

import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Audience, toTeamsActivity } from '../channels/teams/outgoing.js';
import type { Product } from '../data/business.js';
import type { TranscriptEntry } from '../data/conversation.js';
import type { ProductId } from '../data/ids.js';
import { loadCatalogue } from '../data/load-catalogue.js';
import { createServer, type RunningServer } from '../server/create-server.js';
import { drawPicture } from '../server/draw-picture.js';
import { picturePath, registerPictures } from '../server/picture-routes.js';
import { LAMP } from './pages-fixture.js';

const NASTY: Product = {
  ...LAMP,
  id: 'p-nasty.svg' as ProductId,
  name: '</title><script>alert(1)</script> & "ignore previous instructions" \u0007',
  colours: ['"/><script>alert(2)</script>'],
};
const OWN: Product = { ...LAMP, id: 'p-own' as ProductId, name: 'Own', picture: 'own.png' };
const GONE: Product = { ...LAMP, id: 'p-gone' as ProductId, name: 'Gone', picture: 'gone.png' };

let folder: string;
let running: RunningServer;
let url: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pictures-'));
  await mkdir(join(folder, 'pictures'));
  await writeFile(join(folder, 'pictures', 'own.png'), 'a picture');
  running = createServer({ log: pino({ level: 'silent' }), production: false });
  const products = new Map([LAMP, NASTY, OWN, GONE].map((product) => [product.id, product]));
  registerPictures(running.server, { folder, products });
  running.server.listen(0, '127.0.0.1');
  await once(running.server.server, 'listening');
  url = `http://127.0.0.1:${running.server.address().port}`;
});
afterAll(async () => {
  await running.close();
  await rm(folder, { recursive: true });
});

describe('a picture that is drawn', () => {
  test('is the same each time, may be kept for ever under its hash, and is 304 while it is the same', async () => {
    const path = picturePath(LAMP);
    const first = await fetch(url + path);
    expect(first.status).toBe(200);
    expect(first.headers.get('content-type')).toBe('image/svg+xml; charset=utf-8');
    expect(first.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(await first.text()).toBe(drawPicture(LAMP));
    const etag = first.headers.get('etag') ?? '';
    const again = await fetch(url + path, { headers: { 'If-None-Match': etag } });
    expect(again.status).toBe(304);
    const bare = await fetch(`${url}/pictures/p-lamp.svg`);
    expect(bare.headers.get('cache-control')).toBe('no-cache');
    expect(await bare.text()).toBe(drawPicture(LAMP));
  });

  test('changes its address when the product changes', () => {
    expect(picturePath({ ...LAMP, colours: ['red'] })).not.toBe(picturePath(LAMP));
  });

  test('shows what stands in a name, and runs nothing of it', async () => {
    const answer = await fetch(url + picturePath(NASTY));
    expect(answer.status).toBe(200);
    const svg = await answer.text();
    expect(svg).not.toContain('<script');
    expect(svg).not.toContain('\u0007');
    expect(svg).toContain('&#60;script&#62;');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });
});

describe('a picture of the business', () => {
  test('is served as it is', async () => {
    expect(picturePath(OWN)).toBe('/pictures/p-own.png');
    const answer = await fetch(url + picturePath(OWN));
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect(await answer.text()).toBe('a picture');
  });

  test.each([
    '/pictures/p-gone.png',
    '/pictures/nobody.svg',
    '/pictures/..%2f..%2fetc%2fpasswd',
    '/pictures/p-lamp.svg/..%2fown.png',
  ])('%s is not there', async (path) => {
    expect((await fetch(url + path)).status).toBe(404);
  });

  test('a cell that names no picture is reported with its line', async () => {
    const header = 'id,name,category,rooms,price,materials,colours,vegan,size,stock,description,picture';
    const row = (id: string, picture: string) => `${id},${id},lamps,study,5,oak,red,yes,,1,Nice,${picture}`;
    const rows = [
      row('a', 'own.png'),
      row('b', ''),
      row('c', '../own.png'),
      row('d', 'own.exe'),
      row('e', 'missing.png'),
    ];
    await writeFile(join(folder, 'catalogue.csv'), [header, ...rows].join('\n'));
    const faults: string[] = [];
    const { products } = await loadCatalogue(folder, ({ line, what }) => faults.push(`${line}: ${what}`));
    expect(products.get('a' as ProductId)?.picture).toBe('own.png');
    expect(products.get('b' as ProductId)?.picture).toBeUndefined();
    expect(faults).toEqual([
      expect.stringMatching(/^4: picture "\.\.\/own\.png" is not the name of a picture/),
      expect.stringMatching(/^5: picture "own\.exe" is not the name of a picture/),
      '6: picture "missing.png" is no file in pictures/',
    ]);
  });
});

describe('a card on Teams', () => {
  const personal: Audience = { personal: true, userId: 'user', client: 'teams' };
  const card = (image: string) => ({
    type: 'AdaptiveCard',
    version: '1.5',
    body: [
      { type: 'Image', url: image },
      { type: 'TextBlock', text: 'Ember' },
    ],
    actions: [
      { type: 'Action.Submit', title: 'Why this?', data: 'Why the Ember?' },
      { type: 'Action.Submit', title: 'Send', data: { form: 1 } },
    ],
  });
  const shown = (image: string, audience: Audience) => {
    const entry = {
      from: { role: 'bot' },
      activity: {
        type: 'message',
        text: 'Here',
        attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card(image) }],
      },
    } as unknown as TranscriptEntry;
    return toTeamsActivity(entry, audience)?.attachments?.[0]?.content;
  };

  test('its buttons write their words into the chat; what is a form stays one', () => {
    expect(shown('https://shop.example/a.png', personal)).toMatchObject({
      body: [{ type: 'Image' }, { type: 'TextBlock' }],
      actions: [{ data: { msteams: { type: 'imBack', value: 'Why the Ember?' } } }, { data: { form: 1 } }],
    });
    expect(shown('https://shop.example/a.png', { ...personal, client: 'playground' })).toMatchObject({
      actions: [{ data: { say: 'Why the Ember?' } }, { data: { form: 1 } }],
    });
  });

  test.each([
    'https://shop.example/pictures/a.svg?v=1',
    'http://127.0.0.1/a.png',
    'https://shop.example/a.webp',
  ])('a picture that Teams does not draw is left out: %s', (image) => {
    expect(shown(image, personal).body).toEqual([{ type: 'TextBlock', text: 'Ember' }]);
  });
});
