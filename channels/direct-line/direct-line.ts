// Direct Line 3.0, served by ourselves: sessions, conversations, posts, uploads and streams. Knows no HTTP framework and no bot.

import type { TurnContext } from 'botbuilder';
import type { Logger } from 'pino';
import type { WebSocket } from 'ws';
import type { TranscriptEntry } from '../../data/conversation.js';
import { RapportError } from '../../data/errors.js';
import type { ActivityId, Clock, CustomerId } from '../../data/ids.js';
import type { ChangeFeed, Stores } from '../../data/ports.js';
import { withSegments } from '../../data/transcript-segments.js';
import type { CustomerSigns } from '../../handoff/customer-signs.js';
import type { TypingFeed } from '../../handoff/typing-feed.js';
import type { Sender, TurnHandler } from '../turn.js';
import type { Identity } from './identity.js';
import { messageContext, parsePosted, readLineOf, startContext } from './inbound.js';
import type { ReceivedUpload } from './read-upload.js';
import { createSessionStart, type SessionRequest, type SessionStart } from './session-start.js';
import { followConversation } from './stream.js';
import type { Session, Tokens } from './tokens.js';
import { createUploadStore, type Upload } from './upload-store.js';
import { type ActivitySet, activitySet, CHANNEL, parseWatermark } from './wire.js';

export interface DirectLineDependencies {
  readonly stores: Stores;
  readonly feed: ChangeFeed;
  readonly turn: TurnHandler;
  readonly tokens: Tokens;
  /** Who an identity token of the business's site vouches for; throws TOKEN_INVALID or TOKEN_EXPIRED. */
  readonly identify: (jwt: string) => Promise<Identity>;
  readonly clock: Clock;
  readonly newId: () => string;
  /** Makes a visitor who signed in the customer; left out, they stay two. @returns whether the visitor's token has served. */
  readonly join?: (guest: CustomerId, customer: CustomerId) => Promise<boolean>;
  /** 256 random bits, base64url: the key of an upload is all that its reader needs. */
  readonly newKey: () => string;
  /** Hears what a customer does besides writing; left out, nobody does. */
  readonly signs?: CustomerSigns;
  /** Where it is told that a person types; left out, customers are not shown it. */
  readonly typingFeed?: Pick<TypingFeed, 'listenTo'>;
  readonly log: Logger;
  /** Where browsers reach this server, without a slash at the end. */
  readonly publicUrl: string;
  readonly botName: string;
}

/** The body of most answers of the protocol. */
export interface ConversationAnswer {
  readonly conversationId: string;
  readonly token: string;
  readonly expires_in: number;
  readonly streamUrl: string;
}

/** Sessions are those of `authorise`; every call is about the session's own conversation. */
export interface DirectLine {
  /** @throws RapportError FORBIDDEN for a claimed user that the credentials do not vouch for, TOKEN_INVALID, TOKEN_EXPIRED. */
  generate(request: SessionRequest): Promise<{ readonly isNewGuest: boolean; readonly answer: SessionStart }>;
  /** @throws RapportError TOKEN_INVALID, TOKEN_EXPIRED, or FORBIDDEN for another conversation than the token's. */
  authorise(token: string | undefined, conversationId?: string): Promise<Session>;
  /** A new token for the same session, which ends for good 24 hours after it began. */
  refresh(session: Session): Promise<Omit<ConversationAnswer, 'streamUrl'>>;
  /** A new conversation runs the turn in which the bot greets. @throws RapportError NOT_FOUND when it has ended. */
  start(
    session: Session,
    locale?: string,
  ): Promise<{ readonly isNew: boolean; readonly answer: ConversationAnswer }>;
  /** @throws RapportError NOT_FOUND when it has ended or never began; the client then gives it up. */
  reconnect(session: Session, watermark?: string): Promise<ConversationAnswer>;
  activitiesSince(session: Session, watermark?: string): Promise<ActivitySet>;
  /** Runs a turn; the echo and the replies come by the stream. @throws RapportError BAD_REQUEST, NOT_FOUND, or the turn's fault. */
  post(session: Session, activity: unknown): Promise<{ readonly id: string }>;
  /** @throws like `post`. */
  upload(session: Session, upload: ReceivedUpload): Promise<{ readonly id: string }>;
  /** @throws RapportError NOT_FOUND. */
  attachment(key: string): Promise<Upload>;
  openStream(socket: WebSocket, session: Session, watermark?: string): void;
}

