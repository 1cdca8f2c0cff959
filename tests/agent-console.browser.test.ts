// The desk as agents see it, in real browsers over a real server: claim, chat, pass on, take over, lose and find, return, call back.

import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  type ConsoleDesk,
  expectAccessible,
  group,
  hears,
  inQueue,
  pane,
  startConsole,
  WAIT,
  writes,
} from './agent-console-fixture.js';
import { type Customer, demoFolder } from './conversation.js';

/** `SCREENSHOTS=docs/screenshots npx vitest run tests/agent-console.browser.test.ts` takes the pictures of the documentation. */
const PICTURES = process.env.SCREENSHOTS;

/** Customers of the demo without a personal contact, each for one test. */
const CUSTOMERS = ['c-1002', 'c-1003', 'c-1006', 'c-1008', 'c-1009', 'c-1001', 'c-1007', 'c-1012', 'c-1013'];

let desk: ConsoleDesk;
const pages: Page[] = [];

beforeAll(async () => {
  desk = await startConsole();
}, 240_000);
afterEach(async () => {
  await Promise.all(pages.splice(0).map((page) => page.context().close()));
});
afterAll(() => desk?.stop());

async function signIn(...as: Parameters<ConsoleDesk['signIn']>): Promise<Page> {
  const page = await desk.signIn(...as);
  pages.push(page);
  return page;
}

/** A customer with whom nobody has spoken before, and what agents call them. */
async function someone(): Promise<{ customer: Customer; name: string }> {
  const customer = desk.world.customer(CUSTOMERS.shift() ?? '');
  await customer.arrives();
  return { customer, name: desk.world.service.nameOf(await customer.record()) };
}

/** Somebody who is talking with Lena. */
async function withLena(): Promise<{ customer: Customer; name: string; lena: Page }> {
  const { customer, name } = await someone();
  const lena = await signIn('Lena Okafor');
  await customer.says('My lamp flickers.');
  await customer.says('talk to a human');
  await lena.getByRole('button', { name: `Claim ${name}` }).click(WAIT);
  await lena.getByLabel(`Message to ${name}`).waitFor(WAIT);
  return { customer, name, lena };
}

const toTeam = (page: Page) =>
  page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: 'Team' }).click();

/** Those that docs/desk.md shows. */
const SHOWN = [
  'console-queue',
  'console-team',
  'console-keys',
  'console-team-dark',
  'console-queue-narrow',
  'console-team-narrow-dark',
];

async function picture(page: Page, name: string): Promise<void> {
  if (PICTURES && SHOWN.includes(name)) await page.screenshot({ path: `${PICTURES}/${name}.png` });
}

