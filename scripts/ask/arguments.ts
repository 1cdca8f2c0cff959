// What `npm run ask` was called with. Knows no bot.

import { parseArgs } from 'node:util';
import { RapportError } from '../../data/errors.js';

export const USAGE =
  'Usage: npm run ask -- ["text"] [--business folder] [--level 1-6] [--customer id] [--json]\nWithout a text, lines are read from the terminal or from stdin.';

export interface Arguments {
  readonly text: string | undefined;
  /** Folder of the business; absent: as `npm start` finds it. */
  readonly business: string | undefined;
  /** Of the known customer. */
  readonly level: 1 | 2 | 3 | 4 | 5 | 6 | undefined;
  /** One of the business's customers, with their orders. */
  readonly customer: string | undefined;
  readonly json: boolean;
}

const LEVELS = [1, 2, 3, 4, 5, 6] as const;

/** @throws RapportError BAD_REQUEST with the usage. */
export function readArguments(args: readonly string[]): Arguments {
  const { values, positionals } = parsed(args);
  const level = values.level === undefined ? undefined : LEVELS.find((each) => String(each) === values.level);
  if (values.level !== undefined && level === undefined)
    throw refusal(`--level ${values.level} is no level.`);
  return {
    // Without quotes, the shell hands over words.
    text: positionals.length === 0 ? undefined : positionals.join(' '),
    business: values.business,
    level,
    customer: values.customer,
    json: values.json,
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        business: { type: 'string' },
        level: { type: 'string' },
        customer: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw refusal(error instanceof Error ? error.message : String(error));
  }
}

function refusal(happened: string): RapportError {
  return new RapportError('BAD_REQUEST', happened, USAGE);
}
