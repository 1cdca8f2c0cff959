// Satisfaction in a real browser: the card in the chat, by keyboard; and what a supervisor sees of it in the console.

import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import axe from 'axe-core';
import { pino } from 'pino';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dayIn } from '../data/calendar.js';
import { createSatisfactionBook } from '../data/satisfaction-book.js';
import { createSatisfactionFigures } from '../data/satisfaction-figures.js';
import { createSatisfactionListener, type SatisfactionListener } from '../data/satisfaction-listener.js';
import { browserArguments, findBrowser } from '../scripts/browser.js';
import { buildWeb } from '../scripts/build-web.js';
import { createLoginLimit } from '../server/agent-login.js';
import { registerBusinessRoutes } from '../server/business-routes.js';
import { createServer, type RunningServer } from '../server/create-server.js';
import { registerPages } from '../server/pages.js';
import { createSessions } from '../server/sessions.js';
import { type CustomerService, createCustomerService } from '../service/customer-service.js';
import { createWorld, demoFolder, understanderFor, type World } from './conversation.js';
import { DIST_WEB, type Site, startSite } from './pages-fixture.js';

const WAIT = { timeout: 20_000 };
const PASSWORD = 'four words of mine';
/** `SCREENSHOTS=docs/screenshots npx vitest run tests/business-satisfaction.browser.test.ts` takes the pictures of the documentation. */
const PICTURES = process.env.SCREENSHOTS;

let browser: Browser;
const faults: string[] = [];

beforeAll(async () => {
  await buildWeb();
  browser = await chromium.launch({ executablePath: await findBrowser(), args: [...browserArguments] });
}, 240_000);

afterAll(async () => {
  await browser?.close();
  expect(faults).toEqual([]);
});

interface Look {
  readonly dark?: boolean;
  readonly width?: number;
}

async function open(address: string, { dark, width = 1100 }: Look = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height: 820 },
    colorScheme: dark ? 'dark' : 'light',
    locale: 'en-IE',
  });
  context.on('console', (message) => {
    if (/Content Security Policy|TypeError/.test(message.text())) faults.push(message.text());
  });
  context.on('weberror', (error) => faults.push(error.error().message));
  const page = await context.newPage();
  await page.goto(address);
  return page;
}

async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(axe.source);
  // In the middle of a change of colour there is no contrast to speak of.
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => undefined))),
  );
  const { violations } = await page.evaluate(() => window.axe.run());
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

async function picture(page: Page, name: string): Promise<void> {
  if (!PICTURES) return;
  // Web Chat scrolls gently; a picture in the middle of it would show half a card.
  await page.waitForTimeout(1500);
  await page.screenshot({ path: `${PICTURES}/${name}.png`, fullPage: true });
}

describe('the card in the chat', { timeout: 120_000 }, () => {
  let site: Site;
  let service: CustomerService;

  beforeAll(async () => {
    const folder = await demoFolder();
    const understander = await understanderFor();
    site = await startSite({
      turn: (stores, feed) => {
        service = createCustomerService({
          ...{ folder, stores, feed, understander },
          clock: () => new Date(),
          newId: () => crypto.randomUUID(),
          onError: (error) => faults.push(String(error)),
        });
        return service.bot.turn;
      },
    });
  }, 120_000);
  afterAll(async () => {
    await site?.stop();
    await service?.stop();
  });

  test.each([
    { where: 'a wide page', look: {} },
    { where: 'a narrow page in the dark', look: { width: 360, dark: true } },
  ])('is answered by keyboard, and read out, on $where', async ({ look }) => {
    const page = await open(`${site.url}/chat`, look);
    const says = async (text: string) => {
      await page.getByPlaceholder('Type your message').fill(text);
      await page.keyboard.press('Enter');
    };
    await page.getByText("I'm Robin, the bot").first().waitFor(WAIT);
    await says('how long do I have to send something back?');
    await page.getByText('30 days').first().waitFor(WAIT);
    await says('bye');
    await page.getByText('how satisfied were you').first().waitFor(WAIT);
    const card = page.locator('.ac-adaptiveCard').last();
    const five = card.getByRole('button', { name: /^5/ });
    await five.waitFor(WAIT);
    expect(await card.getByRole('button').count()).toBe(6);
    expect(await five.getAttribute('title')).toBe('5 out of 5');
    expect(await overflow(page)).toBe(0);
    await expectAccessible(page);
    await picture(page, look.dark ? 'satisfaction-card-narrow' : 'satisfaction-card');
    await five.focus();
    await page.keyboard.press('Enter');
    await page.getByText("I've noted 5 out of 5").first().waitFor(WAIT);
    await says('quick and clear');
    await page.getByText("I've added that").first().waitFor(WAIT);
    await page.context().close();
  });
});