describe('at the desk', { timeout: 120_000 }, () => {
  test('an agent claims, both write, and the title counts what waits for them', async () => {
    const { customer, name } = await someone();
    const lena = await signIn('Lena Okafor');
    await customer.says('talk to a human');
    await inQueue(lena, name).waitFor(WAIT);
    await expect.poll(() => lena.title(), WAIT).toMatch(/^\(1\) Rapport/);
    await lena.getByRole('button', { name: `Claim ${name}` }).click();
    await hears(customer, 'Lena Okafor is here now');
    await expect.poll(() => lena.title(), WAIT).toMatch(/^Rapport/);
    await writes(lena, name, 'Hello, how can I help?');
    await hears(customer, 'Lena Okafor: Hello, how can I help?');
    await customer.says('My lamp flickers.');
    await pane(lena, 'Conversation').getByText('My lamp flickers.').waitFor(WAIT);
    await desk.world.agent('a-lena').closes(customer);
    await expect.poll(() => inQueue(lena, name).count(), WAIT).toBe(0);
  });

  test('by keyboard alone: what needs the agent next is opened, claimed, answered and left', async () => {
    const { customer, name } = await someone();
    const lena = await signIn('Lena Okafor');
    await customer.says('talk to a human');
    await inQueue(lena, name).waitFor(WAIT);
    await lena.getByRole('heading', { name: 'Queue' }).click();
    await lena.keyboard.press('n');
    await pane(lena, 'Conversation').getByText('Claim the conversation to answer.').waitFor(WAIT);
    await lena.keyboard.press('c');
    await expect.poll(() => focused(lena), WAIT).toBe(`Message to ${name}`);
    await lena.keyboard.type('Hello, no mouse needed?');
    await lena.keyboard.press('Enter');
    await hears(customer, 'Lena Okafor: Hello, no mouse needed?');
    await lena.keyboard.press('Escape');
    await expect.poll(() => focused(lena), WAIT).toBe('Queue');
    await lena.keyboard.press('?');
    await lena.getByRole('dialog', { name: 'Alerts and keys' }).waitFor(WAIT);
    await expectAccessible(lena);
    await lena.getByRole('switch', { name: /^Keys without/ }).press('Space');
    await lena.keyboard.press('Escape');
    await lena.keyboard.press('w');
    expect(await focused(lena)).not.toBe(`Message to ${name}`);
    await desk.world.agent('a-lena').closes(customer);
  });

  test('an agent elsewhere is called by a notification, when they asked for it, and comes back by it', async () => {
    const lena = await signIn('Lena Okafor', { permissions: ['notifications'] });
    await lena.evaluate(() => {
      Object.defineProperty(document, 'hasFocus', { value: () => false });
      window.Notification = class extends window.Notification {
        constructor(title: string, more?: NotificationOptions) {
          super(title, more);
          window.called = [
            ...(window.called ?? []),
            { title, click: () => this.onclick?.(new Event('click')) },
          ];
        }
      };
    });
    const { customer, name } = await someone();
    await customer.says('talk to a human');
    await inQueue(lena, name).waitFor(WAIT);
    expect(await lena.evaluate(() => window.called)).toBeUndefined();
    await customer.says('cancel');
    await expect.poll(() => inQueue(lena, name).count(), WAIT).toBe(0);

    await lena.getByRole('button', { name: 'Alerts and keys' }).click();
    await lena.getByRole('switch', { name: /Desktop notification/ }).click();
    await lena.getByRole('button', { name: 'Done' }).click();
    await customer.says('talk to a human');
    await expect
      .poll(() => lena.evaluate(() => window.called?.map(({ title }) => title)), WAIT)
      .toEqual([`Your turn: ${name}`]);
    await lena.evaluate(() => window.called?.[0]?.click());
    await pane(lena, 'Conversation').getByRole('heading', { name }).waitFor(WAIT);
    await lena.reload();
    await lena.getByRole('button', { name: 'Alerts and keys' }).click();
    expect(await lena.getByRole('switch', { name: /Desktop notification/ }).isChecked()).toBe(true);
    await lena.keyboard.press('Escape');
    await customer.says('cancel');
    await expect.poll(() => inQueue(lena, name).count(), WAIT).toBe(0);
  });

  test('a busy agent is offered nothing; set away for doing nothing, the next key brings them back', async () => {
    const idle = await startConsole({ awayAfterMinutes: 1 / 60 });
    try {
      const lena = await idle.signIn('Lena Okafor');
      const presence = lena.getByLabel('Your presence');
      await presence.selectOption('busy');
      await expect
        .poll(() => idle.world.service.desk.presenceOf(idle.world.agent('a-lena').id), WAIT)
        .toBe('busy');
      await lena.getByText('You were set to away.').first().waitFor(WAIT);
      expect(await presence.inputValue()).toBe('away');
      await expectAccessible(lena);
      await lena.getByRole('button', { name: 'I am back' }).click();
      await expect.poll(() => presence.inputValue(), WAIT).toBe('online');
      await lena.getByText('You were set to away.').first().waitFor(WAIT);
      await lena.clock.fastForward('01:30');
      await lena.keyboard.press('Shift');
      await lena.getByText('You get new conversations again.').first().waitFor(WAIT);
    } finally {
      await idle.stop();
    }
  });

  test('passed on with a note, a customer is first in line for the colleague, and the one before is out', async () => {
    const { customer, name, lena } = await withLena();
    const marco = await signIn('Marco Bianchi');
    await inQueue(marco, name).getByText('With Lena Okafor').waitFor(WAIT);
    await lena.getByRole('button', { name: 'Pass on' }).click();
    const dialog = lena.getByRole('dialog', { name: 'Pass the conversation on' });
    await dialog.getByRole('radio', { name: /^Marco Bianchi/ }).click(WAIT);
    await dialog.getByLabel('What should they know?').fill('Wants a new cable, not a refund.');
    await dialog.getByRole('button', { name: 'Pass on' }).click();
    await hears(customer, 'Lena Okafor has passed you on to Marco Bianchi');

    const offer = group(marco, 'Your turn');
    await offer.getByText('First in line', { exact: true }).waitFor(WAIT);
    await offer.getByText(/^Offered to you/).waitFor(WAIT);
    await offer.getByRole('button', { name: `Claim ${name}` }).click();
    await marco.getByText('Wants a new cable, not a refund.').first().waitFor(WAIT);
    await writes(marco, name, 'I have a new cable for you.');
    await hears(customer, 'Marco Bianchi: I have a new cable for you.');
    expect((await customer.transcript()).join()).not.toContain('not a refund');
    await expect.poll(() => lena.getByLabel(`Message to ${name}`).count(), WAIT).toBe(0);
    await desk.world.agent('a-marco').closes(customer);
  });

  test('a supervisor sees the team, reads along, whispers and takes over; the owner’s next word is refused', async () => {
    const { customer, name, lena } = await withLena();
    const aisling = await signIn('Aisling Quinn');
    expect(await lena.getByRole('navigation', { name: 'Places' }).count()).toBe(0);
    await toTeam(aisling);
    await aisling.getByText('1 of 3 places taken').waitFor(WAIT);
    await expectAccessible(aisling);
    await aisling.getByRole('button', { name: `Read along: ${name}` }).click();
    const whisper = aisling.getByLabel('Whisper to Lena Okafor');
    await whisper.fill('Offer them the repair.');
    await whisper.press('Enter');
    await lena.getByText('Offer them the repair.').first().waitFor(WAIT);

    await lena.context().setOffline(true);
    await writes(lena, name, 'Two voices at once.');
    await aisling.keyboard.press('Escape');
    await aisling.keyboard.press('t');
    await aisling.getByRole('button', { name: `Take over: ${name}` }).click(WAIT);
    await hears(customer, 'Aisling Quinn is here now and takes over from Lena Okafor');
    await lena.context().setOffline(false);
    await lena
      .getByText('You do not have this conversation any more; nothing was sent.')
      .first()
      .waitFor(WAIT);
    await picture(lena, 'console-refused');
    await writes(aisling, name, 'I am Aisling, and I will see to it.');
    await hears(customer, 'Aisling Quinn: I am Aisling');
    await expect.poll(() => lena.getByLabel(`Message to ${name}`).count(), WAIT).toBe(0);
    expect((await customer.transcript()).join()).not.toMatch(/repair|Two voices/);
    await desk.world.agent('a-aisling').closes(customer);
  });

  test('an agent is lost: after the grace period the customer is first in line, and the next one has it all', async () => {
    const { customer, name, lena } = await withLena();
    const marco = await signIn('Marco Bianchi');
    await lena.context().close();
    // The server notices by itself; how long that takes is its promise: within 30 seconds.
    await inQueue(marco, name)
      .getByText(/^Owner not connected/)
      .waitFor({ timeout: 30_000 });
    expect((await customer.transcript()).join()).not.toContain('lost the connection');
    desk.world.wait({ seconds: (await demoFolder()).thresholds.defaults.grace_seconds });
    await hears(customer, "lost the connection to Lena Okafor. You're first in line now");
    await inQueue(marco, name).getByText('First in line', { exact: true }).waitFor(WAIT);
    await marco.getByRole('button', { name: `Claim ${name}` }).click(WAIT);
    await pane(marco, 'Conversation').getByText('My lamp flickers.').waitFor(WAIT);
    await writes(marco, name, 'Marco here: your lamp flickers, I read.');
    await hears(customer, 'Marco Bianchi: Marco here');
    await desk.world.agent('a-marco').closes(customer);
  });

  test('given back to the bot, a return that was under way is taken up again', async () => {
    const maya = desk.world.customer('c-1002');
    const lena = await signIn('Lena Okafor');
    await maya.says('I want to return the lamp');
    await maya.says('talk to a human');
    await lena.getByRole('button', { name: 'Claim Maya Byrne' }).click(WAIT);
    await hears(maya, 'Lena Okafor is here now');
    await lena.getByRole('button', { name: 'Return to bot' }).click();
    await lena.getByRole('dialog').getByRole('button', { name: 'Return to bot' }).click();
    await hears(maya, 'Lena Okafor has handed you back to me, Robin, the bot');
    await hears(maya, 'Shall we finish your return?');
    await lena.getByText('The bot has the conversation again.').waitFor(WAIT);
    await maya.says('yes');
    await hears(maya, 'Why would you like to send it back?');
  });

  test('without a network nothing is lost: the console says so, and what was written goes out once', async () => {
    const { customer, name, lena } = await withLena();
    await lena.context().setOffline(true);
    await lena.getByText('Reconnecting…').waitFor(WAIT);
    await writes(lena, name, 'Written in the tunnel.');
    await pane(lena, 'Conversation').getByText('Written in the tunnel.').waitFor(WAIT);
    expect((await customer.transcript()).join()).not.toContain('tunnel');
    await lena.context().setOffline(false);
    await hears(customer, 'Lena Okafor: Written in the tunnel.');
    await expect.poll(() => lena.getByText('Reconnecting…').count(), WAIT).toBe(0);
    const said = (await customer.transcript()).filter((line) => line.includes('tunnel'));
    expect(said).toEqual(['Lena Okafor: Written in the tunnel.']);
    await desk.world.agent('a-lena').closes(customer);
  });
});

