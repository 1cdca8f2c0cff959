// The chat as a visitor's browser shows it: the real Web Chat, the real Direct Line, in a real browser.

import { once } from 'node:events';
import { createServer } from 'node:http';
import axe from 'axe-core';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { changeCustomer } from '../data/change-customer.js';
import type { AgentId, CustomerId } from '../data/ids.js';
import { browserArguments, findBrowser } from '../scripts/browser.js';
import { buildWeb } from '../scripts/build-web.js';
import { say } from './direct-line-fixture.js';
import { type Site, startSite } from './pages-fixture.js';

const WAIT = { timeout: 30_000 };

let browser: Browser;
let site: Site;
let context: BrowserContext;
let faults: string[];

beforeAll(async () => {
  await buildWeb();
  browser = await chromium.launch({ executablePath: await findBrowser(), args: [...browserArguments] });
}, 120_000);
afterAll(() => browser.close());

beforeEach(async () => {
  site = await startSite();
  context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  faults = [];
  context.on('console', (message) => {
    if (/Content Security Policy|TypeError/.test(message.text())) faults.push(message.text());
  });
  context.on('weberror', (error) => faults.push(error.error().message));
});

afterEach(async () => {
  await context.close();
  await site.stop();
  expect(faults).toEqual([]);
});

async function open(path = '/chat'): Promise<Page> {
  const page = await context.newPage();
  await page.goto(site.url + path);
  return page;
}

// Web Chat's live region repeats every line for screen readers, hence `first`.
const sees = (page: Pick<Page, 'getByText'>, text: string) => page.getByText(text).first().waitFor(WAIT);

async function write(page: Page, text: string): Promise<void> {
  await page.getByPlaceholder('Type your message').fill(text);
  await page.keyboard.press('Enter');
}

const bubbles = (page: Page) => page.locator('.webchat__bubble__content').allInnerTexts();

