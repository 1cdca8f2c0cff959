// From the agent's key press in the real console to the customer's screen in the real Web Chat, both in one Chromium.

import { setTimeout as sleep } from 'node:timers/promises';
import { type Browser, chromium, type Page } from 'playwright-core';
import { browserArguments, findBrowser } from '../../scripts/browser.js';

const WAIT = { timeout: 60_000 };
/** Milliseconds from one message to the next. */
const PACE = 2_000;

export interface TwoPages {
  /** Types messages, one every two seconds. @returns milliseconds from each Enter to the first time that the chat's page holds the words. */
  press(messages: number): Promise<readonly number[]>;
  close(): Promise<void>;
}

/** Opens both pages and lets the agent claim the visitor's conversation. */
export async function openPages(
  url: string,
  login: { readonly email: string; readonly password: string },
): Promise<TwoPages> {
  const browser = await chromium.launch({
    executablePath: await findBrowser(),
    args: [...browserArguments, '--disable-renderer-backgrounding', '--disable-background-timer-throttling'],
  });
  const chat = await open(browser, `${url}/chat`);
  const field = chat.getByPlaceholder('Type your message');
  await field.waitFor(WAIT);
  const console = await open(browser, `${url}/agent`);
  await console.getByLabel('E-mail').fill(login.email);
  await console.getByLabel('Password').fill(login.password);
  await console.keyboard.press('Enter');
  await console.getByRole('heading', { name: 'Queue' }).waitFor(WAIT);
  await field.fill('talk to a human');
  await chat.keyboard.press('Enter');
  const claim = console.getByRole('button', { name: 'Claim' }).first();
  await claim.click(WAIT);
  const reply = console.getByRole('textbox', { name: /^Message to/ });
  await reply.waitFor(WAIT);

  return {
    async press(messages) {
      await console.evaluate(notePresses);
      const times: number[] = [];
      for (let n = 0; n < messages; n++) {
        const words = `This is message ${n} to you.`;
        await reply.fill(words);
        const seen = chat.evaluate(whenShown, words);
        await reply.press('Enter');
        times.push((await seen) - (await console.evaluate(lastPress)));
        await sleep(PACE);
      }
      return times;
    },
    close: () => browser.close(),
  };
}

async function open(browser: Browser, address: string): Promise<Page> {
  // Of its own, so that each is in front in its window and neither is slowed down.
  const context = await browser.newContext({ viewport: { width: 1180, height: 820 }, locale: 'en-IE' });
  const page = await context.newPage();
  await page.goto(address);
  return page;
}

declare global {
  interface Window {
    pressedAt?: number;
  }
}

function notePresses(): void {
  addEventListener(
    'keydown',
    ({ key }) => {
      if (key === 'Enter') window.pressedAt = performance.timeOrigin + performance.now();
    },
    { capture: true },
  );
}

function lastPress(): number {
  return window.pressedAt ?? Number.NaN;
}

/** Both pages' clocks begin at the same machine's time. */
function whenShown(words: string): Promise<number> {
  return new Promise((done) => {
    const watcher = new MutationObserver(() => {
      if (!document.body.innerText.includes(words)) return;
      watcher.disconnect();
      // Painted with the next frame.
      requestAnimationFrame(() => done(performance.timeOrigin + performance.now()));
    });
    watcher.observe(document.body, { childList: true, subtree: true, characterData: true });
  });
}
