// One visitor's chat, kept alive: through lost connections, a restarted server and expired tokens. It knows no other part of the page.

import { heldSocket } from './held-socket.js';
import { createReadMarks } from './read-marks.js';
import type { Remembered } from './remembered.js';
import {
  checkSession,
  DIRECT_LINE,
  type Relationship,
  type Session,
  sendRead,
  sendRelationship,
  startSession,
  type Visitor,
} from './session.js';
import { speakers } from './speakers.js';
import {
  type Activity,
  ConnectionStatus,
  type DirectLine,
  type StoreAction,
  type StyleOptions,
} from './web-chat.js';

export type ChatState = 'connecting' | 'online' | 'lost' | 'unreachable' | 'refused';

export interface ChatSurroundings {
  readonly webChat: NonNullable<Window['WebChat']>;
  /** Emptied and filled at every start. */
  readonly place: HTMLElement;
  readonly locale: string;
  readonly nonce: string;
  /** How a screen reader introduces what the business's side said, be it the bot or a person. */
  readonly saidAloud: string;
  readonly style: () => StyleOptions;
  readonly resume: Remembered;
  readonly onState: (state: ChatState) => void;
  readonly onStarted: (as: Visitor['kind']) => void;
  /** The customer is not signed in any more, and chats on as a guest. */
  readonly onSignedOut: () => void;
  readonly onConnected: () => void;
  /** What the bot last said about it; `open` at the start of each session. */
  readonly onRelationship: (relationship: Relationship) => void;
  /** The bot or a person said something. */
  readonly onSpoke: () => void;
}

export interface Chat {
  /** Takes up the visitor's own conversation, or begins one. */
  start(visitor: Visitor): Promise<void>;
  restyle(): void;
  /** Declines the relationship, or allows it again. @returns whether it was taken. */
  wish(relationship: Relationship): Promise<boolean>;
}

const LONGEST_PAUSE_MS = 10_000;

/** Waits 1, 2, 4 … 10 seconds, ± half so that a server's return isn't met by everybody at once; less if the network returns. */
function pause(attempt: number): Promise<void> {
  const length = Math.min(LONGEST_PAUSE_MS, 1000 * 2 ** attempt) * (0.5 + Math.random());
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener('online', done);
      resolve();
    };
    const timer = setTimeout(done, length);
    addEventListener('online', done);
  });
}

interface Started {
  readonly session: Session;
  readonly as: Visitor['kind'];
}

/** A connected Web Chat. `end` leaves its last picture in place. */
interface Live {
  restyle(): void;
  wish(relationship: Relationship): Promise<boolean>;
  end(): void;
}

function relationshipIn({ channelData }: Activity): Relationship | undefined {
  const said = channelData?.relationship;
  return said === 'open' || said === 'declined' ? said : undefined;
}