describe('a guest', { timeout: 90_000 }, () => {
  test('is greeted with the cursor in the send box, writes, and finds the conversation again after a reload', async () => {
    const page = await open();
    await sees(page, 'Hello there');
    expect(await page.title()).toBe('Robin – Fennel & Fir');
    expect(await page.getByText('Automated assistant of Fennel & Fir').isVisible()).toBe(true);
    await page.waitForFunction(
      () => document.activeElement?.getAttribute('data-id') === 'webchat-sendbox-input',
    );
    await write(page, 'Good morning');
    await sees(page, 'Echo: Good morning');
    await page.reload();
    await sees(page, 'Echo: Good morning');
    await expect
      .poll(() => bubbles(page), WAIT)
      .toEqual(['Hello there', 'Good morning', 'Echo: Good morning']);
  });

  test('starts again as somebody new', async () => {
    const page = await open();
    await sees(page, 'Hello there');
    await write(page, 'My secret');
    await sees(page, 'Echo: My secret');
    const before = await page.evaluate(() => localStorage.getItem('rapport.resume'));
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('button', { name: 'Start again as a new visitor' }).click();
    await page.waitForFunction((old) => localStorage.getItem('rapport.resume') !== old, before);
    await sees(page, 'Hello there');
    await expect.poll(() => bubbles(page), WAIT).toEqual(['Hello there']);
  });

  test('declines to be remembered by the switch in the menu, and allows it again', async () => {
    const page = await open();
    await sees(page, 'Hello there');
    const flip = async () => {
      await page.getByRole('button', { name: 'More' }).click();
      await page.getByRole('switch', { name: 'Remember me' }).click();
    };
    const stands = (on: boolean) =>
      page.locator(`#remember[aria-checked="${on}"]`).waitFor({ state: 'attached', ...WAIT });
    await stands(true);
    await flip();
    await stands(false);
    await sees(page, 'Echo: relationship.consent');
    await flip();
    await stands(true);
  });

  test('whose resume token is refused becomes a new guest', async () => {
    const page = await open();
    await sees(page, 'Hello there');
    await page.evaluate(() => localStorage.setItem('rapport.resume', 'broken'));
    await page.reload();
    await sees(page, 'Hello there');
    expect(await page.evaluate(() => localStorage.getItem('rapport.resume'))).not.toBe('broken');
  });

  test.each([
    ['a moment', 0],
    ['so long that the token expired', 31],
  ])('chats on after the server was away for %s, and saw that it was', async (_name, minutes) => {
    const page = await open();
    await sees(page, 'Hello there');
    await write(page, 'before');
    await sees(page, 'Echo: before');
    const { port, stores } = site;
    await site.stop();
    await sees(page, 'Connection lost – trying again');
    site = await startSite({ port, stores, clock: () => new Date(Date.now() + minutes * 60_000) });
    await page.locator('#status:empty').waitFor({ state: 'attached', ...WAIT });
    await write(page, 'after');
    await sees(page, 'Echo: after');
    await expect
      .poll(() => bubbles(page), WAIT)
      .toEqual(['Hello there', 'before', 'Echo: before', 'after', 'Echo: after']);
  });

  test('sees a person’s name at what a person says', async () => {
    const page = await open();
    await sees(page, 'Hello there');
    const resume = await page.evaluate(() => localStorage.getItem('rapport.resume') ?? '');
    const { sub } = JSON.parse(atob(resume.split('.')[1] ?? ''));
    await changeCustomer(site.stores, site.feed, sub as CustomerId, async (record) => {
      const lena = { role: 'agent', agentId: 'a-lena' as AgentId, name: 'Lena Okafor' } as const;
      const at = new Date().toISOString();
      say(record!.conversations[0]!, lena, { type: 'message', text: 'Lena here.' }, crypto.randomUUID(), at);
      return { record, result: undefined };
    });
    await sees(page, 'Lena here.');
    await page.locator('.spoken-by strong', { hasText: 'Lena Okafor' }).waitFor(WAIT);
    expect(await page.locator('.person').allInnerTexts()).toEqual(['LO']);
  });

  test('sees that a person types, and tells that they type and what they have read', async () => {
    const page = await open();
    await sees(page, 'Hello there');
    const resume = await page.evaluate(() => localStorage.getItem('rapport.resume') ?? '');
    const customerId = JSON.parse(atob(resume.split('.')[1] ?? '')).sub as CustomerId;
    const record = (await site.stores.customers.get(customerId))?.value;
    const conversationId = record!.conversations[0]!.id;
    const typing = page.locator('.webchat__typing-indicator, .webchat__typingIndicator').first();
    site.typingFeed.tell({ customerId, conversationId, from: { agentName: 'Lena Okafor' } });
    await typing.waitFor(WAIT);
    expect(site.signs).toEqual([]);
    await page.getByPlaceholder('Type your message').pressSequentially('He');
    await expect.poll(() => site.signs, WAIT).toEqual(['typing']);
    const line = crypto.randomUUID();
    await changeCustomer(site.stores, site.feed, customerId, async (found) => {
      const lena = { role: 'agent', agentId: 'a-lena' as AgentId, name: 'Lena Okafor' } as const;
      const words = { type: 'message', text: 'Lena here.' };
      say(found!.conversations[0]!, lena, words, line, new Date().toISOString());
      return { record: found, result: undefined };
    });
    await sees(page, 'Lena here.');
    await typing.waitFor({ ...WAIT, state: 'detached' });
    await expect.poll(() => site.signs, WAIT).toEqual(['typing', `read ${line}`]);
  });
});

describe('the demo', { timeout: 90_000 }, () => {
  test('a visitor chooses to be Maya, stays Maya after a reload, and is Tom in another tab', async () => {
    const page = await open();
    await sees(page, 'Hello there');
    await page.getByLabel('Who are you?').selectOption({ label: 'Maya Byrne (level 2)' });
    await sees(page, 'Hello Maya Byrne');
    await sees(page, 'Level 2, convenience: 3 orders.');
    await page.getByRole('button', { name: 'More' }).click();
    expect(await page.getByRole('button', { name: 'Start again as a new visitor' }).isVisible()).toBe(false);
    await page.keyboard.press('Escape');
    await page.reload();
    await sees(page, 'Hello Maya Byrne');
    const other = await open();
    await other.getByLabel('Who are you?').selectOption('c-1005');
    await sees(other, 'Hello Tom Kelleher');
    await expect.poll(() => bubbles(page), WAIT).toEqual(['Hello Maya Byrne']);
  });
});

