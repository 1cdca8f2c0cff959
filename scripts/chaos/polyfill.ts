// What the Direct Line client expects of a browser. Each conversation comes from an address of its own, as customers do, so that
// the limits of one address hold nobody up; the product believes it because it runs with TRUST_PROXY.

import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { WebSocket } from 'ws';

/** The part of xhr2 that is used here; the package has no types. */
interface Request {
  open(method: string, url: string, ...more: unknown[]): void;
  setRequestHeader(name: string, value: string): void;
}

/** An activity as a socket brought it. */
export interface Arrival {
  readonly id: string;
  /** Milliseconds of `performance.now()`. */
  readonly at: number;
  /** The process whose socket it was. */
  readonly url: string;
  readonly from: 'user' | 'bot';
  /** The name that the client gave its message. */
  readonly messageId?: string;
}

/** The part of a frame's activity that is read here. */
interface WireActivity {
  readonly id: string;
  readonly from: { readonly role: 'user' | 'bot' };
  readonly channelData?: { readonly clientActivityID?: string };
}

const arrivals = new Map<string, Arrival[]>();

/**
 * What a conversation's sockets brought, in the order of the wire. The client itself lays two frames that come close together
 * side by side, so its own order says nothing of ours.
 */
export function arrivalsOf(conversationId: string): readonly Arrival[] {
  return arrivals.get(conversationId) ?? [];
}

export function polyfillBrowser(): void {
  const { XMLHttpRequest: Plain } = createRequire(import.meta.url)('xhr2') as {
    XMLHttpRequest: new () => Request;
  };
  class XMLHttpRequest extends Plain {
    override open(method: string, url: string, ...more: unknown[]): void {
      super.open(method, url, ...more);
      this.setRequestHeader('X-Forwarded-For', addressFor(url));
    }
  }
  class Socket extends WebSocket {
    constructor(url: string) {
      super(url, { headers: { 'X-Forwarded-For': addressFor(url) } });
      // A browser tells of an error to nobody but its listeners; the close that follows is what counts.
      this.on('error', () => undefined);
      this.on('message', (frame) => note(url, String(frame)));
    }
  }
  Object.assign(globalThis, { XMLHttpRequest, WebSocket: Socket });
}

function note(socketUrl: string, frame: string): void {
  if (frame === '') return;
  const { activities } = JSON.parse(frame) as { activities: readonly WireActivity[] };
  const conversation = conversationIn(socketUrl);
  const earlier = arrivals.get(conversation) ?? [];
  arrivals.set(conversation, earlier);
  const at = performance.now();
  const url = `http://${new URL(socketUrl).host}`;
  for (const { id, from, channelData } of activities) {
    earlier.push({ id, at, url, from: from.role, messageId: channelData?.clientActivityID });
  }
}

function conversationIn(url: string): string {
  return /\/conversations\/([^/?]+)/.exec(url)?.[1] ?? '';
}

/** The same one for the same conversation; a request without one comes from an address of its own. */
export function addressFor(url: string): string {
  const conversation = conversationIn(url) || String(Math.random());
  const [a = 0, b = 0, c = 0] = createHash('sha256').update(conversation).digest();
  return `10.${a}.${b}.${c}`;
}