describe('each main view', { timeout: 180_000 }, () => {
  const LOOKS = [
    { name: '', width: 1280, height: 800, dark: false },
    { name: '-dark', width: 1280, height: 800, dark: true },
    { name: '-narrow', width: 360, height: 740, dark: false },
    { name: '-narrow-dark', width: 360, height: 740, dark: true },
  ] as const;
  let busy: ConsoleDesk;

  beforeAll(async () => {
    busy = await startConsole();
    await aBusyMorning(busy);
  }, 120_000);
  afterAll(() => busy?.stop());

  test.each(LOOKS)('is accessible and fits: %o', async ({ name, ...look }) => {
    const aisling = await busy.signIn('Aisling Quinn', look);
    pages.push(aisling);
    await inQueue(aisling, 'Tom Kelleher').waitFor(WAIT);
    await expectAccessible(aisling);
    await picture(aisling, `console-queue${name}`);

    await inQueue(aisling, 'Maya Byrne').getByRole('button').first().click();
    await pane(aisling, 'Conversation').getByText('Hello Maya, which lamp is it?').waitFor(WAIT);
    await expectAccessible(aisling);

    await toTeam(aisling);
    await aisling.getByText('Promises at risk').waitFor(WAIT);
    await expectAccessible(aisling);
    await picture(aisling, `console-team${name}`);

    await aisling.getByRole('button', { name: 'Pass on: Tom Kelleher' }).click();
    await aisling.getByRole('radio', { name: /^Marco Bianchi/ }).waitFor(WAIT);
    await expectAccessible(aisling);
    await aisling.keyboard.press('Escape');

    await aisling.getByRole('button', { name: 'Alerts and keys' }).click();
    await expectAccessible(aisling);
    await picture(aisling, `console-keys${name}`);
  });
});