describe('in the console', { timeout: 120_000 }, () => {
  let running: RunningServer;
  let world: World;
  let ears: SatisfactionListener;
  let url: string;

  beforeAll(async () => {
    world = await createWorld();
    const { agents, profile, products } = world.folder.business;
    const { customers } = world.stores;
    const book = createSatisfactionBook(world.stores.collection('satisfaction'), () =>
      dayIn(world.now(), profile.timeZone),
    );
    const own = { customers, book, timeZone: profile.timeZone };
    const onError = (error: unknown) => faults.push(String(error));
    ears = createSatisfactionListener({ ...own, feed: world.feed, onError });
    ears.start();
    await leaves('guest-4', '1');
    await ears.settled();
    world.wait({ days: 100 });
    for (const [id, answer] of [
      ['guest-1', '5 because it was quick and clear'],
      ['guest-2', '2 - the answer was about something else'],
      ['guest-3', 'skip'],
    ] as const)
      await leaves(id, answer);
    await ears.settled();
    world.wait({ days: 7 });
    const maya = world.customer('c-1002');
    const jonas = world.agent('a-jonas');
    await maya.says('talk to a human');
    await jonas.claims(maya);
    await jonas.closes(maya);
    await maya.says('4, Jonas found what nobody else had found');
    await ears.settled();

    running = createServer({ log: pino({ level: 'silent' }), production: false });
    running.server.listen(0, '127.0.0.1');
    await once(running.server.server, 'listening');
    url = `http://127.0.0.1:${(running.server.address() as unknown as AddressInfo).port}`;
    registerBusinessRoutes(running.server, {
      sessions: createSessions({
        stores: world.stores,
        clock: () => new Date(),
        newToken: () => randomBytes(32).toString('base64url'),
        agents,
        demoPasswords: new Map([...agents.keys()].map((id) => [id, PASSWORD])),
      }),
      loginLimit: createLoginLimit(),
      learning: world.service.learning,
      satisfaction: createSatisfactionFigures({ ...own, clock: world.now }),
      businessName: profile.name,
      publicUrl: url,
    });
    registerPages(running.server, {
      webFolder: DIST_WEB,
      publicUrl: url,
      profile,
      demo: false,
      embedOrigins: [],
      products: products.values(),
      newNonce: () => randomBytes(16).toString('base64'),
    });
  }, 120_000);
  afterAll(async () => {
    await ears?.stop();
    await running?.close();
    await world?.stop();
  });

  async function leaves(id: string, answer: string): Promise<void> {
    const visitor = world.customer(id);
    await visitor.says('how long do I have to send something back?');
    await visitor.says('bye');
    await visitor.says(answer);
  }

  async function satisfaction(look: Look = {}): Promise<Page> {
    const page = await open(`${url}/business`, look);
    await page.getByLabel('E-mail').fill('aisling.quinn@fennelandfir.example');
    await page.getByLabel('Password').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Satisfaction' }).click(WAIT);
    await page.getByRole('heading', { name: 'In all' }).waitFor(WAIT);
    return page;
  }

  const cells = (page: Page, table: string, row: string) =>
    page
      .getByRole('table', { name: table })
      .getByRole('row', { name: row })
      .getByRole('cell')
      .allInnerTexts();

  test('a supervisor sees the mean, who answered, each week, and what was written', async () => {
    const page = await satisfaction();
    expect(await cells(page, 'In all', 'All')).toEqual(['3.7', '3 of 4 (75 %)']);
    expect(await cells(page, 'In all', 'The bot')).toEqual(['3.5', '2 of 3 (67 %)']);
    expect(await cells(page, 'In all', 'People')).toEqual(['4.0', '1 of 1 (100 %)']);
    expect(await cells(page, 'By week', '22 Feb')).toEqual(['3.5 (2)', '–']);
    expect(await cells(page, 'By week', '1 Mar')).toEqual(['–', '4.0 (1)']);
    const written = page.getByRole('list').last().getByRole('listitem');
    await expect.poll(() => written.count(), WAIT).toBe(3);
    expect(await written.first().innerText()).toContain('Jonas found what nobody else had found');
    await page.getByRole('button', { name: '1 to 3' }).click();
    expect(await written.allInnerTexts()).toHaveLength(1);
    expect(await written.first().innerText()).toContain('the answer was about something else');
    await expectAccessible(page);
    await picture(page, 'business-satisfaction');
    await page.getByLabel('Shown').selectOption('half a year');
    await expect.poll(() => cells(page, 'In all', 'All'), WAIT).toEqual(['3.0', '4 of 5 (80 %)']);
    const weeks = page.getByRole('table', { name: 'By week' }).getByRole('row');
    // The head, and from the week of the first question on.
    expect(await weeks.count()).toBe(1 + 16);
    await page.context().close();
  });

  test('by keyboard, in the dark, on a narrow screen', async () => {
    const page = await satisfaction({ dark: true, width: 360 });
    expect(await overflow(page)).toBe(0);
    await expectAccessible(page);
    await page.getByLabel('Shown').focus();
    for (let stop = 0; stop < 3; stop++) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.getByRole('button', { name: '4 and 5' }).getAttribute('aria-pressed')).toBe('true');
    await page.context().close();
  });

  test('whoever is not signed in any more is asked to sign in', async () => {
    const page = await satisfaction();
    await page.context().clearCookies();
    await page.getByLabel('Shown').selectOption('4 weeks');
    await page.getByText('Your session has ended').waitFor(WAIT);
    await page.context().close();
  });
});
