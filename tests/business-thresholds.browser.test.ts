// The thresholds in a real browser, over a real server, past and worker: what a supervisor sees, tries, changes and takes back.

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
import { registerBusinessRoutes } from '../server/business-routes.js';
import { createServer, type RunningServer } from '../server/create-server.js';
import { registerPages } from '../server/pages.js';
import { createSessions } from '../server/sessions.js';
import { type LiveThresholds, openLiveThresholds } from '../service/live-thresholds.js';
import { createTrials } from '../service/threshold-trials.js';
import { createThresholdsDesk } from '../service/thresholds-desk.js';
import { createWorld, type World } from './conversation.js';
import { overlapTrainer, overlapUnderstander, smallFolder } from './learning-world.js';
import { DIST_WEB } from './pages-fixture.js';

const WAIT = { timeout: 20_000 };
const PASSWORD = 'four words of mine';

let browser: Browser;
let running: RunningServer;
let world: World;
let live: LiveThresholds;
let url: string;
const faults: string[] = [];

beforeAll(async () => {
  await buildWeb();
  const folder = await smallFolder();
  world = await createWorld({
    folder,
    understander: await overlapUnderstander(folder),
    trainer: overlapTrainer(),
  });
  const { stores, now: clock } = world;
  const onError = (error: unknown) => faults.push(String(error));
  live = await openLiveThresholds({ folder, stores, clock, onRefused: onError, onTaken: () => undefined });
  running = createServer({ log: pino({ level: 'silent' }), production: false });
  running.server.listen(0, '127.0.0.1');
  await once(running.server.server, 'listening');
  url = `http://127.0.0.1:${(running.server.address() as unknown as AddressInfo).port}`;
  const { agents, profile, products } = folder.business;
  registerBusinessRoutes(running.server, {
    sessions: createSessions({
      stores,
      clock: () => new Date(),
      newToken: () => randomBytes(32).toString('base64url'),
      agents,
      demoPasswords: new Map([...agents.keys()].map((id) => [id, PASSWORD])),
    }),
    loginLimit: createLoginLimit(),
    learning: world.service.learning,
    thresholds: createThresholdsDesk({
      folder,
      thresholds: live,
      clock,
      tryOnPast: createTrials({
        folder,
        stores,
        store: 'memory',
        dataDir: '',
        databaseUrl: '',
        mayMakeUp: false,
      }),
      onAudit: () => undefined,
      onError,
    }),
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

  const fan = world.customer('guest-1');
  await fan.says('who won the football cup');
  await fan.says('what is the weather like on mars');
  await world.customer('guest-2').says('how can I pay');
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await running?.close();
  await live?.close();
  await world?.stop();
  expect(faults).toEqual([]);
});

async function openThresholds(options: { readonly dark?: boolean; readonly width?: number } = {}) {
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
  await page.goto(`${url}/business`);
  await page.getByLabel('E-mail').fill('aisling.quinn@fennelandfir.example');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Thresholds' }).click(WAIT);
  await page.getByText(/Version \d+ is in force/).waitFor(WAIT);
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

async function expectNothingCutOff(page: Page): Promise<void> {
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
  ).toBe(0);
}

/** Reaches a button or field of this name by the Tab key alone, from where the focus is. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const at = document.activeElement;
      const label = at instanceof HTMLInputElement || at instanceof HTMLSelectElement ? at.labels?.[0] : at;
      return label?.textContent ?? '';
    });
    if (name.test(focused)) return;
  }
  throw new Error(`the Tab key does not lead to ${name}`);
}

describe('the thresholds in the business console', { timeout: 120_000 }, () => {
  test('each number is explained; a change is checked, tried on the past, put in force and taken back', async () => {
    const page = await openThresholds();
    const failed = page.getByRole('textbox', { name: 'Failed answers' });
    expect(await failed.inputValue()).toBe('3');
    await page.getByText('Failed answers in a row from which a person is offered.').waitFor(WAIT);
    await expectAccessible(page);

    await failed.fill('0');
    await page.getByText('fault to be put right').waitFor(WAIT);
    await failed.fill('2');
    await page.getByText('Not in force yet: one value differs').waitFor(WAIT);

    await page.getByRole('button', { name: 'Try and put in force' }).click();
    await page.getByText('defaults.failed_answers: 3 → 2').waitFor(WAIT);
    await page.getByRole('button', { name: 'Try it', exact: true }).click();
    await page
      .getByRole('heading', { name: 'One conversation (50.0 %) would have gone another way.' })
      .waitFor(WAIT);
    await page.getByText('1 newly offered a person').waitFor(WAIT);
    await page.getByRole('row', { name: 'not understood 1' }).waitFor(WAIT);
    await page.getByRole('row', { name: /^Longest line/ }).waitFor(WAIT);
    await page.getByText('“what is the weather like on mars”').waitFor(WAIT);
    await page.getByText('is not known: the customer would have written something else').waitFor(WAIT);
    await expectAccessible(page);

    await page.getByLabel('Why').fill('Offer a person sooner');
    await page.getByRole('button', { name: 'Put in force' }).last().click();
    await page.getByText('It is in force.').waitFor(WAIT);
    await page.getByText('Version 2 is in force, by Aisling Quinn: Offer a person sooner.').waitFor(WAIT);
    expect(live.current.defaults.failed_answers).toBe(2);

    await page.getByRole('button', { name: 'History' }).click();
    await page.getByText('defaults.failed_answers: 3 → 2').waitFor(WAIT);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Restore version 1' }).click();
    await page.getByText('Version 3 is in force').waitFor(WAIT);
    expect(live.current.defaults.failed_answers).toBe(3);
    await page.context().close();
  });

  test('for one level alone, by keyboard, in the dark; the edit stays while another page is looked at', async () => {
    const page = await openThresholds({ dark: true });
    await page.getByRole('button', { name: 'Thresholds' }).focus();
    await tabTo(page, /^For whom/);
    await page.keyboard.type('Level 2');
    await page.getByLabel('Failed answers').waitFor(WAIT);
    expect(await page.getByLabel('Failed answers').getAttribute('placeholder')).toBe('as for everybody: 3');
    await tabTo(page, /^Failed answers/);
    await page.keyboard.type('2');
    await page.getByText('Not in force yet: one value differs').waitFor(WAIT);
    await page.getByRole('button', { name: 'Unanswered' }).click();
    await page.getByRole('button', { name: 'Thresholds' }).click();
    await tabTo(page, /^As YAML/);
    await page.keyboard.press('Enter');
    const yaml = await page.getByLabel('thresholds.yaml').inputValue();
    expect(yaml).toMatch(/\n {2}2:\n {4}failed_answers: 2\n/);
    expect(yaml).toContain('# Failed answers in a row after which a person is offered.');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Discard the changes' }).click();
    await page.getByText('As in force').waitFor(WAIT);
    await page.context().close();
  });

  test('as YAML: an unknown key is named with its line, and can’t be put in force', async () => {
    const page = await openThresholds();
    await page.getByRole('button', { name: 'As YAML' }).click();
    const field = page.getByLabel('thresholds.yaml');
    await field.fill((await field.inputValue()).replace('  failed_answers: 3', '  failed_answer: 3'));
    await page.getByText('to be put right').waitFor(WAIT);
    await page.getByRole('button', { name: 'Try and put in force' }).click();
    await page
      .getByText(/thresholds\.yaml:\d+: .*failed_answer/)
      .first()
      .waitFor(WAIT);
    await page.getByLabel('Why').fill('a slip of the pen');
    const put = page.getByRole('button', { name: 'Put in force', exact: true });
    expect(await put.getAttribute('aria-disabled')).toBe('true');
    await expectAccessible(page);
    await page.context().close();
  });

  test('what somebody else put in force meanwhile is not overwritten', async () => {
    const page = await openThresholds();
    await page.getByRole('textbox', { name: 'Failed answers' }).fill('5');
    const { version, text } = (await live.versions()).at(-1) ?? { version: 0, text: '' };
    await live.applyOver(version, text.replace('offer_cooldown: 3', 'offer_cooldown: 4'), {
      author: 'Somebody else',
      comment: 'quieter',
    });
    await page.getByText(`Version ${version + 1} came into force meanwhile`).waitFor(WAIT);
    await page.getByRole('button', { name: 'Try and put in force' }).click();
    await page.getByLabel('Why').fill('more patience');
    await page.getByRole('button', { name: 'Put in force', exact: true }).click();
    await page.getByText('nothing was done').waitFor(WAIT);
    expect(live.current.defaults).toMatchObject({ failed_answers: 3, offer_cooldown: 4 });
    await expectAccessible(page);
    await page.context().close();
  });

  test('on a narrow screen nothing is cut off', async () => {
    const page = await openThresholds({ width: 360 });
    for (const name of ['Numbers', 'As YAML', 'History', 'Try and put in force']) {
      await page.getByRole('button', { name }).click(WAIT);
      await expectNothingCutOff(page);
      await expectAccessible(page);
    }
    await page.getByRole('button', { name: 'Try it', exact: true }).click(WAIT);
    await page.getByText('Nothing would have changed in any conversation.').waitFor(WAIT);
    await expectNothingCutOff(page);
    await expectAccessible(page);
    await page.context().close();
  });
});