describe('the embedded chat', { timeout: 90_000 }, () => {
  const launcher = (page: Page) => page.locator('div[data-position] button');

  test('opens, knows the shop’s customer, closes by Esc, and gives the focus back', async () => {
    const page = await open('/demo/shop');
    await page.getByLabel('Signed in as').selectOption({ label: 'Maya Byrne' });
    await page.waitForLoadState();
    expect(await launcher(page).getAttribute('aria-expanded')).toBe('false');
    expect(await page.locator('iframe').count()).toBe(0);
    await launcher(page).click();
    const frame = page.frameLocator('iframe');
    await frame.getByText('Hello Maya Byrne').first().waitFor(WAIT);
    expect(await launcher(page).getAttribute('aria-expanded')).toBe('true');
    await frame.getByPlaceholder('Type your message').press('Escape');
    await page.locator('iframe').waitFor({ state: 'hidden' });
    expect(await launcher(page).getAttribute('aria-expanded')).toBe('false');
    expect(await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.tagName)).toBe(
      'BUTTON',
    );
  });

  test.each([
    ['an allowed site', true],
    ['any other site', false],
  ])('%s: shown %s, under a strict policy of the site itself', async (_name, allowed) => {
    const shop = createServer((_request, response) => {
      const policy = `default-src 'none'; script-src ${site.url}; frame-src ${site.url}; connect-src 'self'`;
      response.writeHead(200, { 'Content-Type': 'text/html', 'Content-Security-Policy': policy });
      response.end(
        `<!doctype html><title>A shop</title><body><script src="${site.url}/embed.js" data-name="Help"></script>`,
      );
    }).listen(0, '127.0.0.1');
    await once(shop, 'listening');
    const origin = `http://127.0.0.1:${(shop.address() as { port: number }).port}`;
    const { port } = site;
    await site.stop();
    site = await startSite({ port, embedOrigins: allowed ? [origin] : [] });
    const page = await context.newPage();
    await page.goto(origin);
    await launcher(page).click();
    const frame = page.frameLocator('iframe');
    if (allowed) await frame.getByText('Hello there').first().waitFor(WAIT);
    else {
      await expect.poll(() => faults.splice(0).join()).toContain('frame-ancestors');
      expect(await frame.getByText('Hello there').count()).toBe(0);
    }
    await page.close();
    shop.close();
  });
});

describe('everybody can use it', { timeout: 90_000 }, () => {
  test.each([
    ['/chat', 'light'],
    ['/chat', 'dark'],
    ['/', 'light'],
    ['/demo/shop', 'dark'],
  ] as const)('%s in %s has no violation of axe’s rules', async (path, colorScheme) => {
    const page = await open(path);
    await page.emulateMedia({ colorScheme });
    if (path === '/chat') {
      await sees(page, 'Hello there');
      await page.getByLabel('Who are you?').selectOption('c-1002');
      await sees(page, 'Hello Maya Byrne');
    }
    await page.evaluate(axe.source);
    // Web Chat's inside is not ours.
    const { violations } = await page.evaluate(() =>
      (window as unknown as { axe: typeof axe }).axe.run({ exclude: ['.web-chat'] }),
    );
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`)).toEqual([]);
  });

  test('nothing is cut off at 360 pixels', async () => {
    await context.close();
    context = await browser.newContext({
      viewport: { width: 360, height: 740 },
      isMobile: true,
      hasTouch: true,
    });
    for (const path of ['/chat', '/', '/demo/shop']) {
      const page = await open(path);
      if (path === '/chat') await sees(page, 'Hello there');
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    }
  });
});
