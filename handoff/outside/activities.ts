// The Bot Framework activities that tell of a handoff, in the shape of its EventFactory (botbuilder 4.23). Pure: knows no network.

import type { ActivityContent, Channel, Conversation, TranscriptEntry } from '../../data/conversation.js';
import type { CustomerRecord } from '../../data/customer.js';
import type { ActivityId, AgentId, CustomerId, HandoffId, Instant } from '../../data/ids.js';
import { nameOutside } from './handoff-key.js';
import type { MarkValue, Untold } from './untold.js';

/** Lines of the transcript that go with the opening, newest last. */
const TRANSCRIPT_LINES = 200;

export interface Account {
  readonly id: string;
  readonly name: string;
  readonly role?: 'user' | 'bot';
}

interface Reference {
  readonly activityId?: ActivityId;
  readonly user: Account;
  readonly bot: Account;
  readonly conversation: { readonly id: string };
  readonly channelId: string;
  readonly locale?: string;
  readonly serviceUrl: string;
}

/** One activity of the transcript. */
interface Line extends ActivityContent {
  readonly id: ActivityId;
  readonly timestamp: Instant;
  readonly from: Account;
}

/** An activity as an outsider reads it. `conversation.id` names the handoff; `relatesTo` the customer's own conversation. */
export interface OutsideActivity extends Line {
  readonly localTimezone: string;
  readonly channelId: string;
  readonly serviceUrl: string;
  readonly conversation: { readonly id: string };
  readonly channelData: {
    readonly customerId: CustomerId;
    readonly handoffId: HandoffId;
    readonly sequence: number;
  };
  readonly entities?: readonly unknown[];
  readonly relatesTo?: Reference;
  readonly replyToId?: ActivityId;
}

/** What the activities say of the business. */
export interface Around {
  /** Where the bot is reached, for answers. */
  readonly serviceUrl: string;
  readonly botName: string;
  /** BCP 47, where the customer's own is not known. */
  readonly locale: string;
  /** IANA. */
  readonly timeZone: string;
  readonly nameOf: (record: CustomerRecord) => string;
  readonly agentName: (agent: AgentId) => string;
  /** Further fields of the opening's value, for the outsider's routing. */
  readonly contextOf?: (record: CustomerRecord) => Readonly<Record<string, unknown>>;
}

/** As the Bot Framework calls them. */
export const CHANNELS: Readonly<Record<Channel, string>> = { web: 'directline', msteams: 'msteams' };

export function activityFor(record: CustomerRecord, untold: Untold, around: Around): OutsideActivity {
  const { conversation, entry, handoffId } = untold;
  const { serviceUrl, timeZone } = around;
  return {
    ...lineOf(entry, accountsOf(record, around)),
    localTimezone: timeZone,
    channelId: CHANNELS[conversation.channel],
    serviceUrl,
    conversation: { id: nameOutside({ customerId: record.id, handoffId }) },
    channelData: { customerId: record.id, handoffId, sequence: entry.sequence },
    ...contentOf(record, untold, around),
  };
}

/** What kinds of activity have besides. */
function contentOf(
  record: CustomerRecord,
  { conversation, entry, handoffId }: Untold,
  around: Around,
): Partial<OutsideActivity> {
  switch (entry.activity.name) {
    case 'handoff.initiate':
      return opening(record, conversation, { entry, handoffId }, around);
    case 'handoff.status': {
      const value = (entry.activity.value ?? {}) as MarkValue;
      const message = value.outcome === undefined ? {} : { message: value.outcome };
      const agent = value.state === 'accepted' ? whoCame(record, { entry, handoffId }, around) : {};
      return { value: { ...value, ...message, ...agent }, attachments: [], entities: [] };
    }
    default:
      return {};
  }
}

