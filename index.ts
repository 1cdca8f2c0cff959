// Loads the configuration, builds the app, says where it is, and drains when asked to stop.

import { pino } from 'pino';
import { type App, createApp } from './app.js';
import { type Config, readConfig } from './config.js';
import { RapportError } from './data/errors.js';

/** Milliseconds after which a stop no longer waits for what was begun. */
const DRAIN_LIMIT = 10_000;

try {
  const config = readConfig(process.env);
  const log = pino({
    level: config.logLevel,
    redact: ['*.password', '*.token', '*.authorization', 'req.headers.cookie', 'req.headers.authorization'],
  });
  const app = await createApp(config, log);
  console.log(welcome(app, config));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void drain(app));
} catch (error) {
  // A fault that has a code was written for the reader; anything else is ours, and needs its trace.
  console.error(error instanceof RapportError ? error.message : error);
  process.exit(1);
}

async function drain(app: App): Promise<void> {
  setTimeout(() => process.exit(1), DRAIN_LIMIT).unref();
  await app.close();
  process.exit(0);
}

function welcome(app: App, config: Config): string {
  const { name } = app.folder.business.profile;
  const demo = config.mode === 'demo';
  const lines = [
    '',
    `${name} is ready.`,
    '',
    ...(demo ? [`  Start here       ${app.url}/`] : []),
    `  Chat             ${app.url}/chat`,
    ...(demo ? [`  Embedded chat    ${app.url}/demo/shop`] : []),
    `  Agent console    ${app.url}/agent`,
    `  Business console ${app.url}/business`,
    `  Teams            ${app.teams ? `${app.url}/api/messages` : 'off (docs/teams.md tells how to connect or try it)'}`,
  ];
  if (app.logins.length > 0) {
    lines.push(
      '',
      '  Log-ins of the demo, for the agent console; supervisors may enter the business console, too:',
    );
    for (const login of app.logins)
      lines.push(
        `    ${login.name.padEnd(16)} ${login.email.padEnd(34)} ${login.password}${login.supervisor ? '  (supervisor)' : ''}`,
      );
  }
  for (const remark of app.remarks) lines.push('', `  Note: ${remark}`);
  return `${lines.join('\n')}\n`;
}
