// The chat page: reads what the server wrote into the page, and puts its parts together.

import { type Chat, type ChatState, createChat } from './conversation.js';
import { chosenVisitor, showDemoChooser } from './demo-chooser.js';
import { findHost, type Host } from './host.js';
import { applyAccent, onColourScheme, styleOptions } from './look.js';
import { demoChoice, resumeToken } from './remembered.js';
import type { Relationship, Visitor } from './session.js';
import { words } from './words.js';

const page = document.documentElement;
const { business = '', bot = '', accent = '#2f5d50', embedOrigins = '', locale = 'en' } = page.dataset;
const isFrame = page.dataset.mode === 'frame';
const isDemo = page.dataset.demo === 'true';
const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';

function part<E extends HTMLElement = HTMLElement>(id: string): E {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`page.html has no element with the id ${id}.`);
  return element as E;
}

const banner = part('status');
const startAgain = part<HTMLButtonElement>('start-again');
const remember = part<HTMLButtonElement>('remember');
const menuButton = part<HTMLButtonElement>('menu-button');

function writeHeader(): void {
  document.title = words.title(bot, business);
  part('initial').textContent = bot.slice(0, 1);
  part('bot').textContent = bot;
  part('is-bot').textContent = words.isBot(business);
  part('chat').setAttribute('aria-label', words.chatLabel(bot));
  part('chat').lang = locale;
  menuButton.setAttribute('aria-label', words.menu);
  remember.textContent = words.remember;
  remember.title = words.rememberHint;
  startAgain.textContent = words.startAgain;
  startAgain.title = words.startAgainHint;
  part('close').setAttribute('aria-label', words.close);
}

const stateWords: Readonly<Record<ChatState, string>> = {
  connecting: words.connecting,
  online: '',
  lost: words.connectionLost,
  unreachable: words.unreachable,
  refused: words.refused,
};

/** Deferred scripts have all run, or failed, once the document is complete. */
async function scriptsHaveRun(): Promise<void> {
  if (document.readyState === 'complete') return;
  await new Promise((resolve) => addEventListener('load', resolve, { once: true }));
}

/** On a phone the keyboard would cover the greeting. */
function focusSendBox(): void {
  if (!matchMedia('(hover: hover) and (pointer: fine)').matches) return;
  document.querySelector<HTMLElement>('[data-id="webchat-sendbox-input"]')?.focus();
}

function wireFrame(host: Host): void {
  const close = part('close');
  close.hidden = false;
  close.addEventListener('click', () => host.close());
  addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !event.defaultPrevented && !part('menu').matches(':popover-open'))
      host.close();
  });
  host.onOpened(focusSendBox);
}

function firstVisitor(host: Host | undefined): Visitor {
  if (host?.identity !== undefined) return { kind: 'customer', identity: host.identity, wasGuest: true };
  return isDemo && !isFrame ? chosenVisitor() : { kind: 'guest' };
}

/** The switch moves once the server has the wish; the bot says what came of it. */
async function switchRemembering(chat: Chat): Promise<void> {
  const wish = remember.getAttribute('aria-checked') === 'true' ? 'declined' : 'open';
  if (!(await chat.wish(wish))) return;
  showRemembering(wish);
  part('menu').hidePopover();
}

function showRemembering(relationship: Relationship): void {
  remember.setAttribute('aria-checked', String(relationship === 'open'));
}

async function run(): Promise<void> {
  applyAccent(accent);
  writeHeader();
  banner.textContent = words.connecting;
  const host = isFrame ? await findHost(embedOrigins.split(' ')) : undefined;
  const colour = host?.color ?? accent;
  applyAccent(colour);
  if (host !== undefined) wireFrame(host);

  await scriptsHaveRun();
  if (window.WebChat === undefined) {
    banner.textContent = words.failedToLoad;
    return;
  }

  let notice = '';
  const chat = createChat({
    webChat: window.WebChat,
    place: part('chat'),
    locale,
    nonce,
    saidAloud: words.saidAloud(business),
    style: () => styleOptions(bot),
    resume: resumeToken,
    onState: (state) => {
      banner.textContent = stateWords[state] || notice;
      banner.dataset.state = state;
    },
    onStarted: (as) => {
      menuButton.hidden = false;
      startAgain.hidden = as === 'customer';
    },
    onSignedOut: () => {
      notice = words.signInExpired;
    },
    onConnected: focusSendBox,
    onRelationship: showRemembering,
    onSpoke: () => host?.spoke(),
  });

  onColourScheme(() => {
    applyAccent(colour);
    chat.restyle();
  });
  const begin = (visitor: Visitor) => {
    notice = '';
    void chat.start(visitor);
  };
  remember.addEventListener('click', () => void switchRemembering(chat));
  startAgain.addEventListener('click', () => {
    resumeToken.forget();
    part('menu').hidePopover();
    begin({ kind: 'guest' });
  });
  if (isDemo && !isFrame) {
    void showDemoChooser(part('demo'), (visitor) => {
      // "A new visitor" is new each time that it is chosen; a reload keeps it.
      if (demoChoice.read() === undefined) resumeToken.forget();
      begin(visitor);
    });
  }
  begin(firstVisitor(host));
}

void run();
