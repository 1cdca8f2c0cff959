// One attempt to send one activity to Teams, and what came of it; never repeats an attempt, and knows nothing of customers.

import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Activity,
  type CloudAdapter,
  type ConfigurationBotFrameworkAuthentication,
  type ConversationReference,
  TurnContext,
} from 'botbuilder';
import { z } from 'zod';

export type CredentialsFactory = NonNullable<
  ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[1]
>;

/**
 * What is known after an attempt.
 * - `not-sent`: it certainly did not arrive, and may be sent again, after `retryAfterMs` where the other side said so.
 * - `ambiguous`: it may or may not have arrived; a send has no key by which a second one would be recognised.
 * - `refused`: it did not arrive and never will (blocked, uninstalled, conversation gone, malformed).
 */
export type SendOutcome =
  | { readonly outcome: 'sent' }
  | { readonly outcome: 'not-sent'; readonly why: string; readonly retryAfterMs?: number }
  | { readonly outcome: 'ambiguous'; readonly why: string }
  | { readonly outcome: 'refused'; readonly why: string };

export type SendActivity = (reference: unknown, activity: Partial<Activity>) => Promise<SendOutcome>;

/** The part of the connector's client that is used here; its pipeline is public API of Azure's client, but hidden by the type. */
interface ConnectorClient {
  readonly client: { readonly pipeline: { removePolicy(policy: { readonly name: string }): unknown } };
  readonly conversations: {
    sendToConversation(
      id: string,
      activity: Partial<Activity>,
      options: { timeout: number },
    ): Promise<unknown>;
  };
}

const Reference = z.looseObject({
  channelId: z.string(),
  serviceUrl: z.string(),
  conversation: z.looseObject({ id: z.string().min(1) }),
  bot: z.looseObject({ id: z.string() }),
  user: z.looseObject({ id: z.string() }).optional(),
});

/** @returns `undefined` for a stored reference that cannot be used. */
export function parseReference(stored: unknown): z.infer<typeof Reference> | undefined {
  return Reference.safeParse(stored).data;
}

/**
 * @param mayServe is asked again at each send: a reference may be older than the list of hosts.
 * @param timeoutMs after which an attempt counts as ambiguous.
 */
export function createConnector(
  adapter: CloudAdapter,
  settings: {
    readonly appId: string;
    readonly mayServe: (serviceUrl: string) => boolean;
    readonly timeoutMs: number;
  },
): SendActivity {
  async function attempt(reference: ConversationReference, activity: Partial<Activity>): Promise<void> {
    await adapter.continueConversationAsync(settings.appId, reference, async (context) => {
      const connector: ConnectorClient = context.turnState.get(adapter.ConnectorClientKey);
      // The client repeats a POST up to three times on 5xx and resets, each a visible copy; and a redirect would carry our token away.
      connector.client.pipeline.removePolicy({ name: 'defaultRetryPolicy' });
      connector.client.pipeline.removePolicy({ name: 'redirectPolicy' });
      // The reference names the newest message of the customer; a reply to it would open a thread under that one.
      const addressed = TurnContext.applyConversationReference(
        { ...activity },
        { ...reference, activityId: undefined },
      );
      await connector.conversations.sendToConversation(reference.conversation.id, addressed, {
        timeout: settings.timeoutMs,
      });
    });
  }

  return async (stored, activity) => {
    const reference = parseReference(stored);
    if (!reference) return { outcome: 'refused', why: 'no usable conversation reference is stored' };
    if (!settings.mayServe(reference.serviceUrl)) {
      return { outcome: 'refused', why: `host of ${reference.serviceUrl} is not on the allow-list` };
    }
    try {
      await attempt(reference as unknown as ConversationReference, activity);
      return { outcome: 'sent' };
    } catch (error) {
      return readFailure(error);
    }
  };
}

/** Thrown when no token for the connector could be had: then nothing was sent. */
class CredentialsUnavailable extends Error {}

/**
 * Tells a failure to get a token apart from a failure to send, and ends a wait for one that never comes.
 * @param timeoutMs for one token.
 */
export function guardCredentials(inner: CredentialsFactory, timeoutMs: number): CredentialsFactory {
  return {
    isValidAppId: (appId) => inner.isValidAppId(appId),
    isAuthenticationDisabled: () => inner.isAuthenticationDisabled(),
    async createCredentials(...request) {
      const credentials = await inner.createCredentials(...request);
      return {
        async signRequest(resource) {
          const waited = new AbortController();
          const late = sleep(timeoutMs, undefined, { signal: waited.signal }).then(() => {
            throw new Error(`no answer in ${timeoutMs} ms`);
          });
          try {
            return await Promise.race([credentials.signRequest(resource), late]);
          } catch (error) {
            throw new CredentialsUnavailable(error instanceof Error ? error.message : String(error), {
              cause: error,
            });
          } finally {
            late.catch(() => {});
            waited.abort();
          }
        },
      };
    },
  };
}

/** The request never reached anybody. */
const NOT_CONNECTED = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];
/** Too many requests; a conflict that Teams asks to be tried again; and a token that was not taken: none of them is delivered. */
const RETRIED_STATUS = [401, 412, 429];

const Failure = z.looseObject({
  message: z.string().catch('unknown'),
  statusCode: z.number().optional().catch(undefined),
  code: z.string().optional().catch(undefined),
});

function readFailure(error: unknown): SendOutcome {
  if (error instanceof CredentialsUnavailable)
    return { outcome: 'not-sent', why: `no token: ${error.message}` };
  const { message, statusCode, code } = Failure.catch({ message: 'unknown' }).parse(error);
  if (statusCode === undefined) {
    return code && NOT_CONNECTED.includes(code)
      ? { outcome: 'not-sent', why: code }
      : { outcome: 'ambiguous', why: code ?? message };
  }
  const why = `status ${statusCode}`;
  // The activity was taken, only the answer could not be read.
  if (statusCode < 300) return { outcome: 'sent' };
  if (RETRIED_STATUS.includes(statusCode)) {
    return { outcome: 'not-sent', why, retryAfterMs: retryAfterMs(error) };
  }
  return statusCode < 500 ? { outcome: 'refused', why } : { outcome: 'ambiguous', why };
}

const Answered = z.object({
  response: z.object({ headers: z.custom<{ get(name: string): unknown }>(hasGet) }),
});

function hasGet(headers: unknown): boolean {
  return (
    typeof headers === 'object' && headers !== null && 'get' in headers && typeof headers.get === 'function'
  );
}

/** The header `Retry-After` in seconds (RFC 9110); Teams sends no date there, and one would count as absent. */
function retryAfterMs(error: unknown): number | undefined {
  const header = Answered.safeParse(error).data?.response.headers.get('retry-after');
  const seconds = typeof header === 'string' ? Number.parseFloat(header) : Number.NaN;
  return seconds >= 0 ? seconds * 1000 : undefined;
}
