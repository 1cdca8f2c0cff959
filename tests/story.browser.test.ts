// The whole story in a real browser, against the product's own process: customers in the real Web Chat, an agent in the console.

import axe from 'axe-core';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { browserArguments, findBrowser } from '../scripts/browser.js';
import { build, type RunningBot, runBot } from '../scripts/running-bot.js';

const WAIT = { timeout: 30_000 };
/** `SCREENSHOTS=docs/screenshots npx vitest run tests/story.browser.test.ts` takes the pictures of the documentation. */
const PICTURES = process.env.SCREENSHOTS;

let browser: Browser;
let bot: RunningBot;
const faults: string[] = [];

beforeAll(async () => {
  await build();
  browser = await chromium.launch({ executablePath: await findBrowser(), args: [...browserArguments] });
  bot = await runBot();
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await bot?.stop();
  expect(faults).toEqual([]);
});

async function visitor(): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1180, height: 820 }, locale: 'en-IE' });
  context.on('console', (message) => {
    if (/Content Security Policy|TypeError/.test(message.text())) faults.push(message.text());
  });
  context.on('weberror', (error) => faults.push(error.error().message));
  return context;
}

/** The chat, as a new visitor or as a customer whom the demo's chooser signs in. */
async function chat(context: BrowserContext, customer?: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${bot.url}/chat`);
  if (customer) await page.getByLabel('Who are you?').selectOption(customer);
  await hears(page, customer ? /Hello \w+/ : /Hello! I'm Robin, the bot of Fennel & Fir/);
  return page;
}

const lines = (page: Page) => page.locator('.webchat__bubble__content').allInnerTexts();

/** Waits until the newest bubbles hold these words, and gives that bubble. */
async function hears(page: Page, words: string | RegExp): Promise<string> {
  const found = (all: readonly string[]) =>
    all.findLast((line) => (typeof words === 'string' ? line.includes(words) : words.test(line)));
  await expect
    .poll(async () => found(await lines(page)) !== undefined, { ...WAIT, message: `to hear ${words}` })
    .toBe(true);
  return found(await lines(page)) ?? '';
}

async function says(page: Page, text: string, answer: string | RegExp): Promise<string> {
  const before = (await lines(page)).length;
  await page.getByPlaceholder('Type your message').fill(text);
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await lines(page)).length, WAIT).toBeGreaterThan(before + 1);
  return hears(page, answer);
}

async function signIn(context: BrowserContext, name: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${bot.url}/agent`);
  const { email, password } = bot.login(name);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText(name).first().waitFor(WAIT);
  return page;
}

async function picture(page: Page, name: string): Promise<void> {
  if (!PICTURES) return;
  // Web Chat scrolls gently; a picture in the middle of it would show half a card.
  await page.waitForTimeout(1500);
  await page.screenshot({ path: `${PICTURES}/${name}.png` });
}

async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => window.axe.run());
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

