// The card of wishes in the real Web Chat, by keyboard and for a screen reader: edited, saved, and shown anew.

import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { browserArguments, findBrowser } from '../scripts/browser.js';
import { buildWeb } from '../scripts/build-web.js';
import { type CustomerService, createCustomerService } from '../service/customer-service.js';
import { demoFolder, understanderFor } from './conversation.js';
import { type Site, startSite } from './pages-fixture.js';

const WAIT = { timeout: 30_000 };

let browser: Browser;
let site: Site;
let service: CustomerService;
const faults: unknown[] = [];

beforeAll(async () => {
  await buildWeb();
  browser = await chromium.launch({ executablePath: await findBrowser(), args: [...browserArguments] });
  const folder = await demoFolder();
  const understander = await understanderFor();
  await understander.ready;
  site = await startSite({
    turn(stores, feed) {
      service = createCustomerService({
        ...{ folder, stores, feed, understander, deskIs: 'own' },
        clock: () => new Date(),
        newId: () => crypto.randomUUID(),
        onError: (error) => faults.push(error),
      });
      return service.bot.turn;
    },
  });
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await site?.stop();
  await service?.stop();
  expect(faults).toEqual([]);
});

async function says(page: Page, text: string, answer: string): Promise<void> {
  await page.getByPlaceholder('Type your message').fill(text);
  await page.keyboard.press('Enter');
  await page.getByText(answer).first().waitFor(WAIT);
}

/**
 * Of the cards; what is around them is Web Chat's own, with a copy of each card to be read out. Of a part that a button opened the library of
 * Adaptive Cards says `aria-expanded` as of the button, which no card can prevent.
 */
async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() =>
    (window as unknown as { axe: typeof axe }).axe.run(
      { include: [['.ac-adaptiveCard']] },
      { rules: { 'aria-allowed-attr': { enabled: false } } },
    ),
  );
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

test('a customer changes one wish, gives one to their mother, forgets one and adds one', {
  timeout: 120_000,
}, async () => {
  const page = await browser.newPage({ viewport: { width: 420, height: 900 } });
  await page.goto(`${site.url}/chat`);
  await page.getByText("I'm Robin").first().waitFor(WAIT);
  await says(page, 'I love green', 'Noted: you like green');
  await says(page, 'no wool', 'Noted: no wool');
  await says(page, 'what do you know about me?', 'Your wishes, to change or forget');
  await expectAccessible(page);

  const card = page.locator('.ac-adaptiveCard').last();
  // Closed until it is wanted; by keyboard as by mouse.
  const what = card.getByLabel('Wish 1: what');
  expect(await what.isVisible()).toBe(false);
  await card.getByRole('button', { name: 'Change 1' }).focus();
  await page.keyboard.press('Enter');
  await what.waitFor(WAIT);
  await expectAccessible(page);
  await what.fill('blue');
  await card.getByLabel('Wish 1: how strongly').selectOption({ label: 'rather not' });
  await card.getByLabel('Wish 1: for whom').fill('mother');
  await card.getByLabel('Add a wish').fill('nothing over 50 euros');
  await card.getByRole('button', { name: 'Forget 2' }).click();
  await page.getByText('Saved: for your mother: rather not blue and nothing over €50.').first().waitFor(WAIT);
  await page.getByText('Forgotten: no wool.').first().waitFor(WAIT);
  await expect.poll(() => page.locator('.ac-adaptiveCard').count(), WAIT).toBe(2);

  const fresh = page.locator('.ac-adaptiveCard').last();
  await fresh.getByRole('button', { name: 'Change 1' }).click();
  await fresh.getByLabel('Wish 1: the most you want to pay').fill('-5');
  await fresh.getByRole('button', { name: 'Save' }).click();
  await page.getByText('is no amount to pay').first().waitFor(WAIT);
  await expectAccessible(page);
  if (process.env.SCREENSHOTS) await page.screenshot({ path: `${process.env.SCREENSHOTS}/wish-card.png` });
});
