// `npm run migrate-store -- --from lowdb --to postgres [--resume]`: moves everything from one store to the other, and compares.

import { argumentsOf, runCommand } from './store-transfer/command.js';
import { openToMove, openToWrite, setAsideIn, storeNamed } from './store-transfer/open.js';
import { Refusal } from './store-transfer/refusal.js';
import { storeSource } from './store-transfer/store-source.js';
import { transfer } from './store-transfer/transfer.js';

const USAGE = 'npm run migrate-store -- --from lowdb|postgres --to lowdb|postgres [--resume]';
const { env } = process;

await runCommand(async (signal) => {
  const { values } = argumentsOf(
    { options: { from: { type: 'string' }, to: { type: 'string' }, resume: { type: 'boolean' } } },
    USAGE,
  );
  const from = storeNamed(values.from, '--from');
  const to = storeNamed(values.to, '--to');
  if (from === to) throw new Refusal('BAD_REQUEST', `--from and --to are both ${from}.`, `Usage: ${USAGE}`);
  const leftOut = new Set<string>();
  const setAside = await setAsideIn(from, env);
  const stores = await openToMove(from, env);
  try {
    const source = await storeSource(stores, ({ message }) => {
      if (!leftOut.has(message)) console.error(message);
      leftOut.add(message);
    });
    const target = await openToWrite(to, env);
    try {
      const moved = await transfer(source, target, {
        others: values.resume ? 'replace' : 'refuse',
        remedy:
          'Name an empty one, or add --resume to go on: then what is moved takes the place of what is there.',
        signal,
      });
      return {
        say: [
          `Moved from ${from} to ${to}: ${moved.customers} customers with ${moved.conversations} ended conversations, ${moved.values} values; ${moved.present} of these were there already.`,
          `${moved.erased} erased customers stay erased; ${moved.stayErased} records of customers erased in the target were left out.`,
          `Compared by SHA-256: all are equal on both sides.${moved.others > 0 ? ` ${moved.others} other customers are in ${to}.` : ''}`,
        ].join('\n'),
        leftOut: leftOut.size + setAside,
      };
    } finally {
      await target.close();
    }
  } finally {
    await stores.close();
  }
}, 'What was moved is whole; run it again to go on.');
