// The Teams channel's front door: activities of Microsoft's connector come in, replies go out. Knows a turn only as a function.

import type { IncomingHttpHeaders } from 'node:http';
import {
  type Activity,
  CallerIdConstants,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
} from 'botbuilder';
import type { Logger } from 'pino';
import { RapportError } from '../../data/errors.js';
import type { Clock } from '../../data/ids.js';
import type { ChangeFeed, Stores } from '../../data/ports.js';
import type { TypingFeed } from '../../handoff/typing-feed.js';
import type { TurnHandler } from '../turn.js';
import { type CredentialsFactory, createConnector, guardCredentials, parseReference } from './connector.js';
import { parseActivity, readInbound, type TeamsActivity } from './inbound.js';
import { createOutbox, type OutboxSettings } from './outbox.js';
import { type Audience, toTeamsActivity } from './outgoing.js';
import { type LinkedCustomer, senderOf } from './sender.js';
import { loopbackCheck, serviceUrlCheck } from './service-host.js';
import { createTokenCheck, MICROSOFT_OPENID_METADATA } from './token.js';
import { showTyping } from './typing.js';

export type { LinkedCustomer } from './sender.js';

/** Microsoft's own time limit for answering an activity is 15 s; a send must not hold up the next one for longer. */
const SEND_TIMEOUT_MS = 10_000;

export interface TeamsSettings {
  /** The bot's Microsoft app id; empty with `auth: 'off'`. */
  readonly appId: string;
  readonly appPassword: string;
  readonly tenantId?: string;
  readonly appType: 'MultiTenant' | 'SingleTenant';
  /** `off` believes every caller and replies to this machine only: for trying it out, on a loopback address. */
  readonly auth: 'required' | 'off';
  readonly openIdMetadataUrl?: string;
  /**
   * Host names from which activities are taken and to which replies are sent. Microsoft's connector for Teams has one, of which
   * every region is a path (Microsoft Learn, "Send proactive messages").
   */
  readonly serviceUrlAllowList: readonly string[];
  readonly stores: Stores;
  readonly feed: ChangeFeed;
  readonly turn: TurnHandler;
  readonly linkedCustomer: LinkedCustomer;
  /** Who types; absent: it is not shown. */
  readonly typingFeed?: Pick<TypingFeed, 'listen'>;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>;
  readonly overrides?: {
    readonly credentials?: CredentialsFactory;
    readonly sendTimeoutMs?: number;
    readonly random?: () => number;
    readonly wait?: OutboxSettings['wait'];
  };
}

export interface TeamsRequest {
  readonly headers: IncomingHttpHeaders;
  /** The parsed JSON. */
  readonly body?: unknown;
}

export interface TeamsResponse {
  send(status: number, body?: unknown): unknown;
}

export interface TeamsChannel {
  /**
   * Answers `POST /api/messages`; resolves when the turn is committed and answered.
   * @throws RapportError BAD_REQUEST or TOKEN_INVALID before any turn, and whatever the turn throws: then nothing was answered.
   */
  handle(request: TeamsRequest, response: TeamsResponse): Promise<void>;
  /** Marks what the last run left in doubt, and delivers what it left over. */
  start(): Promise<void>;
  /** Resolves when every reply that can be sent now was sent. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

export function createTeamsChannel(settings: TeamsSettings): TeamsChannel {
  const { log, overrides = {} } = settings;
  const signedIn = settings.auth === 'required';
  const sendTimeoutMs = overrides.sendTimeoutMs ?? SEND_TIMEOUT_MS;
  const metadataUrl = settings.openIdMetadataUrl ?? MICROSOFT_OPENID_METADATA;
  const mayServe = signedIn ? serviceUrlCheck(settings.serviceUrlAllowList) : loopbackCheck;
  const checkToken = createTokenCheck({ appId: settings.appId, metadataUrl, clock: settings.clock });
  const credentials = guardCredentials(overrides.credentials ?? credentialsOf(settings), sendTimeoutMs);
  const adapter = new CloudAdapter(authentication(metadataUrl, credentials));
  const send = createConnector(adapter, {
    appId: signedIn ? settings.appId : '',
    mayServe,
    timeoutMs: sendTimeoutMs,
  });
  const { typingFeed, stores, clock } = settings;
  const stopTyping = typingFeed && showTyping({ typingFeed, customers: stores.customers, send, clock });
  const outbox = createOutbox({
    stores: settings.stores,
    feed: settings.feed,
    owner: settings.newId(),
    send,
    toActivity: (entry, reference) => toTeamsActivity(entry, audienceOf(reference, signedIn)),
    log,
    random: overrides.random ?? Math.random,
    ...(overrides.wait ? { wait: overrides.wait } : {}),
  });

  /** @returns why the activity is not believed, or `undefined`. */
  async function distrust(request: TeamsRequest, activity: TeamsActivity): Promise<string | undefined> {
    if (activity.channelId !== 'msteams') return `channel "${activity.channelId}" is not Teams`;
    if (!mayServe(activity.serviceUrl)) return `host of "${activity.serviceUrl}" is not on the allow-list`;
    if (!signedIn) return undefined;
    const verdict = await checkToken(request.headers.authorization, activity.serviceUrl);
    return verdict.verdict === 'refused' ? verdict.why : undefined;
  }

