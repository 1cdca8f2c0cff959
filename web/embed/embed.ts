// The one script that a business puts into its own pages: a launcher, and the chat in a frame behind it. It knows no token but passes one.

import { launcherLook } from './launcher-look.js';
import { messageFrom, type ToFrame, type ToHost } from './protocol.js';

declare global {
  interface Window {
    /** The site's own way to sign its customer in to the chat; resolves to a signed identity, or to nothing for a guest. */
    rapportIdentity?: () => Promise<string | null | undefined>;
    /** Opens and closes the chat from the site's own buttons. */
    rapport?: { open(): void; close(): void };
  }
}

const OPEN_KEY = 'rapport.open';

interface Options {
  readonly chatOrigin: string;
  readonly name: string | undefined;
  readonly color: string;
  readonly position: 'left' | 'right';
  readonly identityUrl: string | undefined;
}

function readOptions(script: HTMLScriptElement): Options {
  const { name, color = '', position, identityUrl } = script.dataset;
  return {
    chatOrigin: new URL(script.src).origin,
    name: name?.trim() || undefined,
    color: /^#[0-9a-f]{6}$/i.test(color) ? color : '#2f5d50',
    position: position === 'left' ? 'left' : 'right',
    identityUrl,
  };
}

/** @returns null for a guest, and for a customer whom the site could not vouch for just now. */
async function identityOf({ identityUrl }: Options): Promise<string | null> {
  try {
    if (window.rapportIdentity !== undefined) return (await window.rapportIdentity()) ?? null;
    if (identityUrl === undefined) return null;
    const response = await fetch(identityUrl, { headers: { Accept: 'application/json' } });
    return response.ok ? (((await response.json()) as { identity?: string }).identity ?? null) : null;
  } catch {
    return null;
  }
}

/** White text, unless the colour is light: luminance above .179 is where black reads better (WCAG 2.2 contrast). */
function textOn(hex: string): string {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(
    (at) => (Number.parseInt(hex.slice(at, at + 2), 16) / 255) ** 2.2,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? '#14161a' : '#ffffff';
}

function bubbleIcon(): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  path.setAttribute(
    'd',
    'M4 3h16a3 3 0 0 1 3 3v9a3 3 0 0 1-3 3h-8l-6 4.5V18H4a3 3 0 0 1-3-3V6a3 3 0 0 1 3-3z',
  );
  svg.append(path);
  return svg;
}

function remember(open: boolean): void {
  try {
    sessionStorage.setItem(OPEN_KEY, String(open));
  } catch {
    // A site without storage: the chat starts closed on the next page.
  }
}

function wasOpen(): boolean {
  try {
    return sessionStorage.getItem(OPEN_KEY) === 'true';
  } catch {
    return false;
  }
}

function embed(options: Options): void {
  const host = document.createElement('div');
  host.dataset.position = options.position;
  host.style.setProperty('--color', options.color);
  host.style.setProperty('--on-color', textOn(options.color));
  const root = host.attachShadow({ mode: 'open' });
  // A constructed sheet is allowed under a site's strict style-src; a <style> element is not.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(launcherLook);
  root.adoptedStyleSheets = [sheet];

  const label = options.name ?? 'Chat';
  const button = document.createElement('button');
  const unread = document.createElement('span');
  const view = document.createElement('div');
  button.type = 'button';
  button.setAttribute('aria-expanded', 'false');
  unread.className = 'unread';
  unread.hidden = true;
  unread.setAttribute('role', 'img');
  unread.setAttribute('aria-label', 'New message');
  button.append(bubbleIcon(), label, unread);
  view.className = 'window';
  view.hidden = true;
  root.append(view, button);

  let frame: HTMLIFrameElement | undefined;

  function send(message: ToFrame): void {
    frame?.contentWindow?.postMessage(message, options.chatOrigin);
  }

  function load(): HTMLIFrameElement {
    const loaded = document.createElement('iframe');
    loaded.title = label;
    loaded.src = `${options.chatOrigin}/chat/frame#host=${encodeURIComponent(location.origin)}`;
    view.append(loaded);
    return loaded;
  }

  function open(): void {
    frame ??= load();
    view.hidden = false;
    unread.hidden = true;
    button.setAttribute('aria-expanded', 'true');
    remember(true);
    frame.focus();
    send({ rapport: 'opened' });
  }

  function close(): void {
    if (view.hidden) return;
    view.hidden = true;
    button.setAttribute('aria-expanded', 'false');
    remember(false);
    button.focus();
  }

  addEventListener('message', async (event) => {
    const message = messageFrom<ToHost>(event, frame?.contentWindow ?? null, options.chatOrigin);
    if (message === undefined) return;
    switch (message.rapport) {
      case 'ready': {
        const signsIn = window.rapportIdentity !== undefined || options.identityUrl !== undefined;
        return send({ rapport: 'hello', color: options.color, signsIn });
      }
      case 'identity-wanted':
        return send({ rapport: 'identity', identity: await identityOf(options) });
      case 'close':
        return close();
      case 'spoke':
        unread.hidden = !view.hidden;
        return;
      default:
        message satisfies never;
    }
  });
  button.addEventListener('click', () => (view.hidden ? open() : close()));
  addEventListener('keydown', (event) => event.key === 'Escape' && close());
  window.rapport = { open, close };
  document.body.append(host);
  if (wasOpen()) open();
}

function start(script: HTMLScriptElement): void {
  const options = readOptions(script);
  if (document.body !== null) embed(options);
  else addEventListener('DOMContentLoaded', () => embed(options), { once: true });
}

// A page that names the script twice gets one launcher.
if (document.currentScript instanceof HTMLScriptElement && window.rapport === undefined)
  start(document.currentScript);
