// The same echo on our Direct Line and the memory store: what the channel and the server cost without the bot. Needs a build.

import { randomBytes, randomUUID } from 'node:crypto';
import { pino } from 'pino';

// By name at run time: the checks of imports run before there is a build.
const built = (file) => import(new URL(`../dist/${file}`, import.meta.url).href);
const { createDirectLine, createTokens, verifyIdentity } = await built('channels/direct-line/index.js');
const { appendEntry, markHandled } = await built('data/append-entry.js');
const { changeCustomer } = await built('data/change-customer.js');
const { createChangeFeed } = await built('data/change-feed.js');
const { newCustomer } = await built('data/customer.js');
const { createMemoryStores } = await built('data/memory/memory-stores.js');
const { createServer } = await built('server/create-server.js');
const { registerDirectLine } = await built('server/direct-line-routes.js');
const { serveStreams } = await built('server/upgrade.js');

const clock = () => new Date();
const log = pino({ level: 'warn' });
const stores = createMemoryStores();
const feed = createChangeFeed((error) => log.error(error));
const { server } = createServer({ log, production: false });

function echo({ activity }, sender) {
  return changeCustomer(stores, feed, sender.customerId, async (stored) => {
    const at = clock();
    const record = stored ?? newCustomer(sender.customerId, sender.kind, at.toISOString());
    let conversation = record.conversations.find(({ id }) => id === sender.conversationId);
    if (!conversation) {
      conversation = begun(sender, at);
      record.conversations.push(conversation);
    }
    const result = { activityId: activity.id, duplicate: !markHandled(conversation, activity.id) };
    if (result.duplicate) return { result };
    const say = (role, id, text, channelData) =>
      appendEntry(conversation, { id, at, from: { role }, activity: { type: 'message', text, channelData } });
    if (activity.type === 'message') say('customer', activity.id, activity.text, activity.channelData);
    say('bot', randomUUID(), activity.type === 'message' ? `Echo: ${activity.text}` : 'Hello.');
    return { record, result };
  });
}

function begun({ conversationId, channel }, at) {
  return {
    id: conversationId,
    channel,
    startedAt: at.toISOString(),
    lastActivityAt: at.toISOString(),
    transcript: [],
    handled: [],
    focus: {},
    counters: { failures: 0, recentQuestions: [] },
    outbox: [],
  };
}

server.listen(0, '127.0.0.1', () => {
  const publicUrl = `http://127.0.0.1:${server.address().port}`;
  const directLine = createDirectLine({
    stores,
    feed,
    clock,
    newId: randomUUID,
    log,
    turn: echo,
    tokens: createTokens({ secret: randomBytes(32).toString('hex'), clock }),
    identify: (jwt) =>
      verifyIdentity(jwt, { secret: process.env.IDENTITY_SECRET, clock, knownCustomer: () => true }),
    newKey: () => randomBytes(32).toString('base64url'),
    publicUrl,
    botName: 'Echo',
  });
  registerDirectLine(server, { directLine, trustProxy: true });
  serveStreams(server, { directLine, publicUrl, embedOrigins: [], log, trustProxy: true });
  console.log(`listening on ${publicUrl}`);
});
process.on('SIGTERM', () => process.exit(0));
