// One conversation as its agent sees it, in real browsers over a real server: what helps to answer, what colleagues read, and messages
// that arrive once and in order.

import type { Page, Route } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  type ConsoleDesk,
  expectAccessible,
  hears,
  inQueue,
  pane,
  startConsole,
  WAIT,
  writes,
} from './agent-console-fixture.js';
import { type Customer, understanderFor } from './conversation.js';

/** `SCREENSHOTS=docs/screenshots npx vitest run tests/agent-conversation.browser.test.ts` takes the pictures of the documentation. */
const PICTURES = process.env.SCREENSHOTS;
/** A picture of one green dot. */
const DOT = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

let desk: ConsoleDesk;
const pages: Page[] = [];

beforeAll(async () => {
  desk = await startConsole();
  // What the bot learns first takes its time on a busy machine.
  await (await understanderFor()).ready;
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

interface Met {
  readonly customer: Customer;
  readonly name: string;
  readonly lena: Page;
}

/** A customer who asked the bot first and has Lena now. */
async function withLena(
  id: string,
  asked: readonly string[] = ['where is my order?'],
  look?: Parameters<ConsoleDesk['signIn']>[1],
): Promise<Met> {
  const customer = desk.world.customer(id);
  await customer.arrives();
  for (const text of asked) await customer.says(text);
  const lena = await signIn('Lena Okafor', look);
  await customer.says('talk to a human');
  const name = desk.world.service.nameOf(await customer.record());
  await lena.getByRole('button', { name: `Claim ${name}` }).click(WAIT);
  await composer(lena, name).waitFor(WAIT);
  return { customer, name, lena };
}

const composer = (page: Page, name: string) => page.getByLabel(`Message to ${name}`);

async function picture(page: Page, name: string): Promise<void> {
  if (PICTURES) await page.screenshot({ path: `${PICTURES}/${name}.png` });
}

async function done({ customer }: Met): Promise<void> {
  await desk.world.agent('a-lena').closes(customer);
}

/** What the agent of the page said to the customer, in order. */
async function saidBy(customer: Customer, agent: string): Promise<readonly string[]> {
  const lines = await customer.transcript();
  return lines.filter((line) => line.startsWith(`${agent}: `)).map((line) => line.slice(agent.length + 2));
}

describe('reading', { timeout: 120_000 }, () => {
  test('the bot’s part is folded; a point of its summary opens it at its line and takes the focus there', async () => {
    const met = await withLena('c-1002', ['where is my order 10302?', 'blorp blah zxcv']);
    const { lena } = met;
    const part = lena.getByRole('region', { name: 'With the bot' });
    await part.waitFor(WAIT);
    const transcript = lena.getByLabel(`Transcript with ${met.name}`);
    expect(await transcript.locator('[id^=line-]').filter({ hasText: 'blorp blah' }).count()).toBe(0);
    await expectAccessible(lena);
    await met.customer.says('how long do I have to send something back?');
    await lena
      .getByRole('region', { name: 'Suggested answers' })
      .getByText(/30 days/)
      .first()
      .waitFor(WAIT);
    await picture(lena, 'console-conversation');

    const point = part.getByRole('button', { name: /where is my order 10302/ }).first();
    await point.focus();
    await lena.keyboard.press('Enter');
    await expect
      .poll(() => lena.evaluate(() => document.activeElement?.textContent), WAIT)
      .toContain('where is my order 10302?');
    await part.getByRole('button', { name: 'Fold it up' }).click();
    expect(await transcript.locator('[id^=line-]').filter({ hasText: 'blorp blah' }).count()).toBe(0);
    await done(met);
  });

  test('why it came, the level and why, consent, preferences with source, orders and earlier handoffs stand beside it', async () => {
    const first = await withLena('c-1003', ["I don't like glass"]);
    await done(first);
    await first.lena.context().close();
    const met = await withLena('c-1003', []);
    const brief = met.lena.getByRole('complementary', { name: 'Customer' });
    await brief.getByRole('region', { name: 'Earlier with people' }).getByText('Lena Okafor').waitFor(WAIT);
    await brief.getByRole('region', { name: 'Preferences' }).getByText(/glass/).first().waitFor(WAIT);
    await brief
      .getByRole('region', { name: 'Consent' })
      .getByText(/relationship is open/)
      .waitFor(WAIT);
    await brief.getByText('Why it came to you').waitFor(WAIT);
    expect(await brief.getByRole('region', { name: 'Relationship' }).innerText()).toMatch(/Level \d/);
    await done(met);
  });

  test('the customer types and reads: the agent sees both, and the customer’s page is told of the agent’s typing', async () => {
    const met = await withLena('c-1006');
    const { customer, lena, name } = met;
    const { signs, typingFeed } = desk.world.service.desk;
    const { id, transcript } = await customer.conversation();
    const told: unknown[] = [];
    const stop = typingFeed.listenTo(customer.id, ({ from }) => void told.push(from));
    await writes(lena, name, 'Did it arrive?');
    await hears(customer, 'Did it arrive?');
    expect(told).toEqual([{ agentName: 'Lena Okafor' }]);
    stop();

    signs.typing(customer.id, id);
    const conversation = pane(lena, 'Conversation');
    await conversation.getByText(`${name} is typing…`).waitFor(WAIT);
    expect(await conversation.getByText('Read', { exact: true }).count()).toBe(0);
    const last = (await customer.conversation()).transcript.at(-1);
    expect(last?.sequence).toBeGreaterThan(transcript.length);
    await signs.read(customer.id, id, last!.id);
    await conversation.getByText('Read', { exact: true }).waitFor(WAIT);
    await customer.says('Yes, thank you');
    await expect.poll(() => conversation.getByText(`${name} is typing…`).count(), WAIT).toBe(0);
    await done(met);
  });
});

describe('answering', { timeout: 120_000 }, () => {
  test('by keyboard alone: / finds a reply, its placeholders filled, its gap selected', async () => {
    const met = await withLena('c-1002');
    const { customer, lena, name } = met;
    const field = composer(lena, name);
    await field.focus();
    await lena.keyboard.type('/late');
    const list = lena.getByRole('listbox', { name: 'Canned replies' });
    await list.getByRole('option', { name: /^Late delivery/ }).waitFor(WAIT);
    await expectAccessible(lena);
    await picture(lena, 'console-replies');
    await lena.keyboard.press('Escape');
    await expect.poll(() => list.count(), WAIT).toBe(0);
    expect(await field.inputValue()).toBe('/late');
    await lena.keyboard.type('r');
    await lena.keyboard.press('Backspace');
    expect(await list.count()).toBe(0);

    await field.fill('');
    await lena.keyboard.type('Hi! /');
    await list.waitFor(WAIT);
    const first = await list.getByRole('option', { selected: true }).innerText();
    await lena.keyboard.press('ArrowDown');
    expect(await list.getByRole('option', { selected: true }).innerText()).not.toBe(first);
    await lena.keyboard.press('ArrowUp');
    await lena.keyboard.press('Enter');
    const written = await field.inputValue();
    expect(written).toMatch(/^Hi! /);
    expect(written).toContain(name.split(' ')[0]);
    expect(written).not.toMatch(/\{\{|\//);
    await lena.keyboard.press('Enter');
    await hears(customer, `Lena Okafor: ${written}`);
    await done(met);
  });

  test('a suggested answer goes into the field by one key, and is edited before it is sent', async () => {
    const met = await withLena('c-1008', []);
    const { customer, lena, name } = met;
    await customer.says('how long do I have to send something back?');
    const suggested = lena.getByRole('region', { name: 'Suggested answers' });
    await suggested
      .getByText(/30 days/)
      .first()
      .waitFor(WAIT);
    await suggested
      .getByText(/Returns/)
      .first()
      .waitFor(WAIT);
    await lena.getByLabel(`Transcript with ${name}`).focus();
    await lena.keyboard.press('Alt+1');
    const field = composer(lena, name);
    await expect.poll(() => field.inputValue(), WAIT).toContain('30 days');
    expect(await field.inputValue()).not.toMatch(/\*\*|\]\(/);
    await lena.keyboard.type(' I can arrange it for you.');
    await lena.keyboard.press('Enter');
    await hears(customer, /^Lena Okafor: [\s\S]*30 days[\s\S]* I can arrange it for you\.$/);
    await done(met);
  });

  test('the bot shows an order when the agent asks, once; the customer sees its card', async () => {
    const met = await withLena('c-1002');
    const { customer, lena } = met;
    await lena.getByRole('button', { name: 'Ask the bot' }).click(WAIT);
    const menu = lena.getByRole('menu', { name: 'Ask the bot' });
    await menu.getByRole('group', { name: 'Show an order' }).getByRole('menuitem').first().waitFor(WAIT);
    await expectAccessible(lena);
    await picture(lena, 'console-ask-the-bot');
    expect(await lena.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('menuitem');
    const order = (await menu.getByRole('menuitem').first().innerText()).slice(0, 5);
    const cards = async () =>
      (await customer.transcript()).filter((line) => line.startsWith('bot:') && line.includes('{')).length;
    const before = await cards();
    await lena.keyboard.press('Enter');
    await expect.poll(cards, WAIT).toBe(before + 1);
    await pane(lena, 'Conversation').getByText(new RegExp(order)).last().waitFor(WAIT);
    await expect
      .poll(() => lena.evaluate(() => document.activeElement?.textContent), WAIT)
      .toContain('Ask the bot');
    await done(met);
  });

  test('a task that the bot was asked for is seen to run, and goes on where it was after the agent wrote', async () => {
    const met = await withLena('c-1002', []);
    const { customer, lena, name } = met;
    const start = async (title: string | RegExp) => {
      await lena.getByRole('button', { name: 'Ask the bot' }).click(WAIT);
      await lena.getByRole('menuitem', { name: title }).first().click(WAIT);
    };
    await start('Book a visit');
    const running = lena.getByText('Book a visit: the bot takes the customer’s answers');
    await running.waitFor(WAIT);
    await writes(lena, name, 'One moment, please.');
    await hears(customer, 'One moment, please.');
    await expect.poll(() => running.count(), WAIT).toBe(0);
    await start(/Book a visit: go on/);
    await running.waitFor(WAIT);
    await writes(lena, name, 'Never mind.');
    await hears(customer, 'Never mind.');
    await done(met);
  });

  test('files go both ways: attached, pasted or dropped, refused with a reason, images seen at once', async () => {
    const met = await withLena('c-1009');
    const { customer, lena, name } = met;
    await lena.route('**/v3/directline/attachments/*', (route) =>
      route.fulfill({ contentType: 'image/png', body: DOT }),
    );
    const chosen = lena.getByRole('list', { name: 'Files of this message' });
    const chooser = lena.locator('input[type=file]');
    await chooser.setInputFiles([
      { name: 'café.png', mimeType: 'image/png', buffer: DOT },
      { name: 'tool.exe', mimeType: 'application/octet-stream', buffer: Buffer.from([0x4d, 0x5a, 0, 255]) },
      { name: 'film.png', mimeType: 'image/png', buffer: Buffer.alloc(5 * 1024 * 1024 + 1) },
    ]);
    await chosen.getByText(/"tool.exe" is of a type that is not taken/).waitFor(WAIT);
    await chosen.getByText('It is larger than 5 MB.').waitFor(WAIT);
    await chosen.getByRole('button', { name: 'Leave out tool.exe' }).click();
    await chosen.getByRole('button', { name: 'Leave out film.png' }).click();
    await composer(lena, name).evaluate(
      (field, bytes) => {
        const transfer = (file: string) => {
          const data = new DataTransfer();
          data.items.add(new File([new Uint8Array(bytes)], file, { type: 'image/png' }));
          return data;
        };
        const bubbles = { bubbles: true, cancelable: true };
        field.dispatchEvent(
          new ClipboardEvent('paste', { ...bubbles, clipboardData: transfer('pasted.png') }),
        );
        document.body.dispatchEvent(
          new DragEvent('drop', { ...bubbles, dataTransfer: transfer('dropped.png') }),
        );
      },
      [...DOT],
    );
    await expect.poll(() => chosen.getByRole('listitem').allInnerTexts(), WAIT).toHaveLength(3);
    await expect.poll(() => lena.getByRole('button', { name: 'Send' }).isEnabled(), WAIT).toBe(true);
    await expectAccessible(lena);
    await lena.getByRole('button', { name: 'Send' }).click();
    await hears(customer, 'Lena Okafor:  {café.png | pasted.png | dropped.png}');
    await expect.poll(() => chosen.count(), WAIT).toBe(0);
    const image = lena.getByRole('img', { name: 'café.png' });
    await image.scrollIntoViewIfNeeded();
    await expect.poll(() => image.evaluate((img: HTMLImageElement) => img.naturalWidth), WAIT).toBe(1);

    const [kept] = (await customer.conversation()).transcript.at(-1)?.activity.attachments ?? [];
    await customer.says('Mine looks like this', {
      attachments: [{ ...kept, name: 'mine.png' } as NonNullable<typeof kept>],
    });
    await lena.getByRole('img', { name: 'mine.png' }).waitFor(WAIT);
    await done(met);
  });
});

describe('messages', { timeout: 120_000 }, () => {
  test('written without a network go out once and in order, though the page is read anew meanwhile', async () => {
    const met = await withLena('c-1012');
    const { customer, lena, name } = met;
    // The server takes it, but its answer is lost on the way back.
    const lost = new Promise<void>((told) => {
      const once = async (route: Route) => {
        await route.fetch();
        await route.abort();
        told();
      };
      void lena.route('**/messages', once, { times: 1 });
    });
    await writes(lena, name, 'one');
    await lost;
    await hears(customer, 'Lena Okafor: one');
    await lena.route('**/messages', (route) => route.abort());
    await writes(lena, name, 'two');
    await writes(lena, name, 'three');
    await lena.getByText('It is sent as soon as there is one.').first().waitFor(WAIT);
    await composer(lena, name).fill('four, not sent');
    await expectAccessible(lena);
    await lena.unroute('**/messages');
    await lena.reload();
    await inQueue(lena, name).getByRole('button').first().click(WAIT);
    await hears(customer, 'Lena Okafor: three');
    expect(await saidBy(customer, 'Lena Okafor')).toEqual(['one', 'two', 'three']);
    expect(await composer(lena, name).inputValue()).toBe('four, not sent');
    const conversation = pane(lena, 'Conversation');
    await expect.poll(() => conversation.getByText(/^(Sending…|Sent|Not sent.*)$/).count(), WAIT).toBe(0);
    for (const text of ['one', 'two', 'three'])
      expect(await conversation.getByText(text, { exact: true }).count()).toBe(1);
    await done(met);
  });

  test('one that is refused says why, is tried again by a key, and comes after what was said meanwhile', async () => {
    const met = await withLena('c-1013');
    const { customer, lena, name } = met;
    await lena.route('**/messages', (route) =>
      route.fulfill({
        status: 409,
        json: { error: { code: 'HANDOFF_STALE', message: 'Somebody else has it.' } },
      }),
    );
    await writes(lena, name, 'first');
    await lena.getByText('Not sent. Somebody else has it.', { exact: true }).waitFor(WAIT);
    await lena.unroute('**/messages');
    await writes(lena, name, 'second');
    await hears(customer, 'Lena Okafor: second');
    await lena.getByRole('button', { name: 'Try again' }).press('Enter');
    await hears(customer, 'Lena Okafor: first');
    expect(await saidBy(customer, 'Lena Okafor')).toEqual(['second', 'first']);
    await done(met);
  });
});

describe('colleagues', { timeout: 120_000 }, () => {
  test('a private note and a listener’s whisper stand in the transcript, and the customer never reads them', async () => {
    const met = await withLena('c-1001', []);
    const { customer, lena, name } = met;
    await lena.getByRole('button', { name: 'Private note' }).click();
    const note = lena.getByRole('textbox', { name: 'Private note' });
    await note.fill('Promised a call before five.');
    await expectAccessible(lena);
    await note.press('Enter');
    const conversation = pane(lena, 'Conversation');
    await conversation.getByText('Promised a call before five.').waitFor(WAIT);
    await conversation.getByText('Lena Okafor noted').waitFor(WAIT);
    await lena.getByRole('button', { name: 'Private note' }).click();

    const marco = await signIn('Marco Bianchi');
    await lena.getByRole('button', { name: 'More' }).click();
    await lena.getByRole('menuitem', { name: 'Invite a colleague' }).click();
    const dialog = lena.getByRole('dialog', { name: 'Invite a colleague' });
    await dialog.getByRole('radio', { name: /^Marco Bianchi/ }).click(WAIT);
    await expectAccessible(lena);
    await dialog.getByRole('button', { name: 'Invite' }).click();
    await lena.getByText('Marco Bianchi reads along').waitFor(WAIT);
    await inQueue(marco, name).getByRole('button').first().click(WAIT);
    await marco.getByText('Promised a call before five.').first().waitFor(WAIT);
    const whisper = marco.getByLabel('Whisper to Lena Okafor');
    await whisper.fill('Ask for the serial number.');
    await expectAccessible(marco);
    await picture(marco, 'console-whisper');
    await whisper.press('Enter');
    await conversation.getByText('Ask for the serial number.').waitFor(WAIT);
    await marco.getByRole('button', { name: 'Stop reading along' }).click();
    await expect.poll(() => lena.getByText('Marco Bianchi reads along').count(), WAIT).toBe(0);
    expect((await customer.transcript()).join()).not.toMatch(/call before five|serial number/);
    await done(met);
  });

  test('passing on asks for whom and for a note first, and Escape gives the focus back', async () => {
    const met = await withLena('c-1007', []);
    const { lena } = met;
    const button = lena.getByRole('button', { name: 'Pass on' });
    await button.press('Enter');
    const dialog = lena.getByRole('dialog', { name: 'Pass the conversation on' });
    await dialog.getByRole('radio').first().waitFor(WAIT);
    const confirm = dialog.getByRole('button', { name: 'Pass on' });
    expect(await confirm.getAttribute('aria-disabled')).toBe('true');
    await dialog.getByLabel('What should they know?').fill('Wants a new cable.');
    expect(await confirm.getAttribute('aria-disabled')).toBe('true');
    await expectAccessible(lena);
    await picture(lena, 'console-pass-on');
    await lena.keyboard.press('Escape');
    await expect.poll(() => lena.evaluate(() => document.activeElement?.textContent), WAIT).toBe('Pass on');
    await done(met);
  });

  test('put aside, it comes back when the customer writes, or when the agent takes it up', async () => {
    const met = await withLena('c-1002', []);
    const { customer, lena } = met;
    const aside = lena.getByText(/Put aside until \d\d:\d\d, or until the customer writes/).last();
    const putAside = async () => {
      await lena.getByRole('button', { name: 'More' }).click();
      await lena.getByRole('menuitem', { name: 'For 1 hour' }).click();
      await lena.getByRole('button', { name: 'Take up now' }).waitFor(WAIT);
    };
    await putAside();
    await aside.waitFor(WAIT);
    await lena.getByRole('button', { name: 'Take up now' }).click();
    await expect.poll(() => lena.getByRole('button', { name: 'Take up now' }).count(), WAIT).toBe(0);
    await putAside();
    await customer.says('Are you there?');
    await expect.poll(() => lena.getByRole('button', { name: 'Take up now' }).count(), WAIT).toBe(0);
    await done(met);
  });

  test('closing it keeps why it ended and the note', async () => {
    const { customer, lena } = await withLena('c-1002', []);
    const handoffId = (await customer.record()).handoff!.id;
    await lena.getByRole('button', { name: 'Close', exact: true }).click();
    const dialog = lena.getByRole('dialog', { name: 'Close the conversation?' });
    const reasons = dialog.getByLabel(/What was it about/);
    const [, reason] = await reasons.locator('option').allInnerTexts();
    await reasons.selectOption({ label: reason! });
    await dialog.getByLabel(/Note for colleagues/).fill('Sent a new cable.');
    await expectAccessible(lena);
    await picture(lena, 'console-wrap-up');
    await dialog.getByRole('button', { name: 'Close' }).click();
    await lena.getByText('The conversation is closed.').waitFor(WAIT);
    const id = desk.world.service.tools.words().reasons.find(({ title }) => title === reason)?.id;
    expect(id).toBeDefined();
    expect((await customer.record()).pastHandoffs.at(-1)).toMatchObject({
      id: handoffId,
      wrapUp: id,
      note: 'Sent a new cable.',
    });
  });
});

test.each([
  ['light', 360],
  ['dark', 360],
  ['dark', 1280],
])(
  'in the %s at %i px everything can be used, and nothing is cut off',
  async (scheme, width) => {
    const narrow = width < 900;
    const met = await withLena('c-1002', ['where is my order 10302?'], {
      dark: scheme === 'dark',
      width,
      height: 740,
    });
    const { customer, lena, name } = met;
    await customer.says('how long do I have to send something back?');
    const suggested = lena.getByRole('button', { name: /suggested answers?$/ });
    await suggested.waitFor(WAIT);
    expect(await suggested.getAttribute('aria-expanded')).toBe(String(!narrow));
    await expectAccessible(lena);
    if (scheme === 'dark' && narrow) await picture(lena, 'console-conversation-dark-narrow');
    await lena.getByRole('button', { name: 'Ask the bot' }).click();
    await expectAccessible(lena);
    const menu = await lena.getByRole('menu').boundingBox();
    expect(menu!.x).toBeGreaterThanOrEqual(0);
    expect(menu!.x + menu!.width).toBeLessThanOrEqual(width);
    await lena.keyboard.press('Escape');
    await writes(lena, name, 'From a small screen.');
    await hears(customer, 'Lena Okafor: From a small screen.');
    if (narrow) {
      await lena.getByRole('button', { name: 'Customer', exact: true }).click();
      await expectAccessible(lena);
    }
    await done(met);
  },
  120_000,
);
