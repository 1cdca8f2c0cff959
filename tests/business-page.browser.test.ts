// The business's console in a real browser, over a real server and learning: what a supervisor sees and decides, by keyboard too.

import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import axe from 'axe-core';
import { pino } from 'pino';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { browserArguments, findBrowser } from '../scripts/browser.js';
import { buildWeb } from '../scripts/build-web.js';
import { createLoginLimit } from '../server/agent-login.js';
import { type AgentApi, registerAgentRoutes } from '../server/agent-routes.js';
import { registerBusinessRoutes } from '../server/business-routes.js';
import { createServer, type RunningServer } from '../server/create-server.js';
import { registerPages } from '../server/pages.js';
import { createSessions } from '../server/sessions.js';
import { createWorld, type World } from './conversation.js';
import { LENA, overlapTrainer, overlapUnderstander, smallFolder } from './learning-world.js';
import { DIST_WEB } from './pages-fixture.js';

const WAIT = { timeout: 20_000 };
const PASSWORD = 'four words of mine';

let browser: Browser;
let running: RunningServer;
let agentApi: AgentApi;
let world: World;
let url: string;
const faults: string[] = [];

beforeAll(async () => {
  await buildWeb();
  const folder = await smallFolder([
    { question: 'how can I pay', expected: 'answer:payment#how-can-i-pay', place: 'tests.yaml, test 1' },
    { question: 'who is the king of France', expected: 'unanswered', place: 'tests.yaml, test 2' },
  ]);
  world = await createWorld({
    folder,
    understander: await overlapUnderstander(folder),
    trainer: overlapTrainer(),
  });
  const { learning } = world.service;
  await learning.start();
  const { agents, profile, products } = folder.business;
  running = createServer({ log: pino({ level: 'silent' }), production: false });
  running.server.listen(0, '127.0.0.1');
  await once(running.server.server, 'listening');
  url = `http://127.0.0.1:${(running.server.address() as unknown as AddressInfo).port}`;
  const sessions = createSessions({
    stores: world.stores,
    clock: () => new Date(),
    newToken: () => randomBytes(32).toString('base64url'),
    agents,
    demoPasswords: new Map([...agents.keys()].map((id) => [id, PASSWORD])),
  });
  agentApi = registerAgentRoutes(running.server, {
    sessions,
    desk: world.service.desk,
    proposals: learning.proposals,
    businessName: profile.name,
    onError: (error) => faults.push(String(error)),
    publicUrl: url,
  });
  registerBusinessRoutes(running.server, {
    sessions,
    loginLimit: createLoginLimit(),
    learning,
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
  browser = await chromium.launch({ executablePath: await findBrowser(), args: [...browserArguments] });

  for (const [id, text] of [
    ['guest-1', 'how do I wash linen'],
    ['guest-2', 'how is linen washed, asks Maya Byrne'],
    ['guest-3', 'how do I wash linen in summer'],
    ['guest-4', 'who won the football cup'],
  ] as const)
    await world.customer(id).says(text);
  await learning.settled();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  agentApi?.close();
  await running?.close();
  await world?.stop();
  expect(faults).toEqual([]);
});

async function signIn(
  as: string,
  options: { readonly dark?: boolean; readonly width?: number; readonly console?: 'agent' } = {},
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1100, height: 800 },
    colorScheme: options.dark ? 'dark' : 'light',
    locale: 'en-IE',
  });
  context.on('console', (message) => {
    if (/Content Security Policy|TypeError/.test(message.text())) faults.push(message.text());
  });
  context.on('weberror', (error) => faults.push(error.error().message));
  const page = await context.newPage();
  await page.goto(`${url}/${options.console ?? 'business'}`);
  await page.getByLabel('E-mail').fill(`${as}@fennelandfir.example`);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.keyboard.press('Enter');
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

const card = (page: Page, text: string) => page.getByRole('listitem').filter({ hasText: text }).first();

