// The page that embeds this frame: what it told us, and what we may ask of it. Without one, there is no host.

import { messageFrom, type ToFrame, type ToHost } from '../embed/protocol.js';

export interface Host {
  readonly color: string;
  /** Absent: this page has no customers of its own. */
  readonly identity: (() => Promise<string | undefined>) | undefined;
  close(): void;
  spoke(): void;
  onOpened(listener: () => void): void;
}

/** Longer than a page's own sign-in endpoint should ever need; then the visitor is a guest. */
const ANSWER_WITHIN_MS = 10_000;

/** The origin that the embedding script named, if the business allows it; a false one would receive nothing from us. */
function hostOrigin(allowed: readonly string[]): string | undefined {
  const named = new URLSearchParams(location.hash.slice(1)).get('host');
  return named !== null && [location.origin, ...allowed].includes(named) ? named : undefined;
}

/**
 * Greets the embedding page and waits for its answer.
 * @param allowed origins that may embed the chat, besides our own.
 * @returns `undefined` when the page is not embedded, or by nobody who is allowed to.
 */
export function findHost(allowed: readonly string[]): Promise<Host | undefined> {
  const origin = hostOrigin(allowed);
  const { parent } = window;
  if (parent === window || origin === undefined) return Promise.resolve(undefined);

  const send = (message: ToHost) => parent.postMessage(message, origin);
  const listen = (listener: (message: ToFrame) => void) => {
    const received = (event: MessageEvent<unknown>) => {
      const message = messageFrom<ToFrame>(event, parent, origin);
      if (message !== undefined) listener(message);
    };
    addEventListener('message', received);
    return () => removeEventListener('message', received);
  };
  const ask = <T>(question: ToHost, answer: (message: ToFrame) => { value: T } | undefined) =>
    new Promise<T | undefined>((resolve) => {
      const finish = (value: T | undefined) => {
        clearTimeout(timer);
        stop();
        resolve(value);
      };
      const timer = setTimeout(() => finish(undefined), ANSWER_WITHIN_MS);
      const stop = listen((message) => {
        const answered = answer(message);
        if (answered !== undefined) finish(answered.value);
      });
      send(question);
    });

  const identity = async () => {
    const answer = await ask<string | null>({ rapport: 'identity-wanted' }, (message) =>
      message.rapport === 'identity' ? { value: message.identity } : undefined,
    );
    return answer ?? undefined;
  };

  return ask<Host>({ rapport: 'ready' }, (message) =>
    message.rapport === 'hello'
      ? {
          value: {
            color: message.color,
            identity: message.signsIn ? identity : undefined,
            close: () => send({ rapport: 'close' }),
            spoke: () => send({ rapport: 'spoke' }),
            onOpened: (listener) => {
              listen((heard) => heard.rapport === 'opened' && listener());
            },
          },
        }
      : undefined,
  );
}