/** Of the first one who came; who takes over later stands in no record that outlives them. */
function whoCame(
  { handoff, pastHandoffs }: CustomerRecord,
  { entry, handoffId }: Pick<Untold, 'entry' | 'handoffId'>,
  { agentName }: Around,
): { readonly agent?: Omit<Account, 'role'> } {
  const found = [handoff, ...pastHandoffs].find((each) => each?.id === handoffId);
  if (!found || found.status === 'waiting' || !found.agentId || found.claimedAt !== entry.at) return {};
  return { agent: { id: found.agentId, name: agentName(found.agentId) } };
}

function opening(
  record: CustomerRecord,
  conversation: Conversation,
  { entry, handoffId }: Pick<Untold, 'entry' | 'handoffId'>,
  around: Around,
): Partial<OutsideActivity> {
  const accounts = accountsOf(record, around);
  const before = conversation.transcript.filter(({ sequence }) => sequence < entry.sequence);
  const asked = before.findLast(({ from }) => from.role === 'customer');
  const locale = before.findLast(({ activity }) => activity.locale)?.activity.locale ?? around.locale;
  const activities = before
    .filter(({ from, activity }) => from.role !== 'system' && activity.type === 'message')
    .slice(-TRANSCRIPT_LINES)
    .map((line) => lineOf(line, accounts));
  return {
    from: accounts.customer,
    ...(asked ? { replyToId: asked.id } : {}),
    relatesTo: {
      ...(asked ? { activityId: asked.id } : {}),
      user: accounts.customer,
      bot: accounts.bot,
      conversation: { id: conversation.id },
      channelId: CHANNELS[conversation.channel],
      locale,
      serviceUrl: around.serviceUrl,
    },
    locale,
    value: {
      ...openingValue(record, conversation, { entry, handoffId }, locale),
      ...around.contextOf?.(record),
    },
    attachments: [{ content: { activities }, contentType: 'application/json', name: 'Transcript' }],
    entities: [],
  };
}

/** For routing and for the agent: `Skill` and the variables of Copilot Studio, which hubs know, and what our own agents read. */
function openingValue(
  record: CustomerRecord,
  conversation: Conversation,
  { entry, handoffId }: Pick<Untold, 'entry' | 'handoffId'>,
  locale: string,
): Readonly<Record<string, unknown>> {
  const mark = (entry.activity.value ?? {}) as { readonly route?: { readonly skill?: string } };
  const handoff = [record.handoff, ...record.pastHandoffs].find((each) => each?.id === handoffId);
  return {
    ...mark,
    ...(mark.route?.skill ? { Skill: mark.route.skill } : {}),
    va_Scope: 'bot',
    va_ConversationId: conversation.id,
    va_Language: locale,
    ...(handoff
      ? {
          va_LastTopic: handoff.reason.rule,
          va_Topics: [handoff.reason.rule],
          va_LastPhrases: handoff.brief.said.at(-1) ?? '',
          va_AgentMessage: handoff.brief.trigger,
          brief: handoff.brief,
          ...(handoff.firstPromise ? { promisedBy: handoff.firstPromise } : {}),
        }
      : {}),
  };
}

function lineOf({ id, at, from, activity }: TranscriptEntry, accounts: Accounts): Line {
  // What a client attached for itself is no business of others.
  const { channelData: _own, ...content } = activity;
  return { ...content, id, timestamp: at, from: accountOf(from, accounts) };
}

interface Accounts {
  readonly customer: Account;
  readonly bot: Account;
}

function accountsOf(record: CustomerRecord, { botName, nameOf }: Around): Accounts {
  return {
    customer: { id: record.id, name: nameOf(record), role: 'user' },
    bot: { id: 'rapport', name: botName, role: 'bot' },
  };
}

function accountOf(from: TranscriptEntry['from'], { customer, bot }: Accounts): Account {
  switch (from.role) {
    case 'customer':
      return customer;
    case 'agent':
      return { id: from.agentId, name: from.name };
    case 'bot':
    case 'system':
      return bot;
  }
}
