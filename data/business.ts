// What the business brings: its profile, catalogue, orders, knowledge, customers and agents, as read-only records.

import type { AgentId, CustomerId, Day, OrderNumber, ProductId } from './ids.js';

/** Opening times of one weekday, `HH:MM` in the business's time zone; `00:00`–`24:00` is round the clock. Absent: closed. */
export interface OpenHours {
  readonly from: string;
  readonly to: string;
}
export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
export type Weekday = (typeof WEEKDAYS)[number];
export type WeekHours = Readonly<Partial<Record<Weekday, OpenHours>>>;

export interface Store {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly hours: WeekHours;
}

/** People of the desk who work in hours of their own. */
export interface Team {
  readonly id: string;
  readonly name: string;
  /** In the team's own time zone. */
  readonly hours: WeekHours;
  readonly holidays: readonly Day[];
  /** IANA. */
  readonly timeZone: string;
}

export interface BusinessProfile {
  readonly name: string;
  readonly botName: string;
  /** BCP 47, for dates and money, for example `en-IE`. */
  readonly locale: string;
  /** IANA, for example `Europe/Dublin`. */
  readonly timeZone: string;
  /** ISO 4217. */
  readonly currency: string;
  readonly returnWindowDays: number;
  /** Days after the question how satisfied a customer was in which it is not asked again. */
  readonly satisfactionEveryDays: number | 'never';
  /** Minutes without anything done after which an agent counts as away. */
  readonly awayAfterMinutes: number;
  /** When people answer. */
  readonly deskHours: WeekHours;
  /** Days on which desk and stores are closed. */
  readonly holidays: readonly Day[];
  readonly stores: readonly Store[];
  /** Absent: the desk's hours hold for everybody. */
  readonly teams?: readonly Team[];
  /** Colour of the chat's accents, `#rrggbb`. */
  readonly accent: string;
}

export interface Product {
  readonly id: ProductId;
  readonly name: string;
  readonly category: string;
  readonly rooms: readonly string[];
  /** In the business's currency, major units. */
  readonly price: number;
  readonly materials: readonly string[];
  readonly colours: readonly string[];
  readonly vegan: boolean;
  /** Free text such as `140 × 200 cm` or `S, M, L`; may be empty. */
  readonly size: string;
  /** Pieces in stock. */
  readonly stock: number;
  readonly description: string;
  /** A file in the business's folder of pictures; absent: a picture is drawn. */
  readonly picture?: string | undefined;
}

export type OrderStatus = 'processing' | 'shipped' | 'out-for-delivery' | 'delivered' | 'cancelled';

export interface OrderLine {
  readonly productId: ProductId;
  readonly quantity: number;
  /** Paid for one, in the order's currency, major units. */
  readonly unitPrice: number;
  /** Pieces that came back already. */
  readonly returned: number;
}

export interface Order {
  readonly number: OrderNumber;
  readonly customerId: CustomerId;
  readonly placedOn: Day;
  readonly status: OrderStatus;
  /** The day that was first promised. */
  readonly promisedOn: Day;
  /** The day that is expected now; later than promised means late. */
  readonly expectedOn: Day;
  readonly deliveredOn?: Day;
  /** ISO 4217; absent: the business's own. Values of two currencies are never added. */
  readonly currency?: string;
  readonly lines: readonly OrderLine[];
}

export interface KnowledgeEntry {
  /** `file#slug-of-heading`, stable while both stay. */
  readonly id: string;
  /** The heading, a question as customers ask it. */
  readonly question: string;
  /** Other ways to ask it. */
  readonly alternatives: readonly string[];
  /** Markdown, variables filled in. */
  readonly answer: string;
  /** The page's title, as shown to the customer. */
  readonly title: string;
  /** For the business: `knowledge/returns.md:12`. */
  readonly source: string;
}