describe('the story', { timeout: 180_000 }, () => {
  test('1: a new visitor sees what the bot is, asks, and gets the answer with its source', async () => {
    const context = await visitor();
    const page = await chat(context);
    expect(await page.getByText('Automated assistant of Fennel & Fir').isVisible()).toBe(true);
    const answer = await says(page, 'how long do I have to send something back?', '30 days');
    expect(answer).toContain('Source: Returns');
    await picture(page, 'chat-visitor');
    await context.close();
  });

  test('2 and 3: Maya finds her order, returns a lamp, says what she likes and gets what suits her', async () => {
    const context = await visitor();
    const page = await chat(context, 'c-1002');

    await says(page, "where's my order?", 'Which order do you mean?');
    await page
      .getByRole('toolbar', { name: 'Suggested actions' })
      .getByRole('button', { name: /#10302/ })
      .click();
    await hears(page, /Order 10302 .* is on its way\. We expect it to reach you on/);

    await says(page, 'I want to return the lamp', 'Why would you like to send it back?');
    await says(page, 'actually, what are your opening hours?', 'Back to your return');
    await hears(page, 'Dublin, Lantern Row');
    await says(page, 'it is too bright', 'Shall I register the return of the Ember table lamp');
    await says(page, 'yes', 'Your return number is R-10231-1');
    await says(page, 'I want to return something else', 'Why would you like to send it back?');
    await says(page, 'cancel', 'Nothing was changed');

    await says(
      page,
      "I'm vegan, no wool, and nothing over 80 euros",
      /vegan only, no wool and nothing over €80/,
    );
    await says(page, 'What would suit my living room?', /that fit .*living room/);
    await expect.poll(() => page.locator('.ac-adaptiveCard').count(), WAIT).toBe(4);
    await picture(page, 'chat-recommendations');
    await says(page, 'something cheaper', /that fit .*nothing over €\d\d/);
    const known = await says(page, 'what do you know about me?', 'This is everything I have about you');
    expect(known).toContain('no wool (you said “no wool”');
    await says(page, 'forget the wool thing', 'Forgotten: no wool');
    await says(page, 'what do you know about me?', /This is everything(?![\s\S]*no wool)[\s\S]*vegan only/);
    await context.close();
  });

  test('4 and 6: Tom is handed to Lena, through a kill -9, and back to the bot', async () => {
    const customer = await visitor();
    const office = await visitor();
    const tom = await chat(customer, 'c-1005');
    const told = await says(
      tom,
      "this is the second time my delivery is late, I'm fed up",
      'Lena Okafor, your personal contact',
    );
    expect(told).toMatch(/answer here by \d\d:\d\d/);

    const lena = await signIn(office, 'Lena Okafor');
    await lena.getByText('Tom Kelleher').first().click();
    await lena
      .getByText(/2 late deliveries in 90 days/)
      .first()
      .waitFor(WAIT);
    await lena
      .getByText(/Level 5/)
      .first()
      .waitFor(WAIT);
    await lena.getByText("this is the second time my delivery is late, I'm fed up").first().waitFor(WAIT);
    await expectAccessible(lena);

    // The power goes while he waits; conversation and queue are there again, and both pages come back by themselves.
    await bot.kill();
    await bot.startAgain();
    await lena
      .getByRole('button', { name: 'Claim Tom Kelleher' })
      .or(lena.getByRole('button', { name: 'Claim' }))
      .first()
      .click(WAIT);
    await hears(tom, 'Lena Okafor is here now');

    await lena
      .getByLabel('Message to Tom Kelleher')
      .fill('Hello Tom, I am looking at order 10298 right now.');
    await lena.keyboard.press('Enter');
    await hears(tom, 'Hello Tom, I am looking at order 10298 right now.');
    await tom.getByPlaceholder('Type your message').fill('Thank you, Lena');
    await tom.keyboard.press('Enter');
    await lena.getByText('Thank you, Lena').first().waitFor(WAIT);
    await picture(lena, 'console');
    await picture(tom, 'chat-agent');

    await lena.getByRole('button', { name: 'Return to bot' }).click();
    await lena.getByRole('dialog').getByRole('button', { name: 'Return to bot' }).click();
    await hears(tom, 'Lena Okafor has handed you back to me, Robin, the bot');
    await says(tom, 'what are your opening hours?', 'Dublin, Lantern Row');
    await customer.close();
    await office.close();
  });

  test('5: a visitor is offered a person after three failed answers, and anybody gets one at once', async () => {
    const context = await visitor();
    const page = await chat(context);
    await says(page, 'asdf qwer', 'Could you put it in other words?');
    await says(page, 'blorp blah', "I still don't get it");
    await says(page, 'zxcv uiop', 'Would you like to talk to a person?');
    await says(page, 'no, thank you', 'What else can I do for you?');
    await says(page, 'talk to a human', /passed this on to our team/);
    await context.close();
  });

  test('6: a return that was begun before a kill -9 goes on after it, in the same page', async () => {
    const context = await visitor();
    const page = await chat(context, 'c-1040');
    await says(page, "I don't like glass", /rather not glass|no glass/);
    await says(page, 'I want to return the lamp', 'Why would you like to send it back?');
    await bot.kill();
    await bot.startAgain();
    await expect.poll(() => page.getByText('Connection lost').isVisible(), WAIT).toBe(false);
    await says(page, 'it is damaged', 'Shall I register the return');
    await says(page, 'yes', /Your return number is R-\d+-1/);
    await says(page, 'what do you know about me?', /glass/);
    await context.close();
  });

  test('a site embeds the chat with one script tag', async () => {
    const context = await visitor();
    const page = await context.newPage();
    await page.goto(`${bot.url}/demo/shop`);
    await page.getByRole('button', { name: /Robin/ }).first().click();
    const frame = page.frameLocator('iframe');
    await frame.getByText("I'm Robin, the bot of Fennel & Fir").first().waitFor(WAIT);
    await picture(page, 'embedded');
    await context.close();
  });
});

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}
