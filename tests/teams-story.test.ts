// Steps 1 to 3 of the story on Teams: the whole app with its real channel, against a stand-in for Microsoft's connector.

import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type App, createApp } from '../app.js';
import { readConfig } from '../config.js';
import { createMemoryStores } from '../data/memory/memory-stores.js';
import { type ConnectorStandIn, startConnector } from './connector-stand-in.js';

/** As the Agents Playground signs in; customers.csv links it to Alex Wilber. */
const ALEX = { id: 'user-id-0', name: 'Alex Wilber', aadObjectId: '00000000-0000-0000-0000-0000000000020' };

let app: App;
let connector: ConnectorStandIn;
let heard = 0;
let sent = 0;

beforeAll(async () => {
  connector = await startConnector(() => new Date());
  const config = readConfig({ PORT: '0', STORE: 'memory', BOT_AUTH: 'off', LOG_LEVEL: 'silent' });
  app = await createApp(config, pino({ level: 'silent' }), { stores: createMemoryStores() });
}, 60_000);

afterAll(async () => {
  await app.close();
  await connector.close();
});

async function post(activity: Record<string, unknown>): Promise<void> {
  const response = await fetch(`${app.url}/api/messages`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      channelId: 'msteams',
      serviceUrl: connector.serviceUrl,
      from: ALEX,
      recipient: { id: 'bot', name: 'Robin' },
      conversation: { id: 'chat-1', conversationType: 'personal', tenantId: 'tenant-1' },
      ...activity,
    }),
  });
  expect(response.status).toBeLessThan(300);
}

/** Sends a message and gives what the connector was asked to show, as `text {cards} [choices]`. */
async function says(text: string): Promise<readonly string[]> {
  await post({ type: 'message', id: `message-${++sent}`, text });
  await app.teams?.idle();
  const fresh = connector.arrivals.slice(heard);
  heard += fresh.length;
  return fresh.map(({ activity }) => {
    const cards = (activity.attachments ?? []).map(({ content }) => content.body?.[0]?.text ?? 'buttons');
    const choices = activity.suggestedActions?.actions.map(({ title }) => title) ?? [];
    return `${activity.text ?? ''}${cards.length > 0 ? ` {${cards.join(' | ')}}` : ''}${choices.length > 0 ? ` [${choices.join(' | ')}]` : ''}`;
  });
}

test('Alex is greeted, asks, finds his order, returns a lamp, and gets what suits him, on Teams', async () => {
  await post({ type: 'conversationUpdate', id: 'start-1', membersAdded: [{ id: 'bot' }] });
  await app.teams?.idle();
  expect(connector.arrivals.map(({ activity }) => activity.text)).toEqual([
    expect.stringMatching(/^Hello Alex\. Robin here, the bot of Fennel & Fir/),
  ]);
  heard = connector.arrivals.length;

  expect(await says('how long do I have to send something back?')).toEqual([
    expect.stringMatching(/30 days[\s\S]*Source: Returns/),
  ]);
  expect(await says("where's my order?")).toEqual([
    expect.stringMatching(/^Order \d{5} \(.+\) is .+ We expect it to reach you on/),
  ]);
  expect(await says('I want to return the lamp')).toEqual([
    expect.stringMatching(/Why would you like to send it back\? \{buttons\}$/),
  ]);
  expect(await says('actually, what are your opening hours?')).toEqual([
    expect.stringContaining('Dublin, Lantern Row'),
    'Back to your return:',
    expect.stringMatching(/Why would you like to send it back\?/),
  ]);
  expect(await says("It's damaged")).toEqual([
    expect.stringMatching(/^Shall I register the return of the .+ \[Yes \| No\]$/),
  ]);
  expect(await says('Yes')).toEqual([expect.stringMatching(/^Done\. Your return number is R-\d{5}-1/)]);

  expect(await says("I'm vegan, no wool, and nothing over 80 euros")).toEqual([
    'Noted: vegan only, no wool and nothing over €80.',
  ]);
  expect(await says('What would suit my living room?')).toEqual([
    expect.stringMatching(
      /^Here are 4 that fit .+ \{.+ \| .+ \| .+ \| .+\} \[Something cheaper \| Show me others\]$/,
    ),
  ]);
  expect(await says('something cheaper')).toEqual([expect.stringMatching(/^Here are \d that fit/)]);
  expect(await says('forget the wool thing')).toEqual(['Forgotten: no wool.']);
  const [known] = await says('what do you know about me?');
  expect(known).toContain("vegan only (you said “I'm vegan”");
  expect(known).not.toContain('no wool');
});

test('the cards that Teams is sent are of a version that it can draw', () => {
  const cards = connector.arrivals
    .flatMap(({ activity }) => activity.attachments ?? [])
    .filter(({ contentType }) => contentType === 'application/vnd.microsoft.card.adaptive');
  expect(cards.length).toBeGreaterThan(4);
  for (const { content } of cards) expect(Number(content.version)).toBeLessThanOrEqual(1.5);
});
