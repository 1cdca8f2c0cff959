// The pages that browsers open, and the files that they load. Knows their addresses and who may frame them, not what they show.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BusinessProfile, Product } from '../data/business.js';
import type { Request, Response, Server } from './http.js';
import { readPageFiles, sendFile } from './page-files.js';
import { contentSecurityPolicy, type PagePolicy } from './page-policy.js';
import { fillPage, type PageValues, preparePage } from './page-template.js';

export interface PagesOptions {
  /** What `npm run build` made: `dist/web`. */
  readonly webFolder: string;
  /** Where browsers reach this server, such as `https://chat.example`. */
  readonly publicUrl: string;
  readonly profile: Pick<BusinessProfile, 'name' | 'botName' | 'accent' | 'locale' | 'currency'>;
  /** Adds the start page, the demo shop, and the choice of who the visitor is. */
  readonly demo: boolean;
  /** Origins of the business's sites that may embed the chat, such as `https://shop.example`. */
  readonly embedOrigins: readonly string[];
  /** For the demo shop's window. */
  readonly products: Iterable<Product>;
  /** Must not be guessable: it lets scripts run. */
  readonly newNonce: () => string;
}

interface Page {
  readonly path: string;
  /** Below `webFolder`. */
  readonly template: string;
  readonly values?: PageValues;
  readonly framedBy?: PagePolicy['framedBy'];
  readonly framesChat?: boolean;
}

const SHOP_WINDOW = 12;

function pagesOf({ demo, embedOrigins }: PagesOptions): readonly Page[] {
  const pages: readonly Page[] = [
    { path: '/chat', template: 'chat/page.html', values: { MODE: 'page' } },
    { path: '/chat/frame', template: 'chat/page.html', values: { MODE: 'frame' }, framedBy: embedOrigins },
    { path: '/agent', template: 'agent/index.html' },
    { path: '/business', template: 'business/index.html' },
  ];
  const demoPages: readonly Page[] = [
    { path: '/', template: 'shop/start.html' },
    { path: '/demo/shop', template: 'shop/index.html', framesChat: true },
  ];
  return demo ? [...pages, ...demoPages] : pages;
}

function registerPage(server: Server, page: Page, html: string, options: PagesOptions): void {
  const { profile, publicUrl, demo, embedOrigins, newNonce } = options;
  server.get(page.path, async (req: Request, res: Response) => {
    if (isOtherNameOfThisMachine(req.headers.host, publicUrl)) return sendThere(res, publicUrl + page.path);
    const nonce = newNonce();
    const body = fillPage(html, {
      NONCE: nonce,
      BUSINESS_NAME: profile.name,
      BOT_NAME: profile.botName,
      ACCENT: profile.accent,
      LOCALE: profile.locale,
      DEMO: String(demo),
      EMBED_ORIGINS: embedOrigins.join(' '),
      ...page.values,
    });
    const { framedBy = 'none', framesChat } = page;
    res.setHeader(
      'Content-Security-Policy',
      contentSecurityPolicy({ nonce, publicUrl, framedBy, framesChat }),
    );
    res.setHeader('Content-Type', 'text/html; charset=utf-8');
    // Each answer has its own nonce.
    res.setHeader('Cache-Control', 'no-store');
    if (framedBy !== 'none') res.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
    res.writeHead(200);
    res.end(body);
  });
}

/** Pages connect to the public address only, so whoever types "localhost" for 127.0.0.1 has to be brought there. */
function isOtherNameOfThisMachine(host: string | undefined, publicUrl: string): boolean {
  const { hostname, port } = new URL(publicUrl);
  return hostname === '127.0.0.1' && host === `localhost:${port}`;
}

function sendThere(res: Response, location: string): void {
  res.writeHead(302, { Location: location });
  res.end();
}

/** A varied window: the first of every category in stock, then the second, and so on. */
function shopWindow(products: Iterable<Product>): readonly Product[] {
  const byCategory = new Map<string, Product[]>();
  for (const product of products) {
    if (product.stock > 0)
      byCategory.set(product.category, [...(byCategory.get(product.category) ?? []), product]);
  }
  const ranked = [...byCategory.values()].flatMap((shelf) =>
    shelf.map((product, rank) => ({ product, rank })),
  );
  return ranked
    .sort((one, other) => one.rank - other.rank)
    .slice(0, SHOP_WINDOW)
    .map(({ product }) => product);
}

function registerDemoProducts(server: Server, { products, profile }: PagesOptions): void {
  const shown = shopWindow(products).map(({ name, category, price, description }) => ({
    name,
    category,
    price,
    description,
  }));
  server.get('/demo/products', async (_req: Request, res: Response) => {
    res.send(200, { currency: profile.currency, locale: profile.locale, products: shown });
  });
}

/**
 * Registers the pages (`/chat`, `/chat/frame`, `/agent`, `/business`; in a demo `/` and `/demo/shop`), `/embed.js` and the files that they load.
 * Everything is read here, once.
 * @returns `not-built` when a page's template is missing: `npm run build` makes them. What is there is served nevertheless.
 */
export function registerPages(server: Server, options: PagesOptions): 'ready' | 'not-built' {
  const files = readPageFiles(options.webFolder);
  for (const [path, file] of files) {
    server.get(path, async (req: Request, res: Response) => {
      // The one script that other sites load.
      if (path === '/embed.js') res.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
      sendFile(req, res, file);
    });
  }
  let missing = false;
  for (const page of pagesOf(options)) {
    const template = join(options.webFolder, page.template);
    if (existsSync(template)) {
      registerPage(server, page, preparePage(readFileSync(template, 'utf8'), files), options);
    } else missing = true;
  }
  if (options.demo) registerDemoProducts(server, options);
  else
    server.get('/', async (_req: Request, res: Response) => {
      res.writeHead(302, { Location: '/chat' });
      res.end();
    });
  return missing ? 'not-built' : 'ready';
}