/** Shows one session in a new element and keeps it connected; `restart` is called when only another session helps. */
function show(
  session: Session,
  visitor: Visitor,
  around: ChatSurroundings,
  restart: (next?: Started) => void,
): Live {
  const { webChat } = around;
  let current = session;
  let ended = false;
  let socketIsOpen = false;
  let recovery: Promise<void> | undefined;

  const directLine: DirectLine = webChat.createDirectLine({
    token: session.token,
    domain: DIRECT_LINE,
    webSocket: true,
  });

  function takeUp(next: Started): void {
    if (visitor.kind === 'customer' && next.as === 'guest') around.onSignedOut();
    if (next.session.conversationId === current.conversationId) {
      current = next.session;
      directLine.reconnect({ ...next.session, streamUrl: '' });
    } else restart(next);
  }

  async function untilSessionHolds(): Promise<void> {
    for (let attempt = 0; !ended; attempt++) {
      const check = await checkSession(current);
      if (check === 'alive') return;
      if (check === 'gone') {
        const start = await startSession(visitor, around.resume);
        if (ended) return;
        if (start.kind === 'started') return takeUp(start);
        if (start.kind === 'refused') return around.onState('refused');
      }
      await pause(attempt);
    }
  }

  function recover(): Promise<void> {
    if (!ended && recovery === undefined) {
      around.onState('lost');
      recovery = untilSessionHolds().finally(() => {
        recovery = undefined;
        if (socketIsOpen && !ended) around.onState('online');
      });
    }
    return recovery ?? Promise.resolve();
  }

  /** A message was refused: has the conversation ended meanwhile? */
  async function checkAfterRefusal(): Promise<void> {
    if ((await checkSession(current)) === 'gone') await recover();
  }

  directLine.services.WebSocket = heldSocket({
    opened() {
      socketIsOpen = true;
      if (!ended) around.onState('online');
    },
    lost() {
      socketIsOpen = false;
      return recover();
    },
  });
  // The client waits 3 s plus up to 12 s more before it connects again; the crowd is spread by our own pauses already.
  directLine.services.random = () => 0;

  directLine.connectionStatus$.subscribe((status) => {
    if (ended) return;
    if (status === ConnectionStatus.expiredToken) void recover();
    if (status === ConnectionStatus.failedToConnect || status === ConnectionStatus.ended) restart();
  });

  const readMarks = createReadMarks((id) => void sendRead(current, id));

  function hear(activity: Activity | undefined): void {
    readMarks.heard(activity);
    if (activity?.type !== 'message' || activity.from?.role === 'user') return;
    around.onSpoke();
    const relationship = relationshipIn(activity);
    if (relationship) around.onRelationship(relationship);
  }

  const store = webChat.createStore({}, () => (next) => (action: StoreAction) => {
    if (action.type === 'DIRECT_LINE/CONNECT_FULFILLED') around.onConnected();
    if (action.type === 'DIRECT_LINE/POST_ACTIVITY_REJECTED') void checkAfterRefusal();
    if (action.type === 'DIRECT_LINE/INCOMING_ACTIVITY') hear(action.payload?.activity);
    return next(action);
  });

  const element = document.createElement('div');
  element.className = 'web-chat';
  around.place.replaceChildren(element);
  const render = () =>
    webChat.renderWebChat(
      {
        ...speakers,
        directLine,
        store,
        locale: around.locale,
        nonce: around.nonce,
        styleOptions: around.style(),
        sendTypingIndicator: true,
        overrideLocalizedStrings: { ACTIVITY_BOT_SAID_ALT: around.saidAloud },
      },
      element,
    );
  render();

  return {
    restyle: render,
    wish: (relationship) => sendRelationship(current, relationship),
    end() {
      ended = true;
      readMarks.end();
      directLine.end();
    },
  };
}

/**
 * @returns a chat that shows nothing until it is started; starting again ends what was there.
 */
export function createChat(around: ChatSurroundings): Chat {
  let live: Live | undefined;
  /** Grows with every start, so that a slow start of an earlier visitor can tell that it came too late. */
  let round = 0;

  function open(started: Started, visitor: Visitor, mine: number): void {
    around.onStarted(started.as);
    around.onRelationship('open');
    live = show(started.session, visitor, around, (next) => {
      if (mine !== round) return;
      live?.end();
      if (next !== undefined) open(next, visitor, mine);
      else void pause(0).then(() => (mine === round ? start(visitor) : undefined));
    });
  }

  async function start(visitor: Visitor): Promise<void> {
    round += 1;
    const mine = round;
    live?.end();
    live = undefined;
    around.place.replaceChildren();
    around.onState('connecting');
    for (let attempt = 0; mine === round; attempt++) {
      const begun = await startSession(visitor, around.resume);
      if (mine !== round) return;
      if (begun.kind === 'started') return open(begun, visitor, mine);
      around.onState(begun.kind);
      if (begun.kind === 'refused') return;
      await pause(attempt);
    }
  }

  return {
    start,
    restyle: () => live?.restyle(),
    wish: async (relationship) => (await live?.wish(relationship)) ?? false,
  };
}
