// Runs `npm start` as a newcomer does, holds one conversation with it over Direct Line, and stops it. For .ci/run.

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const START_LIMIT = 180_000;
const folder = mkdtempSync(join(tmpdir(), 'rapport-'));
const env = { ...process.env, DATA_DIR: folder, PORT: '0' };
const start = spawn('npm', ['start'], {
  env,
  stdio: ['ignore', 'pipe', 'inherit'],
  detached: true,
  shell: process.platform === 'win32',
});

try {
  const url = await addressOf(start);
  const token = await post(`${url}/v3/directline/tokens/generate`);
  const auth = { Authorization: `Bearer ${token.token}` };
  const { conversationId } = await post(`${url}/v3/directline/conversations`, {}, auth);
  const conversation = `${url}/v3/directline/conversations/${conversationId}/activities`;
  const question = 'how long do I have to send something back?';
  await post(conversation, { type: 'message', text: question }, auth);
  const { activities } = await (await fetch(conversation, { headers: auth })).json();
  for (const { from, text } of activities) console.log(`${from.role}: ${text}`);
  const [greeting, asked, answer, ...more] = activities.map(({ text }) => text);
  if (!/bot/.test(greeting) || asked !== question || !/30 days/.test(answer) || more.length > 0) {
    throw new Error('the conversation did not go as expected; see above');
  }
} finally {
  // The whole group: npm does not always hand a signal on to what it runs.
  if (process.platform === 'win32') start.kill();
  else process.kill(-start.pid, 'SIGTERM');
  await new Promise((ended) => start.once('exit', ended));
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

function addressOf(child) {
  return new Promise((found, fail) => {
    const late = setTimeout(() => fail(new Error('npm start was not ready in time')), START_LIMIT);
    let output = '';
    child.stdout.on('data', (text) => {
      process.stdout.write(text);
      output += text;
      const [, url] = /Agent console\s+(http:\S+)\/agent/.exec(output) ?? [];
      if (!url) return;
      clearTimeout(late);
      found(url);
    });
    child.once('exit', (code) => fail(new Error(`npm start ended with ${code}`)));
  });
}

async function post(url, body = {}, headers = {}) {
  const init = {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  };
  const response = await fetch(url, init);
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  return response.json();
}
