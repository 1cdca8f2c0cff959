// Prints the Argon2id hash of a password read from stdin, for `passwordHash` in agents.csv. Never reads it from the command line.

import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { hashPassword } from '../server/sessions.js';

const MINIMUM = 12;

// What is typed at a terminal is not echoed.
const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
if (process.stdin.isTTY) process.stderr.write('Password: ');
const lines = createInterface({ input: process.stdin, output: silent, terminal: process.stdin.isTTY });
const first = await lines[Symbol.asyncIterator]().next();
lines.close();
if (process.stdin.isTTY) process.stderr.write('\n');

const password = first.done ? '' : first.value;
if (password.length < MINIMUM) {
  console.error(
    `BAD_REQUEST: the password has ${password.length} characters. Give at least ${MINIMUM} on stdin.`,
  );
  process.exitCode = 1;
} else {
  console.log(await hashPassword(password));
}