  async function runTurn(headers: IncomingHttpHeaders, received: TeamsActivity, activity: Partial<Activity>) {
    let ran: { readonly fault?: { readonly error: unknown } } | undefined;
    let status = 200;
    // CloudAdapter writes the text of errors into its answer, so it answers into this and we answer the caller.
    const sink = {
      socket: undefined,
      status: (code: number) => {
        status = code;
      },
      header: () => {},
      send: () => {},
      end: () => {},
    };
    await adapter.process({ method: 'POST', headers, body: { ...activity } }, sink, async (context) => {
      try {
        await settings.turn(context, senderOf(received, settings.linkedCustomer));
        ran = {};
      } catch (error) {
        ran = { fault: { error } };
      }
    });
    if (!ran) throw refused(`the Bot Framework answered ${status}`);
    if (ran.fault) throw ran.fault.error;
  }

  /** The reason is for our log only: the caller learns nothing from it. */
  function refused(why: string): RapportError {
    log.warn({ why }, 'activity refused at /api/messages');
    return new RapportError(
      'TOKEN_INVALID',
      'the activity is not signed for this bot.',
      'See docs/teams.md; the log says why.',
    );
  }

  return {
    async handle(request, response) {
      const activity = parseActivity(request.body);
      if (!activity) {
        throw new RapportError(
          'BAD_REQUEST',
          'the body is not an activity.',
          'Send an activity of the Bot Framework.',
        );
      }
      const why = await distrust(request, activity);
      if (why) throw refused(why);
      const inbound = readInbound(activity, settings.newId);
      if (inbound.kind === 'turn') await runTurn(request.headers, activity, inbound.activity);
      response.send(inbound.answer.status, inbound.answer.body);
    },
    start: () => outbox.start(),
    idle: () => outbox.idle(),
    async close() {
      stopTyping?.();
      await outbox.close();
    },
  };
}

/** @param signedIn false: the other side can only be the Agents Playground. */
function audienceOf(stored: unknown, signedIn: boolean): Audience {
  const reference = parseReference(stored);
  const kind = reference?.conversation.conversationType ?? 'personal';
  return {
    personal: kind === 'personal' && reference?.user !== undefined,
    userId: reference?.user?.id ?? '',
    client: signedIn ? 'teams' : 'playground',
  };
}

/** Without an app id the Bot Framework neither asks for tokens nor sends any. */
function credentialsOf(settings: TeamsSettings): CredentialsFactory {
  if (settings.auth === 'off') return new ConfigurationServiceClientCredentialFactory({ MicrosoftAppId: '' });
  return new ConfigurationServiceClientCredentialFactory({
    MicrosoftAppId: settings.appId,
    MicrosoftAppPassword: settings.appPassword,
    MicrosoftAppType: settings.appType,
    ...(settings.tenantId ? { MicrosoftAppTenantId: settings.tenantId } : {}),
  });
}

/** The public cloud, in full: given one of these, the Bot Framework takes no default for the others. */
function authentication(
  metadataUrl: string,
  credentials: CredentialsFactory,
): ConfigurationBotFrameworkAuthentication {
  return new ConfigurationBotFrameworkAuthentication(
    {
      ValidateAuthority: true,
      ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com/botframework.com',
      ToChannelFromBotOAuthScope: 'https://api.botframework.com',
      ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
      OAuthUrl: 'https://api.botframework.com',
      ToBotFromChannelOpenIdMetadataUrl: metadataUrl,
      ToBotFromEmulatorOpenIdMetadataUrl:
        'https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration',
      CallerId: CallerIdConstants.PublicAzureChannel,
    },
    credentials,
  );
}
