// Branded ids: a customer's id can't be passed where a conversation's is wanted. They are made at the edges and in stores only.

declare const brand: unique symbol;
type Branded<B extends string> = string & { readonly [brand]: B };

export type CustomerId = Branded<'CustomerId'>;
export type ConversationId = Branded<'ConversationId'>;
export type ActivityId = Branded<'ActivityId'>;
export type HandoffId = Branded<'HandoffId'>;
export type AgentId = Branded<'AgentId'>;
export type ProductId = Branded<'ProductId'>;
export type OrderNumber = Branded<'OrderNumber'>;

/** A point in time, ISO 8601 in UTC with milliseconds, as `Date.toISOString` writes it: instants compare as strings. */
export type Instant = string;

/** A calendar day in the business's time zone, `YYYY-MM-DD`: days compare as strings. */
export type Day = string;

/** Now. Passed in everywhere, so that tests hold the clock. */
export type Clock = () => Date;