/** What the business itself knows of a customer. */
export interface CustomerCard {
  readonly id: CustomerId;
  readonly name: string;
  readonly email: string;
  readonly address: string;
  readonly customerSince: Day;
  readonly member: boolean;
  /** Reviews written. */
  readonly reviews: number;
  /** Newest satisfaction, 1 to 5, whatever scale it was asked on; absent: never asked. */
  readonly satisfaction?: number;
  readonly openComplaints: number;
  /** Days on which a contribution was accepted (a product idea, a tested prototype). */
  readonly contributions: readonly Day[];
  readonly dedicatedAgent?: AgentId;
  /** The customer's id on Teams (aadObjectId), where the business linked it. */
  readonly teamsId?: string;
  /** The business account that this customer is a contact of: all contacts of one company have its level. */
  readonly company?: string;
}

/** Who may decide for the business in its console; both may do the same. */
export const AGENT_ROLES = ['supervisor', 'admin'] as const;
export type AgentRole = (typeof AGENT_ROLES)[number];

export interface AgentCard {
  readonly id: AgentId;
  readonly name: string;
  readonly email: string;
  readonly skills: readonly string[];
  readonly languages: readonly string[];
  /** Places for conversations; one takes as many as the thresholds say for the customer's level. */
  readonly capacity: number;
  /** Who stands in. */
  readonly deputy?: AgentId;
  /** The id of one of the profile's teams; absent: of none. */
  readonly team?: string;
  /** Absent or empty: answers customers, and no more. */
  readonly roles?: readonly AgentRole[];
  /** Argon2id; absent: cannot log in outside the demo. */
  readonly passwordHash?: string;
}

/** An intent that the bot has a task for, with the business's own example sentences. */
export interface IntentExamples {
  readonly intent: string;
  /** How the bot names it when it asks which was meant. */
  readonly title: string;
  /** What a person who is called about it should be good at, as agents.csv names it; absent: nothing in particular. */
  readonly skill?: string;
  readonly examples: readonly string[];
}

/** What customers ask and the business has no answer to, so that it is not taken for what has one. */
export interface UnansweredTopic {
  /** For the business. */
  readonly topic: string;
  readonly questions: readonly string[];
}

/** How the business wants a question read, whatever is learnt. */
export interface TestQuestion {
  readonly question: string;
  /** `intent:<name>`, `answer:<knowledge entry id>` or `unanswered`. */
  readonly expected: string;
  /** For the business: `tests.yaml, test 3`. */
  readonly place: string;
}

/** What may stand between `{{` and `}}` in a canned reply. */
export const REPLY_PLACEHOLDERS = ['customer', 'agent', 'order', 'bot', 'business'] as const;
export type ReplyPlaceholder = (typeof REPLY_PLACEHOLDERS)[number];

/** A reply that agents have ready; only known placeholders stand in it. */
export interface CannedReply {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

/** What agents have ready: replies, and the reasons why a conversation ended. */
export interface DeskWords {
  readonly replies: readonly CannedReply[];
  readonly reasons: readonly { readonly id: string; readonly title: string }[];
}

export interface Business {
  /** Where it was read from. */
  readonly folder: string;
  readonly profile: BusinessProfile;
  readonly products: ReadonlyMap<ProductId, Product>;
  /** Of a large business one is read when asked for; going through all takes as long as reading the file. */
  readonly customers: ReadonlyMap<CustomerId, CustomerCard>;
  readonly agents: ReadonlyMap<AgentId, AgentCard>;
  readonly knowledge: readonly KnowledgeEntry[];
  readonly intents: readonly IntentExamples[];
  /** Absent: none. */
  readonly unanswered?: readonly UnansweredTopic[];
  /** Absent: none. */
  readonly tests?: readonly TestQuestion[];
  /** What customers say → the catalogue's word for it, lower case; absent: none beside the common English ones. */
  readonly synonyms?: Readonly<Record<string, string>>;
  /** Absent: none. */
  readonly deskWords?: DeskWords;
  /** Newest first; empty for a customer without orders. */
  ordersOf(customerId: CustomerId): readonly Order[];
  /** Every order, of a large business those of a sample of its customers, for fitting; never in a turn. */
  allOrders(): Iterable<Order>;
  /** The contacts of a company, in the order of customers.csv; empty for a company that nobody names. */
  contactsOf(company: string): readonly CustomerCard[];
  /** The customer whom the business linked to this id on Teams. */
  customerOnTeams(teamsId: string): CustomerCard | undefined;
}
