// `npm run ask -- "text"`: what the bot understands and why, and what it would do, on the terminal.

import { resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { readConfig } from '../config.js';
import { dayIn } from '../data/calendar.js';
import { RapportError } from '../data/errors.js';
import type { CustomerId } from '../data/ids.js';
import { loadFolder } from '../service/load-folder.js';
import { createUnderstander } from '../understanding/index.js';
import { type Arguments, readArguments, USAGE } from './ask/arguments.js';
import type { Asker } from './ask/decide-for.js';
import { createExplainer, type Explainer } from './ask/explain.js';
import { explanationAsText } from './ask/print.js';

const SHIPPED = resolve(import.meta.dirname, '../data/business');

try {
  await ask(readArguments(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof RapportError ? error.message : error);
  const refused = error instanceof RapportError && error.code === 'BAD_REQUEST';
  process.exitCode = refused ? 2 : 1;
}

async function ask(given: Arguments): Promise<void> {
  const clock = () => new Date();
  const folder = await loadFolder(
    given.business === undefined ? readConfig(process.env).businessDir : resolve(given.business),
    SHIPPED,
    (timeZone) => dayIn(clock(), timeZone),
  );
  if (given.customer !== undefined && !folder.business.customers.has(given.customer as CustomerId))
    throw new RapportError('BAD_REQUEST', `--customer ${given.customer} is nobody in customers.csv.`, USAGE);

  const understander = createUnderstander({
    ...folder.business,
    onFault: (fault) => console.error(fault.message),
  });
  const explainer = createExplainer(folder, understander, askersOf(given), clock);
  try {
    await understander.ready;
    if (given.text !== undefined) await tell(explainer, given.text, given.json);
    else await tellLines(explainer, given.json);
  } finally {
    await explainer.close();
    await understander.close();
  }
}

/** Without a level, a customer of the business has their own, and anybody else the first. */
function askersOf({ customer, level }: Arguments): readonly Asker[] {
  const id = customer === undefined ? {} : { id: customer };
  const at = level ?? (customer === undefined ? 1 : undefined);
  return [{ kind: 'visitor' }, { kind: 'customer', ...id, ...(at === undefined ? {} : { level: at }) }];
}

/** With `--json` one line each, so that many can be read by a program. */
async function tell(explainer: Explainer, text: string, json: boolean): Promise<void> {
  const explanation = await explainer.explain(text);
  console.log(json ? JSON.stringify(explanation) : explanationAsText(explanation));
}

async function tellLines(explainer: Explainer, json: boolean): Promise<void> {
  const terminal = process.stdin.isTTY === true;
  const lines = createInterface({ input: process.stdin, output: terminal ? process.stderr : undefined });
  lines.setPrompt(terminal ? 'ask> ' : '');
  lines.prompt();
  for await (const line of lines) {
    if (line.trim() !== '') {
      if (!terminal && !json) console.log(`> ${line}`);
      await tell(explainer, line, json);
      if (!json) console.log('');
    }
    lines.prompt();
  }
}