describe('the business console', { timeout: 120_000 }, () => {
  test('an agent without a role is told whom to ask', async () => {
    const page = await signIn('lena.okafor');
    await page.getByText('for supervisors and administrators').waitFor(WAIT);
    await expectAccessible(page);
    await page.context().close();
  });

  test('a supervisor writes an answer for the most frequent gap, approves it, and the next customer gets it', async () => {
    const page = await signIn('aisling.quinn');
    await page.getByRole('button', { name: 'Unanswered (2)' }).waitFor(WAIT);
    const gap = page.getByRole('listitem').first();
    await gap.getByText('Asked 3 times').waitFor(WAIT);
    expect(await page.getByText('Maya').count()).toBe(0);
    await expectAccessible(page);

    await gap.getByRole('button', { name: 'Write an answer' }).click();
    await page.getByRole('textbox', { name: 'Question' }).fill('How do I wash linen?');
    await page.getByRole('textbox', { name: 'Answer' }).fill('Wash linen at 40 °C.');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Propose this answer' }).click();
    await page.getByText('Proposed. It is used once it is approved.').waitFor(WAIT);

    await page.getByRole('button', { name: 'Proposed answers (1)' }).click();
    await card(page, 'How do I wash linen?').getByRole('button', { name: 'Approve' }).click();
    await page.getByText('In version 1').waitFor(WAIT);
    await page.getByText('2 of 2 tests pass').waitFor(WAIT);
    await expectAccessible(page);

    const customer = world.customer('guest-9');
    await customer.says('how do I wash linen?');
    expect((await customer.transcript()).at(-1)).toBe('bot: Wash linen at 40 °C.\n\n*Source: Fennel & Fir*');

    await page.getByRole('button', { name: 'Versions' }).click();
    await page.getByText('Added: How do I wash linen?').waitFor(WAIT);
    await page.getByText('In force').waitFor(WAIT);
    await expectAccessible(page);
    await page.context().close();
  });

  test('a bad change shows what would get worse; by keyboard alone; in the dark', async () => {
    const { learning } = world.service;
    const wide = {
      question: 'Who is the king?',
      alternatives: ['who is the king of Spain'],
      answer: 'Felipe.',
      title: '',
    };
    await learning.proposals.propose(wide, {}, LENA);
    const page = await signIn('aisling.quinn', { dark: true });
    await page.getByRole('button', { name: 'Unanswered' }).waitFor(WAIT);
    await page.getByRole('button', { name: 'Unanswered' }).focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await card(page, 'Who is the king?').waitFor(WAIT);
    await card(page, 'Who is the king?').getByRole('button', { name: 'Approve' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Refused by the checks').waitFor(WAIT);
    await page.getByRole('cell', { name: 'who is the king of France' }).waitFor(WAIT);
    await page.getByRole('cell', { name: 'the answer to "Who is the king?"' }).waitFor(WAIT);
    await expectAccessible(page);
    await page.context().close();
  });

  test('an agent proposes what they have just answered, without what is the customer’s', async () => {
    const maya = world.customer('c-1002');
    await maya.says('can a rug lie on a heated floor');
    await world.service.desk.setPresence(LENA.id, 'online');
    await maya.says('a person, please');
    const page = await signIn('lena.okafor', { console: 'agent' });
    await page.getByRole('button', { name: /Claim/ }).first().click(WAIT);
    await page.getByRole('textbox', { name: /Maya/ }).fill('Yes Maya, with an underlay.');
    await page.keyboard.press('Enter');
    await page
      .getByLabel(/Transcript with/)
      .getByText('with an underlay')
      .waitFor(WAIT);
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Answer this better next time' }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByLabel('Answer', { exact: false }).last().inputValue()).toBe(
      'Yes Maya, with an underlay.',
    );
    await dialog.getByLabel('Question').fill('Can a rug lie on a heated floor?');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Propose' }).click();
    await page.getByText('The answer is proposed').waitFor(WAIT);
    expect((await world.service.learning.proposals.list())[0]).toMatchObject({
      by: 'Lena Okafor',
      source: 'conversation',
      state: 'proposed',
      draft: { question: 'Can a rug lie on a heated floor?', answer: 'Yes [name], with an underlay.' },
    });
    await page.context().close();
  });

  test('on a narrow screen nothing is cut off', async () => {
    const page = await signIn('aisling.quinn', { width: 360 });
    for (const name of ['Unanswered', 'Proposed answers', 'Versions']) {
      await page.getByRole('button', { name }).click(WAIT);
      expect(
        await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        ),
      ).toBe(0);
      await expectAccessible(page);
    }
    await page.context().close();
  });

  test('put aside as not for us, a gap can be brought back; signed out, nothing is shown', async () => {
    const page = await signIn('aisling.quinn');
    await card(page, 'football').getByRole('button', { name: 'Not for us' }).click(WAIT);
    await expect.poll(() => page.getByText('football').count(), WAIT).toBe(0);
    await page.getByLabel('Show answered ones').click();
    await card(page, 'football').getByRole('button', { name: 'For us after all' }).click(WAIT);
    await page.getByText('It waits for an answer again.').waitFor(WAIT);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByLabel('Password').waitFor(WAIT);
    expect(await page.getByText('football').count()).toBe(0);
    await page.context().close();
  });
});