/** Aisling talks with Maya and reads along with Lena; a visitor who has waited long is offered to her, Tom and Declan wait. */
async function aBusyMorning({ world }: ConsoleDesk): Promise<void> {
  const [aisling, lena, marco, priya] = ['a-aisling', 'a-lena', 'a-marco', 'a-priya'].map(world.agent);
  for (const agent of [lena, marco, priya]) await agent?.comesOnline();
  const { service } = world;
  const [maya, ciara, tom, guest, finn] = ['c-1002', 'c-1003', 'c-1005', 'guest-1', 'c-1006'].map((id) =>
    world.customer(id),
  );
  if (!aisling || !lena || !marco || !priya || !maya || !ciara || !tom || !guest || !finn)
    throw new Error('nobody there');
  for (const customer of [maya, ciara, tom, guest, finn]) await customer.arrives();

  await guest.says('Can I talk to a human?');
  world.wait({ minutes: 13, seconds: 30 });
  await maya.says('How long do I have to send something back?');
  await maya.says('My lamp flickers, can I talk to a human?');
  await aisling.claims(maya);
  await aisling.says(maya, 'Hello Maya, which lamp is it?');
  await maya.says('The Ember table lamp, order 10302.');
  await ciara.says('Where is my order? Can I speak to a person?');
  await lena.claims(ciara);
  await lena.says(ciara, 'Let me look that up for you.');
  await service.desk.watch(aisling.id, await lena.key(ciara));
  await tom.says("This is the second time my delivery is late, I'm fed up");
  await service.desk.setPresence(priya.id, 'away');
  // Who is left is Aisling: whoever is first in line is offered to her.
  await service.desk.setPresence(lena.id, 'busy');
  await service.desk.setPresence(marco.id, 'busy');
  await finn.says('My order came in pieces, I want to talk to a person');
  await service.desk.sweep();
}

test('out of hours a customer is told a time within them; in the morning the message stands there with it', async () => {
  const folder = await demoFolder();
  const day = { from: '09:00', to: '17:00' };
  const profile = { ...folder.business.profile, deskHours: { wednesday: day, thursday: day } };
  const night = await startConsole({
    folder: { ...folder, business: { ...folder.business, profile } },
    now: new Date('2026-11-18T20:00:00Z'),
  });
  try {
    const maya = night.world.customer('c-1002');
    await maya.arrives();
    await maya.says('talk to a human');
    await hears(maya, /Our people aren't there at the moment.*by .*Thursday/);
    night.world.wait({ hours: 13 });
    const lena = await night.signIn('Lena Okafor');
    await inQueue(lena, 'Maya Byrne').getByText('Left a message: whoever is free answers').waitFor(WAIT);
    await inQueue(lena, 'Maya Byrne')
      .getByText(/^Answer by/)
      .waitFor(WAIT);
    await lena.getByRole('button', { name: 'Claim Maya Byrne' }).click();
    await hears(maya, 'Lena Okafor is here now');
  } finally {
    await night.stop();
  }
}, 120_000);

/** The accessible name of what has the focus. */
function focused(page: Page): Promise<string | undefined> {
  return page.evaluate(() => {
    const at = document.activeElement;
    return at?.getAttribute('aria-label') ?? at?.textContent ?? undefined;
  });
}

declare global {
  interface Window {
    called?: readonly { readonly title: string; readonly click: () => void }[];
  }
}
