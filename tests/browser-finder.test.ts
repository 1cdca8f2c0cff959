// Where a browser is looked for, by platform; whether one is there is this machine's business.

import { expect, test } from 'vitest';
import { findBrowser, usualPlaces } from '../scripts/browser.js';

test.each([
  ['linux', { PATH: '/opt/bin:/usr/bin' }, '/usr/bin/google-chrome'],
  ['linux', {}, '/usr/bin/chromium'],
  ['darwin', {}, '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
  ['darwin', { HOME: '/Users/mo' }, '/Users/mo/Applications/Chromium.app/Contents/MacOS/Chromium'],
  ['win32', { PROGRAMFILES: 'C:\\P' }, 'C:\\P\\Google\\Chrome\\Application\\chrome.exe'],
  ['win32', { 'PROGRAMFILES(X86)': 'C:\\P86' }, 'C:\\P86\\Microsoft\\Edge\\Application\\msedge.exe'],
] as const)('on %s with %o: %s', (platform, env, expected) => {
  expect(usualPlaces({ platform, env, root: false })).toContain(expected);
});

test('CHROME_PATH wins', async () => {
  const env = { CHROME_PATH: process.execPath, PATH: '' };
  expect(await findBrowser({ platform: 'linux', env, root: false })).toBe(process.execPath);
});

test('a wrong CHROME_PATH is told, not passed over', async () => {
  const env = { CHROME_PATH: '/no/such/browser', PATH: process.env.PATH };
  await expect(findBrowser({ platform: 'linux', env, root: false })).rejects.toThrow(
    "CHROME_PATH is /no/such/browser, which can't be executed. Correct it, or unset it.",
  );
});
