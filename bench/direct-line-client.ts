// A customer's client of Direct Line 3.0, over HTTP and a socket, that keeps a log of what it sent and saw. Knows no bot.

import { once } from 'node:events';
import { SignJWT } from 'jose';
import { WebSocket } from 'ws';
import { createHttpClient } from './http-client.js';
import type { Line } from './lines.js';
import type { Talk } from './load.js';

/** Milliseconds until a reply counts as lost. */
const REPLY_LIMIT = 60_000;

interface WireActivity {
  readonly id: string;
  readonly text?: string;
  readonly from: { readonly id: string; readonly role: 'user' | 'bot' };
  readonly conversation: { readonly id: string };
  readonly channelData?: { readonly clientActivityID?: string };
}

interface Credentials {
  readonly customer?: { readonly id: string; readonly name: string };
  /** The business's site signs with it. */
  readonly identitySecret: string;
}

let opened = 0;

/** Begins a conversation, which the bot greets; its socket is open when this resolves. */
export async function openDirectLine(url: string, credentials: Credentials): Promise<Talk> {
  opened += 1;
  const client = opened;
  const base = `${url}/v3/directline`;
  // Each as from an address of its own: the limits of sessions count by address.
  const address = `10.${(client >> 16) & 255}.${(client >> 8) & 255}.${client & 255}`;
  const identity = credentials.customer && (await signed(credentials.customer, credentials.identitySecret));
  const http = createHttpClient(1);
  const headers = (bearer: string | undefined) => ({
    'X-Forwarded-For': address,
    ...(bearer === undefined ? {} : { Authorization: `Bearer ${bearer}` }),
  });
  const { token, conversationId } = (await http.post(`${base}/tokens/generate`, {}, headers(identity))) as {
    token: string;
    conversationId: string;
  };
  const { streamUrl } = (await http.post(`${base}/conversations`, {}, headers(token))) as {
    streamUrl: string;
  };

  const seen: WireActivity[] = [];
  const said: { readonly id: string; readonly line: Line }[] = [];
  const faults: string[] = [];
  let waiting: { readonly id: string; readonly done: () => void } | undefined;

  const socket = new WebSocket(streamUrl, { headers: { 'X-Forwarded-For': address } });
  socket.on('message', (data) => {
    const { activities } = JSON.parse(String(data)) as { activities: WireActivity[] };
    seen.push(...activities);
    if (!waiting) return;
    const { id, done } = waiting;
    const echo = activities.findIndex(({ channelData }) => channelData?.clientActivityID === id);
    // What a turn says is committed with what it answers, so both come in one frame.
    if (echo >= 0 && activities.slice(echo).some(({ from }) => from.role === 'bot')) {
      waiting = undefined;
      done();
    }
  });
  await once(socket, 'message');

  return {
    async say(line) {
      const id = `${client}-${said.length}`;
      said.push({ id, line });
      const replied = new Promise<void>((done, fail) => {
        const late = setTimeout(() => fail(new Error(`no reply to "${line.text}"`)), REPLY_LIMIT);
        waiting = {
          id,
          done: () => {
            clearTimeout(late);
            done();
          },
        };
      });
      const activity = { type: 'message', text: line.text, channelData: { clientActivityID: id } };
      await Promise.all([
        replied,
        http.post(`${base}/conversations/${conversationId}/activities`, activity, headers(token)),
      ]);
    },

    async audit() {
      const kept = await http.get(`${base}/conversations/${conversationId}/activities`, headers(token));
      const { activities } = kept as { activities: WireActivity[] };
      if (JSON.stringify(activities) !== JSON.stringify(seen)) {
        faults.push(`${conversationId}: the socket brought ${seen.length}, kept are ${activities.length}`);
      }
      return [...faults, ...faultsOf(conversationId, said, activities)];
    },

    async close() {
      socket.close();
      await once(socket, 'close');
      http.close();
    },
  };
}

/** Each message once and in order, each followed by a right reply, nothing of other conversations. */
function faultsOf(
  conversationId: string,
  said: readonly { readonly id: string; readonly line: Line }[],
  activities: readonly WireActivity[],
): readonly string[] {
  const faults: string[] = [];
  const own = activities.filter(({ from }) => from.role === 'user');
  const sent = said.map(({ id }) => id).join();
  const came = own.map(({ channelData }) => channelData?.clientActivityID).join();
  if (sent !== came) faults.push(`${conversationId}: sent ${sent}, came back ${came}`);
  if (new Set(activities.map(({ id }) => id)).size !== activities.length)
    faults.push(`${conversationId}: an activity came twice`);
  if (activities.some(({ conversation }) => conversation.id !== conversationId))
    faults.push(`${conversationId}: an activity of another conversation`);
  for (const { id, line } of said) {
    const from = activities.findIndex(({ channelData }) => channelData?.clientActivityID === id);
    const next = activities.findIndex((activity, index) => index > from && activity.from.role === 'user');
    const replies = activities.slice(from + 1, next < 0 ? undefined : next).map(({ text }) => text ?? '');
    if (!line.reply.test(replies.join('\n')))
      faults.push(`${conversationId}: to "${line.text}" it said "${replies.join(' / ')}"`);
  }
  return faults;
}

function signed(customer: { readonly id: string; readonly name: string }, secret: string): Promise<string> {
  return new SignJWT({ name: customer.name })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(customer.id)
    .setAudience('rapport')
    .setIssuedAt()
    .setExpirationTime('5m')
    .sign(new TextEncoder().encode(secret));
}