export function createDirectLine(dependencies: DirectLineDependencies): DirectLine {
  const { stores, feed, turn, tokens, clock, newId, log, publicUrl, botName } = dependencies;
  const uploads = createUploadStore(dependencies);
  const generate = createSessionStart(dependencies);
  const around = { clock, newId, botName };
  const names = { botName };

  /**
   * @param after the sequence that the client has seen; absent: its entries are of no interest.
   * @returns where the conversation stands, and at least what was said in it after that.
   */
  async function look(
    session: Session,
    after = Number.POSITIVE_INFINITY,
  ): Promise<{ state: 'new' | 'open' | 'ended'; entries: readonly TranscriptEntry[] }> {
    const sameId = ({ id }: { readonly id: string }) => id === session.conversationId;
    const stored = await stores.customers.get(session.customerId);
    const open = stored?.value.conversations.find(sameId);
    if (open && after + 1 >= (open.transcript[0]?.sequence ?? 1))
      return { state: 'open', entries: open.transcript };
    const archived = await stores.archive.of(session.customerId);
    const found = open ?? archived.find(sameId);
    if (!found) return { state: 'new', entries: [] };
    return { state: open ? 'open' : 'ended', entries: withSegments(found, archived) };
  }

  async function requireState(
    session: Session,
    ...allowed: readonly string[]
  ): Promise<'new' | 'open' | 'ended'> {
    const { state } = await look(session);
    if (allowed.includes(state)) return state;
    throw new RapportError(
      'NOT_FOUND',
      `the conversation "${session.conversationId}" ${state === 'new' ? 'has not begun' : 'has ended'}.`,
      'Ask for a new token and start one.',
    );
  }

  function runTurn(session: Session, context: TurnContext) {
    const { customerId, kind, name, conversationId } = session;
    const sender: Sender = { customerId, kind, name, conversationId, channel: CHANNEL };
    return turn(context, sender);
  }

  async function refresh(session: Session) {
    return { conversationId: session.conversationId, ...(await tokens.sign(session)) };
  }

  async function answerFor(session: Session, watermark?: string): Promise<ConversationAnswer> {
    const fresh = await refresh(session);
    const query = new URLSearchParams({ t: fresh.token, ...(watermark === undefined ? {} : { watermark }) });
    const path = `/v3/directline/conversations/${encodeURIComponent(session.conversationId)}/stream`;
    return { ...fresh, streamUrl: `${publicUrl.replace(/^http/, 'ws')}${path}?${query}` };
  }

  return {
    generate,
    refresh,

    async authorise(token, conversationId) {
      const session = await tokens.verify(token);
      if (conversationId === undefined || conversationId === session.conversationId) return session;
      throw new RapportError(
        'FORBIDDEN',
        'the token is for another conversation.',
        'Use the token of this one.',
      );
    },

    async start(session, locale) {
      const isNew = (await requireState(session, 'new', 'open')) === 'new';
      if (isNew) await runTurn(session, startContext(session, locale, around));
      return { isNew, answer: await answerFor(session) };
    },

    async reconnect(session, watermark) {
      await requireState(session, 'open');
      return answerFor(session, watermark);
    },

    async activitiesSince(session, watermark) {
      const after = parseWatermark(watermark);
      return activitySet((await look(session, after)).entries, after, session, names);
    },

    async post(session, body) {
      const input = parsePosted(body);
      if (input.attachments?.length) {
        throw new RapportError(
          'BAD_REQUEST',
          'a posted activity carries attachments.',
          'Send files to …/upload.',
        );
      }
      if (input.type === 'typing') {
        dependencies.signs?.typing(session.customerId, session.conversationId);
        return { id: newId() };
      }
      const line = readLineOf(input);
      if (line !== undefined) {
        await dependencies.signs?.read(session.customerId, session.conversationId, line);
        return { id: newId() };
      }
      // The turn itself refuses a conversation that has ended.
      const { activityId } = await runTurn(session, messageContext(input, [], session, around));
      return { id: activityId };
    },

    async upload(session, { activity, files }) {
      await requireState(session, 'new', 'open');
      const kept = await uploads.keep(files, session.customerId);
      let stored: { readonly activityId: ActivityId; readonly duplicate: boolean } | undefined;
      try {
        stored = await runTurn(session, messageContext(activity, kept.attachments, session, around));
        return { id: stored.activityId };
      } finally {
        // Of a failed turn, or a second try, no message speaks of these files.
        if (!stored || stored.duplicate) await kept.forget();
      }
    },

    async attachment(key) {
      const found = await uploads.get(key);
      if (!found) throw new RapportError('NOT_FOUND', 'there is no such file.', 'It may have been erased.');
      return found;
    },

    openStream(socket, session, watermark) {
      const transcript = async (after: number) => (await look(session, after)).entries;
      followConversation(socket, session, parseWatermark(watermark), {
        ...{ feed, transcript, names, log, clock, newId },
        typingFeed: dependencies.typingFeed,
      });
    },
  };
}
