// A desk with its console behind a real server, agents in real browsers and customers who write in the test; the desk's clock is
// the test's, but agents' connections are watched in real time.

import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import axe from 'axe-core';
import { pino } from 'pino';
import { type Browser, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';
import { createUploadStore } from '../channels/direct-line/index.js';
import { browserArguments, findBrowser } from '../scripts/browser.js';
import { buildWeb } from '../scripts/build-web.js';
import { registerAgentRoutes } from '../server/agent-routes.js';
import { createServer } from '../server/create-server.js';
import { registerPages } from '../server/pages.js';
import { createSessions } from '../server/sessions.js';
import { type Customer, createWorld, type World } from './conversation.js';
import { DIST_WEB } from './pages-fixture.js';

/** For what happens in a browser on a busy machine. */
export const WAIT = { timeout: 20_000 };
const PASSWORD = 'four words of mine';
const DESK_TURN_MS = 250;

export interface ConsoleDesk {
  readonly world: World;
  readonly url: string;
  /** What pages reported that they should not. */
  readonly faults: string[];
  /** @param name of an agent of the demo business, for example `Lena Okafor`. */
  signIn(name: string, look?: Look): Promise<Page>;
  stop(): Promise<void>;
}

export interface Look {
  readonly dark?: boolean;
  readonly width?: number;
  readonly height?: number;
  readonly permissions?: readonly string[];
}

/** @param changes of the desk's world; `awayAfterMinutes`: until an agent who does nothing counts as away. */
export async function startConsole({
  awayAfterMinutes = 60,
  ...changes
}: NonNullable<Parameters<typeof createWorld>[0]> & {
  readonly awayAfterMinutes?: number;
} = {}): Promise<ConsoleDesk> {
  await buildWeb();
  const world = await createWorld(changes);
  // Right after a start nobody counts as gone: consoles have to come back first.
  world.wait({ seconds: 20 });
  const { agents, profile, products } = world.folder.business;
  const faults: string[] = [];
  const running = createServer({ log: pino({ level: 'silent' }), production: false });
  running.server.listen(0, '127.0.0.1');
  await once(running.server.server, 'listening');
  const url = `http://127.0.0.1:${(running.server.address() as unknown as AddressInfo).port}`;
  const newKey = () => randomBytes(32).toString('base64url');
  const agentApi = registerAgentRoutes(running.server, {
    sessions: createSessions({
      stores: world.stores,
      clock: () => new Date(),
      newToken: newKey,
      agents,
      demoPasswords: new Map([...agents.keys()].map((id) => [id, PASSWORD])),
    }),
    desk: world.service.desk,
    team: world.service.desk.team,
    tools: world.service.tools,
    files: createUploadStore({ stores: world.stores, clock: world.now, newKey, publicUrl: url }),
    awayAfterMinutes: () => awayAfterMinutes,
    businessName: profile.name,
    onError: (error) => faults.push(String(error)),
    publicUrl: url,
  });
  registerPages(running.server, {
    webFolder: DIST_WEB,
    publicUrl: url,
    profile,
    demo: false,
    embedOrigins: [],
    products: products.values(),
    newNonce: newKey,
  });
  const browser = await chromium.launch({
    executablePath: await findBrowser(),
    args: [...browserArguments],
  });
  // What a timer of the desk does every few seconds; here more often, for a test's day is short.
  const sweeps = setInterval(
    () => void world.service.desk.sweep().catch((e) => faults.push(String(e))),
    DESK_TURN_MS,
  );

  return {
    world,
    url,
    faults,
    signIn: (name, look) => signIn({ browser, url, faults, now: world.now }, emailOf(world, name), look),
    async stop() {
      clearInterval(sweeps);
      await browser.close();
      agentApi.close();
      await running.close();
      await world.stop();
      expect(faults).toEqual([]);
    },
  };
}

function emailOf(world: World, name: string): string {
  const agent = [...world.folder.business.agents.values()].find((one) => one.name === name);
  if (!agent) throw new Error(`no agent ${name}`);
  return agent.email;
}

async function signIn(
  at: {
    readonly browser: Browser;
    readonly url: string;
    readonly faults: string[];
    readonly now: () => Date;
  },
  email: string,
  { dark = false, width = 1280, height = 800, permissions = [] }: Look = {},
): Promise<Page> {
  const context = await at.browser.newContext({
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
    locale: 'en-IE',
    permissions: [...permissions],
  });
  context.on('console', (message) => {
    if (/Content Security Policy|TypeError/.test(message.text())) at.faults.push(message.text());
  });
  context.on('weberror', (error) => at.faults.push(error.error().message));
  // Pages live at the desk's time, which goes on for them while the desk's own stands still.
  await context.clock.install({ time: at.now() });
  const page = await context.newPage();
  await page.goto(`${at.url}/agent`);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Queue' }).waitFor(WAIT);
  return page;
}

/** Waits until the customer has heard it. */
export async function hears(customer: Customer, words: string | RegExp): Promise<void> {
  const found = (line: string) => (typeof words === 'string' ? line.includes(words) : words.test(line));
  await expect.poll(async () => (await customer.transcript()).some(found), WAIT).toBe(true);
}

/** One of the three panes. */
export const pane = (page: Page, title: 'Queue' | 'Conversation') =>
  page.getByRole('region', { name: title, exact: true });

/** One conversation in an agent's queue. */
export const inQueue = (page: Page, name: string) =>
  pane(page, 'Queue').getByRole('listitem').filter({ hasText: name });

/** A group of the queue, by its title. */
export const group = (page: Page, title: string) => page.getByRole('region', { name: title, exact: true });

export async function writes(page: Page, customerName: string, text: string): Promise<void> {
  const field = page.getByLabel(`Message to ${customerName}`);
  await field.fill(text);
  await field.press('Enter');
}

/** No violation of axe's rules, and nothing wider than the screen. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(axe.source);
  // In the middle of a change of colour there is no contrast to speak of.
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => undefined))),
  );
  const { violations } = await page.evaluate(() => window.axe.run());
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
  ).toBeLessThanOrEqual(0);
}

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}
