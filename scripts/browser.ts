// Owns finding a browser for the browser tests and, where there is none, getting one. It knows nothing of the pages.

import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

/** Flags for a headless run that calls nobody; Chromium refuses its sandbox to root only. */
export const browserArguments: readonly string[] = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const COMMANDS = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
  'chrome',
  'msedge',
];

export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly root: boolean;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * @returns every place where a browser usually is on this machine, the likeliest first; none of them is known to exist.
 */
export function usualPlaces({ platform, env }: Machine): readonly string[] {
  const suffix = platform === 'win32' ? '.exe' : '';
  const onPath = (env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .flatMap((folder) => COMMANDS.map((command) => join(folder, command + suffix)));
  switch (platform) {
    case 'darwin': {
      const apps = ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
        (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
      );
      return [...apps, ...apps.map((app) => `${env.HOME ?? ''}${app}`), ...onPath];
    }
    case 'win32': {
      const roots = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter(
        (root) => root !== undefined,
      );
      const programs = [
        'Google\\Chrome\\Application\\chrome.exe',
        'Chromium\\Application\\chrome.exe',
        'Microsoft\\Edge\\Application\\msedge.exe',
      ];
      return [...roots.flatMap((root) => programs.map((program) => `${root}\\${program}`)), ...onPath];
    }
    default:
      return [
        ...onPath,
        '/usr/bin/chromium',
        '/opt/google/chrome/chrome',
        '/opt/microsoft/msedge/msedge',
        '/snap/bin/chromium',
      ];
  }
}

/** Runs a command, its output on our stderr. @returns whether it ended well; a command that isn't there did not. */
function run(command: string, args: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
    child.on('error', () => resolve(false));
    child.on('exit', (code) => resolve(code === 0));
  });
}

/** Playwright's own download, if it is there. */
function playwrightBrowser(): string | undefined {
  const path = chromium.executablePath();
  return path !== '' && isExecutable(path) ? path : undefined;
}

async function installFromDebian(machine: Machine): Promise<string | undefined> {
  if (!machine.root || !isExecutable('/usr/bin/apt-get')) return undefined;
  console.error('No browser found; installing Debian’s chromium (apt-get install chromium).');
  if (!(await run('apt-get', ['update'])) || !(await run('apt-get', ['install', '-y', 'chromium'])))
    return undefined;
  return usualPlaces(machine).find(isExecutable);
}

async function downloadByPlaywright(): Promise<string | undefined> {
  console.error('No browser found; downloading one (npx playwright-core install chromium).');
  await run('npx', ['playwright-core', 'install', 'chromium']);
  return playwrightBrowser();
}

const thisMachine = (): Machine => ({
  platform: process.platform,
  env: process.env,
  root: process.getuid?.() === 0,
});

/**
 * Finds Chrome, Chromium or Edge: `CHROME_PATH`, then the usual places, then Playwright's cache; else gets one and says so.
 * @returns the path of the executable.
 * @throws Error naming everything that was tried, when there is no browser and none could be had.
 */
export async function findBrowser(machine: Machine = thisMachine()): Promise<string> {
  const wanted = machine.env.CHROME_PATH;
  if (wanted !== undefined && wanted !== '') {
    if (isExecutable(wanted)) return wanted;
    throw new Error(`CHROME_PATH is ${wanted}, which can't be executed. Correct it, or unset it.`);
  }
  const found =
    usualPlaces(machine).find(isExecutable) ??
    playwrightBrowser() ??
    (await installFromDebian(machine)) ??
    (await downloadByPlaywright());
  if (found !== undefined) return found;
  throw new Error(
    `No browser: tried CHROME_PATH, the commands ${COMMANDS.join(', ')}, the usual folders of ${machine.platform}, ` +
      'apt-get install chromium (as root on Debian only), and npx playwright-core install chromium. ' +
      'Install Chrome, Chromium or Edge, or set CHROME_PATH to one.',
  );
}
